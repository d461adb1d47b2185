using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Vào số danh sách: one number for the one decision (Decree 30/2020 Art. 15); the paper has the whole annex, each dossier the extract about its person.</summary>
public sealed class NumberList(ListDesk lists)
{
    /// <param name="seen">See <see cref="OpenList.Seen"/>.</param>
    public Task<Outcome<DecisionList>> Handle(Guid id, string seen, SignedInOfficial official, CancellationToken cancel) =>
        lists.Desk.InTransactionAsync(() => IssueAsync(id, seen, official, cancel), cancel);

    /// <summary>Why this official cannot number it now, or null.</summary>
    public static Problem? Refusal(OpenList open, SignedInOfficial official)
    {
        if (open.List.State != ListState.Signed || open.Members.Count == 0)
        {
            return ListProblems.WrongState.Now(DecisionList.Word(open.List.State));
        }

        return open.List.SignerId == official.Id ? DossierProblems.FourEyes.Now("ký", "vào số")
            : open.Members.Select(m => DossierFlow.Guard(m.Context, m.Dossier, official, ActKinds.Number, listed: true)).FirstOrDefault(p => p is not null);
    }

    private async Task<Outcome<DecisionList>> IssueAsync(Guid id, string seen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await lists.FindAsync(id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (list, context) = (open.List, open.Context);
        var decisions = await lists.Db.Decisions.Where(d => d.ListId == id).ToListAsync(cancel);
        var subject = $"list/{id:D}";
        if (list.State == ListState.Numbered && await lists.Db.Acts.AnyAsync(a => a.Subject == subject && a.Kind == ActKinds.NumberList && a.OfficialId == official.Id, cancel))
        {
            // Pressed twice.
            return list;
        }

        if (Refusal(open, official) is { } refusal)
        {
            return refusal;
        }

        if (open.Seen != seen)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        var (whole, issuer) = (PaperContent.Parse(list.Content!), TenantPath.Parse(decisions[0].IssuerPath));
        var series = whole.NumberLine.Split('/')[^1];
        var number = PaperNumbers.Print(await PaperNumbers.NextAsync(lists.Db, issuer.Value, series, context.Today.Year, cancel), series);
        var paper = PaperDesk.Issue(context, list.Id, TenantPath.Parse(list.TenantPath), list.Paper, number, ListPapers.Numbered(whole, number), issuer);
        lists.Db.Papers.Add(paper);
        foreach (var member in open.Members)
        {
            if (await OneAsync(member, decisions.Single(d => d.DossierId == member.Dossier.Id), number, cancel) is { Count: > 0 } hindered)
            {
                return hindered;
            }
        }

        (list.State, list.Number, list.PaperId) = (ListState.Numbered, number, paper.Id);
        var act = Act.By(official, ActKinds.NumberList, context.NowUtc, $"Số {number}", $"paper/{paper.Id:D}").On("list", list.Id);
        return await lists.Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task<List<Problem>> OneAsync(OpenDossier open, Decision decision, string number, CancellationToken cancel)
    {
        var (dossier, context, official) = open;
        dossier.FinishedAt = context.NowUtc;
        (decision.Number, decision.NumberedAt, decision.NumberedBy) = (number, context.NowUtc, official.FullName);
        var extract = PaperDesk.Issue(context, dossier, decision.Paper, number, ListPapers.Numbered(PaperContent.Parse(decision.Content), number), TenantPath.Parse(decision.IssuerPath));
        lists.Db.Papers.Add(extract);
        // The extract stands in the place of the person's earlier paper: whoever verifies that one is not led to the names of others.
        await ReplacedPapers.MarkAsync(lists.Db, decision, extract, context.NowUtc, cancel);
        var moved = await lists.Desk.MoveAsync(open, ActKinds.Number, DossierStatus.Issued, $"Số {number} (theo danh sách)", cancel, $"decision/{decision.Id:D} list/{dossier.ListId:D}");
        return [.. moved.Problems];
    }
}

/// <inheritdoc cref="NumberList"/>
[Needs(Actions.DossierNumber)]
public sealed class NumberListModel(NumberList verb, ListDesk lists, CurrentOfficial current, ForeignTenant foreign) : ListVerbPage(lists, current, foreign)
{
    /// <summary>Why it cannot be numbered now, or null.</summary>
    public Problem? Refusal { get; private set; }

    protected override string Done => "Đã vào số và phát hành. Bộ phận một cửa trả kết quả cho từng người.";

    protected override Task ShowAsync(CancellationToken cancel)
    {
        Refusal = NumberList.Refusal(Open, Official);
        return Task.CompletedTask;
    }

    protected override Task<Outcome<DecisionList>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Seen ?? "", Official, cancel);
}
