namespace NationalHub.Provinces.Gates;

/// <summary>Records at the hub, few that wait, none refused, and a certificate of equality of these days that says so: an acknowledged record proves nothing of the others. Pure.</summary>
internal static class ReplicationGate
{
    public static GateMeasure Judge(GateFacts facts, Standing told, GateOptions options, DateTime now)
    {
        var (pushed, (waiting, refused)) = (facts.Push?.At, NodeBacklog.Of(facts.Push, told) ?? (0, 0));
        var measure = $"Trục đã nhận {GateRules.Number(facts.Records)} bản ghi, lần cuối {(pushed is { } at ? ProvinceWords.Moment(at) : "chưa có")}; chờ gửi {GateRules.Number(waiting)}, bị từ chối {GateRules.Number(refused)}; {Measure(facts.Equality)}";
        var faults = new List<string>();
        if (facts.Records == 0)
        {
            faults.Add("Trục chưa xác nhận bản ghi nào của tỉnh. Hãy lưu thử một hồ sơ ở nút rồi xem trang “Đồng bộ”.");
        }

        if (pushed is not { } last || now - last > TimeSpan.FromHours(options.FreshHours))
        {
            faults.Add($"Nút không đẩy dữ liệu trong {options.FreshHours} giờ qua. Hãy kiểm tra trang “Kết nối” của nút.");
        }

        if (waiting > options.MostWaiting)
        {
            faults.Add($"Còn {GateRules.Number(waiting)} bản ghi chờ gửi (cho phép {GateRules.Number(options.MostWaiting)}). Hãy chờ nút gửi hết, xem tiến độ ở trang “Đồng bộ” của nút.");
        }

        if (refused > 0)
        {
            faults.Add($"Còn {GateRules.Number(refused)} bản ghi bị trục từ chối. Hãy sửa theo lý do ở trang “Đồng bộ” của nút.");
        }

        faults.Add(Fault(facts.Equality, options, now));
        return new(GateKind.Replication, measure, string.Join(" ", faults.Where(f => f.Length > 0)));
    }

    private static string Measure(LastEquality? equality) => equality is null ? "chưa có chứng nhận khớp dữ liệu"
        : $"chứng nhận khớp dữ liệu {ProvinceWords.Moment(equality.SignedAt)}: {GateRules.Number(equality.Records)} bản ghi, lệch {GateRules.Number(equality.Differing)}, đang gửi {GateRules.Number(equality.InFlight)}, bị từ chối {GateRules.Number(equality.Refused)}";

    private static string Fault(LastEquality? equality, GateOptions options, DateTime now) => equality switch
    {
        null => "Chưa có chứng nhận khớp dữ liệu nào. Hãy yêu cầu ở trang “Khớp dữ liệu” và chờ nút đối chiếu.",
        _ when now - equality.SignedAt > TimeSpan.FromHours(options.CertificateHours) => $"Chứng nhận khớp dữ liệu đã quá {options.CertificateHours} giờ. Hãy yêu cầu lần mới ở trang “Khớp dữ liệu”.",
        { Records: 0 } => "Chứng nhận khớp dữ liệu chưa có bản ghi nào. Hãy đối chiếu lại khi nút đã có dữ liệu.",
        { Differing: > 0 } => $"Chứng nhận khớp dữ liệu còn {GateRules.Number(equality.Differing)} bản ghi lệch. Hãy sửa theo trang “Khớp dữ liệu” rồi đối chiếu lại.",
        { Refused: > 0 } => $"Chứng nhận khớp dữ liệu còn {GateRules.Number(equality.Refused)} bản ghi bị trục từ chối. Hãy sửa ở trang “Đồng bộ” của nút rồi đối chiếu lại.",
        _ when equality.InFlight > options.MostWaiting => $"Khi đối chiếu còn {GateRules.Number(equality.InFlight)} bản ghi đang gửi (cho phép {GateRules.Number(options.MostWaiting)}), chưa chứng nhận được chúng. Hãy đối chiếu lại khi đã gửi hết.",
        _ => "",
    };
}

/// <summary>What waits at a node and what the hub refused. Pure.</summary>
internal static class NodeBacklog
{
    /// <summary>Of whichever was told later: the last push or the report of each quarter of an hour; null: nothing was told.</summary>
    public static (long Waiting, long Refused)? Of(LastPush? push, Standing? told) => (push?.At, told?.ReceivedAt) switch
    {
        (null, null) => null,
        ({ } pushed, var at) when at is null || pushed >= at => (push!.Waiting, push.Refused),
        _ => (told!.Waiting, told.Refused),
    };
}
