namespace ProvinceNode.Dossiers.Forms;

/// <summary>Blocks B (benefits in course), H (poor household), K (disability), and studying and work (policy 3.3). Pure.</summary>
public static class MeansBlocks
{
    public static IReadOnlyList<KeyValuePair<string, string>> StudyLevels { get; } =
    [
        Ask.Option("school", "Giáo dục phổ thông, giáo dục thường xuyên"), Ask.Option("trade", "Học nghề, trung cấp"), Ask.Option("college", "Cao đẳng, văn bằng thứ nhất"),
        Ask.Option("university", "Đại học, văn bằng thứ nhất"), Ask.Option("second", "Văn bằng thứ hai hoặc khóa học khác"),
    ];

    public static IReadOnlyList<KeyValuePair<string, string>> Areas { get; } =
        [Ask.Option("no", "Không"), Ask.Option("yes", "Có"), Ask.Option("unknown", "Không rõ, nhờ cán bộ tra giúp")];

    public static FormField Poverty { get; } = Ask.Choice("Poverty", "Có thuộc hộ nghèo, hộ cận nghèo không?", FormChoices.Poverty, "có hay không thuộc hộ nghèo, hộ cận nghèo").Bears();

    /// <summary>The status is decided each December for the year to come (policy 1.5); months before it are due only when it held in them (policy 3.4).</summary>
    public static FormField PovertySince { get; } = Ask.Month("PovertySince", "Thuộc hộ nghèo, hộ cận nghèo từ tháng", "Ghi trên giấy chứng nhận, ví dụ 01/2022. Không rõ thì để trống: tính từ tháng 01 năm nộp hồ sơ.")
        .Optional().Only("Poverty", "poor", "near").Bears();

    public static FormField PovertyCode { get; } = Ask.Text("PovertyCode", "Mã hộ nghèo, hộ cận nghèo", 40, width: 20).Optional() with { Asks = "mã hộ nghèo" };

    public static FormField HealthCard { get; } = Ask.YesNo("HealthCard", "Có thẻ bảo hiểm y tế không?", "có hay không có thẻ bảo hiểm y tế");

    /// <summary>Only the highest assistance is paid (Decree 20 Art. 6(2)); a pension excludes 5.c and 8.</summary>
    public static IReadOnlyList<FormField> Benefits { get; } =
    [
        Ask.Heading("Các khoản đang nhận hằng tháng", "Khoản nào không có thì để trống. Tháng ghi như 10/2022."),
        .. Benefit("Insurance", "Lương hưu, trợ cấp bảo hiểm xã hội (đồng)", "Lương hưu: nhận từ tháng"),
        .. Benefit("Assistance", "Trợ cấp xã hội hàng tháng (đồng)", "Trợ cấp xã hội: nhận từ tháng"),
        .. Benefit("Merit", "Trợ cấp ưu đãi người có công (đồng)", "Người có công: nhận từ tháng"),
        Ask.Text("OtherName", "Tên trợ cấp hằng tháng khác", 120) with { Needed = s => s.Has("OtherAmount") },
        .. Benefit("Other", "Trợ cấp khác (đồng)", "Trợ cấp khác: nhận từ tháng"),
    ];

    /// <summary>Blocks H and B.</summary>
    public static FormStep Means { get; } = new("che-do", "Người hưởng đang có chế độ nào?", [Poverty, PovertySince, PovertyCode, HealthCard, .. Benefits]) { Short = "Chế độ đang hưởng" };

    public static FormField SpecialArea { get; } = Ask.Choice("SpecialArea", "Nơi ở có thuộc xã, thôn đặc biệt khó khăn vùng đồng bào dân tộc thiểu số và miền núi không?", Areas,
        "có hay không ở xã, thôn đặc biệt khó khăn").Bears();

    /// <summary>The village as the list of specially difficult places names it: chosen from the commune's rows where it has some, for a house number is no part of it.</summary>
    public static FormField AreaVillage { get; } = Ask.Text("AreaVillage", "Thôn, bản trong danh sách đặc biệt khó khăn", hint: "Chỉ ghi tên thôn, bản, ví dụ Bản Mới. Cả xã thuộc danh sách hoặc không rõ thì để trống.")
        .Optional().Only("SpecialArea", "yes").Bears();

    /// <summary>The same of somebody who has moved, asked of the appraiser alone: the form was filed at the place left.</summary>
    public static FormField NewVillage { get; } = Ask.Text(AreaVillage.Name, "Thôn, bản ở nơi cư trú mới trong danh sách đặc biệt khó khăn", hint: "Để trống thì xét theo địa chỉ mới ghi trong hồ sơ.").Optional().Bears();

    /// <summary>A place counts from the month of living there: arrears do not reach back over months of which nothing is known (policy 3.4).</summary>
    public static FormField ResidenceSince { get; } = Ask.Month("ResidenceSince", "Ở nơi này từ tháng", "Theo đăng ký thường trú, tạm trú, ví dụ 06/2021. Không rõ thì để trống: chỉ tính từ tháng nộp hồ sơ.").Optional().Bears();

    public static FormField Study { get; } = Ask.Choice("Study", "Việc học", FormChoices.Study, "tình trạng học tập").Bears();

    public static FormField StudyDetail { get; } = Ask.Text("StudyDetail", "Trường, lớp; hoặc lý do không đi học", 300, "Cần ghi khi đang đi học.") with
    {
        Needed = s => s.Is("Study", "studying"), Asks = "trường, lớp hoặc lý do không đi học",
    };

    public static FormField StudyLevel { get; } = Ask.Select("StudyLevel", "Bậc học", StudyLevels, "bậc học đang theo").Only("Study", "studying").Bears();

    public static IReadOnlyList<FormField> Work { get; } =
    [
        Ask.YesNo("Work", "Có việc làm không?", "có hay không có việc làm").Provided(IsAdult),
        (Ask.Text("WorkDetail", "Công việc; hoặc lý do không đi làm", 300, "Cần ghi khi có việc làm.") with { Needed = s => s.Is("Work", "yes"), Asks = "công việc hoặc lý do không đi làm" })
            .Provided(IsAdult),
        Ask.Money("WorkIncome", "Thu nhập một tháng (đồng)").Optional().Provided(IsAdult),
    ];

    /// <summary>Block K of people who may be disabled.</summary>
    public static FormField HasDisability { get; } = Ask.YesNo("HasDisability", "Có giấy xác nhận khuyết tật không?", "có hay không có giấy xác nhận khuyết tật").Bears();

    /// <summary>The certificate; in the forms of group 6 always asked, elsewhere after <see cref="HasDisability"/>.</summary>
    public static IReadOnlyList<FormField> Certificate { get; } =
    [
        Ask.Text("CertificateNumber", "Số giấy xác nhận khuyết tật", 40, width: 20).Bears(),
        Ask.Date("Certificate", "Ngày cấp", "Ngày ghi cạnh chữ ký trên giấy.").Bears().Checked(CertificateAfterBirth) with { Asks = "ngày cấp giấy xác nhận khuyết tật" },
        Ask.Text("CertificateBy", "Nơi cấp", 200, "Ví dụ: UBND xã Hoa Lộc.") with { Asks = "nơi cấp giấy xác nhận khuyết tật" },
        Ask.Choice("DisabilityKind", "Dạng khuyết tật", FormChoices.DisabilityKinds, "dạng khuyết tật ghi trên giấy").Bears(),
        Ask.Choice("DisabilityDegree", "Mức độ khuyết tật", FormChoices.Degrees, "mức độ khuyết tật ghi trên giấy").Bears(),
    ];

    /// <summary>Block K as one page of the other forms.</summary>
    public static FormStep Disability { get; } = new("khuyet-tat", "Người hưởng có khuyết tật không?", [HasDisability, .. Certificate.Select(f => f.Only("HasDisability", "yes"))]) { Short = "Khuyết tật" };

    /// <summary>Work, marriage and children are not asked of a child.</summary>
    public static bool IsAdult(FormScope scope) => scope.Whole.Age() is not < 16;

    private static Platform.Problem? CertificateAfterBirth(FormScope s) =>
        s.Day("Certificate") is { } issued && s.Birth() is { } born && issued < born.Assumed ? SubmitProblems.CertificateBeforeBirth.At(s.At("Certificate")) : null;

    private static FormField[] Benefit(string name, string label, string from) =>
        [Ask.Money(name + "Amount", label).Optional().Bears(), Ask.Month(name + "From", from, "").Optional()];
}
