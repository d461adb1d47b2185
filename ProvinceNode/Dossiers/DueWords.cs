using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>A due day as people read it: colour, and words that say the same. Pure.</summary>
/// <param name="Css">late, soon, fine or empty.</param>
public sealed record DueWords(string Css, string Text)
{
    /// <param name="due">Null when the law gives no days.</param>
    public static DueWords Of(DateOnly? due, DateOnly today, WorkingCalendar calendar)
    {
        if (due is not { } day)
        {
            return new DueWords("", "–");
        }

        return calendar.WorkingDaysBetween(today, day) switch
        {
            _ when day == today => new DueWords("soon", "đến hạn hôm nay"),
            < 0 and var late => new DueWords("late", $"⚠ quá hạn {-late} ngày làm việc"),
            0 => new DueWords(day < today ? "late" : "soon", day < today ? "⚠ quá hạn" : "đến hạn hôm nay"),
            1 => new DueWords("soon", "còn 1 ngày làm việc"),
            var left => new DueWords("fine", $"✓ còn {left} ngày làm việc"),
        };
    }

    public static string Date(DateOnly? day) => day is { } d ? VietnameseFormat.Date(d) : "";
}
