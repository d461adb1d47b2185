namespace ProvinceNode.Dossiers.Forms;

/// <summary>
/// What a request to adjust asks, by the reason chosen (Decree 20 Art. 8(1), policy 3.5): all that the group of the reason rests on. Who moves to
/// another group, or has another reason, tells what has changed and leaves the rest empty: it stays as it was decided. Pure.
/// </summary>
public static class ChangeBlocks
{
    /// <summary>Name of the question for the reason.</summary>
    public const string Reason = "ChangeReason";

    private static readonly string[] Open = ["category", "other"];

    private static readonly KeyValuePair<string, string>[] Reasons =
    [
        Ask.Option("age", "Đến tuổi được mức khác"), Ask.Option("degree", "Thay đổi mức độ khuyết tật"), Ask.Option("children", "Thay đổi số con đang nuôi"),
        Ask.Option("poverty", "Thay đổi hộ nghèo, hộ cận nghèo"), Ask.Option("pension", "Thay đổi lương hưu, thu nhập, trợ cấp hằng tháng đang nhận"), Ask.Option("study", "Thay đổi việc học"),
        Ask.Option("supporters", "Thay đổi người phụng dưỡng"), Ask.Option("family", "Thay đổi tình trạng hôn nhân, mang thai"),
        Ask.Option("category", "Chuyển sang đối tượng khác"), Ask.Option("other", "Lý do khác"),
    ];

    public static FormField Why { get; } = Ask.Choice(Reason, "Lý do điều chỉnh", Reasons, "lý do điều chỉnh").Bears();

    /// <summary>Block K for another degree.</summary>
    public static IReadOnlyList<FormField> Certificate { get; } =
        [.. MeansBlocks.Certificate.Select(f => For(f, "degree") with { Needed = s => !IsLoose(s) || s.Has("CertificateNumber") || s.Has("DisabilityDegree") })];

    /// <summary>Everything else that an adjustment may rest on.</summary>
    public static IReadOnlyList<FormField> Circumstances { get; } =
    [
        For(MeansBlocks.Poverty, "poverty"), For(MeansBlocks.PovertySince, "poverty"),
        For(FamilyBlocks.Children with { LeastRows = 0, Hint = "Kê khai tất cả các con đang nuôi; không còn nuôi con nào thì bỏ hết các dòng." }, "children"),
        For(Ask.Choice("PensionState", "Có lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng không?", FormChoices.YesNo, "có hay không có lương hưu, trợ cấp bảo hiểm xã hội").Bears(), "pension"),
        For(Ask.Money("InsuranceAmount", "Lương hưu, trợ cấp bảo hiểm xã hội một tháng (đồng)").Only("PensionState", "yes").Bears(), "pension"),
        For(Ask.Month("InsuranceFrom", "Nhận mức này từ tháng", "Không rõ thì để trống: tính từ tháng có thay đổi.").Optional().Only("PensionState", "yes").Bears(), "pension"),
        For(Ask.Money("AssistanceAmount", "Trợ cấp xã hội hằng tháng theo văn bản khác (đồng)", "Không có thì để trống.").Optional().Bears(), "pension"),
        For(Ask.Money("MeritAmount", "Trợ cấp ưu đãi người có công (đồng)", "Không có thì để trống.").Optional().Bears(), "pension"),
        For(Ask.YesNo("StableIncome", "Có thu nhập ổn định hằng tháng không?", "có hay không có thu nhập ổn định hằng tháng").Optional().Bears().Hinted("Tiền lương, tiền công và thu nhập khác."), "pension"),
        For(Ask.Money("IncomeAmount", "Mức thu nhập một tháng (đồng)").Optional().Only("StableIncome", "yes").Bears(), "pension"),
        For(MeansBlocks.Study, "study"), For(MeansBlocks.StudyLevel, "study"),
        For(Ask.Month("StudyUntil", "Học đến tháng", "Tháng dự kiến học xong, ví dụ 06/2026.").Optional().Only("Study", "studying").Bears(), "study"),
        For(ElderForms.SupporterState, "supporters"), For(ElderForms.Supporters, "supporters"),
        For(Ask.Choice("Marital", "Tình trạng hôn nhân", FormChoices.Marital, "tình trạng hôn nhân").Bears(), "family"),
        For(Ask.Date("SpouseLost", "Ngày vợ hoặc chồng chết, ngày Tòa án tuyên bố mất tích").Only("Marital", "widowed", "missing").Bears(), "family"),
        For(Ask.YesNo("Pregnant", "Có đang mang thai không?", "có hay không đang mang thai").Bears(), "family").Provided(s => !s.Is("Sex", "1")),
        For(Ask.Number("PregnancyMonths", "Mang thai tháng thứ mấy?", 1, 10, "Chỉ nhập khi đang mang thai.").Only("Pregnant", "yes").Bears() with { Asks = "số tháng mang thai" }, "family"),
        For(Ask.Text("HivPaperNumber", "Số giấy xác nhận của cơ quan y tế", 60, width: 20).Optional().Bears() with { Restricted = true }, "category"),
        For(Ask.Date("HivPaper", "Ngày cấp giấy xác nhận của cơ quan y tế").Optional().Bears() with { Restricted = true }, "category"),
    ];

    /// <summary>Whether what is left empty tells nothing.</summary>
    public static bool IsLoose(FormScope s) => s.Whole.Is(Reason, Open);

    // Under its own reason it is asked as elsewhere; under an open one only what is given counts.
    private static FormField For(FormField field, string reason)
    {
        var asked = field.If is null ? field.Only(Reason, [reason, .. Open.Where(o => o != reason)]) : field.Provided(s => s.Whole.Is(Reason, [reason, .. Open]));
        return field.IsOptional ? asked : asked with { Needed = s => !IsLoose(s) && field.IsNeeded(s) };
    }
}
