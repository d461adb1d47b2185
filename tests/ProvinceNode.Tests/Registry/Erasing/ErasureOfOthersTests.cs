using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Import;
using Protos.Values;
using TestSupport;
using TestSupport.UglyFiles;
using static ProvinceNode.Tests.Registry.Erasing.ErasureWorld;

namespace ProvinceNode.Tests.Registry.Erasing;

/// <summary>To erase one person takes nothing from the others: their rows, their evidence, their history, their work.</summary>
public sealed class ErasureOfOthersTests
{
    private static readonly DateTime Early = new(2026, 9, 1, 3, 0, 0, DateTimeKind.Utc);

    // A list asked whether its row is he; it was withdrawn unanswered. The row is of somebody of the same name and birth.
    [Fact]
    public async Task Erasure_OfOneWhomARowIsLike_LeavesThatRowAndItsFile()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        var other = await run.ReadAsync(ImportRun.Book(ImportRun.Row(Name, number: null, phone: "0988000111")), "xa khac.xlsx");
        var asked = await run.RowAsync(other, 2);
        Assert.Equal((RegistryMatch.LookAlike, (Guid?)person.Id), (asked.Match, asked.BeneficiaryId));
        var official = await run.OfficialAsync(Roles.SocialOfficer);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<UndoBatch>().WithdrawAsync(other, official, default), ImportRun.Commune)).Succeeded);

        await EraseAsync(host, person.Id);

        var row = await run.RowAsync(other, 2);
        Assert.Equal((asked.Cells, asked.Values, asked.NameKey, (Guid?)null), (row.Cells, row.Values, row.NameKey, row.BeneficiaryId));
        Assert.Equal([false], await host.WithDbAsync(db => db.ImportFiles.Where(f => f.BatchId == other).Select(f => f.CopyDue).ToListAsync()));
    }

    // The list is the evidence of everybody else in it: a copy without the erased row takes its place, cell by cell, and another erasure takes its place again.
    [Fact]
    public async Task File_OfWhoIsErased_IsReplacedByACopyWithoutHisRowAlone()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var sheet = new GridSheet { Name = "Danh sách" };
        sheet.Add("DANH SÁCH ĐỐI TƯỢNG XÃ HOA LỘC");
        sheet.Add(ImportRun.Heading.Select(h => (GridCell?)h).ToArray());
        sheet.Add(Row().Select(c => (GridCell?)c).ToArray());
        sheet.Add(ImportRun.Row("Bùi Thị Khác", "038182000103", phone: "'=1+1", village: null).Select(c => (GridCell?)c).ToArray());
        sheet.Add(ImportRun.Row("Lê Thị Sau", "038182000104").Select(c => (GridCell?)c).ToArray());
        sheet.Merges.Add(new(2, 5, 3, 5)); // the village, over him and the next
        var person = await MistakenAsync(run, XlsxFile.Of([sheet, new GridSheet { Name = "Ghi chú", Rows = { new GridCell?[] { Name } } }]));
        var original = await host.WithDbAsync(db => db.ImportFiles.Select(f => f.Hash).SingleAsync());

        await EraseAsync(host, person.Id);
        await SweepAsync(host);
        Assert.NotEmpty(await LinesAsync(host, original)); // no copy yet: nothing is taken away
        Assert.Equal(1, await CopiesAsync(host));
        await SweepAsync(host);

        Assert.Null(await host.App.Services.GetRequiredService<AttachmentStore>().OpenAsync(original, default));
        var copy = await LinesAsync(host, (await FileAsync(host)).KeptHash);
        Assert.Equal([1, 2, 3, 4, 5], copy.Select(l => l.Number));
        Assert.Equal([SheetCopy.LeftOut], copy[2].Cells.Select(c => c.Text).Where(t => t.Length > 0));
        Assert.Equal("1|Bùi Thị Khác|15/03/1982|Nam|038182000103|Thôn Đông Thịnh|'=1+1|NKT nặng|810.000|09/2026", string.Join('|', copy[3].Cells.Select(c => SheetText.Unquoted(c.Text))));
        Assert.DoesNotContain(copy, l => l.Cells.Any(c => c.Text.Contains(Name, StringComparison.Ordinal) || c.Text.Contains(Number, StringComparison.Ordinal)));
        Assert.Equal(original, (await FileAsync(host)).Hash); // what was sent is known by it

        await EraseAsync(host, (await run.PeopleAsync()).Single(p => p.FullName == "Lê Thị Sau").Id);
        await SweepAsync(host);
        await CopiesAsync(host);
        var again = await LinesAsync(host, (await FileAsync(host)).KeptHash);
        Assert.Equal([SheetCopy.LeftOut, "Bùi Thị Khác", SheetCopy.LeftOut], again.Skip(2).Select(l => l.Cells.First(c => c.Text.Length > 1).Text));
        Assert.Equal(copy[3].Cells.Select(c => c.Text), again[3].Cells.Select(c => c.Text));
        Assert.Equal(0, await CopiesAsync(host));
    }

    // The same file was sent again after the import was undone: his line there is his too, though no number tells it.
    [Fact]
    public async Task Line_OfTheSameFileInAnotherImport_GoesToo()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var content = ImportRun.Book(ImportRun.Row(Name, number: null), ImportRun.Row("Bùi Thị Khác", "038182000103"));
        var person = await MistakenAsync(run, content);
        var again = await run.ReadAsync(content);
        var official = await run.OfficialAsync(Roles.SocialOfficer);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<UndoBatch>().WithdrawAsync(again, official, default), ImportRun.Commune)).Succeeded);

        await EraseAsync(host, person.Id);

        Assert.Equal(["", "Bùi Thị Khác"], (await run.RowsAsync(again)).Select(r => r.CellsOf().ElementAtOrDefault(1) ?? ""));
    }

    // What was known of the others on a day is known after he is gone, without him.
    [Fact]
    public async Task History_OfWhoLivedWithHim_IsKeptWithoutHim()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new PeopleRun(host);
        var (person, wife) = (await run.AddAsync(Name, number: Number, office: ImportRun.Commune, status: EntitlementStatus.Ended), await run.AddAsync("Bùi Thị Vợ", office: ImportRun.Commune));
        var household = new Household { Id = Guid.NewGuid(), TenantPath = ImportRun.Commune, Code = "HN-1", HeadName = Name, CommuneCode = "16072" };
        var self = new HouseholdMember { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = ImportRun.Commune, FullName = Name, Relation = Households.Head };
        var other = new HouseholdMember { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = ImportRun.Commune, FullName = "Bùi Thị Vợ", BeneficiaryId = wife.Id, Relation = "vợ" };
        await ActAsync(host, Early, db => db.AddRange(household, self, other));
        await ActAsync(host, Early.AddDays(30), db =>
        {
            var now = db.Households.Include(h => h.Members).Single();
            (now.Code, now.HeadName) = ("HN-2", "Bùi Thị Vợ");
            (now.Members.Single(m => m.Id == self.Id).BeneficiaryId, now.Members.Single(m => m.Id == self.Id).Relation, now.Members.Single(m => m.Id == other.Id).Relation) = (person.Id, "chồng", Households.Head);
        });

        await EraseAsync(host, person.Id);

        async Task<string> KnownAsync(DateTime day) => await host.WithDbAsync(async db =>
        {
            var known = await PersonHistory.AsOfAsync(db, await db.Beneficiaries.SingleAsync(b => b.Id == wife.Id), VietnamTime.Day(day), default);
            return string.Join('/', known!.Households.Select(h => $"{h.State.Code} {h.State.HeadName}: {string.Join(", ", h.State.Members.Select(m => $"{m.FullName} {m.Id == other.Id.ToString("D")}"))}"));
        });
        Assert.Equal("", await KnownAsync(Early.AddDays(-1)));
        Assert.Equal("HN-1 : Bùi Thị Vợ True", await KnownAsync(Early));
        Assert.Equal("HN-2 Bùi Thị Vợ: Bùi Thị Vợ True", await KnownAsync(Early.AddDays(31)));
        Assert.Equal("HN-2 Bùi Thị Vợ: Bùi Thị Vợ True", await KnownAsync(new DateTime(2026, 11, 2, 3, 0, 0, DateTimeKind.Utc)));
        var kept = await host.WithDbAsync(db => db.Households.AsNoTracking().SingleAsync());
        Assert.NotEqual(household.Id, kept.Id);
        Assert.Equal([1L, 2L, 3L], await host.WithDbAsync(db => db.RecordVersions.Where(v => v.RecordId == kept.Id).OrderBy(v => v.Version).Select(v => v.Version).ToListAsync()));
        Assert.All(await host.WithDbAsync(db => db.RecordVersions.AsNoTracking().Where(v => v.RecordId == household.Id).ToListAsync()), v => Assert.Empty(v.Message));
    }

    // A citizen who names him as carer, an official who types another's paper: their drafts are no data of the registry's.
    [Fact]
    public async Task Drafts_ThatOthersAreWriting_Stay()
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var person = await run.AddAsync(Name, number: Number, status: EntitlementStatus.Ended);
        var work = Sample.Work(person.TenantPath, Name);
        work.BeneficiaryId = person.Id;
        Draft Written(Guid id, string code, Guid? official) =>
            new() { Id = id, CodeHash = code, SubmissionKey = code, ProcedureCode = "1.001776", Form = "1a", Answers = $$"""{"so":"{{Number}}"}""", OfficialId = official, UpdatedAt = new VietnamTime(host.Clock).UtcNow };
        await run.SaveAsync(db =>
        {
            db.AddRange(work, Written(Guid.NewGuid(), "citizen", null), Written(Guid.NewGuid(), "official", Guid.NewGuid()), Written(PrepareRequests.KeysOf(work.Id).First(), "row", Guid.NewGuid()));
            return Task.CompletedTask;
        });

        await EraseAsync(host, person.Id);

        Assert.Equal(["citizen", "official"], await host.WithDbAsync(db => db.Drafts.OrderBy(d => d.CodeHash).Select(d => d.CodeHash).ToListAsync()));
    }

    private static Task<bool> ActAsync(NodeHost host, DateTime at, Action<NodeDb> change) => host.WithDbAsync(db =>
    {
        change(db);
        return db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, at), default);
    });

    private static Task<int> CopiesAsync(NodeHost host) => host.WithAsync(async s =>
    {
        var (made, files) = (0, s.GetRequiredService<CopyFiles>());
        foreach (var hash in await files.DueAsync(default))
        {
            made += await files.HandleAsync(hash, default);
        }

        return made;
    });

    private static Task<ImportFile> FileAsync(NodeHost host) => host.WithDbAsync(db => db.ImportFiles.AsNoTracking().SingleAsync());

    private static async Task<List<SheetLine>> LinesAsync(NodeHost host, string hash)
    {
        await using var content = await host.App.Services.GetRequiredService<AttachmentStore>().OpenAsync(hash, default);
        Assert.NotNull(content);
        return [.. WorkbookReader.Open(content, FileGuard.Inspect(content, "a.xlsx").Value).Value.Lines(0)];
    }

    // As after days: the sweep leaves young files alone.
    private static async Task SweepAsync(NodeHost host)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(host.Folder, "attachments"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        await host.WithAsync(s => ActivatorUtilities.CreateInstance<SweepFiles>(s).RunOnceAsync(default));
    }
}
