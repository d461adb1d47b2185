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

    /// <summary>Whether the annex is the table of amounts of policy 4.3 (grants); else each row holds what is decided about its person, in the words of his own decision.</summary>
    public static bool HasAmounts(RequestKind kind) => kind is RequestKind.Grant or RequestKind.SocialPension;

    /// <summary>Rows of the annex, one for each dossier; the receiver of the money stands in the remarks when it is somebody else.</summary>
    public static IReadOnlyList<PaperListRow> Rows(IEnumerable<ListMember> members) => members.Select(m =>
    {
        if (!HasAmounts(m.Found.Dossier.Kind))
        {
            return new PaperListRow(OutcomeWords.Owner(m.Found), null);
        }

        var award = MonthlyOutcome.Printed(m.Found).Single();
        return new PaperListRow(OutcomeWords.Owner(m.Found), award, award.Receiver.Length > 0 ? $"Người nhận: {award.Receiver}" : "");
    }).ToList();

    /// <summary>D13: tờ trình, named by who made the list.</summary>
    public static PaperContent Proposal(FlowContext context, TenantPath commune, IReadOnlyList<ListMember> members, SignedInOfficial maker)
    {
        var scene = PaperScenes.Of(context, commune);
        return AppraisalPapers.Submit(scene, new Submission { Received = members.Count, Eligible = Rows(members) }, maker) with
        {
            Summary = $"Về việc đề nghị quyết định {About(members)}", Bases = FlowPapers.Closed(members[0].Own.Bases.SkipLast(1)),
            Signatures = [new("NGƯỜI LẬP DANH SÁCH", maker.FullName), new("TRƯỞNG PHÒNG", "")],
        };
    }

    /// <summary>The decision that is signed for all.</summary>
    /// <param name="proposed">Day of the submission.</param>
    public static PaperContent Decision(FlowContext context, TenantPath commune, IReadOnlyList<ListMember> members, DateOnly proposed, SignedInOfficial signer)
    {
        var scene = PaperScenes.Of(context, commune);
        var by = $"{(scene.TwoTier ? "" : $"Chủ tịch {scene.Committee(commune)} và ")}{scene.OfficeName(Authorities.Appraiser)} tại Tờ trình {PaperStyle.LongDate(proposed)}";
        var kind = members[0].Found.Dossier.Kind;
        return HasAmounts(kind) ? DecisionPapers.ListOf(scene, About(members), [kind == RequestKind.SocialPension ? LegalBases.Pension : LegalBases.Assistance], Rows(members), signer, by)
            : DecisionPapers.ListInWords(scene, members.Select(m => (OutcomeWords.Owner(m.Found), m.Own)).ToList(), by, signer);
    }

    /// <summary>The decision with only the row of one person: what he is given, and what his own record of the decision holds.</summary>
    public static PaperContent Extract(PaperContent whole, int index, string dossierCode) => whole with
    {
        DossierCode = dossierCode, Watermark = Extracted,
        Annexes = [.. whole.Annexes.Select(a => a with { Table = a.Table is { } table ? table with { Rows = [table.Rows[index]], Footers = [], Caption = "" } : null })],
    };

    /// <summary>The clerk's number, on the decision and where its annex names it.</summary>
    public static PaperContent Numbered(PaperContent content, string number) => PaperNumbers.Into(content, number);

    /// <summary>What such a decision is about, after "Về việc": the same for all of a list.</summary>
    public static string About(ListMember member) => member.Own.Summary["Về việc ".Length..];

    private static string About(IReadOnlyList<ListMember> members) => About(members[0]);
}

/// <summary>A dossier of a list and the decision that it would be given alone.</summary>
public sealed record ListMember(Case Found, PaperContent Own);
