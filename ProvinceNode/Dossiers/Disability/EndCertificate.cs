using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>
/// Ends a certificate together with the paper that proves it: who verifies the paper is told that it no longer holds, and which stands in its place
/// (Circular 01/2019 Art. 8). Both may lie with another commune of the province: the caller's scope is the province's.
/// </summary>
public static class EndCertificate
{
    /// <summary>Ground of <see cref="RevocationGrounds"/>: an authority concluded that type or degree are wrong.</summary>
    public const string Ground = "ket-luan";

    /// <summary>A later certificate stands in its place.</summary>
    public static async Task ReplaceAsync(NodeDb db, DisabilityCertificate earlier, IssuedPaper later, string why, string number, OpenDossier open, CancellationToken cancel)
    {
        await Households.UncertifyAsync(db, earlier, cancel);
        CertificateRegister.End(db, earlier, CertificateState.Replaced, open.Context.NowUtc, open.Official.FullName, why, number);
        (await PapersAsync(db, earlier, cancel)).ForEach(p => PaperDesk.Supersede(p, later, open.Context.NowUtc));
    }

    /// <summary>It was wrong: nothing stands in its place.</summary>
    /// <param name="history">Why, with the days, for the history.</param>
    /// <param name="why">Why, for the paper.</param>
    public static async Task WithdrawAsync(NodeDb db, DisabilityCertificate certificate, string history, string why, string official, DateTime nowUtc, CancellationToken cancel)
    {
        await Households.UncertifyAsync(db, certificate, cancel);
        CertificateRegister.End(db, certificate, CertificateState.Withdrawn, nowUtc, official, history);
        foreach (var paper in (await PapersAsync(db, certificate, cancel)).Where(p => p.Validity == PaperValidity.Valid))
        {
            (paper.Validity, paper.ValidityChangedAt, paper.ValidityChangedBy) = (PaperValidity.Revoked, nowUtc, official);
            (paper.RevokedFor, paper.RevokedWhy) = (Ground, why);
        }
    }

    private static Task<List<IssuedPaper>> PapersAsync(NodeDb db, DisabilityCertificate certificate, CancellationToken cancel) =>
        db.Papers.Where(p => p.Paper == "KT6" && p.Number == certificate.Number).ToListAsync(cancel);
}
