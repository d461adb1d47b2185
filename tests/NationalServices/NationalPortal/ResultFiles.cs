using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>
/// Files that are sent up and the result papers made of them (policy 5.4, call 3 and DanhSachGiayToKetQua); in memory.
/// <para>POST /dvcqg/tep?ten=… with the bytes as body → 200 <c>{"IdTepTin":"KQ00001","HashTepTin":"sha-256"}</c>; the same bytes again get the same id. The lie fault tells another hash. 400 when empty.</para>
/// <para>POST /dvcqg/ho-so/ket-qua <c>{"IdHoSo"?,"MaHoSo","DanhSachGiayToKetQua":[{"TenGiayTo","MaThanhPhanHoSo","GiayToId":"IdTepTin","DuongDanTepTinKetQua"}]}</c> → 200 <c>{"MaHoSo","SoKetQua":1}</c>, the list replaces the one before;
/// 404 KHONG_CO_HO_SO; 400 KHONG_CO_TEP when a GiayToId was never sent up, or all faults.</para>
/// <para>GET /dvcqg/tep-ket-qua/{IdTepTin} → its bytes. GET /dvcqg/ho-so/{code} shows KetQua, the list of dossiers SoKetQua.</para>
/// </summary>
internal sealed class ResultFiles
{
    private const int LargestFile = 25 * 1024 * 1024;
    private readonly Lock gate = new();
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonArray> results = new(StringComparer.Ordinal);
    private int uploads;

    /// <summary>Files that came, repeats too.</summary>
    public int Uploads
    {
        get
        {
            lock (gate)
            {
                return uploads;
            }
        }
    }

    public static async Task<IResult> UploadAsync(HttpContext http, ResultFiles kept)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestFile;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (body.Length == 0)
        {
            return Refusal.Because(StatusCodes.Status400BadRequest, "TEP_RONG", "Tệp không có nội dung.");
        }

        var content = body.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var id = kept.Keep(hash, content);
        return Wire.Json(new { IdTepTin = id, HashTepTin = FaultFilter.Of(http) == FaultMode.Lie ? new string('0', 64) : hash });
    }

    public static async Task<IResult> TellAsync(HttpContext http, ResultFiles kept, PortalLedger ledger)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var code = CreateDossier.Code(fields);
        var list = fields.List("DanhSachGiayToKetQua", required: true);
        for (var index = 0; index < list.Count; index++)
        {
            if (fields.Item("DanhSachGiayToKetQua", list[index], index) is { } paper)
            {
                paper.Required("TenGiayTo", 300);
                paper.Required("MaThanhPhanHoSo", 50);
                paper.Required("GiayToId", 50);
                paper.Required("DuongDanTepTinKetQua", 300);
            }
        }

        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        if (ledger.Read(code, dossier => dossier.Code) is null)
        {
            return Refusal.Because(StatusCodes.Status404NotFound, "KHONG_CO_HO_SO", "Cổng chưa có hồ sơ này. Hãy nối hồ sơ trước.");
        }

        return kept.Take(code, [.. list.OfType<JsonObject>()])
            ? Wire.Json(new { MaHoSo = code, SoKetQua = list.Count })
            : Refusal.Because(StatusCodes.Status400BadRequest, "KHONG_CO_TEP", "GiayToId chưa được gửi lên. Hãy gửi tệp trước.");
    }

    public static IResult File(string id, ResultFiles kept)
    {
        lock (kept.gate)
        {
            return kept.files.TryGetValue(id, out var content) ? Microsoft.AspNetCore.Http.Results.Bytes(content, "application/pdf") : Refusal.Because(StatusCodes.Status404NotFound, "KHONG_CO_TEP", "Cổng không có tệp này.");
        }
    }

    /// <summary>Result papers of a dossier.</summary>
    public IReadOnlyList<JsonNode> Of(string code)
    {
        lock (gate)
        {
            return results.TryGetValue(code, out var list) ? [.. list.Select(r => r!.DeepClone())] : [];
        }
    }

    private string Keep(string hash, byte[] content)
    {
        lock (gate)
        {
            uploads++;
            var known = files.FirstOrDefault(f => Convert.ToHexStringLower(SHA256.HashData(f.Value)) == hash).Key;
            var id = known ?? $"KQ{files.Count + 1:00000}";
            files[id] = content;
            return id;
        }
    }

    private bool Take(string code, List<JsonObject> papers)
    {
        lock (gate)
        {
            if (!papers.TrueForAll(p => files.ContainsKey(p["GiayToId"]!.ToString())))
            {
                return false;
            }

            results[code] = new JsonArray([.. papers.Select(p => p.DeepClone())]);
            return true;
        }
    }
}
