using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>
/// Duyệt danh sách: another official than the builder approves. What changed under the draft since it was built (a decision, a hold) sends it back to be built
/// anew, unless its payer holds it since before a restore: he pays it as it is, so it is learned as it is, with whatever is open about it in the act; what a closed month adds is held against the matters of closing, for nothing closes it a second time; then the list and its lines are frozen, their hash is kept, and the registry learns which payments made once a list carries.
/// </summary>
public sealed class ApproveLists(PaymentDesk desk, PeriodMatters matters, Sending.AfterRestore restored)
{
    private NodeDb Db => desk.Db;

    /// <summary>One list: a transaction of its own.</summary>
    /// <param name="seen">Version that the official saw; 0: he saw only the sums of the month.</param>
    public async Task<Outcome<PaymentList>> Handle(Guid id, long seen, SignedInOfficial official, CancellationToken cancel)
    {
        // Before the turn: after a restore the payer may be asked.
        var held = await IsHeldAsync(id, official, cancel);
        return await Db.InTurnAsync(() => ApproveAsync(id, seen, official, held, cancel), cancel);
    }

    /// <summary>The same inside the caller's transaction, which holds the turn.</summary>
    /// <param name="held">Its payer holds this very list, as he said just now (<see cref="IsHeldAsync"/>).</param>
    internal async Task<Outcome<PaymentList>> ApproveAsync(Guid id, long seen, SignedInOfficial official, bool held, CancellationToken cancel)
    {
        if (await Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == id, cancel) is not { } list)
        {
            return CommonProblems.NotFound.Now();
        }

        if (list.ApprovedById == official.Id)
        {
            // Pressed twice.
            return list;
        }

        if (await desk.ListRefusalAsync(official, Actions.PaymentApprove, list, cancel) is { } refusal)
        {
            return refusal;
        }

        if (PaymentStatusTable.Find(list.Status, ListVerb.Approve) is null)
        {
            return PaymentProblems.WrongStatus.Now(PaymentStatusTable.Name(list.Status));
        }

        if (PaymentStatusTable.ActedBefore(list, ListVerb.Approve, official.Id) is { } did)
        {
            return PaymentProblems.SamePerson.Now(did);
        }

        if (seen > 0 && list.Version != seen)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        var (underneath, open) = await UnderneathAsync(list, held, cancel);
        if (underneath is not null)
        {
            return underneath;
        }

        await MarkAsync(list, cancel);
        (list.Status, list.ApprovedById, list.ApprovedByName, list.ApprovedAt, list.Version) = (ListStatus.Approved, official.Id, official.FullName, desk.Time.UtcNow, list.Version + 1);
        list.Hash = await HashAsync(list, cancel);
        var act = Act.By(official, ActKinds.PaymentApprove, desk.Time.UtcNow, $"{list.UnitName}, tháng {new PayMonth(list.Month)}: {list.Lines} dòng, {list.TotalDong}{open}", $"sha256 {list.Hash}").On("payment-list", id);
        return await Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Whether the list's payer holds it since before a restore. He is asked: no transaction is open.</summary>
    internal async Task<bool> IsHeldAsync(Guid id, SignedInOfficial official, CancellationToken cancel) =>
        await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.Status == ListStatus.Draft, cancel) is { } list && await desk.ListRefusalAsync(official, Actions.PaymentApprove, list, cancel) is null
        && await restored.RefusalAsync([list], cancel) is { } refusal && refusal.Code == Sending.SendingProblems.HeldNotSent.Code;

    // Why it is not approved; of a list that its payer pays anyway, what was open, for the act.
    private async Task<(Problem? Refusal, string Open)> UnderneathAsync(PaymentList list, bool held, CancellationToken cancel)
    {
        var changed = await ChangedAsync(list, cancel);
        if (changed > 0 && !held)
        {
            return (PaymentProblems.Stale.Now(changed), "");
        }

        var proposed = await ProposedAsync(list, cancel);
        if (proposed is not null && !held)
        {
            return (proposed, "");
        }

        var open = await MattersAsync(list, cancel);
        return held ? (null, Words(changed, proposed is not null, open)) : (open.Count > 0 ? PaymentProblems.ListMatters.Now(open.Count, new PayMonth(list.Month)) : null, "");
    }

    private static string Words(int changed, bool proposed, List<PeriodMatter> open)
    {
        List<string> words =
        [
            .. changed > 0 ? [$"{changed} người có thay đổi sau khi lập"] : Array.Empty<string>(), .. proposed ? ["có khoản đang đề nghị ghi đã chi trả theo danh sách giấy"] : Array.Empty<string>(),
            .. open.GroupBy(m => m.Kind).OrderBy(g => g.Key).Select(g => $"{PeriodMatter.Name(g.Key)} ({g.Count()})"),
        ];
        return $". Tổ chức chi trả đã giữ danh sách này từ trước khi phục hồi bản sao lưu nên duyệt nguyên trạng{(words.Count > 0 ? $", còn: {string.Join("; ", words)}" : "")}";
    }

    // Closing asks about the lists of an open month.
    private async Task<List<PeriodMatter>> MattersAsync(PaymentList list, CancellationToken cancel)
    {
        var id = list.PeriodId;
        return await Db.PaymentPeriods.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) is { State: PeriodState.Closed } period
            ? [.. (await matters.OfDraftsAsync(period, list.Id, cancel)).Where(m => m.Reason is null)] : [];
    }

    /// <summary>People whose entitlement, hold or payment made once is another now than when the list was built.</summary>
    public async Task<int> ChangedAsync(PaymentList list, CancellationToken cancel)
    {
        var (id, built) = (list.Id, list.BuiltAt);
        var claims = Db.PaymentClaims.AsNoTracking().Where(c => c.ListId == id);
        var versions = Db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
        var other = await claims.Where(c => c.EntitlementId != null && !versions.Any(e => e.Id == c.EntitlementId && e.Version == c.EntitlementVersion)).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        var funerals = Db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => p.Kind == OneOffKind.Funeral);
        // A payment made once says nothing of who takes it today: by what was decided since it may be an heir's, or his own again.
        var decided = await claims.Where(c => c.Kind > ClaimKind.Care && !funerals.Any(p => p.Id == c.SourceId) && versions.Any(e => e.BeneficiaryId == c.BeneficiaryId && (e.RecordedAt > built || e.EndRecordedAt > built))).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        var holds = Db.PaymentHolds.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(h => h.RecordedAt > built && h.LiftedAt == null);
        // As the building reads it (DueRules): everything is held but a funeral, which goes to who lives.
        var held = await claims.Where(c => holds.Any(h => h.BeneficiaryId == c.BeneficiaryId) && !(c.Kind > ClaimKind.Care && c.Kind != ClaimKind.Recovery && funerals.Any(p => p.Id == c.SourceId))).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        var gone = Db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            // Undone, or told to have been paid by a list on paper; what the lists of a place that he left took a part of was not.
            .Where(p => p.CancelledAt >= built || (p.ListedMonth > 0 && Db.PaymentPeriods.Any(o => o.Id == list.PeriodId && p.ListedMonth < o.FirstMonth)
                && !Db.PaymentClaims.Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care && c.ListId != id))
                // Paid on paper before its own district began, or paid back by receipts since.
                || (p.MovedDong == p.Amount && !Db.PaymentClaims.Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care && c.ListId != id)));
        // What a recovery gives back was taken whole before, by receipts also: nothing changed by that.
        var cancelled = await claims.Where(c => (c.Kind == ClaimKind.Arrears || c.Kind == ClaimKind.Recovery || c.Kind == ClaimKind.OneOff) && gone.Any(p => p.Id == c.SourceId && (p.Kind != OneOffKind.Recovery || c.Kind == ClaimKind.Recovery || p.CancelledAt >= built))).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        // What gives back an undone payment of which the payer told anew since.
        var again = await claims.Where(c => c.Kind > ClaimKind.Care && Db.OneOffPayments.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(p => p.Id == c.SourceId && (p.ReversesId != null || p.CancelledById != null)
            && Db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(o => o.Kind > ClaimKind.Care && o.ListId != id && (o.SourceId == p.ReversesId || o.SourceId == p.Id) && Db.PaymentResults.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(r => r.LineId == o.LineId && r.RecordedAt > built)))).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        return other.Concat(decided).Concat(held).Concat(cancelled).Concat(await UndoneAsync(id, claims, cancel)).Concat(again).Concat(await WaysAsync(list, claims, cancel)).Distinct().Count();
    }

    // Told by the undoing itself and not by the clock, which may have been set back: what was listed of a payment before it was undone. What its corrections take and give afterwards counts for the month of
    // its list, and of a recovery something is taken again only where something was given back.
    private Task<List<Guid>> UndoneAsync(Guid id, IQueryable<PaymentClaim> claims, CancellationToken cancel) =>
        claims.Where(c => c.Kind > ClaimKind.Care && Db.OneOffPayments.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(p => p.Id == c.SourceId && p.CancelledById != null
            && ((p.Kind != OneOffKind.Recovery && c.Kind != ClaimKind.Recovery && c.Month == 0) || (p.Kind == OneOffKind.Recovery && c.Kind == ClaimKind.Recovery && !Db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter })
                .Any(o => o.SourceId == p.Id && o.Kind > ClaimKind.Care && o.Kind != ClaimKind.Recovery && o.ListId != id && (o.State == ClaimState.Listed || o.State == ClaimState.Paid))))))
            .Select(c => c.BeneficiaryId).ToListAsync(cancel);

    // Payments of the list of which the accountant said that a list on paper paid them: once it is approved nobody can confirm that any more, and they would be paid twice. Also what another office said of a
    // payment that came along with its person: to lift the filter of one table lifts it of the whole query, which is said here at each of them.
    private async Task<Problem?> ProposedAsync(PaymentList list, CancellationToken cancel)
    {
        var id = list.Id;
        var waiting = Db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(p => p.ListedMonth == 0 && p.CancelledById == null && Db.PaymentClaims.Any(c => c.ListId == id && c.Kind > ClaimKind.Care && c.SourceId == p.Id));
        var proposed = await Db.PaymentJustifications.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(j => j.Kind == MatterKind.PaidOnPaper && waiting.Any(p => p.Id == j.SubjectId))
            .Join(Db.PaymentPeriods.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).AsNoTracking(), j => j.PeriodId, p => p.Id, (j, p) => new { j.SubjectId, p.Month }).ToListAsync(cancel);
        return proposed.Count == 0 ? null
            : PaymentProblems.Proposed.Now(proposed.Select(p => p.SubjectId).Distinct().Count(), string.Join(", ", proposed.Select(p => p.Month).Distinct().Order().Select(m => new PayMonth(m))), new PayMonth(list.Month));
    }

    // Who collects, and how: an authorisation that was taken back or given, a method that was changed since.
    private async Task<List<Guid>> WaysAsync(PaymentList list, IQueryable<PaymentClaim> claims, CancellationToken cancel)
    {
        var (id, month, day, built) = (list.Id, list.Month, new PayMonth(list.Month).FirstDay, list.BuiltAt);
        var proxies = Db.ProxyAuthorisations.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
        var revoked = await claims.Where(c => Db.PaymentLines.Any(l => l.ListId == id && l.Id == c.LineId && l.ProxyId != null && proxies.Any(p => p.Id == l.ProxyId && p.RevokedOn != null && p.RevokedOn <= day))).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        var given = await claims.Where(c => proxies.Any(p => p.BeneficiaryId == c.BeneficiaryId && p.ConfirmedAt > built && p.From <= day && day <= p.To && p.RevokedOn == null)).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        var methods = Db.MethodChanges.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(m => m.FromMonth <= month && (m.State == MethodChangeState.InForce || m.State == MethodChangeState.Withdrawn) && (m.SettledAt ?? m.RecordedAt) > built);
        var changed = await claims.Where(c => methods.Any(m => m.BeneficiaryId == c.BeneficiaryId)).Select(c => c.BeneficiaryId).ToListAsync(cancel);
        var accounts = await Building.ProxyAccounts.LinesAsync(Db, Db.PaymentLines.AsNoTracking().Where(l => l.ListId == id), p => p.HoldsOn(day), cancel);
        return [.. revoked, .. given, .. changed, .. accounts.Select(l => l.PersonId)];
    }

    // The registry only remembers in which list it went; what it is and whose it was stays.
    private async Task MarkAsync(PaymentList list, CancellationToken cancel)
    {
        var sources = await Db.PaymentClaims.AsNoTracking().Where(c => c.ListId == list.Id && c.SourceId != Guid.Empty).Select(c => c.SourceId).Distinct().ToListAsync(cancel);
        foreach (var chunk in sources.Chunk(500))
        {
            (await Db.OneOffPayments.Where(p => chunk.Contains(p.Id)).ToListAsync(cancel)).ForEach(p => (p.ListedMonth, p.IsOnList) = (p.ListedMonth == 0 ? list.Month : p.ListedMonth, true));
        }
    }

    private async Task<string> HashAsync(PaymentList list, CancellationToken cancel)
    {
        using var hash = new ListHash(list);
        var id = list.Id;
        await foreach (var line in Db.PaymentLines.AsNoTracking().Where(l => l.ListId == id).OrderBy(l => l.Order).AsAsyncEnumerable().WithCancellation(cancel))
        {
            hash.Add(line);
        }

        return hash.Finish();
    }
}
