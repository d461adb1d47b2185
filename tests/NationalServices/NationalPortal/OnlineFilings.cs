using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>
/// What citizens filed on the portal, until the centre told what became of it; in memory.
/// <para>POST /quan-tri/ho-so-den <c>{"HoSo":{as in <see cref="CreateDossier"/>, "ToKhai":{"MauDon":"1đ","TruongDuLieu":{"FullName":"…"}}},"Tep":[{"MaThanhPhanHoSo":"9","TenGiayTo":"giay.jpg","NoiDung":"base64"}]}</c>
/// files one as a citizen does → 200 <c>{"MaHoSo"}</c>; the files become its ThanhPhanHoSo with IdGiayTo and HashTepTin (SHA-256). The dossier stands in the portal's ledger from then on.</para>
/// <para>GET /dvcqg/ho-so-den?sau=…&amp;soLuong=100 → <c>{"DanhSach":[{HoSo}],"TiepTheo":"last MaHoSo, or null"}</c>, those whose outcome is not told, by code.
/// GET /dvcqg/tep/{IdGiayTo} → its bytes (the lie fault changes one). POST /dvcqg/ho-so-den/ket-qua <c>{"MaHoSo","KetQua":"DA_NHAN|TRA_LAI","LyDo"}</c> → 200, 404, 400.</para>
/// <para>GET /quan-tri/ho-so-den/{code} → <c>{"MaHoSo","KetQua","LyDo","SoLanBao"}</c>.</para>
/// </summary>
internal sealed class OnlineFilings
{
    private const int LargestPage = 1000;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Filed> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public static async Task<IResult> FileAsync(HttpContext http, OnlineFilings filings, PortalLedger ledger)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null || fields.Source["HoSo"] is not JsonObject dossier || dossier["MaHoSo"]?.ToString() is not { Length: > 0 } code)
        {
            return refused ?? Refusal.Because(StatusCodes.Status400BadRequest, "YEU_CAU_SAI", "Cần HoSo có MaHoSo.");
        }

        var told = (JsonObject)dossier.DeepClone();
        var papers = new JsonArray();
        lock (filings.gate)
        {
            foreach (var file in fields.List("Tep", required: false).OfType<JsonObject>())
            {
                var (content, id) = (Convert.FromBase64String(file["NoiDung"]!.ToString()), $"T{filings.files.Count + 1:00000}");
                filings.files[id] = content;
                var paper = new JsonObject { ["IdGiayTo"] = id, ["TenGiayTo"] = file["TenGiayTo"]?.ToString(), ["HashTepTin"] = Convert.ToHexStringLower(SHA256.HashData(content)) };
                papers.Add(new JsonObject { ["MaThanhPhanHoSo"] = file["MaThanhPhanHoSo"]?.ToString(), ["TenThanhPhanHoSo"] = file["TenGiayTo"]?.ToString(), ["GiayToDinhKem"] = new JsonArray(paper) });
            }

            told["ThanhPhanHoSo"] = papers;
            filings.byCode[code] = new Filed(told);
        }

        ledger.Receive([new PortalMessage(MessageKind.Dossier, code, "", new MessageKey(null, ""), told)]);
        return Wire.Json(new { MaHoSo = code });
    }

    public static IResult List(string? sau, int? soLuong, OnlineFilings filings)
    {
        var take = Math.Clamp(soLuong ?? 100, 1, LargestPage);
        lock (filings.gate)
        {
            var rows = filings.byCode.Where(f => f.Value.Outcome.Length == 0 && string.CompareOrdinal(f.Key, sau ?? "") > 0).Take(take + 1).ToList();
            return Wire.Json(new { DanhSach = rows.Take(take).Select(r => r.Value.Told.DeepClone()).ToList(), TiepTheo = rows.Count > take ? rows[take - 1].Key : null });
        }
    }

    public static IResult File(string id, HttpContext http, OnlineFilings filings)
    {
        lock (filings.gate)
        {
            if (!filings.files.TryGetValue(id, out var content))
            {
                return Refusal.Because(StatusCodes.Status404NotFound, "KHONG_CO_TEP", "Cổng không có tệp này.");
            }

            var sent = (byte[])content.Clone();
            if (FaultFilter.Of(http) == FaultMode.Lie && sent.Length > 0)
            {
                sent[^1] ^= 1;
            }

            return Results.Bytes(sent, "application/octet-stream");
        }
    }

    public static async Task<IResult> TakeOutcomeAsync(HttpContext http, OnlineFilings filings)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var (code, outcome, why) = (fields.Required("MaHoSo", 60), fields.Required("KetQua", 10), fields.Optional("LyDo", 4000));
        if (outcome is not ("" or "DA_NHAN" or "TRA_LAI") || (outcome == "TRA_LAI" && why.Length == 0))
        {
            fields.Fault("KetQua", "SAI", "KetQua phải là DA_NHAN, hoặc TRA_LAI kèm LyDo.");
        }

        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        lock (filings.gate)
        {
            if (!filings.byCode.TryGetValue(code, out var filed))
            {
                return Refusal.Because(StatusCodes.Status404NotFound, "KHONG_CO_HO_SO", "Không ai nộp hồ sơ này trên Cổng.");
            }

            (filed.Outcome, filed.Why, filed.Times) = (outcome, why, filed.Times + 1);
            return Wire.Json(new { MaHoSo = code });
        }
    }

    public static IResult One(string code, OnlineFilings filings)
    {
        lock (filings.gate)
        {
            return filings.byCode.TryGetValue(code, out var filed)
                ? Wire.Json(new { MaHoSo = code, KetQua = filed.Outcome, LyDo = filed.Why, SoLanBao = filed.Times })
                : Refusal.Because(StatusCodes.Status404NotFound, "KHONG_CO_HO_SO", "Không ai nộp hồ sơ này trên Cổng.");
        }
    }

    private sealed class Filed(JsonObject told)
    {
        public JsonObject Told { get; } = told;

        public string Outcome { get; set; } = "";

        public string Why { get; set; } = "";

        public int Times { get; set; }
    }
}
