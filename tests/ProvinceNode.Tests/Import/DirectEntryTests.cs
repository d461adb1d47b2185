using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Direct;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Import;

/// <summary>People already decided on paper, typed by one official and checked by another (issue 4, "Direct entry").</summary>
public sealed class DirectEntryTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.4\n"u8, 1, 2, 3];

    [Fact]
    public async Task Entry_TypedAndChecked_EntersTheRegistryWithTheLawsVersions()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var form = await PageReader.OpenAsync(await run.OfficerAsync(), "/nhap-truc-tiep/moi");

        var compared = await form.SubmitAsync(Typed(), button: "So với quy định");
        Assert.Contains("500.000 × 1,5 = 750.000 đồng", compared.Main, StringComparison.Ordinal);
        var sent = await form.SubmitAsync(Typed(), button: "Gửi kiểm tra", files: [("Scan", "quyet dinh.pdf", Pdf)]);
        Assert.Empty(sent.Problems);
        Assert.Contains("Chờ một người khác", sent.Main, StringComparison.Ordinal);
        Assert.Empty(await run.PeopleAsync());

        var checker = await PageReader.OpenAsync(await run.CheckerAsync(), sent.Address.AbsolutePath);
        var done = await checker.SubmitAsync(button: "Đúng với bản quét");
        Assert.Empty(done.Problems);

        // Decided for May 2026 at the level of then; from July the new level, as if it had been decided here.
        var entry = await host.WithDbAsync(db => db.DirectEntries.AsNoTracking().SingleAsync());
        var rows = await run.EntitlementsAsync();
        Assert.Equal([(202605, 202606, 750_000L), (202607, 0, 810_000L)], rows.Select(r => (r.StartMonth, r.EndMonth, r.MonthlyAmount.Amount)));
        Assert.All(rows, r => Assert.Equal((EntitlementSource.DirectEntry, entry.Id, "Vietcombank"), (r.Source, r.DecisionId, r.Bank)));
        var person = Assert.Single(await run.PeopleAsync());
        Assert.Equal((entry.BeneficiaryId, ImportRun.Commune, 810_000, "01"), ((Guid?)person.Id, person.TenantPath, person.MonthlyAmount.Amount, person.EthnicCode));
        using var scan = await (await run.CheckerAsync()).GetAsync(new Uri($"/nhap-truc-tiep/{entry.Id}/ban-quet", UriKind.Relative));
        Assert.Equal(Pdf, await scan.Content.ReadAsByteArrayAsync());

        // From the person back to the entry.
        var file = await PageReader.OpenAsync(await run.OfficerAsync(), $"/doi-tuong/{person.Id}");
        var rests = file.Document.QuerySelector("section[aria-labelledby=nguon-che-do] a")!;
        Assert.Equal(($"/nhap-truc-tiep/{entry.Id}", true), (rests.GetAttribute("href")!, rests.TextContent.StartsWith($"quyết định giấy của {entry.Body}, số ", StringComparison.Ordinal)));

        // Again: he receives it already.
        var again = await form.SubmitAsync(Typed(("Category", "6.dbn.adult"), ("StartMonth", "10/2026")), button: "Gửi kiểm tra", files: [("Scan", "quyet dinh.pdf", Pdf)]);
        Assert.Contains("đang hưởng 810.000", Assert.Single(again.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_WithFaults_SaysAllAtOnceAtTheirFields()
    {
        await using var host = await ImportRun.StartAsync();
        var form = await PageReader.OpenAsync(await new ImportRun(host).OfficerAsync(), "/nhap-truc-tiep/moi");

        var sent = await form.SubmitAsync(Typed(("CitizenNumber", "12345"), ("Body", ""), ("MonthlyAmount", "900.000"), ("DecisionDate", "01/12/2026"), ("Commune", "Phường Hàm Rồng")), button: "Gửi kiểm tra");

        Assert.All(new[] { "CitizenNumber", "Body", "AmountWhy", "DecisionDate", "Commune", "Scan" }, field => Assert.NotEmpty(sent.ProblemAt(field)));
        Assert.Contains("750.000", sent.ProblemAt("AmountWhy"), StringComparison.Ordinal);
        Assert.Equal("Nguyễn Văn Thủy", sent.Document.QuerySelector("[name=FullName]")!.GetAttribute("value"));
        Assert.Equal(0, await host.WithDbAsync(db => db.DirectEntries.CountAsync()));
    }

    [Fact]
    public async Task Entry_ByItsOwnOfficialOrOfAnotherCommune_IsNotAccepted()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var appraiser = await host.SignInAsync(Roles.Appraiser, ImportRun.Commune);
        var sent = await (await PageReader.OpenAsync(appraiser, "/nhap-truc-tiep/moi")).SubmitAsync(Typed(("MonthlyAmount", "900.000"), ("AmountWhy", "Nghị quyết của tỉnh")), button: "Gửi kiểm tra", files: [("Scan", "quyet dinh.pdf", Pdf)]);
        Assert.Contains("chênh lệch 150.000 đồng", sent.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Đúng với bản quét", sent.Main, StringComparison.Ordinal);
        var path = sent.Address.AbsolutePath;
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(await run.CheckerAsync("38.14758"), path)).Status);

        var checker = await PageReader.OpenAsync(await run.CheckerAsync(), path);
        Assert.NotEmpty((await checker.SubmitAsync(button: "Trả lại")).ProblemAt("Note"));
        var returned = await checker.SubmitAsync(new Dictionary<string, object?> { ["Note"] = "Bản quét mờ" }, button: "Trả lại");
        Assert.Contains("Bản quét mờ", returned.Main, StringComparison.Ordinal);
        Assert.Empty(await run.PeopleAsync());
        Assert.Contains("đã được ghi sổ hoặc trả lại", Assert.Single((await checker.SubmitAsync(button: "Đúng với bản quét")).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_InThreeTiers_IsOfTheDistrict()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var typed = Typed(("Commune", "Phường Đông Thọ"), ("StartMonth", "09/2022"), ("DecisionDate", "20/09/2022"));
        var commune = await (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, "38.380.14758"), "/nhap-truc-tiep/moi")).SubmitAsync(typed, button: "Gửi kiểm tra", files: [("Scan", "a.pdf", Pdf)]);
        Assert.Contains("quyết định", commune.ProblemAt("Commune"), StringComparison.Ordinal);

        var district = await (await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, "38.380"), "/nhap-truc-tiep/moi")).SubmitAsync(typed, button: "Gửi kiểm tra", files: [("Scan", "a.pdf", Pdf)]);
        Assert.Empty(district.Problems);
        await (await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, "38.380"), district.Address.AbsolutePath)).SubmitAsync(button: "Đúng với bản quét");
        Assert.Equal("38.380.14758", await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.TenantPath).SingleAsync()));
    }

    // The decision names the children: when the last of them has grown up since, nothing is paid after the month in which he did (Decree 20/2021 Art. 5(4), 8).
    [Theory]
    [InlineData("10/05/2010", "", "202601-202605 500000", "05/2026")]
    [InlineData("20/07/2010", "", "202601-202606 500000, 202607-202607 540000", "07/2026")] // the new level counts in the last month too
    [InlineData("10/05/2010", "600.000", "202601-202605 600000", "05/2026")]
    [InlineData("10/05/2010; 2018", "", "202601-202604 1000000, 202605-202606 500000, 202607-0 540000", "")]
    public async Task Entry_OfASingleParent_EndsWhenTheLastChildHasGrownUp(string children, string amount, string entered, string last)
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var typed = Typed(("Category", "4"), ("Children", children), ("StartMonth", "01/2026"), ("DecisionDate", "20/12/2025"), ("MonthlyAmount", amount), ("AmountWhy", amount.Length > 0 ? "Nghị quyết của tỉnh" : ""));
        var form = await PageReader.OpenAsync(await run.OfficerAsync(), "/nhap-truc-tiep/moi");
        var compared = await form.SubmitAsync(typed, button: "So với quy định");
        Assert.Equal(last.Length > 0, compared.Main.Contains($"sổ chỉ ghi chế độ đến hết tháng {last}", StringComparison.Ordinal));

        var sent = await form.SubmitAsync(typed, button: "Gửi kiểm tra", files: [("Scan", "quyet dinh.pdf", Pdf)]);
        Assert.Empty(sent.Problems);
        var checker = await PageReader.OpenAsync(await run.CheckerAsync(), sent.Address.AbsolutePath);
        Assert.Equal(last.Length > 0, checker.Main.Contains($"từ tháng 01/2026 đến hết tháng {last}", StringComparison.Ordinal));
        Assert.Empty((await checker.SubmitAsync(button: "Đúng với bản quét")).Problems);

        var rows = (await run.EntitlementsAsync()).OrderBy(r => r.StartMonth).ToList();
        Assert.Equal(entered, string.Join(", ", rows.Select(r => $"{r.StartMonth}-{r.EndMonth} {r.MonthlyAmount.Amount}")));
        Assert.Equal(last.Length > 0 ? (EntitlementStatus.Ended, EntryDesk.NoChild) : (EntitlementStatus.Active, ""), (Assert.Single(await run.PeopleAsync()).Status, rows[^1].EndReason));
    }

    private static Dictionary<string, object?> Typed(params (string Field, string Value)[] changes)
    {
        var typed = new Dictionary<string, object?>
        {
            ["DecisionNumber"] = "123/QĐ-UBND", ["DecisionDate"] = "20/04/2026", ["Body"] = "UBND xã Hoa Lộc", ["FullName"] = "Nguyễn Văn Thủy", ["Birth"] = "15/03/1982", ["Sex"] = "Nam", ["Ethnic"] = "Kinh",
            ["CitizenNumber"] = "038082000102", ["Commune"] = "Xã Hoa Lộc", ["Village"] = "Thôn Đông Thịnh", ["Category"] = "6.n.adult", ["StartMonth"] = "05/2026", ["Account"] = "0123456789", ["Bank"] = "Vietcombank",
        };
        foreach (var (field, value) in changes)
        {
            typed[field] = value;
        }

        return typed;
    }
}
