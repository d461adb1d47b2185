namespace NationalHub.Provinces.Gates;

/// <summary>Gates in words. Pure.</summary>
public static class GateWords
{
    public static string Name(GateKind gate) => gate switch
    {
        GateKind.Accounts => "Tài khoản đủ vai trò",
        GateKind.Calendar => "Lịch làm việc của năm",
        GateKind.Import => "Chất lượng nhập liệu",
        GateKind.Replication => "Thử đồng bộ",
        _ => "So với số đã chi (chạy song song)",
    };

    /// <summary>What a gate asks for.</summary>
    public static string Wanted(GateKind gate, GateOptions options) => gate switch
    {
        GateKind.Accounts => "Mỗi vai trò có tài khoản ở từng cơ quan cần vai trò đó.",
        GateKind.Calendar => "Lịch có đủ ngày nghỉ lễ của Bộ luật Lao động; gần cuối năm, của cả năm sau.",
        GateKind.Import => $"Ít nhất {options.LeastEnteredPercent}% dòng của danh sách được nhập, {options.LeastCommunesPercent}% số xã có người hưởng, điểm chất lượng từ {options.LeastQuality}.",
        GateKind.Replication => $"Không quá {GateRules.Number(options.MostWaiting)} bản ghi chờ, không bản ghi nào bị từ chối, chứng nhận khớp dữ liệu trong {options.CertificateHours} giờ không lệch.",
        _ => $"{options.ParallelMonths} tháng liền, từng xã lệch không quá {GateRules.Number(options.MostDifferenceDong)} đồng và {GateRules.Number(options.MostDifferencePeople)} người.",
    };

    public static string Verb(ParallelVerb verb) => verb switch
    {
        ParallelVerb.Entered => "nhập",
        ParallelVerb.Changed => "nhập lại",
        _ => "gỡ",
    };
}
