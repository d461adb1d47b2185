using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.DryRun;

/// <summary>Goes on with every import that is being read, written or taken back; after a restart, where it was.</summary>
public sealed class ImportJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<ImportJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        BatchState[] working = [BatchState.Reading, BatchState.Accepting, BatchState.Undoing];
        var due = await services.GetRequiredService<NodeDb>().ImportBatches.AsNoTracking().Where(b => working.Contains(b.State))
            .OrderBy(b => b.SentAt).Select(b => new { b.Id, b.State, b.Kind }).ToListAsync(cancel);
        foreach (var batch in due)
        {
            // Of one that fails again and again the others know nothing.
            await PieceAsync(async own => ImportLog.Worked(log, batch.State.ToString(), (batch.State, batch.Kind) switch
            {
                (BatchState.Reading, _) => await own.GetRequiredService<ReadBatch>().HandleAsync(batch.Id, cancel),
                (BatchState.Accepting, ListKind.Poverty) => await own.GetRequiredService<EnterPoverty>().HandleAsync(batch.Id, cancel),
                (BatchState.Accepting, _) => await own.GetRequiredService<EnterBatch>().HandleAsync(batch.Id, cancel),
                (_, ListKind.Poverty) => await own.GetRequiredService<TakeBackPoverty>().HandleAsync(batch.Id, cancel),
                _ => await own.GetRequiredService<TakeBackBatch>().HandleAsync(batch.Id, cancel),
            }), cancel);
        }
    }
}

internal static partial class ImportLog
{
    [LoggerMessage(LogLevel.Information, "An import in state {State}: {Rows} rows were worked on")]
    public static partial void Worked(ILogger logger, string state, int rows);
}
