using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>
/// Takes away files that belong to no dossier, draft, import or direct entry any more: removed by who sent them, or left by a draft that was forgotten. Personal data
/// are not kept longer than their purpose (Law 91/2025/QH15), the ZIP of a month of payment no longer than it takes to fetch it, and a public door does not fill the disk for ever.
/// </summary>
public sealed partial class SweepFiles(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<SweepFiles> log) : NodeJob(scopes, node, log)
{
    /// <summary>A file younger than this may be on its way into a draft.</summary>
    public const int Days = 2;

    private const int AtOnce = 500;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, store) = (services.GetRequiredService<NodeDb>(), services.GetRequiredService<AttachmentStore>());
        // The disk's own clock wrote the times of the files.
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-Days);
        // Drafts first: what is sent meanwhile is found among the dossiers.
        var inDrafts = await InDraftsAsync(db, cancel);
        var gone = 0;
        foreach (var some in store.StoredBefore(before).Where(h => !inDrafts.Contains(h)).Chunk(AtOnce))
        {
            var inDossiers = await db.Attachments.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(a => some.Contains(a.Hash)).Select(a => a.Hash).Distinct().ToListAsync(cancel);
            // Lists that were imported and scans of direct entries are evidence of what is in the registry; of a list in which somebody's data were erased by law, its copy is.
            var inImports = await db.ImportFiles.IgnoreQueryFilters([NodeDb.TenantFilter]).Select(f => f.CopyHash ?? f.Hash).Where(h => some.Contains(h)).ToListAsync(cancel);
            var inEntries = await db.DirectEntries.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(e => some.Contains(e.ScanHash)).Select(e => e.ScanHash).ToListAsync(cancel);
            gone += some.Except(inDossiers).Except(inImports).Except(inEntries).Count(hash => store.Forget(hash, before));
        }

        if (gone > 0)
        {
            Log.Swept(log, gone);
        }
    }

    private static async Task<HashSet<string>> InDraftsAsync(NodeDb db, CancellationToken cancel)
    {
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var answers in db.Drafts.Select(d => d.Answers).AsAsyncEnumerable().WithCancellation(cancel))
        {
            hashes.UnionWith(Hash().Matches(answers).Select(m => m.Value));
        }

        return hashes;
    }

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} files that belong to no dossier and no draft were removed")]
        public static partial void Swept(ILogger logger, int count);
    }
}
