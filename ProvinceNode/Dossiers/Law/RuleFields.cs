using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers.Law;

/// <summary>The fields of each kind of change and their words. Pure.</summary>
public static class RuleFields
{
    public const string From = "ValidFrom";
    public const string To = "ValidTo";
    public const string Legal = "Legal";

    /// <summary>Day a national text has force; its money may count from another (policy 0.4).</summary>
    public const string InForce = "InForceFrom";

    /// <summary>First day of reception to which days of a step apply: any day, because steps are no monthly amounts.</summary>
    public const string Starts = "StartsOn";

    /// <summary>Code of a text that is new.</summary>
    public const string NewText = "new";

    /// <summary>First and last day of a row of the authority map: any day.</summary>
    public const string ActsFrom = "ActsFrom";
    public const string ActsTo = "ActsTo";

    public const string EndCategory = "end";
    public const string NewCategory = "new-group";

    /// <summary>Brackets of ages beside the changed one move with it.</summary>
    public const string MoveNeighbours = "move";

    public const string SameLevel = "same";
    public const string KeepOwn = "keep";
    public const string TakeShipped = "apply";

    private static readonly IReadOnlyList<RuleField> Resolution =
    [
        new("ResolutionNumber", "Số nghị quyết của Hội đồng nhân dân cấp tỉnh", RuleFieldKind.Text, Hint: "Ví dụ: 12/2026/NQ-HĐND") { Most = 60 },
        new("ResolutionOn", "Ngày ban hành nghị quyết", RuleFieldKind.Date),
    ];

    private static readonly IReadOnlyList<RuleField> Days =
    [
        new(From, "Áp dụng từ ngày", RuleFieldKind.Date, Hint: "Ngày đầu tháng; tháng thuộc về dòng có hiệu lực vào ngày mùng 1"),
        new(To, "Đến hết ngày", RuleFieldKind.Date, Optional: true, Hint: "Để trống nếu chưa có thời hạn"),
    ];

    private static readonly IReadOnlyList<RuleField> National =
    [
        new(Legal, "Điều, văn bản", RuleFieldKind.Text, Hint: "Ví dụ: Điều 4 Nghị định số 335/2026/NĐ-CP"),
        new(InForce, "Văn bản có hiệu lực từ ngày", RuleFieldKind.Date, Hint: "Quyết định ký trước ngày này vẫn theo mức cũ, dù tiền tính từ tháng trước đó"),
    ];

    /// <summary>Names of the kinds.</summary>
    public static IReadOnlyDictionary<RuleKind, string> Names { get; } = new Dictionary<RuleKind, string>
    {
        [RuleKind.Level] = "Mức chuẩn của tỉnh", [RuleKind.Supplement] = "Hỗ trợ thêm của tỉnh", [RuleKind.ExtraGroup] = "Nhóm đối tượng của tỉnh",
        [RuleKind.SpecialArea] = "Xã, thôn đặc biệt khó khăn", [RuleKind.SpecialAreas] = "Danh sách xã, thôn đặc biệt khó khăn từ tệp", [RuleKind.Parameter] = "Thông số", [RuleKind.StepDays] = "Số ngày của một bước",
        [RuleKind.NationalLevel] = "Mức chung cả nước theo văn bản mới", [RuleKind.Category] = "Nhóm đối tượng chung cả nước theo văn bản mới",
        [RuleKind.NationalGroup] = "Nhóm đối tượng mới chung cả nước có điều kiện riêng",
        [RuleKind.LegalBasis] = "Căn cứ trích dẫn trong văn bản", [RuleKind.Authority] = "Thẩm quyền: cơ quan, người thực hiện một việc",
        [RuleKind.Shipped] = "Xử lý dòng của bản cập nhật khác với quy định của tỉnh", [RuleKind.End] = "Kết thúc hiệu lực một quy định của tỉnh",
    };

    /// <summary>Single numbers of the law in words.</summary>
    public static IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [LawParameters.DecreaseNextMonth] = "Giảm mức do tuổi: 0 từ tháng đủ tuổi, 1 từ tháng sau", [LawParameters.LowPensionDifference] = "Lương hưu thấp hơn mức hưu trí xã hội: 0 hưởng đủ mức, 1 hưởng phần chênh lệch",
        [LawParameters.SupplementRestarts] = "Sau khi bổ sung hồ sơ: 0 trừ thời gian chờ công dân, 1 tính lại thời hạn từ đầu",
        [LawParameters.ArrearsWarnMonths] = "Nhắc kiểm tra khi truy lĩnh dài hơn (tháng)", [LawParameters.FuneralTimes] = "Mai táng: số lần mức chuẩn",
        [LawParameters.FuneralInstitutionTimes] = "Mai táng người ở cơ sở: số lần mức chuẩn", [LawParameters.FuneralEmergencyTimes] = "Mai táng khẩn cấp: số lần mức chuẩn",
        [LawParameters.InjuryTimes] = "Bị thương nặng: số lần mức chuẩn", [LawParameters.InjuryDays] = "Bị thương nặng: số ngày cấp cứu, điều trị ít nhất", [LawParameters.HouseLost] = "Nhà đổ, sập, trôi, cháy: số tiền (đồng)", [LawParameters.HouseMoved] = "Di dời nhà khẩn cấp: số tiền (đồng)",
        [LawParameters.HouseDamaged] = "Nhà hư hỏng nặng: số tiền (đồng)", [LawParameters.RiceKilograms] = "Gạo: kg một người một tháng", [LawParameters.RiceMonthsTet] = "Gạo dịp Tết: số tháng",
        [LawParameters.RiceMonthsHunger] = "Gạo khi đói: số tháng nhiều nhất một đợt", [LawParameters.EmergencyCareDay] = "Chăm sóc khẩn cấp: tiền ăn một người một ngày (đồng)", [LawParameters.EmergencyCareMonths] = "Chăm sóc khẩn cấp: số tháng nhiều nhất",
        [LawParameters.AidNearDays] = "Hai sự việc cách nhau không quá (ngày) thì hỏi lý do không trùng", [LawParameters.WorklistCertificateDays] = "Việc của tháng: nhắc giấy xác nhận khuyết tật trước khi hết giá trị (ngày)",
        [LawParameters.EmergencyCareGapDays] = "Chăm sóc khẩn cấp: các đợt cách nhau không quá (ngày) thì cộng dồn",
        [LawParameters.EmergencyPetrolMillilitres] = "Chăm sóc khẩn cấp, xe của cơ quan: xăng một km (ml)", [LawParameters.InstitutionUrgentMonths] = "Cơ sở, bảo vệ khẩn cấp: số tháng nhiều nhất", [LawParameters.InstitutionChildYears] = "Cơ sở: trẻ em ở đến (tuổi)",
        [LawParameters.RecoveryCapPercent] = "Thu hồi: mỗi kỳ trừ không quá (% trợ cấp hàng tháng)", [LawParameters.InstitutionStudyYears] = "Cơ sở: người đang học ở đến (tuổi)", [LawParameters.InstitutionSupportMonths] = "Cơ sở: trợ cấp tiếp sau 16 tuổi hoặc sau khi học xong không quá (tháng)",
    };

    private static readonly Dictionary<string, string> Steps = new(StringComparer.Ordinal)
    {
        ["S2_REVIEW"] = "Xã xét duyệt", ["S3_POSTING"] = "Niêm yết", ["S3_COMPLAINT"] = "Giải quyết khiếu nại", ["S4_SEND"] = "Xã trình", ["S5_APPRAISE"] = "Thẩm định", ["S6_DECIDE"] = "Ký quyết định",
        ["SEND"] = "Xã trình", ["APPRAISE_DECIDE"] = "Thẩm định và ký quyết định", ["DECIDE"] = "Xem xét, ký quyết định", ["COMMUNE_DECIDE"] = "Chủ tịch xã quyết định", ["APPRAISE_PAY"] = "Thẩm định, chi trả tại nơi mới",
        ["CONFIRM"] = "Nơi đến xác nhận", ["OUT_SEND"] = "Nơi đi trình", ["OUT_DECIDE"] = "Nơi đi thẩm định, ký thôi chi trả", ["REVIEW"] = "Xét duyệt", ["POSTING"] = "Niêm yết", ["APPRAISE"] = "Thẩm định", ["PROVINCE"] = "Sở thẩm định",
        ["PAPERS"] = "Hoàn thiện giấy tờ", ["ABANDONED_CHILD_NOTICE"] = "Thông báo tìm thân nhân trẻ bị bỏ rơi", ["ABANDONED_CHILD_TERM"] = "Thông báo tìm thân nhân: người thân có ít nhất", ["COUNCIL"] = "Hội đồng xác định", ["POST_ISSUE"] = "Công khai và cấp giấy", ["COMPLAINT"] = "Giải quyết khiếu nại", ["ISSUE"] = "Cấp giấy",
    };

    /// <summary>A step in words; its code when the table knows none.</summary>
    public static string StepName(string step) => Steps.GetValueOrDefault(step, step);

    /// <summary>Categories by the beginning of their codes, in words.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Prefixes { get; } =
    [
        new("*", "Mọi đối tượng"), new("1", "Khoản 1: trẻ em không có nguồn nuôi dưỡng"), new("2", "Khoản 2: người thuộc khoản 1 đang đi học"), new("3", "Khoản 3"), new("4", "Khoản 4: người đơn thân nghèo nuôi con"),
        new("5", "Khoản 5: người cao tuổi"), new("6", "Khoản 6: người khuyết tật"), new("7", "Khoản 7: trẻ em dưới 3 tuổi"), new("8", "Khoản 8"), new("CS", "Hỗ trợ chăm sóc, nuôi dưỡng"),
        new("HT", "Trợ cấp hưu trí xã hội"), new("INST", "Nuôi dưỡng tại cơ sở trợ giúp xã hội"),
    ];

    /// <summary>The fields of a kind, in the order of the page.</summary>
    /// <param name="choices">Choices that only the rows know, by field.</param>
    public static IReadOnlyList<RuleField> Of(RuleKind kind, IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> choices) =>
        Of(kind).Select(f => choices.TryGetValue(f.Name, out var found) ? f with { Choices = found } : f).ToList();

    private static IReadOnlyList<RuleField> Of(RuleKind kind) => kind switch
    {
        RuleKind.Level =>
        [
            Choice("Kind", "Mức nào", ("Standard", "Mức chuẩn trợ giúp xã hội"), ("SocialPension", "Mức trợ cấp hưu trí xã hội")),
            new("Prefix", "Áp dụng cho", RuleFieldKind.Choice) { Choices = Prefixes }, new("Amount", "Mức (đồng/tháng)", RuleFieldKind.Number), .. Resolution, .. Days,
        ],
        RuleKind.Supplement =>
        [
            new("Prefix", "Áp dụng cho", RuleFieldKind.Choice) { Choices = Prefixes }, new("AddDong", "Cộng thêm (đồng/tháng)", RuleFieldKind.Number, Optional: true),
            new("AtLeastDong", "Không thấp hơn (đồng/tháng)", RuleFieldKind.Number, Optional: true), new("Coefficient", "Hệ số ít nhất", RuleFieldKind.Text, Optional: true, Hint: "Ví dụ: 2,0"), .. Resolution, .. Days,
        ],
        RuleKind.ExtraGroup => [.. GroupFields.All, .. Resolution, .. Days],
        RuleKind.NationalGroup => [.. GroupFields.All, .. National, .. Days],
        RuleKind.SpecialArea =>
        [
            new("CommuneCode", "Mã xã (5 chữ số)", RuleFieldKind.Text), new("Village", "Thôn, bản", RuleFieldKind.Text, Optional: true, Hint: "Để trống nếu cả xã") { Most = 120 },
            new(Legal, "Văn bản", RuleFieldKind.Text, Hint: "Ví dụ: Quyết định số 861/QĐ-TTg ngày 04/6/2021"), .. Days,
        ],
        RuleKind.SpecialAreas =>
        [
            new(AreaPlans.File, "Tệp", RuleFieldKind.Text), new(AreaPlans.Lines, "Các dòng của tệp", RuleFieldKind.Text) { Most = 4_000_000 },
            new(AreaPlans.OthersUntil, "Các nơi tệp không nêu kết thúc hết ngày", RuleFieldKind.Date, Optional: true),
        ],
        RuleKind.NationalLevel or RuleKind.Category => OfDecree(kind),
        RuleKind.Parameter => [new("Name", "Thông số", RuleFieldKind.Choice) { Choices = Parameters.ToList() }, new("Value", "Giá trị", RuleFieldKind.Number), new(Legal, "Căn cứ", RuleFieldKind.Text), Days[0]],
        RuleKind.LegalBasis =>
        [
            new("Basis", "Văn bản", RuleFieldKind.Choice) { Choices = [new(NewText, "Văn bản mới, ví dụ nghị quyết của Hội đồng nhân dân cấp tỉnh"), .. LegalBases.Shipped.Select(l => KeyValuePair.Create(l.Code, $"Sửa cách trích dẫn: {Short(l.Text)}"))] },
            new("Topic", "Trích dẫn trong văn bản về (chỉ chọn với văn bản mới)", RuleFieldKind.Choice, Optional: true) { Choices = LegalBases.Topics.ToList() },
            new("Text", "Câu trích dẫn, không có chữ “Căn cứ”", RuleFieldKind.Text, Hint: "Tên loại, số, ký hiệu, ngày, cơ quan ban hành, tên văn bản") { Most = 600 },
            new("CitedFrom", "Trích dẫn từ ngày", RuleFieldKind.Date), new("CitedTo", "Đến hết ngày", RuleFieldKind.Date, Optional: true, Hint: "Để trống nếu chưa có thời hạn"),
        ],
        RuleKind.Authority or RuleKind.Shipped => OfActs(kind),
        RuleKind.StepDays => [new("Step", "Bước", RuleFieldKind.Choice), new("Days", "Số ngày", RuleFieldKind.Number), new(Starts, "Áp dụng cho hồ sơ tiếp nhận từ ngày", RuleFieldKind.Date, Hint: "Hồ sơ tiếp nhận trước ngày này giữ số ngày cũ"), new(Legal, "Căn cứ", RuleFieldKind.Text)],
        _ => [new("Target", "Quy định kết thúc", RuleFieldKind.Choice), new(To, "Ngày hiệu lực cuối cùng", RuleFieldKind.Date, Hint: "Ngày cuối tháng"), new(Legal, "Căn cứ", RuleFieldKind.Text)],
    };

    private static string Short(string text) => text.Length <= 90 ? text : text[..87] + "…";

    // Who acts, and what is done with a row of a shipment.
    private static IReadOnlyList<RuleField> OfActs(RuleKind kind) => kind == RuleKind.Authority
        ?
        [
            new("Role", "Việc", RuleFieldKind.Choice) { Choices = Authorities.Names.ToList() },
            Choice("Level", "Cấp thực hiện", (SameLevel, "Như hiện nay"), (nameof(UnitLevel.Province), "Cấp tỉnh"), (nameof(UnitLevel.District), "Cấp huyện"), (nameof(UnitLevel.Commune), "Cấp xã")),
            new("Title", "Chức danh in trên văn bản", RuleFieldKind.Text, Hint: "Ví dụ: Chuyên viên Phòng Nội vụ"),
            new("OfficeName", "Tên cơ quan, đơn vị", RuleFieldKind.Text, Hint: "Ghi {đơn vị} ở chỗ tên đơn vị hành chính, ví dụ: Phòng Nội vụ {đơn vị}"),
            new(ActsFrom, "Thực hiện từ ngày", RuleFieldKind.Date), new(ActsTo, "Đến hết ngày", RuleFieldKind.Date, Optional: true, Hint: "Để trống: đến hết thời gian của quy định chung"),
            new(Legal, "Luật, nghị định, nghị quyết hoặc quyết định", RuleFieldKind.Text, Hint: "Ví dụ: Nghị quyết số 12/NQ-HĐND ngày 20/02/2025 của Hội đồng nhân dân tỉnh") { Most = 300 },
        ]
        :
        [
            new("Conflict", "Dòng của bản cập nhật", RuleFieldKind.Choice), Choice("Verdict", "Cách xử lý", (KeepOwn, "Giữ quy định của tỉnh đã nhập"), (TakeShipped, "Áp dụng dòng của bản cập nhật")), new(Legal, "Lý do, căn cứ", RuleFieldKind.Text),
        ];

    private static IReadOnlyList<RuleField> OfDecree(RuleKind kind) => kind == RuleKind.NationalLevel
        ?
        [
            Choice("Kind", "Mức nào", ("Standard", "Mức chuẩn trợ giúp xã hội"), ("SocialPension", "Mức trợ cấp hưu trí xã hội")), new("Amount", "Mức (đồng/tháng)", RuleFieldKind.Number), .. National, Days[0],
        ]
        :
        [
            new("CategoryCode", "Nhóm đối tượng", RuleFieldKind.Choice),
            new("Change", "Văn bản mới làm gì với nhóm này?", RuleFieldKind.Choice, Optional: true)
                { Choices = [new("change", "Đổi hệ số, độ tuổi hoặc tên"), new(EndCategory, "Chấm dứt: không trợ cấp nữa từ ngày áp dụng"), new(NewCategory, "Thêm một nhóm mới có cùng điều kiện, khác độ tuổi")] },
            new("NewCode", "Ký hiệu thêm của nhóm mới", RuleFieldKind.Text, Optional: true, Hint: "Chỉ khi thêm nhóm mới; chữ số hoặc chữ cái, ví dụ: b") { Most = 10 },
            new("Label", "Tên nhóm theo văn bản mới", RuleFieldKind.Text, Optional: true, Hint: "Để trống nếu không đổi; cần ghi khi thêm nhóm mới"),
            new("Coefficient", "Hệ số", RuleFieldKind.Text, Optional: true, Hint: "Ví dụ: 2,0; để trống nếu không đổi"),
            new("AgeFrom", "Từ đủ (tuổi)", RuleFieldKind.Number, Optional: true, Hint: "Để trống nếu không đổi"), new("AgeUntil", "Đến dưới (tuổi)", RuleFieldKind.Number, Optional: true, Hint: "Để trống nếu không đổi"),
            new("Neighbours", "Độ tuổi của nhóm liền kề", RuleFieldKind.Choice, Optional: true, Hint: "Các nhóm nối tiếp nhau theo tuổi không được hở hoặc chồng lên nhau")
                { Choices = [new("keep", "Giữ nguyên"), new(MoveNeighbours, "Đổi theo cho nối liền, cùng ngày và cùng văn bản")] }, .. National, .. Days,
        ];

    private static RuleField Choice(string name, string label, params (string Value, string Words)[] choices) =>
        new(name, label, RuleFieldKind.Choice) { Choices = choices.Select(c => KeyValuePair.Create(c.Value, c.Words)).ToList() };
}
