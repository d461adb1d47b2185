using System.Globalization;
using System.Text.RegularExpressions;
using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>
/// "Nối hồ sơ" (policy 5.4, call 4).
/// <para>POST /dvcqg/ho-so <c>{"MaHoSo","MaTTHC","MaDichVuCong"?,"ChuHoSo","LoaiDoiTuong":"0|1|2","MaDonViTiepNhan","NgayNop":"yyyyMMddHHmmss","NgayTiepNhan"?:"yyyyMMddHHmmss",
/// "ThanhPhanHoSo"?:[{"MaThanhPhanHoSo","TenThanhPhanHoSo","SoLuong"?,"LoaiBan"?:"0|1|2","GiayToDinhKem"?:[…]}],
/// "ThongTinNguoiNop":{"LoaiDoiTuong","IdDoiTuong"?,"ThongTinChiTiet":{"TenNguoiNop","SoDinhDanh"?,…}}}</c> (? may be absent; further fields are kept as sent; MaHoSo as in policy 5.2).</para>
/// <para>200 <c>{"idHoSo":"1000001","maHoSo":"…","DaNhanTruocDo":false}</c>. Sent again alike: the same idHoSo with DaNhanTruocDo true.
/// 409 <c>{"MaLoi":"TRUNG_MA_HO_SO","ThongBao":"…","Loi":[],"idHoSo":"…"}</c> when MaHoSo is there with other content; 400 with all faults; 401; 503.</para>
/// </summary>
internal static partial class CreateDossier
{
    public static async Task<IResult> HandleAsync(HttpContext http, PortalLedger ledger)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var code = Check(fields);
        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        var message = new PortalMessage(MessageKind.Dossier, code, "", new MessageKey(null, ""), fields.Source);
        var (taken, id) = ledger.Receive([message])[0];
        var lie = FaultFilter.Of(http) == FaultMode.Lie;
        return taken == Taken.Contradicts
            ? Wire.Json(new { MaLoi = "TRUNG_MA_HO_SO", ThongBao = "Mã hồ sơ này đã có với nội dung khác.", Loi = Array.Empty<FieldFault>(), idHoSo = id }, StatusCodes.Status409Conflict)
            : Wire.Json(new { idHoSo = lie ? $"9{id}" : id, maHoSo = code, DaNhanTruocDo = taken == Taken.Again });
    }

    /// <summary>Checks a yyyyMMddHHmmss moment; adds a fault when it is none.</summary>
    public static string Moment(JsonFields fields, string name, bool required)
    {
        var text = required ? fields.Required(name, 14) : fields.Optional(name, 14);
        if (text.Length > 0 && !DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            fields.Fault(name, "SAI", $"{name} phải viết yyyyMMddHHmmss, ví dụ 20221005083000.");
        }

        return text;
    }

    /// <summary>Reads MaHoSo and checks its form.</summary>
    public static string Code(JsonFields fields)
    {
        var code = fields.Required("MaHoSo", 60);
        if (code.Length > 0 && !DossierCode().IsMatch(code))
        {
            fields.Fault("MaHoSo", "SAI", "MaHoSo phải có dạng H56.12.03-221015-0007.");
        }

        return code;
    }

    private static string Check(JsonFields fields)
    {
        var code = Code(fields);
        fields.Required("MaTTHC", 50);
        fields.Optional("MaDichVuCong", 50);
        fields.Required("ChuHoSo", 200);
        OneOf(fields, "LoaiDoiTuong", fields.Required("LoaiDoiTuong", 1));
        fields.Required("MaDonViTiepNhan", 50);
        Moment(fields, "NgayNop", required: true);
        Moment(fields, "NgayTiepNhan", required: false);
        foreach (var paper in Papers(fields))
        {
            paper.Required("MaThanhPhanHoSo", 50);
            paper.Required("TenThanhPhanHoSo", 500);
            OneOf(paper, "LoaiBan", paper.Optional("LoaiBan", 1));
        }

        var submitter = fields.Child("ThongTinNguoiNop");
        if (submitter is null)
        {
            fields.Required("ThongTinNguoiNop");
            return code;
        }

        OneOf(submitter, "LoaiDoiTuong", submitter.Required("LoaiDoiTuong", 1));
        if (submitter.Child("ThongTinChiTiet") is { } detail)
        {
            detail.Required("TenNguoiNop", 200);
        }
        else
        {
            submitter.Required("ThongTinChiTiet");
        }

        return code;
    }

    private static IEnumerable<JsonFields> Papers(JsonFields fields)
    {
        var index = 0;
        foreach (var node in fields.List("ThanhPhanHoSo", required: false))
        {
            if (fields.Item("ThanhPhanHoSo", node, index++) is { } paper)
            {
                yield return paper;
            }
        }
    }

    private static void OneOf(JsonFields fields, string name, string value)
    {
        if (value is not ("" or "0" or "1" or "2"))
        {
            fields.Fault(name, "SAI", $"{name} phải là 0, 1 hoặc 2.");
        }
    }

    // The pattern of policy 5.2; both the provincial and the ministry's 2026 form.
    [GeneratedRegex(@"^((000|\d{3})\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(\.\d{1,3})*-\d{6}(\d{2})?-\d{4,7}$", RegexOptions.CultureInvariant)]
    private static partial Regex DossierCode();
}
