using System.Globalization;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// Papers of a dossier as the national portal lists them (policy 5.4, ThanhPhanHoSo): kinds and how many, no file and no name of a file. What names an illness is told neutrally, its row in the
/// portal's list too (Law 64/2006). Pure.
/// </summary>
internal static class DossierPaperMessages
{
    private const string Medical = "giay-to-y-te";

    public static IEnumerable<DossierPaperState> Of(Dossier dossier) => dossier.Attachments
        .Select(a => (a.Paper, Name: SubmitPapers.NameOf(a.Paper))).Select(a => NeutralWords.Reveals(a.Name) ? (Code: Medical, Name: NeutralWords.MedicalPaper) : (Code: CodeOf(a.Paper), a.Name))
        .GroupBy(a => a).OrderBy(g => g.Key.Code, StringComparer.Ordinal).ThenBy(g => g.Key.Name, StringComparer.Ordinal)
        .Select(g => new DossierPaperState { Code = g.Key.Code, Name = g.Key.Name, Count = g.Count() });

    // The row of the portal's own list where it has one.
    private static string CodeOf(string paper) => SubmitPapers.All.FirstOrDefault(p => p.Code == paper)?.PortalRow?.ToString(CultureInfo.InvariantCulture) ?? paper;
}
