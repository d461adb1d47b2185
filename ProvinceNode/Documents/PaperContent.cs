using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace ProvinceNode.Documents;

/// <summary>A row of a two-column list on a paper: label and value.</summary>
public sealed record PaperLine(string Label, string Value);

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

    /// <summary>Under the dossier code, italic, e.g. (Liên: Giao tổ chức, cá nhân nộp hồ sơ).</summary>
    public string HeadNote { get; init; } = "";

    /// <summary>Kính gửi: one addressee on the same line, several each on a line of its own.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

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

    /// <summary>Tables, after the items and before the closing paragraphs.</summary>
    public IReadOnlyList<PaperTable> Tables { get; init; } = [];

    public IReadOnlyList<string> Closing { get; init; } = [];

    /// <summary>Nơi nhận.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    public IReadOnlyList<SignatureBlock> Signatures { get; init; } = [];

    /// <summary>Remarks under the signatures, small and italic.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Dossier code, printed with a QR code of the tracking page.</summary>
    public string DossierCode { get; init; } = "";

    /// <summary>Lists and minutes attached, each on pages of its own.</summary>
    public IReadOnlyList<PaperAnnex> Annexes { get; init; } = [];

    /// <summary>Registers and payment lists lie: the whole paper is one wide table.</summary>
    public bool Landscape { get; init; }

    /// <summary>A card of 66 × 98 mm instead of a page: the certificate of disability (Circular 01/2019).</summary>
    public bool Card { get; init; }

    /// <summary>Address where anyone verifies or tracks this paper; printed beside the QR code.</summary>
    public string VerifyUrl { get; init; } = "";

    /// <summary>What the QR code holds when it is not <see cref="VerifyUrl"/>.</summary>
    public string QrText { get; init; } = "";

    /// <summary>Not signed yet: DỰ THẢO stands across each page.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The paper that this one is a certified copy of: it is drawn first, as it was issued, and this one under it (Decree 30/2020, Annex I).</summary>
    public PaperContent? Original { get; init; }

    /// <summary>Across each page instead of DỰ THẢO, e.g. BẢN SAO or ĐÃ THU HỒI.</summary>
    public string Watermark { get; init; } = "";

    /// <summary>What stands across each page; empty for an issued paper.</summary>
    [JsonIgnore]
    public string WatermarkText => Watermark.Length > 0 ? Watermark : IsDraft ? "DỰ THẢO" : "";

    /// <summary>Content of the QR code; empty when there is none.</summary>
    [JsonIgnore]
    public string CodeText => QrText.Length > 0 ? QrText : VerifyUrl;

    /// <summary>A letter has no type line: its summary stands under the number (Decree 30/2020, Annex I).</summary>
    [JsonIgnore]
    public bool IsLetter => Title == "CÔNG VĂN";

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">Not a stored paper.</exception>
    public static PaperContent Parse(string json) => JsonSerializer.Deserialize<PaperContent>(json, Json)!;
}
