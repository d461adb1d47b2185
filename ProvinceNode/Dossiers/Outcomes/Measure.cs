using ProvinceNode.Eligibility;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What the appraiser proposes beside the rules' awards: why and from when something stops, who takes the money, where somebody moves,
/// which aid is given. Kept with the facts in the appraisal and frozen with the decision. Pure.
/// </summary>
public sealed record Measure
{
    /// <summary>Code of policy 3.6 (T1–T5, C1–C4, S1–S3), or empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Day of the event: death, condition lost or met, refusal, detention, admission, injury.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Who takes the money when it is not the person himself.</summary>
    public Receiver? Receiver { get; init; }

    /// <summary>T1 for a person whom a court declared missing and not for a dead one.</summary>
    public bool Missing { get; init; }

    /// <summary>Who takes what was due to the deceased himself, see <see cref="Heirs"/>; null where nothing was. Not who buried him: that support is his own.</summary>
    public Receiver? Heir { get; init; }

    /// <summary>Body that takes the money (e.g. that buried): <see cref="Receiver"/> then is who represents it, his relation the post that he holds. Empty for a person.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Decision on paper under which is paid what the registry has without one, e.g. Quyết định số 12/QĐ-UBND ngày 05/10/2019; empty when unknown.</summary>
    public string OldDecision { get; init; } = "";

    /// <summary>Why the appraiser takes the person for the registry's though name or birth are written otherwise; empty when they agree.</summary>
    public string SamePersonWhy { get; init; } = "";

    /// <summary>Why he is another than somebody of the same name, birth and sex who receives already; empty when there is none.</summary>
    public string OtherPersonWhy { get; init; } = "";

    /// <summary>Why what is asked is another event than what was helped before; empty when nothing was. Of a list see <see cref="HouseholdWhys"/>.</summary>
    public string OtherEventWhy { get; init; } = "";

    /// <summary>Why households of a list are others, or in need anew, than those that were helped before; one by one.</summary>
    public IReadOnlyList<HouseholdWhy> HouseholdWhys { get; init; } = [];

    /// <summary>Whether the months of a suspension are made good.</summary>
    public bool PayArrears { get; init; }

    /// <summary>Destination of a move: two-digit province and five-digit commune, of the organisation in force.</summary>
    public string ToProvince { get; init; } = "";

    public string ToCommune { get; init; } = "";

    /// <summary>yyyyMM: last month that another province paid before somebody came from there; 0 when none is known.</summary>
    public int StopMonth { get; init; }

    /// <summary>yyyyMM: first month by the old place's decision of what somebody from another province brings, where nothing else tells it; 0: it had begun.</summary>
    public int FirstMonth { get; init; }

    /// <summary>Kind of aid, one of <see cref="AidKind"/>; null when none is asked.</summary>
    public AidKind? Aid { get; init; }

    /// <summary>Days of emergency care in the host household, or of treatment of an injury.</summary>
    public int Days { get; init; }

    /// <summary>Whether relatives care for who is treated away from home (Art. 13(2)); null: what was declared stands.</summary>
    public bool? Relatives { get; init; }

    /// <summary>Proven cost: treatment, transport, burial by a body.</summary>
    public long CostDong { get; init; }

    /// <summary>What the declaration of an emergency tells, as the appraiser corrected it; null: as it was declared.</summary>
    public EmergencyTold? Told { get; init; }

    /// <summary>Treatment of somebody in emergency care at what the health fund would pay, đồng.</summary>
    public long TreatmentDong { get; init; }

    /// <summary>Whether he has a health card.</summary>
    public bool HealthCard { get; init; }

    /// <summary>How he was brought home or to an institution, and what it cost.</summary>
    public TransportWay Transport { get; init; }

    public long TransportDong { get; init; }

    public int Kilometres { get; init; }

    public long PetrolDong { get; init; }

    /// <summary>Why, in a sentence written for the citizen: papers print it. The appraiser's opinion is for the file and is not printed.</summary>
    public string Words { get; init; } = "";

    /// <summary>The institution of an admission or a discharge.</summary>
    public string Institution { get; init; } = "";

    /// <summary>What the deceased was when he did not receive himself; null: the registry tells.</summary>
    public DeceasedCase? Deceased { get; init; }

    /// <summary>The household is poor, near-poor or in difficult circumstances (Decree 20 Art. 15(1)).</summary>
    public bool Hard { get; init; }

    /// <summary>Households of a list 5a or 5b as the appraiser corrected it; empty: as it was declared.</summary>
    public IReadOnlyList<ReliefHousehold> Households { get; init; } = [];
}

/// <summary>Why a household of a list is not what was helped before.</summary>
/// <param name="Head">As the list has it.</param>
public sealed record HouseholdWhy(string Head, string Why);

/// <summary>Who is buried with support though the registry pays him nothing (Decree 20 Art. 11, 25(3); Decree 176/2025). Stored by name.</summary>
public enum DeceasedCase
{
    /// <summary>Con của người đơn thân nghèo đang hưởng trợ cấp, Art. 11(1)(b).</summary>
    Child,

    /// <summary>Từ đủ 80 tuổi, hưởng trợ cấp tuất hoặc trợ cấp hằng tháng khác, Art. 11(1)(c).</summary>
    Survivor,

    /// <summary>Được nuôi dưỡng tại cơ sở trợ giúp xã hội, Art. 25(3).</summary>
    Institution,

    /// <summary>Had asked for social pension, was eligible and had no decision yet.</summary>
    Undecided,
}

/// <summary>One-off aid of policy 2.2–2.4. Stored by name.</summary>
public enum AidKind
{
    /// <summary>Mai táng, Decree 20 Art. 11, 25(3) or Decree 176/2025.</summary>
    Funeral,

    /// <summary>Mai táng do thiên tai, hỏa hoạn, tai nạn, Art. 14(1).</summary>
    DisasterFuneral,

    /// <summary>Không có người nhận trách nhiệm mai táng, Art. 14(2): proven cost.</summary>
    UnclaimedFuneral,

    /// <summary>Điều trị người bị thương nặng ngoài nơi cư trú, không có người thân thích, Art. 13(2).</summary>
    Treatment,

    /// <summary>Người bị thương nặng tại nơi cư trú, Art. 13(1).</summary>
    InjuryAtHome,

    /// <summary>Nhà bị đổ, sập, trôi, cháy, Art. 15(1).</summary>
    HouseLost,

    /// <summary>Di dời khẩn cấp, Art. 15(2).</summary>
    Relocation,

    /// <summary>Nhà hư hỏng nặng, Art. 15(3).</summary>
    HouseDamaged,

    /// <summary>Chăm sóc khẩn cấp tại cộng đồng, Art. 19(2); Circular 02/2021 Art. 3.</summary>
    EmergencyCare,
}

/// <summary>A reason of the law for ending or interrupting.</summary>
/// <param name="Words">As printed in the decision.</param>
public sealed record MeasureReason(string Code, RequestKind Kind, string Words, string Article);

/// <summary>Reasons of policy 3.6. Pure.</summary>
public static class MeasureReasons
{
    private const string StopArticle = "khoản 1 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH";
    private const string CareArticle = "khoản 2 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH";
    private const string SuspendArticle = "khoản 3 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH";

    public const string Death = "T1";

    public const string NotEligible = "T2";

    public const string Refuses = "T4";

    /// <summary>After three months of suspension by <c>S2</c> still not complying.</summary>
    public const string StillRefusing = "T5";

    /// <summary>Who is cared for no longer qualifies.</summary>
    public const string CaredFor = "C2";

    public const string RefusesReview = "S2";

    /// <summary>Held in custody for a month or longer.</summary>
    public const string Detained = "S3";

    public static IReadOnlyList<MeasureReason> All { get; } =
    [
        new(Death, RequestKind.Stop, "Đối tượng chết hoặc mất tích theo quy định của pháp luật", StopArticle),
        new(NotEligible, RequestKind.Stop, "Đối tượng không còn đủ điều kiện hưởng", StopArticle),
        new("T3", RequestKind.Stop, "Đối tượng chấp hành án phạt tù ở trại giam hoặc có quyết định thôi hưởng của cơ quan có thẩm quyền", StopArticle),
        new(Refuses, RequestKind.Stop, "Đối tượng từ chối nhận chế độ", StopArticle),
        new(StillRefusing, RequestKind.Stop, "Sau 03 tháng tạm dừng do từ chối xác định lại, đối tượng vẫn không chấp hành", StopArticle),
        new("C1", RequestKind.Stop, "Người được chăm sóc hoặc người nhận chăm sóc, nuôi dưỡng chết hoặc mất tích", CareArticle),
        new(CaredFor, RequestKind.Stop, "Người được chăm sóc không còn đủ điều kiện", CareArticle),
        new("C3", RequestKind.Stop, "Người nhận chăm sóc, nuôi dưỡng không còn đủ điều kiện theo Điều 22, Điều 23 Nghị định số 20/2021/NĐ-CP", CareArticle),
        new("C4", RequestKind.Stop, "Người nhận chăm sóc, nuôi dưỡng bị xử lý vi phạm hoặc bị kết án", CareArticle),
        new("S1", RequestKind.Suspend, "Đối tượng không nhận chế độ liên tục từ 03 tháng trở lên", SuspendArticle),
        new(RefusesReview, RequestKind.Suspend, "Đối tượng từ chối xác định lại mức độ khuyết tật, điều kiện hưởng hoặc từ chối cung cấp thông tin", SuspendArticle),
        new(Detained, RequestKind.Suspend, "Đối tượng bị tạm giam từ 01 tháng trở lên", SuspendArticle),
    ];

    public static MeasureReason? Of(string code) => All.FirstOrDefault(r => r.Code == code);

    /// <summary>Reasons that end care support alone (C1–C4).</summary>
    public static bool IsOfCare(string code) => code.StartsWith('C');
}
