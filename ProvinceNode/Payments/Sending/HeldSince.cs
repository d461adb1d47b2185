using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Sending;

/// <summary>Somebody of an approved list whom it should not pay as it stands, by what is known since it was approved.</summary>
/// <param name="Line">Number of his line.</param>
/// <param name="Why">Of the hold, or what was decided since.</param>
public sealed record HeldPerson(Guid ListId, Guid BeneficiaryId, int Line, string Name, string Why);

/// <summary>
/// Finds people whose payment was held, ended or is another's since their list was approved and before it goes out: the list is frozen and would pay them, so who sends it must see them
/// (policy 3.6, 6.2). A decision lifts the hold of its report, so what was decided is asked for by itself.
/// </summary>
public static class HeldSince
{
    internal const string Died = "Đã chết theo quyết định ký sau khi duyệt danh sách";
    internal const string Ended = "Có quyết định thôi hưởng hoặc tạm dừng ký sau khi duyệt danh sách";
    internal const string OtherReceiver = "Người nhận tiền đã đổi sau khi duyệt danh sách";
    internal const string Undone = "Khoản chi, thu một lần đã bị hủy bỏ sau khi duyệt danh sách";
    internal const string ProxyGone = "Ủy quyền nhận thay đã chấm dứt sau khi duyệt danh sách";
    internal const string OtherWay = "Hình thức nhận tiền đã đổi sau khi duyệt danh sách";

    public static Task<List<HeldPerson>> OfListAsync(NodeDb db, Guid list, CancellationToken cancel) => OfAsync(db, db.PaymentLists.AsNoTracking().Where(l => l.Id == list), cancel);

    /// <summary>Of every approved list of a month.</summary>
    public static Task<List<HeldPerson>> OfPeriodAsync(NodeDb db, Guid period, CancellationToken cancel) => OfAsync(db, db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period), cancel);

    private static async Task<List<HeldPerson>> OfAsync(NodeDb db, IQueryable<PaymentList> lists, CancellationToken cancel)
    {
        var sums = Sums(db, lists);
        var found = await HoldsAsync(db, sums, cancel);
        await AddAsync(found, Gone(db, sums), Died, cancel);
        await AddAsync(found, Stopped(db, sums), Ended, cancel);
        await AddAsync(found, GivenToAnother(db, sums), OtherReceiver, cancel);
        await AddAsync(found, Cancelled(db, sums), Undone, cancel);
        await AddAsync(found, Revoked(db, sums), ProxyGone, cancel);
        await AddAsync(found, PaidOtherwise(db, sums), OtherWay, cancel);
        await AddAccountsAsync(found, db, lists, cancel);
        return [.. found.DistinctBy(f => (f.ListId, f.BeneficiaryId, f.Line, f.Why)).OrderBy(f => f.ListId).ThenBy(f => f.Line)];
    }

    // Who moved meanwhile is held, and decided about, where he lives now.
    private static IQueryable<Sum> Sums(NodeDb db, IQueryable<PaymentList> lists) => lists.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(l => l.Status == ListStatus.Approved && l.ApprovedAt != null)
        .Join(db.PaymentClaims, l => l.Id, c => c.ListId, (l, c) => new { List = l, Claim = c }).Join(db.PaymentLines, p => p.Claim.LineId, l => l.Id, (p, line) => new Sum
        {
            ListId = p.List.Id, ListMonth = p.List.Month, ApprovedAt = p.List.ApprovedAt, Person = p.Claim.BeneficiaryId, Kind = p.Claim.Kind, Month = p.Claim.Month, SourceId = p.Claim.SourceId,
            EntitlementId = p.Claim.EntitlementId, EntitlementVersion = p.Claim.EntitlementVersion, Line = line.Order, Name = line.PersonName, MainPerson = line.PersonId,
            ReceiverNumber = line.ReceiverNumber, ReceiverName = line.ReceiverName, ReceiverRelation = line.ReceiverRelation, ProxyId = line.ProxyId,
        });

    private static async Task<List<HeldPerson>> HoldsAsync(NodeDb db, IQueryable<Sum> sums, CancellationToken cancel) =>
        [.. (await Held(db, sums).Join(db.PaymentHolds, s => s.Person, h => h.BeneficiaryId, (s, h) => new { Sum = s, Hold = h })
            .Where(p => p.Hold.LiftedAt == null && p.Hold.RecordedAt > p.Sum.ApprovedAt)
            .Select(p => new { p.Sum.ListId, p.Sum.Person, p.Sum.Line, p.Sum.Name, p.Hold.Why }).Distinct().ToListAsync(cancel)).Select(p => new HeldPerson(p.ListId, p.Person, p.Line, p.Name, p.Why))];

    // As the building reads it (DueRules): everything is held but a funeral, which goes to who lives.
    private static IQueryable<Sum> Held(NodeDb db, IQueryable<Sum> sums) =>
        sums.Where(s => !(s.Kind > ClaimKind.Care && s.Kind != ClaimKind.Recovery && db.OneOffPayments.Any(o => o.Id == s.SourceId && o.Kind == OneOffKind.Funeral)));

    // A list that was built after the decision names an heir, or leaves him out: one that names himself was built before it.
    private static IQueryable<Sum> Gone(NodeDb db, IQueryable<Sum> sums) =>
        Held(db, sums).Where(s => s.ReceiverRelation == "" && s.MainPerson == s.Person && db.Beneficiaries.Any(b => b.Id == s.Person && b.DiedOn != null));

    // A birthday or a new level that only begins later ends nothing that the list pays.
    private static IQueryable<Sum> Stopped(NodeDb db, IQueryable<Sum> sums) => sums.Where(s => (s.Kind == ClaimKind.Regular || s.Kind == ClaimKind.Care)
        && db.Entitlements.Any(e => e.Id == s.EntitlementId && e.Version != s.EntitlementVersion && ((e.EndMonth != 0 && e.EndMonth < s.Month) || e.Status == EntitlementStatus.Suspended)));

    // Also what an heir was to take of somebody who, as was decided since, lives and receives himself.
    private static IQueryable<Sum> GivenToAnother(NodeDb db, IQueryable<Sum> sums) => sums.Where(s => (s.Kind == ClaimKind.Regular || s.Kind == ClaimKind.Care
            ? db.Entitlements.Any(e => e.Id == s.EntitlementId && e.Version != s.EntitlementVersion && (e.ReceiverNumber != s.ReceiverNumber || (e.ReceiverNumber == "" && e.ReceiverName != s.ReceiverName)))
            : s.ReceiverRelation != "" && s.MainPerson == s.Person && db.Entitlements.Any(e => e.BeneficiaryId == s.Person && e.RecordedAt > s.ApprovedAt && e.EndMonth == 0
                && (e.ReceiverNumber != s.ReceiverNumber || (e.ReceiverNumber == "" && e.ReceiverName != s.ReceiverName)))));

    // Also by a clock that was set back: what was listed of a payment before it was undone, as its approval tells it.
    private static IQueryable<Sum> Cancelled(NodeDb db, IQueryable<Sum> sums) =>
        sums.Where(s => s.Kind != ClaimKind.Regular && s.Kind != ClaimKind.Care && db.OneOffPayments.Any(o => o.Id == s.SourceId && (o.CancelledAt >= s.ApprovedAt || (o.CancelledById != null
            && ((o.Kind != OneOffKind.Recovery && s.Kind != ClaimKind.Recovery && s.Month == 0) || (o.Kind == OneOffKind.Recovery && s.Kind == ClaimKind.Recovery
                && !db.PaymentClaims.Any(c => c.SourceId == o.Id && c.Kind > ClaimKind.Care && c.Kind != ClaimKind.Recovery && c.ListId != s.ListId && (c.State == ClaimState.Listed || c.State == ClaimState.Paid))))))));

    private static IQueryable<Sum> Revoked(NodeDb db, IQueryable<Sum> sums) => sums.Where(s => s.ProxyId != null && db.ProxyAuthorisations.Any(p => p.Id == s.ProxyId && p.RevokedOn != null));

    private static IQueryable<Sum> PaidOtherwise(NodeDb db, IQueryable<Sum> sums) => sums.Where(s => db.MethodChanges.Any(m => m.BeneficiaryId == s.Person && m.State == MethodChangeState.InForce && m.FromMonth <= s.ListMonth
        && m.SettledAt > s.ApprovedAt && ((m.ReceiverNumber == "" && s.ReceiverRelation == "") || (m.ReceiverNumber != "" && m.ReceiverNumber == s.ReceiverNumber))));

    // Lists of one month: they paid to the account of a proxy whose paper held on its first day.
    private static async Task AddAccountsAsync(List<HeldPerson> found, NodeDb db, IQueryable<PaymentList> lists, CancellationToken cancel)
    {
        var approved = lists.Where(l => l.Status == ListStatus.Approved && l.ApprovedAt != null);
        if (await approved.Select(l => l.Month).FirstOrDefaultAsync(cancel) is not (> 0 and var month))
        {
            return;
        }

        var (ids, day) = (approved.Select(l => l.Id), new Protos.Values.PayMonth(month).FirstDay);
        var lines = await ProxyAccounts.LinesAsync(db, db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId)), p => p.RevokedOn is null && p.HoldsOn(day), cancel);
        found.AddRange(lines.Select(l => new HeldPerson(l.ListId, l.PersonId, l.Order, l.PersonName, ProxyGone)));
    }

    private static async Task AddAsync(List<HeldPerson> found, IQueryable<Sum> sums, string why, CancellationToken cancel) =>
        found.AddRange((await sums.Select(s => new { s.ListId, s.Person, s.Line, s.Name }).Distinct().ToListAsync(cancel)).Select(s => new HeldPerson(s.ListId, s.Person, s.Line, s.Name, why)));

    /// <summary>A claim of an approved list with what its line froze.</summary>
    private sealed class Sum
    {
        public Guid ListId { get; init; }

        public int ListMonth { get; init; }

        public DateTime? ApprovedAt { get; init; }

        public Guid Person { get; init; }

        public ClaimKind Kind { get; init; }

        public int Month { get; init; }

        public Guid SourceId { get; init; }

        public Guid? EntitlementId { get; init; }

        public long EntitlementVersion { get; init; }

        public int Line { get; init; }

        public string Name { get; init; } = "";

        public Guid? MainPerson { get; init; }

        public string ReceiverNumber { get; init; } = "";

        public string ReceiverName { get; init; } = "";

        public string ReceiverRelation { get; init; } = "";

        public Guid? ProxyId { get; init; }
    }
}
