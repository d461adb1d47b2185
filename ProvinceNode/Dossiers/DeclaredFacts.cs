using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers;

/// <summary>What the declaration says that bears on the decision; the appraiser compares it with the papers. Pure.</summary>
public sealed record DeclaredFacts(
    DisabilityDegree Degree, int Kind, string CertificateNumber, DateOnly? CertificateOn, bool InInstitution, long OtherAssistanceDong)
{
    // Kinds of benefit that are monthly social assistance or preferential allowances under other texts: only the highest is paid (Decree 20 Art. 6(2)).
    private static readonly string[] Exclusive = ["btxh", "ncc"];

    public static DeclaredFacts Of(Dossier dossier)
    {
        var answers = FormAnswers.Parse(dossier.Answers);
        var certificate = answers.Disability;
        return new DeclaredFacts(
            certificate?.Degree ?? DisabilityDegree.None, certificate?.Kind ?? 0, certificate?.Number ?? "", certificate?.IssuedOn,
            answers.InInstitution, answers.Benefits.Where(b => Exclusive.Contains(b.Kind)).Select(b => b.AmountDong).DefaultIfEmpty(0).Max());
    }
}
