using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Reference;
using ProvinceNode.Reference.Taking;
using ProvinceNode.Registry;
using Protos.Reference.Packs;
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
        // Decided before anybody has an account: a head of the division would sign first.
        var own = await node.GrantedAsync(1, "Nguyễn Văn Thủy");
        await PaidOnPaperAsync(node);
        await ReviewedAsync(node, own.Id);
        await TakenOverAsync(node);
        await AccountAsync(node);
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

    // Decisions by a rule that a pack took back: one of the node's own, others imported; one is settled already.
    private static async Task ReviewedAsync(OneNode node, Guid own)
    {
        const string here = "/goi-tham-chieu/rules/1/ra-soat";
        var at = new VietnamTime(node.Host.Clock).UtcNow;
        await node.Host.WithDbAsync(async db =>
        {
            var pack = Pack(PackKind.Rules, ReferencePackState.Active, PackTables.Shipped(PackKind.Rules));
            db.Add(pack);
            var decision = await db.Decisions.Where(d => d.DossierId == own).Select(d => d.Id).SingleAsync();
            db.AddRange(new[] { decision, Guid.NewGuid(), Guid.NewGuid() }.Select((d, i) => new PackReview
            {
                Id = Guid.CreateVersion7(), PackId = pack.Id, DecisionId = d, Place = node.Commune, People = i + 1, RecordedAt = at, Note = i < 2 ? "" : "Giữ nguyên: mức của quyết định không đổi", SettledByName = i < 2 ? "" : "Lê Thị Lan", SettledAt = i < 2 ? null : at,
            }));
            return await db.SaveChangesAsync();
        });
        var officer = await node.AsAsync(Roles.ProvinceOfficer, "38");
        await LookAsync(officer, here);
        await officer.Page.Locator("[name=note]").First.FillAsync("x");
        await officer.PressAsync("Ghi kết quả");
        await officer.NarrowAsync();
        Assert.Equal("x", await officer.Page.Locator("[name=note]").First.InputValueAsync());
        var plain = await node.Browser.VisitorAsync(node.Host.Address, 1280, javaScript: false);
        await node.SignInAgainAsync(plain, Roles.ProvinceOfficer, "38");
        await plain.GoAsync(here);
        await plain.Page.Locator("[name=note]").First.FillAsync("Đã điều chỉnh bằng quyết định số 9/QĐ-UBND");
        await plain.PressAsync("Ghi kết quả");
        await plain.SaysAsync("Còn 1 quyết định, đã rà soát 2");
        await LookAsync(officer, here);
    }

    // The commune of the journey ends: two go on with it, each village is chosen.
    private static async Task TakenOverAsync(OneNode node)
    {
        var texts = PackTables.Shipped(PackKind.Units).ToDictionary();
        var communes = texts[PackTables.Units].Split('\n').Where(l => l.StartsWith("commune,", StringComparison.Ordinal)).Select(l => l.Split(',')).Where(l => l[4] == "38").ToList();
        var (gone, after) = (communes.Single(c => c[1] == TenantPath.Parse(node.Commune).UnitCode), communes.Where(c => c[1] != TenantPath.Parse(node.Commune).UnitCode).Take(2).Select(c => c[1]).ToList());
        texts[PackTables.Units] = texts[PackTables.Units].Replace(string.Join(',', gone) + "\n", "", StringComparison.Ordinal);
        texts[PackTables.Succession] = $"old_level,old_code,new_commune_code,share\ncommune,{gone[1]},{after[0]},part\ncommune,{gone[1]},{after[1]},part\n";
        foreach (var ((name, village), i) in People.Select((p, i) => (p, i)))
        {
            var number = $"03814000{i + 1:0000}";
            await node.ReceivesAsync(name, number, new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(500_000), new Dong(750_000), new PayMonth(202507), new Receiver(name, number, "")), village);
        }

        await node.Host.WithDbAsync(db =>
        {
            db.Add(Pack(PackKind.Units, ReferencePackState.Waiting, texts));
            return db.SaveChangesAsync();
        });
        var here = $"/goi-tham-chieu/tiep-nhan/1/{gone[1]}";
        var officer = await node.AsAsync(Roles.ProvinceOfficer, "38");
        await LookAsync(officer, here);
        await officer.PressAsync("Xem ai chuyển, ai ở lại");
        Assert.StartsWith("Lỗi: ", await officer.Page.TitleAsync(), StringComparison.Ordinal);
        await officer.NarrowAsync();
        var plain = await node.Browser.VisitorAsync(node.Host.Address, 1280, javaScript: false);
        await node.SignInAgainAsync(plain, Roles.ProvinceOfficer, "38");
        await plain.GoAsync(here);
        await plain.Page.Locator("[name=To]").Nth(1).SelectOptionAsync(after[0]);
        await plain.Page.Locator("[name=To]").Nth(2).SelectOptionAsync(after[1]);
        await plain.PressAsync("Xem ai chuyển, ai ở lại");
        await plain.SaysAsync("Chưa chuyển ai");
        await LookAsync(officer, here);
        await LookAsync(officer, here + "?nhom=o-lai");
        await plain.PressAsync("Chuyển ");
        await plain.SaysAsync("Đang chuyển");
        await LookAsync(officer, here);
        await node.Host.App.Services.GetRequiredService<WorkTakingJob>().RunOnceAsync(default);
        await LookAsync(officer, here);
        await officer.SaysAsync("Đã chuyển xong");
    }

    // The administrator's page of one account, and the pages of one's own.
    private static async Task AccountAsync(OneNode node)
    {
        var admin = await node.AsAsync(Roles.Administrator, "38");
        var account = await node.Host.OfficialAsync(Roles.Cashier, node.Deciding);
        await LookAsync(admin, $"/quan-tri/tai-khoan/{account.Id}");
        await admin.FillAsync("FullName", "");
        await admin.FillAsync("OfficePath", "không có");
        await admin.Page.Locator("main [name=Code]").FillAsync(node.CodeNow(Roles.Administrator, "38"));
        await admin.PressAsync("Lưu thay đổi");
        await admin.NarrowAsync();
        await admin.GoAsync($"/quan-tri/tai-khoan/{account.Id}");
        await admin.PressAsync("Cấp phiếu kích hoạt mới");
        await admin.NarrowAsync();
        await LookAsync(admin, "/tai-khoan/mat-khau");
        await admin.PressAsync("Đổi mật khẩu");
        await admin.NarrowAsync();
        await LookAsync(admin, "/tai-khoan/xac-thuc-hai-lop");
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

    // As kept once its signature was found good.
    private static ReferencePack Pack(PackKind kind, ReferencePackState state, IReadOnlyDictionary<string, string> texts)
    {
        var (day, at) = (new DateOnly(2025, 12, 1), new DateTime(2025, 8, 1, 2, 0, 0, DateTimeKind.Utc));
        var file = new PackSeal(PackContent.Version, PackContent.Of(kind, 1, 0, day, "Nghị quyết số 1/2025/NQ-UBTVQH15", at, texts).ToBytes(), [], []).ToBytes();
        return new() { Id = Guid.CreateVersion7(), Kind = kind, Number = 1, InForceFrom = day, Basis = "Nghị quyết số 1/2025/NQ-UBTVQH15", IssuedAt = at, Sha256 = PackSeal.HashOf(file), File = file, ReceivedAt = at, Carried = true, State = state };
    }
}
