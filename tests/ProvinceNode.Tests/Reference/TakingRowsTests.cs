using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Reference.Taking;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments;
using Protos.Reference.Packs;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>What goes over with somebody and what stays with who stays, row by row; who began something meanwhile stays.</summary>
[Collection(UnitsAlone.Name)]
public sealed class TakingRowsTests
{
    private static readonly DateTime At = new(2025, 8, 4, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Rows_OfWhoGoesAndOfWhoStays_LieWhereTheyLive()
    {
        await using var run = await TakingRun.StartAsync();
        var (goes, stays) = (await run.ReceivingAsync(1), await run.ReceivingAsync(2));
        await run.Pay.SaveAsync(db =>
        {
            foreach (var (person, number) in new[] { (goes, 1), (stays, 2) })
            {
                db.AddRange(Of(person, number, db.Entitlements.Single(e => e.BeneficiaryId == person).Id, Guid.NewGuid()));
            }

            // Of nobody in the registry.
            db.AddRange(Home("Nguyễn Văn Không", null, "00"), Certificate("038150000777", "00"));
        });
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        var prepared = LevelRun.Must(await run.PrepareAsync());
        prepared = LevelRun.Must(await LeaveAsync(run, prepared.Id, stays));
        LevelRun.Must(await run.StartAsync(prepared));
        await run.WorkAsync();
        await run.WorkAsync();

        Assert.Equal(TakingState.Done, (await run.LastAsync()).State);
        var (to, from) = (TakingRun.To, TakingRun.From);
        Assert.Equal([(goes, to, from), (stays, from, "")], await run.Node.WithDbAsync(async db => (await db.Entitlements.AsNoTracking().ToListAsync()).ConvertAll(e => (e.BeneficiaryId, e.TenantPath, e.FormerPath)).OrderByDescending(e => e.TenantPath == to)));
        Assert.Equal([(goes, to, from), (stays, from, "")], await run.Node.WithDbAsync(async db => (await db.OneOffPayments.AsNoTracking().ToListAsync()).ConvertAll(e => (e.BeneficiaryId!.Value, e.TenantPath, e.FormerPath)).OrderByDescending(e => e.TenantPath == to)));
        Assert.Equal([("01", to), ("02", from)], await run.Node.WithDbAsync(async db => (await db.RecoveryReceipts.AsNoTracking().OrderBy(r => r.Number).ToListAsync()).ConvertAll(r => (r.Number, r.TenantPath))));
        Assert.Equal([(goes, to, to), (stays, from, from)], await run.Node.WithDbAsync(async db => (await db.OverpaidMonths.AsNoTracking().ToListAsync()).ConvertAll(e => (e.BeneficiaryId, e.TenantPath, e.TellerPath)).OrderByDescending(e => e.TenantPath == to)));
        Assert.Equal([("00", to, TakingRun.Standing), ("01", to, TakingRun.Standing), ("02", from, TakingRun.Gone)], await run.Node.WithDbAsync(async db => (await db.Households.AsNoTracking().OrderBy(h => h.Code).ToListAsync()).ConvertAll(h => (h.Code, h.TenantPath, h.CommuneCode))));
        Assert.Equal([to, from], await run.Node.WithDbAsync(async db => (await db.Set<HouseholdMember>().AsNoTracking().Where(m => m.BeneficiaryId != null).ToListAsync()).OrderByDescending(m => m.BeneficiaryId == goes).Select(m => m.TenantPath).ToList()));
        Assert.Equal([("00", to), ("01", to), ("02", from)], await run.Node.WithDbAsync(async db => (await db.DisabilityCertificates.AsNoTracking().OrderBy(c => c.Number).ToListAsync()).ConvertAll(c => (c.Number, c.TenantPath))));
        Assert.Equal([to, from], await run.Node.WithDbAsync(async db => (await db.Set<LevelSettlement>().AsNoTracking().ToListAsync()).OrderByDescending(s => s.Reason == "01").Select(s => s.TenantPath).ToList()));
    }

    // No rest is taken along there: each person brings what is his.
    [Fact]
    public async Task Rows_OfWhoGoesFromADividedCommune_GoWithHim()
    {
        await using var run = await TakingRun.StartAsync();
        var (goes, stays) = (await run.ReceivingAsync(1, "Thôn Đông"), await run.ReceivingAsync(2, "Thôn Tây"));
        await run.Pay.SaveAsync(db =>
        {
            foreach (var (person, number) in new[] { (goes, 1), (stays, 2) })
            {
                db.AddRange(Of(person, number, db.Entitlements.Single(e => e.BeneficiaryId == person).Id, Guid.NewGuid()));
            }
        });
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "part"), (TakingRun.New, "part"));
        LevelRun.Must(await run.StartAsync(LevelRun.Must(await run.PrepareAsync(("Thôn Đông", TakingRun.Standing)))));
        await run.WorkAsync();

        var places = await run.Node.WithDbAsync(async db => new List<List<string>>
        {
            await db.Entitlements.OrderBy(e => e.BeneficiaryId == stays).Select(e => e.TenantPath).ToListAsync(), await db.OneOffPayments.OrderBy(e => e.BeneficiaryId == stays).Select(e => e.TenantPath).ToListAsync(),
            await db.RecoveryReceipts.OrderBy(r => r.Number).Select(r => r.TenantPath).ToListAsync(), await db.OverpaidMonths.OrderBy(e => e.BeneficiaryId == stays).Select(e => e.TenantPath).ToListAsync(),
            await db.Households.OrderBy(h => h.Code).Select(h => h.TenantPath).ToListAsync(), await db.DisabilityCertificates.OrderBy(c => c.Number).Select(c => c.TenantPath).ToListAsync(),
            await db.Set<LevelSettlement>().OrderBy(s => s.Reason).Select(s => s.TenantPath).ToListAsync(),
        });
        Assert.All(places, p => Assert.Equal($"{TakingRun.To} {TakingRun.From}", string.Join(' ', p)));
    }

    [Fact]
    public async Task Claims_OfTheOldLists_StayItsArchive()
    {
        await using var run = await TakingRun.StartAsync();
        var person = await run.ReceivingAsync(1);
        await run.ListedAsync(TakingRun.From, 202509);
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        LevelRun.Must(await run.StartAsync(LevelRun.Must(await run.PrepareAsync())));
        await run.WorkAsync();

        Assert.Equal(TakingRun.To, await run.PlaceAsync(person));
        Assert.All(await run.Pay.ClaimsAsync(person), c => Assert.Equal(TakingRun.From, c.TenantPath));
    }

    // What a merge made part of a record goes with it, and stays with it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Record_ThatBecamePartOfAnother_LiesWhereThatOneDoes(bool left)
    {
        await using var run = await TakingRun.StartAsync();
        var (person, part, other) = (await run.ReceivingAsync(1), await run.ReceivingAsync(2), await run.ReceivingAsync(3));
        await run.Node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == part).ExecuteUpdateAsync(b => b.SetProperty(x => x.MergedIntoId, person)));
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        var prepared = LevelRun.Must(await run.PrepareAsync());
        Assert.Equal(2, prepared.Total); // people, not records
        prepared = left ? LevelRun.Must(await LeaveAsync(run, prepared.Id, person)) : prepared;
        LevelRun.Must(await run.StartAsync(prepared));
        await run.WorkAsync();

        var place = left ? TakingRun.From : TakingRun.To;
        Assert.Equal([place, place, TakingRun.To], [await run.PlaceAsync(person), await run.Node.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Where(b => b.Id == part).Select(b => b.TenantPath).SingleAsync()), await run.PlaceAsync(other)]);
    }

    // The dossier names his record; its form has no number, as of a person without one.
    [Fact]
    public async Task Person_WhoseDossierNamesHisRecordAlone_Stays()
    {
        await using var run = await TakingRun.StartAsync();
        var person = await run.ReceivingAsync(1);
        var dossier = await run.Pay.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, PayRun.Somebody(9), TakingRun.From);
        await run.Pay.Flow.ChangeAsync(dossier, d => d.BeneficiaryId = person);
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));

        Assert.Equal(0, LevelRun.Must(await run.PrepareAsync()).Total);
    }

    // A run of thousands takes its time: who files, or moves away, meanwhile stays till that is through.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Person_WhoBeganSomethingWhileOthersWentOver_Stays(bool moves)
    {
        await using var run = await TakingRun.StartAsync();
        var (one, two) = (await run.ReceivingAsync(1), await run.ReceivingAsync(2));
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        var begun = LevelRun.Must(await run.StartAsync(LevelRun.Must(await run.PrepareAsync())));
        var left = await run.Node.WithAsync(s => s.GetRequiredService<WorkTaking>().LeftAsync(begun.Id, default));
        if (moves)
        {
            await run.Pay.Flow.SaveAsync(db => db.TransferHalves.Add(new TransferHalf
            {
                Id = Guid.NewGuid(), TransferId = Guid.NewGuid(), Side = TransferSide.Out, TenantPath = TakingRun.From, BeneficiaryId = two, OtherProvince = "46", OtherCommune = "19753", OtherName = "Phường Phú Xuân", StopMonth = 202508, Packet = "{}", RecordedAt = At, Status = TransferStatus.Outside,
            }));
        }
        else
        {
            await run.Pay.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, PayRun.Somebody(2), TakingRun.From);
        }

        var went = await run.Node.WithAsync(s => s.GetRequiredService<WorkTaking>().PersonAsync(begun.Id, left.Single(l => l.Id == one), default));
        Assert.Equal((true, false), (went, await run.Node.WithAsync(s => s.GetRequiredService<WorkTaking>().PersonAsync(begun.Id, left.Single(l => l.Id == two), default))));
        await run.WorkAsync();

        Assert.Equal([TakingRun.To, TakingRun.From], [await run.PlaceAsync(one), await run.PlaceAsync(two)]);
        Assert.Equal((TakingState.Done, 1), await run.LastAsync() is var done ? (done.State, done.Moved) : default);
    }

    [Fact]
    public async Task Person_OfAnotherCommune_IsNotLeftOut()
    {
        await using var run = await TakingRun.StartAsync();
        await run.ReceivingAsync(1);
        var other = await run.ReceivingAsync(2, commune: TakingRun.To);
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));

        Assert.True((await LeaveAsync(run, LevelRun.Must(await run.PrepareAsync()).Id, other)).Has(ProvinceNode.Platform.CommonProblems.NotFound));
        Assert.Empty((await run.LastAsync()).LeftOuts);
    }

    [Theory]
    [InlineData(Roles.Administrator, "38")]
    [InlineData(Roles.ProvinceOfficer, "38.16072")]
    public async Task Taking_ByWhoMayNot_IsPreparedBegunAndStoppedByNobody(string role, string office)
    {
        await using var run = await TakingRun.StartAsync();
        await run.ReceivingAsync(1);
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        var (prepared, stranger) = (LevelRun.Must(await run.PrepareAsync()), run.Pay.Flow.Dossiers.Official(role, office));
        Assert.True((await run.Node.WithAsync(s => s.GetRequiredService<StartTaking>().HandleAsync(prepared.Id, 1, stranger, default))).Has(ProvinceNode.Platform.CommonProblems.NotAllowed));
        Assert.True((await run.Node.WithAsync(s => s.GetRequiredService<PrepareTaking>().HandleAsync(1, TakingRun.Gone, new Dictionary<string, string>(), stranger, default))).Has(ProvinceNode.Platform.CommonProblems.NotAllowed));
        LevelRun.Must(await run.StartAsync(prepared));

        Assert.True((await run.Node.WithAsync(s => s.GetRequiredService<StopTaking>().HandleAsync(prepared.Id, stranger, default))).Has(ProvinceNode.Platform.CommonProblems.NotAllowed));
        Assert.Equal(TakingState.Running, (await run.LastAsync()).State);
    }

    // A commune that took one over is itself taken over: what the first began with goes along.
    [Fact]
    public async Task FirstMonth_OfACommuneTakenOverTwice_IsThatOfTheFirst()
    {
        await using var run = await TakingRun.StartAsync();
        await run.ReceivingAsync(1);
        await run.ListedAsync(TakingRun.From, 202509);
        await run.Node.WithDbAsync(async db =>
        {
            db.AddRange(
                new TakenCommune { FromPath = TakingRun.From, ToPath = "38.90002", Since = new DateOnly(2025, 10, 1) }, new TakenCommune { FromPath = "38.90002", ToPath = "38.90003", Since = new DateOnly(2026, 1, 1) },
                new TakenCommune { FromPath = "38.90003", ToPath = TakingRun.From, Since = new DateOnly(2026, 2, 1) });
            return await db.SaveChangesAsync();
        });

        var firsts = await run.Node.WithAsync(s => FirstMonths.OfAsync(s.GetRequiredService<PaymentDesk>(), "38.90003", default));

        // What never began with lists is due since the month after it went over.
        Assert.Equal((202602, 202509), (firsts["38.90002"].Number, firsts[TakingRun.From].Number));
    }

    [Fact]
    public async Task Opening_ByAPackBehindAnother_WaitsForIt()
    {
        await using var run = await TakingRun.StartAsync();
        await run.TakePackAsync(ends: false, (TakingRun.New, "part"));
        Assert.Empty((await PackPress.TakeAsync(run.Node, run.Press.Press(PackKind.Units, 2, TakingRun.Ends.AddDays(9), texts => texts[PackTables.Units] += $"commune,{TakingRun.New},Xã Thử Nghiệm,Xã,38\ncommune,16999,Xã Thứ Hai,Xã,38\n"))).Faults.Select(f => f.Words));
        var leader = run.Pay.Flow.Dossiers.Official(Roles.ProvinceLeader, "38");

        Assert.True((await run.Node.WithAsync(s => s.GetRequiredService<OpenUnits>().HandleAsync(2, leader, default))).Has(TakingProblems.EarlierPack));
        Assert.Equal(0, await run.Node.WithDbAsync(db => db.Offices.CountAsync(o => o.TenantPath == "38.16999")));
    }

    private static Task<ProvinceNode.Platform.Outcome<CommuneTaking>> LeaveAsync(TakingRun run, Guid taking, Guid person) =>
        run.Node.WithAsync(s => s.GetRequiredService<LeaveOut>().HandleAsync(taking, person, "Đang tranh chấp nơi cư trú", run.Officer, default));

    // Something that is still to be taken back, with a receipt that nobody has confirmed yet.
    private static IEnumerable<object> Of(Guid person, int number, Guid entitlement, Guid once) =>
    [
        new RecoveryReceipt
        {
            Id = Guid.NewGuid(), TenantPath = TakingRun.From, PaymentId = once, Number = $"{number:00}", PaidOn = new DateOnly(2025, 8, 1), Amount = new Dong(10_000), By = Repayer.Receiver, PaidByName = "", RecordedById = Guid.NewGuid(), RecordedByName = "",
            RecordedAt = At,
        },
        new OneOffPayment
        {
            Id = once, TenantPath = TakingRun.From, BeneficiaryId = person, Kind = OneOffKind.Recovery, PersonName = "Lê Thị Số", ReceiverName = "Lê Thị Số", Amount = new Dong(100_000), DueMonth = 202509,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = At,
        },
        new OverpaidMonth
        {
            Id = Guid.NewGuid(), TenantPath = TakingRun.From, TellerPath = TakingRun.From, BeneficiaryId = person, Strand = EntitlementStrand.Own, Month = 202507, Amount = new Dong(50_000), ReceiverName = "", ReceiverNumber = "",
            ReceiverRelation = "", Lists = "", ToldAt = At,
        },
        new LevelSettlement
        {
            Id = Guid.NewGuid(), TenantPath = TakingRun.From, EntitlementId = entitlement, Edition = 1, Choice = LevelChoice.Keep, Reason = $"{number:00}", OfficialId = Guid.NewGuid(), OfficialName = "", RecordedAt = At,
        },
        Home("Lê Thị Số", person, $"{number:00}"), Certificate(PayRun.Somebody(number).Number, $"{number:00}"),
    ];

    private static Household Home(string head, Guid? person, string code)
    {
        var home = new Household { Id = Guid.NewGuid(), TenantPath = TakingRun.From, HeadName = head, CommuneCode = TakingRun.Gone, Code = code };
        home.Members.Add(new() { Id = Guid.NewGuid(), HouseholdId = home.Id, TenantPath = TakingRun.From, FullName = head, BeneficiaryId = person });
        return home;
    }

    private static DisabilityCertificate Certificate(string number, string code) => new()
    {
        Id = Guid.NewGuid(), Number = code, TenantPath = TakingRun.From, DossierId = Guid.NewGuid(), FullName = "Lê Thị Số", FoldedName = "le thi so", BirthDate = "1949-02-10", Sex = 2, CitizenId = number, OldIdentityNumber = "",
        Residence = "", Types = "1", Degree = ProvinceNode.Eligibility.DisabilityDegree.Severe, Basis = "", IssuedOn = new DateOnly(2025, 1, 2), IssuerName = "", SignerName = "",
    };
}
