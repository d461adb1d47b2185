using System.Collections.Concurrent;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake.Equality;

/// <summary>What the hub answered in a run, until its certificate is signed: it signs its own sums only.</summary>
public sealed class EqualityRun(Guid id, DateTime begunAt)
{
    public Guid Id { get; } = id;

    /// <summary>By the hub's clock.</summary>
    public DateTime BegunAt { get; } = begunAt;

    /// <summary>Records and total by kind and path.</summary>
    public ConcurrentDictionary<RecordKind, IReadOnlyDictionary<string, (long Records, string Total)>> Kinds { get; } = new();
}

/// <summary>The latest runs of each province, in memory: a hub that is started again refuses to sign the half of one and the node begins anew.</summary>
public sealed class EqualityRuns(VietnamTime time)
{
    /// <summary>The job's and a command's may run side by side.</summary>
    private const int Kept = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<EqualityRun>> _runs = new(StringComparer.Ordinal);

    /// <summary>The run of that id; the oldest of the province is forgotten for a new one.</summary>
    public EqualityRun Of(string province, Guid id)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(province, out var runs))
            {
                _runs.Add(province, runs = []);
            }

            if (runs.Find(r => r.Id == id) is { } known)
            {
                return known;
            }

            var run = new EqualityRun(id, time.UtcNow);
            runs.Add(run);
            runs.RemoveRange(0, Math.Max(0, runs.Count - Kept));
            return run;
        }
    }

    /// <summary>The run that is to be signed, if the hub still knows it.</summary>
    public EqualityRun? Find(string province, Guid id)
    {
        lock (_lock)
        {
            return _runs.GetValueOrDefault(province)?.Find(r => r.Id == id);
        }
    }
}
