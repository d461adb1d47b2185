using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// What a person is due on the list of a month. Of each strand every month since the first counts: what the registry holds it for (<see cref="KnownMonths"/>)
/// less what claims stand of it. A month without a claim is listed, the month of the list as current, earlier ones as missed or, when a list held them and
/// nobody collected, as carried; a month that a list paid before a decision changed it is made up, or set off against the arrears that pay it again. Payments
/// made once follow. A month has one payer: the commune of the version that covers it now. What a list paid before a decision lowered it is told: taking it
/// back is for a decision (policy 3.6). Pure.
/// </summary>
public static class DueRules
{
    /// <summary>Set off or made up without a decision of its own, see <see cref="PaymentClaim.SourceId"/>.</summary>
    private static readonly Guid NoSource = Guid.Empty;

    internal const string AwaitingHeir = "Người hưởng đã chết hoặc mất tích, chưa ghi hoặc chưa xác nhận người thừa kế, đại diện gia đình nhận số tiền còn lại";

    public static PersonDue Of(PersonOfMonth person, MonthTerms terms)
    {
        var (claims, omissions, recoveries) = (new List<DueClaim>(), new List<DueOmission>(), new List<DueRecovery>());
        var strands = person.Versions.Where(v => v.Kind != EntitlementKind.Institution).GroupBy(v => v.Strand).OrderBy(g => g.Key).Select(g => new StrandDue(person, g.Key, [.. g], terms)).ToList();
        strands.ForEach(s => s.Tell(claims, omissions));
        omissions.AddRange(AtInstitution(person, terms));

        var (never, over) = (new Dictionary<(EntitlementStrand, PayMonth), long>(), new Dictionary<(EntitlementStrand, int), long>());
        foreach (var once in InOrder(person.Once))
        {
            if (Waits(person, once))
            {
                // What another commune's list will set off against arrears of its own is not overpaid; all else of them is for that list to tell.
                Tell(person, once, terms, UndoneRules.Amount(person, once), claims, once.TenantPath == terms.Commune ? omissions : []);
            }
            else if (Left(person, once, terms, never, over) is not 0 and var left && once.TenantPath == terms.Commune)
            {
                Settle(person, once, terms, left, recoveries, claims, omissions);
            }
        }

        var overpaid = strands.SelectMany(s => s.TellOverpaid(claims, omissions)).ToList();
        claims.RemoveAll(c => c.Once is { } of && of.TenantPath != terms.Commune);
        return new(claims, recoveries, omissions) { Overpaid = overpaid };
    }

    /// <summary>What each recovery of a person comes to by all that is known now, less what was paid back outside the lists; below nothing where more was paid back than he ever got.</summary>
    public static IReadOnlyDictionary<Guid, long> StillOwed(PersonOfMonth person, MonthTerms terms)
    {
        var (never, over) = (new Dictionary<(EntitlementStrand, PayMonth), long>(), new Dictionary<(EntitlementStrand, int), long>());
        return InOrder(person.Once).Where(o => o is { Kind: OneOffKind.Recovery, CancelledById: null }).ToDictionary(o => o.Id, o => Owed(person, o, terms, never, over));
    }

    // A month that two recoveries take back is shared out between them by it.
    private static IEnumerable<OneOffPayment> InOrder(IEnumerable<OneOffPayment> once) => once.OrderBy(o => o.DueMonth).ThenBy(o => o.RecordedAt).ThenBy(o => o.Id);

    // Nobody entitled is forgotten: who is paid through an institution is counted with it, and why he is on no list.
    private static IEnumerable<DueOmission> AtInstitution(PersonOfMonth person, MonthTerms terms) =>
        KnownMonths.Now(person.Versions.Where(v => v.Kind == EntitlementKind.Institution), terms.Month) is { } now && now.TenantPath == terms.Commune && !KnownMonths.IsSuspension(now)
            ? [new(now.Strand, OmissionReason.AtInstitution, $"Nuôi dưỡng tại {now.ReceiverName}: kinh phí cấp cho cơ sở (Điều 25 Nghị định số 20/2021/NĐ-CP), không chi trả theo danh sách của xã", 1, now.MonthlyAmount.Amount)] : [];

    // What a recovery comes to by all that is known now: less what no list paid after all, and what was paid back outside the lists.
    private static long Owed(PersonOfMonth person, OneOffPayment once, MonthTerms terms, Dictionary<(EntitlementStrand, PayMonth), long> never, Dictionary<(EntitlementStrand, int), long> over)
    {
        var months = person.Recovered.Where(r => r.Recovery == once.Id).ToList();
        var all = UndoneRules.Amount(person, once);
        var owed = months.Count > 0 ? months.Sum(m => StillOver(person, m, terms, over)) : all - NeverPaid(person, person.Versions.FirstOrDefault(v => v.Id == once.EntitlementId)?.Strand ?? default, once, all, terms, never);
        return owed - person.Repaid.GetValueOrDefault(once.Id);
    }

    // A month that was overpaid when the decision was signed, and came back unpaid or is due after all, is not taken back.
    private static long StillOver(PersonOfMonth person, RecoveredMonth of, MonthTerms terms, Dictionary<(EntitlementStrand, int), long> over)
    {
        var month = new PayMonth(of.Month);
        var rest = over.TryGetValue((of.Strand, of.Month), out var left) ? left : Math.Max(0, Stands(person, of.Strand, month) - Held(person, person.Versions.Where(v => v.Strand == of.Strand).ToList(), month, terms));
        var taken = Math.Min(rest, of.Amount);
        over[(of.Strand, of.Month)] = rest - taken;
        return taken;
    }

    /// <summary>What decisions take back of a month.</summary>
    internal static long Decided(PersonOfMonth person, EntitlementStrand strand, PayMonth month) => person.Recovered.Count == 0 ? 0 : person.Recovered.Where(r => r.Strand == strand && r.Month == month.Number).Sum(r => r.Amount);

    // A payment, or a refund of something undone, that no list holds yet.
    private static bool Waits(PersonOfMonth person, OneOffPayment once) => once.CancelledById is null && once.Kind != OneOffKind.Recovery
        && (once.ReversesId is null || (UndoneRules.Left(person, once) < 0 && !person.Claims.Any(c => c.SourceId == once.Id && c.IsActive && c.Month == 0)));

    // What is still to be taken; below nothing: to be given. Of a payment that a list holds nothing.
    private static long Left(PersonOfMonth person, OneOffPayment once, MonthTerms terms, Dictionary<(EntitlementStrand, PayMonth), long> never, Dictionary<(EntitlementStrand, int), long> over) =>
        once.CancelledById is not null || once.Kind != OneOffKind.Recovery ? UndoneRules.Left(person, once)
            : Owed(person, once, terms, never, over) - person.Claims.Where(c => c.SourceId == once.Id && c.IsActive).Sum(c => c.Kind == ClaimKind.Recovery ? c.Amount : -c.Amount);

    // A list takes of it, or gives back, once; what a supplementary list could do waits for the next month.
    private static void Settle(PersonOfMonth person, OneOffPayment once, MonthTerms terms, long left, List<DueRecovery> recoveries, List<DueClaim> claims, List<DueOmission> omissions)
    {
        var version = person.Versions.FirstOrDefault(v => v.Id == once.EntitlementId);
        if (person.Claims.Any(c => c.SourceId == once.Id && c.IsActive && c.Month == terms.Month.Number))
        {
            return;
        }

        if (left > 0)
        {
            recoveries.Add(new(once, left, version));
        }
        else if (Taker(person, once, version, terms, -left, omissions) is { } receiver)
        {
            // More was taken than he ever got: a month that is taken back was told unpaid after the recovery had been taken whole, or the payer told after the undoing that it had been taken after all.
            claims.Add(new(ClaimKind.Arrears, ClaimWhy.Once, version?.Strand ?? default, terms.Month.Number, once.Id, -left, version, receiver, once));
        }
    }

    private static void Tell(PersonOfMonth person, OneOffPayment once, MonthTerms terms, long amount, List<DueClaim> claims, List<DueOmission> omissions)
    {
        var former = person.Claims.Where(c => c.SourceId == once.Id).ToList();
        var version = person.Versions.FirstOrDefault(v => v.Id == once.EntitlementId);
        if ((once.ReversesId is null && former.Exists(c => c.IsActive)) || Taker(person, once, version, terms, amount, omissions) is not { } receiver)
        {
            return;
        }

        var kind = once.Kind == OneOffKind.Arrears ? ClaimKind.Arrears : ClaimKind.OneOff;
        claims.Add(new(kind, former.Exists(c => c.Month == 0) ? ClaimWhy.Carried : ClaimWhy.Once, version?.Strand ?? default, 0, once.Id, amount, version, receiver, once));
        claims.AddRange(PaidAlready(person, once, amount, version, terms, claims, receiver));
    }

    // Who takes what is given; null, and told, while it is held or nobody is named. A funeral is not held: who receives it lives.
    private static Receiver? Taker(PersonOfMonth person, OneOffPayment once, Entitlement? version, MonthTerms terms, long amount, List<DueOmission> omissions)
    {
        var strand = version?.Strand ?? default;
        if (once.Kind != OneOffKind.Funeral && Keeping(person, strand, terms.Month) is { } hold)
        {
            omissions.Add(new(strand, OmissionReason.Held, hold.Why, 0, amount));
            return null;
        }

        if (person.Taking(ReceiverOf(once, version)) is not { } receiver)
        {
            omissions.Add(new(strand, OmissionReason.AwaitingHeir, AwaitingHeir, 0, amount));
            return null;
        }

        return receiver;
    }

    /// <summary>The way of the entitlement goes with a payment to the same receiver.</summary>
    private static Receiver ReceiverOf(OneOffPayment once, Entitlement? version) =>
        new(once.ReceiverName, once.ReceiverNumber, once.ReceiverRelation) { Way = version?.Receiver is { } r && r.Name == once.ReceiverName && r.Number == once.ReceiverNumber ? r.Way : PayWay.Cash };

    // A list that was closed before the decision paid a month that the decision makes good: after a move, a hold, a suspension. It is not paid twice.
    private static List<DueClaim> PaidAlready(PersonOfMonth person, OneOffPayment once, long amount, Entitlement? version, MonthTerms terms, List<DueClaim> sofar, Receiver receiver)
    {
        var (taken, left) = (new List<DueClaim>(), amount);
        if (once.Kind != OneOffKind.Arrears || version is null || once.FromMonth == 0)
        {
            return taken;
        }

        var versions = person.Versions.Where(v => v.Strand == version.Strand).ToList();
        for (var month = Later(new PayMonth(once.FromMonth), terms.Earliest); month.Number <= once.ToMonth && left > 0; month = month.AddMonths(1))
        {
            var excess = Stands(person, version.Strand, month) - Held(person, versions, month, terms) - Decided(person, version.Strand, month);
            // A month is set off once: the key of its claim says so.
            if (excess > 0 && !person.ClaimsOf(version.Strand, month.Number).Any(c => c.IsActive && c is { Kind: ClaimKind.Recovery } && c.SourceId == NoSource) && !sofar.Any(c => c.Kind == ClaimKind.Recovery && c.Strand == version.Strand && c.Month == month.Number && c.SourceId == NoSource))
            {
                taken.Add(new(ClaimKind.Recovery, ClaimWhy.Once, version.Strand, month.Number, NoSource, Math.Min(excess, left), version, receiver, once));
                left -= excess;
            }
        }

        return taken;
    }

    // Months that are taken back although no list ever paid them, and that nobody is due any more: of them there is nothing to take back, once.
    private static long NeverPaid(PersonOfMonth person, EntitlementStrand strand, OneOffPayment once, long all, MonthTerms terms, Dictionary<(EntitlementStrand, PayMonth), long> left)
    {
        var (sum, versions) = (0L, person.Versions.Where(v => v.Strand == strand).ToList());
        if (once.FromMonth == 0 || versions.Count == 0)
        {
            return 0;
        }

        for (var month = Later(new PayMonth(once.FromMonth), terms.Earliest); month.Number <= once.ToMonth && sum < all; month = month.AddMonths(1))
        {
            var never = left.TryGetValue((strand, month), out var rest) ? rest : IsDue(person, strand, month) || OnPaper(person, versions, month, terms) ? 0 : Math.Max(0, Held(person, versions, month, terms) - Stands(person, strand, month));
            var taken = Math.Min(never, all - sum);
            (left[(strand, month)], sum) = (never - taken, sum + taken);
        }

        return sum;
    }

    // A list on paper paid it, before the district of that time began with this system.
    private static bool OnPaper(PersonOfMonth person, IReadOnlyList<Entitlement> versions, PayMonth month, MonthTerms terms) =>
        terms.Firsts.Count > 0 && KnownMonths.Of(versions, month, terms.Running) is { } known && month < terms.FirstOf(person.Versions, known);

    /// <summary>Whether somebody is entitled to a month by all that is known now: of the strand, or of the one that took its place.</summary>
    internal static bool IsDue(PersonOfMonth person, EntitlementStrand strand, PayMonth month) => PayerOf(person, strand, month) is not null;

    /// <summary>The version that covers a month now, of the strand or of the one that took its place: its commune pays.</summary>
    internal static Entitlement? PayerOf(PersonOfMonth person, EntitlementStrand strand, PayMonth month) =>
        KnownMonths.Now(person.Versions.Where(v => v.Strand == strand), month) ?? KnownMonths.Now(person.Versions.Where(v => v.Strand != strand && Strands.Related(v.Strand, strand)), month);

    /// <summary>What claims stand for a month.</summary>
    internal static long Stands(PersonOfMonth person, EntitlementStrand strand, PayMonth month) =>
        person.ClaimsOf(strand, month.Number).Where(c => c.IsActive).Sum(c => c.Signed);

    /// <summary>What the registry holds a month for; a held month for nothing, the lifting pays it.</summary>
    internal static long Held(PersonOfMonth person, IReadOnlyList<Entitlement> versions, PayMonth month, MonthTerms terms) =>
        KnownMonths.Of(versions, month, terms.Running) is { } known && Holding(person, known.Strand, month) is null ? known.MonthlyAmount.Amount : 0;

    /// <summary>The hold that keeps a strand off the list of a month. It names one version of the entitlement, and means all of them.</summary>
    internal static PaymentHold? Holding(PersonOfMonth person, EntitlementStrand strand, PayMonth month) => person.Holds.Count == 0 ? null
        : PaymentHolds.Holding(person.Holds, person.Id, null, month)
            ?? person.Versions.Where(v => v.Strand == strand).Select(v => PaymentHolds.Holding(person.Holds, person.Id, v.Id, month)).FirstOrDefault(h => h is not null);

    /// <summary>The hold that keeps a strand off a list: of its month, or one that stands, whatever its first month. What is carried on a supplementary list of the month that runs is handed to nobody while a report
    /// says that he is dead.</summary>
    internal static PaymentHold? Keeping(PersonOfMonth person, EntitlementStrand strand, PayMonth month) => person.Holds.Count == 0 ? null : Holding(person, strand, month)
        ?? person.Holds.Where(h => h.LiftedAt is null && h.BeneficiaryId == person.Id && (h.EntitlementId is not { } version || person.Versions.Any(v => v.Id == version && v.Strand == strand))).MinBy(h => h.RecordedAt);

    internal static PayMonth Later(PayMonth one, PayMonth other) => one > other ? one : other;
}
