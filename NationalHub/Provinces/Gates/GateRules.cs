using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>All that the gates of a province look at.</summary>
/// <param name="Told">Null: the node has told nothing yet.</param>
/// <param name="Records">Records that the hub has of the province.</param>
public sealed record GateFacts(Standing? Told, DateTime? LastPushAt, long Records, IReadOnlyList<ParallelMonth> Months);

/// <summary>A gate as measured now.</summary>
/// <param name="Measure">What was found, in words.</param>
/// <param name="Lacking">What is to be done; empty when the gate is met.</param>
public sealed record GateMeasure(GateKind Gate, string Measure, string Lacking)
{
    public bool Met => Lacking.Length == 0;
}

/// <summary>Which gates lead to which stage, and what each asks for. Pure.</summary>
public static class GateRules
{
    private const string Silent = "Nút chưa báo số liệu";

    /// <summary>The stage after this one; null after the last. From Invited a province goes by its node's first call.</summary>
    public static ProvinceStage? Next(ProvinceStage stage) => stage switch
    {
        ProvinceStage.Testing => ProvinceStage.Pilot,
        ProvinceStage.Pilot => ProvinceStage.Live,
        _ => null,
    };

    /// <summary>The stage that a province is set back to; null where there is none: what was tried once is not untried.</summary>
    public static ProvinceStage? Before(ProvinceStage stage) => stage switch
    {
        ProvinceStage.Live => ProvinceStage.Pilot,
        ProvinceStage.Pilot => ProvinceStage.Testing,
        _ => null,
    };

    public static IReadOnlyList<GateKind> Of(ProvinceStage next) => next switch
    {
        ProvinceStage.Pilot => [GateKind.Accounts, GateKind.Calendar, GateKind.Import, GateKind.Replication],
        ProvinceStage.Live => [GateKind.Accounts, GateKind.Calendar, GateKind.Import, GateKind.Replication, GateKind.Parallel],
        _ => [],
    };

    public static GateMeasure Judge(GateKind gate, GateFacts facts, GateOptions options, DateTime now)
    {
        if (gate == GateKind.Parallel)
        {
            return Parallel(facts.Months, options, PayMonth.Of(VietnamTime.Day(now)));
        }

        if (facts.Told is not { } told || now - told.ReceivedAt > TimeSpan.FromHours(options.FreshHours))
        {
            var measure = facts.Told is { } old ? $"{Silent} từ {ProvinceWords.Moment(old.ReceivedAt)}" : $"{Silent} lần nào";
            return new(gate, measure, $"{measure}. Hãy khởi động nút của tỉnh và kiểm tra kết nối ở trang “Kết nối” của nút.");
        }

        return gate switch
        {
            GateKind.Accounts => Accounts(told, options),
            GateKind.Calendar => Calendar(told, VietnamTime.Day(now).Year),
            GateKind.Import => Import(told, options),
            _ => Replication(facts, told, options, now),
        };
    }

    private static GateMeasure Accounts(Standing told, GateOptions options)
    {
        var roles = told.Roles.ToDictionary(r => r.Role, StringComparer.Ordinal);
        var missing = options.Roles.Where(r => roles.GetValueOrDefault(r)?.Accounts is null or 0).Select(r => roles.GetValueOrDefault(r)?.Name ?? r).ToList();
        return new(
            GateKind.Accounts, $"Có tài khoản của {options.Roles.Length - missing.Count} trên {options.Roles.Length} vai trò",
            missing.Count == 0 ? "" : $"Còn thiếu tài khoản của vai trò: {string.Join(", ", missing)}. Hãy tạo ở trang “Tài khoản” của nút.");
    }

    private static GateMeasure Calendar(Standing told, int year)
    {
        var there = told.CalendarYears.Split(',').Contains(year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new(
            GateKind.Calendar, there ? $"Có lịch làm việc năm {year}" : $"Chưa có lịch làm việc năm {year}",
            there ? "" : $"Chưa có ngày nghỉ lễ năm {year}: thời hạn sẽ tính sai. Hãy lập lịch ở trang “Lịch làm việc” của nút.");
    }

    private static GateMeasure Import(Standing told, GateOptions options)
    {
        var measure = $"Đã nhập {Number(told.ImportEntered)} trên {Number(told.ImportLines)} dòng danh sách; chất lượng dữ liệu "
            + (told.QualityTenths is { } tenths ? $"{(tenths / 10m).ToString("0.0", VietnameseFormat.Culture)} trên 100 điểm của {Number(told.People)} người" : "chưa đo");
        var faults = new List<string>();
        if (told.ImportLines == 0)
        {
            faults.Add("Chưa có danh sách nào được duyệt vào sổ. Hãy nhập danh sách đối tượng ở trang “Nhập danh sách” của nút.");
        }
        else if (told.ImportEntered * 100 < told.ImportLines * options.LeastEnteredPercent)
        {
            faults.Add($"Còn {Number(told.ImportLines - told.ImportEntered)} dòng chưa vào sổ, cần ít nhất {options.LeastEnteredPercent}%. Hãy sửa các dòng lỗi và nhập lại.");
        }

        if (told.QualityTenths is not { } score || score < options.LeastQuality * 10)
        {
            faults.Add($"Chất lượng dữ liệu cần ít nhất {options.LeastQuality} điểm. Hãy sửa lỗi theo trang “Chất lượng dữ liệu” của nút.");
        }

        return new(GateKind.Import, measure, string.Join(" ", faults));
    }

    private static GateMeasure Replication(GateFacts facts, Standing told, GateOptions options, DateTime now)
    {
        var measure = $"Trục đã nhận {Number(facts.Records)} bản ghi, lần cuối {(facts.LastPushAt is { } at ? ProvinceWords.Moment(at) : "chưa có")}; chờ gửi {Number(told.Waiting)}, bị từ chối {Number(told.Refused)}";
        var faults = new List<string>();
        if (facts.Records == 0)
        {
            faults.Add("Trục chưa xác nhận bản ghi nào của tỉnh. Hãy lưu thử một hồ sơ ở nút rồi xem trang “Đồng bộ”.");
        }

        if (facts.LastPushAt is not { } last || now - last > TimeSpan.FromHours(options.FreshHours))
        {
            faults.Add($"Nút không đẩy dữ liệu trong {options.FreshHours} giờ qua. Hãy kiểm tra trang “Kết nối” của nút.");
        }

        if (told.Refused > 0)
        {
            faults.Add($"Còn {Number(told.Refused)} bản ghi bị trục từ chối. Hãy sửa theo lý do ở trang “Đồng bộ” của nút.");
        }

        return new(GateKind.Replication, measure, string.Join(" ", faults));
    }

    private static GateMeasure Parallel(IReadOnlyList<ParallelMonth> months, GateOptions options, PayMonth month)
    {
        var wanted = Enumerable.Range(1, options.ParallelMonths).Select(back => (int)month.AddMonths(-back).Number).ToList();
        var found = wanted.ConvertAll(m => (Month: m, Both: months.FirstOrDefault(x => x.Month == m)));
        var faults = found.Where(f => f.Both is not { IsWhole: true } both || both.Difference > options.MostDifferenceDong).Select(f => f.Both switch
        {
            null => $"Tháng {Words(f.Month)} chưa có danh sách của nút và số đã chi để so.",
            { IsWhole: false } both => $"Tháng {Words(f.Month)}: {both.BuiltOnly} xã chưa nhập số đã chi, {both.PaidOnly} xã không có danh sách của nút.",
            var both => $"Tháng {Words(f.Month)}: {both.Differing} xã lệch, cộng {Number(both.Difference)} đồng (cho phép {Number(options.MostDifferenceDong)} đồng).",
        }).ToList();
        var measure = string.Join("; ", found.Select(f => f.Both is { } both ? $"{Words(f.Month)}: lệch {Number(both.Difference)} đồng, {both.PeopleDifference} người ở {both.Communes} xã" : $"{Words(f.Month)}: chưa có số"));
        return new(GateKind.Parallel, measure, faults.Count == 0 ? "" : string.Join(" ", faults) + " Hãy nhập đủ số đã chi và giải quyết chênh lệch trước khi vận hành chính thức.");
    }

    private static string Words(int month) => $"{month % 100:00}/{month / 100}";

    private static string Number(long number) => number.ToString("N0", VietnameseFormat.Culture);
}
