using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ProvinceNode.Documents;

/// <summary>A row of a two-column list on a paper: label and value.</summary>
public sealed record PaperLine(string Label, string Value);

/// <summary>A signature block: authority lines, and the name when it is signed.</summary>
public sealed record SignatureBlock(string Title, string Name, string Hint = "(Ký, ghi rõ họ tên)");

/// <summary>
/// The whole content of an official paper, frozen when it is issued; the layout of Decree 30/2020 renders it (policy 4.1, 4.3).
/// </summary>
public sealed record PaperContent
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Superior body in capitals, e.g. ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC.</summary>
    public string Superior { get; init; } = "";

    /// <summary>Issuing body in capitals.</summary>
    public required string Issuer { get; init; }

    /// <summary>E.g. Số: 05/QĐ-UBND; <c>Số:        /QĐ-UBND</c> before numbering.</summary>
    public string NumberLine { get; init; } = "";

    /// <summary>E.g. Hoa Lộc, ngày 05 tháng 10 năm 2022.</summary>
    public required string PlaceAndDate { get; init; }

    /// <summary>Type in capitals, e.g. QUYẾT ĐỊNH.</summary>
    public required string Title { get; init; }

    /// <summary>E.g. Về việc trợ cấp xã hội hàng tháng.</summary>
    public string Summary { get; init; } = "";

    /// <summary>CHỦ TỊCH ỦY BAN NHÂN DÂN …, over the legal bases of a decision.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Căn cứ …</summary>
    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>Heading between bases and articles, e.g. QUYẾT ĐỊNH:</summary>
    public string Resolves { get; init; } = "";

    /// <summary>Paragraphs; one that starts with "Điều n." has its start in bold.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<PaperLine> Lines { get; init; } = [];

    /// <summary>Numbered list, e.g. papers filed or things wanted.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    public string ItemsTitle { get; init; } = "";

    public IReadOnlyList<string> Closing { get; init; } = [];

    /// <summary>Nơi nhận.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    public IReadOnlyList<SignatureBlock> Signatures { get; init; } = [];

    /// <summary>Dossier code, printed with a QR code of the tracking page.</summary>
    public string DossierCode { get; init; } = "";

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">Not a stored paper.</exception>
    public static PaperContent Parse(string json) => JsonSerializer.Deserialize<PaperContent>(json, Json)!;
}
