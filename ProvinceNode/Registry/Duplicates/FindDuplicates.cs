using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Search;
using Protos.Values;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>
/// Compares who is new or changed with all others and keeps the pairs that somebody should look at. What is left to do is a table, so it goes on where it
/// stopped; a change during the comparison leaves the person on the table. What was judged is not opened again.
/// </summary>
public sealed class FindDuplicates(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>People of one transaction.</summary>
    public const int Batch = 500;

    private const int Chunk = 400;

    // Most that a common guardian adds; below it a pair cannot become a candidate any more.
    private const int GuardianPoints = 6;

    /// <summary>One batch. Call in the scope of the province.</summary>
    /// <returns>People compared; 0 when nothing is left to do or somebody changed one of them meanwhile.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var left = await db.Set<UncheckedPerson>().OrderBy(p => p.BeneficiaryId).Take(Batch).ToListAsync(cancel);
        if (left.Count == 0)
        {
            return 0;
        }

        var ids = left.ConvertAll(p => p.BeneficiaryId);
        var pairs = await DuplicateBlocks.OfAsync(db, ids, cancel);
        var found = await JudgeAsync(pairs, cancel);
        var opened = await KeepAsync(ids, found, cancel);
        db.RemoveRange(left);
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.FindDuplicates, time.UtcNow, $"So {ids.Count} đối tượng với sổ: {opened} cặp nghi trùng mới");
        return await db.SaveAsync(act, cancel) ? ids.Count : 0;
    }

    private async Task<Dictionary<(Guid, Guid), (DuplicateJudgment Judged, ComparedPerson One, ComparedPerson Other)>> JudgeAsync(IReadOnlyList<(ComparedPerson One, ComparedPerson Other)> pairs, CancellationToken cancel)
    {
        var near = pairs.Where(p => DuplicateScore.Of(p.One.Traits([]), p.Other.Traits([])).Score >= DuplicateJudgment.Candidate - GuardianPoints).ToList();
        var guardians = await GuardiansAsync(near.SelectMany(p => new[] { p.One.Id, p.Other.Id }).Distinct(), cancel);
        return near.Select(p => (Judged: DuplicateScore.Of(p.One.Traits(guardians[p.One.Id]), p.Other.Traits(guardians[p.Other.Id])), p.One, p.Other))
            .Where(p => p.Judged.IsCandidate).ToDictionary(p => DuplicatePair.Order(p.One.Id, p.Other.Id));
    }

    private async Task<ILookup<Guid, string>> GuardiansAsync(IEnumerable<Guid> people, CancellationToken cancel)
    {
        var rows = new List<(Guid, string)>();
        foreach (var some in people.Chunk(Chunk))
        {
            rows.AddRange((await db.Entitlements.Where(e => some.Contains(e.BeneficiaryId) && e.ReceiverRelation != "").Select(e => new { e.BeneficiaryId, e.ReceiverName }).Distinct().ToListAsync(cancel))
                .Select(r => (r.BeneficiaryId, r.ReceiverName)));
        }

        return rows.ToLookup(r => r.Item1, r => r.Item2);
    }

    private async Task<int> KeepAsync(List<Guid> ids, Dictionary<(Guid, Guid), (DuplicateJudgment Judged, ComparedPerson One, ComparedPerson Other)> found, CancellationToken cancel)
    {
        foreach (var some in ids.Chunk(Chunk))
        {
            await db.Set<DuplicatePair>().Where(p => some.Contains(p.FirstId) || some.Contains(p.SecondId)).LoadAsync(cancel);
        }

        foreach (var known in db.Set<DuplicatePair>().Local.ToList())
        {
            if (found.Remove((known.FirstId, known.SecondId), out var now))
            {
                Fill(known, now);
            }
            else if (known.State == PairState.Open)
            {
                db.Remove(known);
            }
        }

        db.AddRange(found.Select(f => New(f.Key, f.Value)));
        return found.Count;
    }

    private DuplicatePair New((Guid First, Guid Second) key, (DuplicateJudgment Judged, ComparedPerson One, ComparedPerson Other) now)
    {
        var pair = new DuplicatePair
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), FirstId = key.First, SecondId = key.Second, FirstPath = "", SecondPath = "", Score = 0, ReasonsJson = "[]", FoundAt = time.UtcNow,
        };
        Fill(pair, now);
        return pair;
    }

    private static void Fill(DuplicatePair pair, (DuplicateJudgment Judged, ComparedPerson One, ComparedPerson Other) now)
    {
        var (first, second) = now.One.Id == pair.FirstId ? (now.One, now.Other) : (now.Other, now.One);
        var (before, after) = ((pair.FirstPath, pair.SecondPath, pair.Score, pair.ReasonsJson), (first.TenantPath, second.TenantPath, now.Judged.Score, DuplicatePair.Json(now.Judged.Reasons)));
        if (before != after)
        {
            (pair.FirstPath, pair.SecondPath, pair.Score, pair.ReasonsJson) = after;
            pair.Version++;
        }
    }
}

/// <summary>Runs <see cref="FindDuplicates"/> over what is left, a while at a time.</summary>
public sealed class FindDuplicatesJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<FindDuplicatesJob> log) : NodeJob(scopes, node, log)
{
    private const int MostBatches = 40;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        for (var batch = 0; batch < MostBatches; batch++)
        {
            // A context each: a lost race leaves nothing behind.
            await using var scope = NewScope();
            if (await scope.ServiceProvider.GetRequiredService<FindDuplicates>().HandleAsync(cancel) == 0)
            {
                return;
            }
        }
    }
}
