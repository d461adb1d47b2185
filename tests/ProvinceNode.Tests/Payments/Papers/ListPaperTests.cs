using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Tests.Documents;
using ProvinceNode.Tests.Documents.Pdf;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Papers;

/// <summary>D22 and its sheet in bulk, as other programs read them.</summary>
public sealed class ListPaperTests
{
    private static readonly string[] Names = ["Nguyễn Thị Thủy Tiên", "Trần Văn Nghĩa", "Lê Hoàng Quỳnh Hương", "Phạm Thị Ngoãn", "Đỗ Đức Thuần"];
    private static readonly PaymentHead Head = new("Xã Hoa Lộc", new PayMonth(202211), "thường xuyên", 1, "Lê Thị Kế Toán", new SignatureBlock("TRƯỞNG PHÒNG", "Trần Văn Minh", ""))
    {
        Method = "Tiền mặt tại điểm chi trả", Seal = new string('a', 64),
    };

    [Theory]
    [InlineData(2, false, 1, 2)]
    [InlineData(120, false, 6, 24)]
    [InlineData(120, true, 6, 24)]
    public void List_OnPaper_HasItsHeaderOnEachPageSumsOfVillagesAndWords(int lines, bool accounts, int least, int most)
    {
        var (rows, head) = (Rows(lines, accounts).ToList(), Head with { ToAccounts = accounts });
        var pdf = PaperPdf.Render(Paper(rows, head, out var total), PaperFonts.Shipped, new PdfOptions { Id = Guid.Empty, CreatedAt = DateTimeOffset.UnixEpoch });

        var (pages, text) = (PdfTools.Pages(pdf.Bytes), PdfTools.Text(pdf.Bytes));

        Assert.InRange(pages.Length, least, most);
        Assert.All(pages.Take(Math.Max(1, pages.Length - 1)), p => Assert.Contains("Mã đối tượng Họ và tên", PdfTools.Flat(p), StringComparison.Ordinal));
        Assert.All(rows, r => Assert.Contains(r.Person.Number, text, StringComparison.Ordinal));
        Assert.All(rows.GroupBy(r => r.Person.Village), v => Assert.Contains($"Cộng {v.Key}: {v.Count()} người", text, StringComparison.Ordinal));
        Assert.All(rows.GroupBy(r => r.Person.Village), v => Assert.Contains(new Dong(v.Sum(r => r.TotalDong)).Digits(), text, StringComparison.Ordinal));
        Assert.Contains($"Tổng số tiền: {new Dong(total.Total)} (Bằng chữ: {AmountInWords.Of(new Dong(total.Total))})", text, StringComparison.Ordinal);
        Assert.Contains("DANH SÁCH CHI TRẢ TRỢ CẤP BẢO TRỢ XÃ HỘI THÁNG 11 NĂM 2022", text, StringComparison.Ordinal);
        Assert.All(new[] { "NGƯỜI LẬP BIỂU", "KẾ TOÁN", "TRƯỞNG PHÒNG", "ĐẠI DIỆN TỔ CHỨC CHI TRẢ", "Trần Văn Minh", new string('a', 64) }, t => Assert.Contains(t, text, StringComparison.Ordinal));
        Assert.Equal(accounts, text.Contains("Agribank", StringComparison.Ordinal));
        Assert.Equal(0, PdfTools.Run(pdf.Bytes, "qpdf", "--check", "FILE").Code);
    }

    [Fact]
    public void Amounts_InNarrowColumns_AreNeverCut()
    {
        var text = PdfTools.Text(PaperPdf.Render(Paper([.. Rows(60, true)], Head with { ToAccounts = true }, out var total), PaperFonts.Shipped, new PdfOptions { Id = Guid.Empty, CreatedAt = DateTimeOffset.UnixEpoch }).Bytes);

        Assert.Contains("1.620.000", text, StringComparison.Ordinal);
        Assert.Contains(new Dong(total.Total).Digits(), text, StringComparison.Ordinal);
        Assert.DoesNotContain("1. 620", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_OnPaper_SaysSo() =>
        Assert.True(PaymentPapers.List(Scene, Head with { Head = null }, [], PaymentTotals.Nothing).IsDraft);

    [Fact]
    public void Village_AfterVillage_IsSummedUpByItself()
    {
        var run = new VillageRun();
        var items = Rows(3).Concat(Rows(2).Select(r => r with { Person = r.Person with { Village = "Thôn Cuối" } })).SelectMany(run.Add).Concat(run.Close()).ToList();

        Assert.Equal(["Thôn 1", "1", "Cộng Thôn 1: 1 người", "Thôn 2", "1", "Cộng Thôn 2: 1 người", "Thôn 3", "1", "Cộng Thôn 3: 1 người", "Thôn Cuối", "1", "2", "Cộng Thôn Cuối: 2 người"],
            items.Select(i => i.Row is null ? i.Label : $"{i.Number}"));
        Assert.Equal((5, items.Where(i => i.Row is not null).Sum(i => i.Row!.TotalDong)), (run.Total.Lines, run.Total.Total));
    }

    [Fact]
    public void Sheet_OfALongList_IsWrittenRowByRowWithNumbersAsNumbers()
    {
        const int Lines = 200_000;
        using var file = MonthArchive.Scratch();
        var (count, halfway) = (0, 0L);
        ListSheet.Write(file, Scene, Head, Rows(Lines).Select(r =>
        {
            halfway = ++count == Lines / 2 ? file.Position : halfway;
            return r;
        }));

        // Half of the file is on the disk when half of the lines were read: nothing waits for the end.
        Assert.InRange(halfway, file.Length / 3, file.Length * 2 / 3);
        file.Position = 0;
        var source = WorkbookReader.Open(file, FileGuard.Inspect(file, "a.xlsx").Value).Value;
        var (numbers, texts) = (0, new List<string>());
        foreach (var line in source.Lines(0).Take(40))
        {
            numbers += line.Cells.Count(c => c.Kind == CellKind.Number);
            texts.AddRange(line.Cells.Select(c => c.Text));
        }

        Assert.True(numbers > 100, $"{numbers}");
        Assert.Contains("038149000001", texts);
        Assert.Contains("Mức trợ cấp tháng", texts);
    }

    internal static IEnumerable<PaymentRow> Rows(int lines, bool accounts = false) => Enumerable.Range(0, lines).Select(i => new PaymentRow
    {
        BeneficiaryCode = $"38-400-16063-{i + 1:000000}",
        Person = new PaperPerson { FullName = Names[i % Names.Length], Birth = BirthDate.Of(1930 + (i % 70)), Sex = 1 + (i % 2), Number = $"038149{i + 1:000000}", Village = $"Thôn {1 + (i / Math.Max(1, lines / 3))}" },
        Category = i % 7 == 0 ? "K5Đ5.a, K6Đ5" : "K5Đ5.a", Coefficient = "1,5", MonthlyDong = 1_080_000, CareDong = i % 4 == 0 ? 540_000 : 0, ArrearsDong = i % 9 == 0 ? 2_160_000 : 0, ArrearsFrom = i % 9 == 0 ? new PayMonth(202209) : null,
        ArrearsTo = i % 9 == 0 ? new PayMonth(202210) : null, DeductDong = i % 11 == 0 ? 100_000 : 0, CarriedDong = i % 5 == 0 ? 1_080_000 : 0, CarriedMonths = i % 5 == 0 ? 1 : 0, Method = accounts ? "BANK" : "CASH_POINT",
        AccountNumber = accounts ? $"3512205{i:000000}" : "", Bank = accounts ? "Agribank" : "", AccountHolder = accounts ? Names[i % Names.Length] : "", Taker = i % 6 == 0 ? "Nguyễn Văn Con, 038080000001, con" : "",
        Note = i % 9 == 0 ? "QĐ số 05/QĐ-UBND ngày 05/10/2022" : "",
    });

    internal static PaperScene Scene => new PaperSamples(new DateOnly(2022, 10, 24), PaperSamples.Thuy, PaperSamples.Severe).Scene;

    private static PaperContent Paper(IReadOnlyList<PaymentRow> rows, PaymentHead head, out PaymentTotals total)
    {
        var run = new VillageRun();
        List<PaymentItem> items = [.. rows.SelectMany(run.Add), .. run.Close()];
        total = run.Total;
        return PaymentPapers.List(Scene, head, items, total);
    }
}
