using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>A day as officials type it, dd/MM/yyyy. Pure.</summary>
public static class DayText
{
    /// <summary>The day, or null when it is none.</summary>
    public static DateOnly? Parse(string? text) =>
        BirthDate.TryParse(text, out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null;

    /// <summary>Reads a day that must be there and not after today.</summary>
    /// <param name="name">What it is, in the middle of a sentence.</param>
    public static DateOnly? Past(string? text, DateOnly today, string field, string name, List<Problem> faults)
    {
        if (Parse(text) is not { } day)
        {
            faults.Add(DisabilityProblems.DayNeeded.At(field, name));
            return null;
        }

        if (day > today)
        {
            faults.Add(DisabilityProblems.DayInFuture.At(field, char.ToUpper(name[0], VietnameseFormat.Culture) + name[1..]));
        }

        return day;
    }
}
