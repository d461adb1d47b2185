using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Vào số: a signed paper gets the next number of its body's book and is issued; from then on its content never changes.</summary>
public sealed class NumberPaper(PaperTurn turn, NodeDb db, IOptions<PaperOptions> options)
{
    public Task<Outcome<IssuedPaper>> Handle(Guid id, SignedInOfficial official, CancellationToken cancel) =>
        turn.TakeAsync(id, official, ActKinds.NumberPaper, p => Refusal(p, official), async (p, now) =>
        {
            await GiveAsync(db, p, now, cancel);
            await SignedLetters.TellAsync(db, p, official, now, cancel);
        }, cancel);

    /// <summary>Who signed does not number (four eyes); the officer may where the province says so.</summary>
    public Problem? Refusal(IssuedPaper paper, SignedInOfficial official) =>
        paper.State != PaperState.AwaitingNumber ? PaperProblems.WrongState.Now(PaperProblems.Word(paper.State))
        : official.Office.Value != paper.OfficePath ? PaperProblems.OtherOffice.Now(paper.OfficeName)
        : official.Id != paper.SignerId && (official.Is(Roles.RecordsClerk) || (options.Value.NumberedBy == "officer" && official.Is(Roles.SocialOfficer))) ? null
        : CommonProblems.NotAllowed.Now();

    /// <summary>Takes the number and freezes the paper; the caller's transaction holds the savers' turn.</summary>
    internal static async Task GiveAsync(NodeDb db, IssuedPaper paper, DateTime nowUtc, CancellationToken cancel)
    {
        var day = VietnamTime.Day(nowUtc);
        var map = new AuthorityMap(await db.AuthorityRules.AsNoTracking().ToListAsync(cancel));
        (paper.Number, paper.IssuedAt) = (await PaperNumbers.TakeAsync(db, PaperKind.Of(paper.Paper), paper.OfficePath, map, day, cancel), nowUtc);
        paper.Content = (PaperNumbers.Into(PaperContent.Parse(paper.Content), paper.Number) with { IsDraft = false }).ToJson();
        paper.State = PaperState.Frozen;
    }
}

/// <inheritdoc cref="NumberPaper"/>
[Needs(Actions.DossierView)]
public sealed class NumberPaperModel(NumberPaper verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PaperVerbPage(db, current, foreign)
{
    protected override string Done => "Đã vào số và phát hành. Bản PDF đang được ký số.";

    protected override Problem? Refusal() => verb.Refusal(Issued, Official);

    protected override Task<Outcome<IssuedPaper>> ActAsync(CancellationToken cancel) => verb.Handle(Paper, Official, cancel);
}
