using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>The month's ZIP as its page shows it.</summary>
/// <param name="IsFresh">The file is there, and nothing that it was made from changed since.</param>
/// <param name="Done">Files of it that are written, of so many; 0 of 0 before it is begun.</param>
public sealed record ArchiveShown(PaymentArchive Row, bool IsFresh, int Done, int All);

/// <summary>Lập tệp ZIP của tháng: asks for it; <see cref="MakeArchives"/> makes it. Who asks while it is made, or when nothing changed since, gets the same one.</summary>
public sealed class AskArchive(PaymentDesk desk, AttachmentStore store, ArchiveProgress progress, ArchiveStamp stamp)
{
    public async Task<Outcome<PaymentArchive>> Handle(Guid period, SignedInOfficial official, CancellationToken cancel)
    {
        // Before the turn: the stamp reads the claims of two months, and whoever saves would wait for it. What changes behind it the page shows as stale, as it would a moment later.
        var fresh = official.May(Actions.PaymentView) ? await FreshVersionAsync(period, cancel) : null;
        return await desk.Db.InTurnAsync(() => AskAsync(period, fresh, official, cancel), cancel);
    }

    private async Task<Outcome<PaymentArchive>> AskAsync(Guid period, long? fresh, SignedInOfficial official, CancellationToken cancel)
    {
        var (db, now) = (desk.Db, desk.Time.UtcNow);
        if (!official.May(Actions.PaymentView))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await desk.FindAsync(period, cancel) is not { } found)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!await MonthArchive.Of(db, period).AnyAsync(cancel))
        {
            return ArchiveProblems.Nothing.Now();
        }

        var row = await db.PaymentArchives.SingleOrDefaultAsync(a => a.PeriodId == period, cancel);
        if (row is { State: ArchiveState.Asked } || (row is not null && row.Version == fresh))
        {
            return row;
        }

        if (row is null)
        {
            db.PaymentArchives.Add(row = new() { PeriodId = period, TenantPath = found.TenantPath, AskedById = official.Id, AskedByName = official.FullName, AskedAt = now, Version = 1 });
        }
        else
        {
            (row.State, row.AskedById, row.AskedByName, row.AskedAt, row.Tries, row.MadeAt, row.Stamp, row.FileHash, row.Bytes, row.Version) =
                (ArchiveState.Asked, official.Id, official.FullName, now, 0, null, "", "", 0, row.Version + 1);
        }

        return await db.SaveAsync(Act.By(official, ActKinds.PaymentStart, now, $"Lập tệp ZIP kỳ {new PayMonth(found.Month)}").On("payment-period", period), cancel) ? row : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>The latest of a month; null before anybody asked.</summary>
    public async Task<ArchiveShown?> FindAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var id = period.Id;
        if (await desk.Db.PaymentArchives.AsNoTracking().SingleOrDefaultAsync(a => a.PeriodId == id, cancel) is not { } row)
        {
            return null;
        }

        var (done, all) = progress.Of(id);
        return new(row, await IsFreshAsync(row, period, cancel), done, all);
    }

    /// <summary>Opens the file for one official, which is an act: names and numbers of a whole month leave the system.</summary>
    public async Task<Outcome<Stream>> OpenAsync(PaymentPeriod period, SignedInOfficial official, CancellationToken cancel)
    {
        if (await FindAsync(period, cancel) is not { IsFresh: true, Row: var row } || await store.OpenAsync(row.FileHash, cancel) is not { } file)
        {
            return ArchiveProblems.Stale.Now();
        }

        var act = Act.By(official, ActKinds.PaymentExport, desk.Time.UtcNow, $"Tất cả danh sách (ZIP): {period.HolderName}, tháng {new PayMonth(period.Month)}", $"sha256 {row.FileHash}").On("payment-period", period.Id);
        if (await desk.Db.SaveAsync(act, cancel))
        {
            return file;
        }

        await file.DisposeAsync();
        return CommonProblems.ChangedMeanwhile.Now();
    }

    // Version of the file that is there and fresh; null for none.
    private async Task<long?> FreshVersionAsync(Guid id, CancellationToken cancel) => await desk.FindAsync(id, cancel) is { } period
        && await desk.Db.PaymentArchives.AsNoTracking().SingleOrDefaultAsync(a => a.PeriodId == id, cancel) is { } row && await IsFreshAsync(row, period, cancel) ? row.Version : null;

    private async Task<bool> IsFreshAsync(PaymentArchive row, PaymentPeriod period, CancellationToken cancel) =>
        row.State == ArchiveState.Ready && store.Has(row.FileHash) && row.Stamp == await stamp.OfAsync(period, cancel);
}

/// <summary>What can be wrong with the month's ZIP.</summary>
public static class ArchiveProblems
{
    public static readonly ProblemKind Nothing = new("payment-archive-nothing", "Kỳ này chưa có danh sách nào được duyệt nên chưa có gì để đóng vào tệp ZIP. Hãy duyệt danh sách trước.");

    public static readonly ProblemKind Stale = new("payment-archive-stale", "Tệp ZIP chưa lập xong, đã được dọn, hoặc danh sách, kết quả, họ tên, số quyết định đã thay đổi sau khi lập. Hãy bấm lập tệp ZIP để có tệp mới.");
}

/// <summary>How far files in the making are: kept in memory only, because what was interrupted begins anew.</summary>
public sealed class ArchiveProgress
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, (int Done, int All)> _made = new();

    public (int Done, int All) Of(Guid period) => _made.GetValueOrDefault(period);

    public void Tell(Guid period, int done, int all) => _made[period] = (done, all);

    public void Forget(Guid period) => _made.TryRemove(period, out _);
}
