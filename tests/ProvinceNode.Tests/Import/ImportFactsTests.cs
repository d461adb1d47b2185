using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using TestSupport;

namespace ProvinceNode.Tests.Import;

/// <summary>What a list must tell before money is computed from it: children of a single parent, the degree that is paid for.</summary>
public sealed class ImportFactsTests
{
    private static readonly string[] WithChildren = [.. ImportRun.Heading, "Ngày sinh các con"];
    private static readonly string[] WithDegree = [.. ImportRun.Heading, "Mức độ khuyết tật", "Dạng khuyết tật"];

    [Fact]
    public async Task SingleParent_WithoutBirthsOfTheChildren_IsAskedForThemAtTheCell()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Thị Mẹ", "038082000102", "Người đơn thân nuôi con", "1.080.000")));

        // The amount of two children is in the file; nothing is computed from it.
        var row = await run.RowAsync(id, 2);
        var fault = Assert.Single(row.FaultsOf(), f => f.Level == ProvinceNode.Import.Values.FaultLevel.Error);
        Assert.Equal((EntryProblems.ChildrenMissing.Code, Field.Children, "H2", RowVerdict.Refused, null), (fault.Code, fault.Field, fault.Address, row.Verdict, row.LawDong));

        row = await run.MendAsync(id, 2, Field.Children, "12/05/2015; 2018");
        Assert.Equal((RowVerdict.Valid, 1_080_000L), (row.Verdict, row.LawDong));
        await run.AcceptAsync(id);
        Assert.Equal([(2, 1_080_000L)], (await run.EntitlementsAsync()).Select(e => (e.Times, e.MonthlyAmount.Amount)));
    }

    [Fact]
    public async Task SingleParent_WhoseChildrenGrewUp_IsNotPaidForThem()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.BookOf(WithChildren,
            [.. ImportRun.Row("Nguyễn Thị Một", "038082000102", "4", "1.080.000"), "12/05/2015; 2008"], [.. ImportRun.Row("Nguyễn Thị Hai", "038082000103", "4", "540.000"), "2008"]));

        var (one, two) = (await run.RowAsync(id, 2), await run.RowAsync(id, 3));

        // One child reached sixteen: the difference is told in đồng, and the second parent has none left.
        Assert.Equal((1_080_000L, 540_000L, EntryProblems.AmountDiffers.Code), (one.FileDong, one.LawDong, Assert.Single(one.FaultsOf()).Code));
        Assert.Equal(EntryProblems.ChildrenNone.Code, Assert.Single(two.FaultsOf()).Code);
        var page = await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}/dong/1/3");
        Assert.Contains("Không con nào dưới 16 tuổi", page.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Đặc biệt nặng", "NKT nặng", true)]
    [InlineData("Nhẹ", "NKT nặng", true)]
    [InlineData("Nặng", "NKT nặng", false)]
    [InlineData("", "NKT nặng", false)]
    public async Task Degree_ThatContradictsTheCategory_GoesBack(string degree, string category, bool refused)
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);

        var id = await run.ReadAsync(ImportRun.BookOf(WithDegree, [.. ImportRun.Row("Nguyễn Văn Thủy", category: category), degree, "Vận động"]));

        var row = await run.RowAsync(id, 2);
        Assert.Equal(refused ? [EntryProblems.DegreeContradicts.Code] : [], row.FaultsOf().Select(f => f.Code));
        Assert.Equal(refused ? ["K2"] : [], row.FaultsOf().Select(f => f.Address));
    }

    // A list tells neither day nor signer: the degree is compared, not entered, and the sender is told why.
    [Fact]
    public async Task Disability_OfAList_IsNotEnteredAndItsSenderIsToldWhy()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.BookOf(WithDegree, [.. ImportRun.Row("Nguyễn Văn Thủy", category: "NKT nặng"), "Nhẹ", "Vận động"]));
        using var answer = await (await run.OfficerAsync()).GetAsync(new Uri($"/nhap-danh-sach/{id}/tra-lai/1", UriKind.Relative));

        var text = await ReturnedAsync(answer);

        Assert.Contains("không ghi vào sổ giấy xác nhận vì danh sách không có ngày cấp và người ký", text, StringComparison.Ordinal);
        Assert.Contains("hãy đối chiếu giấy và sửa một trong hai ô", text, StringComparison.Ordinal);
    }

    private static async Task<string> ReturnedAsync(HttpResponseMessage answer)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()));
        var text = "";
        foreach (var part in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(part.Open());
            text += await reader.ReadToEndAsync();
        }

        return text;
    }
}
