using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What an appraiser corrects is judged as what a citizen types: all faults at once, each at its box, nothing lost.</summary>
public sealed class AppraisePageTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);

    [Fact]
    public async Task Correction_OfADayThatIsNone_IsToldAndKept()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, flow.Dossiers.DecidingOffice), $"/ho-so/{flow.Id}/tham-dinh");
        var typed = new Dictionary<string, object?> { ["CertificateDay"] = "31", ["CertificateMonth"] = "02", ["Eligible"] = "true", ["Note"] = "Đủ giấy tờ", ["Measure.ReceiverNumber"] = "12345", ["Measure.ReceiverName"] = "Lê Thị Mai" };

        var computed = await page.SubmitAsync(typed, button: "Tính lại");
        var told = await page.SubmitAsync(typed, button: "Trình ký");

        Assert.Contains("Không có ngày 31/02/", computed.ProblemAt("Certificate"), StringComparison.Ordinal);
        Assert.Contains("Không có ngày 31/02/", told.ProblemAt("Certificate"), StringComparison.Ordinal);
        Assert.Contains("12 chữ số", told.ProblemAt("Measure-ReceiverNumber"), StringComparison.Ordinal);
        Assert.Equal(("31", "Đủ giấy tờ"), (told.Document.QuerySelector("[name=CertificateDay]")!.GetAttribute("value"), told.Text("[name=Note]")));
        Assert.Equal(DossierStatus.UnderAppraisal, (await flow.Dossiers.LoadAsync(flow.Id)).Status);
    }

    [Fact]
    public async Task Measure_InWords_IsToldAtItsBoxes()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var official = await run.OfficialForAsync(id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{id}/tham-dinh");

        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["Measure.Days"] = "90 ngày", ["Measure.On"] = "31/02/2022", ["Eligible"] = "true", ["Note"] = "Đủ" }, button: "Trình ký");
        var missing = await page.SubmitAsync(new Dictionary<string, object?> { ["Measure.Days"] = "40", ["Measure.On"] = "", ["Eligible"] = "true", ["Note"] = "Đủ" }, button: "Trình ký");

        Assert.Contains("phải từ 0 đến", told.ProblemAt("Measure-Days"), StringComparison.Ordinal);
        Assert.Contains("Không có ngày 31/02/2022", told.ProblemAt("Measure-On"), StringComparison.Ordinal);
        Assert.Contains("Hãy ghi ngày", missing.ProblemAt("Measure-On"), StringComparison.Ordinal); // the outcome's own faults stand at the box too
    }

    [Theory]
    [InlineData("1.500.000", 1_500_000)]
    [InlineData("1 500 000 đồng", 1_500_000)]
    [InlineData("", 0)]
    public void Cost_AsPeopleWriteIt_IsRead(string text, long dong)
    {
        var fields = new MeasureFields { CostDong = text, Days = "90" };
        Assert.Empty(fields.Faults(Pilot));
        Assert.Equal((dong, 90), (fields.Read().CostDong, fields.Read().Days));
    }
}
