using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>Section <c>Intake</c>.</summary>
public sealed class IntakeOptions
{
    /// <summary>How long a silent stream keeps the right to write for its province.</summary>
    public int LeaseSeconds { get; set; } = 20;

    public int MostRecordsPerBatch { get; set; } = 10_000;

    /// <summary>Prepared batches that wait for the database, per stream, and share a commit; the rest waits at the node.</summary>
    public int BatchesAhead { get; set; } = 8;

    /// <summary>Batches a second that one province may send for long (<see cref="BatchRate"/>); a relay sends about ten. 0: as many as it likes.</summary>
    public double BatchesPerSecond { get; set; } = 200;

    /// <summary>Batches that it may send at once, before that rate counts.</summary>
    public int BatchesAtOnce { get; set; } = 5000;

    /// <summary>
    /// Hours that the hub's clock may be set back without rows being received, as they bear it, before those of until then. A moment farther ahead of the clock is taken for a mistake of the clock.
    /// </summary>
    public double MostClockBackHours { get; set; } = 24;

    /// <summary>Records that the list of what was refused has at most for a province; beyond it those that were refused longest ago leave it.</summary>
    public int MostRefusedListed { get; set; } = 5000;

    /// <summary>Bytes of such batches that all streams together hold; see <see cref="IntakeBudget"/>.</summary>
    public long MostBytesAhead { get; set; } = 128 * 1024 * 1024;
}

/// <summary>One writer per province, kept in the database, so that it holds across several hubs on one store.</summary>
public sealed class WriterLease(IServiceScopeFactory scopes, IOptions<IntakeOptions> options, VietnamTime time)
{
    public TimeSpan Length => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <returns>False when another stream holds it.</returns>
    public async Task<bool> TakeAsync(string provinceCode, string writer, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var now = time.UtcNow;
        if (!await db.Positions.AnyAsync(p => p.ProvinceCode == provinceCode, cancellation).ConfigureAwait(false))
        {
            await AddPositionAsync(db, provinceCode, cancellation).ConfigureAwait(false);
        }

        // One that ends later than any could was taken by a clock that has been put right since.
        var (until, latest) = (now + Length, now + (2 * Length));
        return await db.Positions
            .Where(p => p.ProvinceCode == provinceCode && (p.Writer == "" || p.Writer == writer || p.WriterUntil == null || p.WriterUntil < now || p.WriterUntil > latest))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Writer, writer).SetProperty(p => p.WriterUntil, until), cancellation)
            .ConfigureAwait(false) == 1;
    }

    /// <summary>Inside the transaction of a batch: prolongs the lease, or tells that it was lost.</summary>
    public async Task<bool> HoldAsync(HubDb db, string provinceCode, string writer, CancellationToken cancellation)
    {
        var until = time.UtcNow + Length;
        return await db.Positions.Where(p => p.ProvinceCode == provinceCode && p.Writer == writer)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.WriterUntil, until), cancellation).ConfigureAwait(false) == 1;
    }

    /// <summary>Between batches, while a stream is quiet.</summary>
    public async Task ProlongAsync(string provinceCode, string writer, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await HoldAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), provinceCode, writer, cancellation).ConfigureAwait(false);
    }

    public async Task ReleaseAsync(string provinceCode, string writer)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HubDb>().Positions.Where(p => p.ProvinceCode == provinceCode && p.Writer == writer)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Writer, "").SetProperty(p => p.WriterUntil, (DateTime?)null), CancellationToken.None)
            .ConfigureAwait(false);
    }

    /// <summary>Leases left by a killed hub on an embedded file, which only one hub serves.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HubDb>().Positions.Where(p => p.Writer != "")
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Writer, "").SetProperty(p => p.WriterUntil, (DateTime?)null), cancellation)
            .ConfigureAwait(false);
    }

    private static async Task AddPositionAsync(HubDb db, string provinceCode, CancellationToken cancellation)
    {
        var position = new ProvincePosition { ProvinceCode = provinceCode };
        db.Positions.Add(position);
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Another stream of the province was first; the lease decides between them.
        }

        db.Entry(position).State = EntityState.Detached;
    }
}
