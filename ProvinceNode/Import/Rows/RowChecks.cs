using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using Protos.Values;

namespace ProvinceNode.Import.Rows;

/// <summary>Fields of a row that speak about each other (policy 8.1). Pure.</summary>
internal static class RowChecks
{
    public static void Run(RowDraft row)
    {
        var said = row.Values;
        if (!said.ContainsKey(Field.Birth) && !said.ContainsKey(Field.CitizenNumber) && !said.ContainsKey(Field.OldNumber) && row.Faults.All(f => f.Level != FaultLevel.Error))
        {
            row.Fault(FaultLevel.Error, RowProblems.NobodyKnown, Field.Birth);
        }

        if (!said.TryGetValue(Field.CitizenNumber, out var number) || !CitizenId.TryParse((string)number.Value, out var id))
        {
            return;
        }

        // New data would be refused; lists of people who are paid already come with a warning (policy 8.1, validator).
        if (said.TryGetValue(Field.Birth, out var birth) && ((BirthDate)birth.Value).Assumed.Year is var year && year != id.BirthYear)
        {
            row.Fault(FaultLevel.Warning, ValueProblems.NumberBirth, Field.CitizenNumber, null, $"{id.BirthYear}", $"{year}");
        }

        if (said.TryGetValue(Field.Sex, out var sex) && (int)sex.Value != id.Sex)
        {
            row.Fault(FaultLevel.Warning, ValueProblems.NumberSex, Field.CitizenNumber, null, Sex(id.Sex), Sex((int)sex.Value));
        }
    }

    private static string Sex(int sex) => sex == 1 ? "nam" : "nữ";
}
