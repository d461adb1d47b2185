namespace ProvinceNode.Dossiers.Levels;

/// <summary>Words of the change of level as pages and papers say them. Pure.</summary>
public static class LevelWords
{
    /// <summary>Keys of addresses.</summary>
    public static IReadOnlyDictionary<LevelChange, string> Keys { get; } = new Dictionary<LevelChange, string>
    {
        [LevelChange.Level] = "muc-chuan", [LevelChange.Apart] = "danh-sach-rieng", [LevelChange.Pension] = "huu-tri-xa-hoi",
    };

    /// <summary>The change of a key; the new level for an unknown one.</summary>
    public static LevelChange Parse(string? key) => Keys.Where(k => k.Value == key).Select(k => k.Key).DefaultIfEmpty(LevelChange.Level).First();

    public static string Name(LevelChange change) => change switch
    {
        LevelChange.Apart => "Chuyển sang mức mới, danh sách quản lý riêng",
        LevelChange.Pension => "Chuyển sang trợ cấp hưu trí xã hội",
        _ => "Chuyển sang mức mới",
    };

    /// <summary>After "Về việc".</summary>
    public static string About(LevelChange change) => change == LevelChange.Pension
        ? "chuyển người đang hưởng trợ cấp xã hội theo điểm b, điểm c khoản 5 Điều 5 Nghị định số 20/2021/NĐ-CP sang hưởng trợ cấp hưu trí xã hội hàng tháng"
        : "điều chỉnh mức trợ cấp xã hội, hỗ trợ kinh phí chăm sóc, nuôi dưỡng và trợ cấp hưu trí xã hội hàng tháng theo mức mới";

    public static string Doubt(LevelDoubt doubt) => doubt switch
    {
        LevelDoubt.Amount => "Số tiền không khớp quy định của tháng bắt đầu hưởng",
        LevelDoubt.Recorded => "Số tiền khớp mức của tháng ghi sổ, không khớp mức của tháng bắt đầu hưởng (nhập từ sổ, Excel)",
        LevelDoubt.OldLaw => "Hưởng từ trước tháng 07/2021, số tiền không khớp mức của tháng ghi sổ",
        LevelDoubt.Ended => "Nhóm đối tượng đã hết hiệu lực hoặc không có trong quy định",
        LevelDoubt.Personal => "Mức hưởng phụ thuộc lương hưu của từng người",
        LevelDoubt.Age => "Tuổi trong sổ không phù hợp với nhóm đối tượng",
        LevelDoubt.Beside => "Đang hưởng thêm chế độ không được hưởng cùng trợ cấp hưu trí xã hội",
        LevelDoubt.Lower => "Mức trợ cấp hưu trí xã hội thấp hơn mức đang hưởng",
        _ => "",
    };

    /// <summary>What to do about a doubt.</summary>
    public static string Remedy(LevelDoubt doubt) => LevelRules.Choices(doubt).Count > 0
        ? "Đối chiếu quyết định cũ rồi chọn nâng theo tỷ lệ, giữ nguyên hoặc nhập mức mới."
        : doubt == LevelDoubt.Age ? "Đối chiếu ngày sinh; lập hồ sơ điều chỉnh hoặc thôi hưởng cho từng người."
        : "Lập hồ sơ điều chỉnh hoặc thôi hưởng cho từng người.";

    public static string Choice(LevelChoice choice) => choice switch
    {
        LevelChoice.Raise => "Nâng theo tỷ lệ tăng của mức chuẩn nhân hệ số",
        LevelChoice.Keep => "Giữ nguyên mức đang hưởng đến lần đổi mức sau",
        _ => "Nhập mức mới theo quyết định cũ",
    };
}
