using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>What a checker is about to accept.</summary>
/// <param name="Ready">Rows that will be entered.</param>
/// <param name="Refused">Rows that go back.</param>
/// <param name="Differing">Rows whose amount in the file is not the law's and for which nobody chose.</param>
public sealed record AcceptPreview(int Ready, int Refused, int LeftOut, int Differing, long FileDong, long LawDong);

/// <summary>
/// A second official accepts the valid rows of an import: never who sent it or changed a value in it. The rows are written by a job, in chunks; what they
/// pay is what is running, so only the office that decides on such assistance, or one above it, accepts (policy 3.12; the authority map).
/// </summary>
public sealed class AcceptBatch(NodeDb db, PovertyMatch poverty, VietnamTime time)
{
    public async Task<Outcome<ImportBatch>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportAccept))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } batch)
        {
            return CommonProblems.NotFound.Now();
        }

        if (batch.State != BatchState.Ready || batch.Version != version)
        {
            return batch.State == BatchState.Reading ? BatchProblems.StillReading.Now() : batch.State == BatchState.Ready ? CommonProblems.ChangedMeanwhile.Now() : BatchProblems.Closed.Now();
        }

        if (await RefusalAsync(batch, official, cancel) is { } refusal)
        {
            return refusal;
        }

        if (batch.Kind == ListKind.Poverty && await FoundAnewAsync(batch, cancel))
        {
            return PovertyProblems.FoundAnew.Now();
        }

        var preview = await PreviewAsync(batch, cancel);
        if (preview.Ready == 0 || preview.Differing > 0)
        {
            return preview.Ready == 0 ? BatchProblems.NothingValid.Now() : BatchProblems.AmountUnset.At("Amounts", preview.Differing);
        }

        (batch.State, batch.CheckedById, batch.CheckedByName, batch.CheckedAt, batch.Version) = (BatchState.Accepting, official.Id, official.FullName, time.UtcNow, batch.Version + 1);
        var act = Act.By(official, ActKinds.ImportAccept, time.UtcNow, string.Create(VietnameseFormat.Culture, $"Duyệt ghi sổ {preview.Ready} dòng, trả lại {preview.Refused} dòng")).On("import", id);
        return await db.SaveAsync(act, cancel) ? batch : CommonProblems.ChangedMeanwhile.Now();
    }

    // People of the registry who were merged, moved or put into another household since: what is accepted is what was looked at.
    private async Task<bool> FoundAnewAsync(ImportBatch batch, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var found = await poverty.AgainAsync(batch, cancel);
        await transaction.CommitAsync(cancel);
        return found;
    }

    /// <summary>Why an official may not accept; null when he may.</summary>
    public async Task<Problem?> RefusalAsync(ImportBatch batch, SignedInOfficial official, CancellationToken cancel)
    {
        var subject = $"import/{batch.Id:D}";
        string[] changes = [ActKinds.ImportMend, ActKinds.ImportChoose, ActKinds.ImportColumns];
        if (batch.SentById == official.Id || await db.Acts.AnyAsync(a => a.Subject == subject && a.OfficialId == official.Id && changes.Contains(a.Kind), cancel))
        {
            return BatchProblems.OwnImport.Now();
        }

        var decider = await DecidingOffice.OfAsync(db, batch, time.Today, cancel);
        return decider.MayCheck(official) ? null : BatchProblems.WrongOffice.Now(decider.Name);
    }

    public async Task<AcceptPreview> PreviewAsync(ImportBatch batch, CancellationToken cancel)
    {
        // Counted from the index alone: of a list of 50,000 people the page asks this again and again while it is worked on.
        var groups = await db.ImportRows.Where(r => r.BatchId == batch.Id && (r.State == RowState.Read || r.State == RowState.LeftOut)).GroupBy(r => new { r.Sheet, r.State, r.Verdict })
            .Select(g => new { g.Key.Sheet, g.Key.State, g.Key.Verdict, Rows = g.Count(), File = g.Sum(r => r.FileDong ?? r.LawDong ?? 0), Law = g.Sum(r => r.LawDong ?? r.FileDong ?? 0) }).ToListAsync(cancel);
        var read = await db.ImportSheets.Where(s => s.BatchId == batch.Id && s.State == SheetState.Read).Select(s => s.Ordinal).ToListAsync(cancel);
        var ready = groups.FindAll(g => g.State == RowState.Read && g.Verdict != RowVerdict.Refused && read.Contains(g.Sheet));
        var refused = groups.Where(g => g.State == RowState.Read && g.Verdict == RowVerdict.Refused && read.Contains(g.Sheet)).Sum(g => g.Rows);
        var left = groups.Where(g => g.State == RowState.LeftOut && read.Contains(g.Sheet)).Sum(g => g.Rows);
        var differing = batch.Amounts != AmountRule.Unset ? 0
            : await EnterBatch.Ready(db, batch.Id).CountAsync(r => r.FileDong != null && r.LawDong != null && r.FileDong != r.LawDong && !r.Choices.Contains("\"q\":\"amount\""), cancel);
        return new(ready.Sum(g => g.Rows), refused, left, differing, ready.Sum(g => g.File), ready.Sum(g => g.Law));
    }
}

/// <summary>The office that decides on assistance of an area on a day.</summary>
/// <param name="Name">As printed, e.g. UBND Xã Hoa Lộc.</param>
public sealed record DecidingOffice(TenantPath Path, string Name)
{
    /// <summary>The office itself, or one above it.</summary>
    public bool MayCheck(SignedInOfficial official) => official.Office.Covers(Path);

    /// <summary>Who accepts an import: what somebody receives is the deciding office's; the commune's chairman recognises poor households (QĐ 24/2021/QĐ-TTg Art. 4).</summary>
    public static async Task<DecidingOffice> OfAsync(NodeDb db, ImportBatch batch, DateOnly day, CancellationToken cancel)
    {
        var area = TenantPath.Parse(batch.TenantPath);
        return batch.Kind != ListKind.Poverty ? await OfAsync(db, area, day, cancel)
            : new(area, $"UBND {await db.Offices.Where(o => o.TenantPath == batch.TenantPath).Select(o => o.UnitName).FirstOrDefaultAsync(cancel)}");
    }

    /// <param name="area">A commune, or an office above communes, which then checks for itself.</param>
    public static async Task<DecidingOffice> OfAsync(NodeDb db, TenantPath area, DateOnly day, CancellationToken cancel)
    {
        var map = new AuthorityMap(await db.AuthorityRules.AsNoTracking().ToListAsync(cancel));
        var path = map.OfficeFor(Authorities.Decider, area, day);
        var name = await db.Offices.Where(o => o.TenantPath == path.Value).Select(o => o.UnitName).FirstOrDefaultAsync(cancel);
        return new(path, $"UBND {name}");
    }
}
