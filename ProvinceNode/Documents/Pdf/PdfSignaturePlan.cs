using System.Globalization;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>
/// What the writer needs to leave a gap for a signature (PAdES, ETSI EN 319 142-1): the field, its visible lines, the room in bytes.
/// </summary>
public sealed record PdfSignaturePlan
{
    private const double Padding = 5;

    /// <summary>Name of the field, unique in the file.</summary>
    public string FieldName { get; init; } = "ChuKy1";

    /// <summary>What is seen, e.g. Ký bởi: …; Cơ quan: …; Thời gian: 05-10-2022; 08:30:00 +07:00 (Decree 30/2020, Annex I, II.7, 8).</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>Time the signer claims, written into the signature's dictionary.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>Name of the signer in the dictionary; may be empty.</summary>
    public string Name { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Location { get; init; } = "";

    /// <summary>Bytes kept for the signature (CMS), its certificates and a time stamp.</summary>
    public int ContentsBytes { get; init; } = 16 * 1024;

    /// <summary>Which block of the paper's signatures the field stands in; null is the last.</summary>
    public int? Signature { get; init; }

    /// <summary>Size of its letters in points.</summary>
    internal double Size { get; init; } = 9;

    /// <summary>Least height of the field in points.</summary>
    internal double Least { get; init; } = 46;

    /// <summary>The same signature in the room that a card has.</summary>
    internal PdfSignaturePlan OnCard => this with { Size = 5.5, Least = 18 };

    /// <summary>The usual three lines for a signer, his office and the moment.</summary>
    public static IReadOnlyList<string> VisibleLines(string signer, string office, DateTimeOffset time) =>
    [
        $"Ký bởi: {signer}", $"Cơ quan: {office}",
        string.Create(CultureInfo.InvariantCulture, $"Thời gian: {time:dd-MM-yyyy}; {time:HH:mm:ss} {(time.Offset < TimeSpan.Zero ? '-' : '+')}{time.Offset:hh\\:mm}"),
    ];

    internal double HeightOf(PaperFonts fonts, double width) => Math.Max(Least, (Broken(fonts, width).Count * Size * 1.2) + (Least > 20 ? 2 * Padding : 4));

    /// <summary>The picture of the field: its lines in the red of a seal, in a frame.</summary>
    internal string Appearance(PaperFonts fonts, IReadOnlyList<PdfFont> used, double width, double height)
    {
        var content = new StringBuilder();
        content.Append(CultureInfo.InvariantCulture, $"0.75 0 0 RG 0.75 0 0 rg 0.8 w 0.4 0.4 {width - 0.8:0.##} {height - 0.8:0.##} re S\n");
        var lines = Broken(fonts, width);
        var y = height - ((height - (lines.Count * Size * 1.2)) / 2) - (Size * 0.95);
        foreach (var line in lines)
        {
            content.Append(CultureInfo.InvariantCulture, $"BT 1 0 0 1 {Padding:0.##} {y:0.##} Tm ");
            PdfPage.WriteParts(content, used, line, 0);
            content.Append("ET\n");
            y -= Size * 1.2;
        }

        return content.ToString();
    }

    private List<TextLine> Broken(PaperFonts fonts, double width) =>
        [.. Lines.SelectMany(l => new LineBreaker(fonts, Size).Break([new TextSpan(l)], width - (2 * Padding)))];
}
