using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.PopulationDatabase;

/// <summary>
/// "Xác nhận thông tin công dân" (policy 8.2): send what was declared, get match or no match for each field.
/// <para>POST /csdlqg/xac-nhan <c>{"MaYeuCau":"…","MaDVC":"1.001776","MaCanBo":"…","SoDinhDanh":"12 digits" or "SoCMND":"9 digits","HoVaTen":"…",
/// "NgayThangNamSinh":"1954|1954-03|1954-03-02|19540302","GioiTinh":"0|1|2|3, optional; 0 or absent is not compared","NgayThamChieu":"yyyy-MM-dd, optional"}</c>.</para>
/// <para>200 <c>{"MaYeuCau","MaTraLoi","ThoiDiem","KetQua":"KHOP|KHONG_KHOP|KHONG_TIM_THAY",
/// "DoiChieu":[{"Truong":"SoDinhDanh|SoCMND|HoVaTen|NgayThangNamSinh|GioiTinh","Khop":false,"GiaTriChinhThuc":"1954-03-02"}],
/// "SoDinhDanh","SoCMND":"both numbers of the person on KHOP, else empty","NgayMat":"" or "yyyy-MM-dd","MaXaThuongTru":"commune code of the permanent residence on NgayThamChieu (default today), or empty"}</c>.
/// Not found: DoiChieu holds the number alone, not matching. Names in GiaTriChinhThuc are upper-case.</para>
/// <para>Birth dates agree when equal as far as both are known; names are compared by <see cref="NameForm"/>. 400, 409, 503 and repetition as for <see cref="LookUp"/>.</para>
/// </summary>
internal static class Confirm
{
    private const string Operation = "XacNhanThongTinCongDan";

    public static async Task<IResult> HandleAsync(HttpContext http, PeopleRegister people, QueryLog log, TimeProvider clock)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var question = Question.Read(Operation, fields, Wire.Today(clock));
        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        var fault = FaultFilter.Of(http);
        return PopulationDoors.Send(log.Answer(question, fault == FaultMode.Duplicate, (number, moment) =>
        {
            var person = PopulationDoors.Told(people.Find(question.Declared.Number), fault);
            var (outcome, answers) = Comparison.Of(question.Declared, person);
            var body = new
            {
                MaYeuCau = question.RequestId,
                MaTraLoi = number,
                ThoiDiem = moment,
                KetQua = outcome,
                DoiChieu = answers,
                SoDinhDanh = outcome == "KHOP" ? person!.SoDinhDanh : "",
                SoCMND = outcome == "KHOP" ? person!.SoCMND : "",
                NgayMat = person?.NgayMat ?? "",
                MaXaThuongTru = person?.ThuongTru?.AsOf(question.AsOf).MaPhuongXa ?? "",
            };
            return (body, outcome);
        }));
    }
}
