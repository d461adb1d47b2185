using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents.Signing;

/// <summary>
/// Seals an issued paper: draws the PDF, has it signed, keeps it by its hash, and writes that into the row under one act. Again and again it
/// does no harm: killed anywhere between, the next run begins anew, and only what the row names counts.
/// </summary>
public sealed class SealPaper(IServiceScopeFactory scopes, IPaperSigner signer, PaperStore store, VietnamTime time, IOptions<NodeOptions> options)
{
    // The same paper asked for by the job and by a reader at once is sealed once.
    private readonly ConcurrentDictionary<Guid, Lazy<Task<bool>>> _running = new();

    /// <returns>Whether the paper is sealed now; false for one that is not issued yet, or not there.</returns>
    public async Task<bool> RunAsync(Guid paperId, CancellationToken cancel)
    {
        // One reader who gives up does not stop the work that another waits for.
        var run = _running.GetOrAdd(paperId, id => new(() => SealAsync(id, CancellationToken.None)));
        try
        {
            return await run.Value.WaitAsync(cancel);
        }
        finally
        {
            if (run.Value.IsCompleted)
            {
                _running.TryRemove(KeyValuePair.Create(paperId, run));
            }
        }
    }

    /// <summary>The PDF with a gap for the signature, and what is seen of it (Decree 30/2020, Annex I: the organisation and the moment).</summary>
    internal static PdfPaper Draw(IssuedPaper paper, PaperContent content, DateTime atUtc)
    {
        var at = new DateTimeOffset(VietnamTime.Local(atUtc), TimeSpan.FromHours(7));
        // A register or a list has no block to sign in; it is sealed all the same.
        var signable = content.Signatures.Count > 0 ? content : content with { Signatures = [new SignatureBlock("", "", "")] };
        return PaperPdf.Render(signable, PaperFonts.Shipped, new PdfOptions
        {
            Id = paper.Id, CreatedAt = at, Author = paper.OfficeName,
            Signature = new PdfSignaturePlan { Lines = [.. PdfSignaturePlan.VisibleLines(paper.OfficeName, "", at).Where(l => !l.StartsWith("Cơ quan", StringComparison.Ordinal))], SignedAt = at, Name = paper.OfficeName },
        });
    }

    private async Task<bool> SealAsync(Guid id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(options.Value.ProvinceCode));
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        if (await db.Papers.SingleOrDefaultAsync(p => p.Id == id, cancel) is not { State: PaperState.Frozen } paper)
        {
            return await IsSealedAsync(db, id, cancel);
        }

        // Whole seconds: the same moment stands in the signature's dictionary, in what is seen of it, and in the row.
        var now = time.UtcNow;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var pdf = Draw(paper, PaperFile.Shown(paper, options.Value.PublicAddress), now);
        var covered = pdf.SignedBytes();
        var office = TenantPath.Parse(paper.OfficePath.Length > 0 ? paper.OfficePath : paper.TenantPath);
        var signature = await signer.SignAsync(office, paper.OfficeName, covered, now, cancel);
        var hash = await store.SaveAsync(pdf.WithSignature(signature.Cms), cancel);
        (paper.State, paper.SealedAt, paper.PdfHash) = (PaperState.Sealed, now, hash);
        paper.SignedDigest = Convert.ToHexStringLower(SHA256.HashData(covered));
        (paper.CertificateSerial, paper.CertificateThumbprint) = (signature.Serial, signature.Thumbprint);
        var act = Act.BySystem(TenantPath.Parse(paper.TenantPath), ActKinds.SealPaper, now, $"SHA-256 {hash}; chứng thư {signature.Serial}");
        return await db.SaveAsync(act.On("paper", id), cancel) || await IsSealedAsync(db, id, cancel);
    }

    private static Task<bool> IsSealedAsync(NodeDb db, Guid id, CancellationToken cancel) => db.Papers.AnyAsync(p => p.Id == id && p.State == PaperState.Sealed, cancel);
}
