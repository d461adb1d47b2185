using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Niêm yết theo danh sách: reviewed dossiers are posted by one notice (D09, Decree 20 Art. 8(1)(b)); each keeps its own step, days and minutes.</summary>
public sealed class PostTogether(CommonStep common, ReviewMinutes minutes)
{
    public Task<Outcome<IssuedPaper>> Handle(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel) =>
        common.Desk.InTransactionAsync(() => PostAsync(items, official, cancel), cancel);

    private async Task<Outcome<IssuedPaper>> PostAsync(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await common.OpenAsync(items, official, ActKinds.OpenPosting, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var open = opened.Value;
        if (open.Where(o => !FlowPapers.MayBePosted(o.Context, o.Dossier) || o.Dossier.Kind == RequestKind.CertifyDisability).ToList() is { Count: > 0 } alone)
        {
            // Says nothing of why: whoever may belong to groups 3 and 8 is not named on a wall.
            return alone.ConvertAll(o => ListProblems.Of(o.Dossier, CommonStep.PostAlone.Now()));
        }

        var (first, context) = (open[0].Dossier, open[0].Context);
        var (from, until) = (context.Today, OpenPosting.LastDay(context, first));
        var scene = PaperScenes.Of(context, first) with { DossierCode = "" };
        var rows = open.Select(o => new PostingRow(PaperScenes.Owner(scene, o.Dossier), DecisionPapers.Capital(PaperScenes.Asked(o.Dossier)), o.Dossier.ReviewedEligible == true, false)).ToList();
        var notice = FlowPapers.PostingList(scene, PaperScenes.Topic(first), from, until, LegalClock.PostingDays(context, first.ProcedureCode, first.Kind), rows);
        var paper = PaperDesk.Issue(context, first, "D09", "", notice);
        common.Keep(paper, open);
        foreach (var one in open)
        {
            await minutes.IssueAsync(one, cancel);
            (one.Dossier.PostedFrom, one.Dossier.PostedUntil) = (from, until);
            var moved = await common.Desk.MoveAsync(one, ActKinds.OpenPosting, DossierStatus.Posted, $"Niêm yết tại trụ sở UBND theo danh sách {open.Count} hồ sơ", cancel, $"paper/{paper.Id:D}");
            if (!moved.Succeeded)
            {
                return moved.Problems.ToList();
            }
        }

        return paper;
    }
}
