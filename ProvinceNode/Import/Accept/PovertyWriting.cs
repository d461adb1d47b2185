using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Import.Accept;

/// <summary>
/// What a list says of the poverty of a person's household, entered for the list's year with its cell. A year that the registry knows already stays: it
/// rests on a dossier or on the yearly review (Decree 07/2021), which a list of payments does not correct.
/// </summary>
public static class PovertyWriting
{
    private const string Begins = PersonFields.Poverty + "/";
    private const int LongestSource = 200;

    /// <summary>Brings the years of the people of a chunk into the context.</summary>
    public static Task LoadAsync(NodeDb db, IReadOnlyCollection<Guid> people, int year, CancellationToken cancel) =>
        db.PovertyYears.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(y => y.Year == year && people.Contains(y.BeneficiaryId)).LoadAsync(cancel);

    /// <summary>Enters the year when the row tells it and the registry does not; the years of the people are loaded.</summary>
    /// <returns>What changed, or null.</returns>
    public static RowChange? Apply(NodeDb db, Beneficiary person, RowValues said, int year, Origin origin)
    {
        if (said.Number(Field.Poverty) is not { } word || db.PovertyYears.Local.Any(y => y.BeneficiaryId == person.Id && y.Year == year))
        {
            return null;
        }

        var status = word switch { 1 => PovertyStatus.Poor, 2 => PovertyStatus.NearPoor, _ => PovertyStatus.None };
        db.Add(new PovertyYear
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(origin.At)), BeneficiaryId = person.Id, TenantPath = person.TenantPath, SharedPath = person.SharedPath, Year = year, Status = status,
            Source = origin.Reference.Length > LongestSource ? origin.Reference[..LongestSource] : origin.Reference,
        });
        PersonFields.Note(db, person.Id, [(PersonFields.Poverty, PersonWriting.Cell(said, Field.Poverty))], origin);
        return new RowChange($"{Begins}{year}", "", status.ToString());
    }

    /// <summary>Takes the year away that a row entered, unless it was changed since; the years of the people are loaded.</summary>
    public static void Restore(NodeDb db, Beneficiary person, IReadOnlyList<RowChange> changes, Origin origin)
    {
        foreach (var change in changes.Where(c => c.Property.StartsWith(Begins, StringComparison.Ordinal)))
        {
            var year = int.Parse(change.Property[Begins.Length..], System.Globalization.CultureInfo.InvariantCulture);
            if (db.PovertyYears.Local.FirstOrDefault(y => y.BeneficiaryId == person.Id && y.Year == year && y.Status.ToString() == change.After && y.DecisionNumber.Length == 0) is { } entered)
            {
                db.Remove(entered);
                PersonFields.Note(db, person.Id, [(PersonFields.Poverty, "")], origin);
            }
        }
    }
}
