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

    public static string Verb(ParallelVerb verb) => verb switch
    {
        ParallelVerb.Entered => "nhập",
        ParallelVerb.Changed => "nhập lại",
        _ => "gỡ",
    };
}
