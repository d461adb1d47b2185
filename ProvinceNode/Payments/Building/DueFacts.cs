using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>What a building asks about a person: the list of which month, of which commune, since when lists are made here.</summary>
/// <param name="First">First month that the fund holder pays by this system.</param>
/// <param name="Running">The month that runs on the day of building: what was decided in it may still change every later month.</param>
/// <param name="Commune">Tenant path of the commune: it pays the months of the versions that lie in it, and nobody else does.</param>
public sealed record MonthTerms(PayMonth Month, PayMonth First, PayMonth Running, string Commune)
{
    /// <summary>The first month by former commune of three tiers, where the fund holder took over people of several districts: each began by itself. Empty for who never was another.</summary>
    public IReadOnlyDictionary<string, PayMonth> Firsts { get; init; } = new Dictionary<string, PayMonth>();

    /// <summary>No month before it is looked at. Earlier than <see cref="First"/> where people came from a commune that began earlier and ended by a pack of the hub.</summary>
    public PayMonth Earliest => Firsts.Count == 0 || First <= Firsts.Values.Min() ? First : Firsts.Values.Min();

    /// <summary>First month that lists of this system pay of a version; of what began since the change of organisation and goes on with an earlier version, that one's.</summary>
    internal PayMonth FirstOf(IReadOnlyList<Entitlement> versions, Entitlement version)
    {
        if (Firsts.Count == 0)
        {
            return First;
        }

        var at = version;
        for (var steps = 0; at is { FormerPath.Length: 0, PreviousId: { } previous } && steps < versions.Count; steps++)
        {
            at = versions.FirstOrDefault(v => v.Id == previous);
        }

        return at?.FormerPath is { } former && Firsts.TryGetValue(former, out var first) ? first : First;
    }
}

/// <summary>A claim that stands already, as far as it matters for the next list.</summary>
public sealed record ClaimFact(EntitlementStrand Strand, int Month, ClaimKind Kind, Guid SourceId, long Amount, ClaimState State)
{
    public bool IsActive => State is ClaimState.Listed or ClaimState.Paid;

    /// <summary>What it adds to, or takes from, what its month was paid; payments made once by a decision stand beside the months.</summary>
    public long Signed => SourceId != Guid.Empty ? 0 : Kind == ClaimKind.Recovery ? -Amount : Amount;
}

/// <summary>Somebody who died, or whom a decision has as missing: nobody hands him anything. What is owed to himself goes to whom his file names (policy 6.7).</summary>
/// <param name="Numbers">His number and the old one, those that are known.</param>
/// <param name="Heir">Null while nobody is named.</param>
public sealed record Departed(string Name, IReadOnlyList<string> Numbers, Receiver? Heir)
{
    /// <summary>Who takes what was a receiver's; null when he himself was to take it and nobody is named.</summary>
    public Receiver? Taking(Receiver receiver) =>
        Numbers.Contains(receiver.Number) || (receiver.Relation.Length == 0 && VietnameseText.NameKey(receiver.Name) == VietnameseText.NameKey(Name)) ? Heir : receiver;
}

/// <summary>All that bears on what one person is due.</summary>
/// <param name="Id">For somebody who is in no registry the id of the payment made once.</param>
/// <param name="Versions">Every version of every strand, also those of other communes.</param>
/// <param name="Claims">Every claim since the first month, of whatever commune and state; none of the months that are settled (<see cref="Settled"/>).</param>
/// <param name="Once">Payments made once that wait for a list of this commune, not cancelled; of what is taken back also that of other communes, for a month that nobody paid lessens one of them, and of who was
/// overpaid here arrears that wait elsewhere, for they set it off.</param>
/// <param name="Holds">Lifted ones too.</param>
public sealed record PersonOfMonth(Guid Id, IReadOnlyList<Entitlement> Versions, IReadOnlyList<ClaimFact> Claims, IReadOnlyList<OneOffPayment> Once, IReadOnlyList<PaymentHold> Holds)
{
    private ILookup<(EntitlementStrand Strand, int Month), ClaimFact>? _byMonth;

    public IReadOnlyList<ClaimFact> Claims
    {
        get;
        init
        {
            field = value;
            _byMonth = null;
        }
    } = Claims;

    /// <summary>Months that decisions take back, each with its recovery: they are taken back once.</summary>
    public IReadOnlyList<RecoveredMonth> Recovered { get; init; } = [];

    /// <summary>Đồng paid back outside the lists, by recovery.</summary>
    public IReadOnlyDictionary<Guid, long> Repaid { get; init; } = new Dictionary<Guid, long>();

    /// <summary>Up to this month lists hold what the registry holds each month for, and nothing bears on it any more: no rule looks at it. Null when every month is looked at.</summary>
    public PayMonth? Settled { get; init; }

    /// <summary>Null while he lives as far as the registry knows.</summary>
    public Departed? Gone { get; init; }

    /// <summary>Claims of a month of a strand: asked for every month of everybody.</summary>
    internal IEnumerable<ClaimFact> ClaimsOf(EntitlementStrand strand, int month) => (_byMonth ??= Claims.ToLookup(c => (c.Strand, c.Month)))[(strand, month)];

    /// <summary>Who takes what was a receiver's; null when nobody is named.</summary>
    internal Receiver? Taking(Receiver receiver) => Gone is { } gone ? gone.Taking(receiver) : receiver;
}

/// <summary>A sum that is due on the list.</summary>
/// <param name="Month">See <see cref="PaymentClaim.Month"/>.</param>
/// <param name="Version">The version of the entitlement that it comes of; null for what has none.</param>
/// <param name="Once">The payment made once; null for a month.</param>
public sealed record DueClaim(ClaimKind Kind, ClaimWhy Why, EntitlementStrand Strand, int Month, Guid SourceId, long Amount, Entitlement? Version, Receiver Receiver, OneOffPayment? Once);

/// <summary>What is still to be taken back, from whom.</summary>
public sealed record DueRecovery(OneOffPayment Once, long Left, Entitlement? Version);

/// <summary>Something that the list leaves out.</summary>
public sealed record DueOmission(EntitlementStrand Strand, OmissionReason Reason, string Why, int Months, long Amount);

/// <summary>A month that a decision takes back.</summary>
/// <param name="Recovery">The payment made once that takes it.</param>
public sealed record RecoveredMonth(EntitlementStrand Strand, int Month, Guid Recovery, long Amount);

/// <summary>A month of which lists paid more than decisions leave and than decisions take back already.</summary>
public sealed record OverpaidFact(EntitlementStrand Strand, int Month, long Amount);

/// <summary>What one person is due, what is to be taken back, and what is left out.</summary>
public sealed record PersonDue(IReadOnlyList<DueClaim> Claims, IReadOnlyList<DueRecovery> Recoveries, IReadOnlyList<DueOmission> Omissions)
{
    /// <summary>What a decision is still to be proposed for.</summary>
    public IReadOnlyList<OverpaidFact> Overpaid { get; init; } = [];
}
