using System.Text;
using Protos.Values;
using ProvinceNode.Payments.Files;

namespace ProvinceNode.Tests.Payments.Files;

/// <summary>Results are read to the đồng, or every fault is told with its line.</summary>
public sealed class ResultFileTests
{
    private static readonly PaymentDocument List = WireSamples.List(1, 12);

    public static TheoryData<WireForm> EveryForm => [.. WireSamples.Forms];

    [Theory]
    [MemberData(nameof(EveryForm))]
    public void Results_WrittenAndRead_AreTheSame(WireForm form)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var results = WireSamples.Results(WireSamples.List(seed, 15), seed);
            using var content = WireSamples.Written(form, results);
            var file = ResultFile.Open(content, $"KetQua_16063_202211_1{WireWriter.Ending(form)}");
            Assert.True(!file.IsRefused, string.Join(" ", file.Faults.Select(f => f.Sentence)));
            Assert.Equal(results.Header, file.Header);
            Assert.Equal(results.Rows, file.Entries().Select(e => e.Row));
            Assert.Equal(results.Rows.Count, file.Entries().Count()); // a second reading starts anew
        }
    }

    // A person opened the file with a spreadsheet program and saved it: dates, amounts and columns look otherwise, the values are the same.
    [Fact]
    public void Results_SavedByASpreadsheetProgram_AreTheSame()
    {
        var results = WireSamples.Results(WireSamples.List(2, 9), 2);
        string[] order = ["Số tiền", "Mã dòng", "Mã danh sách", "Trạng thái", "Thời điểm chi trả", "Hình thức chi trả", "Người nhận", "Họ tên người nhận", "Số giấy tờ người nhận", "Mã lý do", "Lý do", "Chứng từ", "Lần"];
        var text = new StringBuilder("Kết quả chi trả;;\r\n");
        foreach (var (field, value) in ResultColumns.Schema.Header.Zip(ResultColumns.Values(results.Header)))
        {
            text.Append(field.Heading.ToUpperInvariant()).Append(';').Append(Cell(field, value)).Append("\r\n");
        }

        text.Append(string.Join(';', order)).Append("\r\n");
        foreach (var values in results.Rows.Select(ResultColumns.Values))
        {
            text.Append(string.Join(';', order.Select(h => ResultColumns.Schema.Columns.Select((f, i) => (f, i)).First(c => c.f.Heading == h)).Select(c => Cell(c.f, values[c.i])))).Append("\r\n");
        }

        using var content = new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())]);
        var file = ResultFile.Open(content, "KetQua_16063_202211_1 (1).csv");
        Assert.Empty(file.Faults);
        Assert.Equal(results.Rows, file.Entries().Select(e => e.Row));

        static string Cell(WireField field, string value) => field.Kind switch
        {
            WireKind.Amount when value.Length > 0 => new Dong(long.Parse(value, VietnameseFormat.Culture)).Digits(),
            WireKind.Month => $"{value[4..]}/{value[..4]}",
            WireKind.Moment when value.Length > 0 => DateTime.Parse(value, VietnameseFormat.Culture).ToString("dd/MM/yyyy H:mm", VietnameseFormat.Culture),
            _ => $"\"{ProvinceNode.Platform.Sheets.SheetText.Quoted(value).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        };
    }

    [Fact]
    public void Words_InsteadOfCodes_AreUnderstood()
    {
        var row = WireSamples.Results(List, 3, unpaidPercent: 100).Rows[0] with { Status = "chưa nhận", ReasonCode = "Đã chết", Method = "Tiền mặt tại nhà" };
        using var content = WireSamples.Written(WireForm.Csv, ResultFile.Seal(WireSamples.Results(List, 3).Header, [row]));
        Assert.Equal(row with { Status = WireCodes.Unpaid, ReasonCode = "R02", Method = WireCodes.CashHome }, ResultFile.Open(content, "a.csv").Entries().Single().Row);
    }

    public static TheoryData<string, string> Line => new()
    {
        { "unknown-list", "pay-result-unknown-list" }, { "unknown-row", "pay-result-unknown-row" }, { "amount", "pay-result-amount-changed" }, { "month", "pay-result-wrong-month" },
        { "status", "pay-file-unknown-status" }, { "reason", "pay-file-unknown-reason" }, { "no-reason", "pay-file-reason-missing" }, { "reason-of-paid", "pay-file-reason-of-paid" },
        { "no-day", "pay-file-paid-at-missing" }, { "late-day", "pay-file-paid-after" }, { "proxy", "pay-file-proxy-unnamed" }, { "method", "pay-file-unknown-code" },
    };

    [Theory]
    [MemberData(nameof(Line))]
    public void Line_WithAFault_IsToldAndTheOthersCount(string what, string code)
    {
        var results = WireSamples.Results(List, 3, unpaidPercent: 0);
        var bent = results.Rows.Select((row, i) => i == 4 ? Bend(row, what) : row).ToList();
        // A wrong month is told at every line.
        var header = what == "month" ? results.Header with { Month = new PayMonth(202212) } : results.Header;
        using var content = WireSamples.Written(WireForm.Xlsx, ResultFile.Seal(header with { ListId = "" }, bent));
        var file = ResultFile.Open(content, "kq.xlsx");
        Assert.Empty(file.Faults);
        var judged = file.Entries().Select(e => Judge(e, file)).ToList();
        Assert.Equal(what == "month" ? [] : results.Rows.Where((_, i) => i != 4), judged.Where(e => e.Row is not null).Select(e => e.Row));
        var fault = judged[4].Faults.Single();
        Assert.Equal((code, judged[4].Line), (fault.Problem.Code, fault.Line));
        Assert.StartsWith($"Dòng {fault.Line}", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_WithManyFaults_TellsThemAll()
    {
        var results = WireSamples.Results(List, 3, unpaidPercent: 0);
        using var content = WireSamples.Written(WireForm.Csv, ResultFile.Seal(results.Header, [results.Rows[0] with { Status = "XONG", Method = "VANG", CollectedBy = "AI", ReasonCode = "R77" }]));
        Assert.Equal(
            ["pay-file-unknown-status", "pay-file-unknown-code", "pay-file-unknown-code", "pay-file-unknown-reason"], ResultFile.Open(content, "a.csv").Entries().Single().Faults.Select(f => f.Problem.Code));
    }

    [Fact]
    public void Line_ToldTwice_CountsOnceOrNotAtAll()
    {
        var rows = WireSamples.Results(List, 4, unpaidPercent: 0).Rows;
        var other = rows[2] with { Status = WireCodes.Unpaid, PaidAt = null, ReasonCode = "R01" };
        using var content = WireSamples.Written(WireForm.Json, ResultFile.Seal(WireSamples.Results(List, 4).Header, [.. rows, rows[1], other, other with { Version = 2 }]));
        var entries = ResultFile.Open(content, "a.json").Entries().ToList();
        Assert.Equal(["pay-result-contradiction", "warn-pay-result-repeated", "pay-result-contradiction"], entries.SelectMany(e => e.Faults).Select(f => f.Problem.Code));
        Assert.Equal([3, 13, 14], entries.Where(e => e.Row is null).Select(e => e.Line));
        Assert.Equal(2, entries[^1].Row!.Version); // a correction is another result
    }

    [Theory]
    [InlineData("cut", "pay-file-partial")]
    [InlineData("amount", "pay-file-damaged")]
    [InlineData("name", "pay-file-other-name")]
    [InlineData("foreign", "pay-file-foreign")]
    [InlineData("empty", "import-file-empty")]
    [InlineData("pdf", "import-file-type")]
    public void File_DamagedOrForeign_IsRefusedWhole(string what, string code)
    {
        var results = WireSamples.Results(List, 5);
        foreach (var form in WireSamples.Forms)
        {
            using var content = what switch
            {
                "cut" => WireSamples.Written(form, results with { Rows = [.. results.Rows.Take(5)] }),
                "amount" => WireSamples.Written(form, results with { Rows = [.. results.Rows.Select(r => r with { Evidence = "khác" })] }),
                "foreign" => WireSamples.Written(form, List),
                "empty" => new MemoryStream(),
                "pdf" => new MemoryStream("%PDF-1.7"u8.ToArray()),
                _ => WireSamples.Written(form, results),
            };
            var file = ResultFile.Open(content, what == "name" ? $"KetQua_16063_202210_1{WireWriter.Ending(form)}" : "kq");
            Assert.Equal(code, file.Faults.Single().Problem.Code);
        }
    }

    [Fact]
    public void HugeFile_Read_StreamsLineByLine()
    {
        const int Lines = 60_000;
        var amount = new Dong(540_000);
        var random = new Random(1);
        var header = WireSamples.Results(List, 1).Header with { ListId = "" };
        using var content = WireSamples.Written(WireForm.Json, ResultFile.Seal(header, Enumerable.Range(0, Lines).Select(n => WireSamples.Result(random, "ds", $"d-{n}", amount, 10))));
        var file = ResultFile.Open(content, "a.json");
        Assert.Equal((0, Lines), (file.Faults.Count, file.Lines));
        var count = 0;
        foreach (var entry in file.Entries())
        {
            Assert.NotNull(entry.Row);
            count++;

            // What was read is what was given out, and a window.
            Assert.InRange(content.Position, 0, (content.Length * count / Lines) + (1 << 20));
        }

        Assert.Equal(Lines, count);
    }

    private static ResultEntry Judge(ResultEntry entry, ResultFile file) => ResultCheck.Judge(
        entry, file.Header.Month, file.Header.ListId, id => id == List.Header.ListId ? new SentList(id, List.Header.Month) : null, (_, row) => List.Rows.FirstOrDefault(r => r.RowId == row)?.Total);

    private static ResultRow Bend(ResultRow row, string what) => what switch
    {
        "unknown-list" => row with { ListId = "ds-la" },
        "unknown-row" => row with { RowId = "d-la" },
        "amount" => row with { Amount = row.Amount + new Dong(1) },
        "month" => row,
        "status" => row with { Status = "XONG" },
        "reason" => row with { Status = WireCodes.Unpaid, ReasonCode = "R10" },
        "no-reason" => row with { Status = WireCodes.Unpaid, ReasonCode = "" },
        "reason-of-paid" => row with { ReasonCode = "R01" },
        "no-day" => row with { PaidAt = null },
        "late-day" => row with { PaidAt = new DateTime(2022, 11, 16, 8, 0, 0) },
        "proxy" => row with { CollectedBy = WireCodes.Proxy, CollectorId = "" },
        _ => row with { Method = "VANG" },
    };
}
