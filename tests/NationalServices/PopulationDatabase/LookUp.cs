using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.PopulationDatabase;

/// <summary>
/// Citizen look-up "037" (policy 8.2, TraCuuThongTinCongDan), here as JSON.
/// <para>POST /csdlqg/tra-cuu <c>{"MaYeuCau":"…","MaDVC":"1.001776","MaTichHop":"037","MaCanBo":"…","SoDinhDanh":"12 digits" or "SoCMND":"9 digits",
/// "HoVaTen":"…","NgayThangNamSinh":"1954|1954-03|1954-03-02|19540302","NgayThamChieu":"yyyy-MM-dd, optional: organisation of the addresses; default today"}</c>.</para>
/// <para>200 <c>{"MaYeuCau","MaTraLoi":"TL00000001","ThoiDiem":"…+07:00","KetQua":"KHOP|KHONG_KHOP|KHONG_TIM_THAY",
/// "DoiChieu":[{"Truong":"SoDinhDanh|SoCMND|HoVaTen|NgayThangNamSinh","Khop":true,"GiaTriChinhThuc":"…"}],
/// "CongDan":null when not found, else {"SoDinhDanh","SoCMND","HoVaTen":{"Ho","ChuDem","Ten"},"GioiTinh","DanToc","TonGiao","TinhTrangHonNhan","NhomMau",
/// "NgayThangNamSinh":{"NamSinh":"1954","NgayThangNam":"1954|195403|19540302"},"NoiDangKyKhaiSinh","QuocTich","QueQuan","ThuongTru","NoiOHienTai",
/// "Cha","Me","VoChong","NguoiDaiDien","ChuHo","SoSoHoKhau","NgayMat":"" or "yyyy-MM-dd"}}</c>; addresses and relatives as in <see cref="Address"/> and <see cref="Relative"/> or null.</para>
/// <para>400 <see cref="Refusal"/> with all faults; 409 TRUNG_MA_YEU_CAU when MaYeuCau was used for another question; 503 under the fail fault.
/// The same question under the same MaYeuCau gets the first answer again (same MaTraLoi).</para>
/// </summary>
internal static class LookUp
{
    private const string Operation = "TraCuuThongTinCongDan";
    private const string IntegrationCode = "037";

    public static async Task<IResult> HandleAsync(HttpContext http, PeopleRegister people, QueryLog log, TimeProvider clock)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var question = Question.Read(Operation, fields, Wire.Today(clock));
        if (fields.Required("MaTichHop", 10) is not ("" or IntegrationCode))
        {
            fields.Fault("MaTichHop", "SAI", $"MaTichHop phải là {IntegrationCode}.");
        }

        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        var fault = FaultFilter.Of(http);
        return PopulationDoors.Send(log.Answer(question, fault == FaultMode.Duplicate, (number, moment) =>
        {
            var person = PopulationDoors.Told(people.Find(question.Declared.Number), fault);
            var (outcome, answers) = Comparison.Of(question.Declared with { Sex = "" }, person);
            var body = new
            {
                MaYeuCau = question.RequestId,
                MaTraLoi = number,
                ThoiDiem = moment,
                KetQua = outcome,
                DoiChieu = answers,
                CongDan = person is null ? null : Citizen(person, question.AsOf),
            };
            return (body, outcome);
        }));
    }

    private static object Citizen(Person person, DateOnly day)
    {
        var words = person.HoVaTen.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var born = person.Born();
        return new
        {
            person.SoDinhDanh,
            person.SoCMND,
            HoVaTen = new { Ho = words.Length > 1 ? words[0] : "", ChuDem = string.Join(' ', words.Skip(1).SkipLast(1)), Ten = words.LastOrDefault("") },
            person.GioiTinh,
            person.DanToc,
            person.TonGiao,
            person.TinhTrangHonNhan,
            person.NhomMau,
            NgayThangNamSinh = new { NamSinh = $"{born.Year:0000}", NgayThangNam = born.Compact },
            NoiDangKyKhaiSinh = Shown(person.NoiDangKyKhaiSinh, day),
            person.QuocTich,
            QueQuan = Shown(person.QueQuan, day),
            ThuongTru = Shown(person.ThuongTru, day),
            NoiOHienTai = Shown(person.NoiOHienTai, day),
            person.Cha,
            person.Me,
            person.VoChong,
            person.NguoiDaiDien,
            person.ChuHo,
            person.SoSoHoKhau,
            person.NgayMat,
        };
    }

    private static object? Shown(Address? address, DateOnly day) => address?.AsOf(day) is { } then
        ? new { then.MaTinhThanh, then.MaQuanHuyen, then.MaPhuongXa, then.ChiTiet, then.QuocGia }
        : null;
}
