namespace ProvinceNode.Dossiers.Forms;

/// <summary>All forms and their versions. Pure.</summary>
public static class FormCatalogue
{
    public static IReadOnlyList<FormDefinition> All { get; } = [Form1dd.Definition];

    /// <summary>The version that a dossier was made on.</summary>
    public static FormDefinition? Of(string code, DateOnly version) => All.FirstOrDefault(f => f.Code == code && f.Version == version);

    /// <summary>The version in force on a day.</summary>
    public static FormDefinition? On(string code, DateOnly day) => All.FirstOrDefault(f => f.Code == code && f.IsInForce(day));
}
