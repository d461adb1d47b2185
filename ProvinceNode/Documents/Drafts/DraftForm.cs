using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Documents.Drafts;

/// <summary>The form that edits the texts of a draft: what the step's data make, what stands in each field, and what tells an old page.</summary>
/// <param name="Rendered">As the step's data make it now.</param>
/// <param name="Paper">With the edits.</param>
/// <param name="Fields">Fields with what stands in them: what was typed, else the edit, else the step's text.</param>
public sealed record DraftForm(PaperContent Rendered, DraftedPaper Paper, IReadOnlyList<(DraftField Field, string Text)> Fields)
{
    /// <summary>Version of the draft; 0 when nobody edited it.</summary>
    public long Version => Paper.Draft?.Version ?? 0;

    /// <summary>What was made from the facts, told by what can be edited; the day and the number on the head may pass without disturbing an editor.</summary>
    public string Made => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', DraftEdits.FieldsOf(Rendered).Select(f => f.Text)))));

    /// <summary>As it is looked at.</summary>
    public PaperContent Preview => Paper.Content with { IsDraft = true };

    public static DraftForm Of(PaperContent rendered, DraftedPaper paper)
    {
        var edits = paper.Draft is { } kept ? DraftEdits.Parse(kept.Edits) : [];
        return new DraftForm(rendered, paper, DraftEdits.FieldsOf(rendered).Select(f => (f, edits.FirstOrDefault(e => e.Part == f.Part && e.Was == f.Text)?.Now ?? f.Text)).ToList());
    }

    /// <summary>With what was typed in the fields that are still there.</summary>
    public DraftForm With(Dictionary<string, string> typed) => this with { Fields = Fields.Select(f => (f.Field, typed.GetValueOrDefault(f.Field.Name, f.Text))).ToList() };

    /// <summary>Texts of a sent form by the names of their fields.</summary>
    public Dictionary<string, string> Typed(IFormCollection form) => DraftEdits.FieldsOf(Rendered)
        .Where(f => form.ContainsKey(f.Name)).ToDictionary(f => f.Name, f => form[f.Name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal), StringComparer.Ordinal);
}
