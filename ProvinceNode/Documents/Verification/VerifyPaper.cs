using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents.Verification;

/// <summary>Tells anyone whether a paper is genuine, by its code or by the PDF itself. Reads only; years later too.</summary>
public sealed class VerifyPaper(NodeDb db, OfficeCertificates certificates, IOptions<NodeOptions> options)
{
    /// <summary>10 MB: our papers have less than 1 MB, and a larger file is not one of them.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <param name="typed">The code as printed, or the address of the QR code.</param>
    public async Task<Verification> ByCodeAsync(string? typed, CancellationToken cancel)
    {
        db.Scope.Enter(TenantPath.Parse(options.Value.ProvinceCode));
        return VerificationCode.Read(typed) is { } code
            && await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code && p.State >= PaperState.Frozen, cancel) is { } paper
            ? await AnswerAsync(Standing(paper), paper, byFile: false, cancel)
            : new Verification(Verdict.UnknownCode, null, false);
    }

    /// <param name="pdf">At most <see cref="MostBytes"/>.</param>
    public async Task<Verification> ByFileAsync(byte[] pdf, CancellationToken cancel)
    {
        if (!pdf.AsSpan().StartsWith("%PDF-"u8))
        {
            return new Verification(Verdict.NotAPdf, null, true);
        }

        db.Scope.Enter(TenantPath.Parse(options.Value.ProvinceCode));
        var findings = SignatureCheck.Of(pdf);
        if (await OfDigestAsync(findings, cancel) is var (paper, finding))
        {
            return await AnswerAsync(Judge(paper, finding, pdf), paper, byFile: true, cancel);
        }

        // When it was signed is not known here; at its certificate's first moment the chain was good or never was.
        return new Verification(
            findings.Count == 0 ? (pdf.AsSpan().IndexOf("/ByteRange"u8) < 0 ? Verdict.Unsigned : Verdict.NotAPdf)
            : findings.Any(f => SignatureCheck.IsOurs(f.Certificate, certificates.Authorities(), f.Certificate.NotBefore.ToUniversalTime())) ? Verdict.NotRegistered
            : Verdict.SignedByOthers,
            null, true);
    }

    /// <summary>The same file first; then a copy that says the same, e.g. with blanks at its end; all else is altered.</summary>
    private Verdict Judge(IssuedPaper paper, SignatureFinding finding, byte[] pdf)
    {
        var ours = SignatureCheck.IsOurs(finding.Certificate, certificates.Authorities(), paper.SealedAt!.Value)
            && finding.Certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(paper.CertificateThumbprint, StringComparison.OrdinalIgnoreCase);
        var same = Convert.ToHexStringLower(SHA256.HashData(pdf)) == paper.PdfHash;
        return ours && finding.Fits && (same || finding.CoversAll) ? Standing(paper) : Verdict.Altered;
    }

    private async Task<(IssuedPaper Paper, SignatureFinding Finding)?> OfDigestAsync(IReadOnlyList<SignatureFinding> findings, CancellationToken cancel)
    {
        var digests = findings.Select(f => f.Digest).Distinct().ToList();
        var papers = digests.Count == 0 ? [] : await db.Papers.AsNoTracking().Where(p => p.SignedDigest != null && digests.Contains(p.SignedDigest)).ToListAsync(cancel);
        // Of several signatures the last of ours speaks for the file.
        return findings.Reverse().Select(f => (Paper: papers.Find(p => p.SignedDigest == f.Digest), Finding: f)).FirstOrDefault(x => x.Paper is not null) is ({ } paper, var finding)
            ? (paper, finding) : null;
    }

    private static Verdict Standing(IssuedPaper paper) => paper.Validity switch
    {
        PaperValidity.Revoked => Verdict.Revoked,
        PaperValidity.Superseded => Verdict.Superseded,
        _ => paper.State == PaperState.Sealed ? Verdict.Genuine : Verdict.BeingSealed,
    };

    private async Task<Verification> AnswerAsync(Verdict verdict, IssuedPaper paper, bool byFile, CancellationToken cancel)
    {
        // A copy holds no longer than what it is a copy of.
        if (paper.CopyOf is { } original && verdict is Verdict.Genuine or Verdict.BeingSealed
            && await db.Papers.AsNoTracking().SingleAsync(p => p.Id == original, cancel) is { Validity: not PaperValidity.Valid } gone)
        {
            return (await AnswerAsync(Standing(gone), gone, byFile, cancel)) is { Paper: { } told } ended
                ? ended with { Paper = told with { Name = PaperDesk.NameOf(paper.Paper), Number = paper.Number, IssuedOn = VietnamTime.Day(paper.IssuedAt), Issuer = paper.OfficeName, Code = VerificationCode.Print(paper.Code) } } : throw new UnreachableException();
        }

        var dossier = await db.Dossiers.AsNoTracking().Where(d => d.Id == paper.DossierId).Select(d => d.Code).SingleOrDefaultAsync(cancel);
        var later = paper.SupersededBy is { } id ? await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) : null;
        return new Verification(verdict, PaperFacts.Of(paper, dossier ?? "", later), byFile);
    }
}
