using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers;

/// <summary>What the declaration says of the disability; the appraiser compares it with the papers. Pure.</summary>
public sealed record DeclaredFacts(
    DisabilityDegree Degree, int Kind, string CertificateNumber, DateOnly? CertificateOn, bool InInstitution, long OtherAssistanceDong)
{
    // Monthly social assistance or preferential allowances under other texts: only the highest is paid (Decree 20 Art. 6(2)).
    private static readonly string[] Exclusive = ["AssistanceAmount", "MeritAmount"];

    public static DeclaredFacts Of(Dossier dossier)
    {
        var scope = FormValues.Parse(dossier.Answers).On(DateOnly.MaxValue);
        return new DeclaredFacts(
            (DisabilityDegree)(scope.Count("DisabilityDegree") ?? 0), scope.Count("DisabilityKind") ?? 0, scope.Text("CertificateNumber"), scope.Day("Certificate"),
            scope.Is("InInstitution", "yes"), Exclusive.Select(scope.Money).Max() ?? 0);
    }
}
