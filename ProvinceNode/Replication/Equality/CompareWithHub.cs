using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Equality;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>What comparing came to.</summary>
/// <param name="Replayed">Records sent again.</param>
public sealed record Comparison(EqualityContent Content, int Replayed);

/// <summary>Compares every kind with the hub, repairs what it can on the way and writes the content of the certificate.</summary>
public sealed class CompareWithHub(NodeDb db, KindComparison kinds, RepairRecords repair, VietnamTime time)
{
    /// <summary>Rows that a certificate names; the rest are counted, repaired, and named by the next one.</summary>
    private const int MostNamed = 2000;

    private static readonly string NodeVersion = typeof(CompareWithHub).Assembly.GetName().Version?.ToString() ?? "";

    /// <summary>Within the scope of the province.</summary>
    public async Task<Comparison> RunAsync(EqualityIntake.EqualityIntakeClient hub, EqualityCertificate wanted, CancellationToken cancel)
    {
        var (started, state, named, lines) = (time.UtcNow, await db.States.AsNoTracking().SingleAsync(cancel), new List<EqualityRow>(), new List<EqualityLine>());
        var (differing, refused, replayed) = (0, 0, 0);
        foreach (var kind in Enum.GetValues<RecordKind>().Where(k => k != RecordKind.Unspecified))
        {
            var tally = new Dictionary<string, (int InFlight, int Differing)>(StringComparer.Ordinal);
            await kinds.RunAsync(
                hub, wanted.Id, kind,
                async findings =>
                {
                    findings.ForEach(f => Count(tally, f));
                    refused += findings.Count(f => f.IsInFlight && f.Facts.IsRefused);
                    differing += findings.Count(f => f.What is not null);
                    named.AddRange(findings.Where(f => f.What is not null).Take(MostNamed - named.Count).Select(f => Row(kind, f)));
                    replayed += await repair.HandleAsync(kind, findings, cancel);
                },
                cancel);
            lines.AddRange(kinds.Sums.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Line(kind, s.Key, s.Value, kinds.Again.GetValueOrDefault(s.Key), tally.GetValueOrDefault(s.Key))));
        }

        return new(
            new EqualityContent(
                EqualityContent.Version, state.ProvinceCode, wanted.Id, wanted.Reason.ToString(), started, time.UtcNow, state.Epoch, state.ActCount, state.ActHead, NodeVersion,
                lines.Sum(l => l.NodeRecords), lines.Sum(l => l.InFlight), refused, differing, differing == 0, lines, named),
            replayed);
    }

    private static void Count(Dictionary<string, (int InFlight, int Differing)> tally, RowFinding finding)
    {
        var (inFlight, differing) = tally.GetValueOrDefault(finding.Path);
        tally[finding.Path] = finding.What is null ? (inFlight + 1, differing) : (inFlight, differing + 1);
    }

    private static EqualityLine Line(RecordKind kind, string path, (StateSums Ours, StateSums Theirs) sums, int again, (int InFlight, int Differing) tally) => new(
        kind.ToString(), path, sums.Ours.Records, sums.Ours.Total, sums.Theirs.Records, sums.Theirs.Total, again, tally.InFlight, tally.Differing);

    private static EqualityRow Row(RecordKind kind, RowFinding f) => new(
        kind.ToString(), f.Path, f.Facts.Id.ToString("D"), f.What!.Value, f.Facts.Recorded?.Epoch ?? f.Facts.Live?.Epoch ?? 0, f.Facts.Recorded?.Version ?? f.Facts.Live?.Version ?? 0,
        Hex(f.Facts.Recorded?.Digest ?? f.Facts.Live?.Digest), f.Facts.Hub?.Epoch ?? 0, f.Facts.Hub?.Version ?? 0, Hex(f.Facts.Hub?.Digest), f.Fields);

    private static string Hex(byte[]? digest) => digest is null ? "" : Convert.ToHexStringLower(digest);
}
