namespace ProvinceNode.Registry;

/// <summary>How money reaches whoever takes it, as his declaration chose (policy 3.3 block E, 4.3 "phương thức chi trả").</summary>
/// <param name="MethodCode"><see cref="AtPoint"/> or <see cref="ToAccount"/>.</param>
/// <param name="AccountNumber">Empty for cash, as the holder and the bank are.</param>
public sealed record PayWay(string MethodCode, string AccountNumber, string Holder, string Bank)
{
    /// <summary>Tiền mặt tại điểm chi trả.</summary>
    public const string AtPoint = "cash";

    /// <summary>Chuyển khoản.</summary>
    public const string ToAccount = "account";

    public static PayWay Cash { get; } = new(AtPoint, "", "", "");

    /// <summary>"số 0123 456, chủ tài khoản Nguyễn Văn A, mở tại Agribank"; empty for cash.</summary>
    public string Printed() => MethodCode != ToAccount || AccountNumber.Length == 0 ? ""
        : $"số {AccountNumber}{(Holder.Length > 0 ? $", chủ tài khoản {Holder}" : "")}{(Bank.Length > 0 ? $", mở tại {Bank}" : "")}";
}
