using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>Makes the node ready at start: migrates, then brings units, offices and the law's numbers. Again and again it changes only what is new.</summary>
public sealed partial class NodeSetUp(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(services, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="InvalidOperationException">The data belongs to another province, or no province is configured, or the rows of the law contradict each other.</exception>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        var options = scope.ServiceProvider.GetRequiredService<IOptions<NodeOptions>>().Value;
        var seed = new UnitSeed(options.ProvinceCode);
        Directory.CreateDirectory(options.DataFolder);
        await MigrationGuard.RunAsync(db, cancel);
        var province = TenantPath.Parse(options.ProvinceCode);
        db.Scope.Enter(province);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await ClaimAsync(db, options.ProvinceCode, cancel);
        await AddUnitsAsync(db, seed, cancel);
        await RuleSeed.ApplyAsync(db, cancel);
        if (db.ChangeTracker.HasChanges())
        {
            Tell(db, scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger<NodeSetUp>());
            var act = Act.BySystem(province, ActKinds.SetUp, scope.ServiceProvider.GetRequiredService<VietnamTime>().UtcNow, Changes(db));
            if (!await db.SaveAsync(act, cancel))
            {
                throw new InvalidOperationException("Another process set the node up at the same time; start again.");
            }
        }

        await RuleTables.RequireSoundAsync(db, cancel);
        await transaction.CommitAsync(cancel);
        await UnitsInForce.RefreshAsync(db, cancel);
        await CodesInForce.RefreshAsync(db, cancel);
    }

    // The officer finds it as a task on the page of rules; whoever looks after the node finds it here.
    private static void Tell(NodeDb db, ILogger logger)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added && e.Metadata.ClrType.Name == "RuleConflict"))
        {
            Log.RowHeld(logger, (string)entry.Property("Key").CurrentValue!);
        }
    }

    private static async Task ClaimAsync(NodeDb db, string province, CancellationToken cancel)
    {
        if (await db.States.FirstOrDefaultAsync(cancel) is not { } state)
        {
            db.States.Add(new NodeState { ProvinceCode = province });
            await db.SaveChangesAsync(cancel);
        }
        else if (state.ProvinceCode != province)
        {
            throw new InvalidOperationException($"This data belongs to province {state.ProvinceCode}, but Node:ProvinceCode is {province}.");
        }
    }

    private static async Task AddUnitsAsync(NodeDb db, UnitSeed seed, CancellationToken cancel)
    {
        var days = (await db.Units.AsNoTracking().Select(u => new { u.Level, u.Code, u.ValidFrom }).ToListAsync(cancel)).ToLookup(u => (u.Level, u.Code), u => u.ValidFrom);
        // A commune that a pack made, on its own day, and that this version ships too is there already: the codes of one organisation are never given twice.
        db.Units.AddRange(seed.Units().Where(u => !days[(u.Level, u.Code)].Any(from => from >= u.ValidFrom && (u.ValidTo is null || from <= u.ValidTo))));
        var offices = (await db.Offices.AsNoTracking().Select(o => o.TenantPath).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        db.Offices.AddRange(seed.Offices().Where(o => !offices.Contains(o.TenantPath)));
    }

    private static string Changes(NodeDb db) => string.Join(", ", db.ChangeTracker.Entries()
        .Where(e => e.State is EntityState.Added or EntityState.Modified)
        .GroupBy(e => e.Metadata.ClrType.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A row of the law that this version brings contradicts one that the province entered: {Key}. The province's row stays in force; settle it on the page of rules.")]
        public static partial void RowHeld(ILogger logger, string key);
    }
}
