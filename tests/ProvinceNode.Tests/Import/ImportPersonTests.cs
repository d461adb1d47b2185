using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Review;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Tests.Import;

/// <summary>What a list may and may not do to a person of the registry.</summary>
public sealed class ImportPersonTests
{
    [Fact]
    public async Task Birth_ThatNothingTells_KeepsARowOutUnlessTheRegistryHasIt()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy with { CitizenId = "", OldIdentityNumber = "171234567" });

        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", "171234567", "6.n.adult", birth: ""), ImportRun.Row("Lê Văn An", "171234568", "6.n.adult", birth: ""), ImportRun.Row("Lê Văn Bình", "038082000104", "6.n.adult", birth: "")));

        var rows = await run.RowsAsync(id);
        Assert.Equal([RowVerdict.ValidWithWarnings, RowVerdict.Refused, RowVerdict.ValidWithWarnings], rows.Select(r => r.Verdict));
        Assert.Equal(EntryProblems.BirthMissing.Code, Assert.Single(rows[1].FaultsOf()).Code);
    }

    [Fact]
    public async Task Pages_OfAPersonWithoutBirth_AreShown()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await run.RegisteredAsync(ImportRun.Thuy with { BirthDate = "" });
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", village: "Thôn 9")));
        var officer = await run.OfficerAsync();

        foreach (var path in new[] { "/doi-tuong", "/doi-tuong?q=nguyen van", "/doi-tuong?handler=Suggest&q=nguyen", $"/doi-tuong/{person}", $"/nhap-danh-sach/{id}/dong/1/2" })
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await PageReader.OpenAsync(officer, path)).Status));
        }

        Assert.Contains("sinh không rõ", (await PageReader.OpenAsync(officer, $"/nhap-danh-sach/{id}/dong/1/2")).Main, StringComparison.Ordinal);
    }

    // His months would stay with the old commune: that is for the decision on his move.
    [Fact]
    public async Task Commune_OfWhoReceives_IsNotChangedByAList()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy);
        await run.RegisteredAsync(ImportRun.Thuy with { FullName = "Lê Văn An", CitizenId = "038082000103" });
        await host.WithDbAsync(async db => await db.Entitlements.Where(e => e.ReceiverName == "Lê Văn An").ExecuteUpdateAsync(s => s.SetProperty(e => e.Status, EntitlementStatus.Ended)));
        string?[] Moved(string name, string number) => [.. ImportRun.Row(name, number, village: "Phố 3"), "Phường Hàm Rồng"];
        var sender = await run.OfficialAsync(Roles.ProvinceOfficer, "38");
        var id = await run.ReadAsync(ImportRun.BookOf([.. ImportRun.Heading, "Xã, phường"], Moved("Nguyễn Văn Thủy", "038082000102"), Moved("Lê Văn An", "038082000103")), client: await host.SignInAsync(Roles.ProvinceOfficer, "38"));

        var rows = await run.RowsAsync(id);
        Assert.DoesNotContain(rows[0].FaultsOf(), f => f.Code == EntryProblems.Differs.Code);
        Assert.Contains("thủ tục chuyển nơi cư trú", Assert.Single(rows[0].FaultsOf(), f => f.Code == EntryProblems.LivesThere.Code).Message, StringComparison.Ordinal);
        // Who receives nothing now may be entered where he lives.
        Assert.Equal(["Commune", "Village"], rows[1].FaultsOf().Where(f => f.Code == EntryProblems.Differs.Code).Select(f => f.Field.ToString()).Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            foreach (var field in new[] { Field.Commune, Field.Village })
            {
                await host.WithAsync(s => s.GetRequiredService<ChooseForRow>().Handle(id, 1, row.Number, new(field.ToString(), RowChoice.TakeFile), sender, default), "38");
            }
        }

        await (await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, "38"), $"/nhap-danh-sach/{id}")).SubmitAsync(button: "Duyệt và ghi sổ");
        await run.WorkAsync(id);

        Assert.All(await run.RowsAsync(id), r => Assert.Equal(RowState.Entered, r.State));
        var people = (await run.PeopleAsync()).ToDictionary(p => p.FullName);
        Assert.Equal((ImportRun.Commune, "16072", "Thôn Đông Thịnh"), (people["Nguyễn Văn Thủy"].TenantPath, people["Nguyễn Văn Thủy"].CommuneCode, people["Nguyễn Văn Thủy"].Village));
        Assert.Equal(("38.14758", "14758", "Phố 3"), (people["Lê Văn An"].TenantPath, people["Lê Văn An"].CommuneCode, people["Lê Văn An"].Village));
    }

    [Fact]
    public async Task Name_TakenFromAFile_IsToBeCheckedAnewUntilItIsTakenBack()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thùy", phone: null)));
        await (await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}/dong/1/2")).SubmitAsync(button: "Lấy theo tệp");
        await run.AcceptAsync(id);
        var entered = Assert.Single(await run.PeopleAsync());
        Assert.Equal(("Nguyễn Văn Thùy", "Pending"), (entered.FullName, entered.IdentityStatus));

        var undo = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}");
        await undo.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Nhầm" }, button: "Hoàn tác");
        await run.WorkAsync(id);

        var back = Assert.Single(await run.PeopleAsync());
        Assert.Equal(("Nguyễn Văn Thủy", "Matched"), (back.FullName, back.IdentityStatus));
    }

    [Fact]
    public async Task Poverty_OfAList_IsEnteredWithItsCellAndTakenBack()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var known = await run.RegisteredAsync(ImportRun.Thuy);
        await host.WithDbAsync(async db =>
        {
            await PersonParts.PovertyAsync(db, await db.Beneficiaries.SingleAsync(), 2026, PovertyStatus.None, "H56.01", default);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, host.App.Services.GetRequiredService<VietnamTime>().UtcNow), default);
        });
        string?[] Of(string name, string number, string poverty) => [.. ImportRun.Row(name, number), poverty];
        var id = await run.ReadAsync(ImportRun.BookOf([.. ImportRun.Heading, "Hộ nghèo, cận nghèo"], Of("Nguyễn Văn Thủy", "038082000102", "Nghèo"), Of("Lê Văn An", "038082000103", "Cận nghèo"), Of("Lê Văn Bình", "038082000104", "")));
        await run.AcceptAsync(id);

        // What the registry knows of a year stays; who says nothing has nothing.
        var rows = await run.RowsAsync(id);
        Task<List<PovertyYear>> Years() => host.WithDbAsync(db => db.PovertyYears.AsNoTracking().OrderBy(y => y.Source).ToListAsync());
        Assert.Equal([(known, PovertyStatus.None, "H56.01"), (rows[1].BeneficiaryId!.Value, PovertyStatus.NearPoor, "“danh sach.xlsx”, trang “Danh sách”")], (await Years()).Select(y => (y.BeneficiaryId, y.Status, y.Source)));
        var person = rows[1].BeneficiaryId!.Value;
        var origins = await host.WithDbAsync(db => db.FieldOrigins.AsNoTracking().Where(o => o.BeneficiaryId == person && o.Kind == OriginKind.Import).ToListAsync());
        Assert.Equal("K3", Assert.Single(origins, o => o.Places.ContainsKey(PersonFields.Poverty)).Places[PersonFields.Poverty]);

        var undo = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}");
        await undo.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Nhầm" }, button: "Hoàn tác");
        await run.WorkAsync(id);
        Assert.Equal(known, Assert.Single(await Years()).BeneficiaryId);
    }

    // That he is there may be said to another office, not who he is there.
    [Fact]
    public async Task LookAlike_OfAnotherOffice_IsToldWithoutHisCode()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", null)), client: await run.OfficerAsync("38.14758"));

        var row = Assert.Single(await run.RowsAsync(id));
        Assert.Equal((RegistryMatch.LookAlike, (Guid?)null), (row.Match, row.BeneficiaryId));
        Assert.DoesNotContain((await run.PeopleAsync())[0].Code, row.Faults, StringComparison.Ordinal);
        Assert.Contains(row.FaultsOf(), f => f.Code == EntryProblems.LookAlikeElsewhere.Code);
    }

    // Numbers of people are masked in lists; who opens the row is recorded.
    [Fact]
    public async Task List_WithFaultsAtNumbers_ShowsNoneOfThemWhole()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy with { CitizenId = "038082000177" });
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Lê Văn An", "38082000102"), ImportRun.Row("Lê Văn Bình", "38 082 000 1034"), ImportRun.Row("Nguyễn Văn Thủy", "038082000104")));

        var page = (await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}/dong")).Document.Source.Text;

        Assert.All(new[] { "8082000102", "082 000", "0820001034" }, n => Assert.DoesNotContain(n, page, StringComparison.Ordinal));
        Assert.Contains("038082000102", (await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}/dong/1/2")).Document.Source.Text, StringComparison.Ordinal);
    }
}
