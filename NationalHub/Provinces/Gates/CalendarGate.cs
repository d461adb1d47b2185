namespace NationalHub.Provinces.Gates;

/// <summary>All holidays of the Labour Code (Law 45/2019/QH14 Art. 112) in the working calendar of the year, towards its end of the next one too: one day off makes no calendar. Pure.</summary>
internal static class CalendarGate
{
    public static GateMeasure Judge(Standing told, GateOptions options, DateOnly today)
    {
        int[] wanted = today.Month >= options.NextYearFromMonth ? [today.Year, today.Year + 1] : [today.Year];
        if (told.Coverage is not { } coverage)
        {
            return new(GateKind.Calendar, "Nút chưa báo ngày nghỉ lễ", GateRules.Untold($"đủ ngày nghỉ lễ năm {string.Join(" và ", wanted)} hay chưa"));
        }

        var faults = wanted.Select(y => Fault(y, coverage.Years.FirstOrDefault(c => c.Year == y))).Where(f => f.Length > 0).ToList();
        return new(
            GateKind.Calendar, string.Join("; ", wanted.Select(y => $"{(Fault(y, coverage.Years.FirstOrDefault(c => c.Year == y)).Length == 0 ? "Có đủ" : "Chưa đủ")} ngày nghỉ lễ năm {y}")),
            faults.Count == 0 ? "" : $"{string.Join(" ", faults)} Thời hạn sẽ tính sai; hãy lập lịch ở trang “Lịch làm việc” của nút.");
    }

    private static string Fault(int year, YearOff? told) => told switch
    {
        null or { Begun: false } => $"Chưa có ngày nghỉ lễ năm {year}.",
        { Missing.Count: > 0 } => $"Lịch năm {year} thiếu: {string.Join(", ", told.Missing)}.",
        _ => "",
    };
}
