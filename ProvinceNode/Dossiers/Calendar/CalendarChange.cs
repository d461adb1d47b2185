using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>What is changed about the calendar.</summary>
public enum CalendarChangeKind
{
    /// <summary>A weekday becomes a day off.</summary>
    AddOff,

    /// <summary>A Saturday or Sunday is worked instead of another day.</summary>
    AddWorked,

    /// <summary>A row is taken out.</summary>
    Remove,

    /// <summary>The proposal becomes the rows of a year that has none.</summary>
    TakeYear,

    /// <summary>The one-stop desk opens, or no longer opens, on Saturday mornings.</summary>
    SaturdayMorning,
}

/// <summary>One change, as the administrator states it.</summary>
/// <param name="Date">Day of an addition or removal.</param>
/// <param name="Year">Year of a proposal.</param>
/// <param name="Yes">24 November is off (a proposal), or Saturday mornings are open.</param>
public sealed record CalendarChange(CalendarChangeKind Kind, DateOnly? Date = null, string Name = "", int Year = 0, bool Yes = true)
{
    /// <summary>For the act.</summary>
    public string Words => Kind switch
    {
        CalendarChangeKind.AddOff => $"Thêm ngày nghỉ {Day}: {VietnameseText.Clean(Name)}",
        CalendarChangeKind.AddWorked => $"Thêm ngày làm bù {Day}: {VietnameseText.Clean(Name)}",
        CalendarChangeKind.Remove => $"Bỏ ngày {Day} khỏi lịch nghỉ",
        CalendarChangeKind.TakeYear => $"Lấy lịch nghỉ đề xuất năm {Year}{(Yes ? "" : ", không nghỉ ngày 24/11")}",
        _ => Yes ? "Bộ phận một cửa làm việc sáng thứ Bảy" : "Bộ phận một cửa nghỉ sáng thứ Bảy",
    };

    private string Day => Date is { } d ? VietnameseFormat.Date(d) : "";
}

/// <summary>The calendar after a change. Pure.</summary>
public static class CalendarEdit
{
    public const int MostName = 120;

    public static readonly ProblemKind NoSuchDay = new("calendar-no-such-day", "Ngày này không có trong dương lịch. Hãy nhập lại ngày, tháng, năm.");

    public static readonly ProblemKind OutOfRange = new("calendar-out-of-range", "Hãy nhập ngày từ năm 2021 đến năm 2060.");

    public static readonly ProblemKind AlreadyThere = new("calendar-already-there", "Ngày {0} đã có trong lịch ({1}). Hãy bỏ dòng cũ trước khi thêm dòng mới.");

    public static readonly ProblemKind NotThere = new("calendar-not-there", "Ngày {0} không còn trong lịch. Hãy tải lại trang để xem lịch hiện tại.");

    public static readonly ProblemKind WeekendIsOff = new("calendar-weekend-is-off", "Ngày {0} là ngày nghỉ hằng tuần nên không cần thêm. Ngày nghỉ bù phải là ngày làm việc kế tiếp.");

    public static readonly ProblemKind OnlyWeekendWorked = new("calendar-only-weekend-worked", "Ngày {0} đã là ngày làm việc. Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.");

    public static readonly ProblemKind YearHasRows = new("calendar-year-has-rows", "Năm {0} đã có lịch. Hãy thêm hoặc bỏ từng ngày.");

    public static readonly ProblemKind NoLunarYear = new("calendar-no-lunar-year", "Chưa có ngày âm lịch của năm {0} nên không lập được đề xuất. Hãy nhập từng ngày theo thông báo của Thủ tướng Chính phủ.");

    /// <summary>Rows after the change, or every fault. Saturday mornings change no row.</summary>
    public static Outcome<IReadOnlyList<DayOff>> Apply(IReadOnlyList<DayOff> rows, CalendarChange change) => change.Kind switch
    {
        CalendarChangeKind.AddOff or CalendarChangeKind.AddWorked => Add(rows, change),
        CalendarChangeKind.Remove => rows.Any(r => r.Date == change.Date)
            ? rows.Where(r => r.Date != change.Date).ToList()
            : NotThere.At("Date", change.Date is { } d ? VietnameseFormat.Date(d) : ""),
        CalendarChangeKind.TakeYear => rows.Any(r => r.Date.Year == change.Year) ? YearHasRows.At("Year", change.Year)
            : YearProposal.Of(change.Year, change.Yes) is { } proposal ? rows.Concat(proposal).ToList() : NoLunarYear.At("Year", change.Year),
        _ => rows.ToList(),
    };

    private static Outcome<IReadOnlyList<DayOff>> Add(IReadOnlyList<DayOff> rows, CalendarChange change)
    {
        var (faults, name) = (new List<Problem>(), VietnameseText.Clean(change.Name));
        if (change.Date is not { } day)
        {
            faults.Add(NoSuchDay.At("Date"));
        }
        else if (DayFault(rows, day, change.Kind == CalendarChangeKind.AddWorked) is { } fault)
        {
            faults.Add(fault);
        }

        if (name.Length == 0)
        {
            faults.Add(CommonProblems.Required.At("Name", "tên ngày nghỉ hoặc lý do, căn cứ"));
        }
        else if (name.Length > MostName)
        {
            faults.Add(CommonProblems.TooLong.At("Name", "Tên ngày", MostName, name.Length));
        }

        return faults.Count > 0 ? faults
            : rows.Append(new DayOff { Date = change.Date!.Value, Worked = change.Kind == CalendarChangeKind.AddWorked, Name = name }).ToList();
    }

    private static Problem? DayFault(IReadOnlyList<DayOff> rows, DateOnly day, bool worked)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return day.Year is < 2021 or > 2060 ? OutOfRange.At("Date")
            : rows.FirstOrDefault(r => r.Date == day) is { } known ? AlreadyThere.At("Date", VietnameseFormat.Date(day), known.Name)
            : weekend && !worked ? WeekendIsOff.At("Date", VietnameseFormat.Date(day))
            : !weekend && worked ? OnlyWeekendWorked.At("Date", VietnameseFormat.Date(day))
            : null;
    }
}
