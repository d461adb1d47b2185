using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using TestSupport;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>A list from the upload to the registry and back, through the real host (issue 4, "The Excel doctor").</summary>
public sealed class ImportFlowTests
{
    [Fact]
    public async Task List_SentMendedAndAccepted_EntersTheRegistryWithItsCellsAndGoesBackWhole()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var officer = await run.OfficerAsync();
        var id = await run.ReadAsync(ImportRun.Book(
            ImportRun.Row("Nguyễn Văn Thủy", "38082000102"), ImportRun.Row("Lê Văn An", "038082000103", category: null), ImportRun.Row("Trần Văn Bình", "038082000104", amount: "750.000"), ImportRun.Row("Phạm Văn Đức", "12345")), client: officer);

        // As the sender sees it: problems at their cells, the law's amount beside the file's.
        var rows = await PageReader.OpenAsync(officer, $"/nhap-danh-sach/{id}/dong");
        Assert.Contains("ô E2", rows.Main, StringComparison.Ordinal);
        Assert.Contains("Loại đối tượng: Dòng này chưa có loại đối tượng", rows.Main, StringComparison.Ordinal);
        Assert.Contains("Tệp ghi 750.000 đồng, theo quy định là 810.000 đồng: chênh lệch -60.000 đồng", rows.Main, StringComparison.Ordinal);
        Assert.Contains("có 5 chữ số", rows.Main, StringComparison.Ordinal);
        Assert.Empty(await run.PeopleAsync());

        // The suggested mend by one press; the cell as sent stays.
        await rows.SubmitAsync(button: "Ghi “038•••••0102”");
        var mended = (await run.RowsAsync(id))[0];
        Assert.Equal((RowVerdict.Valid, "38082000102", "038082000102"), (mended.Verdict, mended.CellsOf()[4], Assert.Single(mended.EditsOf()).To));
        var row = await PageReader.OpenAsync(officer, $"/nhap-danh-sach/{id}/dong/1/3");
        await row.SubmitAsync(new Dictionary<string, object?> { ["Category"] = "6.n.adult" }, button: "Ghi các giá trị");

        // The sender may not accept; another may, once somebody chose which amount counts.
        var own = await PageReader.OpenAsync(officer, $"/nhap-danh-sach/{id}");
        await own.SubmitAsync(button: "Ghi theo quy định");
        await run.AcceptAsync(id);

        await IsEnteredAsync(run, id);
        await ComesBackAsync(officer, id);
        await IsUndoneAsync(run, id);
    }

    private static async Task IsEnteredAsync(ImportRun run, Guid id)
    {
        var (people, entitlements, all) = (await run.PeopleAsync(), await run.EntitlementsAsync(), await run.RowsAsync(id));
        Assert.Equal(["Lê Văn An", "Nguyễn Văn Thủy", "Trần Văn Bình"], people.Select(p => p.FullName).Order(StringComparer.Ordinal));
        Assert.All(entitlements, e => Assert.Equal((EntitlementSource.Import, 810_000, 202609, EntitlementStatus.Active), (e.Source, e.MonthlyAmount.Amount, e.StartMonth, e.Status)));
        Assert.Equal(all.Where(r => r.State == RowState.Entered).Select(r => r.Id).Order(), entitlements.Select(e => e.DecisionId).Order());
        var origin = await run.Host.WithDbAsync(db => db.Set<FieldOrigin>().AsNoTracking().SingleAsync(o => o.BeneficiaryId == all[0].BeneficiaryId));
        Assert.Equal((OriginKind.Import, "“danh sach.xlsx”, trang “Danh sách”", "E2"), (origin.Kind, origin.Reference, origin.Places[nameof(Beneficiary.CitizenId)]));
        Assert.Equal(3, await run.Host.WithDbAsync(db => db.Outbox.CountAsync(o => o.Kind == (int)Protos.Replication.RecordKind.Beneficiary)));
    }

    // What could not be entered comes back with its reason, readable again.
    private static async Task ComesBackAsync(HttpClient officer, Guid id)
    {
        using var back = await officer.GetAsync(new Uri($"/nhap-danh-sach/{id}/tra-lai/1", UriKind.Relative));
        using var content = new MemoryStream(await back.Content.ReadAsByteArrayAsync());
        var sheets = WorkbookReader.Open(content, FileGuard.Inspect(content, "a.xlsx").Value).Value;
        Assert.Contains("có 5 chữ số", sheets.Lines(0).Last().Cells[^1].Text, StringComparison.Ordinal);
    }

    // Undone: no version was ever due.
    private static async Task IsUndoneAsync(ImportRun run, Guid id)
    {
        var page = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}");
        Assert.NotEmpty((await page.SubmitAsync(button: "Hoàn tác")).Problems);
        await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Gửi nhầm danh sách" }, button: "Hoàn tác");
        await run.WorkAsync(id);
        Assert.All(await run.EntitlementsAsync(), e => Assert.True(e.Status == EntitlementStatus.Ended && e.EndMonth < e.StartMonth));
        Assert.All(await run.PeopleAsync(), p => Assert.Equal((EntitlementStatus.Ended, 0), (p.Status, p.MonthlyAmount.Amount)));
        Assert.Equal((BatchState.Undone, 3), ((await run.BatchAsync(id)).State, (await run.RowsAsync(id)).Count(r => r.State == RowState.Undone)));
    }

    [Fact]
    public async Task SameFile_SentAgain_ChangesNothingAndSaysWhen()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var (officer, book) = (await run.OfficerAsync(), ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")));
        var id = await run.ReadAsync(book, client: officer);
        await run.AcceptAsync(id);

        var again = await ImportRun.SendAsync(officer, ("tên khác.xlsx", book));

        var said = Assert.Single(again.Problems);
        Assert.Contains("đã được nhận lúc", said, StringComparison.Ordinal);
        Assert.Contains("02/11/2026", said, StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), await host.WithDbAsync(async db => (await db.ImportBatches.CountAsync(), await db.ImportFiles.CountAsync(), await db.Entitlements.CountAsync())));

        // The same people in another file: they stand in the registry, nothing is granted twice.
        var other = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", phone: "0987654321"), ImportRun.Row("Lê Văn An", "038082000103")), "thang sau.xlsx", officer);
        Assert.Contains((await run.RowsAsync(other))[0].FaultsOf(), f => f.Code == EntryProblems.Registered.Code);
        Assert.Contains((await run.RowsAsync(other))[0].FaultsOf(), f => f.Code == EntryProblems.Differs.Code);
    }

    [Fact]
    public async Task EmptyCell_OfAKnownPerson_ErasesNothingAndADifferenceIsAsked()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var known = await run.RegisteredAsync(ImportRun.Thuy with { Phone = "0911111111", Village = "Thôn Yên Lược" });
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", phone: null, village: "Thôn Đông Thịnh", birth: "1982")));
        var row = Assert.Single(await run.RowsAsync(id));
        var asked = Assert.Single(row.FaultsOf(), f => f.Code == EntryProblems.Differs.Code);
        Assert.Contains("“Thôn Yên Lược”", asked.Message, StringComparison.Ordinal);
        Assert.Equal((RowVerdict.Refused, RegistryMatch.Same, (Guid?)known), (row.Verdict, row.Match, row.BeneficiaryId));

        var page = await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}/dong/1/2");
        Assert.Contains(ImportRun.Thuy.FullName, page.Text("#trong-so ~ p"), StringComparison.Ordinal);
        await page.SubmitAsync(button: "Lấy theo tệp");
        await run.AcceptAsync(id);

        var person = Assert.Single(await run.PeopleAsync());
        Assert.Equal(("0911111111", "Thôn Đông Thịnh", "1982-03-15"), (person.Phone, person.Village, person.BirthDate));
        Assert.Single(await run.EntitlementsAsync());

        var undo = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}");
        await undo.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Nhầm" }, button: "Hoàn tác");
        await run.WorkAsync(id);
        Assert.Equal("Thôn Yên Lược", Assert.Single(await run.PeopleAsync()).Village);
        Assert.Equal(EntitlementStatus.Active, Assert.Single(await run.EntitlementsAsync()).Status);
    }

    [Fact]
    public async Task Files_HostileAmongGood_AreRefusedWithReasonsAndTheOthersGoOn()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var bad = HostileFiles.All.Values.ToList();

        var sent = await ImportRun.SendAsync(await run.OfficerAsync(), [.. bad.Select(b => (b.Name, b.Content)), ("tot.xlsx", ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")))]);

        Assert.StartsWith("/nhap-danh-sach/", sent.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(bad.Count, sent.Document.QuerySelectorAll(".notice.warn li").Length);
        Assert.Equal(["tot.xlsx"], await host.WithDbAsync(db => db.ImportFiles.Select(f => f.Name).ToListAsync()));
        var only = await ImportRun.SendAsync(await run.OfficerAsync(), [.. bad.Select(b => (b.Name, b.Content))]);
        Assert.Equal(bad.Count, only.Problems.Count);
        Assert.Equal(1, await host.WithDbAsync(db => db.ImportBatches.CountAsync()));
    }

    [Fact]
    public async Task Acceptance_BySenderMenderOrAnotherOffice_IsRefused()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var appraiser = await host.SignInAsync(Roles.Appraiser, ImportRun.Commune);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", "38082000102")), client: appraiser);
        var version = (await run.BatchAsync(id)).Version;
        Task<Outcome<ImportBatch>> Accept(SignedInOfficial official, long at) => host.WithAsync(s => s.GetRequiredService<AcceptBatch>().Handle(id, at, official, default), official.Office.Value);

        Assert.True((await Accept(await run.OfficialAsync(Roles.Appraiser), version)).Has(BatchProblems.OwnImport));
        Assert.DoesNotContain("Duyệt và ghi sổ", (await PageReader.OpenAsync(appraiser, $"/nhap-danh-sach/{id}")).Main, StringComparison.Ordinal);
        var province = await host.SignInAsync(Roles.ProvinceOfficer, "38");
        await (await PageReader.OpenAsync(province, $"/nhap-danh-sach/{id}/dong")).SubmitAsync(button: "Ghi “038•••••0102”");
        Assert.True((await Accept(await run.OfficialAsync(Roles.ProvinceOfficer, "38"), version + 1)).Has(BatchProblems.OwnImport));
        Assert.True((await Accept(await run.OfficialAsync(Roles.DivisionHead), version)).Has(CommonProblems.ChangedMeanwhile));
        Assert.True((await Accept(await run.OfficialAsync(Roles.DivisionHead), version + 1)).Succeeded);
    }

    [Fact]
    public async Task Commune_OfThreeTiers_SendsAndItsDistrictAccepts()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var run = new ImportRun(host);
        var officer = await host.SignInAsync(Roles.SocialOfficer, "38.380.14758");
        var id = await run.ReadAsync(ImportRun.BookOf(
            ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Loại đối tượng", "Mức trợ cấp tháng"], ["1", "Nguyễn Văn Thủy", "1982", "038082000102", "NKT nặng", "540.000"]), client: officer);
        var chairman = await run.OfficialAsync(Roles.Chairman, "38.380.14758");
        var version = (await run.BatchAsync(id)).Version;

        var refused = await host.WithAsync(s => s.GetRequiredService<AcceptBatch>().Handle(id, version, chairman, default), "38.380.14758");
        Assert.True(refused.Has(BatchProblems.WrongOffice));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, "38.380"), $"/nhap-danh-sach/{id}");
        await page.SubmitAsync(button: "Duyệt và ghi sổ");
        await run.WorkAsync(id);

        Assert.Equal("38.380.14758", Assert.Single(await run.PeopleAsync()).TenantPath);
        Assert.Equal((540_000, 202210), (await run.EntitlementsAsync()).Select(e => (e.MonthlyAmount.Amount, e.StartMonth)).Single());
    }

    [Fact]
    public async Task Import_OfACommune_IsNotSeenByAnother()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")), "Hoa Loc.xlsx");
        var other = await run.OfficerAsync("38.14758");

        Assert.DoesNotContain("Hoa Loc.xlsx", (await PageReader.OpenAsync(other, "/nhap-danh-sach")).Main, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/dong", "/dong/1/2", "/cot/1", "/tra-lai/1" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(other, $"/nhap-danh-sach/{id}{path}")).Status);
        }

        // The same people in the other commune's list: outside its area, and not told whose they are.
        await run.AcceptAsync(id);
        var theirs = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")), client: other);
        var row = Assert.Single(await run.RowsAsync(theirs));
        Assert.Equal((RowVerdict.Refused, RegistryMatch.Blocked, (Guid?)null), (row.Verdict, row.Match, row.BeneficiaryId));
        Assert.Contains(row.FaultsOf(), f => f.Code == EntryProblems.Elsewhere.Code);
    }
}
