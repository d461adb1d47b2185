using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.DryRun;

/// <summary>Goes on with every import that is being read, written or taken back; after a restart, where it was.</summary>
public sealed class ImportJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<ImportJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        BatchState[] working = [BatchState.Reading, BatchState.Accepting, BatchState.Undoing];
        var due = await services.GetRequiredService<NodeDb>().ImportBatches.AsNoTracking().Where(b => working.Contains(b.State))
            .OrderBy(b => b.SentAt).Select(b => new { b.Id, b.State }).ToListAsync(cancel);
        foreach (var batch in due)
        {
            // A scope each: what fails in one leaves nothing behind for the next.
            await using var scope = NewScope();
            var rows = batch.State switch
            {
                BatchState.Reading => await scope.ServiceProvider.GetRequiredService<ReadBatch>().HandleAsync(batch.Id, cancel),
                BatchState.Accepting => await scope.ServiceProvider.GetRequiredService<EnterBatch>().HandleAsync(batch.Id, cancel),
                _ => await scope.ServiceProvider.GetRequiredService<TakeBackBatch>().HandleAsync(batch.Id, cancel),
            };
            ImportLog.Worked(log, batch.State.ToString(), rows);
        }
    }
}

internal static partial class ImportLog
{
    [LoggerMessage(LogLevel.Information, "An import in state {State}: {Rows} rows were worked on")]
    public static partial void Worked(ILogger logger, string state, int rows);
}
