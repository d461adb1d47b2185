using System.Globalization;
using Protos.Replication;
using Protos.Values;
using RecordVersion = ProvinceNode.Replication.RecordVersion;

namespace ProvinceNode.Registry;

/// <summary>Where somebody lives from a day on, until the next begins.</summary>
/// <param name="From">Null for the first that is known.</param>
public sealed record ResidenceSpan(DateOnly? From, string CommuneCode, string Village);

/// <summary>A record as it was known.</summary>
public sealed record Known<T>(Guid Id, long Version, DateTime RecordedAt, T State);

/// <summary>
/// A person as known at a moment, told from the versions that were recorded before it; and of that what was true on a day. The two are asked apart: a
/// correction recorded later changes what was true, not what was known. Pure.
/// </summary>
public sealed record KnownPerson(Known<BeneficiaryState> Person, IReadOnlyList<ResidenceSpan> Residences)
{
    public IReadOnlyList<Known<EntitlementState>> Entitlements { get; init; } = [];

    public IReadOnlyList<Known<HouseholdState>> Households { get; init; } = [];

    public IReadOnlyList<Known<DisabilityCertificateState>> Certificates { get; init; } = [];

    /// <summary>What happened to him, the newest report first.</summary>
    public IReadOnlyList<Known<LifeEventState>> Events { get; init; } = [];

    public BeneficiaryState State => Person.State;

    /// <param name="id">The person among the versions.</param>
    /// <param name="versions">Of the person and of what belongs to him, in any order.</param>
    /// <param name="until">The first moment that is not known any more, UTC.</param>
    /// <param name="numbers">Numbers of him and of records that were part of him then; households and certificates name people by number too.</param>
    /// <returns>Null when nothing was known of him yet, or when he is erased.</returns>
    public static KnownPerson? Of(Guid id, IEnumerable<RecordVersion> versions, DateTime until, IReadOnlySet<string> numbers)
    {
        var records = versions.Where(v => v.RecordedAt < until).GroupBy(v => (v.Kind, v.RecordId))
            .ToDictionary(g => g.Key, g => g.OrderBy(v => v.Epoch).ThenBy(v => v.Version).ToList());
        if (!records.TryGetValue(((int)RecordKind.Beneficiary, id), out var own) || own[^1].Read() is not { } latest)
        {
            return null;
        }

        return new(new(id, own[^1].Version, own[^1].RecordedAt, latest.Beneficiary), Residence(own))
        {
            Entitlements = All(records, RecordKind.Entitlement, r => r.Entitlement).Where(e => e.State.BeneficiaryId.Length == 0 || IsOf(e.State.BeneficiaryId, id)).OrderByDescending(e => e.State.StartMonth).ThenByDescending(e => e.Id).ToList(),
            Households = All(records, RecordKind.Household, r => r.Household).Where(h => h.State.Members.Any(m => IsOf(m.BeneficiaryId, id) || numbers.Contains(m.Number))).ToList(),
            Events = All(records, RecordKind.LifeEvent, r => r.LifeEvent).Where(e => IsOf(e.State.BeneficiaryId, id)).OrderByDescending(e => e.Id).ToList(),
            Certificates = All(records, RecordKind.Certificate, r => r.Certificate).Where(c => numbers.Contains(c.State.CitizenId) || numbers.Contains(c.State.OldIdentityNumber)).OrderByDescending(c => c.State.IssuedOn, StringComparer.Ordinal).ToList(),
        };
    }

    /// <summary>Where he lived on a day.</summary>
    public ResidenceSpan ResidenceOn(DateOnly day) => Residences.LastOrDefault(r => r.From is null || r.From <= day) ?? Residences[0];

    public IEnumerable<LinkState> LinksOn(DateOnly day) => State.Links.Where(l => Holds(l.From, l.To, day));

    public IEnumerable<StayState> StaysOn(DateOnly day) => State.Stays.Where(s => Holds(s.From, s.To, day));

    public PovertyYearState? PovertyOn(DateOnly day) => State.PovertyYears.FirstOrDefault(y => y.Year == day.Year);

    /// <summary>Versions that cover the month of a day, paid or suspended.</summary>
    public IEnumerable<Known<EntitlementState>> EntitlementsOn(DateOnly day)
    {
        var month = PayMonth.Of(day).Number;
        return Entitlements.Where(e => e.State.StartMonth <= month && (e.State.EndMonth == 0 || month <= e.State.EndMonth));
    }

    /// <summary>Certificates that stood on a day: issued by then, not run out, not replaced or withdrawn before it.</summary>
    public IEnumerable<Known<DisabilityCertificateState>> CertificatesOn(DateOnly day) => Certificates.Where(c => Holds(c.State.IssuedOn, c.State.ValidTo, day)
        && !c.State.Changes.Any(h => VietnamTime.Day(DateTimeOffset.FromUnixTimeMilliseconds(h.AtUnixMs).UtcDateTime) <= day));

    /// <summary>Whether a version of an entitlement gives money.</summary>
    public static bool IsPaid(EntitlementState version) => version.Status != nameof(EntitlementStatus.Suspended) && !version.Withheld;

    /// <summary>Days as they are sent: yyyy-MM-dd; an empty one is open. Both ends count.</summary>
    public static bool Holds(string from, string to, DateOnly day)
    {
        var on = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return string.CompareOrdinal(from, on) <= 0 && (to.Length == 0 || string.CompareOrdinal(on, to) <= 0);
    }

    // A merge gives what was of somebody to another record, and each version says whose it was when it was recorded.
    private static bool IsOf(string whose, Guid id) => Guid.TryParse(whose, out var named) && named == id;

    private static IEnumerable<Known<T>> All<T>(Dictionary<(int Kind, Guid RecordId), List<RecordVersion>> records, RecordKind kind, Func<Record, T> state) =>
        from record in records
        where record.Key.Kind == (int)kind
        let newest = record.Value[^1]
        let read = newest.Read()
        where read is not null
        select new Known<T>(record.Key.RecordId, newest.Version, newest.RecordedAt, state(read));

    // Each version tells where he lives since when: a version recorded later replaces what earlier ones told of that day and after it. A version that
    // tells no day means the day on which it was recorded, unless it only writes the same place otherwise.
    private static List<ResidenceSpan> Residence(List<RecordVersion> own)
    {
        var spans = new List<ResidenceSpan>();
        foreach (var version in own)
        {
            if (version.Read()?.Beneficiary is not { } state)
            {
                continue;
            }

            var since = Day(state.ResidentSince);
            if (spans.Count == 0)
            {
                spans.Add(new(since, state.CommuneCode, state.Village));
                continue;
            }

            var last = spans[^1];
            if ((last.CommuneCode, last.Village) == (state.CommuneCode, state.Village) && (since is null || since == last.From))
            {
                continue;
            }

            var from = since ?? (last.CommuneCode == state.CommuneCode ? last.From : VietnamTime.Day(version.RecordedAt));
            spans.RemoveAll(s => s.From is { } begun && from is { } now && begun >= now);
            if (spans.Count > 0 && from is null)
            {
                spans.RemoveAt(spans.Count - 1);
            }

            spans.Add(new(from, state.CommuneCode, state.Village));
        }

        return spans;
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
