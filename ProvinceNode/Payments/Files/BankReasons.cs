using ProvinceNode.Platform.Text;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// How a bank's words about an order that failed are read: R06 (the account that was to be credited is wrong, closed, or another's: its holder is asked for another) or R09 (the payer's own account, a limit,
/// the system: nobody's account is to blame, and the next list carries it). What is not known is R09, because an account is closed by nobody's guess. Pure.
/// </summary>
/// <param name="Account">Phrases about the account that is to be credited, as <see cref="WordKey"/> makes keys.</param>
/// <param name="Other">Phrases that tell of something else, whatever stands beside them.</param>
public sealed record BankReasons(IReadOnlyList<string> Account, IReadOnlyList<string> Other)
{
    /// <summary>Phrases of banks in Viet Nam, for <see cref="Of"/>; an office whose bank says it otherwise tells its own.</summary>
    public const string UsualAccount =
        "không tồn tại; không có tài khoản; không tìm thấy tài khoản; sai số tài khoản; số tài khoản sai; tài khoản sai; sai tài khoản; tài khoản không đúng; tài khoản không hợp lệ; tài khoản đã đóng; tài khoản thụ hưởng đã đóng; đã đóng tài khoản; tài khoản đóng; bị khóa; tạm khóa; phong tỏa; "
        + "tài khoản ngừng hoạt động; tài khoản không hoạt động; sai tên; tên không đúng; không khớp; không trùng khớp; invalid account; account closed; account not found; name mismatch";

    /// <summary>See <see cref="UsualAccount"/>.</summary>
    public const string UsualOther = "trích nợ; nguồn; số dư; hạn mức; lỗi hệ thống; hệ thống thanh toán; hệ thống tạm; hệ thống đang; bảo trì; quá tải; hết giờ; quá thời gian; ghi có sau; insufficient; limit; timeout; system error";

    public static BankReasons Usual { get; } = Of(UsualAccount, UsualOther);

    /// <param name="account">Phrases parted by semicolons; empty: the usual ones.</param>
    /// <param name="other">The same.</param>
    public static BankReasons Of(string account, string other) => new(Phrases(account.Trim().Length > 0 ? account : UsualAccount), Phrases(other.Trim().Length > 0 ? other : UsualOther));

    /// <summary>R06 or R09.</summary>
    public string CodeOf(string words)
    {
        var key = $" {WordKey.Of(words)} ";
        bool Has(IReadOnlyList<string> phrases) => phrases.Any(p => key.Contains($" {p} ", StringComparison.Ordinal));
        return Has(Account) && !Has(Other) ? "R06" : "R09";
    }

    private static List<string> Phrases(string list) => [.. list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(WordKey.Of).Where(p => p.Length > 0)];
}
