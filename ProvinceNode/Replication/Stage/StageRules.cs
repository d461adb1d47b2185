namespace ProvinceNode.Replication.Stage;

/// <summary>What the stage that the hub told means here. Below Live the lists of the node are not those that are paid, or paper is paid beside them. Pure.</summary>
public static class StageRules
{
    public const string Live = "Live";
    private const string Invited = "Invited";
    private const string Testing = "Testing";
    private const string Pilot = "Pilot";

    /// <summary>Whether what is sent may be paid twice or is not to be paid at all: a stage was told, and it is not the last one.</summary>
    public static bool IsTrial(string stage) => stage.Length > 0 && stage != Live;

    public static string Name(string stage) => stage switch
    {
        Invited => "Đã mời",
        Testing => "Chạy thử",
        Pilot => "Thí điểm",
        Live => "Vận hành chính thức",
        _ => stage,
    };

    /// <summary>What stands on every page; empty where there is nothing to say.</summary>
    /// <param name="official">Whether it is said to officials or to citizens.</param>
    public static string Banner(string stage, bool official) => (stage, official) switch
    {
        _ when !IsTrial(stage) => "",
        (Pilot, true) => "Giai đoạn thí điểm: hồ sơ giấy và danh sách cũ vẫn chạy song song. Danh sách của nút chỉ gửi chi trả khi đã thống nhất không chi hai lần.",
        (Pilot, false) => "Hệ thống đang thí điểm. Hồ sơ nộp ở đây được giải quyết như hồ sơ nộp tại xã, phường.",
        (_, true) => "Giai đoạn chạy thử: dữ liệu và danh sách ở đây để thử, chưa dùng để chi trả.",
        _ => "Hệ thống đang chạy thử. Xin nộp hồ sơ tại Bộ phận Một cửa của xã, phường cho tới khi có thông báo.",
    };
}
