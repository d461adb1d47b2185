using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Merging;

/// <summary>A column of a table that names a person.</summary>
public sealed record PersonColumn(IEntityType Type, IProperty Property)
{
    public string Table => Type.GetTableName()!;
}

/// <summary>A row that names a person, tracked.</summary>
public sealed record PersonRow(PersonColumn Column, EntityEntry Entry)
{
    public Guid Key => (Guid)Entry.Property("Id").CurrentValue!;

    public MovedRow Note => new(Column.Table, Column.Property.Name, Key);

    /// <summary>Names another person.</summary>
    public void Give(Guid person) => Entry.Property(Column.Property).CurrentValue = person;
}

/// <summary>
/// Every row of the database that names a person, found from the model itself: a table that a slice adds later is carried along by a merge without anybody
/// thinking of it, and the registry need not know the slice.
/// </summary>
public static class PersonRows
{
    // A column of these names holds a person's id, wherever it stands.
    private static readonly string[] Names = ["BeneficiaryId", "OtherId"];

    // Tells where the values of the very record came from: stays with it.
    private static readonly string[] OfTheRecord = ["FieldOrigins"];

    private static readonly MethodInfo Load = typeof(PersonRows).GetMethod(nameof(LoadAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Columns that name people; not those that are the key of a row about the person's record itself.</summary>
    public static IReadOnlyList<PersonColumn> Columns(NodeDb db) =>
    [
        .. db.Model.GetEntityTypes().Where(t => t.GetTableName() is { } table && !OfTheRecord.Contains(table) && t.FindProperty("Id")?.ClrType == typeof(Guid))
            .SelectMany(t => t.GetProperties().Where(p => Names.Contains(p.Name) && !p.IsPrimaryKey() && (p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?))).Select(p => new PersonColumn(t, p)))
            .OrderBy(c => c.Table, StringComparer.Ordinal).ThenBy(c => c.Property.Name, StringComparer.Ordinal),
    ];

    /// <summary>The rows that name a person, of whatever office: who may not write one of them may not merge. Evidence is carried along wherever it lies.</summary>
    public static async Task<List<PersonRow>> OfAsync(NodeDb db, Guid person, CancellationToken cancel)
    {
        var rows = new List<PersonRow>();
        foreach (var column in Columns(db))
        {
            var found = (Task<List<object>>)Load.MakeGenericMethod(column.Type.ClrType).Invoke(null, [db, column.Property.Name, column.Property.ClrType == typeof(Guid?), person, cancel])!;
            rows.AddRange((await found).Where(r => r is not IEvidenceOfPerson { IsTaken: false }).Select(r => new PersonRow(column, db.Entry(r))));
        }

        return rows;
    }

    /// <summary>Whether the person who is to get the row has one already where only one may be, e.g. a year's poverty status.</summary>
    public static bool Collides(PersonRow row, IReadOnlyList<PersonRow> others) => row.Column.Type.GetIndexes()
        .Where(i => i.IsUnique && i.Properties.Contains(row.Column.Property) && Counts(i, row))
        .Any(i => others.Any(o => o.Column.Type == row.Column.Type && Counts(i, o)
            && i.Properties.Where(p => p != row.Column.Property).All(p => Equals(o.Entry.Property(p).CurrentValue, row.Entry.Property(p).CurrentValue))));

    // An index with a filter holds only rows that count: a month that came back unpaid keeps no paid one off.
    private static bool Counts(IIndex index, PersonRow row) => index.GetFilter() is null || row.Entry.Entity is not IEvidenceOfPerson { Counts: false };

    /// <summary>The row of another office that stands in the way: nobody changes what his office has no hand in.</summary>
    public static async Task<Problem?> ElsewhereAsync(NodeDb db, IEnumerable<PersonRow> rows, CancellationToken cancel)
    {
        if (rows.Select(r => r.Entry.Entity).OfType<ITenantOwned>().FirstOrDefault(r => r is not IEvidenceOfPerson && !db.Scope.Allows(r.TenantPath)) is not { } foreign)
        {
            return null;
        }

        var name = await db.Offices.AsNoTracking().Where(o => o.TenantPath == foreign.TenantPath).Select(o => o.UnitName).FirstOrDefaultAsync(cancel);
        return MergeProblems.Elsewhere.Now(name ?? foreign.TenantPath);
    }

    private static async Task<List<object>> LoadAsync<T>(NodeDb db, string column, bool optional, Guid person, CancellationToken cancel)
        where T : class
    {
        var all = db.Set<T>().IgnoreQueryFilters([NodeDb.TenantFilter]);
        var rows = optional ? all.Where(r => EF.Property<Guid?>(r, column) == person) : all.Where(r => EF.Property<Guid>(r, column) == person);
        return [.. await rows.ToListAsync(cancel)];
    }
}
