using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forecast;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Documents.Pdf;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Seeing;

/// <summary>What officials and citizens see of money: the month's books, lines, a person's payments, statistics and the forecast.</summary>
public sealed class SeeingTests
{
    [Fact]
    public async Task Month_WithResults_ShowsTheIdentityAndLeadsToTheLines()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(3);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1], "R08")]);
        var client = await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder);
        var book = await PageReader.OpenAsync(client, $"/chi-tra/{list.PeriodId:D}/doi-chieu");
        Assert.All(new[] { "1.620.000 = 540.000 + 540.000 + 0 + 0 + 540.000 đồng", "3 = 1 + 1 + 0 + 0 + 1", "Số tiền và số người khớp", "Đi điều trị, đi xa" }, t => Assert.Contains(t, book.Main, StringComparison.Ordinal));

        var printed = await run.AsAsync(run.Pay.Accountant, async s => await s.GetRequiredService<MonthPapers>().PrintAsync((await s.GetRequiredService<PaymentDesk>().FindAsync(list.PeriodId, default))!, MonthPapers.Unpaid, default));
        var text = PdfTools.Text(Assert.Single(printed)().Content);
        Assert.All(new[] { "DANH SÁCH CHƯA NHẬN TRỢ GIÚP XÃ HỘI THÁNG 11 NĂM 2022", "Lê Thị Số 002", "Đi điều trị, đi xa", "Tổng cộng: 1 người nhận 540.000" }, t => Assert.Contains(t, text, StringComparison.Ordinal));

        var unpaid = await PageReader.OpenAsync(client, $"/chi-tra/{list.PeriodId:D}/dong?trang-thai=chua-nhan");
        Assert.Contains("1 dòng, 540.000 đồng", unpaid.Main, StringComparison.Ordinal);
        Assert.Contains($"{lines[1].ReceiverName} {SeeingWords.Masked(lines[1].ReceiverNumber)}", unpaid.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(lines[1].ReceiverNumber, unpaid.Main, StringComparison.Ordinal);
        Assert.Contains("3 dòng, 1.620.000 đồng", (await PageReader.OpenAsync(client, $"/chi-tra/{list.PeriodId:D}/dong?xa={list.TenantPath}&thon=Th%C3%B4n%201")).Main, StringComparison.Ordinal);
        Assert.Contains("Không có dòng nào như vậy", (await PageReader.OpenAsync(client, $"/chi-tra/{list.PeriodId:D}/dong?hinh-thuc=BANK")).Main, StringComparison.Ordinal);

        var person = lines.ConvertAll(l => l.PersonId!.Value);
        Assert.Equal(people.Order(), person.Order());
        var paid = await PageReader.OpenAsync(client, $"/doi-tuong/{person[0]:D}");
        Assert.All(new[] { "Trợ cấp tháng 11/2022", "Đã chi trả", ToldFile.DayOf(lines[0]), "Đang chờ kết quả: 0 đồng" }, t => Assert.Contains(t, paid.Main, StringComparison.Ordinal));
        Assert.Single(paid.Document.QuerySelectorAll("main a[href^='/chi-tra/danh-sach']"));
        var officer = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune), $"/doi-tuong/{person[0]:D}");
        Assert.Contains("Đã chi trả", officer.Main, StringComparison.Ordinal);
        Assert.Empty(officer.Document.QuerySelectorAll("main a[href^='/chi-tra/danh-sach']"));
        Assert.Contains("Chưa nhận, chuyển sang danh sách sau (Đi điều trị, đi xa)", (await PageReader.OpenAsync(client, $"/doi-tuong/{person[1]:D}")).Main, StringComparison.Ordinal);
        await run.Pay.ListedAsync(202212);
        Assert.Contains("đã chuyển sang danh sách tháng 12/2022", (await PageReader.OpenAsync(client, $"/doi-tuong/{person[1]:D}")).Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 4, 0, 0, true)]
    [InlineData(9, 4, -1, 0, false)]
    [InlineData(10, 3, 0, -1, false)]
    public void Books_OfARow_HoldOnlyToTheDongAndThePerson(long paid, int lines, long dong, int people, bool holds)
    {
        var row = new AccountRow("38.400.16063", "Xã Hoa Lộc", PayMethod.CashPoint, 1, 5, 12, new Dictionary<LineOutcome, AccountPart> { [LineOutcome.Paid] = new(lines, lines, paid), [LineOutcome.Open] = new(1, 1, 2) });

        Assert.Equal((holds, -dong, -people), (row.Holds, row.Difference, row.LinesDifference));
        Assert.Equal(holds, AccountRow.Total("Huyện", [row, row]).Holds);
    }

    [Fact]
    public async Task Statistics_OfAMonth_CutItEveryWay()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var sensitive = await host.WithAsync(async s => (await RuleTables.ReadAsync(s.GetRequiredService<NodeDb>(), default)).On(new DateOnly(2022, 10, 5)).CategoriesIn(new PayMonth(202210), "").First(c => c.Sensitive).Code);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a.60", 540_000);
        await run.Flow.ReceivingAsync(PayRun.Somebody(2) with { Born = "2015-03-01" }, sensitive, 900_000);
        var bank = new PayWay(PayWay.ToAccount, "0123456", "Lê Thị Số 003", "Agribank");
        await run.GrantedAsync(PayRun.Somebody(3), new(EntitlementKind.Assistance, "5.a.60", 150, 1, new(360_000), new(540_000), new(202206), new("Lê Thị Số 003", "038149000003", "") { Way = bank }));
        await run.ListedAsync(202211);

        // What an account is only to get was not paid without cash.
        Assert.Contains("chưa có kết quả chi trả", (await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), "/chi-tra/thong-ke")).Main, StringComparison.Ordinal);
        await host.WithDbAsync(async db => await db.PaymentLines.ExecuteUpdateAsync(set => set.SetProperty(l => l.Outcome, LineOutcome.Paid))
            + await db.PaymentLists.ExecuteUpdateAsync(set => set.SetProperty(l => l.PaidLines, l => l.Lines).SetProperty(l => l.PaidDong, l => l.TotalDong)));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), "/chi-tra/thong-ke");

        Assert.All(new[]
        {
            "Thống kê chi trả tháng 11/2022", "1.980.000 đồng", "27,3% số tiền đã chi trả, 33,3% số người đã nhận", "660.000 đồng", "tăng 3 người, giảm 0 người",
        }, t => Assert.Contains(t, page.Main, StringComparison.Ordinal));
        var rows = page.Document.QuerySelectorAll("tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList();
        Assert.All(new[] { "Từ 4 đến dưới 16 tuổi|1|900.000|900.000", "Từ 60 đến dưới 80 tuổi|2|1.080.000|540.000", "Nam|3|1.980.000|660.000", "Đ5: đối tượng quy định tại Điều 5 Nghị định số 20/2021/NĐ-CP|3|1.980.000|660.000", "Kinh|3|1.980.000|660.000", "11/2022|3|1|1.980.000|540.000|27,3%" }, r => Assert.Contains(r, rows));
        Assert.DoesNotContain("HIV", page.Main, StringComparison.OrdinalIgnoreCase);
        await SheetHoldsThePageAsync(host, run.Holder, page);
        Assert.Contains("Chưa có danh sách chi trả nào được duyệt", (await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, "38.380"), "/chi-tra/thong-ke")).Main, StringComparison.Ordinal);
    }

    // The workbook behind the link: the rows of the page as numbers, Article 5 in one row, and no illness told.
    private static async Task SheetHoldsThePageAsync(NodeHost host, string holder, PageReader page)
    {
        var address = page.Document.QuerySelectorAll("main a").Single(a => a.TextContent.StartsWith("Tải tệp Excel", StringComparison.Ordinal)).GetAttribute("href")!;
        var client = await host.SignInAsync(Roles.Accountant, holder);
        using var content = new MemoryStream(await client.GetByteArrayAsync(new Uri(address, UriKind.Relative)));
        var book = WorkbookReader.Open(content, FileGuard.Inspect(content, "a.xlsx").Value).Value;
        var rows = book.Sheets.SelectMany((_, i) => book.Lines(i)).Select(l => string.Join('|', l.Cells.Select(c => c.Number is { } n ? n.ToString("0", System.Globalization.CultureInfo.InvariantCulture) : c.Text))).ToList();
        Assert.All(new[]
        {
            "Tổng số đối tượng|3|1980000", "Đã nhận|3|1980000|100%", "Đã nhận không dùng tiền mặt (tỷ lệ của số đã chi trả)|1|540000|27,3%", "11/2022|3|1|1980000|540000|27,3%", "Đ5: đối tượng quy định tại Điều 5 Nghị định số 20/2021/NĐ-CP|3|1980000|660000",
            "Từ 4 đến dưới 16 tuổi|1|900000|900000", "Nam|3|1980000|660000",
        }, r => Assert.Contains(rows, found => found.TrimEnd('|') == r));
        Assert.DoesNotContain(rows, r => r.Contains("HIV", StringComparison.OrdinalIgnoreCase));
        using var nothing = await (await host.SignInAsync(Roles.Accountant, "38.380")).GetAsync(new Uri("/chi-tra/thong-ke?handler=Sheet&don-vi=" + holder, UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, nothing.StatusCode);
    }

    // Three tiers: the district holds the fund, the commune sees what became of its own people's lines, and nothing of its neighbours.
    [Fact]
    public async Task Commune_BelowTheFundHolder_SeesResultsOfItsOwnListsOnly()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1], "R08")]);
        var (here, month) = ($"/chi-tra/danh-sach/{list.Id:D}/ket-qua", $"/chi-tra/{list.PeriodId:D}");
        var own = await run.Host.SignInAsync(Roles.SocialOfficer, list.TenantPath);

        var months = await PageReader.OpenAsync(own, "/chi-tra");
        var page = await months.FollowAsync("Xem kết quả: Tháng 11/2022, thường xuyên, Tiền mặt tại điểm chi trả");
        Assert.Equal(here, page.Address.AbsolutePath);
        Assert.Contains("1.080.000 = 540.000 + 540.000 + 0 + 0 + 0", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
        Assert.Empty(page.Document.QuerySelectorAll($"main a[href^='{month}']"));
        var rows = (await page.FollowAsync("← Danh sách")).Table();
        Assert.All(lines.Zip(new[] { "Đã chi trả", "Chưa nhận" }), l => Assert.Contains(rows, r => r[1].StartsWith(l.First.PersonName, StringComparison.Ordinal) && r[^1].StartsWith(l.Second, StringComparison.Ordinal)));
        foreach (var closed in new[] { month, $"{month}/gui", $"{month}/doi-chieu", $"{month}/dong", $"/chi-tra/danh-sach/{list.Id:D}/van-ban", $"{here}?handler=File&Delivery={(await run.DeliveriesAsync())[0].Id:D}" })
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await PageReader.OpenAsync(own, closed)).Status);
        }

        var other = await run.Host.WithDbAsync(db => db.Offices.Where(o => o.TenantPath.StartsWith(run.Pay.Holder + ".") && o.TenantPath != list.TenantPath).OrderBy(o => o.TenantPath).Select(o => o.TenantPath).FirstAsync());
        var neighbour = await run.Host.SignInAsync(Roles.SocialOfficer, other);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await PageReader.OpenAsync(neighbour, here)).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await PageReader.OpenAsync(neighbour, $"/chi-tra/danh-sach/{list.Id:D}")).Status);
        Assert.DoesNotContain("Xem kết quả", (await PageReader.OpenAsync(neighbour, "/chi-tra")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_OfTwelveMonths_FollowsAgesAndKnownEnds()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(new Person("Lê Thị Tám Mươi", "1942-12-15", "038142000001"), "5.a.60", 540_000);
        var ending = await run.Flow.ReceivingAsync(new Person("Lê Thị Sắp Thôi", "1950-01-15", "038150000002"), "5.a.60", 540_000);
        await run.Flow.ReceivingAsync(new Person("Lê Thị Lạ", "1950-01-15", "038150000003"), "P38.x", 700_000);
        await run.SaveAsync(db => db.Entitlements.Single(e => e.BeneficiaryId == ending).EndMonth = 202301);

        Assert.True(await host.WithAsync(s => s.GetRequiredService<MakeForecasts>().HandleAsync(default)) > 0);
        Assert.Equal(0, await host.WithAsync(s => s.GetRequiredService<MakeForecasts>().HandleAsync(default)));
        var forecast = (await host.WithAsync(s => Task.FromResult(s.GetRequiredService<ForecastBook>().Of(run.Flow.Dossiers.Commune))))!;

        long Dong(int month) => forecast.Cells.Where(c => c.Month == month).Sum(c => c.Dong);
        Assert.Equal((3, 1), (forecast.People, forecast.Held));
        Assert.Equal(540_000 + 540_000 + 700_000, Dong(202211));
        Assert.Equal(720_000 + 700_000, Dong(202302));
        Assert.Equal((0, Dong(202302)), (Dong(202210), Dong(202310)));
        Assert.Equal((1, 1, 0), (forecast.Turns.Sum(t => t.Ended), forecast.Turns.Sum(t => t.More), forecast.Turns.Sum(t => t.Less)));
        Assert.Equal(202302, forecast.Turns.Single(t => t.Ended == 1).Month);

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), "/chi-tra/du-bao");
        Assert.Contains("tháng 11/2022 cần 1.780.000 đồng, tháng 10/2023 cần 1.420.000 đồng", page.Main, StringComparison.Ordinal);
        Assert.Equal(12, page.Document.QuerySelectorAll("svg title").Length == 1 ? page.Document.QuerySelectorAll("svg text").Length : 0);
    }

    [Fact]
    public async Task Citizen_OnHisDossier_SeesWhatItBroughtHim()
    {
        await using var run = await SendRun.StartAsync();
        var flow = run.Pay.Flow;
        var id = await flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await flow.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.Severe, new DateOnly(2022, 9, 5)));
        var code = (await flow.Dossiers.LoadAsync(id)).Code;
        var month = new VietnamTime(run.Host.Clock).Month.AddMonths(1);
        var list = await run.SentAsync(month.Number);
        Assert.Contains($"Đang chi trả, chưa có kết quả (danh sách tháng {month})", await TrackedAsync(run.Host, code), StringComparison.Ordinal);

        var line = (await run.LinesAsync(list.Id))[0];
        await run.TellAsync(list, [ToldFile.Paid(line)]);
        var page = await TrackedAsync(run.Host, code);
        Assert.Contains($"Trợ cấp tháng {month}: 540.000 đồng. Đã chi trả ngày {ToldFile.DayOf(line)}, tiền mặt tại điểm chi trả.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn Văn Thủy", page, StringComparison.Ordinal);
    }

    private static async Task<string> TrackedAsync(NodeHost host, string code)
    {
        var client = host.NewClient();
        var asked = await PageReader.OpenAsync(client, "/tra-cuu");
        return (await asked.SubmitAsync(new Dictionary<string, object?> { ["ma"] = code, ["digits"] = Person.Disabled.Number[^4..] })).Main;
    }
}
