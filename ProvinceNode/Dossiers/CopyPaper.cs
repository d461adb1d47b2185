using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Sao y: a copy of an issued paper waits for the chairman of the copying office; the clerk numbers it in the book of copies, and its own code verifies it.</summary>
public sealed class CopyPaper(NodeDb db, FlowRules rules)
{
    public async Task<Outcome<IssuedPaper>> Handle(Guid id, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } paper)
        {
            return CommonProblems.NotFound.Now();
        }

        if (CopyPapers.Refusal(paper, official) is { } refusal)
        {
            return refusal;
        }

        // Pressed twice: the copy that is not signed yet.
        var office = official.Office.Value;
        if (await db.Papers.AsNoTracking().FirstOrDefaultAsync(p => p.CopyOf == id && p.OfficePath == office && p.State == PaperState.AwaitingSignature, cancel) is { } begun)
        {
            return begun;
        }

        var context = await rules.ForAsync(TenantPath.Parse(paper.TenantPath), cancel);
        var content = CopyPapers.Of(PaperContent.Parse(paper.Content), PaperStyle.Committee(context, official.Office).Issuer, PaperStyle.PlaceAndDate(context, official.Office));
        var copy = PaperDesk.Issue(context, paper.DossierId, TenantPath.Parse(paper.TenantPath), PaperKind.CertifiedCopy, "", content, official.Office);
        copy.CopyOf = paper.Id;
        db.Papers.Add(copy);
        var act = Act.By(official, ActKinds.CopyPaper, context.NowUtc, $"{PaperDesk.NameOf(paper.Paper)} {paper.Number}".Trim(), $"paper/{copy.Id:D}").On("paper", paper.Id);
        return await db.SaveAsync(act, cancel) ? copy : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <inheritdoc cref="CopyPaper"/>
[Needs(Actions.DossierView)]
public sealed class CopyPaperModel(CopyPaper verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PaperVerbPage(db, current, foreign)
{
    private Guid _copy;

    protected override string Done => "Đã lập bản sao y. Bản sao chờ Chủ tịch ký, văn thư vào sổ bản sao.";

    protected override string Next => $"/ho-so/{Id}/van-ban/{_copy}";

    protected override Problem? Refusal() => CopyPapers.Refusal(Issued, Official);

    protected override async Task<Outcome<IssuedPaper>> ActAsync(CancellationToken cancel)
    {
        var made = await verb.Handle(Paper, Official, cancel);
        _copy = made.Succeeded ? made.Value.Id : default;
        return made;
    }
}
