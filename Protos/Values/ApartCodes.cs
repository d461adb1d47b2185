namespace Protos.Values;

/// <summary>
/// Codes of groups whose people are named to nobody (Decree 20/2021 Art. 8(1)(b); Law 64/2006/QH11): clauses 3 and 8 of Art. 5, and groups of a province or of a
/// later decree that are marked in their code. The code tells it by itself: in a row of the registry, in a declaration, in a message, also years later.
/// </summary>
public static class ApartCodes
{
    /// <summary>After the prefix of a marked group: P38.K.1, QG.K.1.</summary>
    public const string Mark = "K.";

    public static bool Holds(string code) => code is "3" or "8" || code.StartsWith("3.", StringComparison.Ordinal) || code.StartsWith("8.", StringComparison.Ordinal)
        || code.Contains("." + Mark, StringComparison.Ordinal);
}
