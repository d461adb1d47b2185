namespace ProvinceNode.Registry.Erasing;

/// <summary>Grounds and states as people read them. Pure.</summary>
public static class ErasureWords
{
    public static IReadOnlyList<KeyValuePair<string, string>> Grounds { get; } =
    [
        new(nameof(ErasureGround.EnteredByMistake), "Nhập nhầm, không còn mục đích xử lý"), new(nameof(ErasureGround.PeriodOver), "Hết thời hạn lưu trữ theo quy định"),
        new(nameof(ErasureGround.AskedByPerson), "Chủ thể dữ liệu yêu cầu xóa và chấp nhận rủi ro"),
    ];

    public static string Of(ErasureGround ground) => Grounds.First(g => g.Key == ground.ToString()).Value;

    public static string Of(ErasureState state) => state switch
    {
        ErasureState.Waiting => "Chờ xác nhận",
        ErasureState.Done => "Đã xóa",
        _ => "Không xóa",
    };
}
