using System.Globalization;
using System.Text.Json;
using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers;

/// <summary>What the declaration says that bears on the decision; the appraiser compares it with the papers. Pure.</summary>
public sealed record DeclaredFacts(DisabilityDegree Degree, int Kind, string CertificateNumber, DateOnly? CertificateOn, long OtherAssistanceDong)
{
    public static DeclaredFacts Of(Dossier dossier)
    {
        using var document = JsonDocument.Parse(dossier.Answers);
        return new DeclaredFacts(DisabilityDegree.None, 0, "", null, 0);
    }
}
