using System.Numerics;
using Protos.Values;

namespace NationalHub.Reporting.Indicators;

/// <summary>Months of an entitlement as they are counted.</summary>
/// <param name="Part">Category.</param>
/// <param name="Care">Care support: counted in its category, not among the people of all categories, who are those with assistance of their own.</param>
/// <param name="EndMonth">yyyyMM, the last one; 0 while open.</param>
internal readonly record struct CountedMonths(string Part, bool Care, int StartMonth, int EndMonth, long MonthlyAmount);

/// <summary>
/// People and đồng of each month, one person after the other: a person with two categories counts in each and once in all. Memory is that of the
/// categories, whatever the number of people. Pure.
/// </summary>
internal sealed class PeopleTally
{
    private readonly PayMonth _first;
    private readonly int _months;
    private readonly Dictionary<string, (long[] People, long[] Money)> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _ofPerson = new(StringComparer.Ordinal);
    private readonly long[] _began;
    private readonly long[] _ended;

    /// <param name="first">First month told; the one before it is counted too, for who began and ended.</param>
    /// <param name="months">At most 60.</param>
    public PeopleTally(PayMonth first, int months)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, 60);
        (_first, _months) = (first.AddMonths(-1), months + 1);
        (_began, _ended) = (new long[_months], new long[_months]);
        Of("");
    }

    /// <summary>All entitlements of one person.</summary>
    public void Add(IEnumerable<CountedMonths> person)
    {
        _ofPerson.Clear();
        var own = 0UL;
        foreach (var part in person)
        {
            var mask = Mask(part);
            if (mask == 0)
            {
                continue;
            }

            _ofPerson[part.Part] = _ofPerson.GetValueOrDefault(part.Part) | mask;
            own |= part.Care ? 0 : mask;
            Each(mask, i => (Of(part.Part).Money[i], Of("").Money[i]) = (Of(part.Part).Money[i] + part.MonthlyAmount, Of("").Money[i] + part.MonthlyAmount));
        }

        foreach (var (part, mask) in _ofPerson)
        {
            Each(mask, i => Of(part).People[i]++);
        }

        Each(own, i => Of("").People[i]++);
        Each(own & ~(own << 1) & ~1UL, i => _began[i]++);
        Each(~own & (own << 1) & Span(0, _months - 1), i => _ended[i]++);
    }

    /// <summary>What is told, by month, code and part; nothing where nobody is.</summary>
    public IEnumerable<(int Month, string Code, string Part, long Counted)> Figures()
    {
        for (var i = 1; i < _months; i++)
        {
            var month = _first.AddMonths(i).Number;
            foreach (var (part, (people, money)) in _parts.Where(p => p.Value.People[i] > 0 || p.Value.Money[i] > 0))
            {
                yield return (month, IndicatorCode.People, part, people[i]);
                yield return (month, IndicatorCode.Money, part, money[i]);
            }

            // Both wherever there are people: that nobody began or ended, told by silence, would tell how few ended or began, and the people of the month before.
            if (Of("").People[i] > 0 || Of("").People[i - 1] > 0)
            {
                yield return (month, IndicatorCode.Began, "", _began[i]);
                yield return (month, IndicatorCode.Ended, "", _ended[i]);
            }
        }
    }

    private static void Each(ulong mask, Action<int> with)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            with(BitOperations.TrailingZeroCount(mask));
        }
    }

    private static ulong Span(int from, int to) => (ulong.MaxValue >> (63 - to)) & (ulong.MaxValue << from);

    private ulong Mask(CountedMonths part)
    {
        var from = Math.Max(0, new PayMonth(part.StartMonth).MonthsSince(_first));
        var to = part.EndMonth == 0 ? _months - 1 : Math.Min(_months - 1, new PayMonth(part.EndMonth).MonthsSince(_first));
        return from > to ? 0 : Span(from, to);
    }

    private (long[] People, long[] Money) Of(string part)
    {
        if (!_parts.TryGetValue(part, out var found))
        {
            _parts[part] = found = (new long[_months], new long[_months]);
        }

        return found;
    }
}
