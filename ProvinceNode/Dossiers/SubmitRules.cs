using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What the rules must know beside the form.</summary>
/// <param name="IsCommune">Whether a unit code is a commune of this node in force today.</param>
/// <param name="Papers">Codes of the papers sent along.</param>
/// <param name="InPerson">A clerk keys it in and saw the originals.</param>
public sealed record SubmitSurroundings(DateOnly Today, Func<string, bool> IsCommune, IReadOnlySet<string> Papers, bool InPerson);

/// <summary>Everything wrong with form 1đ, all at once, each at its field, in the order of the form. Pure.</summary>
public static class SubmitRules
{
    private const long MostDong = 1_000_000_000;

    public static List<Problem> Check(SubmitForm form, SubmitSurroundings around)
    {
        var faults = new SubmitFaults();
        var birth = Person(form, around, faults);
        Residence(form, around, faults);
        Disability(form, around, birth, faults);
        Occupation(form, around, faults);
        Family(form, around, faults);
        Benefits(form, faults);
        Applicant(form, around, birth, faults);
        Papers(form, around, faults);
        Result(form, faults);
        if (form.Promise != "1")
        {
            faults.Add(SubmitProblems.PromiseNeeded.At(nameof(form.Promise)));
        }

        return faults.Found;
    }

    /// <summary>What is worth saying before sending though it stops nothing.</summary>
    public static IReadOnlyList<Problem> Warnings(SubmitForm form)
    {
        var warnings = new List<Problem>();
        if (form.DisabilityDegree == "1")
        {
            warnings.Add(SubmitProblems.MildDegree.At(nameof(form.DisabilityDegree)));
        }

        if (CitizenId.IsOldCardNumber(form.CitizenId))
        {
            warnings.Add(SubmitProblems.OldNumber.At(nameof(form.CitizenId)));
        }

        return warnings;
    }

    /// <summary>Completed years today, or null while the birth date is not readable.</summary>
    public static int? Age(SubmitForm form, DateOnly today) =>
        PersonRules.Birth(form.BirthDay, form.BirthMonth, form.BirthYear, today, "", out _)?.AgeInYears(today);

    /// <summary>Work, marriage and children are not asked of a child.</summary>
    public static bool AsksAdultQuestions(SubmitForm form, DateOnly today) => Age(form, today) is not < 16;

    public static bool AsksPregnancy(SubmitForm form, DateOnly today) => AsksAdultQuestions(form, today) && form.Sex != "1";

    private static BirthDate? Person(SubmitForm form, SubmitSurroundings around, SubmitFaults faults)
    {
        if (faults.Text(nameof(form.FullName), form.FullName, "Họ và tên", 120) && !PersonRules.IsName(VietnameseText.Clean(form.FullName)))
        {
            faults.Add(SubmitProblems.NameLetters.At(nameof(form.FullName)));
        }

        var birth = PersonRules.Birth(form.BirthDay, form.BirthMonth, form.BirthYear, around.Today, "Birth", out var problem);
        faults.Add(problem);
        var hasSex = faults.Choice(nameof(form.Sex), form.Sex, FormChoices.Sexes, "giới tính");
        faults.Choice(nameof(form.EthnicCode), form.EthnicCode, FormChoices.EthnicGroups, "dân tộc");
        Number(form, hasSex ? int.Parse(form.Sex, System.Globalization.CultureInfo.InvariantCulture) : null, birth, faults);
        if ((form.IdentityIssuedDay + form.IdentityIssuedMonth + form.IdentityIssuedYear).Trim().Length > 0)
        {
            PersonRules.Day(form.IdentityIssuedDay, form.IdentityIssuedMonth, form.IdentityIssuedYear, around.Today, "IdentityIssued", "Ngày cấp giấy tờ", out problem);
            faults.Add(problem);
        }

        faults.Text(nameof(form.IdentityIssuedBy), form.IdentityIssuedBy, "Nơi cấp giấy tờ", 200, needed: false);
        return birth;
    }

    private static void Number(SubmitForm form, int? sex, BirthDate? birth, SubmitFaults faults)
    {
        var given = form.CitizenId.Trim().Length > 0;
        if (given && form.NoNumber == "1")
        {
            faults.Add(SubmitProblems.NumberAndNone.At(nameof(form.CitizenId)));
        }
        else if (given)
        {
            faults.Add(PersonRules.Number(form.CitizenId, nameof(form.CitizenId), sex, birth));
        }
        else if (form.NoNumber != "1")
        {
            faults.Add(SubmitProblems.NumberNeeded.At(nameof(form.CitizenId)));
        }
    }

    private static void Residence(SubmitForm form, SubmitSurroundings around, SubmitFaults faults)
    {
        if (!around.IsCommune(form.CommuneCode))
        {
            faults.Add(SubmitProblems.CommuneUnknown.At(nameof(form.CommuneCode)));
        }

        faults.Text(nameof(form.Village), form.Village, "Thôn, bản, tổ dân phố, số nhà", 200);
        faults.Text(nameof(form.PermanentAddress), form.PermanentAddress, "Nơi đăng ký thường trú", 300, needed: false);
        faults.Phone(nameof(form.Phone), form.Phone);
        if (form.Phone.Trim().Length == 0 && form.ApplicantPhone.Trim().Length == 0)
        {
            faults.Add(SubmitProblems.PhoneNeeded.At(nameof(form.Phone)));
        }

        faults.Choice(nameof(form.InInstitution), form.InInstitution, FormChoices.YesNo, "có hay không đang được nuôi dưỡng tại cơ sở trợ giúp xã hội");
    }

    private static void Disability(SubmitForm form, SubmitSurroundings around, BirthDate? birth, SubmitFaults faults)
    {
        faults.Text(nameof(form.CertificateNumber), form.CertificateNumber, "Số giấy xác nhận khuyết tật", 40);
        var issued = PersonRules.Day(form.CertificateDay, form.CertificateMonth, form.CertificateYear, around.Today, "Certificate", "Ngày cấp giấy xác nhận khuyết tật", out var problem);
        faults.Add(problem);
        if (issued is { } day && birth is { } born && day < born.Assumed)
        {
            faults.Add(SubmitProblems.CertificateBeforeBirth.At("Certificate"));
        }

        faults.Text(nameof(form.CertificateBy), form.CertificateBy, "Nơi cấp giấy xác nhận khuyết tật", 200);
        faults.Choice(nameof(form.DisabilityKind), form.DisabilityKind, FormChoices.DisabilityKinds, "dạng khuyết tật ghi trên giấy");
        faults.Choice(nameof(form.DisabilityDegree), form.DisabilityDegree, FormChoices.Degrees, "mức độ khuyết tật ghi trên giấy");
        faults.Choice(nameof(form.SelfCare), form.SelfCare, FormChoices.SelfCare, "khả năng tự phục vụ");
        faults.Text(nameof(form.CarerName), form.CarerName, "Họ tên người chăm sóc", 120, needed: false);
        faults.Text(nameof(form.CarerRelation), form.CarerRelation, "Quan hệ của người chăm sóc", 60, needed: false);
    }

    private static void Occupation(SubmitForm form, SubmitSurroundings around, SubmitFaults faults)
    {
        faults.Choice(nameof(form.Study), form.Study, FormChoices.Study, "tình trạng học tập");
        faults.Text(nameof(form.StudyDetail), form.StudyDetail, "Trường, lớp hoặc lý do không đi học", 300, needed: form.Study == "studying");
        if (!AsksAdultQuestions(form, around.Today))
        {
            return;
        }

        faults.Choice(nameof(form.Work), form.Work, FormChoices.YesNo, "có hay không có việc làm");
        faults.Text(nameof(form.WorkDetail), form.WorkDetail, "Công việc hoặc lý do không đi làm", 300, needed: form.Work == "yes");
        faults.Amount(nameof(form.WorkIncome), form.WorkIncome, MostDong);
    }

    private static void Family(SubmitForm form, SubmitSurroundings around, SubmitFaults faults)
    {
        if (!AsksAdultQuestions(form, around.Today))
        {
            return;
        }

        faults.Choice(nameof(form.Marital), form.Marital, FormChoices.Marital, "tình trạng hôn nhân");
        var children = faults.Count(nameof(form.Children), form.Children, "Số con", 0, 20);
        var small = faults.Count(nameof(form.ChildrenUnder36Months), form.ChildrenUnder36Months, "Số con dưới 36 tháng tuổi", 0, 10);
        if (small > (children ?? 20))
        {
            faults.Add(SubmitProblems.ChildrenFewer.At(nameof(form.ChildrenUnder36Months)));
        }

        if (!AsksPregnancy(form, around.Today))
        {
            return;
        }

        if (faults.Choice(nameof(form.Pregnant), form.Pregnant, FormChoices.YesNo, "có hay không đang mang thai") && form.Pregnant == "yes")
        {
            faults.Count(nameof(form.PregnancyMonths), form.PregnancyMonths, "Số tháng mang thai", 1, 10, needed: true);
        }
    }

    private static void Benefits(SubmitForm form, SubmitFaults faults)
    {
        faults.Choice(nameof(form.Poverty), form.Poverty, FormChoices.Poverty, "có hay không thuộc hộ nghèo, hộ cận nghèo");
        faults.Text(nameof(form.PovertyCode), form.PovertyCode, "Mã hộ nghèo", 40, needed: false);
        faults.Choice(nameof(form.HealthCard), form.HealthCard, FormChoices.YesNo, "có hay không có thẻ bảo hiểm y tế");
        foreach (var (_, _, amount, from, amountField, fromField) in SubmitMapping.BenefitFields(form))
        {
            faults.Amount(amountField, amount, MostDong);
            faults.Month(fromField, from);
        }

        faults.Text(nameof(form.OtherName), form.OtherName, "Tên trợ cấp hàng tháng khác", 120, needed: form.OtherAmount.Trim().Length > 0);
    }

    private static void Applicant(SubmitForm form, SubmitSurroundings around, BirthDate? birth, SubmitFaults faults)
    {
        if (!faults.Choice(nameof(form.DeclaredBy), form.DeclaredBy, FormChoices.DeclaredBy, "người khai hồ sơ"))
        {
            return;
        }

        if (form.DeclaredBy == "owner")
        {
            // Under 15 a legal representative acts or agrees (Civil Code 2015 Art. 21).
            faults.Add(birth?.AgeInYears(around.Today) < 15 ? SubmitProblems.MinorDeclares.At(nameof(form.DeclaredBy)) : null);
            return;
        }

        if (faults.Text(nameof(form.ApplicantName), form.ApplicantName, "Họ và tên người khai thay", 120) && !PersonRules.IsName(VietnameseText.Clean(form.ApplicantName)))
        {
            faults.Add(SubmitProblems.NameLetters.At(nameof(form.ApplicantName)));
        }

        if (faults.Text(nameof(form.ApplicantCitizenId), form.ApplicantCitizenId, "Số định danh của người khai thay", 20))
        {
            faults.Add(PersonRules.Number(form.ApplicantCitizenId, nameof(form.ApplicantCitizenId)));
            faults.Add(CitizenId.Clean(form.ApplicantCitizenId) == CitizenId.Clean(form.CitizenId) ? SubmitProblems.ApplicantSame.At(nameof(form.ApplicantCitizenId)) : null);
        }

        faults.Text(nameof(form.ApplicantRelation), form.ApplicantRelation, "Quan hệ với người hưởng", 60);
        faults.Phone(nameof(form.ApplicantPhone), form.ApplicantPhone);
        faults.Text(nameof(form.ApplicantAddress), form.ApplicantAddress, "Địa chỉ người khai thay", 300);
    }

    private static void Papers(SubmitForm form, SubmitSurroundings around, SubmitFaults faults)
    {
        if (around.InPerson && form.OriginalsSeen == "1")
        {
            return;
        }

        faults.Add(SubmitPapers.All.Where(p => p.Need(form) && !around.Papers.Contains(p.Code))
            .Select(p => SubmitProblems.PaperMissing.At("Papers." + p.Code, PersonRules.Inside(p.Name))));
    }

    private static void Result(SubmitForm form, SubmitFaults faults)
    {
        faults.Choice(nameof(form.ResultBy), form.ResultBy, FormChoices.ResultBy, "nơi nhận kết quả");
        if (!faults.Choice(nameof(form.PaymentBy), form.PaymentBy, FormChoices.PaymentBy, "cách nhận tiền trợ cấp") || form.PaymentBy != "account")
        {
            return;
        }

        if (faults.Text(nameof(form.AccountNumber), form.AccountNumber, "Số tài khoản", 30)
            && CitizenId.Clean(form.AccountNumber) is var number && (number.Length < 6 || !number.All(char.IsAsciiLetterOrDigit)))
        {
            faults.Add(SubmitProblems.NotANumber.At(nameof(form.AccountNumber), "Số tài khoản", "3501205123456"));
        }

        faults.Text(nameof(form.AccountName), form.AccountName, "Tên chủ tài khoản", 120);
        faults.Text(nameof(form.Bank), form.Bank, "Tên ngân hàng", 120);
    }
}
