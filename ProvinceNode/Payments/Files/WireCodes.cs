using ProvinceNode.Platform.Text;

namespace ProvinceNode.Payments.Files;

/// <summary>Codes of exchanged files with the words that people read (policy 6.3, 6.6). Pure.</summary>
public static class WireCodes
{
    public const string Regular = "REGULAR";
    public const string SocialPension = "PENSION";
    public const string Funeral = "FUNERAL";
    public const string Supplementary = "SUPPLEMENTARY";

    public const string CashPoint = "CASH_POINT";
    public const string CashHome = "CASH_HOME";
    public const string Bank = "BANK";

    /// <summary>Electronic payment account: the social-security account on VNeID.</summary>
    public const string Epay = "EPAY";

    public const string Paid = "PAID";
    public const string Unpaid = "UNPAID";
    public const string Returned = "RETURNED";
    public const string BankFailed = "BANK_FAILED";

    public const string Self = "SELF";
    public const string Proxy = "PROXY";

    /// <summary>Booked to an account.</summary>
    public const string Account = "ACCOUNT";

    public static IReadOnlyDictionary<string, string> ListTypes { get; } = new Dictionary<string, string>
    {
        [Regular] = "Thường xuyên", [SocialPension] = "Hưu trí xã hội", [Funeral] = "Mai táng", [Supplementary] = "Bổ sung",
    };

    public static IReadOnlyDictionary<string, string> Methods { get; } = new Dictionary<string, string>
    {
        [CashPoint] = "Tiền mặt tại điểm chi trả", [CashHome] = "Tiền mặt tại nhà", [Bank] = "Chuyển khoản", [Epay] = "Tài khoản an sinh xã hội trên VNeID",
    };

    public static IReadOnlyDictionary<string, string> Statuses { get; } = new Dictionary<string, string>
    {
        [Paid] = "Đã chi trả", [Unpaid] = "Chưa nhận", [Returned] = "Hoàn trả", [BankFailed] = "Chuyển khoản lỗi",
    };

    /// <summary>Why money was not handed over; R02 opens a death task, R06 asks for a new account (policy 6.6).</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["R01"] = "Không đến nhận, vắng mặt", ["R02"] = "Đã chết", ["R03"] = "Chuyển nơi cư trú", ["R04"] = "Sai thông tin, giấy tờ", ["R05"] = "Từ chối nhận",
        ["R06"] = "Tài khoản sai hoặc đã đóng", ["R07"] = "Bị tạm giam, chấp hành án", ["R08"] = "Đi điều trị, đi xa", ["R09"] = "Khác",
    };

    public static IReadOnlyDictionary<string, string> Collectors { get; } = new Dictionary<string, string> { [Self] = "Người hưởng", [Proxy] = "Người nhận thay", [Account] = "Vào tài khoản" };

    /// <summary>The code for what is written: the code itself in any case, or its Vietnamese words; null when it is neither.</summary>
    public static string? Read(IReadOnlyDictionary<string, string> codes, string text)
    {
        var upper = text.ToUpperInvariant();
        if (codes.ContainsKey(upper))
        {
            return upper;
        }

        var key = WordKey.Of(text);
        return codes.FirstOrDefault(c => WordKey.Of(c.Value) == key).Key;
    }
}
