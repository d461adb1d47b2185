using ProvinceNode.Dossiers.Forms;

namespace TestSupport;

/// <summary>Form 1đ with its fields by name, for tests that change one or two of them; the engine knows only <see cref="Values"/>.</summary>
public sealed class SubmitForm
{
    public FormValues Values { get; } = new();

    public string FullName { get => Get(nameof(FullName)); set => Set(nameof(FullName), value); }

    public string BirthDay { get => Get(nameof(BirthDay)); set => Set(nameof(BirthDay), value); }

    public string BirthMonth { get => Get(nameof(BirthMonth)); set => Set(nameof(BirthMonth), value); }

    public string BirthYear { get => Get(nameof(BirthYear)); set => Set(nameof(BirthYear), value); }

    public string Sex { get => Get(nameof(Sex)); set => Set(nameof(Sex), value); }

    public string EthnicCode { get => Get(nameof(EthnicCode)); set => Set(nameof(EthnicCode), value); }

    public string CitizenId { get => Get(nameof(CitizenId)); set => Set(nameof(CitizenId), value); }

    public string NoNumber { get => Get(nameof(NoNumber)); set => Set(nameof(NoNumber), value); }

    public string IdentityIssuedDay { get => Get(nameof(IdentityIssuedDay)); set => Set(nameof(IdentityIssuedDay), value); }

    public string IdentityIssuedMonth { get => Get(nameof(IdentityIssuedMonth)); set => Set(nameof(IdentityIssuedMonth), value); }

    public string IdentityIssuedYear { get => Get(nameof(IdentityIssuedYear)); set => Set(nameof(IdentityIssuedYear), value); }

    public string IdentityIssuedBy { get => Get(nameof(IdentityIssuedBy)); set => Set(nameof(IdentityIssuedBy), value); }

    public string CommuneCode { get => Get(nameof(CommuneCode)); set => Set(nameof(CommuneCode), value); }

    public string Village { get => Get(nameof(Village)); set => Set(nameof(Village), value); }

    public string PermanentAddress { get => Get(nameof(PermanentAddress)); set => Set(nameof(PermanentAddress), value); }

    public string Phone { get => Get(nameof(Phone)); set => Set(nameof(Phone), value); }

    public string InInstitution { get => Get(nameof(InInstitution)); set => Set(nameof(InInstitution), value); }

    public string CertificateNumber { get => Get(nameof(CertificateNumber)); set => Set(nameof(CertificateNumber), value); }

    public string CertificateDay { get => Get(nameof(CertificateDay)); set => Set(nameof(CertificateDay), value); }

    public string CertificateMonth { get => Get(nameof(CertificateMonth)); set => Set(nameof(CertificateMonth), value); }

    public string CertificateYear { get => Get(nameof(CertificateYear)); set => Set(nameof(CertificateYear), value); }

    public string CertificateBy { get => Get(nameof(CertificateBy)); set => Set(nameof(CertificateBy), value); }

    public string DisabilityKind { get => Get(nameof(DisabilityKind)); set => Set(nameof(DisabilityKind), value); }

    public string DisabilityDegree { get => Get(nameof(DisabilityDegree)); set => Set(nameof(DisabilityDegree), value); }

    public string SelfCare { get => Get(nameof(SelfCare)); set => Set(nameof(SelfCare), value); }

    public string CarerName { get => Get(nameof(CarerName)); set => Set(nameof(CarerName), value); }

    public string CarerRelation { get => Get(nameof(CarerRelation)); set => Set(nameof(CarerRelation), value); }

    public string Study { get => Get(nameof(Study)); set => Set(nameof(Study), value); }

    public string StudyDetail { get => Get(nameof(StudyDetail)); set => Set(nameof(StudyDetail), value); }

    public string Work { get => Get(nameof(Work)); set => Set(nameof(Work), value); }

    public string WorkDetail { get => Get(nameof(WorkDetail)); set => Set(nameof(WorkDetail), value); }

    public string WorkIncome { get => Get(nameof(WorkIncome)); set => Set(nameof(WorkIncome), value); }

    public string Marital { get => Get(nameof(Marital)); set => Set(nameof(Marital), value); }

    public string Children { get => Get(nameof(Children)); set => Set(nameof(Children), value); }

    public string ChildrenUnder36Months { get => Get(nameof(ChildrenUnder36Months)); set => Set(nameof(ChildrenUnder36Months), value); }

    public string Pregnant { get => Get(nameof(Pregnant)); set => Set(nameof(Pregnant), value); }

    public string PregnancyMonths { get => Get(nameof(PregnancyMonths)); set => Set(nameof(PregnancyMonths), value); }

    public string Poverty { get => Get(nameof(Poverty)); set => Set(nameof(Poverty), value); }

    public string PovertyCode { get => Get(nameof(PovertyCode)); set => Set(nameof(PovertyCode), value); }

    public string HealthCard { get => Get(nameof(HealthCard)); set => Set(nameof(HealthCard), value); }

    public string InsuranceAmount { get => Get(nameof(InsuranceAmount)); set => Set(nameof(InsuranceAmount), value); }

    public string InsuranceFrom { get => Get(nameof(InsuranceFrom)); set => Set(nameof(InsuranceFrom), value); }

    public string AssistanceAmount { get => Get(nameof(AssistanceAmount)); set => Set(nameof(AssistanceAmount), value); }

    public string AssistanceFrom { get => Get(nameof(AssistanceFrom)); set => Set(nameof(AssistanceFrom), value); }

    public string MeritAmount { get => Get(nameof(MeritAmount)); set => Set(nameof(MeritAmount), value); }

    public string MeritFrom { get => Get(nameof(MeritFrom)); set => Set(nameof(MeritFrom), value); }

    public string OtherName { get => Get(nameof(OtherName)); set => Set(nameof(OtherName), value); }

    public string OtherAmount { get => Get(nameof(OtherAmount)); set => Set(nameof(OtherAmount), value); }

    public string OtherFrom { get => Get(nameof(OtherFrom)); set => Set(nameof(OtherFrom), value); }

    public string DeclaredBy { get => Get(nameof(DeclaredBy)); set => Set(nameof(DeclaredBy), value); }

    public string ApplicantName { get => Get(nameof(ApplicantName)); set => Set(nameof(ApplicantName), value); }

    public string ApplicantCitizenId { get => Get(nameof(ApplicantCitizenId)); set => Set(nameof(ApplicantCitizenId), value); }

    public string ApplicantRelation { get => Get(nameof(ApplicantRelation)); set => Set(nameof(ApplicantRelation), value); }

    public string ApplicantPhone { get => Get(nameof(ApplicantPhone)); set => Set(nameof(ApplicantPhone), value); }

    public string ApplicantAddress { get => Get(nameof(ApplicantAddress)); set => Set(nameof(ApplicantAddress), value); }

    public string ResultBy { get => Get(nameof(ResultBy)); set => Set(nameof(ResultBy), value); }

    public string PaymentBy { get => Get(nameof(PaymentBy)); set => Set(nameof(PaymentBy), value); }

    public string AccountNumber { get => Get(nameof(AccountNumber)); set => Set(nameof(AccountNumber), value); }

    public string AccountName { get => Get(nameof(AccountName)); set => Set(nameof(AccountName), value); }

    public string Bank { get => Get(nameof(Bank)); set => Set(nameof(Bank), value); }

    public string OriginalsSeen { get => Get(nameof(OriginalsSeen)); set => Set(nameof(OriginalsSeen), value); }

    public string CameByPost { get => Get(nameof(CameByPost)); set => Set(nameof(CameByPost), value); }

    public string Promise { get => Get(nameof(Promise)); set => Set(nameof(Promise), value); }

    /// <summary>Names of all fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = typeof(SubmitForm).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.Name).ToList();

    public string Get(string field) => Values[field];

    public void Set(string field, string? value) => Values[field] = value ?? "";
}
