namespace NationalServices.PopulationDatabase;

/// <summary>A commune of the three-tier organisation (until 2025-06-30) and the commune that succeeded it whole.</summary>
internal sealed record SampleUnit(string Province, string District, string Commune, string SuccessorCommune, string Village);

/// <summary>Some communes in which invented people live. Codes: General Statistics Office, both organisations (policy 8.6, 8.7).</summary>
internal static class SampleUnits
{
    public static IReadOnlyList<SampleUnit> ThanhHoa { get; } =
    [
        new("38", "380", "14755", "14758", "Phố Thành Công"),        // phường Hàm Rồng
        new("38", "382", "14830", "16531", "Phố Trung Chính"),       // phường Trung Sơn → phường Sầm Sơn
        new("38", "385", "14869", "14869", "Khu Ban Công"),          // thị trấn Hồi Xuân
        new("38", "389", "15061", "15061", "Phố Lê Hoàn"),           // thị trấn Ngọc Lặc
        new("38", "391", "15187", "15187", "Khu phố 3"),             // thị trấn Kim Tân
        new("38", "393", "15352", "15361", "Thôn Tiến Ích"),         // xã Vĩnh Quang → xã Tây Đô
        new("38", "395", "15493", "15499", "Thôn 4"),                // xã Xuân Hồng → xã Thọ Xuân
        new("38", "397", "15667", "15667", "Thôn 7"),                // xã Thọ Sơn → xã Thọ Bình
        new("38", "399", "15865", "15865", "Phố Tân Sơn"),           // thị trấn Bút Sơn → xã Hoằng Hóa
        new("38", "399", "15877", "15880", "Thôn Trà La"),           // xã Hoằng Xuân → xã Hoằng Giang
        new("38", "401", "16096", "16171", "Thôn Thượng Thọ"),       // xã Ba Đình
        new("38", "406", "16438", "16438", "Phố Tân Phong"),         // thị trấn Tân Phong → xã Lưu Vệ
    ];

    public static IReadOnlyList<SampleUnit> Hue { get; } =
    [
        new("46", "474", "19777", "19777", "Tổ dân phố 5"),          // phường Vỹ Dạ
        new("46", "474", "19780", "19789", "Tổ dân phố 2"),          // phường Phường Đúc → phường Thuận Hóa
        new("46", "475", "19750", "19753", "Tổ dân phố 9"),          // phường Tây Lộc → phường Phú Xuân
        new("46", "476", "19819", "19819", "Tổ dân phố An Lỗ"),      // phường Phong Thu → phường Phong Điền
        new("46", "477", "19867", "19867", "Tổ dân phố Khuôn Phò"),  // thị trấn Sịa → xã Quảng Điền
        new("46", "478", "19912", "19930", "Thôn Định Cư"),          // xã Phú An → phường Mỹ Thượng
        new("46", "479", "19960", "19960", "Tổ dân phố 1B"),         // phường Phú Bài
        new("46", "480", "19996", "19996", "Tổ dân phố 4"),          // phường Tứ Hạ → phường Hương Trà
        new("46", "481", "20044", "20044", "Tổ dân phố 3"),          // thị trấn A Lưới → xã A Lưới 2
        new("46", "482", "20107", "20107", "Thôn 2"),                // thị trấn Phú Lộc → xã Phú Lộc
    ];
}
