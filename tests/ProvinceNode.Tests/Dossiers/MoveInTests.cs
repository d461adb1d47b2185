using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Where a move is asked for, and what the forms propose to the appraiser (policy 3.7).</summary>
public sealed class MoveInTests
{
    [Theory]
    [InlineData("2022-10-05", "38", "Thị trấn Hậu Lộc", "09/2022", "move-files-at-old-place")]
    [InlineData("2026-11-02", "38", "Xã Hậu Lộc", "10/2026", "move-files-at-old-place")]
    [InlineData("2022-10-05", "01", "Phường Phúc Xá", "", "move-old-place-first")]
    [InlineData("2026-11-02", "01", "Phường Ba Đình", "", "move-old-place-first")]
    public async Task MoveIn_ThatBelongsToTheOldPlace_IsToldSoAtTheDoor(string day, string province, string commune, string stop, string code)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var dossiers = new TestDossiers(host);
        var values = dossiers.Values("chuyen-den", v => (v["OldProvince"], v["OldCommune"], v["StopMonth"]) = (province, commune, stop));

        var outcome = await host.WithAsync(async s => await s.GetRequiredService<Submit>().Handle(await dossiers.InputAsync(s, "chuyen-den", values), default));

        Assert.Contains(code, outcome.Problems.Select(p => p.Code));
        Assert.Equal(0, await host.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    [Theory]
    [InlineData("2022-10-05", 202209, 540_000)]
    [InlineData("2026-11-02", 202610, 810_000)]
    public async Task MoveIn_FromAnotherProvince_IsPaidFromTheMonthAfterItsStop(string day, int stopped, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("chuyen-den");
        await run.Dossiers.MatchIdentityAsync(id);

        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-6)));

        var row = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().SingleAsync());
        Assert.Equal((new Protos.Values.PayMonth(stopped).AddMonths(1).Number, amount), (row.StartMonth, row.MonthlyAmount.Amount));
        Assert.Equal("D14", Assert.Single(await run.DecisionsAsync(id)).Paper);
    }

    [Theory]
    [InlineData("2022-10-05", "00001")]
    [InlineData("2026-11-02", "00004")]
    public async Task Measure_OfAMoveOut_TakesTheDestinationFromTheForm(string day, string commune)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var fields = await DeclaredAsync(host, "chuyen-di");

        Assert.Equal(("01", commune), (fields.ToProvince, fields.ToCommune));
    }

    [Theory]
    [InlineData("mai-tang", "2022-10-05", "Lưu Văn Đạt", "con trai", null)]
    [InlineData("mai-tang-khan-cap", "2026-11-02", "Lưu Văn Đạt", "con trai", AidKind.DisasterFuneral)]
    [InlineData("nha-o", "2026-11-02", "Hồ Văn Duệ", "", AidKind.HouseLost)]
    [InlineData("bi-thuong-nang", "2022-10-05", "Hồ Văn Duệ", "", null)]
    public async Task Measure_OfOneOffAid_TakesDayReceiverAndDaysFromTheForm(string situation, string day, string receiver, string relation, AidKind? aid)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var measure = (await DeclaredAsync(host, situation)).Read();

        Assert.Equal((receiver, relation), (measure.Receiver!.Name, measure.Receiver.Relation));
        Assert.Equal(situation.StartsWith("mai", StringComparison.Ordinal) ? OutcomeTests.Day(day).AddDays(-6) : OutcomeTests.Day(day).AddDays(-12), measure.On);
        Assert.Equal((aid, situation == "bi-thuong-nang" ? 9 : 0, situation == "nha-o"), (measure.Aid, measure.Days, measure.Hard));
    }

    [Theory]
    [InlineData("roi-co-so", "Trung tâm Bảo trợ xã hội số 1")]
    [InlineData("vao-co-so", "")]
    public async Task Measure_OfAnInstitution_NamesIt(string situation, string name)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        await new OutcomeRun(host).InstitutionAsync("Trung tâm Bảo trợ xã hội số 1");

        Assert.Equal(name, (await DeclaredAsync(host, situation)).Read().Institution);
    }

    private static async Task<MeasureFields> DeclaredAsync(NodeHost host, string situation)
    {
        var dossiers = new TestDossiers(host);
        var dossier = await dossiers.LoadAsync(await dossiers.SubmittedAsync(situation));
        var context = await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(Protos.Values.TenantPath.Parse(dossier.TenantPath), default));
        return MeasureFields.Declared(context, dossier);
    }
}
