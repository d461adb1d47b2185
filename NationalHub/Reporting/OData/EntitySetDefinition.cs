using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting.OData;

/// <summary>An entity set as the door sees it, whatever its entity type.</summary>
public abstract class EntitySetDefinition
{
    private protected EntitySetDefinition(string name, Type entityType)
    {
        Name = name;
        EntityType = entityType;
        TypeName = entityType.Name;
    }

    /// <summary>The set's name in the URL.</summary>
    public string Name { get; }

    public Type EntityType { get; }

    /// <summary>Name of the entity type in the model; the .NET type's name unless told otherwise.</summary>
    public string TypeName { get; private protected set; }

    public string? Label { get; private protected set; }

    /// <summary>Exposed properties in the order they are written, keys included.</summary>
    public IReadOnlyList<PropertyDefinition> Properties => PropertyList;

    /// <summary>Key properties in order; with one more or less than one row per key, paging would lose rows.</summary>
    public IReadOnlyList<PropertyDefinition> Keys => KeyList;

    internal IReadOnlyList<SearchColumn> SearchColumns => SearchList;

    private protected List<PropertyDefinition> PropertyList { get; } = [];

    private protected List<PropertyDefinition> KeyList { get; } = [];

    private protected List<SearchColumn> SearchList { get; } = [];

    internal abstract IQueryable Open(DbContext db, HttpContext? http);
}

/// <summary>A text that <c>$search</c> looks in. It need not be exposed (a folded copy of a name, say).</summary>
/// <param name="Read">entity → text.</param>
/// <param name="Fold">Brings the sought word to the form the column holds.</param>
internal sealed record SearchColumn(LambdaExpression Read, Func<string, string> Fold);

/// <summary>Registers an entity set: its keys, the properties that may leave the hub, and where its rows come from.
/// A property that is not registered does not exist for the outside.</summary>
public sealed class EntitySetDefinition<T> : EntitySetDefinition
    where T : class
{
    private static readonly NullabilityInfoContext Nullability = new();

    private Func<DbContext, HttpContext?, IQueryable<T>> _source = static (db, _) => db.Set<T>().AsNoTracking();

    internal EntitySetDefinition(string name) : base(name, typeof(T))
    {
    }

    /// <summary>Vietnamese description of the set, written to <c>$metadata</c>.</summary>
    public EntitySetDefinition<T> Describe(string label)
    {
        Label = label;
        return this;
    }

    /// <summary>Gives the entity type another name than its .NET type's.</summary>
    public EntitySetDefinition<T> Typed(string typeName)
    {
        TypeName = typeName;
        return this;
    }

    /// <summary>Adds a key property. Several calls make a composite key in that order.</summary>
    public EntitySetDefinition<T> Key<TValue>(Expression<Func<T, TValue>> property, string? label = null)
    {
        var added = Add(property, label, null, nullable: false);
        KeyList.Add(added);
        return this;
    }

    /// <summary>Exposes a property. Enums are exposed as text, <see cref="DateOnly"/> as Edm.Date, UTC <see cref="DateTime"/> as
    /// Edm.DateTimeOffset, <see cref="long"/> (money in đồng) as Edm.Int64.</summary>
    /// <exception cref="ArgumentException">The expression is not a plain property, or its type has no OData counterpart.</exception>
    public EntitySetDefinition<T> Property<TValue>(Expression<Func<T, TValue>> property, string? label = null, PropertyMask? mask = null)
    {
        Add(property, label, mask, nullable: null);
        return this;
    }

    /// <summary>Lets <c>$search</c> look in a text column.</summary>
    /// <param name="column">The column; exposed or not.</param>
    /// <param name="fold">Brings the sought word to the column's form, e.g. without tones; none when null.</param>
    public EntitySetDefinition<T> SearchOn(Expression<Func<T, string?>> column, Func<string, string>? fold = null)
    {
        SearchList.Add(new SearchColumn(column, fold ?? (static word => word)));
        return this;
    }

    /// <summary>Where the rows come from, instead of the whole table: a narrower set for this person, or the state as known on a day.</summary>
    public EntitySetDefinition<T> From(Func<DbContext, HttpContext?, IQueryable<T>> source)
    {
        _source = source;
        return this;
    }

    internal override IQueryable Open(DbContext db, HttpContext? http) => _source(db, http);

    private PropertyDefinition Add<TValue>(Expression<Func<T, TValue>> property, string? label, PropertyMask? mask, bool? nullable)
    {
        if (property.Body is not MemberExpression { Member: PropertyInfo member })
        {
            throw new ArgumentException("A plain property is expected: x => x.Name.", nameof(property));
        }
        EdmTypes.Require(typeof(TValue), member.Name);
        var maybeNull = nullable ?? (Nullable.GetUnderlyingType(typeof(TValue)) is not null
            || (!typeof(TValue).IsValueType && Nullability.Create(member).ReadState != NullabilityState.NotNull));
        var added = new PropertyDefinition(member.Name, property, maybeNull || mask is not null, label, mask);
        PropertyList.Add(added);
        return added;
    }
}
