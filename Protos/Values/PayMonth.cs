using System.Globalization;

namespace Protos.Values;

/// <summary>A calendar month, the unit in which assistance starts, stops and is paid. Stored as yyyyMM.</summary>
/// <param name="Number">yyyyMM, e.g. 202210.</param>
public readonly record struct PayMonth(int Number) : IComparable<PayMonth>
{
    /// <summary>The month of a day.</summary>
    public static PayMonth Of(DateOnly day) => new((day.Year * 100) + day.Month);

    public int Year => Number / 100;

    public int Month => Number % 100;

    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public PayMonth AddMonths(int months) => Of(FirstDay.AddMonths(months));

    /// <summary>Whole months from <paramref name="earlier"/> to this one; 0 when equal.</summary>
    public int MonthsSince(PayMonth earlier) => ((Year - earlier.Year) * 12) + Month - earlier.Month;

    public static bool operator <(PayMonth a, PayMonth b) => a.Number < b.Number;

    public static bool operator >(PayMonth a, PayMonth b) => a.Number > b.Number;

    public static bool operator <=(PayMonth a, PayMonth b) => a.Number <= b.Number;

    public static bool operator >=(PayMonth a, PayMonth b) => a.Number >= b.Number;

    public int CompareTo(PayMonth other) => Number.CompareTo(other.Number);

    /// <summary>As printed: <c>10/2022</c>.</summary>
    public override string ToString() => FirstDay.ToString("MM/yyyy", CultureInfo.InvariantCulture);
}
