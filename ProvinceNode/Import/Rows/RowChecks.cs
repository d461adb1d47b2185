using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Rows;

/// <summary>A fault between two fields, before its cell is known. Pure.</summary>
internal sealed record CrossFault(FaultLevel Level, ProblemKind Kind, Field Field, params object[] Parts);

/// <summary>Fields of a row that speak about each other (policy 8.1). Pure.</summary>
internal static class RowChecks
{
    /// <summary>Codes of what is found here; found anew when a value changes.</summary>
    public static IReadOnlySet<string> Codes { get; } = new HashSet<string>(StringComparer.Ordinal) { RowProblems.NobodyKnown.Code, ValueProblems.NumberBirth.Code, ValueProblems.NumberSex.Code };

    public static void Run(RowDraft row)
    {
        var said = row.Values;
        T? Get<T>(Field field) => said.TryGetValue(field, out var value) ? (T)value.Value : default;
        var birth = said.ContainsKey(Field.Birth) ? Get<BirthDate>(Field.Birth) : (BirthDate?)null;
        foreach (var fault in Of(Get<string>(Field.CitizenNumber) ?? "", Get<string>(Field.OldNumber) ?? "", birth, Get<int>(Field.Sex), row.Faults.Any(f => f.Level == FaultLevel.Error)))
        {
            row.Fault(fault.Level, fault.Kind, fault.Field, null, fault.Parts);
        }
    }

    /// <param name="sex">0: not said.</param>
    /// <param name="hasError">Whether the row goes back already: then it need not be said that nothing tells the person.</param>
    public static IEnumerable<CrossFault> Of(string citizen, string old, BirthDate? birth, int sex, bool hasError)
    {
        if (birth is null && citizen.Length == 0 && old.Length == 0 && !hasError)
        {
            yield return new(FaultLevel.Error, RowProblems.NobodyKnown, Field.Birth);
        }

        if (!CitizenId.TryParse(citizen, out var id))
        {
            yield break;
        }

        // New data would be refused; lists of people who are paid already come with a warning (policy 8.1, validator).
        if (birth is { Assumed.Year: var year } && year != id.BirthYear)
        {
            yield return new(FaultLevel.Warning, ValueProblems.NumberBirth, Field.CitizenNumber, $"{id.BirthYear}", $"{year}");
        }

        if (sex != 0 && sex != id.Sex)
        {
            yield return new(FaultLevel.Warning, ValueProblems.NumberSex, Field.CitizenNumber, Sex(id.Sex), Sex(sex));
        }
    }

    private static string Sex(int sex) => sex == 1 ? "nam" : "nữ";
}
