using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Days on which something holds, both included; null is open. A month counts when one of its days does: what begins in a month counts
/// from it, and what ends in a month is lost with the next (Decree 20 Art. 8(1)(đ)).</summary>
public sealed record DaySpan(DateOnly? From = null, DateOnly? Until = null);

/// <summary>A place of living.</summary>
/// <param name="Village">Village as the list of special difficulty names it; empty when unknown.</param>
/// <param name="Assumed">Nobody told since when: the beginning stands for the first month of which something is known.</param>
public sealed record Residence(string CommuneCode, string Village = "", DateOnly? From = null, DateOnly? Until = null, bool Assumed = false);

/// <summary>Household poverty by the multidimensional standard (Decree 07/2021).</summary>
public enum PovertyStatus
{
    /// <summary>KHONG.</summary>
    None = 0,

    /// <summary>CAN_NGHEO.</summary>
    NearPoor = 1,

    /// <summary>NGHEO.</summary>
    Poor = 2,
}

/// <summary>A decision on the household's poverty; the yearly one holds from 1 January to 31 December.</summary>
/// <param name="Assumed">Nobody told since when: the beginning stands for the first month of which something is known.</param>
public sealed record PovertySpan(PovertyStatus Status, DateOnly? From = null, DateOnly? Until = null, bool Assumed = false);

/// <summary>Degree on a disability certificate (Law 51/2010, Circular 01/2019).</summary>
public enum DisabilityDegree
{
    None = 0,

    /// <summary>Nhẹ: no assistance.</summary>
    Mild = 1,

    /// <summary>Nặng.</summary>
    Severe = 2,

    /// <summary>Đặc biệt nặng.</summary>
    ExtremelySevere = 3,
}

/// <summary>A disability certificate.</summary>
/// <param name="Kind">Type of disability 1–6 (policy 3.11).</param>
/// <param name="CertificateOn">Day the certificate was issued: assistance starts in its month (Art. 8(1)(đ)).</param>
/// <param name="ValidUntil">Last day it holds: withdrawn or expired; null while it holds.</param>
/// <param name="ListedExtremelySevere">Listed in Mẫu 02 part IV: needs no new certificate at six years (Circular 01/2019 Art. 8(2)(c)).</param>
public sealed record DisabilityFacts(
    DisabilityDegree Degree, int Kind, string CertificateNumber, DateOnly CertificateOn, DateOnly? ValidUntil = null, bool ListedExtremelySevere = false);

/// <summary>A confirmation of HIV infection. Sensitive: never leaves the appraisal (Decree 20 Art. 8(1)(b)).</summary>
public sealed record HivFacts(DateOnly? ConfirmedOn = null, string PaperNumber = "");

/// <summary>Schooling towards a first degree or below.</summary>
/// <param name="Until">Last day of study; null while it goes on.</param>
/// <param name="FirstDegree">False for a second degree, which does not count (Art. 5(2)).</param>
public sealed record StudySpan(DateOnly? From = null, DateOnly? Until = null, bool FirstDegree = true);

/// <summary>A child that the person is bringing up.</summary>
/// <param name="Study">Schooling; it counts from 16 to 22 years.</param>
/// <param name="DiedOn">Day of death or of leaving the person's care.</param>
public sealed record ChildFacts(BirthDate Birth, StudySpan? Study = null, DateOnly? DiedOn = null);

/// <summary>Why a parent does not bring a child up (Decree 20 Art. 5(1)); higher wins when two hold.</summary>
public enum ParentState
{
    /// <summary>Alive and free.</summary>
    Present = 0,

    /// <summary>Serving a prison sentence, or a measure in a reformatory, compulsory education or detoxification centre.</summary>
    Serving = 1,

    /// <summary>On assistance in an institution or social house.</summary>
    InInstitution = 2,

    /// <summary>Declared missing by a court.</summary>
    Missing = 3,

    Dead = 4,
}

/// <summary>Days in which a parent is in a state.</summary>
public sealed record ParentSpan(ParentState State, DateOnly? From = null, DateOnly? Until = null);

/// <summary>Marital state as group 4 asks it (Art. 5(4)).</summary>
public enum MaritalState
{
    Unknown = 0,

    /// <summary>Chưa có chồng hoặc chưa có vợ.</summary>
    NeverMarried = 1,

    Married = 2,

    /// <summary>Spouse dead.</summary>
    Widowed = 3,

    /// <summary>Spouse missing by law.</summary>
    SpouseMissing = 4,

    /// <summary>Divorced: not named by Art. 5(4).</summary>
    Divorced = 5,
}

/// <summary>Someone with the duty to maintain the person.</summary>
/// <param name="Relation">In Vietnamese, e.g. con trai.</param>
/// <param name="ReceivesAssistance">Receives monthly social assistance himself (Art. 5(5)(a)).</param>
/// <param name="Assumed">Nobody told since when: the beginning stands for the first month of which something is known.</param>
public sealed record SupporterFacts(string Relation = "", bool ReceivesAssistance = false, DateOnly? From = null, DateOnly? Until = null, bool Assumed = false)
{
    /// <summary>No declaration asked: that nobody maintains the person is not proved, and 5.a is not assumed.</summary>
    public static SupporterFacts Untold { get; } = new("chưa khai");
}

/// <summary>A condition of a group of a province or a later decree that no fact proves: the person claims it, the commune attests it.</summary>
/// <param name="Group">Code of the group, e.g. P38.1.</param>
/// <param name="Confirmed">The commune's word at its review; null: still to come.</param>
/// <param name="ConfirmedOn">Day of that word.</param>
/// <param name="Sentence">The condition that was attested, in the words of its text: a later text of the same group may ask for more. Empty: not told.</param>
public sealed record AttestedFacts(string Group, bool? Confirmed = null, DateOnly? ConfirmedOn = null, DateOnly? From = null, DateOnly? Until = null, string Sentence = "")
{
    /// <summary>Whether it speaks of the condition of a row: the same sentence; where none was told, a word of the row's own days.</summary>
    public bool IsOn(ExtraGroupRow row) => Sentence is { Length: > 0 } ? string.Equals(Sentence, row.Attested, StringComparison.Ordinal) : ConfirmedOn is not { } day || day >= row.ValidFrom;
}

/// <summary>Kinds of regular money.</summary>
public enum IncomeKind
{
    /// <summary>Lương hưu.</summary>
    Pension = 1,

    /// <summary>Trợ cấp bảo hiểm xã hội hàng tháng.</summary>
    SocialInsurance = 2,

    /// <summary>Tiền lương, tiền công.</summary>
    Wage = 3,

    /// <summary>Thu nhập ổn định khác.</summary>
    OtherStable = 4,
}

/// <summary>Regular money.</summary>
/// <param name="MonthlyDong">Đồng a month; 0 when the amount is not known.</param>
public sealed record IncomeSpan(IncomeKind Kind, long MonthlyDong = 0, DateOnly? From = null, DateOnly? Until = null);

/// <summary>Kinds of monthly allowance under other texts.</summary>
public enum AllowanceKind
{
    /// <summary>Trợ cấp xã hội hàng tháng theo văn bản khác.</summary>
    SocialAssistance = 1,

    /// <summary>Trợ cấp ưu đãi người có công.</summary>
    Merit = 2,

    /// <summary>Not social assistance: does not exclude.</summary>
    Other = 3,
}

/// <summary>A monthly allowance under another text.</summary>
public sealed record AllowanceSpan(AllowanceKind Kind, string Name = "", long MonthlyDong = 0, DateOnly? From = null, DateOnly? Until = null);

/// <summary>Why a person is held.</summary>
public enum DetentionKind
{
    /// <summary>Tạm giam: suspension from one month on (Circular 02/2021 Art. 2).</summary>
    Custody = 1,

    /// <summary>Chấp hành án phạt tù ở trại giam: assistance ends.</summary>
    Prison = 2,
}

/// <summary>Days held.</summary>
public sealed record DetentionSpan(DetentionKind Kind, DateOnly? From = null, DateOnly? Until = null);

/// <summary>Who cares.</summary>
public enum CareKind
{
    /// <summary>The own household cares directly (Art. 20(2)(c)).</summary>
    Family = 1,

    /// <summary>Another household or person has taken the person in (Art. 20(1), 20(2)(d)).</summary>
    TakenIn = 2,
}

/// <summary>Care at home.</summary>
/// <param name="ConditionsMet">The carer meets Art. 22 or 23, as the commune confirmed; of what was decided before it was kept point by point, the only word on it.</param>
/// <param name="Carer">What the commune confirmed, point by point; null: nothing, or a decision that did not keep it.</param>
public sealed record CareSpan(CareKind Kind, bool ConditionsMet = true, DateOnly? From = null, DateOnly? Until = null, CarerFacts? Carer = null)
{
    /// <summary>Whether the carer meets the conditions of an article, 22 or 23.</summary>
    public bool Meets(int article) => Carer?.Meets(article) ?? ConditionsMet;
}

/// <summary>Who is cared for in an institution (Decree 20 Art. 24). Stored by name.</summary>
public enum AdmissionCase
{
    /// <summary>Trẻ em thuộc khoản 1, khoản 3 Điều 5, Art. 24(1)(a).</summary>
    Child = 1,

    /// <summary>Người cao tuổi, Art. 24(1)(b).</summary>
    Elder = 2,

    /// <summary>Người khuyết tật, Art. 24(1)(c).</summary>
    Disabled = 3,

    /// <summary>Người cần bảo vệ khẩn cấp, Art. 24(2): three months at most (Art. 24(4)).</summary>
    Urgent = 4,

    /// <summary>Người chưa thành niên, người không còn khả năng lao động theo pháp luật xử lý vi phạm hành chính, Art. 24(3).</summary>
    Sanctioned = 5,

    /// <summary>Tự nguyện, Art. 24(5): the contract pays.</summary>
    Voluntary = 6,
}

/// <summary>Who is in urgent need of protection (Decree 20 Art. 18(2), 24(2)). Stored by name.</summary>
public enum UrgentCase
{
    None = 0,

    /// <summary>A child whose parents both died or are missing, without relatives able to care (Art. 18(2)(a); not of an institution).</summary>
    Orphan = 1,

    /// <summary>Victim of domestic violence, abuse, trafficking, forced labour.</summary>
    Victim = 2,

    /// <summary>Child or person wandering and begging, until brought home.</summary>
    Wandering = 3,

    /// <summary>Another, by a decision of the province's chairman.</summary>
    Other = 4,
}

/// <summary>Conditions of an admission as they were proved; what nobody proved is false.</summary>
/// <param name="Helpless">Không tự lo được cuộc sống, không có điều kiện sống ở cộng đồng.</param>
/// <param name="NoCarer">Nobody takes the person in, and he has nobody to lean on.</param>
/// <param name="NoSupporter">Nobody has the duty to maintain him, or who has it receives assistance himself.</param>
/// <param name="Urgent">For urgent protection.</param>
/// <param name="PaperNumber">Decision that the case rests on: of the province's chairman (Art. 24(2)(c)), or of the administrative measure (Art. 24(3)).</param>
/// <param name="Incapable">Không còn khả năng lao động (Art. 24(3)).</param>
/// <param name="ExtendedBy">Decision of the body above that lets an urgent stay go on after its months (Art. 24(4)).</param>
public sealed record AdmissionFacts(
    AdmissionCase Case, bool Helpless = false, bool NoCarer = false, bool NoSupporter = false, UrgentCase Urgent = UrgentCase.None, string PaperNumber = "", bool Incapable = false,
    string ExtendedBy = "");
