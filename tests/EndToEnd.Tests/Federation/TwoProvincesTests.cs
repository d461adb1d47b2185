using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Duplicates;
using ProvinceNode.Dossiers.Elsewhere;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>One person by CMND in one province and by CCCD in another: a real hub, two real nodes over mutual TLS, from the records to the end.</summary>
[Collection(Alone.Name)]
public sealed class TwoProvincesTests
{
    private static readonly DateOnly Day = new(2026, 11, 10);
    private const string Here = "38.14758";
    private const string There = "46.19753";

    [Fact]
    public async Task Person_InTwoProvinces_IsHeldByBothAnsweredAndSettled()
    {
        await using var hub = await HubHost.StartAsync(null, b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Duplicates:SearchMilliseconds"] = "100" }));
        await using var here = await StartAsync(hub, "38");
        await using var there = await StartAsync(hub, "46");
        var (one, other) = (await AddAsync(here, Here, "038154001234", "", 202601), await AddAsync(there, There, "", "171234567", 202609));
        await Federation.UntilAsync(async () => await hub.WithDbAsync(db => db.CrossCases.AnyAsync(c => c.State == CaseState.Asked)));

        // The first round may have met one side before the other's money: the case carries on by its version.
        await TakenAsync(here, one, e => e.IsOpen);
        await TakenAsync(there, other, e => e.IsOpen);
        Assert.Equal((202612, 202612), ((await HoldAsync(here)).FromMonth, (await HoldAsync(there)).FromMonth));

        await AnswerAsync(there, There, ElsewhereWord.Stops, new PayMonth(202612));
        await AnswerAsync(here, Here, ElsewhereWord.Stays, null);
        await TakenAsync(here, one, e => e.State == EventState.Noted);
        await TakenAsync(there, other, e => e.HappenedOn is not null);
        Assert.NotNull((await HoldAsync(here)).LiftedAt);
        Assert.Null((await HoldAsync(there)).LiftedAt);
        var told = (await there.WithDbAsync(db => db.Set<ElsewhereCase>().AsNoTracking().SingleAsync())).Told;
        Assert.Equal(("38", 202612, "Stays"), (told.PayerProvince, told.StopMonth, told.TheirWord.Word));

        // As the signed decision does.
        await there.WithDbAsync(async db =>
        {
            ChangeEntitlement.EndAll(await db.Entitlements.ToListAsync(), new PayMonth(202611), new ChangeCause(Guid.NewGuid(), "T2", new VietnamTime(there.Clock).UtcNow));
            return await db.SaveAsync(An("46"), default);
        });
        await TakenAsync(there, other, e => e.State == EventState.Noted);
        Assert.Equal(CaseState.Closed, await hub.WithDbAsync(db => db.CrossCases.Select(c => c.State).SingleAsync()));
        Assert.NotNull((await HoldAsync(there)).LiftedAt);
        Assert.Empty(await there.WithDbAsync(db => db.OneOffPayments.ToListAsync())); // no month was held and due
    }

    // The job until what the hub told has done its work.
    private static Task TakenAsync(NodeHost node, Guid person, Func<LifeEvent, bool> done) => Federation.UntilAsync(async () =>
    {
        await node.WithAsync(s => s.GetRequiredService<TakeCasesJob>().RunOnceAsync(default));
        return (await node.WithDbAsync(db => db.LifeEvents.AsNoTracking().Where(e => e.BeneficiaryId == person).ToListAsync())).Exists(e => done(e));
    });

    private static Task<PaymentHold> HoldAsync(NodeHost node) => node.WithDbAsync(db => db.PaymentHolds.AsNoTracking().SingleAsync());

    private static async Task AnswerAsync(NodeHost node, string commune, ElsewhereWord word, PayMonth? stop)
    {
        var of = await node.WithDbAsync(db => db.Set<ElsewhereCase>().AsNoTracking().SingleAsync());
        var officer = new SignedInOfficial(Guid.NewGuid(), "can.bo", "Cán bộ xã", "", TenantPath.Parse(commune), UnitLevel.Commune, new HashSet<string> { Roles.SocialOfficer }, new HashSet<string> { Actions.DossierReview });
        var outcome = await node.WithAsync(s => s.GetRequiredService<AnswerCase>().Handle(new AnswerCaseInput(of.Id, of.Version, word, stop, "Đã gặp tại nhà, đối chiếu giấy tờ", "BB-01"), officer, default), commune);
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Problems.Select(p => p.Message)));
        await node.WithAsync(s => s.GetRequiredService<TakeCasesJob>().RunOnceAsync(default));
    }

    private static async Task<NodeHost> StartAsync(HubHost hub, string province)
    {
        var folder = Path.Combine(hub.Folder, province);
        (await hub.AddProvinceAsync(province, folder)).Dispose();
        return await NodeHost.StartAsync(new NodeHostSettings
        {
            Province = province, Day = Day, BackgroundJobs = true,
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{hub.Nodes.Port}", ["Hub:CertificateFile"] = Path.Combine(folder, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(folder, HubHost.AuthorityFile),
                ["Relay:FlushMilliseconds"] = "1", ["Relay:MaxPauseSeconds"] = "1",
            },
        });
    }

    private static Task<Guid> AddAsync(NodeHost node, string commune, string number, string old, int start) => node.WithDbAsync(async db =>
    {
        var person = Sample.Beneficiary(commune, "Lê Thị Hòa", $"{commune[..2]}-000001");
        (person.BirthDate, person.Sex, person.CitizenId, person.OldIdentityNumber, person.Status, person.StartMonth, person.MonthlyAmount, person.CategoryCode) = ("1954-03-02", 2, number, old, EntitlementStatus.Active, start, new Dong(1_000_000), "6.n.elder");
        db.AddRange(person, new Entitlement
        {
            Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = commune, Kind = EntitlementKind.Assistance, CategoryCode = "6.n.elder", CoefficientHundredths = 200, Times = 1, Level = new Dong(500_000),
            MonthlyAmount = new Dong(1_000_000), StartMonth = start, DecisionId = Guid.NewGuid(), ReceiverName = person.FullName, RecordedAt = new VietnamTime(node.Clock).UtcNow,
        });
        Assert.True(await db.SaveAsync(An(commune[..2]), default));
        return person.Id;
    });

    private static Act An(string province) => Act.BySystem(TenantPath.Parse(province), "test.change", new DateTime(2026, 11, 10, 2, 0, 0, DateTimeKind.Utc), "thử");
}
