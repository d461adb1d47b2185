using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>A month, a quarter or a year, both ends included. Pure.</summary>
public sealed record Period(DateOnly From, DateOnly To, string Words)
{
    /// <summary>Choices beside the year; the empty key is the whole year.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parts { get; } =
    [
        .. Enumerable.Range(1, 12).Select(m => KeyValuePair.Create($"{m}", $"Tháng {m}")),
        .. Enumerable.Range(1, 4).Select(q => KeyValuePair.Create($"q{q}", $"Quý {q}")),
        KeyValuePair.Create("nam", "Cả năm"),
    ];

    /// <summary>First moment, UTC.</summary>
    public DateTime FromUtc => VietnamTime.Utc(From.ToDateTime(TimeOnly.MinValue));

    /// <summary>First moment after it, UTC.</summary>
    public DateTime UntilUtc => VietnamTime.Utc(To.AddDays(1).ToDateTime(TimeOnly.MinValue));

    public bool Has(DateOnly day) => From <= day && day <= To;

    /// <summary>The month of today when nothing sensible is asked for.</summary>
    public static Period Of(int? year, string? part, DateOnly today)
    {
        if (year is null or < 2021 or > 2060)
        {
            return Month(today.Year, today.Month);
        }

        var y = year.Value;
        return part switch
        {
            "nam" => new Period(new DateOnly(y, 1, 1), new DateOnly(y, 12, 31), $"năm {y}"),
            ['q', >= '1' and <= '4' and var q] => new Period(new DateOnly(y, ((q - '1') * 3) + 1, 1), new DateOnly(y, ((q - '1') * 3) + 3, 1).AddMonths(1).AddDays(-1), $"quý {q} năm {y}"),
            _ when int.TryParse(part, out var month) && month is >= 1 and <= 12 => Month(y, month),
            _ => Month(y, today.Month),
        };
    }

    private static Period Month(int year, int month) =>
        new(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1), $"tháng {month:00}/{year}");
}
