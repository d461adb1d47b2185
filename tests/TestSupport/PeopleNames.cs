namespace TestSupport;

/// <summary>
/// Invented people with the names of real ones: family names by their share of the nation (Lê Trung Hoa, Họ và tên người Việt Nam, 2005), middle and given names by how
/// old people are named, so that a search meets 38 Nguyễn of a hundred and one woman in two called Thị. The same number gives the same person.
/// </summary>
public static class PeopleNames
{
    private static readonly (string Name, double Share)[] Families =
    [
        ("Nguyễn", 38.4), ("Trần", 12.1), ("Lê", 9.5), ("Phạm", 7.0), ("Hoàng", 3.6), ("Huỳnh", 1.5), ("Phan", 4.5), ("Vũ", 2.4), ("Võ", 1.5), ("Đặng", 2.1), ("Bùi", 2.0),
        ("Đỗ", 1.4), ("Hồ", 1.3), ("Ngô", 1.3), ("Dương", 1.0), ("Lý", 0.5), ("Trịnh", 1.0), ("Đinh", 0.9), ("Mai", 0.8), ("Đào", 0.7), ("Lương", 0.7), ("Hà", 0.6), ("Cao", 0.6),
        ("Trương", 0.6), ("Lưu", 0.4), ("Tạ", 0.3), ("Chu", 0.3), ("Tống", 0.3), ("Lâm", 0.3), ("Thái", 0.2), ("Quách", 0.2), ("Kiều", 0.2), ("Vi", 0.2), ("Lò", 0.2), ("Cầm", 0.1),
        ("Giàng", 0.1), ("Sùng", 0.1), ("Thào", 0.1), ("Vàng", 0.1), ("Triệu", 0.2), ("Nông", 0.1), ("Tô", 0.2), ("Doãn", 0.1), ("Nghiêm", 0.1), ("Phùng", 0.3), ("Từ", 0.1), ("Quàng", 0.1),
    ];

    private static readonly (string Name, double Share)[] Women =
    [
        ("Thị", 72), ("Thị Thu", 2), ("Thị Ngọc", 1.5), ("Thị Kim", 1.5), ("Thị Minh", 1), ("Thị Thanh", 1.5), ("Thị Hồng", 1.5), ("Thị Bích", 1), ("Thị Mỹ", 0.5), ("Ngọc", 2), ("Thu", 1.5),
        ("Minh", 1), ("Kim", 1), ("Thanh", 1), ("Hồng", 1), ("Phương", 1), ("Khánh", 0.5), ("Bảo", 0.5), ("Diệu", 0.5), ("Như", 0.5), ("", 3),
    ];

    private static readonly (string Name, double Share)[] Men =
    [
        ("Văn", 55), ("Đức", 4), ("Hữu", 4), ("Đình", 4), ("Xuân", 4), ("Minh", 3), ("Quang", 3), ("Ngọc", 3), ("Công", 2), ("Thanh", 2), ("Trọng", 2), ("Quốc", 2), ("Bá", 1.5), ("Viết", 1.5),
        ("Huy", 1), ("Gia", 1), ("Tiến", 1), ("Mạnh", 1), ("Duy", 1), ("", 4),
    ];

    private static readonly string[] WomenGiven =
    [
        "Lan", "Hoa", "Hương", "Hồng", "Mai", "Thủy", "Hà", "Hằng", "Hiền", "Liên", "Loan", "Nga", "Nhung", "Oanh", "Phượng", "Phương", "Thanh", "Thảo", "Thơm", "Thu", "Tuyết", "Vân", "Xuân", "Yến",
        "Anh", "Bình", "Cúc", "Dung", "Duyên", "Đào", "Hạnh", "Hoài", "Huệ", "Huyền", "Khuyên", "Kim", "Là", "Lành", "Lê", "Linh", "Lĩnh", "Lợi", "Lý", "Mận", "Minh", "Mỹ", "Mười", "Na", "Năm", "Ngân",
        "Ngọc", "Nguyệt", "Nhàn", "Nhâm", "Nụ", "Quế", "Quý", "Sáu", "Sen", "Tâm", "Thắm", "Thêu", "Thoa", "Thúy", "Tình", "Trang", "Tươi", "Út", "Vinh", "Xoan", "Ái", "Bưởi", "Chanh", "Chiến", "Diệp",
    ];

    private static readonly string[] MenGiven =
    [
        "Hùng", "Dũng", "Sơn", "Hải", "Tuấn", "Minh", "Long", "Nam", "Thắng", "Tiến", "Thành", "Bình", "Cường", "Đức", "Hòa", "Hoàng", "Hưng", "Huy", "Khánh", "Lâm", "Lợi", "Lực", "Mạnh", "Nghĩa", "Phong",
        "Phúc", "Quang", "Quân", "Quý", "Tâm", "Tài", "Tân", "Thái", "Thanh", "Thịnh", "Thọ", "Toàn", "Trung", "Trường", "Tú", "Tùng", "Việt", "Vinh", "Vũ", "An", "Ba", "Bảy", "Chiến", "Chính", "Công", "Cảnh",
        "Đông", "Giang", "Hai", "Hiếu", "Kiên", "Lương", "Mười", "Năm", "Ngọc", "Nhân", "Ninh", "Phú", "Sáu", "Sinh", "Tám", "Thuận", "Thủy", "Tư", "Út", "Vượng", "Xuân", "Ý", "Hoạt", "Khoát", "Luyện",
    ];

    /// <summary>The person of a number: name, sex (1 nam, 2 nữ).</summary>
    public static (string FullName, int Sex) Of(int number)
    {
        var random = new Random(number * 7919);
        var sex = random.Next(100) < 58 ? 2 : 1;
        var given = sex == 2 ? WomenGiven : MenGiven;
        // Given names are not alike frequent: the first of the list are about six times the last.
        var at = (int)(given.Length * Math.Pow(random.NextDouble(), 1.6));
        var middle = Pick(sex == 2 ? Women : Men, random);
        return (string.Join(' ', new[] { Pick(Families, random), middle, given[at] }.Where(p => p.Length > 0)), sex);
    }

    private static string Pick((string Name, double Share)[] of, Random random)
    {
        var left = random.NextDouble() * of.Sum(o => o.Share);
        foreach (var (name, share) in of)
        {
            left -= share;
            if (left < 0)
            {
                return name;
            }
        }

        return of[0].Name;
    }
}
