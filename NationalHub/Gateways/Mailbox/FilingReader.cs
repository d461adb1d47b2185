using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NationalHub.Gateways.Portal;
using Protos.PublicService;
using Protos.Values;

namespace NationalHub.Gateways.Mailbox;

/// <summary>
/// Reads a dossier of the portal (policy 5.4) with the declaration that came along: <c>ToKhai {MauDon, TruongDuLieu {box: text}}</c>. Tells everything that is wrong at once; what is wrong with
/// the declaration itself the province's own rules say. Pure.
/// </summary>
internal static partial class FilingReader
{
    public const int MostPapers = 40;
    private const int MostBoxes = 1000;
    private const int LongestText = 2000;

    /// <summary>MaHoSo in one of its forms (policy 5.2); empty when it is none: then there is nothing to answer to.</summary>
    public static string Code(string told) => told.Length <= 40 && DossierCode().IsMatch(told) ? told : "";

    /// <summary>Identifier of the province in the receiving unit, e.g. H56 of H56.12.03, and the province that the owner's address names.</summary>
    public static (string Identifier, string Province) Destination(JsonNode? told)
    {
        var detail = Detail(told);
        var named = Json.Text(detail, "MaTinhChuHs");
        return (Json.Text(told, "MaDonViTiepNhan").Split('.')[0], named.Length > 0 ? named : Json.Text(detail, "MaTinh"));
    }

    /// <summary>False when a text in it is none (half of a pair of surrogates): it can be read as little as what is no JSON.</summary>
    public static bool IsSound(JsonNode? told)
    {
        try
        {
            return Destination(told) is var _ && Read(told) is var _;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static (Filing Filing, IReadOnlyList<string> Faults) Read(JsonNode? told)
    {
        var faults = new List<string>();
        var detail = Detail(told);
        var form = Child(told, "ToKhai");
        var filing = new Filing
        {
            Code = Code(Json.Text(told, "MaHoSo")), ProcedureCode = Text(told, "MaTTHC", 20, faults), FormCode = Text(form, "MauDon", 20, faults, "ToKhai."),
            Submitter = new FilingPerson
            {
                FullName = Short(detail, "TenNguoiNop"), Number = Short(detail, "SoDinhDanh"), BirthDate = Born(Short(detail, "NgaySinh")), Phone = Short(detail, "SoDienThoai"),
                CommuneCode = Short(detail, "MaXa"), Address = Short(detail, "DiaChiChiTiet"),
            },
            Owner = new FilingPerson
            {
                FullName = Short(detail, "TenChuHs"), Number = Short(detail, "SoDinhDanhChuHs"), BirthDate = Born(Short(detail, "NgaySinhChuHs")), CommuneCode = Short(detail, "MaXaChuHs"),
                Address = Short(detail, "DiaChiChiTietChuHs"),
            },
        };
        if (DateTime.TryParseExact(Json.Text(told, "NgayNop"), "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            filing.SubmittedAtUnixMs = new DateTimeOffset(at, TimeSpan.FromHours(7)).ToUnixTimeMilliseconds();
        }
        else
        {
            faults.Add("NgayNop: phải viết yyyyMMddHHmmss, ví dụ 20221005083000.");
        }

        Boxes(filing, form, faults);
        Papers(filing, told, faults);
        return (filing, faults);
    }

    private static void Boxes(Filing filing, JsonNode? form, List<string> faults)
    {
        if (Child(form, "TruongDuLieu") is not JsonObject boxes)
        {
            return;
        }

        if (boxes.Count > MostBoxes)
        {
            faults.Add($"ToKhai.TruongDuLieu: nhiều nhất {MostBoxes} ô.");
            return;
        }

        foreach (var (name, value) in boxes.Where(b => b.Value is JsonValue))
        {
            var text = value!.ToString();
            filing.Answers[name] = text.Length <= LongestText ? text : text[..LongestText];
        }
    }

    private static void Papers(Filing filing, JsonNode? told, List<string> faults)
    {
        foreach (var (row, paper) in Json.Items(told, "ThanhPhanHoSo").SelectMany(row => Json.Items(row, "GiayToDinhKem").Select(paper => (row, paper))))
        {
            var read = new FilingPaper
            {
                Kind = Short(row, "MaThanhPhanHoSo"), FileName = Short(paper, "TenGiayTo"), Hash = Json.Text(paper, "HashTepTin").ToLowerInvariant(), SourceId = Short(paper, "IdGiayTo"),
            };
            if (read.SourceId.Length == 0 || !Sha256().IsMatch(read.Hash))
            {
                faults.Add($"ThanhPhanHoSo: tệp “{read.FileName}” thiếu IdGiayTo hoặc HashTepTin không phải SHA-256.");
            }

            filing.Papers.Add(read);
        }

        if (filing.Papers.Count > MostPapers)
        {
            faults.Add($"ThanhPhanHoSo: nhiều nhất {MostPapers} tệp.");
        }
    }

    private static JsonNode? Detail(JsonNode? told) => Child(Child(told, "ThongTinNguoiNop"), "ThongTinChiTiet");

    private static JsonNode? Child(JsonNode? node, string name) => node is JsonObject holder && holder.TryGetPropertyValue(name, out var child) ? child : null;

    // yyyyMMdd as the portal writes it; as people write it too.
    private static string Born(string text) => BirthDate.TryParse(text.Length == 8 && text.All(char.IsAsciiDigit) ? $"{text[..4]}-{text[4..6]}-{text[6..]}" : text, out var born) ? born.ToString() : "";

    private static string Short(JsonNode? node, string name) => Json.Text(node, name).Trim() is { Length: <= 300 } text ? text : "";

    private static string Text(JsonNode? node, string name, int longest, List<string> faults, string before = "")
    {
        var text = Json.Text(node, name).Trim();
        if (text.Length == 0 || text.Length > longest)
        {
            faults.Add($"{before}{name}: thiếu hoặc dài quá {longest} ký tự.");
            return "";
        }

        return text;
    }

    [GeneratedRegex(@"^((000|\d{3})\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(\.\d{1,3})*-\d{6}(\d{2})?-\d{4,7}$", RegexOptions.CultureInvariant)]
    private static partial Regex DossierCode();

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}
