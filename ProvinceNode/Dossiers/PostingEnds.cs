using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Counts what waits for somebody: postings that ran out, steps and dossiers past their day. It writes nothing: closing a posting is
/// the officer's act (Decree 20 Art. 8(1)(b)), and his queue computes the same from the days themselves.
/// </summary>
public sealed class PostingEnds(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<PostingEnds> log, DossierGauges gauges) : NodeJob(scopes, node, log)
{
    private static readonly DossierStatus[] Over =
        [DossierStatus.Refused, DossierStatus.Issued, DossierStatus.Rejected, DossierStatus.HandedOver, DossierStatus.Stopped];

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today) = (services.GetRequiredService<NodeDb>(), services.GetRequiredService<VietnamTime>().Today);
        var open = db.Dossiers.Where(d => !Over.Contains(d.Status));
        var byStatus = await db.Dossiers.GroupBy(d => d.Status).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(cancel);
        gauges.Set(new DossierFigures(
            byStatus.ToDictionary(g => g.Key, g => g.Count),
            await db.Dossiers.LongCountAsync(
                d => d.Status == DossierStatus.Posted && d.PostedUntil < today && !db.Objections.Any(o => o.DossierId == d.Id && o.ConcludedAt == null), cancel),
            await open.LongCountAsync(d => d.StepDueOn < today, cancel),
            await open.LongCountAsync(d => d.DueOn < today && d.Status != DossierStatus.SupplementRequested, cancel)));
    }
}

/// <summary>Dossiers of the province at one moment.</summary>
/// <param name="PostingOver">Posted, the days are over, no open objection: the officer can close.</param>
/// <param name="StepLate">Open dossiers whose present step is past its day.</param>
/// <param name="Late">Open dossiers past the promised day.</param>
public sealed record DossierFigures(IReadOnlyDictionary<DossierStatus, long> ByStatus, long PostingOver, long StepLate, long Late);

/// <summary>The last figures as gauges.</summary>
public sealed class DossierGauges : IDisposable
{
    public const string MeterName = "ProvinceNode.Dossiers";

    private readonly Meter _meter = new(MeterName);

    public DossierGauges()
    {
        _meter.CreateObservableGauge("dossiers", () => Now.ByStatus.Select(s => new Measurement<long>(s.Value, new KeyValuePair<string, object?>("status", s.Key))), description: "Dossiers by status.");
        _meter.CreateObservableGauge("dossiers_posting_over", () => Now.PostingOver, description: "Postings whose days are over and that can be closed.");
        _meter.CreateObservableGauge("dossiers_step_late", () => Now.StepLate, description: "Open dossiers whose step is past its day.");
        _meter.CreateObservableGauge("dossiers_late", () => Now.Late, description: "Open dossiers past the promised day.");
    }

    public DossierFigures Now { get; private set; } = new(new Dictionary<DossierStatus, long>(), 0, 0, 0);

    public void Set(DossierFigures figures) => Now = figures;

    public void Dispose() => _meter.Dispose();
}
