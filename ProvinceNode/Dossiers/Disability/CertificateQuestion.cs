using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>The certificate that a person declares, to be looked up by his number when assistance of group 6 is appraised.</summary>
public sealed record CertificateQuestion(string CitizenId, string OldNumber, string Number, DateOnly? IssuedOn, DisabilityDegree Degree, DateOnly Today)
{
    /// <summary>As declared on the form; null when no certificate is declared.</summary>
    public static CertificateQuestion? Of(Dossier dossier, DateOnly today)
    {
        var values = Forms.FormValues.Parse(dossier.Answers);
        var number = values["CertificateNumber"];
        var day = DayText.Parse($"{values["CertificateDay"]}/{values["CertificateMonth"]}/{values["CertificateYear"]}");
        var degree = Enum.TryParse<DisabilityDegree>(values["DisabilityDegree"], out var parsed) && Enum.IsDefined(parsed) ? parsed : DisabilityDegree.None;
        return number.Length == 0 && degree == DisabilityDegree.None ? null
            : new(dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, number, day, degree, today);
    }
}
