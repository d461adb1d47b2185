using System.Buffers.Binary;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// Months that no list to come changes while nothing of them changes: of every strand lists hold what the registry holds the month for. What the registry holds a month for is what was known when it began
/// (<see cref="KnownMonths"/>), so a decision of today changes no month of earlier; what can change one still (another version of those days, its suspension, a hold) gives the person another mark, and what
/// changes his claims (results, corrections, lists given up) another stamp of the lists. Pure.
/// </summary>
public static class SettledMonths
{
    private const int MarkBytes = 24;

    /// <summary>Whether a building leaves every month from one to another as it is.</summary>
    /// <param name="person">With all his claims of these months.</param>
    /// <param name="until">Not later than the month that runs.</param>
    public static bool Are(PersonOfMonth person, MonthTerms terms, PayMonth from, PayMonth until)
    {
        // While a hold stands its months are gone over from its first.
        if (person.Holds.Any(h => h.LiftedAt is null && h.FromMonth <= until.Number))
        {
            return false;
        }

        var versions = person.Versions.Where(v => v.Kind != EntitlementKind.Institution).ToLookup(v => v.Strand);
        var strands = versions.Select(g => g.Key).Union(person.Claims.Where(c => c.SourceId == Guid.Empty && c.Month >= from.Number && c.Month <= until.Number).Select(c => c.Strand)).ToList();
        foreach (var strand in strands)
        {
            var own = versions[strand].ToList();
            for (var month = from; month <= until; month = month.AddMonths(1))
            {
                if (!IsSettled(person, strand, own, month, terms))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether months that were found settled are settled still, as long as the lists of that time stand as they stood.</summary>
    /// <param name="person">With his claims of later lists.</param>
    /// <param name="mark">Of then.</param>
    public static bool Still(PersonOfMonth person, PayMonth until, long mark) =>
        person.Once.Count == 0 && person.Claims.All(c => c.SourceId != Guid.Empty || c.Month > until.Number) && mark == Mark(person, until);

    /// <summary>Tells apart whatever of versions and holds bears on the months up to one: as long as it is the same, the registry holds them for the same.</summary>
    public static long Mark(PersonOfMonth person, PayMonth until)
    {
        var mark = new Mixer();
        foreach (var version in person.Versions.Where(v => v.StartMonth <= until.Number && (v.Source != EntitlementSource.Decision || Recorded(v.RecordedAt) < until.Number)).OrderBy(v => v.StartMonth).ThenBy(v => v.RecordedAt).ThenBy(v => v.Id))
        {
            mark.Add(version.Id);
            mark.Add(version.PreviousId ?? Guid.Empty);
            mark.Add(((long)version.Kind << 24) | ((long)version.Strand << 16) | ((long)version.Source << 8) | (KnownMonths.IsSuspension(version) ? 1L : 0L));
            mark.Add(version.MonthlyAmount.Amount);
            mark.Add(version.StartMonth);
            mark.Add(version.RecordedAt.Ticks);
            mark.Add(version.FormerPath);
            AddEnd(ref mark, version, until);
        }

        foreach (var hold in person.Holds.Where(h => h.FromMonth <= until.Number).OrderBy(h => h.RecordedAt).ThenBy(h => h.Id))
        {
            mark.Add(hold.EntitlementId ?? Guid.Empty);
            mark.Add(hold.FromMonth);
            mark.Add(hold.LiftedAt is null ? -1 : Math.Min(hold.LastMonth, until.Number));
        }

        return mark.Value;
    }

    /// <summary>As <see cref="SettledBook.People"/> keeps it.</summary>
    public static byte[] Pack(IReadOnlyCollection<(Guid Person, long Mark)> people)
    {
        var (bytes, at) = (new byte[people.Count * MarkBytes], 0);
        foreach (var (person, mark) in people)
        {
            person.TryWriteBytes(bytes.AsSpan(at));
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at + 16), mark);
            at += MarkBytes;
        }

        return bytes;
    }

    /// <summary>Marks by person.</summary>
    public static Dictionary<Guid, long> Unpack(byte[] bytes)
    {
        var found = new Dictionary<Guid, long>(bytes.Length / MarkBytes);
        for (var at = 0; at + MarkBytes <= bytes.Length; at += MarkBytes)
        {
            found[new Guid(bytes.AsSpan(at, 16))] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 16));
        }

        return found;
    }

    private static bool IsSettled(PersonOfMonth person, EntitlementStrand strand, IReadOnlyList<Entitlement> versions, PayMonth month, MonthTerms terms)
    {
        var (held, stands) = (DueRules.Held(person, versions, month, terms), DueRules.Stands(person, strand, month));
        // A month that a list on paper paid, before the district of that time began with this system, no list looks at.
        return held == stands || (stands == 0 && KnownMonths.Of(versions, month, terms.Running) is { } known && month < terms.FirstOf(person.Versions, known));
    }

    // The ends of a version as they were known when the months up to the last began. Of who came from paper the present one counts too.
    private static void AddEnd(ref Mixer mark, Entitlement version, PayMonth until)
    {
        if (version.Source != EntitlementSource.Decision)
        {
            mark.Add(version.EndMonth >= until.Number ? 0 : version.EndMonth);
        }

        if (version.EndMonth == 0)
        {
            return;
        }

        if (version.FormerEnds.Length > 0)
        {
            foreach (var end in version.FormerEnds.Split(';', StringSplitOptions.RemoveEmptyEntries).Where(e => string.CompareOrdinal(e.Split('@')[^1], $"{until.Number}") < 0))
            {
                mark.Add(end);
            }
        }

        if (version.EndRecordedAt is not { } at || Recorded(at) < until.Number)
        {
            mark.Add($"{version.EndMonth}@{(version.EndRecordedAt is { } when ? Recorded(when) : 0)}");
        }
    }

    private static int Recorded(DateTime atUtc) => PayMonth.Of(VietnamTime.Day(atUtc)).Number;

    /// <summary>64 bits of whatever is added, in its order.</summary>
    private struct Mixer
    {
        private ulong _state;

        public readonly long Value => (long)_state;

        public void Add(long value)
        {
            unchecked
            {
                // SplitMix64 over the state so far.
                _state = (_state ^ (ulong)value) + 0x9E3779B97F4A7C15;
                _state = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
                _state = (_state ^ (_state >> 27)) * 0x94D049BB133111EB;
                _state ^= _state >> 31;
            }
        }

        public void Add(Guid value)
        {
            Span<byte> bytes = stackalloc byte[16];
            value.TryWriteBytes(bytes);
            Add(BinaryPrimitives.ReadInt64LittleEndian(bytes));
            Add(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        }

        public void Add(string value)
        {
            Add(value.Length);
            foreach (var c in value)
            {
                Add(c);
            }
        }
    }
}
