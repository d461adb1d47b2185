using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Who lives in a social-assistance institution is paid through it: on no list of the commune, and not forgotten.</summary>
public sealed class InstitutionOmissionTests
{
    private const string House = "Trung tâm Bảo trợ xã hội số 1";

    [Fact]
    public async Task Resident_OfAnInstitution_IsCountedBesideTheListsByHisInstitution()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var child = await run.GrantedAsync(PayRun.Somebody(1), new AwardRow(EntitlementKind.Institution, "INST.o4", 400, 1, new Dong(360_000), new Dong(1_440_000), new PayMonth(202210), new Receiver(House, "", "")));
        await run.GrantedAsync(PayRun.Somebody(2), new AwardRow(EntitlementKind.Institution, "INST.u4", 500, 1, new Dong(360_000), new Dong(1_800_000), new PayMonth(202210), new Receiver(House, "", "")));
        await run.Flow.ReceivingAsync(PayRun.Somebody(3), monthly: 540_000);
        var period = await run.ListedAsync(202211);

        Assert.Equal(540_000, Assert.Single(await run.LinesAsync(period)).Total.Amount);
        var told = (await run.OmissionsAsync()).FindAll(o => o.Reason == OmissionReason.AtInstitution);
        Assert.Equal((2, 3_240_000L), (told.Count, told.Sum(o => o.Amount.Amount)));
        Assert.Contains(told, o => o.PersonId == child && o.Why.StartsWith($"Nuôi dưỡng tại {House}", StringComparison.Ordinal));
        var page = (await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{period}")).Main;
        Assert.Contains("kinh phí cấp cho cơ sở: 2 trường hợp, 3.240.000 đồng", page, StringComparison.Ordinal);
        Assert.Contains($"Nuôi dưỡng tại {House}: kinh phí cấp cho cơ sở (Điều 25 Nghị định số 20/2021/NĐ-CP), không chi trả theo danh sách của xã: 2 người, 3.240.000 đồng/tháng", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resident_WhoLeft_IsOnTheListOfTheMonthAfterHisAllowance()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var person = await run.GrantedAsync(PayRun.Somebody(1), new AwardRow(EntitlementKind.Institution, "INST.o4", 400, 1, new Dong(360_000), new Dong(1_440_000), new PayMonth(202209), new Receiver(House, "", "")));
        await run.SaveAsync(db => ChangeEntitlement.EndAll(db.Entitlements.Where(e => e.BeneficiaryId == person).ToList(), new PayMonth(202210), new ChangeCause(Guid.NewGuid(), "Dừng trợ giúp tại cơ sở", new VietnamTime(host.Clock).UtcNow)));
        await run.GrantedAsync(PayRun.Somebody(1), new AwardRow(EntitlementKind.Assistance, "5.a", 150, 1, new Dong(360_000), new Dong(540_000), new PayMonth(202211), new Receiver("Lê Thị Số 001", "038149000001", "")));
        var period = await run.ListedAsync(202211);

        Assert.Equal((202211, 540_000L), (await run.ClaimsAsync(person)).Select(c => (c.Month, c.Amount.Amount)).Single());
        Assert.Empty(await run.OmissionsAsync());
        Assert.Single(await run.ListsAsync(period));
    }
}
