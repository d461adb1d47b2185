using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Marks what went past its day and what needs an apology, once each, under one act of the system; pages and control sheets show the marks.</summary>
public sealed class MarkDeadlines(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<MarkDeadlines> log) : NodeJob(scopes, node, log)
{
    private const int Most = 500;

    private readonly TenantPath _province = TenantPath.Parse(node.Value.ProvinceCode);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, rules) = (services.GetRequiredService<NodeDb>(), services.GetRequiredService<FlowRules>());
        var context = await rules.ForAsync(_province, cancel);
        while (await MarkAsync(db, context, cancel) == Most)
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<int> MarkAsync(NodeDb db, FlowContext context, CancellationToken cancel)
    {
        var (today, stopped) = (context.Today, QueueSections.WithoutClock);
        var open = db.Dossiers.AsNoTracking().Where(d => !stopped.Contains(d.Status));
        var stepLate = await open.Where(d => d.StepDueOn < today && !db.DeadlineMarks.Any(m => m.DossierId == d.Id && m.Kind == DeadlineMarkKind.StepLate && m.DueOn == d.StepDueOn))
            .OrderBy(d => d.Id).Take(Most).Select(d => new { d.Id, d.TenantPath, Due = d.StepDueOn!.Value }).ToListAsync(cancel);
        var late = await open.Where(d => d.DueOn < today && !db.DeadlineMarks.Any(m => m.DossierId == d.Id && m.Kind == DeadlineMarkKind.Late && m.DueOn == d.DueOn))
            .OrderBy(d => d.Id).Take(Most).Select(d => new { d.Id, d.TenantPath, Due = d.DueOn!.Value }).ToListAsync(cancel);
        var near = context.Calendar.AddWorkingDays(today, 8);
        var apology = (await open.Where(d => d.DueOn <= near && d.DueOn >= today && !db.Reappointments.Any(r => r.DossierId == d.Id)
                && !db.DeadlineMarks.Any(m => m.DossierId == d.Id && m.Kind == DeadlineMarkKind.ApologyDue && m.DueOn == d.DueOn))
            .OrderBy(d => d.Id).Take(Most).ToListAsync(cancel)).Where(d => ApologyNeeded.WillBeLate(context, d)).ToList();
        List<DeadlineMark> marks =
        [
            .. stepLate.Select(d => Mark(d.Id, d.TenantPath, DeadlineMarkKind.StepLate, d.Due, context)),
            .. late.Select(d => Mark(d.Id, d.TenantPath, DeadlineMarkKind.Late, d.Due, context)),
            .. apology.Select(d => Mark(d.Id, d.TenantPath, DeadlineMarkKind.ApologyDue, d.DueOn!.Value, context)),
        ];
        if (marks.Count > 0)
        {
            db.DeadlineMarks.AddRange(marks);
            await db.SaveAsync(Act.BySystem(_province, ActKinds.MarkDeadlines, context.NowUtc, $"{stepLate.Count} bước quá hạn, {late.Count} hồ sơ quá hạn, {apology.Count} hồ sơ cần xin lỗi"), cancel);
        }

        return Math.Max(stepLate.Count, late.Count);
    }

    private static DeadlineMark Mark(Guid dossier, string path, DeadlineMarkKind kind, DateOnly due, FlowContext context) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier, TenantPath = path, Kind = kind, DueOn = due, At = context.NowUtc,
    };
}
