using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What else goes over on 2025-07-01: what nobody works on, payments, moves of residence on their way, lists (policy 10.3, 3.7).</summary>
public sealed class TakeOverTests
{
    private const string OldHoaLoc = "38.400.16063";
    private const string NewHoaLoc = "38.16072";
    private static readonly DateOnly Filed = new(2025, 6, 16);
    private static readonly DateOnly FirstDay = new(2025, 7, 1);

    [Fact]
    public async Task FinishedDossier_OnTheFirstDay_GoesOverWithItsPaymentsAndPapers()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old with { Born = "1940-02-10" }, OldHoaLoc);
        var burier = new Receiver("Trần Thị Chăm", "038181000777", "con");
        await run.DecidedAsync(id, Person.Old.Plain with { Birth = BirthDate.Parse("1940-02-10") }, new Measure { On = Filed, Receiver = burier, Deceased = DeceasedCase.Survivor });
        var done = await run.MustAsync(id, ActKinds.HandOver, (s, v, o) => s.GetRequiredService<HandOver>().Handle(new(id, v, "Trần Thị Chăm", ""), o, default));
        await run.SaveAsync(db => db.AidsInKind.Add(new AidInKind
        {
            Id = Guid.CreateVersion7(), TenantPath = OldHoaLoc, DecisionId = Guid.NewGuid(), Number = 1, Household = "Hộ A", Persons = 2, Arithmetic = "2 người", DecidedOn = Filed, RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        host.Clock.SetDay(FirstDay);
        await ChangeAsync(host);

        var dossier = await run.Dossiers.LoadAsync(id);
        Assert.Equal((NewHoaLoc, DossierStatus.HandedOver, done.Steps.Count), (dossier.TenantPath, dossier.Status, dossier.Steps.Count));
        Assert.All(dossier.Steps, s => Assert.Equal(NewHoaLoc, s.TenantPath));
        var payment = Assert.Single(await run.PaymentsAsync()); // of somebody who never was a beneficiary
        Assert.Equal((NewHoaLoc, (Guid?)null), (payment.TenantPath, payment.BeneficiaryId));
        Assert.Empty(await LeftBehindAsync(host));
        Assert.Equal(1, await host.WithDbAsync(db => db.Dossiers.CountAsync(), NewHoaLoc)); // the new commune's officials see it
    }

    [Fact]
    public async Task Rows_OfSomebodyWhoHadMoved_FollowTheirOwnCommune()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, start: 202501, commune: OldHoaLoc);
        await run.ReceivingAsync(Person.Disabled, "CS.6", 500_000, 202504, "38.384.14845", EntitlementKind.Care); // lives there now
        host.Clock.SetDay(FirstDay);
        await ChangeAsync(host);

        Assert.Equal([NewHoaLoc, TakeOver.NewPath("38.384.14845")!.Value.Value], (await run.RowsAsync(person)).Select(r => r.TenantPath));
        Assert.Equal(TakeOver.NewPath("38.384.14845")!.Value.Value, (await run.PersonAsync(person)).TenantPath);
    }

    [Theory]
    [InlineData(DossierStatus.Received)]
    [InlineData(DossierStatus.AwaitingForward)]
    [InlineData(DossierStatus.UnderAppraisal)]
    [InlineData(DossierStatus.AwaitingSignature)]
    public async Task MoveWithin_BetweenTwoNewCommunes_BeginsAgainAtTheOldPlaceAndReachesTheNew(DossierStatus reached)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        var (from, to) = ("38.400.16048", OldHoaLoc); // one district until June, two communes since July
        Assert.NotEqual(TakeOver.NewPath(from), TakeOver.NewPath(to));
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202501, from);
        var id = await run.FiledAsync(Procedures.MoveWithinDistrict, RequestKind.MoveWithin, Person.Disabled, to);
        await ReachAsync(run, id, reached, Person.Disabled.Plain);
        var promised = (await run.Dossiers.LoadAsync(id)).DueOn;
        host.Clock.SetDay(FirstDay);
        await ChangeAsync(host);

        var turned = await run.Dossiers.LoadAsync(id);
        Assert.Equal((RequestKind.MoveOut, TakeOver.NewPath(from)!.Value.Value, DossierStatus.Received, promised), (turned.Kind, turned.TenantPath, turned.Status, turned.DueOn));
        var context = await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(turned.TenantPath), default));
        var declared = MeasureFields.Declared(context, turned).Read();
        Assert.Equal(("38", "16072"), (declared.ToProvince, declared.ToCommune));
        await run.DecidedAsync(id, Person.Disabled.Plain, declared);
        Assert.Equal(1, await host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default)));
        var incoming = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.MoveIn));
        await run.DecidedAsync(incoming.Id, Person.Disabled.With(DisabilityDegree.Severe, new(2025, 1, 5)));

        var rows = (await run.RowsAsync(person)).Where(r => r.EndMonth == 0 || r.EndMonth >= r.StartMonth).ToList();
        Assert.Equal([(turned.TenantPath, 202507), (NewHoaLoc, 0)], rows.Select(r => (r.TenantPath, r.EndMonth)));
        Assert.Equal(NewHoaLoc, (await run.PersonAsync(person)).TenantPath);
    }

    [Fact]
    public async Task MoveWithin_InsideOneNewCommune_ChangesTheAddressOnly()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        var from = SameSuccessor(OldHoaLoc);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202501, from);
        var id = await run.FiledAsync(Procedures.MoveWithinDistrict, RequestKind.MoveWithin, Person.Disabled, OldHoaLoc);
        await ReachAsync(run, id, DossierStatus.AwaitingSignature, Person.Disabled.Plain);
        host.Clock.SetDay(FirstDay);
        await ChangeAsync(host);

        var done = await run.DecidedAsync(id, Person.Disabled.Plain);

        Assert.Equal((RequestKind.MoveWithin, DossierStatus.Issued), (done.Kind, done.Status));
        Assert.Equal((NewHoaLoc, 202501, 0), Assert.Single(await run.RowsAsync(person)) is var row ? (row.TenantPath, row.StartMonth, row.EndMonth) : default);
        Assert.EndsWith("/TB-UBND", Assert.Single(await run.DecisionsAsync(id)).Number, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("38.384.14845", RequestKind.MoveOut)]
    [InlineData(null, RequestKind.MoveWithin)] // both places in one commune of today
    public async Task MoveOut_AppraisedBefore_GoesToTheUnitOfToday(string? to, RequestKind kind)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202501, OldHoaLoc);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, OldHoaLoc);
        var target = TenantPath.Parse(to ?? SameSuccessor(OldHoaLoc));
        await ReachAsync(run, id, DossierStatus.AwaitingSignature, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = target.UnitCode });
        host.Clock.SetDay(FirstDay);
        await ChangeAsync(host);

        Assert.Equal(kind, (await run.Dossiers.LoadAsync(id)).Kind);
        await run.DecidedAsync(id, Person.Disabled.Plain);
        var halves = await host.WithDbAsync(db => db.TransferHalves.AsNoTracking().ToListAsync());
        Assert.Equal(kind == RequestKind.MoveOut ? [TakeOver.NewPath(target.Value)!.Value.UnitCode] : [], halves.Select(h => h.OtherCommune));
    }

    [Fact]
    public async Task TransferHalf_OnItsWay_PointsToTheUnitThatTookTheOtherPlaceOver()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202501, OldHoaLoc);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, OldHoaLoc);
        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = "14845" });
        host.Clock.SetDay(FirstDay);
        Assert.Equal(0, await host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default))); // not before it went over
        await ChangeAsync(host);

        var target = TakeOver.NewPath("38.384.14845")!.Value;
        Assert.Equal((NewHoaLoc, target.UnitCode), await host.WithDbAsync(db => db.TransferHalves.AsNoTracking().SingleAsync()) is var half ? (half.TenantPath, half.OtherCommune) : default);
        Assert.Equal(1, await host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default)));
        Assert.Equal(target.Value, (await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.MoveIn))).TenantPath);
    }

    [Fact]
    public async Task List_SignedBeforeAndNumberedAfter_KeepsItsDistrictsNameAndGoesOverWhole()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed.AddDays(-35) }); // each posting takes days
        var run = new ListRun(host);
        var ids = await run.WaitingAsync(3);
        var list = await run.MadeAsync(ids.Take(2));
        var given = await run.MadeAsync([ids[2], await run.WaitingAsync(new Person("Lê Văn Tám", "1985-01-01", "038085000412"))]);
        Assert.True((await run.SignAsync(list)).Succeeded);
        host.Clock.SetDay(FirstDay);
        await ChangeAsync(host);

        var path = TakeOver.NewPath(run.Flow.Dossiers.Commune)!.Value.Value;
        Assert.Equal((path, ListState.Withdrawn), await run.LoadAsync(given) is var left ? (left.TenantPath, left.State) : default);
        Assert.Null((await run.Flow.Dossiers.LoadAsync(ids[2])).ListId);
        var clerk = run.Flow.Dossiers.Official(ProvinceNode.Organization.Roles.RecordsClerk, path);
        var numbered = await run.NumberAsync(list, clerk);
        Assert.True(numbered.Succeeded, string.Join("; ", numbered.Problems.Select(p => p.Message)));
        var papers = await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.Paper == "D14").ToListAsync());
        Assert.Equal(3, papers.Count);
        Assert.All(papers, p => Assert.Equal((path, "ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC"), (p.TenantPath, p.OfficeName)));
        Assert.Empty(await LeftBehindAsync(host));
    }

    private static async Task ReachAsync(OutcomeRun run, Guid id, DossierStatus reached, Facts facts, Measure? measure = null)
    {
        for (var status = DossierStatus.AwaitingReception; status != reached; status = (await run.Dossiers.LoadAsync(id)).Status)
        {
            await run.StepAsync(id, status, facts, measure);
        }
    }

    // Another commune of the same district that the same new commune took over.
    private static string SameSuccessor(string old) => Enumerable.Range(16012, 100).Select(n => $"38.400.{n}")
        .First(p => p != old && TakeOver.NewPath(p) == TakeOver.NewPath(old) && ProvinceNode.Dossiers.Forms.UnitNames.Place("38", TenantPath.Parse(p).UnitCode, Filed) is { } place && place.Printed.Contains("Hậu Lộc", StringComparison.Ordinal));

    /// <summary>Tables with rows that still stand at a commune of the old organisation.</summary>
    private static Task<List<string>> LeftBehindAsync(NodeHost host) => host.WithDbAsync(async db =>
    {
        var left = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ITenantOwned)) && !t.IsOwned()))
        {
            var paths = await (Task<List<string>>)typeof(TakeOverTests).GetMethod(nameof(PathsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type.ClrType).Invoke(null, [db])!;
            left.AddRange(paths.Where(ChangeRegime.IsThreeTier).Select(p => $"{type.ClrType.Name} {p}"));
        }

        return left;
    });

    private static Task<List<string>> PathsAsync<T>(NodeDb db)
        where T : class => db.Set<T>().Select(r => EF.Property<string>(r, nameof(ITenantOwned.TenantPath))).ToListAsync();

    private static Task<RegimeReport> ChangeAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
}
