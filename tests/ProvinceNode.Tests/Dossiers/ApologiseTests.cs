using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Apology with one re-appointment (policy 5.5, D04), the marks of the job, the control sheet and the register.</summary>
public sealed class ApologiseTests
{
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) };

    [Fact]
    public async Task Apology_FromTheQueue_GivesOneNewDateAndTellsTheCitizen()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();
        host.Clock.SetDay(new DateOnly(2022, 11, 3)); // promised for Friday the 4th
        var client = await host.SignInAsync(Roles.Chairman, "38.400");
        var queue = await PageReader.OpenAsync(client, "/ho-so");
        Assert.Contains("Cần xin lỗi và hẹn lại: 1 hồ sơ", queue.Main, StringComparison.Ordinal);
        var code = (await flow.Dossiers.LoadAsync(flow.Id)).Code;
        Assert.Equal($"Hồ sơ {code}", (await queue.FollowAsync(code)).Heading);

        var form = await queue.FollowAsync($"Thư xin lỗi cho hồ sơ {code}");
        var done = await form.SubmitAsync(New("11", "Chờ kết quả xác minh của công an"));

        Assert.Contains("Đã ký văn bản xin lỗi", done.Main, StringComparison.Ordinal);
        var (dossier, paper) = (await flow.Dossiers.LoadAsync(flow.Id), await host.WithDbAsync(db => db.Papers.SingleAsync(p => p.Paper == "D04")));
        Assert.Equal(new DateOnly(2022, 11, 11), dossier.DueOn);
        Assert.Equal(DossierStatus.UnderAppraisal, dossier.Status);
        Assert.Equal(ActKinds.Apologise, dossier.Steps.MaxBy(s => s.Number)!.Verb);
        var text = string.Join(' ', PaperContent.Parse(paper.Content).Paragraphs);
        Assert.Contains("hẹn trả kết quả: ngày 04/11/2022", text, StringComparison.Ordinal);
        Assert.Contains("gia hạn: ngày 11/11/2022", text, StringComparison.Ordinal);
        var citizen = await PageReader.OpenAsync(host.NewClient(), "/tra-cuu");
        var tracked = await citizen.SubmitAsync(new Dictionary<string, object?> { ["ma"] = dossier.Code, ["digits"] = dossier.Owner.CitizenId[^4..] });
        Assert.Contains("nay hẹn lại ngày 11/11/2022", tracked.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Cần xin lỗi", (await PageReader.OpenAsync(client, "/ho-so")).Main, StringComparison.Ordinal);

        // Only once: neither the page nor a form kept open.
        Assert.Contains("chỉ được hẹn lại một lần", Assert.Single((await PageReader.OpenAsync(client, $"/ho-so/{flow.Id}/xin-loi")).Problems), StringComparison.Ordinal);
        var again = await form.SubmitAsync(New("18", "Lần nữa"));
        Assert.Contains("chỉ được hẹn lại một lần", again.Problems[0], StringComparison.Ordinal);
        Assert.Equal(1, await host.WithDbAsync(db => db.Reappointments.CountAsync()));
    }

    [Theory]
    [InlineData("04", "Lý do", "phải sau ngày 04/11/2022")]
    [InlineData("12", "Lý do", "là ngày nghỉ")]
    [InlineData("31", "Lý do", "có trong dương lịch")]
    [InlineData("11", "", "lý do")]
    public async Task Apology_WithAWrongDayOrNoReason_SaysWhatToDo(string day, string reason, string words)
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var form = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, flow.Dossiers.Commune), $"/ho-so/{flow.Id}/xin-loi");

        var refused = await form.SubmitAsync(New(day, reason));

        Assert.Contains(words, Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal(0, await host.WithDbAsync(db => db.Reappointments.CountAsync()));
    }

    [Fact]
    public async Task Apology_ByAnotherOffice_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();

        var refused = await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Apologise>().Handle(new(flow.Id, v, "Chậm", new DateOnly(2022, 11, 11)), flow.Chairman, default));

        Assert.True(refused.Has(DossierProblems.OtherOffice));
        var clerk = await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<Apologise>().Handle(new(flow.Id, v, "Chậm", new DateOnly(2022, 11, 11)), flow.Desk, default));
        Assert.True(clerk.Has(CommonProblems.NotAllowed));
    }

    [Fact]
    public void Lateness_ThatIsSure_IsSeenAheadOfTheDay()
    {
        var context = ShippedFlow.On(new DateOnly(2022, 10, 5));
        Dossier At(DossierStatus status, int due, int? posted = null)
        {
            var dossier = ShippedFlow.Dossier(context.Today, status);
            (dossier.DueOn, dossier.PostedUntil) = (new DateOnly(2022, 10, due), posted is { } p ? new DateOnly(2022, 10, p) : null);
            return dossier;
        }

        Assert.True(ApologyNeeded.WillBeLate(context, At(DossierStatus.UnderAppraisal, 6)));   // one working day before
        Assert.False(ApologyNeeded.WillBeLate(context, At(DossierStatus.UnderAppraisal, 7)));
        Assert.True(ApologyNeeded.WillBeLate(context, At(DossierStatus.Posted, 10, posted: 10))); // can be closed only on the 11th
        Assert.False(ApologyNeeded.WillBeLate(context, At(DossierStatus.Posted, 11, posted: 10)));
        Assert.True(ApologyNeeded.WillBeLate(context, At(DossierStatus.Received, 7)));          // two days of posting are still to come
        Assert.False(ApologyNeeded.WillBeLate(context, At(DossierStatus.Received, 10)));
        Assert.False(ApologyNeeded.WillBeLate(context, At(DossierStatus.Signed, 6)));
        Assert.False(ApologyNeeded.WillBeLate(context, At(DossierStatus.SupplementRequested, 6)));
        Assert.False(ApologyNeeded.WillBeLate(context, At(DossierStatus.Issued, 4)));
    }

    [Fact]
    public async Task Job_RunTwice_MarksEachDayOnce()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        async Task RunAsync() => await host.App.Services.GetRequiredService<MarkDeadlines>().RunOnceAsync(default);

        await RunAsync();
        Assert.Equal(0, await host.WithDbAsync(db => db.DeadlineMarks.CountAsync()));
        host.Clock.SetDay(new DateOnly(2022, 10, 17)); // the review was due on the 14th
        await RunAsync();
        await RunAsync();
        Assert.Equal([DeadlineMarkKind.StepLate], await host.WithDbAsync(db => db.DeadlineMarks.Select(m => m.Kind).ToListAsync()));
        host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await RunAsync();
        Assert.Equal([DeadlineMarkKind.Late, DeadlineMarkKind.StepLate], (await host.WithDbAsync(db => db.DeadlineMarks.Select(m => m.Kind).ToListAsync())).OrderDescending().Reverse().OrderBy(k => k.ToString()));
        Assert.Equal(2, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.MarkDeadlines)));

        var sheet = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, flow.Dossiers.Commune), $"/ho-so/{flow.Id}/phieu-kiem-soat");
        Assert.Contains("Hồ sơ quá hẹn trả 04/11/2022", sheet.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ControlSheet_OfAFinishedDossier_TellsWhoGaveToWhomAndHow()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();

        var sheet = await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune), $"/ho-so/{flow.Id}/phieu-kiem-soat");

        var rows = sheet.Table();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], rows.Skip(1).Select(r => r[0]));
        Assert.Equal("Trước hạn", rows[3][5]);   // reviewed on the first of seven days
        Assert.Equal("Đúng hạn", rows[5][5]);    // the posting was closed on its day
        Assert.Equal("09 giờ 00 phút, ngày 05 tháng 10 năm 2022", rows[1][2]);
        Assert.Contains("Cán bộ desk", rows[1][4], StringComparison.Ordinal);
        Assert.Contains("Phòng Lao động – Thương binh và Xã hội", rows[6][4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_OfAMonth_IsReadAndTakenOutUnderAnAct()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var client = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);

        var page = await PageReader.OpenAsync(client, "/ho-so/so-theo-doi?nam=2022&ky=q4");
        var row = page.Table()[1];
        Assert.Equal(13, row.Count);
        Assert.Equal(("1", "Nguyễn Văn Thủy", "05/10/2022 09:00", "04/11/2022"), (row[0], row[4], row[7], row[8]));
        Assert.Contains("UBND huyện Hậu Lộc", row[6], StringComparison.Ordinal);
        Assert.Contains("Không có hồ sơ nào", (await PageReader.OpenAsync(client, "/ho-so/so-theo-doi?nam=2022&ky=9")).Main, StringComparison.Ordinal);
        Assert.Contains("Không có hồ sơ nào", (await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, "38.380.14758"), "/ho-so/so-theo-doi?nam=2022&ky=q4&don-vi=38.400.16063")).Main, StringComparison.Ordinal);

        var (token, _) = (page.Document.QuerySelector("form[method=post].no-print input[name=__RequestVerificationToken]")!.GetAttribute("value")!, 0);
        foreach (var kind in new[] { "csv", "xlsx" })
        {
            using var body = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("kind", kind)]);
            using var answer = await client.PostAsync(new Uri("/ho-so/so-theo-doi?nam=2022&ky=10", UriKind.Relative), body);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(kind == "csv" ? SheetFile.CsvType : SheetFile.XlsxType, answer.Content.Headers.ContentType!.ToString());
            if (kind == "csv")
            {
                Assert.Contains("Nguyễn Văn Thủy", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            }
            else
            {
                using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(bytes), false);
                Assert.Contains("Nguyễn Văn Thủy", book.WorkbookPart!.WorksheetParts.Single().Worksheet.InnerText, StringComparison.Ordinal);
            }
        }

        Assert.Equal(2, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.RegisterExport)));
    }

    [Fact]
    public void Cell_ThatBeginsLikeAFormula_IsShownNotRun()
    {
        var text = System.Text.Encoding.UTF8.GetString(SheetFile.Csv([["=1+1", "a,b", "\"x\"", "thường"]]));

        Assert.Equal("\uFEFF'=1+1,\"a,b\",\"\"\"x\"\"\",thường\r\n", text);
    }

    private static Dictionary<string, object?> New(string day, string reason) =>
        new() { ["Reason"] = reason, ["NewDueOnDay"] = day, ["NewDueOnMonth"] = "11", ["NewDueOnYear"] = "2022" };
}
