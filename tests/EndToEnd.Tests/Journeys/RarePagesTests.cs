using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Journeys;

/// <summary>Pages that few officials open once a year, with something on them: on a screen and on a phone, with their faults shown, and without scripts.</summary>
public sealed class RarePagesTests
{
    private static readonly (string Name, string Village)[] People =
    [
        ("Nguyễn Thị Hòa", "Thôn Đông Hòa"), ("Lê Văn Minh", "Thôn Đông Hòa"), ("Công Tằng Tôn Nữ Thị Phương Thảo", "Khu phố Liên Vinh Trung Thượng Lộc"), ("Phạm Thị Nga", "Thôn Tây"), ("Trần Đức Lộc", ""),
    ];

    [Fact]
    public async Task RarePages_OnScreenAndPhone_FitAndSayWhatToDo()
    {
        await using var node = await OneNode.StartAsync("2025-08-04");
        await PaidOnPaperAsync(node);
    }

    // A list of a closed month that no payer ever had: recorded, confirmed, doubted and corrected.
    private static async Task PaidOnPaperAsync(OneNode node)
    {
        var here = $"/chi-tra/danh-sach/{await ListAsync(node)}/tra-giay";
        var cashier = await node.Browser.VisitorAsync(node.Host.Address, 1280, javaScript: false);
        await node.SignInAgainAsync(cashier, Roles.Cashier, node.Deciding);
        await cashier.GoAsync(here);
        await cashier.PressAsync("Ghi danh sách giấy");
        Assert.StartsWith("Lỗi: ", await cashier.Page.TitleAsync(), StringComparison.Ordinal);
        var scripted = await node.AsAsync(Roles.Cashier, node.Deciding);
        await LookAsync(scripted, here);
        await scripted.PressAsync("Ghi danh sách giấy");
        await scripted.NarrowAsync();
        foreach (var (field, value) in new[] { ("Number", "07/DS-CT"), ("PaidOn", "2025-04-11"), ("Rows", "1-4"), ("Dong", "2.160.000") })
        {
            await cashier.FillAsync(field, value);
        }

        await cashier.Page.Locator("[name=Scan]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "danh-sach.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray() });
        await cashier.PressAsync("Ghi danh sách giấy");
        await cashier.SaysAsync("Đã ghi danh sách giấy số 07/DS-CT", "Rút danh sách giấy");

        var head = await node.AsAsync(Roles.DivisionHead, node.Deciding);
        await LookAsync(head, here);
        await head.PressAsync("Xác nhận đã trả");
        await head.NarrowAsync();
        await head.FillAsync("PaperWhy", "Đã đối chiếu từng chữ ký với danh sách giấy");
        await head.FillAsync("Code", node.CodeNow(Roles.DivisionHead, node.Deciding));
        await head.PressAsync("Xác nhận đã trả");
        await head.SaysAsync("Đã ghi 4 dòng được trả");
        await head.NarrowAsync();
        await CorrectedAsync(node, scripted, head, here);
    }

    // One of its lines was somebody else's.
    private static async Task CorrectedAsync(OneNode node, Visitor scripted, Visitor head, string here)
    {
        await LookAsync(scripted, here);
        await scripted.Page.Locator("main details summary").ClickAsync();
        await scripted.FillAsync("WrongRows", "2, 9");
        await scripted.PressAsync("Đề nghị sửa");
        await scripted.NarrowAsync();
        await scripted.FillAsync("WrongRows", "2");
        await scripted.FillAsync("WrongWhy", "Ký nhầm dòng của người cùng tên");
        await scripted.PressAsync("Đề nghị sửa");
        await scripted.NarrowAsync();
        await LookAsync(head, here);
        if (await head.Page.Locator("main [name=Code]").CountAsync() > 0)
        {
            await head.FillAsync("Code", node.CodeNow(Roles.DivisionHead, node.Deciding));
        }

        await head.PressAsync("Xác nhận sửa");
        await head.SaysAsync("dòng 2;");
        await head.NarrowAsync();
    }

    private static async Task LookAsync(Visitor visitor, string path)
    {
        await visitor.GoAsync(path);
        await visitor.NarrowAsync();
    }

    private static Task<Guid> ListAsync(OneNode node) => node.Host.WithDbAsync(async db =>
    {
        var (period, run, list) = Sample.Payment(node.Deciding, "UBND xã Hoa Lộc");
        (period.State, list.Status, list.ApprovedAt) = (PeriodState.Closed, ListStatus.Approved, list.BuiltAt);
        db.AddRange(period, run, list);
        db.AddRange(Enumerable.Range(1, 6).Select(n => Sample.PaymentLine(list, People[n % People.Length].Name, n)));
        await db.SaveChangesAsync();
        await db.PaymentLists.Where(l => l.Id == list.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.Lines, 6).SetProperty(x => x.TotalDong, new Dong(6 * 540_000)));
        return list.Id;
    });
}
