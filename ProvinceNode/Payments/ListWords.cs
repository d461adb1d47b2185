namespace ProvinceNode.Payments;

/// <summary>Kind of a payment list (policy 6.3). Stored by name.</summary>
public enum ListType
{
    /// <summary>Thường xuyên: monthly assistance and care support, with arrears, recoveries and aid paid once.</summary>
    Regular = 1,

    /// <summary>Hưu trí xã hội (Decree 176/2025).</summary>
    SocialPension,

    /// <summary>Mai táng.</summary>
    Funeral,

    /// <summary>Bổ sung: what a closed month owes beside its approved lists.</summary>
    Supplementary,
}

/// <summary>How the money reaches whoever takes it (policy 6.3, column 16). Stored by name.</summary>
public enum PayMethod
{
    /// <summary>Tiền mặt tại điểm chi trả.</summary>
    CashPoint = 1,

    /// <summary>Tiền mặt tại nhà: special persons (Decree 20/2021 Art. 34).</summary>
    CashHome,

    /// <summary>Tài khoản ngân hàng.</summary>
    Bank,

    /// <summary>Tài khoản an sinh xã hội trên VNeID.</summary>
    Epay,
}

/// <summary>Words and codes of lists. Pure.</summary>
public static class ListWords
{
    /// <summary>In place of a relation that would name an illness: somebody else than the beneficiary, who may take his money.</summary>
    public const string SomeReceiver = "người nhận thay";

    /// <summary>Of a draft of a district that is no more, which a restored node does not give up.</summary>
    public const string HeldDraft = "dự thảo nhận bàn giao từ cấp huyện, chưa hủy vì nút tỉnh đã phục hồi từ bản sao lưu và đơn vị chi trả đang giữ danh sách này hoặc chưa hỏi được: nếu đang giữ thì duyệt và gửi chính danh sách này, hệ thống chỉ ghi nhận là đã gửi; nếu không giữ, hệ thống tự hủy";

    public static string Type(ListType type) => type switch
    {
        ListType.Regular => "thường xuyên", ListType.SocialPension => "hưu trí xã hội", ListType.Funeral => "mai táng", _ => "bổ sung",
    };

    public static string Method(PayMethod method) => method switch
    {
        PayMethod.CashPoint => "Tiền mặt tại điểm chi trả", PayMethod.CashHome => "Tiền mặt tại nhà", PayMethod.Bank => "Tài khoản ngân hàng", _ => "Tài khoản an sinh xã hội trên VNeID",
    };

    /// <summary>Code of policy 6.3 as files and papers carry it: CASH_POINT, CASH_HOME, BANK, EPAY.</summary>
    public static string Code(PayMethod method) => method switch
    {
        PayMethod.CashPoint => "CASH_POINT", PayMethod.CashHome => "CASH_HOME", PayMethod.Bank => "BANK", _ => "EPAY",
    };

    /// <summary>
    /// Labels of a line as people read them: all groups of Article 5 of Decree 20/2021 have one. A clause for some and none for the HIV groups would tell who is in these (Art. 28(1)(b)).
    /// </summary>
    /// <param name="labels"><see cref="PaymentLine.Category"/>.</param>
    public static string Category(string labels) =>
        string.Join(", ", labels.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(l => IsArticle5(l) ? Documents.NeutralWords.Code : l).Distinct(StringComparer.Ordinal));

    // K5Đ5.a, K8Đ5, Đ5; not Đ53.
    private static bool IsArticle5(string label) => label.IndexOf(Documents.NeutralWords.Code, StringComparison.Ordinal) is >= 0 and var at && (at + 2 == label.Length || label[at + 2] == '.');

    /// <summary>In place of a bank's name: the account of social security that VNeID keeps. It is known by its holder's number of 12 digits; no account number is asked.</summary>
    public const string Vneid = "VNeID";

    /// <summary>Whether the money goes to an account.</summary>
    public static bool IsAccount(PayMethod method) => method is PayMethod.Bank or PayMethod.Epay;

    public static string Outcome(LineOutcome outcome) => outcome switch
    {
        LineOutcome.Open => "Chưa có kết quả", LineOutcome.Paid => "Đã chi trả", LineOutcome.Unpaid => "Chưa nhận", LineOutcome.Returned => "Hoàn trả", _ => "Chuyển khoản lỗi",
    };
}
