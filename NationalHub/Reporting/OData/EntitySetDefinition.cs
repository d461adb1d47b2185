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

    /// <summary>Single navigations: ways to the one row of another set that a row names.</summary>
    public IReadOnlyList<NavigationDefinition> Navigations => NavigationList;

    private protected List<NavigationDefinition> NavigationList { get; } = [];

    /// <summary>Whose rows they are; null when they are of nobody.</summary>
    public PeopleSet? People { get; private protected set; }

    /// <summary>Made of today's rows, and so not to be had for an earlier day.</summary>
    public bool IsOfToday { get; private protected set; }

    /// <summary>Run before the rows are read: what fills a set on its first reading.</summary>
    internal Func<DbContext, CancellationToken, Task>? Prepare { get; private protected set; }

    /// <summary>Whether a property is hidden from somebody: neither shown nor usable in a condition.</summary>
    internal bool Hides(PropertyDefinition property, System.Security.Claims.ClaimsPrincipal user)
        => property.Mask?.AppliesTo(user) == true || (People is { } people && people.For(user) == Exposure.Rounded && !people.Dimensions.Contains(property.Name));

    /// <summary>What incremental refresh goes by; null when the set cannot be followed.</summary>
    internal ChangeColumns? Tracked { get; private protected set; }

    /// <summary>entity → whether sums that say nothing else hold it; null where they hold all.</summary>
    internal abstract LambdaExpression? Usual(DbContext db);

    /// <summary>The navigation that tells which rows are usual.</summary>
    internal string UsualWay { get; private protected set; } = "";

    internal abstract IQueryable Open(DbContext db, HttpContext? http);

    /// <summary>All rows, those that are gone too.</summary>
    internal abstract IQueryable OpenChanged(DbContext db, HttpContext? http);
}

/// <summary>A way from a row to the one row of another set that its columns name.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Set">The set it leads to.</param>
/// <param name="Keys">entity → text, one for each key of that set, in their order.</param>
/// <param name="Label">Vietnamese description.</param>
public sealed record NavigationDefinition(string Name, string Set, IReadOnlyList<LambdaExpression> Keys, string? Label)
{
    internal EntitySetDefinition Target { get; set; } = null!;
}

/// <summary>When a row last changed, and whether it is gone.</summary>
internal sealed record ChangeColumns(LambdaExpression ChangedAt, LambdaExpression Gone);

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
    private Func<DbContext, Expression<Func<T, bool>>>? _usual;
    private Func<DbContext, IQueryable<T>> _changed = static db => db.Set<T>().AsNoTracking();

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

    /// <summary>A single navigation to another set.</summary>
    /// <param name="keys">The columns that hold that set's key, in the order of its key properties.</param>
    public EntitySetDefinition<T> One(string name, string set, string label, params Expression<Func<T, string?>>[] keys)
    {
        NavigationList.Add(new NavigationDefinition(name, set, keys, label));
        return this;
    }

    /// <summary>Says that rows are people or belong to people.</summary>
    /// <param name="exposure">What somebody may see of them.</param>
    /// <param name="person">Who a row is about; null where each row is one person.</param>
    /// <param name="dimensions">Coarse columns that who sees no rows may filter and group by.</param>
    public EntitySetDefinition<T> OfPeople(Func<System.Security.Claims.ClaimsPrincipal, Exposure> exposure, Expression<Func<T, string>>? person, params string[] dimensions)
    {
        People = new PeopleSet(person, exposure, dimensions.ToHashSet(StringComparer.Ordinal));
        return this;
    }

    /// <summary>Says that a row tells of several people together, as a list with its sums does: one of few people is as telling as they are.</summary>
    /// <param name="exposure">What somebody may see of them.</param>
    /// <param name="people">How many people a row tells of.</param>
    /// <param name="dimensions">Coarse columns that who sees no rows may filter and group by.</param>
    public EntitySetDefinition<T> OfGroups(Func<System.Security.Claims.ClaimsPrincipal, Exposure> exposure, Expression<Func<T, long>> people, params string[] dimensions)
    {
        People = new PeopleSet(null, exposure, dimensions.ToHashSet(StringComparer.Ordinal)) { Held = people };
        return this;
    }

    /// <summary>Columns of whole numbers that who sees no rows may sum and average; those that are no dimensions he may use in no other way.</summary>
    /// <param name="step">What sums are rounded to: five times the most that one person commonly adds, so that nobody's part is seen.</param>
    public EntitySetDefinition<T> Summed(long step, params string[] measures)
    {
        People = People! with { Measures = People.Measures.Concat(measures.Select(measure => KeyValuePair.Create(measure, step))).ToDictionary(StringComparer.Ordinal) };
        return this;
    }

    /// <summary>Exposes what is told by other columns, without telling them.</summary>
    public EntitySetDefinition<T> Derived<TValue>(string name, Expression<Func<T, TValue>> read, string label)
    {
        EdmTypes.Require(typeof(TValue), name);
        PropertyList.Add(new PropertyDefinition(name, read, nullable: false, label, mask: null));
        return this;
    }

    /// <summary>Leaves texts empty, and numbers 0, in some rows, for everybody and in conditions too.</summary>
    public EntitySetDefinition<T> Nameless(Expression<Func<T, bool>> when, params string[] properties)
    {
        foreach (var property in PropertyList.Where(property => properties.Contains(property.Name, StringComparer.Ordinal)))
        {
            property.EmptyWhen(when);
        }
        return this;
    }

    /// <summary>The same where rows of other sets say so.</summary>
    public EntitySetDefinition<T> Nameless(Func<DbContext, Expression<Func<T, bool>>> when, params string[] properties)
    {
        foreach (var property in PropertyList.Where(property => properties.Contains(property.Name, StringComparer.Ordinal)))
        {
            property.EmptyWhen(when);
        }
        return this;
    }

    /// <summary>What sums hold that say nothing else.</summary>
    /// <param name="way">The navigation whose columns tell it, for who asks otherwise.</param>
    public EntitySetDefinition<T> Usually(string way, Func<DbContext, Expression<Func<T, bool>>> usual)
    {
        (UsualWay, _usual) = (way, usual);
        return this;
    }

    /// <summary>Says that the set is of today only.</summary>
    public EntitySetDefinition<T> OfToday()
    {
        IsOfToday = true;
        return this;
    }

    /// <summary>What is to be done before the rows are read.</summary>
    public EntitySetDefinition<T> Prepared(Func<DbContext, CancellationToken, Task> prepare)
    {
        Prepare = prepare;
        return this;
    }

    /// <summary>Lets clients follow the set: after a first reading they ask only for what has changed since.</summary>
    /// <param name="changedAt">UTC, set anew with each change.</param>
    /// <param name="gone">True for a row that no longer exists for the outside.</param>
    /// <param name="all">The rows with those that are gone.</param>
    public EntitySetDefinition<T> Changes(Expression<Func<T, DateTime>> changedAt, Expression<Func<T, bool>> gone, Func<DbContext, IQueryable<T>> all)
    {
        Tracked = new ChangeColumns(changedAt, gone);
        _changed = all;
        return this;
    }

    internal override LambdaExpression? Usual(DbContext db) => _usual?.Invoke(db);

    internal override IQueryable Open(DbContext db, HttpContext? http) => _source(db, http);

    internal override IQueryable OpenChanged(DbContext db, HttpContext? http) => _changed(db);

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
