using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>
/// Our written requests ("văn bản đề nghị", Decree 20 Art. 8(2)–(4); Circular 02/2021 Art. 2): the law has no form for adjusting, stopping,
/// suspending, resuming and moving. The same serve social pension. Pure.
/// </summary>
public static class RequestForms
{
    private static readonly DateOnly Start = new(2021, 7, 1);

    private static readonly DateOnly TwoTier = new(2025, 7, 1);

    // T1–T4 of policy 3.6.
    private static readonly KeyValuePair<string, string>[] Stops =
    [
        Ask.Option("T1", "Người hưởng chết hoặc mất tích"), Ask.Option("T2", "Không còn đủ điều kiện hưởng"), Ask.Option("T3", "Chấp hành án phạt tù ở trại giam"), Ask.Option("T4", "Từ chối nhận trợ cấp"),
        Ask.Option("C3", "Người nhận chăm sóc không còn đủ điều kiện hoặc không nhận chăm sóc nữa"),
    ];

    private static readonly KeyValuePair<string, string>[] Suspensions =
        [Ask.Option("S1", "Không nhận trợ cấp từ 3 tháng liên tục trở lên"), Ask.Option("S2", "Không thực hiện việc xác định lại mức độ khuyết tật, không cung cấp thông tin"), Ask.Option("S3", "Bị tạm giam từ 1 tháng trở lên")];

    private static readonly KeyValuePair<string, string>[] Resumptions =
        [Ask.Option("collected", "Đã có mặt để nhận trợ cấp"), Ask.Option("complied", "Đã thực hiện yêu cầu xác định lại, cung cấp thông tin"), Ask.Option("released", "Đã hết thời gian tạm giam"), Ask.Option("other", "Lý do khác")];

    private static readonly FormField Decision = Ask.Text("OldDecision", "Số, ngày quyết định đang hưởng", 120, "Không nhớ thì để trống.").Optional();

    private static readonly FormField Current = Ask.Money("CurrentAmount", "Mức đang hưởng hằng tháng (đồng)").Optional();

    private static readonly FormPaper[] Papers = [new(SubmitPapers.OldDecision), new(SubmitPapers.Reason), new(SubmitPapers.IdentityPaper)];

    public static FormDefinition Adjust { get; } = Make("DN-DC", "Văn bản đề nghị điều chỉnh trợ cấp", "Khoản 1 Điều 8 Nghị định số 20/2021/NĐ-CP", Papers,
        new("de-nghi", "Vì sao đề nghị điều chỉnh?",
        [
            Decision, Current, ChangeBlocks.Why, EventOn("Ngày có thay đổi"), Ask.Story("Why", "Nói rõ lý do"), .. ChangeBlocks.Certificate,
        ]) { Short = "Đề nghị điều chỉnh" },
        new("hoan-canh-moi", "Hoàn cảnh hiện nay?", ChangeBlocks.Circumstances)
        {
            Short = "Hoàn cảnh hiện nay", Words = "Điều nào không thay đổi và không bắt buộc thì để trống.", When = s => !s.Is(ChangeBlocks.Reason, "age", "degree"),
        });

    /// <summary>What the office writes down when it opens an adjustment by itself (policy 3.5): the same circumstances, filled in at the appraisal. No form that is filed.</summary>
    public static FormDefinition OwnAdjustment { get; } = new(OwnDossier.Form, "Đề nghị điều chỉnh do cơ quan lập", "Khoản 1 Điều 8 Nghị định số 20/2021/NĐ-CP", Start)
    {
        Steps = [new("dieu-chinh", "Điều gì đã thay đổi?", [ChangeBlocks.Why, .. ChangeBlocks.Certificate, .. ChangeBlocks.Circumstances]) { Short = "Thay đổi" }], Payment = FormPayment.None,
    };

    public static FormDefinition Stop { get; } = Make("DN-TH", "Văn bản đề nghị thôi hưởng trợ cấp", "Khoản 2 Điều 8 Nghị định số 20/2021/NĐ-CP; Điều 2 Thông tư số 02/2021/TT-BLĐTBXH",
        [new(SubmitPapers.DeathPaper, s => s.Is("StopReason", "T1")), .. Papers],
        new FormStep("de-nghi", "Vì sao thôi hưởng?", Decision, Ask.Choice("StopReason", "Lý do thôi hưởng", Stops, "lý do thôi hưởng").Bears(), EventOn("Ngày chết, mất tích, ngày không còn đủ điều kiện hoặc ngày từ chối"),
            Ask.Story("Why", "Nói rõ lý do").Optional()) { Short = "Đề nghị thôi hưởng" }) with { Rules = [DeadDoNotDeclare] };

    public static FormDefinition Suspend { get; } = Make("DN-TD", "Văn bản đề nghị tạm dừng trợ cấp", "Điều 2 Thông tư số 02/2021/TT-BLĐTBXH", Papers,
        new FormStep("de-nghi", "Vì sao tạm dừng?", Decision, Ask.Choice("SuspendReason", "Lý do tạm dừng", Suspensions, "lý do tạm dừng").Bears(), EventOn("Từ ngày"), Ask.Story("Why", "Nói rõ lý do").Optional()) { Short = "Đề nghị tạm dừng" });

    public static FormDefinition Resume { get; } = Make("DN-TT", "Văn bản đề nghị tiếp tục hưởng trợ cấp", "Điều 2 Thông tư số 02/2021/TT-BLĐTBXH", Papers,
        new FormStep("de-nghi", "Vì sao được hưởng tiếp?", Decision, Ask.Choice("ResumeReason", "Lý do hưởng tiếp", Resumptions, "lý do hưởng tiếp").Bears(), EventOn("Từ ngày"), Ask.Story("Why", "Nói rõ lý do").Optional()) { Short = "Đề nghị tiếp tục hưởng" });

    /// <summary>Filed at the place left.</summary>
    public static FormDefinition MoveOut { get; } = MoveForm("DN-CD", "Văn bản đề nghị chi trả trợ cấp khi chuyển đi nơi khác", Start, TwoTier.AddDays(-1), "New", "nơi chuyển đến");

    public static FormDefinition MoveOutSince2025 { get; } = MoveForm("DN-CD", "Văn bản đề nghị chi trả trợ cấp khi chuyển đi nơi khác", TwoTier, null, "New", "nơi chuyển đến");

    /// <summary>Filed at the place come to.</summary>
    public static FormDefinition MoveIn { get; } = MoveForm("DN-CN", "Văn bản đề nghị chi trả trợ cấp tại nơi cư trú mới", Start, TwoTier.AddDays(-1), "Old", "nơi ở cũ");

    public static FormDefinition MoveInSince2025 { get; } = MoveForm("DN-CN", "Văn bản đề nghị chi trả trợ cấp tại nơi cư trú mới", TwoTier, null, "Old", "nơi ở cũ");

    public static IReadOnlyList<FormDefinition> All { get; } = [Adjust, Stop, Suspend, Resume, MoveOut, MoveOutSince2025, MoveIn, MoveInSince2025];

    private static FormDefinition Make(string code, string title, string legal, IReadOnlyList<FormPaper> papers, params FormStep[] steps) => new(code, title, legal, Start)
    {
        Steps = [PersonBlock.Who("Người đang hưởng trợ cấp là ai?"), PersonBlock.Where(institution: false), .. steps],
        Papers = papers, Payment = FormPayment.None,
    };

    private static FormDefinition MoveForm(string code, string title, DateOnly from, DateOnly? to, string prefix, string place) =>
        new(code, title, "Khoản 3, khoản 4 Điều 8 Nghị định số 20/2021/NĐ-CP", from, to)
        {
            Steps =
            [
                PersonBlock.Who("Người đang hưởng trợ cấp là ai?"),
                PersonBlock.Where(prefix == "New" ? "Người hưởng đang ở xã nào?" : "Người hưởng mới chuyển đến xã nào?", institution: false),
                new("chuyen-noi-o", prefix == "New" ? "Chuyển đi đâu?" : "Trước đây ở đâu?",
                    Ask.Select(prefix + "Province", $"Tỉnh, thành phố {place}", UnitNames.ProvincesOn(from), $"tỉnh, thành phố {place}").Bears() with { OptionsOf = today => UnitNames.ProvincesOn(Within(today, from, to)) },
                    Ask.Text(prefix + "Commune", $"Xã, phường, thị trấn {place}", 120, "Ví dụ: phường Ba Đình.").Bears().Checked(s => Unit(s, prefix, from, Within(s.Today, from, to))),
                    Ask.Text(prefix + "Address", $"Địa chỉ {place}", PersonData.MostVillage), Ask.Date("Moved", "Ngày chuyển").Bears() with { MayBeAhead = true },
                    Decision, Current,
                    Ask.Month("StopMonth", "Nơi cũ thôi chi trả từ tháng", "Ghi trên quyết định thôi chi trả, ví dụ 10/2022.").Optional().Bears().Provided(_ => prefix == "Old")) { Short = "Chuyển nơi ở" },
            ],
            Papers = [new(SubmitPapers.OldDecision), new(SubmitPapers.NewResidence), new(SubmitPapers.IdentityPaper)],
        };

    private static FormField EventOn(string label) => (Ask.Date("EventOn", label) with { Asks = PersonRules.Inside(label) }).Bears()
        .Checked(s => s.Day("EventOn") is { } day && s.Birth() is { } born && day < born.Assumed ? FormProblems.BeforeBirth.At("EventOn", "Ngày này") : null);

    // A version of the form asks about the units of its own days.
    private static DateOnly Within(DateOnly today, DateOnly from, DateOnly? to) => today < from ? from : to is { } last && today > last ? last : today;

    // Somebody moves to a place of today, and may come from one that has ended or changed its name since.
    private static Problem? Unit(FormScope s, string prefix, DateOnly from, DateOnly day) =>
        !s.Has(prefix + "Province") || (prefix == "Old" ? UnitNames.HadCommune(s["OldProvince"], s["OldCommune"], from, day) : UnitNames.HasCommune(s[prefix + "Province"], s[prefix + "Commune"], day)) ? null
            : FormProblems.UnitUnknown.At(prefix + "Commune", s.Text(prefix + "Commune"), UnitNames.ProvinceOn(s[prefix + "Province"], day));

    private static IEnumerable<Problem> DeadDoNotDeclare(FormScope s) =>
        s.Is("StopReason", "T1") && s.Is("DeclaredBy", "owner") ? [FormProblems.DeadYetPresent.At("DeclaredBy", "Người hưởng", "tự khai hồ sơ")] : [];
}
