using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>A file that travels with a move.</summary>
/// <param name="Sealed">A paper that the node issued, and not one that was handed in.</param>
public sealed record TransferFile(string Paper, string FileName, string Hash, long Bytes, bool Sealed);

/// <summary>The file of who moves: the decision to stop paying with its letter, what was handed in for the move, and the papers on which his assistance was granted.</summary>
public sealed class TransferFiles(NodeDb db, AttachmentStore attachments, PaperStore papers, VietnamTime time)
{
    // A decision is sealed as a PDF in the background; so long the object waits for it.
    private static readonly TimeSpan SealPatience = TimeSpan.FromMinutes(10);

    /// <returns>Null while the decision is being sealed.</returns>
    public async Task<IReadOnlyList<TransferFile>?> OfAsync(Guid half, CancellationToken cancel)
    {
        var move = await db.TransferHalves.AsNoTracking().SingleAsync(h => h.Id == half, cancel);
        if (await db.Decisions.AsNoTracking().FirstOrDefaultAsync(d => d.Id == move.DecisionId, cancel) is not { } decision)
        {
            return [];
        }

        string[] kinds = [decision.Paper, MoveLetter.Code];
        var issued = await db.Papers.AsNoTracking().Where(p => p.DossierId == decision.DossierId && kinds.Contains(p.Paper)).ToListAsync(cancel);
        if (issued.Exists(p => p.Paper == decision.Paper && p.PdfHash is null) && decision.NumberedAt is { } at && time.UtcNow - at < SealPatience)
        {
            return null;
        }

        var files = new List<TransferFile>();
        foreach (var paper in issued.Where(p => p.PdfHash is not null).OrderByDescending(p => p.Paper == decision.Paper))
        {
            if (await papers.ReadAsync(paper.PdfHash!, cancel) is { } pdf)
            {
                files.Add(new(SubmitPapers.Supplement, paper.Paper == MoveLetter.Code ? "Công văn chuyển hồ sơ.pdf" : "Quyết định thôi chi trả.pdf", paper.PdfHash!, pdf.Length, true));
            }
        }

        var granted = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == move.BeneficiaryId).Select(e => e.DecisionId).Distinct().ToListAsync(cancel);
        var dossiers = await db.Decisions.Where(d => granted.Contains(d.Id)).Select(d => d.DossierId).Distinct().ToListAsync(cancel);
        var handed = await db.Attachments.AsNoTracking().Where(a => a.DossierId == decision.DossierId || dossiers.Contains(a.DossierId)).ToListAsync(cancel);
        files.AddRange(handed.OrderByDescending(a => a.DossierId == decision.DossierId).ThenByDescending(a => a.AddedAt).ThenBy(a => a.Id).Where(a => attachments.Has(a.Hash))
            .Select(a => new TransferFile(a.Paper, a.FileName, a.Hash, a.Bytes, false)));
        return [.. files.DistinctBy(f => f.Hash).Take(AttachmentStore.MostFiles)];
    }

    /// <summary>Whether anything of the move tells a group whose people are named to nobody (Decree 20 Art. 8(1)(b)): such a move never leaves through the hub.</summary>
    public async Task<bool> AreApartAsync(Guid half, CancellationToken cancel)
    {
        var move = await db.TransferHalves.AsNoTracking().SingleAsync(h => h.Id == half, cancel);
        var (rules, packet) = ((await RuleTables.ReadAsync(db, cancel)).On(time.Today), TransferPacket.Parse(move.Packet));
        var rows = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == move.BeneficiaryId).Select(e => new { e.DecisionId, e.CategoryCode }).ToListAsync(cancel);
        if (packet.Rows.Select(r => r.CategoryCode).Concat(rows.Select(r => r.CategoryCode)).Distinct(StringComparer.Ordinal).Any(rules.IsSensitive))
        {
            return true;
        }

        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == move.BeneficiaryId, cancel) is { } person && await FactsBefore.FindAsync(db, person, cancel) is { } known
            && (known.Facts.Hiv is not null || rules.IsSensitive(known.Category)))
        {
            return true;
        }

        var decided = rows.Select(r => (Guid?)r.DecisionId).Append(move.DecisionId).Distinct().ToList();
        var ids = await db.Decisions.AsNoTracking().Where(d => decided.Contains(d.Id)).Select(d => d.DossierId).Distinct().ToListAsync(cancel);
        var dossiers = await db.Dossiers.AsNoTracking().Include(d => d.Requests).Include(d => d.Attachments).AsSplitQuery().Where(d => ids.Contains(d.Id) || d.Code == packet.DossierCode).ToListAsync(cancel);
        return dossiers.Exists(d => Sensitive.IsOf(d, rules) || (d.Code == packet.DossierCode && NeutralWords.Reveals(d.Answers))
            || d.Attachments.Exists(a => Sensitive.IsFile(d, a.Paper, rules) || NeutralWords.Reveals(a.FileName)));
    }

    public async Task<Stream?> OpenAsync(TransferFile file, CancellationToken cancel) =>
        !file.Sealed ? await attachments.OpenAsync(file.Hash, cancel) : await papers.ReadAsync(file.Hash, cancel) is { } pdf ? new MemoryStream(pdf) : null;
}
