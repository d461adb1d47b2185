using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Tests.Registry;
using TestSupport;
using RowState = ProvinceNode.Import.Batches.RowState;

namespace ProvinceNode.Tests.Import;

/// <summary>Imports beside merges, two rows of one person, and the way from an entitlement back to the row or entry it rests on.</summary>
public sealed class ImportMergeTests
{
    [Fact]
    public async Task Undo_OfAnImportThatAMergeWasBuiltOn_IsRefusedUntilTheMergeIsUndone()
    {
        await using var host = await ImportRun.StartAsync();
        var (run, people) = (new ImportRun(host), new PeopleRun(host));
        await people.AddAsync("Trần Thị Xa", office: "38.14758"); // the first code of the commune is left for the list
        var known = await people.AddAsync("Nguyễn Thủy", "1982", ImportRun.Commune, old: "171234567", sex: 1, status: EntitlementStatus.Ended);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")));
        await run.AcceptAsync(id);
        var entered = (await run.RowsAsync(id))[0].BeneficiaryId!.Value;
        host.Clock.Advance(TimeSpan.FromDays(1));

        // The imported record becomes part of the older one: its row names the older one now.
        var merge = await people.MergeAsync(known.Id, entered, ImportRun.Commune, Roles.SocialOfficer);
        Assert.True(merge.Succeeded, string.Join(' ', merge.Problems.Select(p => p.Message)));
        var checker = await run.OfficialAsync(Roles.DivisionHead);
        Task<Outcome<ImportBatch>> Undo() => host.WithAsync(s => s.GetRequiredService<UndoBatch>().Handle(id, "Gửi nhầm danh sách", checker, default), ImportRun.Commune);

        var said = Assert.Single((await Undo()).Problems);
        Assert.Equal(BatchProblems.BuiltOn.Code, said.Code);
        Assert.Contains("gộp với hồ sơ", said.Message, StringComparison.Ordinal);
        Assert.Equal(BatchState.Accepted, (await run.BatchAsync(id)).State);

        Assert.True((await people.UnmergeAsync(merge.Value.Id, ImportRun.Commune, Roles.SocialOfficer)).Succeeded);
        Assert.True((await Undo()).Succeeded);
        await run.WorkAsync(id);
        Assert.Equal(RowState.Undone, Assert.Single(await run.RowsAsync(id)).State);
    }

    [Fact]
    public async Task Number_OfAnAbsorbedRecord_MeansTheOneItBecamePartOf()
    {
        await using var host = await ImportRun.StartAsync();
        var (run, people) = (new ImportRun(host), new PeopleRun(host));
        var (one, other) = (await people.AddAsync("Nguyễn Văn Thủy", "1982-03-15", ImportRun.Commune, "038082000102", sex: 1), await people.AddAsync("Nguyễn Văn Thủy", "1982", ImportRun.Commune, "038082000199", sex: 1, status: EntitlementStatus.Ended));
        await people.GrantAsync(one);
        Assert.True((await people.MergeAsync(one.Id, other.Id, ImportRun.Commune, Roles.SocialOfficer)).Succeeded);

        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", "038082000199", amount: "750.000")));

        var row = Assert.Single(await run.RowsAsync(id));
        Assert.Equal((RegistryMatch.Same, (Guid?)one.Id), (row.Match, row.BeneficiaryId));
        Assert.Contains(row.FaultsOf(), f => f.Code == EntryProblems.Differs.Code && f.Field == ProvinceNode.Import.Columns.Field.CitizenNumber);
        Assert.Equal([one.Id], await host.WithDbAsync(async db => (await AbsorbedRecords.NumberedAsync(db, ["038082000199", "038082000777", ""], default)).Select(n => n.Person).ToList()));
        var found = await host.WithDbAsync(db => ProvinceNode.Dossiers.Outcomes.OutcomeDesk.PersonAsync(db, "038082000199", "", default));
        Assert.Equal(one.Id, found?.Id);
        var award = new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new(540_000), new(810_000), new(202611), new("Nguyễn Văn Thủy", "", ""));
        Assert.Equal(one.Id, (await host.WithDbAsync(db => Grant.BlockedByAsync(db, "038082000199", "", [award], [], default)))?.Id);
    }

    // The reading keeps a number from standing twice; what got past it is still one person.
    [Fact]
    public async Task Acceptance_OfTwoRowsOfOnePerson_EntersOne()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy"), ImportRun.Row("Nguyễn Văn Thủy", "038082000103", village: "Thôn 2"), ImportRun.Row("Lê Văn An", "038082000104")));
        await host.WithDbAsync(async db =>
        {
            var second = await db.ImportRows.SingleAsync(r => r.BatchId == id && r.Number == 3);
            second.Values = second.Values.Replace("038082000103", "038082000102", StringComparison.Ordinal);
            return await db.SaveChangesAsync();
        });

        await run.AcceptAsync(id);

        var rows = await run.RowsAsync(id);
        Assert.Equal([RowState.Entered, RowState.Read, RowState.Entered], rows.Select(r => r.State));
        Assert.Equal(RowVerdict.Refused, rows[1].Verdict);
        Assert.Equal(2, (await run.PeopleAsync()).Count);
        Assert.Equal(2, (await run.EntitlementsAsync()).Count);
        // Codes of a commune are given without gap or repeat, also after those that a number book has already.
        var next = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Vũ Văn Mới", "038082000109")), "b.xlsx");
        await run.AcceptAsync(next);
        Assert.Equal(["38-16072-000001", "38-16072-000002", "38-16072-000003"], (await run.PeopleAsync()).Select(p => p.Code));
    }

    [Fact]
    public async Task PersonPage_OfWhomAListEntered_LeadsToItsRowAndBack()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Lê Văn An", "038082000103"), ImportRun.Row("Nguyễn Văn Thủy")));
        await run.AcceptAsync(id);
        var person = (await run.PeopleAsync()).Single(p => p.FullName == "Nguyễn Văn Thủy");
        var officer = await run.OfficerAsync();

        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{person.Id}");
        Assert.Contains("810.000 đồng/tháng từ tháng 09/2026", page.Text("section[aria-labelledby=nguon-che-do]"), StringComparison.Ordinal);
        var row = await page.FollowAsync("danh sách “danh sach.xlsx”, trang “Danh sách”, dòng 3");
        Assert.Contains("Dòng 3, trang “Danh sách”, tệp danh sach.xlsx", row.Main, StringComparison.Ordinal);
        Assert.Contains("038082000102", row.Main, StringComparison.Ordinal);
        Assert.EndsWith($"/doi-tuong/{person.Id}", (await row.FollowAsync($"Nguyễn Văn Thủy, mã {person.Code}")).Address.AbsolutePath, StringComparison.Ordinal);
        Assert.EndsWith($"/nhap-danh-sach/{id}", (await page.FollowAsync("cả đợt nhập")).Address.AbsolutePath, StringComparison.Ordinal);
    }

    // The department's list is not a commune's to open: that it was one is said.
    [Fact]
    public async Task PersonPage_OfAListFromAbove_SaysSoWithoutALink()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var sender = await host.SignInAsync(Roles.ProvinceOfficer, "38");
        string?[] row = [.. ImportRun.Row("Nguyễn Văn Thủy"), "Xã Hoa Lộc"];
        var id = await run.ReadAsync(ImportRun.BookOf([.. ImportRun.Heading, "Xã, phường"], row), client: sender);
        await (await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, "38"), $"/nhap-danh-sach/{id}")).SubmitAsync(button: "Duyệt và ghi sổ");
        await run.WorkAsync(id);
        var person = Assert.Single(await run.PeopleAsync());

        var page = await PageReader.OpenAsync(await run.OfficerAsync(), $"/doi-tuong/{person.Id}");

        Assert.Contains("theo danh sách do đơn vị khác gửi", page.Text("section[aria-labelledby=nguon-che-do]"), StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("section[aria-labelledby=nguon-che-do] a"));
    }
}
