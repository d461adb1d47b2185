using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;

namespace ProvinceNode.Citizens;

/// <summary>What a draft holds: what is asked for, the forms as typed so far, and the papers already sent.</summary>
public sealed record DraftContent
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Slugs of <see cref="Dossiers.Forms.Situations"/>; the forms are those in force when the draft is opened.</summary>
    public List<string> Situations { get; init; } = [];

    public FormValues Values { get; init; } = new();

    public List<StoredFile> Files { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, Shape);

    public static DraftContent Parse(string json) => JsonSerializer.Deserialize<DraftContent>(json, Shape) ?? new DraftContent();
}
