namespace ProvinceNode.Dossiers.Forms;

/// <summary>Block P: a person and where he lives, under any prefix (policy 3.3). Pure.</summary>
public static class PersonBlock
{
    public const string ResidenceSlug = "noi-cu-tru";
    private const string NumberHint = "12 chữ số trên căn cước, căn cước công dân hoặc giấy khai sinh. Chỉ có CMND cũ thì nhập 9 số.";

    /// <summary>The person whose dossier it is.</summary>
    public static IReadOnlyList<FormField> Owner { get; } = Whole("", "");

    public static FormField Commune { get; } = new("CommuneCode", "Xã, phường, thị trấn", FieldKind.Commune) { Hint = "Gõ tên, không cần dấu, ví dụ hoa loc." };

    public static FormField Village { get; } = Ask.Text("Village", "Thôn, bản, tổ dân phố, số nhà");

    public static FormField PermanentAddress { get; } = Ask.Text("PermanentAddress", "Nơi đăng ký thường trú", 300, "Chỉ ghi khi khác nơi đang ở.").Optional();

    public static FormField Phone { get; } = Ask.Phone("Phone", "Số điện thoại", "Để cơ quan gọi khi cần. Không có thì để trống và nhập số của người khai thay ở bước sau.").Optional();

    /// <summary>Decree 20 Art. 25(5): no assistance in the community beside the monthly nurture allowance.</summary>
    public static FormField InInstitution { get; } = Ask.YesNo("InInstitution", "Có đang được nuôi dưỡng tại cơ sở trợ giúp xã hội không?",
        "có hay không đang được nuôi dưỡng tại cơ sở trợ giúp xã hội").Bears();

    /// <summary>First page of most forms.</summary>
    public static FormStep Who(string heading = "Người hưởng trợ cấp là ai?", string name = "Người hưởng") => new("nguoi-huong", heading, Owner) { Short = name };

    public static FormStep Where(string heading = "Người hưởng đang ở đâu?", bool institution = true) => new(ResidenceSlug, heading,
        institution ? [Commune, Village, PermanentAddress, Phone, InInstitution] : [Commune, Village, PermanentAddress, Phone]) { Short = "Nơi ở" };

    /// <summary>A whole person under a prefix.</summary>
    /// <param name="of">Ends the labels, e.g. " của người chăm sóc".</param>
    public static IReadOnlyList<FormField> Whole(string prefix, string of) =>
    [
        Ask.Name(prefix + "FullName", "Họ, chữ đệm và tên" + of, "Như trên căn cước hoặc giấy khai sinh, ví dụ Nguyễn Thị Lan.") with { Asks = "họ và tên" + of },
        Ask.Birth(prefix + "Birth", "Ngày sinh" + of).Bears(),
        Ask.Choice(prefix + "Sex", "Giới tính" + of, FormChoices.Sexes, "giới tính" + of),
        Ask.Select(prefix + "EthnicCode", "Dân tộc", FormChoices.EthnicGroups, "dân tộc") with { Default = "01", OptionsOf = FormChoices.EthnicGroupsOn },
        .. Number(prefix, of),
        Ask.Date(prefix + "IdentityIssued", "Ngày cấp giấy tờ tùy thân").Optional() with { Asks = "ngày cấp giấy tờ" },
        Ask.Text(prefix + "IdentityIssuedBy", "Nơi cấp").Optional() with { Asks = "nơi cấp giấy tờ" },
    ];

    /// <summary>Name, birth, sex and number: somebody beside the beneficiary.</summary>
    public static IReadOnlyList<FormField> Short(string prefix, string of) =>
    [
        Ask.Name(prefix + "FullName", "Họ và tên" + of),
        Ask.Birth(prefix + "Birth", "Ngày sinh" + of),
        Ask.Choice(prefix + "Sex", "Giới tính" + of, FormChoices.Sexes, "giới tính" + of),
        .. Number(prefix, of),
    ];

    /// <summary>The rest of block P for somebody beside the beneficiary. Nobody is sent away for it: what an earlier declaration did not ask stays empty.</summary>
    public static IReadOnlyList<FormField> Rest(string prefix, string of) =>
    [
        Ask.Select(prefix + "EthnicCode", "Dân tộc" + of, FormChoices.EthnicGroups, "dân tộc" + of).Optional() with { OptionsOf = FormChoices.EthnicGroupsOn },
        Ask.Date(prefix + "IdentityIssued", "Ngày cấp giấy tờ tùy thân" + of).Optional() with { Asks = "ngày cấp giấy tờ" + of },
        Ask.Text(prefix + "IdentityIssuedBy", "Nơi cấp giấy tờ tùy thân" + of).Optional(),
        Ask.Text(prefix + "PermanentAddress", "Nơi đăng ký thường trú" + of, 300).Optional(),
        Ask.Phone(prefix + "OwnPhone", "Số điện thoại" + of).Optional(),
    ];

    /// <summary>The number, or the tick that there is none.</summary>
    public static IReadOnlyList<FormField> Number(string prefix, string of) =>
    [
        new FormField(prefix + "CitizenId", "Số định danh cá nhân" + of, FieldKind.Identity) { Hint = NumberHint, Width = 20, Longest = 20 },
        Ask.Tick(prefix + "NoNumber", "Chưa được cấp số nào"),
    ];
}
