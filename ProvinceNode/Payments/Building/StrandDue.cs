using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>The months of one strand of one person. Pure.</summary>
internal sealed class StrandDue(PersonOfMonth person, EntitlementStrand strand, IReadOnlyList<Entitlement> versions, MonthTerms terms)
{
    private const int MostNamed = 6;

    private readonly ClaimKind _kind = strand is EntitlementStrand.Care or EntitlementStrand.OwnCare ? ClaimKind.Care : ClaimKind.Regular;

    /// <summary>Adds what is due and what is left out.</summary>
    public void Tell(List<DueClaim> claims, List<DueOmission> omissions)
    {
        var (found, lost) = (new List<DueClaim>(), new List<DueClaim>());
        var (start, open) = (new PayMonth(versions.Min(v => v.StartMonth)), person.Settled is { } settled ? DueRules.Later(settled.AddMonths(1), terms.Earliest) : terms.Earliest);
        for (var month = DueRules.Later(start, open); month <= terms.Month; month = month.AddMonths(1))
        {
            if (Of(month) is { } due)
            {
                (DueRules.IsDue(person, strand, month) ? found : lost).Add(due);
            }
        }

        Leave(omissions, lost.FindAll(l => l.Why == ClaimWhy.Carried), OmissionReason.NotDueAnyMore, "Không còn được hưởng tháng này theo quyết định sau đó");
        if (DueRules.Keeping(person, strand, terms.Month) is { } hold)
        {
            var current = Current(claims: found).ToList();
            Leave(omissions, [.. found, .. current, .. current.Count > 0 ? [] : Withheld(hold)], OmissionReason.Held, hold.Why);
        }
        else if (KnownMonths.Now(versions, terms.Month) is { } now && now.TenantPath == terms.Commune && KnownMonths.IsSuspension(now))
        {
            Leave(omissions, [.. found, new(_kind, ClaimWhy.Current, strand, terms.Month.Number, Guid.Empty, now.MonthlyAmount.Amount, now, now.Receiver, null)], OmissionReason.Suspended, "Đang tạm dừng theo quyết định");
        }
        else
        {
            // Nobody hands the dead his money: whom his file names takes it, until then it waits.
            claims.AddRange(found.Select(f => person.Taking(f.Receiver) is { } taker ? f with { Receiver = taker } : null).OfType<DueClaim>());
            Leave(omissions, found.FindAll(f => person.Taking(f.Receiver) is null), OmissionReason.AwaitingHeir, DueRules.AwaitingHeir);
        }
    }

    /// <summary>Adds what lists paid above what is held of a month: a decision came after the list was closed. The list sets nothing off by itself but against arrears that pay the month again.</summary>
    /// <param name="claims">Those of the new list.</param>
    /// <returns>The months, none that a decision takes back already.</returns>
    public IReadOnlyList<OverpaidFact> TellOverpaid(IReadOnlyList<DueClaim> claims, List<DueOmission> omissions)
    {
        var over = new List<(PayMonth Month, long Amount)>();
        foreach (var month in person.Claims.Where(c => c.IsActive && c.Strand == strand && c.Month >= terms.Earliest.Number && c.Month <= terms.Month.Number).Select(c => c.Month).Distinct().Order().Select(m => new PayMonth(m)))
        {
            var paid = DueRules.Stands(person, strand, month) - claims.Where(c => c is { Kind: ClaimKind.Recovery } && c.SourceId == Guid.Empty && c.Strand == strand && c.Month == month.Number).Sum(c => c.Amount);
            // A held month that was paid is nothing yet: the report may be wrong.
            if (paid - DueRules.Held(person, versions, month, terms) - DueRules.Decided(person, strand, month) is > 0 and var amount && DueRules.Holding(person, strand, month) is not { LiftedAt: null } && Teller(month).TenantPath == terms.Commune)
            {
                over.Add((month, amount));
            }
        }

        if (over.Count > 0)
        {
            var which = string.Join(", ", over.TakeLast(MostNamed).Select(o => $"{o.Month}"));
            omissions.Add(new(strand, OmissionReason.Overpaid, $"Đã chi vượt so với quyết định có sau khi duyệt danh sách: tháng {which}", over.Count, over.Sum(o => o.Amount)));
        }

        return over.ConvertAll(o => new OverpaidFact(strand, o.Month.Number, o.Amount));
    }

    // One commune tells of a month: which pays it, else which had it last.
    private Entitlement Teller(PayMonth month) => KnownMonths.Of(versions, month, terms.Running) ?? DueRules.PayerOf(person, strand, month)
        ?? versions.Where(v => v.StartMonth <= month.Number).MaxBy(v => (v.StartMonth, v.RecordedAt)) ?? versions.MinBy(v => (v.StartMonth, v.RecordedAt))!;

    // A held month is held for nothing, so it is not among what was found; one that a list pays is not left out.
    private IEnumerable<DueClaim> Current(List<DueClaim> claims) => claims.Exists(c => c.Month == terms.Month.Number) || DueRules.Stands(person, strand, terms.Month) > 0 || KnownMonths.Of(versions, terms.Month, terms.Running) is not { } known || known.TenantPath != terms.Commune ? []
        : [new(_kind, ClaimWhy.Current, strand, terms.Month.Number, Guid.Empty, known.MonthlyAmount.Amount, known, known.Receiver, null)];

    // Of who was stopped while a report held him: his last months wait for whoever lifts the hold.
    private IEnumerable<DueClaim> Withheld(PaymentHold hold)
    {
        for (var month = DueRules.Later(new PayMonth(hold.FromMonth), terms.Earliest); month <= terms.Month; month = month.AddMonths(1))
        {
            if (KnownMonths.Now(versions, month) is { } due && due.TenantPath == terms.Commune && month >= terms.FirstOf(person.Versions, due) && !KnownMonths.IsSuspension(due) && DueRules.Stands(person, strand, month) == 0)
            {
                yield return new(_kind, ClaimWhy.Missed, strand, month.Number, Guid.Empty, due.MonthlyAmount.Amount, due, due.Receiver, null);
            }
        }
    }

    private DueClaim? Of(PayMonth month)
    {
        // What a list paid in place of arrears and nobody collected counts against nothing: then the month is due again.
        var left = DueRules.Held(person, versions, month, terms) - DueRules.Stands(person, strand, month);
        if (left <= 0 || (KnownMonths.Of(versions, month, terms.Running) ?? DueRules.PayerOf(person, strand, month)) is not { } known
            || (DueRules.PayerOf(person, strand, month) ?? known).TenantPath != terms.Commune || month < terms.FirstOf(person.Versions, known))
        {
            return null;
        }

        var own = person.ClaimsOf(strand, month.Number).Where(c => c.Kind == _kind && c.SourceId == Guid.Empty).ToList();
        if (own.Exists(c => c.IsActive))
        {
            // The list of a month that has not begun was closed before a decision raised it: made up once the month began and no decision changes it any more.
            var made = person.ClaimsOf(strand, month.Number).Any(c => c.IsActive && c is { Kind: ClaimKind.Arrears } && c.SourceId == Guid.Empty);
            return month > terms.Running || made ? null : new(ClaimKind.Arrears, ClaimWhy.Missed, strand, month.Number, Guid.Empty, left, known, Receiver(known), null);
        }

        var why = own.Count > 0 ? ClaimWhy.Carried : month == terms.Month ? ClaimWhy.Current : ClaimWhy.Missed;
        return new(_kind, why, strand, month.Number, Guid.Empty, left, known, Receiver(known), null);
    }

    // Who takes the money now takes what was left too: a guardian who changed, an heir who was named.
    private Receiver Receiver(Entitlement known) =>
        (versions.Where(v => v.TenantPath == terms.Commune && KnownMonths.IsReal(v)).OrderByDescending(v => v.StartMonth).ThenByDescending(v => v.RecordedAt).FirstOrDefault() ?? known).Receiver;

    private void Leave(List<DueOmission> omissions, List<DueClaim> left, OmissionReason reason, string why)
    {
        if (left.Count > 0)
        {
            omissions.Add(new(strand, reason, why, left.Count, left.Sum(l => l.Amount)));
        }
    }
}
