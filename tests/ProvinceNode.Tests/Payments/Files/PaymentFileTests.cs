using System.IO.Compression;
using System.Text;
using Protos.Values;
using ProvinceNode.Payments.Files;

namespace ProvinceNode.Tests.Payments.Files;

/// <summary>A list is the same list in every form of file.</summary>
public sealed class PaymentFileTests
{
    public static TheoryData<WireForm> EveryForm => [.. WireSamples.Forms];

    [Theory]
    [MemberData(nameof(EveryForm))]
    public void List_WrittenAndRead_IsTheSame(WireForm form)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var list = WireSamples.List(seed, seed * 3);
            using var file = WireSamples.Written(form, list);
            var read = PaymentFile.Read(file, $"ChiTra_16063_202211_1101{WireWriter.Ending(form)}");
            Assert.True(read.Faults.Count == 0, $"{seed}: {string.Join(" ", read.Faults.Take(3).Select(f => f.Sentence))}");
            Assert.Equal(list.Header, read.Document!.Header);
            Assert.Equal(list.Rows, read.Document.Rows);
        }
    }

    // Published: a partner's program computes the same. A change of the canonical text is a new format.
    [Fact]
    public void Hash_OfAKnownList_IsThePublishedOne()
    {
        var header = new PaymentHeader("ds-1", "16063", "Xã Hoa Lộc", new PayMonth(202211), "REGULAR", "CASH_POINT", 1, 0, 0, Dong.Zero, "", "", "Trưởng phòng", null);
        var list = PaymentFile.Seal(header, [new PaymentRow { RowId = "d-1", Seq = 1, BenCode = "38-1", FullName = "Lê  Thị Hòa", BirthDate = "1954", Sex = "2", Monthly = new(540_000), Total = new(540_000), Coefficient = "1,5" }]);
        var canonical = "btxh-chitra-1\nds-1\t16063\tXã Hoa Lộc\t202211\tREGULAR\tCASH_POINT\t1\t1\t1\t540000\t\n"
            + "d-1\t1\t38-1\tLê Thị Hòa\t1954\tNữ\t\t\t\t1,5\t540000\t0\t0\t\t\t0\t0\t0\t0\t540000\tCASH_POINT\t\t\t\t\t\t\t\t\t\t1\t\t\n";
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), list.Header.Hash);
    }

    [Fact]
    public void Hash_OfAList_CoversEveryColumn()
    {
        var list = WireSamples.List(1, 2);
        var hashes = new HashSet<string>([list.Header.Hash]);
        for (var c = 0; c < PaymentColumns.Schema.Columns.Count; c++)
        {
            var values = PaymentColumns.Values(list.Rows[0]);
            values[c] = PaymentColumns.Schema.Columns[c] switch
            {
                { Key: "sex" } => values[c] == "Nam" ? "Nữ" : "Nam",
                { Kind: WireKind.Month } => "202201",
                { Kind: WireKind.Text } => values[c] + "x",
                _ => values[c] + "1",
            };
            Assert.True(hashes.Add(PaymentFile.HashOf(list.Header, [PaymentColumns.RowOf(values), list.Rows[1]])), PaymentColumns.Schema.Columns[c].Key);
        }

        Assert.True(hashes.Add(PaymentFile.HashOf(list.Header, list.Rows.Reverse())));
        Assert.True(hashes.Add(PaymentFile.HashOf(list.Header with { Month = new PayMonth(202212) }, list.Rows)));
        Assert.Equal(list.Header.Hash, PaymentFile.HashOf(list.Header with { SignedBy = "người khác" }, list.Rows));
    }

    [Fact]
    public void Formula_InACell_IsNeutralised()
    {
        var list = WireSamples.List(3, 120);
        Assert.Contains(list.Rows, r => r.FullName.StartsWith('='));
        using var csv = WireSamples.Written(WireForm.Csv, list);
        foreach (var cell in Encoding.UTF8.GetString(csv.ToArray()).Split(["\r\n", ",", "\""], StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.False(cell[0] is '=' or '+' or '@' || (cell[0] == '-' && cell.Length > 1 && !char.IsAsciiDigit(cell[1])), cell);
        }

        using var xlsx = WireSamples.Written(WireForm.Xlsx, list);
        using var zip = new ZipArchive(xlsx, ZipArchiveMode.Read, leaveOpen: true);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = sheet.ReadToEnd();
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        Assert.DoesNotMatch("<t[^>]*>[=+@]", xml);
    }

    [Fact]
    public void Workbook_OpenedByTheSchema_IsValid()
    {
        using var xlsx = WireSamples.Written(WireForm.Xlsx, WireSamples.List(5, 40));
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(xlsx, false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(e => e.Description));
    }

    [Theory]
    [MemberData(nameof(EveryForm))]
    public void Text_ChangedByHand_IsFoundByTheHash(WireForm form)
    {
        var list = WireSamples.List(7, 5);
        var changed = list with { Rows = [.. list.Rows.Select((r, i) => i == 2 ? r with { AccountNumber = "999" } : r)] };
        using var file = WireSamples.Written(form, changed);
        Assert.Equal(["pay-file-damaged"], PaymentFile.Read(file, "a").Faults.Select(f => f.Problem.Code));
    }

    [Fact]
    public void Faults_OfAFile_AreToldAllAtOnce()
    {
        var list = WireSamples.List(8, 4);
        var changed = list with { Header = list.Header with { TotalLines = 9, TotalPeople = 1_000 }, Rows = [list.Rows[0], list.Rows[0], list.Rows[2] with { Total = new(1) }, list.Rows[3] with { Method = "GOLD" }] };
        using var file = WireSamples.Written(WireForm.Csv, changed);
        Assert.Equal(
            ["pay-file-twice-row", "pay-file-wrong-total", "pay-file-unknown-code", "pay-file-partial", "pay-file-count", "pay-file-count"],
            PaymentFile.Read(file, "a.csv").Faults.Select(f => f.Problem.Code));
    }

    [Theory]
    [InlineData("REGULAR", "CASH_POINT", 1, "ChiTra_16063_202211_1101.xlsx")]
    [InlineData("SUPPLEMENTARY", "BANK", 12, "ChiTra_16063_202211_4312.xlsx")]
    public void Name_OfAList_TellsTypeMethodAndNumber(string type, string method, int seq, string name)
    {
        var header = WireSamples.List(1, 1).Header with { Type = type, Method = method, Seq = seq };
        Assert.Equal(name, FileNames.Of(FileNames.List, header.UnitCode, header.Month, FileNames.NumberOf(header), WireForm.Xlsx));
        Assert.Equal(new FileName("ChiTra", "16063", new PayMonth(202211), FileNames.NumberOf(header)), FileNames.Parse(name));
        Assert.Null(FileNames.Parse("../" + name));
        Assert.Null(FileNames.Parse(name.Replace("202211", "202213", StringComparison.Ordinal)));
    }
}
