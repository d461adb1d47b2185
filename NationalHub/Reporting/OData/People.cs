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

    /// <summary>No rows; aggregates over a few coarse columns, small cells kept back, counts and sums rounded to whole handfuls of people: what two
    /// answers differ by then tells of nobody.</summary>
    Rounded = 2,
}

/// <summary>A set whose rows are people or belong to people.</summary>
/// <param name="Person">entity → who it is about; null where each row is one person.</param>
/// <param name="For">What somebody may see.</param>
/// <param name="Dimensions">The columns that who sees no rows may filter and group by.</param>
public sealed record PeopleSet(LambdaExpression? Person, Func<ClaimsPrincipal, Exposure> For, IReadOnlySet<string> Dimensions);

/// <summary>How many people stand behind the rows at some point of a query, for one who may not see all.</summary>
/// <param name="Exposure">Cells or Rounded.</param>
/// <param name="Person">row → who it is about, before any grouping; null where each row is one person.</param>
/// <param name="Carried">row → how many people a group holds, after a grouping.</param>
internal sealed record People(Exposure Exposure, Func<Expression, Expression>? Person, Func<Expression, Expression>? Carried)
{
    /// <summary>Fewer people than this are not shown.</summary>
    public const int SmallestCell = 5;

    public static People? Of(EntitySetDefinition set, ClaimsPrincipal user) => set.People is { } people && people.For(user) is var exposure and not Exposure.Whole
        ? new People(exposure, people.Person is { } person ? row => new ReplaceParameter(person.Parameters[0], row).Visit(person.Body) : null, null)
        : null;

    public People Under(Func<Expression, Expression> inner) => this with { Person = Person is { } person ? at => person(inner(at)) : null };

    /// <summary>How many people a group holds: the rows, the different people among them, or the sum over the groups it is made of.</summary>
    public Expression In(ParameterExpression group, ParameterExpression row)
    {
        if (Carried is { } carried)
        {
            var sum = typeof(Enumerable).GetMethods().Single(method => method.Name == nameof(Enumerable.Sum) && method.IsGenericMethodDefinition && method.GetParameters() is { Length: 2 } parameters
                && parameters[1].ParameterType.GetGenericArguments()[1] == typeof(long));
            return Expression.Call(sum.MakeGenericMethod(row.Type), group, Expression.Lambda(carried(row), row));
        }
        if (Person is not { } person)
        {
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.LongCount), [row.Type], group);
        }
        var people = Expression.Call(typeof(Enumerable), nameof(Enumerable.Select), [row.Type, typeof(string)], group, Expression.Lambda(person(row), row));
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.LongCount), [typeof(string)], Expression.Call(typeof(Enumerable), nameof(Enumerable.Distinct), [typeof(string)], people));
    }

    /// <summary>The value, or nothing where too few people stand behind it.</summary>
    /// <param name="adds">A count or a sum, which grows with each person.</param>
    public Expression Guard(Expression value, Expression people, bool adds)
    {
        var type = EdmTypes.OrNull(value.Type);
        var shown = Exposure == Exposure.Rounded && adds ? Rounded(value, people) : value;
        var few = Expression.LessThan(people, Expression.Constant((long)SmallestCell));
        return Expression.Condition(few, Expression.Constant(null, type), shown.Type == type ? shown : Expression.Convert(shown, type));
    }

    // value × (people rounded to handfuls) / people: counts become handfuls, sums the average of as many.
    private static BinaryExpression Rounded(Expression value, Expression people)
    {
        var (handful, half) = (Expression.Constant((long)SmallestCell), Expression.Constant((long)SmallestCell / 2));
        var rounded = Expression.Multiply(Expression.Divide(Expression.Add(people, half), handful), handful);
        Expression At(Expression number) => number.Type == value.Type ? number : Expression.Convert(number, value.Type);
        return Expression.Divide(Expression.Multiply(value, At(rounded)), At(people));
    }
}
