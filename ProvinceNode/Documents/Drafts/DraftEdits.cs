using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Protos.Values;

namespace ProvinceNode.Documents.Drafts;

/// <summary>Parts of a paper that people may edit. Stored by name.</summary>
public enum DraftPart
{
    Summary,

    /// <summary>Legal bases, one a line.</summary>
    Bases,

    /// <summary>One paragraph of the body.</summary>
    Paragraph,

    /// <summary>One paragraph after lists and tables.</summary>
    Closing,

    /// <summary>Nơi nhận, one a line.</summary>
    Recipients,
}

/// <summary>A text that may be edited, as the step's data make it.</summary>
/// <param name="Index">Which of its part; 0 when there is one.</param>
public sealed record DraftField(DraftPart Part, int Index, string Text)
{
    /// <summary>Name of its input.</summary>
    public string Name => $"{Part}.{Index}";
}

/// <summary>An edit: the text that was edited and what stands in its place. Several lines are several paragraphs; none takes it out.</summary>
public sealed record DraftEdit(DraftPart Part, string Was, string Now);

/// <summary>Applies edits to what the step's data make. Pure.</summary>
public static class DraftEdits
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>Texts of a paper that may be edited. Amounts, names, tables, lines, head and signatures are not among them.</summary>
    public static IReadOnlyList<DraftField> FieldsOf(PaperContent paper) =>
    [
        .. paper.Summary.Length > 0 ? [new DraftField(DraftPart.Summary, 0, paper.Summary)] : Array.Empty<DraftField>(),
        .. paper.Bases.Count > 0 ? [new DraftField(DraftPart.Bases, 0, string.Join('\n', paper.Bases))] : Array.Empty<DraftField>(),
        .. paper.Paragraphs.Select((p, i) => new DraftField(DraftPart.Paragraph, i, p)),
        .. paper.Closing.Select((p, i) => new DraftField(DraftPart.Closing, i, p)),
        .. paper.Recipients.Count > 0 ? [new DraftField(DraftPart.Recipients, 0, string.Join('\n', paper.Recipients))] : Array.Empty<DraftField>(),
    ];

    /// <summary>The paper with its edits. An edit whose text is no longer there, because facts changed, is told in <c>Lost</c>.</summary>
    public static (PaperContent Paper, IReadOnlyList<DraftEdit> Lost) Apply(PaperContent paper, IReadOnlyList<DraftEdit> edits)
    {
        var lost = new List<DraftEdit>();
        foreach (var edit in edits)
        {
            if (Put(paper, edit) is { } edited)
            {
                paper = edited;
            }
            else
            {
                lost.Add(edit);
            }
        }

        return (paper, lost);
    }

    /// <summary>Text as it is kept: lines without needless spaces; empty lines fall away.</summary>
    public static string Clean(string? text) =>
        string.Join('\n', (text ?? "").Split('\n').Select(VietnameseText.Clean).Where(l => l.Length > 0));

    public static string ToJson(IReadOnlyList<DraftEdit> edits) => JsonSerializer.Serialize(edits, Json);

    /// <exception cref="JsonException">Not stored edits.</exception>
    public static IReadOnlyList<DraftEdit> Parse(string json) => JsonSerializer.Deserialize<List<DraftEdit>>(json, Json)!;

    private static PaperContent? Put(PaperContent paper, DraftEdit edit) => edit.Part switch
    {
        DraftPart.Summary => paper.Summary == edit.Was ? paper with { Summary = edit.Now.Replace('\n', ' ') } : null,
        DraftPart.Bases => string.Join('\n', paper.Bases) == edit.Was ? paper with { Bases = Lines(edit.Now) } : null,
        DraftPart.Recipients => string.Join('\n', paper.Recipients) == edit.Was ? paper with { Recipients = Lines(edit.Now) } : null,
        DraftPart.Paragraph => Replaced(paper.Paragraphs, edit) is { } paragraphs ? paper with { Paragraphs = paragraphs } : null,
        _ => Replaced(paper.Closing, edit) is { } closing ? paper with { Closing = closing } : null,
    };

    private static List<string>? Replaced(IReadOnlyList<string> paragraphs, DraftEdit edit)
    {
        var at = paragraphs.ToList().IndexOf(edit.Was);
        return at < 0 ? null : [.. paragraphs.Take(at), .. Lines(edit.Now), .. paragraphs.Skip(at + 1)];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
