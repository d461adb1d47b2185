using Protos.Values;
using ProvinceNode.Payments.Files;

namespace ProvinceNode.Tests.Payments.Files;

/// <summary>Lists and results by seed, with the texts that break files.</summary>
internal static class WireSamples
{
    public static readonly WireForm[] Forms = [WireForm.Json, WireForm.Xlsx, WireForm.Csv];

    private static readonly string[] Names =
    [
        "Lê Thị Hòa", "Nguyễn Văn Thủy", "H'Hen Niê", "'Trần Văn An", "=HYPERLINK(\"http://x\")", "+84 901", "-1", "@SUM(A1)", "Bùi; Thị, \"Nga\" | x", "A\tB\r\nC", "  hai  khoảng  trắng ",
        "_x0041_", "Đỗ Thị Ký 😀", "#N/A", "0123", "Phạm Thi\u0323 Ho\u0300a", "a\u0001b\uD800c", "TRUE", "1.080.000", "05/11/2022", "sep=;", "{\"a\":1}", "<b>&amp;</b>", "=cmd|' /C calc'!A0", "''", "\uFEFFđầu",
    ];

    public static PaymentDocument List(int seed, int rows, string method = WireCodes.CashPoint, string listId = "", int month = 202211)
    {
        var random = new Random(seed);
        var header = new PaymentHeader(
            listId.Length > 0 ? listId : $"ds-{seed}", "16063", "Xã Hoa Lộc, huyện Hậu Lộc", new PayMonth(month), WireCodes.Regular, method, 1, 0, 0, Dong.Zero, new string('a', 64), "", "Phòng LĐTBXH, Trưởng phòng", new DateTime(2022, 10, 24, 9, 30, 0));
        return PaymentFile.Seal(header, Enumerable.Range(1, rows).Select(n => Row(random, n, method)).ToList());
    }

    public static ResultDocument Results(PaymentDocument list, int seed, int unpaidPercent = 20)
    {
        var random = new Random(seed);
        var header = new ResultHeader(list.Header.UnitCode, list.Header.Month, 1, list.Header.ListId, "VNPost", new DateTime(2022, 11, 15, 17, 0, 0), 0, Dong.Zero, "");
        return ResultFile.Seal(header, list.Rows.Select(row => Result(random, list.Header.ListId, row.RowId, row.Total, unpaidPercent)));
    }

    public static ResultRow Result(Random random, string listId, string rowId, Dong amount, int unpaidPercent) => random.Next(100) < unpaidPercent
        ? new() { ListId = listId, RowId = rowId, Status = WireCodes.Unpaid, Amount = amount, ReasonCode = $"R0{random.Next(1, 10)}", ReasonText = WireValues.Plain(Pick(random)), Method = WireCodes.CashPoint }
        : new()
        {
            ListId = listId, RowId = rowId, Status = WireCodes.Paid, Amount = amount, PaidAt = new DateTime(2022, 11, random.Next(1, 15), random.Next(7, 17), random.Next(60), 0), Method = WireCodes.CashPoint,
            CollectedBy = random.Next(4) == 0 ? WireCodes.Proxy : WireCodes.Self, CollectorName = WireValues.Plain(Pick(random)) is { Length: > 0 } name ? name : "An", CollectorId = $"038{random.Next(100_000_000, 999_999_999)}", Evidence = $"CT-{rowId}",
        };

    public static MemoryStream Written(WireForm form, PaymentDocument list)
    {
        var memory = new MemoryStream();
        PaymentFile.Write(memory, form, list);
        return memory;
    }

    public static MemoryStream Written(WireForm form, ResultDocument results)
    {
        var memory = new MemoryStream();
        ResultFile.Write(memory, form, results);
        return memory;
    }

    private static string Pick(Random random) => Names[random.Next(Names.Length)];

    private static PaymentRow Row(Random random, int number, string method)
    {
        var (monthly, arrears, carried) = (new Dong(360_000 * random.Next(1, 4)), new Dong(random.Next(3) == 0 ? 540_000 : 0), new Dong(random.Next(5) == 0 ? 720_000 : 0));
        var row = new PaymentRow
        {
            RowId = $"d-{number:00000}", Seq = number, BenCode = $"38-399-16063-{number:000000}", FullName = Pick(random), BirthDate = random.Next(2) == 0 ? "1954" : "1960-03-02", Sex = random.Next(3) switch { 0 => "1", 1 => "2", _ => "" },
            IdNumber = $"0381{random.Next(10_000_000, 99_999_999)}", Village = Pick(random), Category = "K5Đ5.c", Coefficient = "1,5", Monthly = monthly, Arrears = arrears,
            ArrearsFrom = arrears.Amount > 0 ? new PayMonth(202209) : null, ArrearsTo = arrears.Amount > 0 ? new PayMonth(202210) : null, Carried = carried, CarriedMonths = carried.Amount > 0 ? 2 : 0,
            Method = method, AccountNumber = method == WireCodes.Bank ? $"0{random.Next(100_000_000, 999_999_999)}" : "", Bank = method == WireCodes.Bank ? "Agribank" : "", AccountHolder = method == WireCodes.Bank ? Pick(random) : "",
            People = random.Next(1, 3), Note = Pick(random),
        };
        return row with { Total = row.Sum() };
    }
}
