using System.Globalization;
using System.Text.Json.Nodes;
using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>
/// Updates of progress and status (policy 5.4, calls 5 and 6), lists of 1 to 500; each item is taken or refused by itself.
/// <para>POST /dvcqg/ho-so/tien-do <c>{"DanhSach":[{"IDHoSo"?,"MaHoSo","NguoiXuLy","ThoiDiemXuLy":"yyyyMMddHHmmss","PhongBanXuLy","NoiDungXuLy","TrangThai":"1–10","NgayBatDau"?,"NgayKetThucTheoQuyDinh"?,"SoThuTu"?:12}]}</c></para>
/// <para>POST /dvcqg/ho-so/trang-thai <c>{"DanhSach":[{"IdHoSo"?,"MaHoSo","TrangThai":"1–10","ThoiDiem"?:"yyyyMMddHHmmss","SoThuTu"?:12}]}</c>, ThoiDiem or SoThuTu needed.</para>
/// <para>200 <c>{"KetQua":[{"ViTri":0,"MaHoSo":"…","TrangThai":"4","Ma":"DA_NHAN|DA_NHAN_TRUOC_DO|TU_CHOI","Loi":[{"Truong","Ma","ThongBao"}]}]}</c>, in the order sent.
/// Refusals: the field codes of <see cref="Refusal"/>, KHONG_CO_HO_SO (create it first), SAI_ID (IdHoSo of another dossier), TRUNG_KHOA (same SoThuTu or time, other content).
/// A message is known by (MaHoSo, SoThuTu) or, without SoThuTu, (MaHoSo, its time); the dossier's status is that of the highest SoThuTu, else the latest time, not the last to arrive.
/// 400 when the list itself is wrong; 401; 503. The lie fault answers with a wrong TrangThai.</para>
/// </summary>
internal static class UpdateDossiers
{
    private const int LongestList = 500;

    public static Task<IResult> ProgressAsync(HttpContext http, PortalLedger ledger) => HandleAsync(http, ledger, MessageKind.Progress);

    public static Task<IResult> StatusAsync(HttpContext http, PortalLedger ledger) => HandleAsync(http, ledger, MessageKind.Status);

    private static async Task<IResult> HandleAsync(HttpContext http, PortalLedger ledger, MessageKind kind)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var list = fields.List("DanhSach", required: true);
        if (fields.Faults.Count == 0 && list.Count is 0 or > LongestList)
        {
            fields.Fault("DanhSach", "SAI", $"DanhSach phải có từ 1 đến {LongestList} mục, đã gửi {list.Count}.");
        }

        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        var items = list.Select(node => Item.Read(node, kind)).ToList();
        var sound = items.Where(item => item.Faults.Count == 0).ToList();
        var taken = ledger.Receive([.. sound.Select(item => item.Message!)]);
        for (var index = 0; index < sound.Count; index++)
        {
            sound[index].Judge(taken[index].Taken);
        }

        var lie = FaultFilter.Of(http) == FaultMode.Lie;
        return Wire.Json(new { KetQua = items.Select((item, place) => item.Shown(place, lie)).ToList() });
    }

    /// <summary>The status a lying portal tells instead: never the true one.</summary>
    public static string Lied(string status) => status == "9" ? "4" : "9";

    private sealed class Item
    {
        private string code = "";
        private string status = "";
        private bool again;

        public List<FieldFault> Faults { get; private init; } = [];

        public PortalMessage? Message { get; private set; }

        public static Item Read(JsonNode? node, MessageKind kind)
        {
            if (node is not JsonObject source)
            {
                return new Item { Faults = [new FieldFault("", "SAI_KIEU", "Mỗi mục phải là một đối tượng JSON.")] };
            }

            var fields = new JsonFields(source);
            var item = new Item { Faults = fields.Faults, code = CreateDossier.Code(fields), status = ReadStatus(fields) };
            // The documents write IDHoSo for progress and IdHoSo for status: both are taken.
            var id = fields.Optional("IDHoSo", 50) is { Length: > 0 } upper ? upper : fields.Optional("IdHoSo", 50);
            var moment = CreateDossier.Moment(fields, kind == MessageKind.Progress ? "ThoiDiemXuLy" : "ThoiDiem", required: kind == MessageKind.Progress);
            if (kind == MessageKind.Progress)
            {
                fields.Required("NguoiXuLy", 200);
                fields.Required("PhongBanXuLy", 300);
                fields.Required("NoiDungXuLy", 2000);
                CreateDossier.Moment(fields, "NgayBatDau", required: false);
                CreateDossier.Moment(fields, "NgayKetThucTheoQuyDinh", required: false);
            }

            var sequence = ReadSequence(fields);
            if (sequence is null && moment.Length == 0 && kind == MessageKind.Status && fields.Faults.Count == 0)
            {
                fields.Fault("SoThuTu", "THIEU", "Cần SoThuTu hoặc ThoiDiem để nhận ra bản tin gửi lại.");
            }

            item.Message = new PortalMessage(kind, item.code, id, new MessageKey(sequence, moment), source);
            return item;
        }

        public void Judge(Taken taken)
        {
            again = taken == Taken.Again;
            (string Field, string Code, string Sentence)? fault = taken switch
            {
                Taken.UnknownDossier => ("MaHoSo", "KHONG_CO_HO_SO", "Cổng chưa có hồ sơ này. Hãy nối hồ sơ trước."),
                Taken.WrongId => ("IdHoSo", "SAI_ID", "IdHoSo không phải của hồ sơ này."),
                Taken.Contradicts => ("SoThuTu", "TRUNG_KHOA", "Bản tin cùng số thứ tự hoặc thời điểm đã nhận với nội dung khác."),
                _ => null,
            };
            if (fault is { } found)
            {
                Faults.Add(new FieldFault(found.Field, found.Code, found.Sentence));
            }
        }

        public object Shown(int place, bool lie) => new
        {
            ViTri = place,
            MaHoSo = code,
            TrangThai = lie ? Lied(status) : status,
            Ma = Faults.Count > 0 ? "TU_CHOI" : again ? "DA_NHAN_TRUOC_DO" : "DA_NHAN",
            Loi = Faults,
        };

        private static string ReadStatus(JsonFields fields)
        {
            var text = fields.Required("TrangThai", 2);
            if (text.Length > 0 && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 1 and <= 10))
            {
                fields.Fault("TrangThai", "SAI", "TrangThai phải là mã từ 1 đến 10.");
            }

            return text;
        }

        private static long? ReadSequence(JsonFields fields)
        {
            var text = fields.Optional("SoThuTu", 18);
            if (text.Length == 0)
            {
                return null;
            }

            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            fields.Fault("SoThuTu", "SAI", "SoThuTu phải là số nguyên không âm.");
            return null;
        }
    }
}
