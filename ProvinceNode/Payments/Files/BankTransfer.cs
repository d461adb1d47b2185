using System.Globalization;
using System.Text;
using Protos.Values;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// Payroll file for a bank: STT, account, holder, bank, amount, content — letters without tones in capitals, as the banks' systems take them — and the bank's answer to it.
/// An order is known by its STT: the place of its row in the list that was approved.
/// </summary>
public static class BankTransfer
{
    // What transfer systems carry in the content of an order.
    private const int LongestContent = 140;
    private const int LongestHolder = 70;

    public static WireSchema Schema { get; } = new("btxh-chuyenkhoan-1", "Bảng kê chuyển khoản",
    [
        new("batch", "Mã lô", Longest: 64, Required: true),
        new("debit", "Tài khoản trích nợ", Longest: 40),
        new("month", "Tháng chi trả", WireKind.Month, Required: true),
        new("totalLines", "Tổng số lệnh", WireKind.Count, Required: true),
        new("totalAmount", "Tổng số tiền của lô", WireKind.Amount, Required: true),
    ],
    [
        new("seq", "STT", WireKind.Count, Required: true),
        new("account", "Số tài khoản", Longest: 40, Required: true),
        new("holder", "Tên người thụ hưởng", Required: true),
        new("bank", "Ngân hàng thụ hưởng", Required: true),
        new("amount", "Số tiền", WireKind.Amount, Required: true),
        new("content", "Nội dung", Longest: LongestContent),
    ], Hashed: false);

    public static WireSchema ResultSchema { get; } = new("btxh-ketquack-1", "Kết quả chuyển khoản",
    [
        new("batch", "Mã lô", Longest: 64, Required: true),
        new("madeAt", "Thời điểm lập", WireKind.Moment),
    ],
    [
        new("seq", "STT", WireKind.Count, Required: true),
        new("account", "Số tài khoản", Longest: 40, Required: true),
        new("amount", "Số tiền", WireKind.Amount, Required: true),
        new("status", "Trạng thái", Longest: 60, Required: true),
        new("paidAt", "Thời điểm giao dịch", WireKind.Moment),
        new("transaction", "Mã giao dịch", Longest: 100),
        new("reason", "Lý do", Longest: 500),
    ], Hashed: false);

    /// <summary>Writes the orders of a list of accounts.</summary>
    /// <param name="debit">The account that the money is taken from; empty when the bank knows it.</param>
    public static void Write(Stream output, WireForm form, PaymentDocument list, string debit)
    {
        string[] header = [list.Header.ListId, debit, WireValues.Of(list.Header.Month), WireValues.Of(list.Rows.Count), WireValues.Of(list.Header.TotalAmount)];
        WireWriter.Write(output, form, Schema, header, list.Rows.Select((row, i) => Order(list.Header, row, i + 1)));
    }

    /// <summary>Capital letters A–Z, digits and plain marks: what every bank's system takes.</summary>
    public static string Capitals(string text, int longest)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in VietnameseText.Fold(WireValues.Plain(text)).ToUpperInvariant())
        {
            plain.Append(char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '.' or ',' or '-' ? c : ' ');
        }

        var words = string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return (words.Length > longest ? words[..longest] : words).Trim();
    }

    /// <summary>
    /// One line of the bank's answer as a result of the list: done is PAID, failed BANK_FAILED with the reason that <see cref="BankReasons"/> reads of its words.
    /// An order that is still under way is told as a fault: its result comes with a later file.
    /// </summary>
    public static ResultEntry EntryOf(WireLine line, PaymentDocument list, BankReasons reasons)
    {
        if (line.Values.Count == 0)
        {
            return new(line.Number, null, line.Faults);
        }

        var v = new WireCells(ResultSchema.ColumnPlaces, line.Values);
        var (faults, seq) = (line.Faults.ToList(), (int)v.Number("seq"));
        var sent = seq >= 1 && seq <= list.Rows.Count ? list.Rows[seq - 1] : null;
        if (faults.Count == 0 && (sent is null || sent.AccountNumber != v["account"] || sent.Total != v.Money("amount")))
        {
            faults.Add(new(line.Number, "STT", FileProblems.OtherTransfer.Now(seq)));
        }

        var status = Status(v["status"]);
        if (status is null && v["status"].Length > 0)
        {
            faults.Add(new(line.Number, "Trạng thái", FileProblems.UnknownStatus.Now(WireReader.Shown(v["status"]), "Thành công, Thất bại")));
        }
        else if (status == WireCodes.Paid && v["paidAt"].Length == 0)
        {
            faults.Add(new(line.Number, "Thời điểm giao dịch", FileProblems.PaidAtMissing.Now()));
        }

        return faults.Count > 0 ? new(line.Number, null, faults) : new(line.Number, Row(list, sent!, status!, v, reasons), []);
    }

    private static ResultRow Row(PaymentDocument list, PaymentRow sent, string status, WireCells v, BankReasons reasons) => new()
    {
        ListId = list.Header.ListId, RowId = sent.RowId, Status = status, Amount = sent.Total, Method = sent.Method, PaidAt = status == WireCodes.Paid ? v.Moment("paidAt") : null,
        ReasonCode = status == WireCodes.Paid ? "" : reasons.CodeOf(v["reason"]), ReasonText = status == WireCodes.Paid ? "" : v["reason"], Evidence = v["transaction"],
    };

    private static string[] Order(PaymentHeader header, PaymentRow row, int seq) =>
    [
        WireValues.Of(seq), row.AccountNumber, Capitals(row.AccountHolder.Length > 0 ? row.AccountHolder : row.FullName, LongestHolder), Capitals(row.Bank, LongestHolder), WireValues.Of(row.Total),
        Capitals(string.Create(CultureInfo.InvariantCulture, $"TRO CAP BTXH THANG {header.Month.Month:00} {header.Month.Year} {row.BenCode} SO {seq}"), LongestContent),
    ];

    private static string? Status(string text) => WordKey.Of(text) switch
    {
        "thanh cong" or "success" or "ok" or "da chuyen" or "hoan thanh" => WireCodes.Paid,
        "that bai" or "khong thanh cong" or "failed" or "fail" or "loi" or "tu choi" => WireCodes.BankFailed,
        _ => null,
    };
}
