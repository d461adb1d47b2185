using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Tests.Import;
using TestSupport;
using static ProvinceNode.Tests.Registry.Erasing.ErasureWorld;

namespace ProvinceNode.Tests.Registry.Erasing;

/// <summary>Lists that hold somebody who is erased: each is copied by itself, never by half, and of others' lines only what tells him goes.</summary>
public sealed class ErasureOfListsTests
{
    [Fact]
    public async Task Copy_ThatFails_KeepsNoOtherListWaiting()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        await MistakenAsync(run, ImportRun.Book(ImportRun.Row("Lê Thị Sau", "038182000104")));
        await EraseAsync(host, person.Id);
        await EraseAsync(host, (await run.PeopleAsync()).Single(p => p.FullName == "Lê Thị Sau").Id);
        await host.WithDbAsync(async db =>
        {
            var first = await db.ImportFiles.OrderBy(f => f.Id).Select(f => f.Id).FirstAsync();
            return await db.ImportSheets.Where(s => s.FileId == first).ExecuteUpdateAsync(s => s.SetProperty(x => x.Header, "{"));
        });

        await CopiesAsync(host);

        Assert.Equal([(true, false), (false, true)], (await host.WithDbAsync(db => db.ImportFiles.AsNoTracking().OrderBy(f => f.Id).ToListAsync())).Select(f => (f.CopyDue, f.CopyHash is { Length: > 0 })));
    }

    // It was read to its end once: what cannot be read now is no evidence of the others, and the kept file is.
    [Fact]
    public void Copy_OfASheetThatBreaksOff_IsNotMade()
    {
        var content = ImportRun.Book([.. Enumerable.Range(0, 30).Select(i => ImportRun.Row($"Bùi Thị {i}"))]);
        using var first = new MemoryStream(content);
        using var stream = new MemoryStream(content);
        var whole = ReadSheet.Survey(WorkbookReader.Open(first, FileGuard.Inspect(first, "a.xlsx").Value).Value, 0, "a.xlsx").Value;
        var broken = WorkbookReader.Open(stream, FileGuard.Inspect(stream, "a.xlsx", SheetLimits.Standard with { Rows = 20 }).Value).Value;

        Assert.Throws<UnreadableSheetException>(() => SheetCopy.Of(broken, 0, whole.Header, whole.Map, new HashSet<int> { 2 }, new HashSet<(int, int)>(), false).Count());
    }

    // Refused for his number, which somebody mistyped: the line is of another.
    [Theory]
    [InlineData(Number)]
    [InlineData("CCCD 038082000102 cấp ngày 01/02/2021")]
    [InlineData("038082000102 / 172345678")]
    public async Task Row_OfAnotherNameUnderHisNumber_LosesTheNumberAlone(string written)
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        var other = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Trần Văn Lạ", written, phone: "0988000111", birth: "20/05/1982")), "xa khac.xlsx");
        var asked = await run.RowAsync(other, 2);
        Assert.Equal(RegistryMatch.Blocked, asked.Match);
        var official = await run.OfficialAsync(Roles.SocialOfficer);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<UndoBatch>().WithdrawAsync(other, official, default), ImportRun.Commune)).Succeeded);

        await EraseAsync(host, person.Id);
        await CopiesAsync(host);

        var row = await run.RowAsync(other, 2);
        Assert.Equal(("Trần Văn Lạ", SheetCopy.LeftOut, "0988000111", "", asked.NameKey, (Guid?)null), (row.CellsOf()[1], row.CellsOf()[4], row.CellsOf()[6], row.CitizenId, row.NameKey, row.BeneficiaryId));
        var line = (await CopyAsync(host, other))[1];
        Assert.Equal(("Trần Văn Lạ", SheetCopy.LeftOut), (line[1].Text, line[4].Text));
    }

    // Another commune spelled him without his middle name; the dry run there only said that the number is known elsewhere.
    [Theory]
    [InlineData("Quách Diệu", "15/03/1982")]
    [InlineData("Quách Thị Diệp", "1982")]
    public async Task Row_OfHisOwnSpelledOtherwiseElsewhere_IsEmptied(string spelled, string birth)
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        const string elsewhere = "38.16078";
        var other = await run.ReadAsync(ImportRun.Book(ImportRun.Row(spelled, Number, phone: Phone, birth: birth)), "xa khac.xlsx", await run.OfficerAsync(elsewhere));
        Assert.Equal(RegistryMatch.Blocked, (await run.RowAsync(other, 2)).Match);
        var official = await run.OfficialAsync(Roles.SocialOfficer, elsewhere);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<UndoBatch>().WithdrawAsync(other, official, default), elsewhere)).Succeeded);

        await EraseAsync(host, person.Id);
        await CopiesAsync(host);

        Assert.Equal(("", "", ""), await run.RowAsync(other, 2) is var row ? (row.Cells, row.Values, row.CitizenId) : default);
        Assert.DoesNotContain(await CopyAsync(host, other), l => l.Cells.Any(c => c.Text.Contains(spelled, StringComparison.Ordinal) || c.Text.Contains(Phone, StringComparison.Ordinal)));
    }

    // The number that another erasure blanked while the copy was made stands in that copy: it is not put in place.
    [Fact]
    public async Task Copy_MadeWhileAnotherWasErased_IsMadeAnew()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var first = await MistakenAsync(run, ImportRun.Book(Row(), ImportRun.Row("Lê Thị Sau", "038182000104")));
        var second = (await run.PeopleAsync()).Single(p => p.FullName == "Lê Thị Sau");
        // A list with a row of the first, and of a stranger under the second's number.
        var other = await run.ReadAsync(ImportRun.Book(ImportRun.Row(Name, Number), ImportRun.Row("Trần Văn Lạ", "038182000104", birth: "20/05/1990")), "khac.xlsx");
        var official = await run.OfficialAsync(Roles.SocialOfficer);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<UndoBatch>().WithdrawAsync(other, official, default), ImportRun.Commune)).Succeeded);
        await EraseAsync(host, first.Id);
        var hash = await host.WithDbAsync(db => db.ImportFiles.Where(f => f.BatchId == other).Select(f => f.Hash).SingleAsync());
        var made = await host.WithAsync(s => s.GetRequiredService<CopyFiles>().MakeAsync(hash, default));

        await EraseAsync(host, second.Id);

        Assert.Equal(0, await host.WithAsync(s => s.GetRequiredService<CopyFiles>().PutAsync(made!, default)));
        await CopiesAsync(host);
        Assert.DoesNotContain(await CopyAsync(host, other), l => l.Cells.Any(c => c.Text.Contains("038182000104", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_ThatCannotBeCopied_IsToldToTheProvince()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        var officer = await host.SignInAsync(Roles.ProvinceOfficer, "38");
        Assert.DoesNotContain("chưa xong", (await PageReader.OpenAsync(officer, "/doi-tuong/xoa-du-lieu")).Main, StringComparison.Ordinal);
        await EraseAsync(host, person.Id);
        await host.WithDbAsync(db => db.ImportSheets.ExecuteUpdateAsync(s => s.SetProperty(x => x.Header, "{")));

        await CopiesAsync(host);

        var page = (await PageReader.OpenAsync(officer, "/doi-tuong/xoa-du-lieu")).Main;
        Assert.Contains("Đã xóa nhưng chưa xong", page, StringComparison.Ordinal);
        Assert.Contains("Tệp danh sách “danh sach.xlsx”", page, StringComparison.Ordinal);
        Assert.Contains("phục hồi tệp trong kho tệp đính kèm", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, page, StringComparison.Ordinal);
    }

    // Beside his name his number and birth tell him too; of another household's head nothing goes.
    [Fact]
    public async Task Householder_ToldByNumberAndBirth_IsLeftOutWithThem()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var content = ImportRun.BookOf([.. ImportRun.Heading, "Họ tên chủ hộ", "Số CCCD chủ hộ", "Năm sinh chủ hộ", "Quan hệ với chủ hộ"], [.. Row(), Name, Number, "1982", "chủ hộ"],
            [.. ImportRun.Row("Bùi Thị Khác", "038182000103"), $"Hộ bà {Name} (mẹ)", "038082000102", "1982", "con"], [.. ImportRun.Row("Lê Thị Sau", "038182000104"), "Lê Thị Sau", "038182000104", "1982", "chủ hộ"]);
        var person = await MistakenAsync(run, content);
        var batch = await host.WithDbAsync(db => db.ImportFiles.Select(f => f.BatchId).SingleAsync());

        await EraseAsync(host, person.Id);
        await CopiesAsync(host);

        var copy = await CopyAsync(host, batch);
        const string left = SheetCopy.LeftOut;
        Assert.Equal([left, left, left, "con", "Lê Thị Sau", "038182000104", "1982", "chủ hộ"], copy.Skip(2).SelectMany(l => Enumerable.Range(10, 4).Select(c => SheetText.Unquoted(l[c].Text))));
        Assert.DoesNotContain(await TracesAsync(host), t => t.StartsWith("ImportRows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Householder_NamedInTheLinesOfHisHousehold_IsLeftOutOfThem()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var content = ImportRun.BookOf([.. ImportRun.Heading, "Họ tên chủ hộ"], [.. Row(), Name], [.. ImportRun.Row("Bùi Thị Khác", "038182000103"), Name.ToUpperInvariant()], [.. ImportRun.Row("Lê Thị Sau", "038182000104"), "Lê Thị Sau"]);
        var person = await MistakenAsync(run, content);
        var batch = await host.WithDbAsync(db => db.ImportFiles.Select(f => f.BatchId).SingleAsync());

        await EraseAsync(host, person.Id);
        await CopiesAsync(host);

        Assert.Equal(["", $"Bùi Thị Khác {SheetCopy.LeftOut}", "Lê Thị Sau Lê Thị Sau"], (await run.RowsAsync(batch)).Select(r => r.CellsOf() is { Count: > 10 } cells ? $"{cells[1]} {cells[10]}" : ""));
        var copy = await CopyAsync(host, batch);
        Assert.DoesNotContain(copy, l => l.Cells.Any(c => c.Text.Contains(Name, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(["Bùi Thị Khác", SheetCopy.LeftOut, "Lê Thị Sau", "Lê Thị Sau"], copy.Skip(2).SelectMany(l => new[] { l[1].Text, l[10].Text }));
    }

    private static Task CopiesAsync(NodeHost host) => host.WithAsync(s => ActivatorUtilities.CreateInstance<CopyFilesJob>(s).RunOnceAsync(default));

    private static async Task<List<SheetLine>> CopyAsync(NodeHost host, Guid batch)
    {
        var hash = await host.WithDbAsync(db => db.ImportFiles.Where(f => f.BatchId == batch).Select(f => f.CopyHash).SingleAsync());
        await using var content = await host.App.Services.GetRequiredService<AttachmentStore>().OpenAsync(hash!, default);
        return [.. WorkbookReader.Open(content!, FileGuard.Inspect(content!, "a.xlsx").Value).Value.Lines(0)];
    }
}
