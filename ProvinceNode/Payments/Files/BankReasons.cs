using System.Text.RegularExpressions;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// How a bank's words about an order that failed are read: R06 (the account that was to be credited is wrong, closed, or another's: its holder is asked for another) or R09 (the payer's own account, a limit,
/// the system: nobody's account is to blame, and the next list carries it). What is not known is R09, because an account is closed by nobody's guess. Pure.
/// </summary>
/// <param name="Account">Phrases about the account that is to be credited.</param>
/// <param name="Other">Phrases that tell of something else when they stand in the same clause: "tài khoản nguồn bị khóa" blames nobody's account, "tài khoản bị khóa, đã hoàn về tài khoản nguồn" does.</param>
public sealed partial record BankReasons(IReadOnlyList<BankReasons.Phrase> Account, IReadOnlyList<BankReasons.Phrase> Other)
{
    /// <summary>Phrases of banks in Viet Nam, for <see cref="Of"/>; an office whose bank says it otherwise tells its own.</summary>
    public const string UsualAccount =
        "tài khoản|tk|stk|account|acc + không tồn tại|không tìm thấy|không đúng|không hợp lệ|không khớp|không trùng|không còn hoạt động|không hoạt động|ngừng hoạt động|đã đóng|bị đóng|đóng tài khoản|tài khoản đóng|tk đóng"
        + "|tất toán|sai|khóa|phong tỏa|closed|invalid|not found|not exist|blocked|frozen|mismatch; không có tài khoản; không có tk; không tồn tại; "
        + "tên người|tên chủ|tên thụ hưởng|tên tài khoản|tên khách hàng|họ tên|họ và tên|chủ tài khoản|name + sai|không đúng|không khớp|không trùng|mismatch; tên không khớp; tên không trùng; tên không đúng; sai tên";

    /// <summary>See <see cref="UsualAccount"/>.</summary>
    public const string UsualOther = "trích nợ|nguồn|số dư|hạn mức|số tiền|chữ ký|duyệt lệnh|người dùng|bảo trì|quá tải|hết giờ|quá thời gian|đóng cửa|ghi có sau|insufficient|limit|timeout|system error|debit; "
        + "hệ thống + lỗi|tạm|đang|gián đoạn";

    public static BankReasons Usual { get; } = Of(UsualAccount, UsualOther);

    /// <summary>Phrases are parted by semicolons; of a phrase with "+" every part must stand in the clause, in any order; of a part with "|" one of its words.</summary>
    /// <param name="account">Empty: the usual ones.</param>
    /// <param name="other">The same.</param>
    public static BankReasons Of(string account, string other) => new(Phrases(account.Trim().Length > 0 ? account : UsualAccount), Phrases(other.Trim().Length > 0 ? other : UsualOther));

    /// <summary>R06 or R09.</summary>
    public string CodeOf(string words)
        => Clauses().Split(words).Select(clause => $" {WordKey.Of(clause)} ").Any(clause => Account.Any(p => p.IsIn(clause)) && !Other.Any(p => p.IsIn(clause))) ? "R06" : "R09";

    private static List<Phrase> Phrases(string list) =>
    [
        .. list.Split(';').Select(phrase => new Phrase([.. phrase.Split('+').Select(part => part.Split('|').Select(WordKey.Of).Where(w => w.Length > 0).ToList()).Where(part => part.Count > 0)])).Where(p => p.Parts.Count > 0),
    ];

    // A full stop within a number parts nothing.
    [GeneratedRegex("[,;:()\\n]|\\.(?!\\d)")]
    private static partial Regex Clauses();

    /// <summary>What a clause must hold.</summary>
    /// <param name="Parts">Of each, one of its words, as <see cref="WordKey"/> makes keys.</param>
    public sealed record Phrase(IReadOnlyList<IReadOnlyList<string>> Parts)
    {
        /// <param name="clause">A key with a space on either side.</param>
        public bool IsIn(string clause) => Parts.All(words => words.Any(w => clause.Contains($" {w} ", StringComparison.Ordinal)));
    }
}
