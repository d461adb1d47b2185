using System.Text.Json.Nodes;
using EndToEnd.Tests.NationalServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Payments.Together;
using ProvinceNode.Registry;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>A month of payment in the browser, as the accountant, who approves and who sends see it, beside the stand-in of the post; every page on a screen and on a phone.</summary>
public sealed class PaymentJourneyTests
{
    private const string Secret = "chi-dung-de-thu-tren-may-nay-0123456789";

    [Fact]
    public async Task Month_FromOpeningToReconciliation_IsListedApprovedSentAndSeen()
    {
        await using var services = await RunningServices.StartAsync(null, "--PopulationDatabase:Households", "0");
        await using var node = await OneNode.StartAsync("2022-10-21", Beside(services));
        var people = await PeopleAsync(node);

        var month = await ListedAsync(node);
        await ApprovedAsync(node, month);
        await ClosedAsync(node, month);
        await BehaveAsync(services, 100);
        await SentAsync(node, month);
        await ToldAsync(node, services);
        await SeenAsync(node, month, people, "Chưa nhận");
        // The post finds that it paid them after all.
        await BehaveAsync(services, 0, "corrected");
        await ToldAsync(node, services);
        await SeenAsync(node, month, people, "Đã chi trả");
        await ZippedAsync(node, month);
    }

    [Fact]
    public async Task LostAnswer_SettledByThePayersPaper_IsSentByTwoOfficials()
    {
        await using var services = await RunningServices.StartAsync(null, "--PopulationDatabase:Households", "0");
        await using var node = await OneNode.StartAsync("2022-10-21", Beside(services, ("Payments:VnPost:Retries", "0")));
        await PeopleAsync(node);
        var month = await ListedAsync(node);
        await ApprovedAsync(node, month);
        await ClosedAsync(node, month);
        await services.SetFaultAsync("vnpost", "fail");
        await SentAsync(node, month);
        await HandedOverAsync(node);
        var list = await node.Host.WithDbAsync(db => db.PaymentLists.AsNoTracking().OrderBy(l => l.Type).FirstAsync(l => l.Status == ListStatus.Unknown));

        var cashier = await node.AsAsync(Roles.Cashier, node.Deciding);
        await cashier.GoAsync($"/chi-tra/danh-sach/{list.Id}/ket-qua");
        await cashier.NarrowAsync();
        await cashier.PressAsync("xử lý bằng văn bản trả lời");
        await cashier.PressAsync("Ghi văn bản");
        await cashier.NarrowAsync();
        await cashier.Page.Locator("[name=Received]").SelectOptionAsync("co");
        await cashier.FillAsync("Number", "15/BĐ-KTNV");
        await cashier.FillAsync("SignedOn", "2022-10-21");
        await cashier.FillAsync("SignedBy", "Lê Văn Bưu, Giám đốc Bưu điện huyện");
        await cashier.FillAsync("Lines", $"{list.Lines}");
        await cashier.FillAsync("Dong", $"{list.TotalDong.Amount}");
        await cashier.Page.Locator("[name=Scan]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "van-ban.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray() });
        await cashier.PressAsync("Ghi văn bản");
        await cashier.SaysAsync("15/BĐ-KTNV");
        await cashier.NarrowAsync();

        var head = await node.AsAsync(Roles.DivisionHead, node.Deciding);
        await head.GoAsync($"/chi-tra/danh-sach/{list.Id}/van-ban");
        await head.NarrowAsync();
        await head.FillAsync("PaperWhy", "Đã gọi điện cho người ký để đối chiếu");
        await ConfirmedAsync(node, head, Roles.DivisionHead, "Xác nhận văn bản");
        Assert.Equal(ListStatus.Sent, await node.Host.WithDbAsync(db => db.PaymentLists.Where(l => l.Id == list.Id).Select(l => l.Status).SingleAsync()));
        await head.NarrowAsync();
    }

    [Fact]
    public async Task ResultFile_BroughtByOneAndConfirmedByAnother_SettlesItsLines()
    {
        var folder = Directory.CreateTempSubdirectory("btxh-trao-doi-").FullName;
        await using var services = await RunningServices.StartAsync(null, "--PopulationDatabase:Households", "0");
        await using var node = await OneNode.StartAsync("2022-10-21", Beside(services, ("Payments:Folder:Path", folder), ("Payments:Folder:QuietSeconds", "0"), ("Payments:Channels:*:CASH_POINT", "vnpost-file")));
        await PeopleAsync(node);
        var month = await ListedAsync(node);
        await ApprovedAsync(node, month);
        await ClosedAsync(node, month);
        await SentAsync(node, month);
        var (list, lines) = await node.Host.WithDbAsync(async db =>
        {
            var sent = await db.PaymentLists.AsNoTracking().OrderBy(l => l.Type).FirstAsync(l => l.Status == ListStatus.Sent);
            return (sent, await db.PaymentLines.AsNoTracking().Where(l => l.ListId == sent.Id).OrderBy(l => l.Order).ToListAsync());
        });
        await BroughtAsync(node, list, lines);

        var head = await node.AsAsync(Roles.DivisionHead, node.Deciding);
        await head.GoAsync($"/chi-tra/danh-sach/{list.Id}/ket-qua");
        await head.NarrowAsync();
        await head.FillAsync("FileWhy", "Biên bản giao nhận chứng từ số 12 ngày 18/11/2022");
        await ConfirmedAsync(node, head, Roles.DivisionHead, "Xác nhận và ghi kết quả");
        await head.SaysAsync("Đã chi trả", "Chưa nhận");
        await head.NarrowAsync();
        Assert.Equal(lines.Count - 1, await node.Host.WithDbAsync(db => db.PaymentLines.CountAsync(l => l.ListId == list.Id && l.Outcome == LineOutcome.Paid)));
        Directory.Delete(folder, recursive: true);
    }

    // One file with a line that is not the list's, then the good one.
    private static async Task BroughtAsync(OneNode node, PaymentList list, List<PaymentLine> lines)
    {
        var cashier = await node.AsAsync(Roles.Cashier, node.Deciding);
        await cashier.GoAsync($"/chi-tra/danh-sach/{list.Id}/ket-qua");
        await cashier.PressAsync("Nhận tệp");
        await cashier.NarrowAsync();
        var header = new ResultHeader(TenantPath.Parse(list.TenantPath).UnitCode, new PayMonth(list.Month), 1, list.Id.ToString("D"), "Bưu điện huyện Hậu Lộc", new DateTime(2022, 10, 25, 17, 0, 0), 0, Dong.Zero, "");
        using var memory = new MemoryStream();
        ResultFile.Write(memory, WireForm.Xlsx, ResultFile.Seal(header, lines.Select((l, i) => new ResultRow
        {
            ListId = l.ListId.ToString("D"), RowId = l.Id.ToString("D"), Status = i == 0 ? WireCodes.Unpaid : WireCodes.Paid, Amount = l.Total, PaidAt = i == 0 ? null : new DateTime(2022, 10, 21, 8, 30, 0),
            Method = WireCodes.CashPoint, ReasonCode = i == 0 ? "R01" : "", ReasonText = i == 0 ? "Không đến nhận" : "", CollectedBy = i == 0 ? "" : WireCodes.Self, CollectorName = i == 0 ? "" : l.PersonName, CollectorId = i == 0 ? "" : l.PersonNumber, Evidence = i == 0 ? "" : $"CT-{l.Order}", Version = 1,
        })));
        await cashier.Page.Locator("[name=Sheet]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "ket-qua.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = memory.ToArray() });
        await cashier.PressAsync("Nhận tệp");
        await cashier.SaysAsync("chờ người thứ hai xác nhận");
        await cashier.NarrowAsync();
    }

    // The accountant opens the month and lists everybody; the job works in between.
    private static async Task<Guid> ListedAsync(OneNode node)
    {
        var accountant = await node.AsAsync(Roles.Accountant, node.Deciding);
        await accountant.GoAsync("/chi-tra");
        await accountant.NarrowAsync();
        await accountant.Page.Locator("[name=Month]").SelectOptionAsync("202211");
        await accountant.PressAsync("Mở kỳ");
        await accountant.NarrowAsync();
        await accountant.PressAsync("Lập danh sách");
        await accountant.NarrowAsync();
        await node.Host.WithAsync(s => s.GetRequiredService<BuildRuns>().HandleAsync(default));
        var month = await node.Host.WithDbAsync(db => db.PaymentPeriods.Select(p => p.Id).SingleAsync());
        await accountant.GoAsync($"/chi-tra/{month}");
        await accountant.SaysAsync("6 đối tượng", "Dự thảo");
        await accountant.NarrowAsync();
        await accountant.GoAsync($"/chi-tra/{month}/bien-dong");
        await accountant.SaysAsync("Nguyễn Thị Hòa");
        await accountant.NarrowAsync();
        var draft = await node.Host.WithDbAsync(db => db.PaymentLists.OrderByDescending(l => l.Lines).Select(l => l.Id).FirstAsync());
        await accountant.GoAsync($"/chi-tra/danh-sach/{draft}");
        await accountant.NarrowAsync();
        return month;
    }

    private static async Task ApprovedAsync(OneNode node, Guid month)
    {
        var head = await node.AsAsync(Roles.DivisionHead, node.Deciding);
        await head.GoAsync($"/chi-tra/{month}");
        await ConfirmedAsync(node, head, Roles.DivisionHead, "Duyệt tất cả danh sách");
        await head.SaysAsync("Hệ thống đang duyệt");
        await head.NarrowAsync();
        await node.Host.App.Services.GetRequiredService<WorkTogetherJob>().RunOnceAsync(default);
        await head.GoAsync($"/chi-tra/{month}");
        await head.SaysAsync("Đã duyệt");
        await head.NarrowAsync();
    }

    private static async Task ClosedAsync(OneNode node, Guid month)
    {
        var accountant = await node.AsAsync(Roles.Accountant, node.Deciding);
        await accountant.GoAsync($"/chi-tra/{month}/chot");
        await accountant.NarrowAsync();
        for (var left = 0; left < 5 && await accountant.Page.Locator("[name=Reason]").CountAsync() > 0; left++)
        {
            await accountant.Page.Locator("[name=Reason]").First.FillAsync("Đã xác minh trực tiếp tại nhà");
            await accountant.PressAsync("Ghi lý do");
        }

        await accountant.PressAsync("Chốt kỳ chi trả");
        await accountant.SaysAsync("Đã chốt");
        await accountant.NarrowAsync();
    }

    private static async Task SentAsync(OneNode node, Guid month)
    {
        var cashier = await node.AsAsync(Roles.Cashier, node.Deciding);
        await cashier.GoAsync($"/chi-tra/{month}/gui");
        await cashier.NarrowAsync();
        await ConfirmedAsync(node, cashier, Roles.Cashier, "Gửi tất cả danh sách");
        await node.Host.App.Services.GetRequiredService<WorkTogetherJob>().RunOnceAsync(default);
        await HandedOverAsync(node);
        await cashier.GoAsync($"/chi-tra/{month}/gui");
        await cashier.NarrowAsync();
    }

    private static async Task BehaveAsync(RunningServices services, int unpaid, string mode = "normal") =>
        await services.PostAsync("/quan-tri/vnpost/cach-tra", new JsonObject { ["mode"] = mode, ["send"] = "none", ["hold"] = true, ["unpaidPercent"] = unpaid, ["seed"] = 7 });

    private static async Task ToldAsync(OneNode node, RunningServices services)
    {
        await services.PostAsync("/quan-tri/vnpost/phat-hanh", new JsonObject());
        await node.Host.WithAsync(s => s.GetRequiredService<TakeResults>().ReadAsync(s.GetRequiredService<PaymentProviders>().Find("vnpost")!, default));
    }

    private static async Task SeenAsync(OneNode node, Guid month, List<Guid> people, string outcome)
    {
        var accountant = await node.AsAsync(Roles.Accountant, node.Deciding);
        var lists = await node.Host.WithDbAsync(db => db.PaymentLists.Select(l => l.Id).ToListAsync());
        foreach (var path in lists.SelectMany(l => new[] { $"/chi-tra/danh-sach/{l}", $"/chi-tra/danh-sach/{l}/ket-qua" }).Concat([$"/chi-tra/{month}/gui", $"/chi-tra/{month}/doi-chieu", $"/chi-tra/{month}/dong", $"/chi-tra/{month}/de-ngoai", $"/chi-tra/{month}/dong?trang-thai=chua-nhan", $"/chi-tra/{month}/tep", "/chi-tra/nhan-ket-qua", "/chi-tra/viec-can-lam", "/chi-tra/cach-nhan-tien", "/chi-tra/thong-ke"]))
        {
            await accountant.GoAsync(path);
            await accountant.NarrowAsync();
        }
        await accountant.GoAsync("/chi-tra/du-bao");
        await accountant.PressAsync("Tính lại theo số liệu hôm nay");
        await accountant.NarrowAsync();
        var officer = await node.AsAsync(Roles.SocialOfficer);
        foreach (var person in people.Take(2))
        {
            await officer.GoAsync($"/doi-tuong/{person}");
            await officer.SaysAsync(outcome);
            await officer.NarrowAsync();
            foreach (var (visitor, page) in new[] { (officer, "nhan-tien"), (officer, "thu-hoi"), (accountant, "hoan-tra") })
            {
                await visitor.GoAsync($"/doi-tuong/{person}/{page}");
                await visitor.NarrowAsync();
            }
        }
    }

    // Presses what moves money; the second factor is given where the page asks for it.
    private static async Task ConfirmedAsync(OneNode node, Visitor official, string role, string words)
    {
        if (await official.Page.Locator("main [name=Code]").CountAsync() > 0)
        {
            await official.Page.Locator("main [name=Code]").First.FillAsync(node.CodeNow(role, node.Deciding));
        }

        await official.PressAsync(words);
    }

    private static async Task ZippedAsync(OneNode node, Guid month)
    {
        var accountant = await node.AsAsync(Roles.Accountant, node.Deciding);
        await accountant.GoAsync($"/chi-tra/{month}/tep");
        await accountant.PressAsync("Lập tệp ZIP");
        await accountant.NarrowAsync();
        await node.Host.App.Services.GetRequiredService<MakeArchivesJob>().RunOnceAsync(default);
        await accountant.GoAsync($"/chi-tra/{month}/tep");
        await accountant.SaysAsync("Tải tệp ZIP");
        await accountant.NarrowAsync();
    }

    private static async Task HandedOverAsync(OneNode node)
    {
        node.Host.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var id in await node.Host.WithAsync(s => s.GetRequiredService<HandOver>().WaitingAsync(default)))
        {
            await node.Host.WithAsync(s => s.GetRequiredService<HandOver>().HandleAsync(id, HandOverStart.Resumed, default));
        }
    }

    private static Dictionary<string, string?> Beside(RunningServices services, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Payments:VnPost:Address"] = services.Http.BaseAddress!.ToString(), ["Payments:VnPost:KeyId"] = "nut-38", ["Payments:VnPost:Secret"] = Secret, ["Payments:VnPost:RetryMilliseconds"] = "1",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    // Six people of three villages: the disabled, the old, the poor, care for another, one of Article 5 who is told neutrally, arrears of three months.
    private static async Task<List<Guid>> PeopleAsync(OneNode node)
    {
        (string Name, string Category, EntitlementKind Kind, int Hundredths, long Monthly, int From, string Taker)[] rows =
        [
            ("Nguyễn Thị Hòa", "6.n.elder", EntitlementKind.Assistance, 200, 720_000, 202211, ""), ("Lê Văn Minh", "5.a.80", EntitlementKind.Assistance, 100, 360_000, 202211, ""),
            ("Phạm Thị Nga", "6.n.adult", EntitlementKind.Assistance, 150, 540_000, 202208, ""), ("Công Tằng Tôn Nữ Thị Phương Thảo", "6.dbn.adult", EntitlementKind.Assistance, 200, 720_000, 202211, "Nguyễn Văn Thủy"),
            ("Trần Đức Lộc", "5.c", EntitlementKind.Assistance, 150, 540_000, 202211, ""), ("Vũ Hữu Khuê", "6.dbn.child", EntitlementKind.Assistance, 250, 900_000, 202211, "Vũ Thị Oanh"),
        ];
        var people = new List<Guid>();
        foreach (var (row, i) in rows.Select((r, i) => (r, i)))
        {
            var number = $"03814000{i + 1:0000}";
            var receiver = row.Taker.Length == 0 ? new Receiver(row.Name, number, "") : new Receiver(row.Taker, $"03816000{i + 1:0000}", "con");
            people.Add(await node.ReceivesAsync(row.Name, number, new AwardRow(row.Kind, row.Category, row.Hundredths, 1, new Dong(360_000), new Dong(row.Monthly), new PayMonth(row.From), receiver), $"Thôn {(i % 3) + 1}"));
        }

        return people;
    }
}
