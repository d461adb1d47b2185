using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What a death ends: what was received, what was asked for and not decided; and what it leaves to do (policy 3.6, 3.8).</summary>
public sealed class DeathTests
{
    private static readonly Receiver Burier = new("Trần Thị Chăm", "038181000777", "con");

    [Theory]
    [InlineData("2022-11-07", Procedures.MonthlyAssistance, RequestKind.Adjust)]
    [InlineData("2026-11-02", Procedures.SocialPension, RequestKind.SocialPension)]
    public async Task Funeral_OfAPersonWithAnOpenRequest_EndsItWithItsReason(string day, string procedure, RequestKind asked)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", start: OutcomeTests.Month(day, -5));
        var open = await run.FiledAsync(procedure, asked, Person.Disabled);
        await run.StepAsync(open, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        var others = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Old);
        var funeral = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled);

        await run.DecidedAsync(funeral, Person.Disabled.Plain, new Measure { On = OutcomeTests.Day(day).AddDays(-1), Receiver = Burier });

        var ended = await run.Dossiers.LoadAsync(open);
        Assert.Equal(DossierStatus.Stopped, ended.Status);
        Assert.NotNull(ended.FinishedAt);
        var step = ended.Steps.OrderBy(s => s.Number).Last();
        Assert.Equal(ActKinds.EndForDeath, step.Verb);
        Assert.Contains("chết ngày", step.Note, StringComparison.Ordinal);
        Assert.Equal(["D05"], await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == open && p.Paper == "D05").Select(p => p.Paper).ToListAsync()));
        Assert.Equal(DossierStatus.AwaitingReception, (await run.Dossiers.LoadAsync(others)).Status);
        Assert.Equal((EntitlementStatus.Ended, OutcomeTests.Month(day, 0), "T1"), (await run.RowsAsync(person)).Select(r => (r.Status, r.EndMonth, r.EndReason)).Single());
    }

    [Fact]
    public async Task Funeral_OfAPensionApplicant_EndsTheVeryRequestThatItRestsOn()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var asked = await run.FiledAsync(Procedures.SocialPension, RequestKind.SocialPension, Person.Old);
        var id = await run.FiledAsync(Procedures.SocialPensionFuneral, RequestKind.Funeral, Person.Old);

        await run.DecidedAsync(id, Person.Old.Plain, new Measure { On = new(2026, 11, 2), Receiver = Burier, Deceased = DeceasedCase.Undecided });

        Assert.Equal(DossierStatus.Stopped, (await run.Dossiers.LoadAsync(asked)).Status);
        Assert.Equal(10_800_000, Assert.Single(await run.PaymentsAsync()).Amount.Amount);
    }

    [Theory]
    [InlineData("2022-10-05", "38.400.16063", "38.384.14845", 7_200_000)]
    [InlineData("2026-11-02", "38.16072", "38.16078", 10_800_000)]
    public async Task Funeral_OfSomebodyBetweenTwoPlaces_IsPaidByTheNewOne(string day, string from, string to, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", start: OutcomeTests.Month(day, -5), commune: from);
        var move = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, from);
        await run.DecidedAsync(move, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = Protos.Values.TenantPath.Parse(to).UnitCode });
        await host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));
        host.Clock.SetDay(OutcomeTests.Day(day).AddMonths(1));
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled, to);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { On = OutcomeTests.Day(day).AddMonths(1), Receiver = Burier, Heir = Burier });

        Assert.Equal((amount, to), (await run.PaymentsAsync()).Single(p => p.Kind == OneOffKind.Funeral) is var paid ? (paid.Amount.Amount, paid.TenantPath) : default);
    }

    [Fact]
    public async Task Stop_ForDeath_EndsOpenRequestsToo()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var open = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2022, 10, 4) });

        Assert.Equal(DossierStatus.Stopped, (await run.Dossiers.LoadAsync(open)).Status);
    }

    [Fact]
    public async Task Funeral_OfWhoCaredForAnother_SaysThatAReceiverIsNeeded()
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        var cared = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 720_000);
        await run.ReceivingAsync(Person.Old, "5.c", 360_000);
        await run.SaveAsync(db => db.Entitlements.Add(new Entitlement
        {
            Id = Guid.CreateVersion7(), BeneficiaryId = cared, TenantPath = run.Dossiers.Commune, Kind = EntitlementKind.Care, CategoryCode = "CS.6", CoefficientHundredths = 100,
            Level = new(360_000), MonthlyAmount = new(360_000), StartMonth = 202206, DecisionId = Guid.NewGuid(), ReceiverName = Person.Old.Name, ReceiverNumber = Person.Old.Number,
            ReceiverRelation = "mẹ", RecordedAt = new Protos.Values.VietnamTime(host.Clock).UtcNow,
        }));
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var appraiser = await host.SignInAsync(ProvinceNode.Organization.Roles.Appraiser, run.Dossiers.DecidingOffice);

        var page = await appraiser.GetStringAsync(new Uri($"/ho-so/{id}/tham-dinh", UriKind.Relative));

        Assert.Contains("Người chết đang nhận tiền cho người khác", page, StringComparison.Ordinal);
        Assert.Contains(Person.Disabled.Name, page, StringComparison.Ordinal);
        Assert.Contains("lý do C1", page, StringComparison.Ordinal);
        Assert.Empty(await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default)));
        await run.DecidedAsync(id, Person.Old.Plain, new Measure { On = new(2022, 11, 6), Receiver = Burier });
        Assert.Equal((cared, Person.Old.Name), Assert.Single(await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default))) is var lost ? (lost.BeneficiaryId, lost.Receiver) : default);
    }

    [Theory]
    [InlineData("T2", "6.dbn.adult", "CS.6", true)]
    [InlineData("T2", "1.a", "CS.1", true)]
    [InlineData("T2", "5.d", "CS.3", true)]
    [InlineData("T2", "5.c", "CS.6", false)] // the pension of the old ends; the disability that is cared for stays
    [InlineData("T3", "6.dbn.adult", "CS.6", true)]
    [InlineData("T4", "6.n.adult", "CS.4", true)]
    [InlineData("T4", "6.dbn.adult", "CS.7", false)] // the carer's own money
    public async Task Stop_OfTheAssistance_EndsTheCareThatRestsOnIt(string reason, string category, string care, bool ends)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, category, 720_000);
        await run.ReceivingAsync(Person.Disabled, care, 360_000, kind: EntitlementKind.Care);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { Reason = reason, On = new(2022, 10, 5) });

        Assert.Equal([(EntitlementKind.Assistance, EntitlementStatus.Ended), (EntitlementKind.Care, ends ? EntitlementStatus.Ended : EntitlementStatus.Active)],
            (await run.RowsAsync(person)).Select(r => (r.Kind, r.Status)).OrderBy(r => r.Kind));
    }
}
