using Protos.Values;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>What the births of two records say, each as precise as it is known. Pure.</summary>
public static class BirthEvidence
{
    public const string SameDay = "birth-same";

    public static DuplicateReason? Compare(string one, string other)
    {
        if (!BirthDate.TryParse(one, out var first) || !BirthDate.TryParse(other, out var second))
        {
            return null;
        }

        var (a, b) = (first.Assumed, second.Assumed);
        var exact = first.Precision == BirthPrecision.Day && second.Precision == BirthPrecision.Day;
        if (exact && a == b)
        {
            // Registers write 01/01 for people of whom the year alone is known.
            return a is { Day: 1, Month: 1 } ? new("birth-new-year", 18, "Cùng ngày sinh 01/01, có thể chỉ biết năm sinh.") : new(SameDay, 30, "Cùng ngày tháng năm sinh.");
        }

        if (a.Year != b.Year)
        {
            return Apart(a, b, exact);
        }

        return !exact ? Coarse(first, second)
            : a.Day == b.Month && a.Month == b.Day ? new("birth-swapped", 22, "Cùng năm sinh, ngày và tháng đảo nhau.")
            : IsNewYear(a) || IsNewYear(b) ? new("birth-year", 14, "Cùng năm sinh, một bên ghi 01/01 có thể vì chỉ biết năm.")
            : a.Day == b.Day || a.Month == b.Month ? new("birth-near", 8, "Cùng năm sinh, chỉ khác ngày hoặc khác tháng.")
            : new("birth-day-other", -10, "Cùng năm sinh nhưng khác ngày và tháng.");
    }

    private static DuplicateReason Coarse(BirthDate one, BirthDate other) =>
        one.Precision == BirthPrecision.Year && other.Precision == BirthPrecision.Year ? new("birth-year-only", 14, "Cùng năm sinh, cả hai chỉ biết năm.")
        : one.Precision == BirthPrecision.Year || other.Precision == BirthPrecision.Year ? new("birth-year", 16, "Cùng năm sinh, một bên chỉ biết năm.")
        : one.Assumed.Month == other.Assumed.Month ? new("birth-month", 20, "Cùng tháng, năm sinh.")
        : new("birth-month-other", -10, "Cùng năm sinh nhưng khác tháng.");

    private static DuplicateReason Apart(DateOnly one, DateOnly other, bool exact) =>
        exact && one.Day == other.Day && one.Month == other.Month && IsSlip(one.Year, other.Year) ? new("birth-year-slip", 2, "Cùng ngày, tháng sinh; năm sinh chỉ khác một chữ số.")
        : !exact && Math.Abs(one.Year - other.Year) == 1 ? new("birth-year-next", 2, "Năm sinh lệch một năm, một bên chỉ biết năm.")
        : new("birth-other", -40, "Năm sinh khác nhau.");

    private static bool IsSlip(int one, int other) =>
        NumberEvidence.IsSlip(one.ToString(System.Globalization.CultureInfo.InvariantCulture), other.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool IsNewYear(DateOnly day) => day is { Day: 1, Month: 1 };
}
