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
    [Fact]
    public async Task Row_OfAnotherNameUnderHisNumber_LosesTheNumberAlone()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        var other = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Trần Văn Lạ", Number, phone: "0988000111", birth: "20/05/1982")), "xa khac.xlsx");
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
