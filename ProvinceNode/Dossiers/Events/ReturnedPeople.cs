using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>
/// Who receives again, whichever door it came by: a list, a paper decision typed in, another commune, two records that became one. A report of his death that nobody verified, or that was
/// only kept while he received nothing, holds the next list and is a task again (policy 3.6); of whoever was missing nobody takes the money any more, and his absence is no news for whom he
/// cares for. A signature of the same office does the latter itself (<see cref="EventSettlement"/>). Crosses offices: call in the scope of the province.
/// </summary>
public sealed class ReturnedPeople(NodeDb db, FlowRules rules, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <returns>People of whom something was put right.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var done = 0;
        foreach (var id in await WaitingAsync(cancel))
        {
            // Nobody's turn to save is taken for who stands as he should.
            done += await FindAsync(id, cancel) is not null && await db.InTurnAsync(() => TakeAsync(id, cancel), cancel) ? 1 : 0;
            db.ChangeTracker.Clear();
        }

        return done;
    }

    private async Task<List<Guid>> WaitingAsync(CancellationToken cancel)
    {
        var receiving = db.Beneficiaries.Where(b => b.Status != EntitlementStatus.Ended && b.DiedOn == null);
        var told = await db.LifeEvents.Where(e => (e.State == EventState.Noted || e.State == EventState.Reported || e.State == EventState.InDossier) && (e.Kind == LifeEventKind.Death || e.Kind == LifeEventKind.Missing)
                && !db.PaymentHolds.Any(h => h.BeneficiaryId == e.BeneficiaryId && h.EntitlementId == null && h.LiftedAt == null))
            .Join(receiving, e => e.BeneficiaryId, b => b.Id, (e, b) => b.Id).ToListAsync(cancel);
        var heirs = await db.PersonLinks.Where(l => l.Role == LinkRole.Heir && l.To == null).Join(receiving, l => l.BeneficiaryId, b => b.Id, (l, b) => b.Id).ToListAsync(cancel);
        var missing = await db.Dossiers.Where(d => d.MissingOn != null && d.BeneficiaryId != null).Join(receiving, d => d.BeneficiaryId, b => (Guid?)b.Id, (d, b) => b.Id).ToListAsync(cancel);
        var numbered = await db.Dossiers.Where(d => d.MissingOn != null && d.Owner.CitizenId != "").Join(receiving, d => d.Owner.CitizenId, b => b.CitizenId, (d, b) => b.Id).ToListAsync(cancel);
        return told.Concat(heirs).Concat(missing).Concat(numbered).Distinct().Order().ToList();
    }

    private async Task<Returned?> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id && b.Status != EntitlementStatus.Ended && b.DiedOn == null, cancel) is not { } person)
        {
            return null;
        }

        var rows = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == id).ToListAsync(cancel);
        var held = await db.PaymentHolds.AnyAsync(h => h.BeneficiaryId == id && h.EntitlementId == null && h.LiftedAt == null, cancel);
        var told = held ? [] : (await db.LifeEvents.Include(e => e.Holds).Where(e => e.BeneficiaryId == id).OrderBy(e => e.RecordedAt).ToListAsync(cancel)).FindAll(EventRules.IsUnverified);
        var gone = rows.Where(r => r.EndReason == MeasureReasons.Death).Max(r => r.EndRecordedAt);
        var links = gone is { } ended && IsBackSince(rows, ended) ? await db.PersonLinks.Where(l => l.BeneficiaryId == id && l.Role == LinkRole.Heir && l.To == null).ToListAsync(cancel) : [];
        var (number, name) = (person.CitizenId, person.FoldedName);
        var absences = (await db.Dossiers.Include(d => d.Steps).Where(d => d.MissingOn != null && (d.BeneficiaryId == id || (number != "" && d.Owner.CitizenId == number && d.Owner.FoldedName == name))).ToListAsync(cancel))
            .FindAll(d => IsBackSince(rows, AfterDeath.SignedAt(d)));
        return told.Count + links.Count + absences.Count == 0 ? null : new(person, told, links, absences);
    }

    // What was decided on paper before his absence and is typed in after it says nothing of his coming back.
    private static bool IsBackSince(List<Entitlement> rows, DateTime at) => rows.Exists(r => r.Status != EntitlementStatus.Ended && ReceiverBegan.Moment(r.Source, r.RecordedAt, r.StartMonth) > at);

    private async Task<bool> TakeAsync(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await FindAsync(id, cancel) is not { } found)
        {
            return false;
        }

        var context = await rules.ForAsync(TenantPath.Parse(found.Person.TenantPath), cancel);
        foreach (var told in found.Told)
        {
            ReportEvent.Raise(told, context);
        }

        // One hold keeps everything back.
        if (found.Told is [var first, ..])
        {
            first.Holds.Add(ReportEvent.Hold(first, context));
        }

        found.Links.ForEach(l => l.To = context.Today);
        found.Absences.ForEach(d => d.MissingOn = null);
        var words = new[] { found.Told.Count > 0 ? "tin báo chết, mất tích chưa xác minh được đưa lại cho xã, tạm giữ chi trả" : "", found.Links.Count + found.Absences.Count > 0 ? "người này đã trở về, không ai nhận thay theo quyết định mất tích nữa" : "" };
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ReportEvent, time.UtcNow, $"Đang hưởng lại chế độ: {string.Join("; ", words.Where(w => w.Length > 0))}", $"beneficiary/{id:D}");
        return await db.SaveAsync(act.On("beneficiary", id), cancel);
    }

    private sealed record Returned(Beneficiary Person, List<LifeEvent> Told, List<PersonLink> Links, List<Dossier> Absences);
}
