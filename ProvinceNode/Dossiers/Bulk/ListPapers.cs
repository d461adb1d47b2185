using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Papers of a list: the submission (D13), the one decision with its annex, and the extract that each person gets. Pure.</summary>
public static class ListPapers
{
    /// <summary>Across an extract: others on the list are not shown to the person (Decree 30/2020 Art. 25, trích sao).</summary>
    public const string Extracted = "TRÍCH SAO";

    /// <summary>Rows of the annex, one for each dossier; the receiver of the money stands in the remarks when it is somebody else.</summary>
    public static IReadOnlyList<PaperListRow> Rows(IEnumerable<Case> cases) => cases.Select(c =>
    {
        var award = MonthlyOutcome.Printed(c).Single();
        return new PaperListRow(OutcomeWords.Owner(c), award, award.Receiver.Length > 0 ? $"Người nhận: {award.Receiver}" : "");
    }).ToList();

    /// <summary>D13: tờ trình, named by who made the list.</summary>
    public static PaperContent Proposal(FlowContext context, TenantPath commune, string paper, IReadOnlyList<Case> cases, SignedInOfficial maker)
    {
        var scene = PaperScenes.Of(context, commune);
        return AppraisalPapers.Submit(scene, new Submission { Received = cases.Count, Eligible = Rows(cases) }, maker) with
        {
            Summary = $"Về việc đề nghị quyết định {About(paper)}", Bases = FlowPapers.Closed(scene.Bases(Topic(paper))), Signatures = [new("NGƯỜI LẬP DANH SÁCH", maker.FullName), new("TRƯỞNG PHÒNG", "")],
        };
    }

    /// <summary>The decision that is signed for all.</summary>
    /// <param name="proposed">Day of the submission.</param>
    public static PaperContent Decision(FlowContext context, TenantPath commune, string paper, IReadOnlyList<Case> cases, DateOnly proposed, SignedInOfficial signer)
    {
        var scene = PaperScenes.Of(context, commune);
        var by = $"{(scene.TwoTier ? "" : $"Chủ tịch {scene.Committee(commune)} và ")}{scene.OfficeName(Authorities.Appraiser)} tại Tờ trình {PaperStyle.LongDate(proposed)}";
        return DecisionPapers.ListOf(scene, About(paper), [Topic(paper)], Rows(cases), signer, by);
    }

    /// <summary>The decision with only the row of one person: what he is given, and what his own record of the decision holds.</summary>
    public static PaperContent Extract(PaperContent whole, int index, string dossierCode) => whole with
    {
        DossierCode = dossierCode, Watermark = Extracted,
        Annexes = [.. whole.Annexes.Select(a => a with { Table = a.Table is { } table ? table with { Rows = [table.Rows[index]], Footers = [], Caption = "" } : null })],
    };

    /// <summary>The clerk's number, on the decision and where its annex names it.</summary>
    public static PaperContent Numbered(PaperContent content, string number) => PaperNumbers.Into(content, number);

    private static string About(string paper) => paper == "D26" ? "trợ cấp hưu trí xã hội hàng tháng" : "trợ cấp xã hội hàng tháng";

    private static string Topic(string paper) => paper == "D26" ? LegalBases.Pension : LegalBases.Assistance;
}
