using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Ký: the chairman of the office signs a paper that waits for him (Decree 30/2020 Art. 13), e.g. the posting notice D09.</summary>
public sealed class SignPaper(PaperTurn turn, NodeDb db, IOptions<PaperOptions> options)
{
    public Task<Outcome<IssuedPaper>> Handle(Guid id, SignedInOfficial official, CancellationToken cancel) =>
        turn.TakeAsync(id, official, ActKinds.SignPaper, p => Refusal(p, official), (p, now) => SignAsync(p, official, now, cancel), cancel);

    private async Task SignAsync(IssuedPaper paper, SignedInOfficial official, DateTime nowUtc, CancellationToken cancel)
    {
        var content = PaperContent.Parse(paper.Content);
        (paper.SignerId, paper.SignerName, paper.SignerTitle, paper.State) = (official.Id, official.FullName, official.Title, PaperState.AwaitingNumber);
        paper.Content = (content with { Signatures = [.. content.Signatures.Select(s => s.Name.Length == 0 ? s with { Name = official.FullName, Hint = "" } : s)] }).ToJson();
        if (options.Value.NumberedBy == "system")
        {
            await NumberPaper.GiveAsync(db, paper, nowUtc, cancel);
        }
    }

    /// <summary>Account role that signs it. The division of a district writes under its own head (Decree 20 Art. 8(4)); a commune's writes as the committee.</summary>
    public static string RoleOf(IssuedPaper paper) => paper.Paper == PaperKind.Submission ? Roles.DivisionHead :
        PaperKind.Of(paper.Paper).Authority == Authorities.Appraiser && paper.OfficePath != paper.TenantPath ? Roles.DivisionHead : Roles.Chairman;

    public static Problem? Refusal(IssuedPaper paper, SignedInOfficial official) =>
        paper.State != PaperState.AwaitingSignature ? PaperProblems.WrongState.Now(PaperProblems.Word(paper.State))
        : official.Office.Value != paper.OfficePath ? PaperProblems.OtherOffice.Now(paper.OfficeName)
        : official.Is(RoleOf(paper)) && official.May(Actions.DossierSign) ? null : CommonProblems.NotAllowed.Now();
}

/// <inheritdoc cref="SignPaper"/>
[Needs(Actions.DossierSign)]
public sealed class SignPaperModel(SignPaper verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PaperVerbPage(db, current, foreign)
{
    protected override string Done => "Đã ký. Văn bản chờ vào số.";

    protected override Problem? Refusal() => SignPaper.Refusal(Issued, Official);

    protected override Task<Outcome<IssuedPaper>> ActAsync(CancellationToken cancel) => verb.Handle(Paper, Official, cancel);
}
