using System.Globalization;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>What the pages of the wizard and the clerk's entry show; both fill it alike.</summary>
public sealed record ApplyView
{
    public required FormSet Set { get; init; }

    public required FormValues Values { get; init; }

    public required DateOnly Today { get; init; }

    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>Communes to choose from: found ones, or the chosen one.</summary>
    public IReadOnlyList<CommuneChoice> Communes { get; init; } = [];

    /// <summary>Whether <see cref="Communes"/> is the whole list, to be shown as a select.</summary>
    public bool WholeList { get; init; }

    public string Query { get; init; } = "";

    /// <summary>The clerk's page: denser, in person.</summary>
    public bool ByClerk { get; init; }

    /// <summary>Problems of the whole form, for the review page.</summary>
    public IReadOnlyList<Problem> AllProblems { get; init; } = [];

    /// <inheritdoc cref="FormFieldsView.Villages"/>
    public IReadOnlyList<string> Villages { get; init; } = [];

    /// <inheritdoc cref="FormFieldsView.OwnGroups"/>
    public IReadOnlyList<string> OwnGroups { get; init; } = [];

    /// <summary>What is asked for in this dossier.</summary>
    public IReadOnlyList<Situation> Asked { get; init; } = [];

    /// <summary>What may be asked in the same dossier.</summary>
    public IReadOnlyList<Situation> Beside { get; init; } = [];

    public FormScope Scope => Values.On(Today);

    /// <summary>Fields of a page for the common renderer.</summary>
    public FormFieldsView Fields(FormStep step) => new()
    {
        Fields = step.Fields, Values = Values, Today = Today, ByClerk = ByClerk, Villages = Villages, OwnGroups = OwnGroups, OnPage = ByClerk ? Set.Fields.ToList() : step.Fields,
        Commune = new CommuneBox(Communes.Select(c => new KeyValuePair<string, string>(c.Code, c.Name)).ToList(), WholeList, Query),
    };

    /// <summary>The answers read back, with the papers where they belong.</summary>
    public IReadOnlyList<ReadPart> ReadBack()
    {
        var parts = FormRead.Parts(Set.Steps.Where(s => s.Slug is not EndBlocks.Review and not EndBlocks.Papers), Scope, c => Communes.FirstOrDefault(x => x.Code == c)?.Name ?? "").ToList();
        var papers = Set.Papers.Where(p => p.IsNeeded(Scope) || Files.Any(f => f.Paper == p.Kind.Code))
            .Select(p => new ReadLine(p.Kind.NameOn(Today), string.Join(", ", Files.Where(f => f.Paper == p.Kind.Code).Select(f => f.FileName)), EndBlocks.PaperPrefix + p.Kind.Code)).ToList();
        parts.Insert(parts.FindIndex(p => p.Slug == EndBlocks.Result), new ReadPart("Giấy tờ", EndBlocks.Papers, papers));
        return parts.Where(p => p.Lines.Count > 0).ToList();
    }

    /// <summary>E.g. 1,2 MB.</summary>
    public static string Size(long bytes) => bytes >= 1024 * 1024
        ? (bytes / 1048576m).ToString("0.0", VietnameseFormat.Culture) + " MB"
        : ((bytes + 1023) / 1024).ToString(CultureInfo.InvariantCulture) + " KB";
}
