using System.Reflection;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Form 1đ as it is typed, field by field, before anything is believed: what drafts keep and what doors hand to <see cref="Submit"/>.
/// Field names are those of the problems. Choices hold the values of <see cref="FormChoices"/>; ticks hold <c>1</c>.
/// </summary>
public sealed record SubmitForm
{
    private static readonly Dictionary<string, PropertyInfo> Properties =
        typeof(SubmitForm).GetProperties().Where(p => p.PropertyType == typeof(string)).ToDictionary(p => p.Name, StringComparer.Ordinal);

    public string FullName { get; set; } = "";
    public string BirthDay { get; set; } = "";
    public string BirthMonth { get; set; } = "";
    public string BirthYear { get; set; } = "";
    public string Sex { get; set; } = "";
    public string EthnicCode { get; set; } = "01";

    /// <summary>12 digits, or 9 digits of an old card.</summary>
    public string CitizenId { get; set; } = "";

    /// <summary>Ticked when the person was never given a number.</summary>
    public string NoNumber { get; set; } = "";
    public string IdentityIssuedDay { get; set; } = "";
    public string IdentityIssuedMonth { get; set; } = "";
    public string IdentityIssuedYear { get; set; } = "";
    public string IdentityIssuedBy { get; set; } = "";

    public string CommuneCode { get; set; } = "";
    public string Village { get; set; } = "";
    public string PermanentAddress { get; set; } = "";
    public string Phone { get; set; } = "";
    public string InInstitution { get; set; } = "";

    public string CertificateNumber { get; set; } = "";
    public string CertificateDay { get; set; } = "";
    public string CertificateMonth { get; set; } = "";
    public string CertificateYear { get; set; } = "";
    public string CertificateBy { get; set; } = "";
    public string DisabilityKind { get; set; } = "";
    public string DisabilityDegree { get; set; } = "";
    public string SelfCare { get; set; } = "";
    public string CarerName { get; set; } = "";
    public string CarerRelation { get; set; } = "";

    public string Study { get; set; } = "";
    public string StudyDetail { get; set; } = "";
    public string Work { get; set; } = "";
    public string WorkDetail { get; set; } = "";
    public string WorkIncome { get; set; } = "";

    public string Marital { get; set; } = "";
    public string Children { get; set; } = "";
    public string ChildrenUnder36Months { get; set; } = "";
    public string Pregnant { get; set; } = "";
    public string PregnancyMonths { get; set; } = "";

    public string Poverty { get; set; } = "";
    public string PovertyCode { get; set; } = "";
    public string HealthCard { get; set; } = "";
    public string InsuranceAmount { get; set; } = "";
    public string InsuranceFrom { get; set; } = "";
    public string AssistanceAmount { get; set; } = "";
    public string AssistanceFrom { get; set; } = "";
    public string MeritAmount { get; set; } = "";
    public string MeritFrom { get; set; } = "";
    public string OtherName { get; set; } = "";
    public string OtherAmount { get; set; } = "";
    public string OtherFrom { get; set; } = "";

    /// <summary>owner or other.</summary>
    public string DeclaredBy { get; set; } = "";
    public string ApplicantName { get; set; } = "";
    public string ApplicantCitizenId { get; set; } = "";
    public string ApplicantRelation { get; set; } = "";
    public string ApplicantPhone { get; set; } = "";
    public string ApplicantAddress { get; set; } = "";

    public string ResultBy { get; set; } = "";
    public string PaymentBy { get; set; } = "";
    public string AccountNumber { get; set; } = "";
    public string AccountName { get; set; } = "";
    public string Bank { get; set; } = "";

    /// <summary>Ticked by the clerk who compared the originals.</summary>
    public string OriginalsSeen { get; set; } = "";

    /// <summary>Lời cam đoan.</summary>
    public string Promise { get; set; } = "";

    /// <summary>Names of all fields.</summary>
    public static IReadOnlyCollection<string> Fields => Properties.Keys;

    public string Get(string field) => (string?)Properties[field].GetValue(this) ?? "";

    /// <summary>Takes a field as typed; longer than any field may be is cut, so that a draft cannot grow without end.</summary>
    public void Set(string field, string? value) => Properties[field].SetValue(this, value is { Length: > 2000 } ? value[..2000] : value ?? "");
}
