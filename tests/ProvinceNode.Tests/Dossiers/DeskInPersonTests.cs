using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Citizens;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who comes to the desk completes or takes back a dossier there: the clerk sees who it is, the clock goes on, slips are given.</summary>
public sealed class DeskInPersonTests
{
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) };

    private static Dictionary<string, object?> Bringer => new()
    {
        ["BringerName"] = "Trần Thị Chăm", ["BringerAs"] = "authorised", ["BringerNumber"] = "038181000777", ["IdentitySeen"] = "1",
    };

    [Fact]
    public async Task Supplement_TakenAtTheDesk_ResumesTheClockAndGivesASlip()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = await AskedAsync(host);
        var before = await flow.Dossiers.LoadAsync(flow.Id);
        host.Clock.SetDay(new DateOnly(2022, 10, 10)); // three working days with the citizen
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        var page = await (await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}")).FollowAsync("Nhận bổ sung trực tiếp B");
        Assert.Contains("Giấy xác nhận bản rõ", page.Main, StringComparison.Ordinal);

        var empty = await page.SubmitAsync(new Dictionary<string, object?> { ["BringerName"] = "" }, button: "Nhận bổ sung");
        Assert.Equal(3, empty.Problems.Count); // name, identity, nothing brought
        var half = await empty.SubmitAsync(new Dictionary<string, object?>(Bringer) { ["BringerName"] = "", ["Text"] = "Giấy xác nhận khuyết tật (bản chính, đã trả lại)" }, button: "Nhận bổ sung", files: [("Papers.bo-sung", "ro.jpg", WizardTests.Photo)]);
        Assert.Single(half.Problems); // the name is missing; the file is kept and not chosen again
        var done = await half.SubmitAsync(new Dictionary<string, object?>(Bringer), button: "Nhận bổ sung");

        Assert.Contains("Đã nhận bổ sung", done.Main, StringComparison.Ordinal);
        var after = await flow.Dossiers.LoadAsync(flow.Id);
        Assert.Equal((DossierStatus.Received, new DateOnly(2022, 11, 9), new DateOnly(2022, 10, 19)), (after.Status, after.DueOn, after.StepDueOn));
        Assert.Equal((null, null, before.Answers), (after.PausedOn, after.ResumeStatus, after.Answers));
        var supplement = after.Supplements.Single();
        Assert.Equal("Trần Thị Chăm (người được ủy quyền), giấy tờ số " + Protos.Values.CitizenId.Mask("038181000777"), supplement.BroughtBy);
        Assert.Equal((null, "Giấy xác nhận khuyết tật (bản chính, đã trả lại)"), (supplement.Corrections, supplement.Answer));
        var step = after.Steps.MaxBy(s => s.Number)!;
        Assert.Equal((ActKinds.TakeSupplement, after.StepDueOn, "UBND xã Hoa Lộc"), (step.Verb, step.NextDueOn, step.NextOffice));
        Assert.Contains(after.Attachments, a => a is { Paper: SubmitPapers.Supplement, FileName: "ro.jpg" });
        var slip = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "BS1").Select(p => p.Content).SingleAsync()));
        Assert.Equal(["Giấy xác nhận khuyết tật (bản chính, đã trả lại)", "Bản chụp: ro.jpg"], slip.Items);
        Assert.Contains(slip.Lines, l => l is { Label: "Ngày hẹn trả kết quả", Value: "09/11/2022" });
        Assert.Contains(slip.Lines, l => l is { Label: "Ngày hẹn trả kết quả trước khi bổ sung", Value: "04/11/2022" });
        Assert.NotNull(await host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.TakeSupplement).Select(a => a.OfficialId).SingleAsync()));
        var citizen = await (await PageReader.OpenAsync(host.NewClient(), "/tra-cuu")).SubmitAsync(new Dictionary<string, object?> { ["ma"] = after.Code, ["digits"] = after.Owner.CitizenId[^4..] });
        Assert.Equal("Phiếu tiếp nhận bổ sung hồ sơ", (await citizen.FollowAsync("Phiếu tiếp nhận bổ sung hồ sơ")).Heading);
    }

    [Fact]
    public async Task Supplement_WithCorrectedAnswers_NeedsTheSignatureAndKeepsWhatWasDeclared()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = await AskedAsync(host);
        await flow.Dossiers.MatchIdentityAsync(flow.Id);
        var before = await flow.Dossiers.LoadAsync(flow.Id);
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        var page = await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}/nhan-bo-sung");
        var typed = new Dictionary<string, object?>(Bringer) { ["FullName"] = "Nguyễn Văn Thùy", ["WorkDetail"] = "Làm thuê theo mùa", ["CommuneCode"] = "14758" };

        var unsigned = await page.SubmitAsync(typed, button: "Nhận bổ sung");
        Assert.Contains("Lời khai khác tờ khai đã nộp ở: Họ, chữ đệm và tên", Assert.Single(unsigned.Problems), StringComparison.Ordinal);
        var wrong = await unsigned.SubmitAsync(new Dictionary<string, object?> { ["Signed"] = "1", ["BirthYear"] = "2031" }, button: "Nhận bổ sung");
        Assert.NotEmpty(wrong.Problems);
        Assert.Equal("Nguyễn Văn Thùy", wrong.Document.QuerySelector("input[name=FullName]")!.GetAttribute("value"));
        var done = await wrong.SubmitAsync(new Dictionary<string, object?> { ["BirthYear"] = "1982" }, button: "Nhận bổ sung");

        Assert.Contains("Đã nhận bổ sung", done.Main, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Văn Thủy → Nguyễn Văn Thùy", done.Main, StringComparison.Ordinal);
        var after = await flow.Dossiers.LoadAsync(flow.Id);
        Assert.Equal(("Nguyễn Văn Thùy", before.Owner.CommuneCode, before.Owner.BirthDate), (after.Owner.FullName, after.Owner.CommuneCode, after.Owner.BirthDate));
        Assert.Equal("Làm thuê theo mùa", FormValues.Parse(after.Answers)["WorkDetail"]);
        // Who he is was told anew: the population database is asked again.
        Assert.Equal(IdentityStatus.Pending, after.Identity.Status);
        var supplement = after.Supplements.Single();
        Assert.Equal(2, supplement.Corrections!.Split('\n').Length);
        Assert.Equal("Nguyễn Văn Thủy", FormValues.Parse(supplement.AnswersBefore!)["FullName"]);
    }

    [Fact]
    public async Task Supplement_OneRowMore_IsShownAndNothingDone()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = await AskedAsync(host);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune), $"/ho-so/{flow.Id}/nhan-bo-sung");

        var shown = await page.SubmitAsync(new Dictionary<string, object?>(Bringer) { ["Text"] = "Một tờ" }, button: "Thêm một con nhỏ");

        Assert.Empty(shown.Problems);
        Assert.NotNull(shown.Document.QuerySelector("input[name='SmallChildren[0].FullName']"));
        Assert.Equal("Một tờ", shown.Document.QuerySelector("textarea[name=Text]")!.TextContent);
        Assert.Equal(DossierStatus.SupplementRequested, (await flow.Dossiers.LoadAsync(flow.Id)).Status);
    }

    [Fact]
    public async Task Supplement_BySomebodyElse_IsNotTheirs()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = await AskedAsync(host);
        var input = new TakenSupplement(flow.Id, 0, new Bringer("Trần Thị Chăm", "authorised", "", true), "Một tờ", [], null, false);
        var stranger = flow.Dossiers.Official(Roles.Desk, "38.400.16012");

        Assert.True((await flow.DoAsync(flow.Officer, (s, v) => s.GetRequiredService<TakeSupplement>().Handle(input with { Version = v }, flow.Officer, default))).Has(CommonProblems.NotAllowed));
        Assert.True((await flow.DoAsync(stranger, (s, v) => s.GetRequiredService<TakeSupplement>().Handle(input with { Version = v }, stranger, default))).Has(CommonProblems.NotFound));
        Assert.True((await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<TakeSupplement>().Handle(input with { Version = v - 1 }, flow.Desk, default))).Has(CommonProblems.ChangedMeanwhile));
        // It waits for the citizen, so it is nobody's next task.
        var queue = await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune), "/ho-so");
        Assert.Contains("Không có hồ sơ nào", queue.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_WithASignedRequest_StopsAtOnceAndListsTheOriginals()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();
        var filed = new DateOnly(2022, 10, 5);
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        var page = await (await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}")).FollowAsync("Rút hồ sơ trực tiếp R");
        var early = await page.SubmitAsync(new Dictionary<string, object?>(Bringer) { ["RequestedOnDay"] = "04", ["RequestedOnMonth"] = "10" }, button: "Rút hồ sơ", files: [("Papers.don-rut-ho-so", "nham.jpg", WizardTests.Photo)]);
        Assert.Equal(2, early.Problems.Count); // before the filing; not signed
        Assert.Contains(Protos.Values.VietnameseFormat.Date(filed), early.Problems[0], StringComparison.Ordinal);
        Assert.Contains("Bỏ tệp nham.jpg", early.Main, StringComparison.Ordinal);

        var done = await early.SubmitAsync(new Dictionary<string, object?>
        {
            ["DroppedFiles"] = early.Document.QuerySelector("input[name=DroppedFiles]")!.GetAttribute("value"),
            ["RequestedOnDay"] = "06", ["Signed"] = "1", ["Reason"] = "Chuyển về quê", ["Returned"] = "Giấy xác nhận khuyết tật\nGiấy khai sinh",
        }, button: "Rút hồ sơ", files: [("Papers.don-rut-ho-so", "don.jpg", WizardTests.Photo)]);

        Assert.Contains("Đã rút hồ sơ", done.Main, StringComparison.Ordinal);
        var dossier = await flow.Dossiers.LoadAsync(flow.Id);
        Assert.Equal((DossierStatus.Stopped, true), (dossier.Status, dossier.FinishedAt is not null));
        var steps = dossier.Steps.OrderBy(s => s.Number).TakeLast(2).ToList();
        Assert.Equal([(ActKinds.TakeWithdrawal, DossierStatus.WithdrawalRequested), (ActKinds.Stop, DossierStatus.Stopped)], steps.Select(s => (s.Verb, s.To)));
        Assert.Contains("đơn ngày 06/10/2022; lý do: Chuyển về quê", steps[0].Note, StringComparison.Ordinal);
        Assert.Equal("Xác nhận rút hồ sơ, trả lại 2 giấy tờ bản chính", steps[1].Note);
        Assert.Equal("don.jpg", Assert.Single(dossier.Attachments, a => a.Paper == SubmitPapers.Withdrawal).FileName);
        var notice = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "D05").Select(p => p.Content).SingleAsync()));
        Assert.Equal(["Giấy xác nhận khuyết tật", "Giấy khai sinh"], notice.Items);
        Assert.Contains("đề nghị rút hồ sơ ngày 06/10/2022", notice.Closing[0], StringComparison.Ordinal);
        Assert.Equal("Trần Thị Chăm", notice.Signatures[0].Name);
    }

    [Fact]
    public async Task Withdrawal_AfterSigningOrOfAnOfficesOwn_IsNotOffered()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        await flow.MustAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);

        Assert.Contains("chưa làm được việc này", Assert.Single((await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}/rut-ho-so")).Problems), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, "38.380.14758"), $"/ho-so/{flow.Id}/rut-ho-so")).Status);
        var own = ShippedFlow.Dossier(Pilot.Day, DossierStatus.Received);
        own.Requests.Clear();
        own.Requests.Add(DossierRequest.Of(own.Id, own.TenantPath, RequestKind.Stop, OwnDossier.Form, new DateOnly(2021, 7, 1), "{}"));
        Assert.Equal("dossier-wrong-status", DossierFlow.Guard(ShippedFlow.On(Pilot.Day), own, ShippedFlow.Official(Roles.Desk, own.TenantPath), ActKinds.TakeWithdrawal)?.Code);
    }

    [Fact]
    public async Task Stop_OfAnOnlineWithdrawal_ListsTheOriginalsToo()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await host.WithAsync(s => s.GetRequiredService<RequestWithdrawal>().Handle(flow.Id, "", default), flow.Dossiers.Commune);

        await flow.MustAsync(flow.Desk, (s, v) => s.GetRequiredService<StopDossier>().Handle(new StopInput(flow.Id, v, "Sổ hộ khẩu"), flow.Desk, default));

        var notice = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "D05").Select(p => p.Content).SingleAsync()));
        Assert.Equal(["Sổ hộ khẩu"], notice.Items);
        Assert.Contains("đề nghị rút hồ sơ ngày 05/10/2022", notice.Closing[0], StringComparison.Ordinal);
    }

    private static async Task<FlowRun> AskedAsync(NodeHost host)
    {
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await flow.MustAsync(flow.Officer, (s, v) => s.GetRequiredService<RequestSupplement>().Handle(new(flow.Id, v, "Giấy xác nhận bản rõ\nNghề nghiệp", "Ảnh mờ"), flow.Officer, default));
        return flow;
    }
}
