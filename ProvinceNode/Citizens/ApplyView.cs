using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>What the views of the steps show; the wizard and the clerk's entry fill it alike.</summary>
public sealed record ApplyView
{
    public required SubmitForm Form { get; init; }

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

    public string CommuneName => Communes.FirstOrDefault(c => c.Code == Form.CommuneCode)?.Name ?? "";
}
