using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry.Search;

/// <summary>Makes anew what people are found by, after the rules of keys changed or rows came in past the node, and has everybody compared with everybody again. Killed half-way it is simply run again.</summary>
public sealed class ReindexPeople(IServiceScopeFactory scopes, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Page = 500;

    /// <returns>People read and names taken out that nobody bears any more.</returns>
    public async Task<(int People, int Names)> HandleAsync(CancellationToken cancel)
    {
        var (people, names) = (0, 0);
        for (var last = ""; await PeopleAsync(last, cancel) is ({ Length: > 0 } next, var done); last = next)
        {
            people += done;
        }

        for (var last = ""; await NamesAsync(last, cancel) is ({ Length: > 0 } next, var gone); last = next)
        {
            names += gone;
        }

        return (people, names);
    }

#pragma warning disable CA1309 // Translated to SQL; binary collations make the comparisons ordinal.
    private async Task<(string Last, int Done)> PeopleAsync(string last, CancellationToken cancel)
    {
        await using var scope = Scope(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // In the savers' turn: who saves meanwhile neither loses his name nor has this page lost.
        await db.WaitForTurnAsync(cancel);
        var people = await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Where(b => string.Compare(b.Code, last) > 0).OrderBy(b => b.Code).Take(Page).ToListAsync(cancel);
        if (people.Count == 0)
        {
            return ("", 0);
        }

        people.ForEach(p => p.Refold());
        await PeopleIndex.AddNamesAsync(db, people.Select(p => p.SearchName), cancel);
        await PeopleIndex.NoteAsync(db, [.. people.Select(p => p.Id)], cancel);
        await SaveAsync(db, cancel);
        await transaction.CommitAsync(cancel);
        return (people[^1].Code, people.Count);
    }

    private async Task<(string Last, int Gone)> NamesAsync(string last, CancellationToken cancel)
    {
        await using var scope = Scope(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // In the savers' turn: who saves meanwhile neither loses his name nor has this page lost.
        await db.WaitForTurnAsync(cancel);
        var names = await db.Set<PersonName>().Where(n => string.Compare(n.Name, last) > 0).OrderBy(n => n.Name).Take(Page).ToListAsync(cancel);
        if (names.Count == 0)
        {
            return ("", 0);
        }

        var keys = names.ConvertAll(n => n.Name);
        EntitlementStatus[] any = [EntitlementStatus.Active, EntitlementStatus.Suspended, EntitlementStatus.Ended];
        var borne = (await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Where(b => any.Contains(b.Status) && keys.Contains(b.SearchName)).Select(b => b.SearchName).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var gone = names.Where(n => !borne.Contains(n.Name)).ToList();
        if (gone.Count > 0)
        {
            var left = gone.ConvertAll(n => n.Name);
            db.RemoveRange(await db.Set<NameWord>().Where(w => left.Contains(w.Name)).ToListAsync(cancel));
            db.RemoveRange(gone);
            await SaveAsync(db, cancel);
            await transaction.CommitAsync(cancel);
        }

        return (names[^1].Name, gone.Count);
    }
#pragma warning restore CA1309

    private Task<bool> SaveAsync(NodeDb db, CancellationToken cancel) => db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ReindexPeople, time.UtcNow), cancel);

    private AsyncServiceScope Scope(out NodeDb db)
    {
        var scope = scopes.CreateAsyncScope();
        db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        db.Scope.Enter(TenantPath.Parse(node.Value.ProvinceCode));
        return scope;
    }
}

/// <summary>Door of the operator's shell: <c>ProvinceNode registry re-index</c>.</summary>
public static class RegistryCommands
{
    /// <returns>Exit code, or null when the words are no command of this slice.</returns>
    public static async Task<int?> RunAsync(IServiceProvider services, string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is not ["registry", ..])
        {
            return null;
        }

        if (args is not ["registry", "re-index"])
        {
            await output.WriteLineAsync("Cách dùng: ProvinceNode registry re-index");
            return 2;
        }

        var (people, names) = await services.GetRequiredService<ReindexPeople>().HandleAsync(cancel);
        await output.WriteLineAsync($"Đã lập lại chỉ mục tìm kiếm của {people} đối tượng, bỏ {names} tên không còn ai mang. Việc so trùng chạy tiếp khi nút hoạt động.");
        return 0;
    }
}
