using System.Globalization;
using NationalServices.Platform;

namespace NationalServices.PopulationDatabase;

/// <summary>Reads a person from JSON and says everything that is wrong at once; the number must agree with sex and birth year (policy 8.1).</summary>
internal static class PersonReader
{
    public static Person Read(JsonFields fields)
    {
        var person = new Person
        {
            SoDinhDanh = fields.Required("SoDinhDanh", 12),
            SoCMND = fields.Optional("SoCMND", 9),
            HoVaTen = fields.Required("HoVaTen", 100),
            GioiTinh = Or(fields.Optional("GioiTinh", 1), "0"),
            NgayThangNamSinh = fields.Required("NgayThangNamSinh", 10),
            DanToc = Or(fields.Optional("DanToc", 2), "01"),
            TonGiao = fields.Optional("TonGiao", 50),
            TinhTrangHonNhan = Or(fields.Optional("TinhTrangHonNhan", 1), "0"),
            NhomMau = fields.Optional("NhomMau", 3),
            QuocTich = Or(fields.Optional("QuocTich", 2), "VN"),
            NoiDangKyKhaiSinh = ReadAddress(fields.Child("NoiDangKyKhaiSinh")),
            QueQuan = ReadAddress(fields.Child("QueQuan")),
            ThuongTru = ReadAddress(fields.Child("ThuongTru")),
            NoiOHienTai = ReadAddress(fields.Child("NoiOHienTai")),
            Cha = ReadRelative(fields.Child("Cha")),
            Me = ReadRelative(fields.Child("Me")),
            VoChong = ReadRelative(fields.Child("VoChong")),
            NguoiDaiDien = ReadRelative(fields.Child("NguoiDaiDien")),
            ChuHo = ReadRelative(fields.Child("ChuHo")),
            SoSoHoKhau = fields.Optional("SoSoHoKhau", 20),
            NgayMat = fields.Optional("NgayMat", 10),
        };
        Check(person, fields);
        return person;
    }

    private static void Check(Person person, JsonFields fields)
    {
        var sexKnown = person.GioiTinh is "0" or "1" or "2" or "3";
        if (!sexKnown)
        {
            fields.Fault("GioiTinh", "SAI", "Giới tính phải là 0, 1 (nam), 2 (nữ) hoặc 3 (khác).");
        }

        var bornKnown = BirthDate.TryParse(person.NgayThangNamSinh, out var born);
        if (!bornKnown && person.NgayThangNamSinh.Length > 0)
        {
            fields.Fault("NgayThangNamSinh", "SAI", "Ngày sinh phải viết 1954, 1954-03 hoặc 1954-03-02.");
        }

        if (person.SoDinhDanh.Length > 0)
        {
            var wrong = sexKnown && bornKnown
                ? PersonalNumber.Wrong(person.SoDinhDanh, int.Parse(person.GioiTinh, CultureInfo.InvariantCulture), born.Year)
                : PersonalNumber.IsTwelveDigits(person.SoDinhDanh) ? "" : "Số định danh phải có đúng 12 chữ số.";
            if (wrong.Length > 0)
            {
                fields.Fault("SoDinhDanh", "SAI", wrong);
            }
        }

        if (person.SoCMND.Length > 0 && !PersonalNumber.IsNineDigits(person.SoCMND))
        {
            fields.Fault("SoCMND", "SAI", "Số CMND phải có đúng 9 chữ số.");
        }

        if (person.NgayMat.Length > 0 && !DateOnly.TryParseExact(person.NgayMat, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            fields.Fault("NgayMat", "SAI", "Ngày mất phải viết 2024-03-02.");
        }
    }

    private static Address? ReadAddress(JsonFields? fields) => fields is null ? null : new Address
    {
        MaTinhThanh = fields.Optional("MaTinhThanh", 2),
        MaQuanHuyen = fields.Optional("MaQuanHuyen", 3),
        MaPhuongXa = fields.Optional("MaPhuongXa", 5),
        ChiTiet = fields.Optional("ChiTiet", 300),
        QuocGia = Or(fields.Optional("QuocGia", 2), "VN"),
        MaTinhThanhMoi = fields.Optional("MaTinhThanhMoi", 2),
        MaPhuongXaMoi = fields.Optional("MaPhuongXaMoi", 5),
    };

    private static Relative? ReadRelative(JsonFields? fields) => fields is null ? null : new Relative
    {
        QuanHe = fields.Optional("QuanHe", 50),
        HoVaTen = fields.Optional("HoVaTen", 100),
        QuocTich = Or(fields.Optional("QuocTich", 2), "VN"),
        SoDinhDanh = fields.Optional("SoDinhDanh", 12),
        SoCMND = fields.Optional("SoCMND", 9),
    };

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
