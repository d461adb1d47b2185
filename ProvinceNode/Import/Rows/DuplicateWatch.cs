using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Rows;

/// <summary>Finds people who stand twice in a file: by number, or by name, birth year and village. Pure: keeps one place for each key.</summary>
public sealed class DuplicateWatch
{
    private readonly Dictionary<string, CellPlace> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CellPlace> _people = new(StringComparer.Ordinal);

    /// <summary>Faults of a row that repeats an earlier one; the earlier one has been told already and is named.</summary>
    public IEnumerable<RowFault> Check(IReadOnlyDictionary<Field, ImportedValue> values)
    {
        foreach (var field in new[] { Field.CitizenNumber, Field.OldNumber })
        {
            if (values.TryGetValue(field, out var number))
            {
                var key = (string)number.Value;
                if (_numbers.TryGetValue(key, out var first))
                {
                    // One person may have two entitlements (policy 6.4), but a list has one line for each person.
                    yield return new(FaultLevel.Error, RowProblems.SameNumber.Now(first), number.Place, field);
                    yield break;
                }

                _numbers[key] = number.Place;
            }
        }

        if (values.TryGetValue(Field.FullName, out var name) && values.TryGetValue(Field.Birth, out var birth))
        {
            var place = values.TryGetValue(Field.Village, out var village) ? VietnameseText.Fold((string)village.Value) : "";
            var key = $"{VietnameseText.Fold((string)name.Value)}|{((BirthDate)birth.Value).Assumed.Year}|{place}|{(values.TryGetValue(Field.Commune, out var commune) ? commune.Value : "")}";
            if (_people.TryGetValue(key, out var first))
            {
                yield return new(FaultLevel.Warning, RowProblems.SamePerson.Now(first), name.Place, Field.FullName);
            }
            else
            {
                _people[key] = name.Place;
            }
        }
    }
}
