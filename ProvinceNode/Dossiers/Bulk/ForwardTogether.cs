using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Trình theo danh sách: the commune's chairman sends several dossiers up by one letter with their list (D11, Decree 20 Art. 8(1)(c)).</summary>
public sealed class ForwardTogether(CommonStep common, ReviewMinutes minutes, SignedLetters letters)
{
    public Task<Outcome<IssuedPaper>> Handle(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel) =>
        common.Desk.InTransactionAsync(() => SendAsync(items, official, cancel), cancel);

    private async Task<Outcome<IssuedPaper>> SendAsync(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await common.OpenAsync(items, official, ActKinds.Forward, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var open = opened.Value;
        var paper = await letters.IssueAsync(open[0], "D11", Letter(open, $"………/{PaperKind.Letters}", official), cancel);
        common.Link(paper, open);
        foreach (var one in open)
        {
            await minutes.IssueAsync(one, cancel);
            var to = DossierFlow.RouteOf(one.Context, one.Dossier).After(RouteStepKind.Forward);
            var moved = await common.Desk.MoveAsync(one, ActKinds.Forward, to, SignedLetters.Words(paper), cancel, $"paper/{paper.Id:D}");
            if (!moved.Succeeded)
            {
                return moved.Problems.ToList();
            }
        }

        return paper;
    }

    private static PaperContent Letter(IReadOnlyList<OpenDossier> open, string number, SignedInOfficial chairman)
    {
        var (dossiers, context) = (open.Select(o => o.Dossier).ToList(), open[0].Context);
        var scene = PaperScenes.Of(context, dossiers[0]) with { DossierCode = "" };
        var rows = dossiers.ConvertAll(d => new PaperListRow(PaperScenes.Owner(scene, d), ReviewMinutes.Proposed(context, d), d.ReviewedEligible == true ? "" : "Xét duyệt: không đủ điều kiện"));
        var posted = dossiers.TrueForAll(d => d.PostedFrom is not null && d.PostedUntil is not null);
        var reviewed = dossiers.SelectMany(d => d.Steps).Where(s => s.Verb == ActKinds.Review).Select(s => VietnamTime.Day(s.At)).DefaultIfEmpty(context.Today).Max();
        return FlowPapers.ForwardingList(scene, PaperScenes.Topic(dossiers[0]), number, PaperScenes.Asked(dossiers[0]), reviewed,
            posted ? dossiers.Min(d => d.PostedFrom) : null, posted ? dossiers.Max(d => d.PostedUntil) : null, rows, chairman);
    }
}
