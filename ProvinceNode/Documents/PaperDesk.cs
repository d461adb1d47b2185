using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>
/// Freezes a paper of a dossier, inside the transaction of the verb that makes it; nothing is drawn or signed there. Right after the
/// commit the paper is sealed. A formal paper without signer or number waits for them.
/// </summary>
public static class PaperDesk
{
    /// <param name="number">As printed; empty when it has none or gets it later.</param>
    /// <param name="issuer">Office that issues it; by default the one that the law names for such papers today.</param>
    /// <param name="body">Name of the body that speaks when it is no committee: a care institution.</param>
    public static IssuedPaper Issue(FlowContext context, Dossier dossier, string paper, string number, PaperContent content, TenantPath? issuer = null, string? body = null) =>
        Issue(context.For(dossier), dossier.Id, TenantPath.Parse(dossier.TenantPath), paper, number, content, issuer, body);

    /// <inheritdoc cref="Issue(FlowContext, Dossier, string, string, PaperContent, TenantPath?, string?)"/>
    /// <param name="subject">The dossier or the list that it is of.</param>
    public static IssuedPaper Issue(FlowContext context, Guid subject, TenantPath commune, string paper, string number, PaperContent content, TenantPath? issuer = null, string? body = null)
    {
        var kind = PaperKind.Of(paper);
        var office = issuer ?? context.OfficeFor(kind.Authority, commune);
        // Who signs a formal paper stands last; who only drew it up, before him.
        var signature = kind.Formal ? content.Signatures is [.., { Name.Length: > 0 } last] ? last : null : content.Signatures.LastOrDefault(s => s.Name.Length > 0);
        return new IssuedPaper
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = subject, TenantPath = commune.Value,
            Paper = paper, Number = number, IssuedAt = context.NowUtc, Content = content.ToJson(), State = StateOf(kind, number, signature),
            OfficePath = office.Value, OfficeName = body is null ? Committee(context, office) : PaperStyle.Upper(body),
            SignerName = signature?.Name ?? "", SignerTitle = signature is null ? "" : string.Join(' ', signature.Title.Split('\n')),
        };
    }

    /// <summary>Name of a paper for links.</summary>
    public static string NameOf(string paper) => PaperKind.Of(paper).Name;

    /// <summary>A later paper of the same matter stands in the place of an earlier one.</summary>
    public static void Supersede(IssuedPaper earlier, IssuedPaper later, DateTime nowUtc)
    {
        if (earlier.Validity == PaperValidity.Valid && earlier.Id != later.Id)
        {
            (earlier.Validity, earlier.ValidityChangedAt, earlier.ValidityChangedBy, earlier.SupersededBy) = (PaperValidity.Superseded, nowUtc, later.SignerName, later.Id);
        }
    }

    /// <summary>The paper in its place was undone: it holds again. What an official took back stays taken back.</summary>
    public static void Restore(IssuedPaper paper)
    {
        if (paper.Validity == PaperValidity.Superseded)
        {
            (paper.Validity, paper.ValidityChangedAt, paper.ValidityChangedBy, paper.SupersededBy) = (PaperValidity.Valid, null, null, null);
        }
    }

    /// <summary>The body with a seal of its own: divisions and desks use the committee's.</summary>
    private static string Committee(FlowContext context, TenantPath office) => PaperStyle.Upper($"Ủy ban nhân dân {context.UnitName(office)}");

    private static PaperState StateOf(PaperKind kind, string number, SignatureBlock? signature) =>
        !kind.Formal ? PaperState.Frozen : signature is null ? PaperState.AwaitingSignature : number.Length == 0 ? PaperState.AwaitingNumber : PaperState.Frozen;
}
