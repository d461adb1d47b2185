using Protos.Reference;

namespace ProvinceNode.Dossiers;

/// <summary>Administrative procedures (TTHC) that the node processes, from the shipped table. Pure.</summary>
public static class Procedures
{
    /// <summary>Monthly social assistance: new, adjust, stop (policy 3.1).</summary>
    public const string MonthlyAssistance = "1.001776";

    private static readonly Lazy<Dictionary<string, string>> Names = new(() =>
        ReferenceTable.Read("procedures").Rows.ToDictionary(r => r["code"], r => r["name"], StringComparer.Ordinal));

    /// <summary>Official name, or the code itself when it is not shipped.</summary>
    public static string NameOf(string code) => Names.Value.GetValueOrDefault(code, code);

    public static bool IsKnown(string code) => Names.Value.ContainsKey(code);
}
