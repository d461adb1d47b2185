using Microsoft.EntityFrameworkCore;
using Protos.Values;
using ProvinceNode.Documents;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Upload;

/// <summary>A file as somebody sends it.</summary>
/// <param name="Content">Seekable.</param>
public sealed record SentFile(string Name, Stream Content);

/// <summary>What a list of poor and near-poor households is of.</summary>
/// <param name="Number">Of the decision that recognised it.</param>
public sealed record PovertyDecision(int Year, string Number, DateOnly On);

/// <summary>What became of sent files.</summary>
/// <param name="Batch">The new import; null when no file was taken.</param>
/// <param name="Taken">Names of the taken files.</param>
/// <param name="Refused">Why the others were not.</param>
/// <param name="Known">The import that has one of the files already, when there is one.</param>
public sealed record TakenFiles(Guid? Batch, IReadOnlyList<string> Taken, IReadOnlyList<Problem> Refused, Guid? Known);

/// <summary>
/// The upload door: each file is told by its content, hostile ones and strangers are refused with what to do, the others are kept under their hash and
/// become one import. A file that an import of the area has already changes nothing; one whose import was undone or withdrawn may come again.
/// </summary>
public sealed class TakeFiles(NodeDb db, AttachmentStore store, VietnamTime time)
{
    public const int MostFiles = 40;

    /// <summary>Of one request: files and some form around them.</summary>
    public const long MostRequestBytes = 330L * 1024 * 1024;

    // A list of the month to come is sent early; beyond a year somebody mistyped.
    private const int MostMonthsAhead = 12;

    /// <param name="month">The month that the lists are about, as typed: MM/yyyy.</param>
    /// <param name="poverty">Null for lists of people who receive.</param>
    public async Task<Outcome<TakenFiles>> Handle(IReadOnlyList<SentFile> files, string? month, SignedInOfficial official, CancellationToken cancel, PovertyDecision? poverty = null)
    {
        if (!official.May(Actions.ImportUpload))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (files.Count is 0 or > MostFiles)
        {
            return files.Count == 0 ? BatchProblems.NoFile.At("Files") : BatchProblems.TooManyFiles.At("Files", MostFiles, files.Count);
        }

        if (!TryMonth(month, out var listMonth))
        {
            return BatchProblems.MonthWrong.At("Month");
        }

        var (id, kept, refused) = (Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), new List<ImportFile>(), new List<Problem>());
        foreach (var sent in files)
        {
            await KeepAsync(sent, (id, official.Office.Value), kept, refused, cancel);
        }

        return await SaveAsync(id, (listMonth, poverty), kept, refused, official, cancel);
    }

    private async Task KeepAsync(SentFile sent, (Guid Id, string Path) batch, List<ImportFile> kept, List<Problem> refused, CancellationToken cancel)
    {
        var guarded = FileGuard.Inspect(sent.Content, sent.Name);
        // Opened once: some files tell only then that they are locked or broken.
        var faults = guarded.Succeeded ? WorkbookReader.Open(sent.Content, guarded.Value).Problems : guarded.Problems;
        if (faults.Count > 0)
        {
            refused.AddRange(faults.Select(p => p with { Field = "Files" }));
            return;
        }

        sent.Content.Position = 0;
        var (hash, bytes) = await store.KeepAsync(sent.Content, SheetLimits.Standard.FileBytes, cancel);
        if (kept.Find(k => k.Hash == hash) is { } same)
        {
            refused.Add(BatchProblems.SameFileTwice.At("Files", guarded.Value.Name, same.Name));
            return;
        }

        kept.Add(new ImportFile
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), BatchId = batch.Id, TenantPath = batch.Path, Ordinal = kept.Count + 1, Name = guarded.Value.Name, Hash = hash, Bytes = bytes,
            Remarks = string.Join("\n", guarded.Value.Remarks.Select(r => r.Message)),
        });
    }

    private async Task<Outcome<TakenFiles>> SaveAsync(Guid id, (PayMonth Month, PovertyDecision? Poverty) about, List<ImportFile> kept, List<Problem> refused, SignedInOfficial official, CancellationToken cancel)
    {
        // In the savers' turn: of two who send the same file at once, the second finds the first's.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var hashes = kept.ConvertAll(k => k.Hash);
        BatchState[] gone = [BatchState.Undone, BatchState.Withdrawn];
        var earlier = await (from file in db.ImportFiles
            join other in db.ImportBatches on file.BatchId equals other.Id
            where hashes.Contains(file.Hash) && !gone.Contains(other.State)
            select new { file.Hash, other.SentAt, other.SentByName, other.Id }).ToListAsync(cancel);
        foreach (var (file, known) in kept.Select(k => (k, earlier.Find(e => e.Hash == k.Hash))).Where(p => p.Item2 is not null).ToList())
        {
            refused.Add(BatchProblems.KnownFile.At("Files", file.Name, VietnamTime.Local(known!.SentAt).ToString("HH:mm 'ngày' dd/MM/yyyy", VietnameseFormat.Culture), known.SentByName));
            kept.Remove(file);
        }

        if (kept.Count == 0)
        {
            return new TakenFiles(null, [], refused, earlier.FirstOrDefault()?.Id);
        }

        db.ImportBatches.Add(new ImportBatch
        {
            Id = id, TenantPath = official.Office.Value, SentById = official.Id, SentByName = official.FullName, SentAt = time.UtcNow, Month = about.Month.Number, Refused = string.Join('\n', refused.Select(r => r.Message)),
            Kind = about.Poverty is null ? ListKind.Receiving : ListKind.Poverty, Year = about.Poverty?.Year ?? 0, DecisionNumber = about.Poverty?.Number ?? "", DecisionOn = about.Poverty?.On,
        });
        db.ImportFiles.AddRange(kept);
        await db.SaveAsync(Act.By(official, ActKinds.ImportUpload, time.UtcNow, string.Create(VietnameseFormat.Culture, $"{kept.Count} tệp"), string.Join(' ', kept.Select(k => k.Hash))).On("import", id), cancel);
        await transaction.CommitAsync(cancel);
        return new TakenFiles(id, kept.ConvertAll(k => k.Name), refused, earlier.FirstOrDefault()?.Id);
    }

    private bool TryMonth(string? text, out PayMonth month)
    {
        month = time.Month;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var ok = DateOnly.TryParseExact(text.Trim(), ["MM/yyyy", "M/yyyy"], VietnameseFormat.Culture, System.Globalization.DateTimeStyles.None, out var day);
        month = ok ? PayMonth.Of(day) : month;
        return ok && day.Year >= 2010 && month <= time.Month.AddMonths(MostMonthsAhead);
    }
}
