using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Mẫu 04 (Decree 20 Art. 11, and Art. 14 for emergencies) and Mẫu 02 of Decree 176/2025: funeral costs. Pure.</summary>
public static class FuneralForms
{
    private static readonly KeyValuePair<string, string>[] Deceased =
    [
        Ask.Option("monthly", "Đang hưởng trợ cấp xã hội hàng tháng"), Ask.Option("child", "Con của người đơn thân nghèo đang hưởng trợ cấp"),
        Ask.Option("elder80", "Từ đủ 80 tuổi, đang hưởng trợ cấp tuất bảo hiểm xã hội hoặc trợ cấp hằng tháng khác"), Ask.Option("institution", "Đang được nuôi dưỡng tại cơ sở trợ giúp xã hội"),
    ];

    private static readonly KeyValuePair<string, string>[] DeceasedSince2025 =
    [
        .. Deceased, Ask.Option("pension", "Đang hưởng trợ cấp hưu trí xã hội"),
        Ask.Option("pension-requested", "Đã đề nghị, đủ điều kiện hưởng trợ cấp hưu trí xã hội nhưng chết khi chưa có quyết định"),
    ];

    private static readonly KeyValuePair<string, string>[] Burying = [Ask.Option("person", "Cá nhân, gia đình"), Ask.Option("organization", "Cơ quan, tổ chức")];

    private static readonly KeyValuePair<string, string>[] Causes =
    [
        Ask.Option("disaster", "Thiên tai"), Ask.Option("fire", "Hỏa hoạn"), Ask.Option("epidemic", "Dịch bệnh"), Ask.Option("traffic", "Tai nạn giao thông"),
        Ask.Option("labour", "Tai nạn lao động nghiêm trọng"), Ask.Option("other", "Lý do bất khả kháng khác"),
    ];

    private static readonly FormStep Person = PersonBlock.Who("Người chết là ai?", "Người chết");

    private static readonly FormStep Place = new(PersonBlock.ResidenceSlug, "Người chết cư trú ở đâu?", PersonBlock.Commune, PersonBlock.Village, PersonBlock.PermanentAddress) { Short = "Nơi cư trú" };

    private static readonly FormField Died = Ask.Date("Died", "Ngày chết", "Ghi trên giấy chứng tử, trích lục khai tử.").Bears().Checked(AfterBirth);

    private static readonly FormField[] DeathPaper =
    [
        Ask.Text("DeathPaperNumber", "Số giấy chứng tử hoặc trích lục khai tử", 60, width: 20).Bears(),
        Ask.Date("DeathPaper", "Ngày cấp").Checked(s => AfterDeath(s, "DeathPaper", "Ngày cấp giấy chứng tử")) with { Asks = "ngày cấp giấy chứng tử" },
        Ask.Text("DeathPaperBy", "Nơi cấp") with { Asks = "nơi cấp giấy chứng tử" },
    ];

    private static readonly FormField[] Burial =
    [
        Ask.Date("Buried", "Ngày mai táng").Checked(s => AfterDeath(s, "Buried", "Ngày mai táng")) with { MayBeAhead = true },
        Ask.Text("BuriedAt", "Địa điểm mai táng", 300),
    ];

    private static readonly FormStep Burier = new("nguoi-mai-tang", "Ai đứng ra mai táng?",
    [
        Ask.Choice("BurierKind", "Người đứng ra mai táng", Burying, "cá nhân hay cơ quan, tổ chức đứng ra mai táng").Bears(),
        Ask.Text("BurierOrganization", "Tên cơ quan, tổ chức").Only("BurierKind", "organization"),
        Ask.Text("BurierPosition", "Chức vụ của người đại diện", 120, width: 20).Only("BurierKind", "organization"),
        .. PersonBlock.Short("Burier", " của người mai táng hoặc người đại diện"),
        Ask.Text("BurierRelation", "Là gì của người chết?", 60, "Ví dụ: con trai, cháu.", 20).Only("BurierKind", "person").Checked(RelationWords.Rule("BurierRelation")) with { Asks = "quan hệ với người chết" },
        Ask.Phone("BurierPhone", "Số điện thoại của người mai táng"),
        Ask.Text("BurierAddress", "Địa chỉ của người mai táng", 300),
    ]) { Short = "Người mai táng" };

    public static FormDefinition Form04 { get; } = Make("04", "Mẫu số 04, Nghị định số 20/2021/NĐ-CP", new DateOnly(2021, 7, 1), ElderForms.LastOfPointsBC, Deceased);

    /// <summary>Asked for both 1.001731 and 1.014028 since 2025-07-01 (policy 3.2).</summary>
    public static FormDefinition Form02Of176 { get; } = Make("02-176", "Mẫu số 02, Nghị định số 176/2025/NĐ-CP", ElderForms.LastOfPointsBC.AddDays(1), null, DeceasedSince2025);

    /// <summary>Form 04 as Art. 14 uses it; death may be proved by a notice or by the police.</summary>
    public static FormDefinition Emergency { get; } = new("04-KC", "Tờ khai đề nghị hỗ trợ chi phí mai táng (trợ giúp xã hội khẩn cấp)", "Mẫu số 04, Nghị định số 20/2021/NĐ-CP (Điều 14)", new DateOnly(2021, 7, 1))
    {
        OwnerWord = "Người chết", Declarant = Declarant.Burier, Payment = FormPayment.Once,
        Steps =
        [
            Person, Place,
            new("nguyen-nhan", "Người đó chết thế nào?",
            [
                Died, Ask.Choice("DeathCause", "Nguyên nhân", Causes, "nguyên nhân chết, mất tích").Bears(), Ask.Text("DeathPlace", "Nơi chết hoặc mất tích", 300).Optional(),
                .. DeathPaper.Select(f => f.Optional()), .. Burial,
            ]) { Short = "Việc chết, mai táng" },
            Burier,
        ],
        Papers = [new(SubmitPapers.DeathPaper), new(SubmitPapers.PolicePaper, _ => true), new(SubmitPapers.IdentityPaper)],
        Rules = [NotBuriedBySelf],
    };

    private static FormDefinition Make(string code, string legal, DateOnly from, DateOnly? to, KeyValuePair<string, string>[] deceased) =>
        new(code, "Tờ khai đề nghị hỗ trợ chi phí mai táng", legal, from, to)
        {
            OwnerWord = "Người chết", Declarant = Declarant.Burier, Payment = FormPayment.Once,
            Steps =
            [
                Person, Place,
                new("khai-tu", "Giấy chứng tử ghi thế nào?", [Died, .. DeathPaper, .. Burial]) { Short = "Khai tử, mai táng" },
                new("che-do-nguoi-chet", "Người chết đang hưởng chế độ nào?",
                    Ask.Choice("DeceasedCategory", "Người chết thuộc trường hợp", deceased, "trường hợp của người chết").Bears(),
                    Ask.Money("DeceasedAmount", "Mức đang hưởng hằng tháng (đồng)").Optional(),
                    Ask.Text("StopDecision", "Số quyết định thôi hưởng bảo hiểm xã hội, trợ cấp khác", 120).Optional().Only("DeceasedCategory", "elder80")) { Short = "Chế độ của người chết" },
                Burier,
            ],
            Papers = [new(SubmitPapers.DeathPaper, _ => true), new(SubmitPapers.StopPaper, s => s.Is("DeceasedCategory", "elder80")), new(SubmitPapers.IdentityPaper)],
            Rules = [NotBuriedBySelf, OldEnough],
        };

    private static Problem? AfterBirth(FormScope s) => s.Day("Died") is { } died && s.Birth() is { } born && died < born.Assumed ? FormProblems.DeathBeforeBirth.At("Died") : null;

    private static Problem? AfterDeath(FormScope s, string field, string words) =>
        s.Day(field) is { } day && s.Day("Died") is { } died && day < died ? FormProblems.BeforeDeath.At(field, words) : null;

    // Art. 11(1)(c) wants 80 years at death.
    private static IEnumerable<Problem> OldEnough(FormScope s) =>
        s.Is("DeceasedCategory", "elder80") && s.Birth() is { } born && s.Day("Died") is { } died && born.AgeInYears(died) is var age && age < 80
            ? [FormProblems.TooYoungFor.At("DeceasedCategory", 80, age)] : [];

    private static IEnumerable<Problem> NotBuriedBySelf(FormScope s) =>
        s.Has("CitizenId") && Protos.Values.CitizenId.Clean(s["BurierCitizenId"]) == Protos.Values.CitizenId.Clean(s["CitizenId"])
            ? [FormProblems.DeadYetPresent.At("BurierCitizenId", "Người có số định danh này", "đứng ra mai táng")] : [];
}
