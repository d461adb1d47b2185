using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Ký: the chairman of the office signs a paper that waits for him (Decree 30/2020 Art. 13), e.g. the posting notice D09.</summary>
public sealed class SignPaper(PaperTurn turn, NodeDb db, IOptions<PaperOptions> options)
{
    /// <param name="seen"><see cref="Seen"/> of the text that the signer was shown; null for a caller that shows none.</param>
    public Task<Outcome<IssuedPaper>> Handle(Guid id, SignedInOfficial official, CancellationToken cancel, string? seen = null) =>
        turn.TakeAsync(id, official, ActKinds.SignPaper, p => Refusal(p, official) ?? (seen is not null && seen != Seen(p.Content) ? PaperProblems.TextChanged.Now() : null), (p, now) => SignAsync(p, official, now, cancel), cancel);

    /// <summary>Digest of a paper as it is shown: nobody signs a text that changed after he read it.</summary>
    public static string Seen(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32];

    /// <summary>The paper with the block of who signs it: a deputy signs KT. (Decree 30/2020 Art. 13).</summary>
    public static PaperContent Signed(PaperContent content, SignedInOfficial official) =>
        content with { Signatures = [.. content.Signatures.Select(s => s.Name.Length == 0 ? Block(s, official) : s)] };

    // The last line of the block is the post of the head; what stands over it (TM. ỦY BAN NHÂN DÂN) stays.
    private static SignatureBlock Block(SignatureBlock block, SignedInOfficial official)
    {
        var lines = block.TitleLines;
        return lines.Count == 0 ? block with { Name = official.FullName, Hint = "" }
            : block with { Title = string.Join('\n', lines.SkipLast(1).Append(PaperStyle.Signer(lines[^1], official).Title)), Name = official.FullName, Hint = "" };
    }

    private async Task SignAsync(IssuedPaper paper, SignedInOfficial official, DateTime nowUtc, CancellationToken cancel)
    {
        (paper.SignerId, paper.SignerName, paper.SignerTitle, paper.State) = (official.Id, official.FullName, official.Title, PaperState.AwaitingNumber);
        paper.Content = Signed(PaperContent.Parse(paper.Content), official).ToJson();
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
        : paper.Validity != PaperValidity.Valid ? PaperProblems.NoLongerValid.Now(PaperProblems.Word(paper.Validity))
        : official.Office.Value != paper.OfficePath ? PaperProblems.OtherOffice.Now(paper.OfficeName)
        : official.Is(RoleOf(paper)) && official.May(Actions.DossierSign) ? null : CommonProblems.NotAllowed.Now();
}

/// <inheritdoc cref="SignPaper"/>
[Needs(Actions.DossierSign)]
public sealed class SignPaperModel(SignPaper verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PaperVerbPage(db, current, foreign)
{
    /// <summary>Digest of the text that was shown.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    protected override string Done => "Đã ký. Văn bản chờ vào số.";

    protected override Problem? Refusal() => SignPaper.Refusal(Issued, Official);

    protected override Task<Outcome<IssuedPaper>> ActAsync(CancellationToken cancel) => verb.Handle(Paper, Official, cancel, Seen ?? "");
}
