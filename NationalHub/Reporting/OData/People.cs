using System.Linq.Expressions;
using System.Security.Claims;

namespace NationalHub.Reporting.OData;

/// <summary>What somebody may see of a set whose rows are people.</summary>
public enum Exposure
{
    /// <summary>Everything.</summary>
    Whole = 0,

    /// <summary>The rows, and aggregates without cells of fewer people than <see cref="People.SmallestCell"/>.</summary>
    Cells = 1,

    /// <summary>No rows; aggregates over a few coarse columns. A group of few people is no row and counts as none; what is told of the others is rounded
    /// (<see cref="RoundedFigures"/>).</summary>
    Rounded = 2,
}

/// <summary>A set whose rows are people or belong to people.</summary>
/// <param name="Person">entity → who it is about; null where each row is one person.</param>
/// <param name="For">What somebody may see.</param>
/// <param name="Dimensions">The columns that who sees no rows may filter and group by.</param>
public sealed record PeopleSet(LambdaExpression? Person, Func<ClaimsPrincipal, Exposure> For, IReadOnlySet<string> Dimensions)
{
    /// <summary>entity → how many people it tells of together; null where it tells of one.</summary>
    public LambdaExpression? Held { get; init; }

    /// <summary>The columns that who sees no rows may sum and average, each with what its sums are rounded to. One that is no dimension he may use in no other way: a key of a group,
    /// or a condition that finds one, would tell what a single row holds.</summary>
    public IReadOnlyDictionary<string, long> Measures { get; init; } = new Dictionary<string, long>();
}

/// <summary>How many people stand behind the rows at some point of a query, for one who may not see all.</summary>
/// <param name="Exposure">Cells or Rounded.</param>
/// <param name="Person">row → who it is about, before any grouping; null where each row is one person.</param>
/// <param name="Carried">row → how many people a group holds, after a grouping.</param>
internal sealed record People(Exposure Exposure, Func<Expression, Expression>? Person, Func<Expression, Expression>? Carried)
{
    /// <summary>row → how many people it tells of together, before any grouping; null where it tells of one.</summary>
    public Func<Expression, Expression>? Held { get; init; }

    /// <summary>Rows of groups of enough people, rounded: whatever is reckoned from them tells no more than they do.</summary>
    public bool IsTold { get; init; }

    /// <summary>Single rows that nothing but <see cref="RoundedFigures"/> may tell of.</summary>
    public bool IsUntold => Exposure == Exposure.Rounded && !IsTold;

    /// <summary>Fewer people than this are not shown.</summary>
    public const int SmallestCell = 5;

    public static People? Of(EntitySetDefinition set, ClaimsPrincipal user) => set.People is { } people && people.For(user) is var exposure and not Exposure.Whole
        ? new People(exposure, At(people.Person), null) { Held = At(people.Held) }
        : null;

    public People Under(Func<Expression, Expression> inner) => this with { Person = Person is { } person ? at => person(inner(at)) : null, Held = Held is { } held ? at => held(inner(at)) : null };

    /// <summary>How many people a group holds: the rows, the different people among them, those its rows tell of, or the sum over the groups it is made of.</summary>
    public Expression In(ParameterExpression group, ParameterExpression row)
    {
        if (Carried is { } carried)
        {
            return Over(nameof(Enumerable.Sum), group, row, carried);
        }
        if (Held is { } held)
        {
            // The same few people stand in the lists of month after month: only those of one row are surely different ones.
            var few = Expression.LessThan(Over(nameof(Enumerable.Max), group, row, held), Expression.Constant((long)SmallestCell));
            return Expression.Condition(few, Expression.Constant(0L), Over(nameof(Enumerable.Sum), group, row, held));
        }
        if (Person is not { } person)
        {
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.LongCount), [row.Type], group);
        }
        var people = Expression.Call(typeof(Enumerable), nameof(Enumerable.Select), [row.Type, typeof(string)], group, Expression.Lambda(person(row), row));
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.LongCount), [typeof(string)], Expression.Call(typeof(Enumerable), nameof(Enumerable.Distinct), [typeof(string)], people));
    }

    /// <summary>After a grouping.</summary>
    /// <param name="carried">group → how many people it holds, where that is still asked for.</param>
    public People After(Func<Expression, Expression>? carried) => this with { Person = null, Held = null, Carried = carried, IsTold = Exposure == Exposure.Rounded };

    /// <summary>The value, or nothing where too few people stand behind it.</summary>
    public static Expression Guard(Expression value, Expression people)
    {
        var type = EdmTypes.OrNull(value.Type);
        return Expression.Condition(Enough(people), value.Type == type ? value : Expression.Convert(value, type), Expression.Constant(null, type));
    }

    /// <summary>Whether so many people may be told of.</summary>
    public static BinaryExpression Enough(Expression people) => Expression.GreaterThanOrEqual(people, Expression.Constant((long)SmallestCell));

    private static Func<Expression, Expression>? At(LambdaExpression? read) => read is null ? null : row => new ReplaceParameter(read.Parameters[0], row).Visit(read.Body);

    /// <summary>Sum or Max of a long over the rows of a group.</summary>
    private static MethodCallExpression Over(string name, ParameterExpression group, ParameterExpression row, Func<Expression, Expression> read)
    {
        var over = typeof(Enumerable).GetMethods().Single(method => method.Name == name && method.GetGenericArguments().Length == 1 && method.GetParameters() is { Length: 2 } parameters
            && parameters[1].ParameterType.GetGenericArguments() is { Length: 2 } types && types[1] == typeof(long));
        return Expression.Call(over.MakeGenericMethod(row.Type), group, Expression.Lambda(read(row), row));
    }
}
