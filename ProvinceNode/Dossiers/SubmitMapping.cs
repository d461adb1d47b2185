using System.Globalization;
using Protos.Values;
using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers;

/// <summary>Turns a form without faults into what is stored. Pure; call only when <see cref="SubmitRules"/> found nothing.</summary>
public static class SubmitMapping
{
    public static PersonData Owner(SubmitForm form, string communeName, DateOnly today)
    {
        var number = CitizenId.Clean(form.CitizenId);
        return new PersonData
        {
            FullName = VietnameseText.Clean(form.FullName),
            BirthDate = PersonRules.Birth(form.BirthDay, form.BirthMonth, form.BirthYear, today, "", out _)!.Value.ToString(),
            Sex = int.Parse(form.Sex, CultureInfo.InvariantCulture), EthnicCode = form.EthnicCode,
            CitizenId = number.Length == 12 ? number : "", OldIdentityNumber = number.Length == 9 ? number : "",
            CommuneCode = form.CommuneCode, CommuneName = communeName, Village = VietnameseText.Clean(form.Village),
            Phone = PersonRules.Phone(form.Phone) ?? "",
        };
    }

    public static ApplicantData Applicant(SubmitForm form) => form.DeclaredBy == "owner"
        ? new ApplicantData
        {
            IsOwner = true, FullName = VietnameseText.Clean(form.FullName), Phone = PersonRules.Phone(form.Phone) ?? "",
            CitizenId = CitizenId.Clean(form.CitizenId), Address = VietnameseText.Clean(form.Village),
        }
        : new ApplicantData
        {
            IsOwner = false, FullName = VietnameseText.Clean(form.ApplicantName), CitizenId = CitizenId.Clean(form.ApplicantCitizenId),
            Relation = VietnameseText.Clean(form.ApplicantRelation), Phone = PersonRules.Phone(form.ApplicantPhone) ?? PersonRules.Phone(form.Phone) ?? "",
            Address = VietnameseText.Clean(form.ApplicantAddress),
        };

    public static FormAnswers Answers(SubmitForm form, DateOnly today)
    {
        var adult = SubmitRules.AsksAdultQuestions(form, today);
        return new FormAnswers
        {
            IdentityIssuedOn = PersonRules.Day(form.IdentityIssuedDay, form.IdentityIssuedMonth, form.IdentityIssuedYear, today, "", "", out _),
            IdentityIssuedBy = VietnameseText.Clean(form.IdentityIssuedBy), PermanentAddress = VietnameseText.Clean(form.PermanentAddress),
            Disability = Certificate(form, today), SelfCare = form.SelfCare, InInstitution = form.InInstitution == "yes",
            CarerName = VietnameseText.Clean(form.CarerName), CarerRelation = VietnameseText.Clean(form.CarerRelation),
            Study = form.Study, StudyDetail = VietnameseText.Clean(form.StudyDetail),
            Work = adult ? form.Work : null, WorkDetail = adult ? VietnameseText.Clean(form.WorkDetail) : "",
            WorkIncomeDong = adult && form.Work == "yes" ? SubmitFaults.ReadAmount(form.WorkIncome) : null,
            HasHealthCard = form.HealthCard == "yes", Benefits = Benefits(form),
            Poverty = form.Poverty, PovertyCode = form.Poverty == "none" ? "" : VietnameseText.Clean(form.PovertyCode),
            Marital = adult ? form.Marital : null, Children = adult ? Int(form.Children) : null,
            ChildrenUnder36Months = adult ? Int(form.ChildrenUnder36Months) : null,
            PregnancyMonths = SubmitRules.AsksPregnancy(form, today) && form.Pregnant == "yes" ? Int(form.PregnancyMonths) : null,
            PaymentBy = form.PaymentBy, AccountNumber = form.PaymentBy == "account" ? CitizenId.Clean(form.AccountNumber) : "",
            AccountName = form.PaymentBy == "account" ? VietnameseText.Clean(form.AccountName) : "",
            Bank = form.PaymentBy == "account" ? VietnameseText.Clean(form.Bank) : "", OriginalsSeen = form.OriginalsSeen == "1",
        };
    }

    /// <summary>The four amounts of block B with the names of their fields.</summary>
    public static IEnumerable<(string Kind, string Name, string Amount, string From, string AmountField, string FromField)> BenefitFields(SubmitForm form) =>
    [
        ("bhxh", FormChoices.Benefits[0].Value, form.InsuranceAmount, form.InsuranceFrom, nameof(form.InsuranceAmount), nameof(form.InsuranceFrom)),
        ("btxh", FormChoices.Benefits[1].Value, form.AssistanceAmount, form.AssistanceFrom, nameof(form.AssistanceAmount), nameof(form.AssistanceFrom)),
        ("ncc", FormChoices.Benefits[2].Value, form.MeritAmount, form.MeritFrom, nameof(form.MeritAmount), nameof(form.MeritFrom)),
        ("khac", VietnameseText.Clean(form.OtherName), form.OtherAmount, form.OtherFrom, nameof(form.OtherAmount), nameof(form.OtherFrom)),
    ];

    private static CertificateAnswers Certificate(SubmitForm form, DateOnly today) => new(
        VietnameseText.Clean(form.CertificateNumber),
        PersonRules.Day(form.CertificateDay, form.CertificateMonth, form.CertificateYear, today, "", "", out _)!.Value,
        VietnameseText.Clean(form.CertificateBy), int.Parse(form.DisabilityKind, CultureInfo.InvariantCulture),
        (DisabilityDegree)int.Parse(form.DisabilityDegree, CultureInfo.InvariantCulture));

    private static List<BenefitAnswer> Benefits(SubmitForm form) => BenefitFields(form)
        .Select(b => (b.Kind, b.Name, Amount: SubmitFaults.ReadAmount(b.Amount), Month: SubmitFaults.ReadMonth(b.From)))
        .Where(b => b.Amount > 0).Select(b => new BenefitAnswer(b.Kind, b.Name, b.Amount!.Value, b.Month ?? "")).ToList();

    private static int? Int(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
