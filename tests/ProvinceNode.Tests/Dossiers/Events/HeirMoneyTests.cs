using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>Held months that somebody else took for who was said to be gone: whose they are when he lives, and whom nobody can hand them to (policy 3.6; product, scene D).</summary>
public sealed class HeirMoneyTests
{
    private static readonly Receiver Child = new("Trần Thị Con", "038181000777", "con");

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task FalseReport_AfterAnotherTookTheHeldMonths_PaysThePersonHimself(bool carried, bool missing)
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var (person, stop) = await GoneAsync(host, run, missing);
        var given = Assert.Single(await run.Outcomes.PaymentsAsync());
        Assert.Equal((1_500_000L, 202512, 202601, Child.Name), (given.Amount.Amount, given.FromMonth, given.ToMonth, given.ReceiverName));
        Assert.Equal((await run.Outcomes.DecisionsAsync(stop))[0].Id, given.DecisionId);
        await ListedAsync(run, carried);
        var asked = (await run.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = stop.ToString("D") }, run.Outcomes.Dossiers.Official(Roles.SocialOfficer))).Value.Event!;
        var page = (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune), $"/bien-dong/{asked.Id}")).Main;
        Assert.Contains(carried ? $"Đã chi 1.500.000 đồng: đề nghị thu hồi, chi trả cho {Person.Disabled.Name}." : $"Chưa chi trả: chi trả cho {Person.Disabled.Name}.", page, StringComparison.Ordinal);

        var undone = await UndoneAsync(run, asked.Id);

        var payments = await run.Outcomes.PaymentsAsync();
        Assert.Equal(undone.Decision.Id, payments.Single(p => p.Id == given.Id).CancelledById);
        var own = (OneOffKind.Arrears, 1_500_000L, 202512, 202601, Person.Disabled.Name, Person.Disabled.Number);
        var since = (OneOffKind.Arrears, 750_000L, 202602, 202602, Person.Disabled.Name, Person.Disabled.Number); // no list had him in February
        var back = (OneOffKind.Recovery, 1_500_000L, 202512, 202601, Child.Name, Child.Number);
        var expected = carried ? new[] { own, since, back } : [own, since];
        Assert.Equal(expected.Order(), payments.Where(p => p.DecisionId == undone.Decision.Id).Select(p => (p.Kind, p.Amount.Amount, p.FromMonth, p.ToMonth, p.ReceiverName, p.ReceiverNumber)).Order());
        Assert.All(payments.Where(p => p.DecisionId == undone.Decision.Id), p => Assert.NotNull(p.EntitlementId));
        var words = PaperContent.Parse(undone.Decision.Content).Paragraphs;
        Assert.Contains(words, p => p.StartsWith(carried ? "Thu hồi 1.500.000 đồng" : "Không chi trả 1.500.000 đồng", StringComparison.Ordinal) && p.Contains("từ tháng 12/2025 đến tháng 01/2026", StringComparison.Ordinal)
            && p.Contains("ông/bà Trần Thị Con", StringComparison.Ordinal) && p.EndsWith("chi trả một lần số tiền này cho người có tên tại Điều 1.", StringComparison.Ordinal));
        Assert.DoesNotContain(words, p => p.Contains("cao hơn mức được hưởng", StringComparison.Ordinal));
        Assert.Equal(missing, words.Any(p => p.Contains("không mất tích", StringComparison.Ordinal)));
    }

    // What his guardian took is where it belongs: nothing is recovered, and what no list carried yet is paid by the decision that holds.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FalseReport_WhereAGuardianTookTheHeldMonths_TakesNothingBack(bool carried)
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var (person, stop) = await GoneAsync(host, run, false, guardian: true);
        await ListedAsync(run, carried);

        var undone = await run.UndoneAsync(person, stop);

        var standing = (await run.Outcomes.PaymentsAsync()).FindAll(p => p.CancelledById is null);
        Assert.All(standing, p => Assert.Equal((OneOffKind.Arrears, Child.Name), (p.Kind, p.ReceiverName)));
        Assert.Equal(3 * 750_000L, standing.Sum(p => p.Amount.Amount)); // December to February, once
        Assert.Equal(carried ? 1 : 2, standing.Count(p => p.DecisionId == undone.Decision.Id));
    }

    // He may be on a version by the number of his old card, or by a number that was mended since.
    [Theory]
    [InlineData("171234567", "Nguyễn Văn Thuỷ (CMND)")]
    [InlineData("038082000999", "Nguyễn Văn Thủy")]
    public async Task HeldMonths_OfWhoIsOnAVersionByAnotherNumber_AskForAnHeir(string number, string name)
    {
        await using var host = await OutcomeTests.StartAsync("2025-11-10");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        await run.Outcomes.SaveAsync(db =>
        {
            db.Beneficiaries.Single().OldIdentityNumber = "171234567";
            (db.Entitlements.Single().ReceiverNumber, db.Entitlements.Single().ReceiverName) = (number, name);
        });
        await run.ToldAsync(person);
        host.Clock.SetDay(new DateOnly(2026, 1, 6));

        var shown = await run.PreviewAsync((await run.ToldAsync(person, on: new DateOnly(2026, 1, 2), source: EventSource.Post, reference: "BĐ-1")).Event!.Id);

        Assert.Equal([OutcomeProblems.HeirNeeded.Code], shown.Faults.Select(f => f.Code));
    }

    // Who died on his way to a new place: the months between are paid by one way, held or not.
    [Fact]
    public async Task HeldMonths_OfWhoDiedBetweenTwoPlaces_ArePaidOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new EventRun(host);
        var (outcomes, home) = (run.Outcomes, run.Outcomes.Dossiers.Commune);
        var person = await outcomes.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, "38.16078");
        await outcomes.DecidedAsync(await outcomes.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, "38.16078"), Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = TenantPath.Parse(home).UnitCode });
        await host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));
        host.Clock.SetDay(new DateOnly(2026, 9, 10));
        await run.ToldAsync(person);
        Assert.Equal(202610, Assert.Single(await run.HoldsAsync()).FromMonth);
        host.Clock.SetDay(new DateOnly(2026, 10, 5));

        var funeral = await outcomes.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled, home);
        await outcomes.DecidedAsync(funeral, Person.Disabled.Plain, new Measure { On = new(2026, 10, 2), Receiver = Child, Heir = Child });

        var paid = Assert.Single(await outcomes.PaymentsAsync(), p => p.Kind == OneOffKind.Arrears);
        Assert.Equal((2 * 810_000L, 202609, 202610), (paid.Amount.Amount, paid.FromMonth, paid.ToMonth));
    }

    private static async Task<(Dossier Dossier, Decision Decision)> UndoneAsync(EventRun run, Guid told)
    {
        var dossier = await run.DecideAsync(told, Person.Disabled.Plain, new Measure());
        return (dossier, Assert.Single(await run.Outcomes.DecisionsAsync(dossier.Id)));
    }

    // Held from December on; dead or missing since 2 January, decided in January.
    private static async Task<(Guid Person, Guid Stop)> GoneAsync(NodeHost host, EventRun run, bool missing, bool guardian = false)
    {
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, monthly: 750_000, start: 202508);
        if (guardian)
        {
            await run.Outcomes.SaveAsync(db => (db.Entitlements.Single().ReceiverName, db.Entitlements.Single().ReceiverNumber, db.Entitlements.Single().ReceiverRelation) = (Child.Name, Child.Number, "con"));
        }

        var told = (await run.ToldAsync(person, missing ? LifeEventKind.Missing : LifeEventKind.Death, source: EventSource.CivilRegistry)).Event!;
        host.Clock.SetDay(new DateOnly(2026, 1, 6));
        var opened = await run.TryOpenAsync(told.Id, new DateOnly(2026, 1, 2));
        await run.Outcomes.DecidedAsync(opened.Value.Id, Person.Disabled.Plain, new Measure { Reason = "T1", Missing = missing, On = new(2026, 1, 2), Heir = guardian ? null : Child });
        host.Clock.SetDay(new DateOnly(2026, 2, 5));
        return (person, opened.Value.Id);
    }

    private static Task ListedAsync(EventRun run, bool carried) => run.Outcomes.SaveAsync(db => db.OneOffPayments.ToList().ForEach(p => (p.ListedMonth, p.MovedDong) = carried ? (202602, p.Amount) : (0, default)));
}
