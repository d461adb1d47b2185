using System.Globalization;

namespace NationalServices.PopulationDatabase;

/// <summary>
/// An address in codes. <c>MaTinhThanh</c> 2 digits, <c>MaQuanHuyen</c> 3, <c>MaPhuongXa</c> 5, as of the three-tier organisation;
/// <c>MaTinhThanhMoi</c> and <c>MaPhuongXaMoi</c> are their successors from 2025-07-01 (empty: unchanged or unknown, the district is kept).
/// </summary>
internal sealed record Address
{
    private static readonly DateOnly TwoTierFrom = new(2025, 7, 1);

    public string MaTinhThanh { get; init; } = "";

    public string MaQuanHuyen { get; init; } = "";

    public string MaPhuongXa { get; init; } = "";

    public string ChiTiet { get; init; } = "";

    public string QuocGia { get; init; } = "VN";

    public string MaTinhThanhMoi { get; init; } = "";

    public string MaPhuongXaMoi { get; init; } = "";

    /// <summary>The address in the organisation of a day: from 2025-07-01 there is no district.</summary>
    public Address AsOf(DateOnly day) => day < TwoTierFrom || MaPhuongXaMoi.Length == 0
        ? this with { MaTinhThanhMoi = "", MaPhuongXaMoi = "" }
        : this with
        {
            MaTinhThanh = MaTinhThanhMoi.Length > 0 ? MaTinhThanhMoi : MaTinhThanh,
            MaQuanHuyen = "",
            MaPhuongXa = MaPhuongXaMoi,
            MaTinhThanhMoi = "",
            MaPhuongXaMoi = "",
        };
}

/// <summary>A relative as the "037" answer names them.</summary>
internal sealed record Relative
{
    public string QuanHe { get; init; } = "";

    public string HoVaTen { get; init; } = "";

    public string QuocTich { get; init; } = "VN";

    public string SoDinhDanh { get; init; } = "";

    public string SoCMND { get; init; } = "";
}

/// <summary>
/// One invented person as the population database holds them; also the shape of a seed line and of POST /quan-tri/nguoi.
/// <c>GioiTinh</c>: 0 unknown, 1 male, 2 female, 3 other. <c>NgayThangNamSinh</c>: 1954, 1954-03 or 1954-03-02. <c>DanToc</c>: 01–56.
/// <c>TinhTrangHonNhan</c>: 0–3 (policy 8.2). <c>NgayMat</c>: yyyy-MM-dd, empty while alive.
/// Example: <c>{"SoDinhDanh":"038154000001","HoVaTen":"Lê Thị Hòa","GioiTinh":"2","NgayThangNamSinh":"1954",
/// "ThuongTru":{"MaTinhThanh":"38","MaQuanHuyen":"399","MaPhuongXa":"15865","MaTinhThanhMoi":"38","MaPhuongXaMoi":"15865","ChiTiet":"Thôn 3"}}</c>
/// </summary>
internal sealed record Person
{
    public string SoDinhDanh { get; init; } = "";

    public string SoCMND { get; init; } = "";

    public string HoVaTen { get; init; } = "";

    public string GioiTinh { get; init; } = "0";

    public string NgayThangNamSinh { get; init; } = "";

    public string DanToc { get; init; } = "01";

    public string TonGiao { get; init; } = "";

    public string TinhTrangHonNhan { get; init; } = "0";

    public string NhomMau { get; init; } = "";

    public string QuocTich { get; init; } = "VN";

    public Address? NoiDangKyKhaiSinh { get; init; }

    public Address? QueQuan { get; init; }

    public Address? ThuongTru { get; init; }

    public Address? NoiOHienTai { get; init; }

    public Relative? Cha { get; init; }

    public Relative? Me { get; init; }

    public Relative? VoChong { get; init; }

    public Relative? NguoiDaiDien { get; init; }

    public Relative? ChuHo { get; init; }

    public string SoSoHoKhau { get; init; } = "";

    public string NgayMat { get; init; } = "";

    /// <summary>The birth date; only of a person that <see cref="PersonReader"/> accepted.</summary>
    public BirthDate Born() => BirthDate.TryParse(NgayThangNamSinh, out var date)
        ? date
        : throw new InvalidOperationException("A person with an unreadable birth date was let in.");

    /// <summary>The person as a lying database tells it: another given name, a year younger, the other sex, moved, alive or dead the other way.</summary>
    public Person Lied()
    {
        var born = Born();
        var year = born.Year + 1;
        var day = born is { Month: 2, Day: 29 } ? 28 : born.Day;
        return this with
        {
            HoVaTen = HoVaTen + " Giả",
            GioiTinh = GioiTinh == "1" ? "2" : "1",
            NgayThangNamSinh = new BirthDate(year, born.Month, day).ToString(),
            ThuongTru = new Address { MaTinhThanh = "01", MaQuanHuyen = "001", MaPhuongXa = "00004", ChiTiet = "Sai địa chỉ" },
            NgayMat = NgayMat.Length > 0 ? "" : new DateOnly(2020, 1, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}
