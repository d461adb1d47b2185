using System.Linq.Expressions;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>One term of the order of rows.</summary>
/// <param name="Value">The value over the row parameter, comparable in SQL; nullable wherever the database may give null.</param>
/// <param name="Descending">Largest first.</param>
internal sealed record OrderTerm(Expression Value, bool Descending);

/// <summary>The order of an answer: what the client asked, then the keys, so that no two rows tie and pages never overlap.</summary>
internal static class Ordering
{
    private const int MaxTerms = 12;

    public static List<OrderTerm> Of(OrderByClause? clause, NodeBinder binder, Shape shape, ParameterExpression row)
    {
        var terms = new List<OrderTerm>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var at = clause; at is not null; at = at.ThenBy)
        {
            var value = binder.Value(at.Expression);
            if (value.Type == typeof(object) || (value.Type == typeof(bool) && NameOf(at.Expression) is null))
            {
                throw ODataFaultException.Bad("OData.BadOrder", "Không sắp xếp được theo null hay theo một điều kiện. Hãy dùng thuộc tính hoặc biểu thức số, chữ.", "$orderby");
            }
            terms.Add(new OrderTerm(Comparable(value, NameOf(at.Expression) is null), at.Direction == OrderByDirection.Descending));
            if (NameOf(at.Expression) is { } name)
            {
                named.Add(name);
            }
        }
        if (terms.Count > MaxTerms)
        {
            throw ODataFaultException.OverLimit("Số tiêu chí sắp xếp", MaxTerms, "Hãy bớt tiêu chí.", "$orderby");
        }
        terms.AddRange(shape.Keys.Where(key => !named.Contains(key.Name)).Select(key => new OrderTerm(Comparable(key.Read(row), false), false)));
        return terms;
    }

    public static Expression Apply(Expression source, IReadOnlyList<OrderTerm> terms, ParameterExpression row)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var method = (i == 0, terms[i].Descending) switch
            {
                (true, false) => nameof(Queryable.OrderBy),
                (true, true) => nameof(Queryable.OrderByDescending),
                (false, false) => nameof(Queryable.ThenBy),
                _ => nameof(Queryable.ThenByDescending),
            };
            source = Expression.Call(typeof(Queryable), method, [row.Type, terms[i].Value.Type], source, Expression.Quote(Expression.Lambda(terms[i].Value, row)));
        }
        return source;
    }

    /// <summary>Rows after the one with these values, in this order. Both databases put null first in ascending order.</summary>
    public static LambdaExpression After(IReadOnlyList<OrderTerm> terms, IReadOnlyList<object?> values, ParameterExpression row)
    {
        Expression? after = null;
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            var (beyond, same) = Step(terms[i], values[i]);
            var rest = after is null ? null : Expression.AndAlso(same, after);
            after = (beyond, rest) switch
            {
                (null, null) => Expression.Constant(false),
                (null, _) => rest,
                (_, null) => beyond,
                _ => Expression.OrElse(beyond, rest),
            };
        }
        return Expression.Lambda(after ?? Expression.Constant(true), row);
    }

    /// <summary>The same rows as <see cref="After"/> in parts that follow each other: same values but the last, which is beyond; and so on to the first. In the order of an index each part
    /// is a range of it, whereas databases walk the one condition from the first row with the same first value.</summary>
    public static IEnumerable<LambdaExpression> Parts(IReadOnlyList<OrderTerm> terms, IReadOnlyList<object?> values, ParameterExpression row)
    {
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            if (Step(terms[i], values[i]).Beyond is not { } condition)
            {
                continue;
            }
            for (var before = i - 1; before >= 0; before--)
            {
                condition = Expression.AndAlso(Step(terms[before], values[before]).Same, condition);
            }
            yield return Expression.Lambda(condition, row);
        }
    }

    private static (Expression? Beyond, Expression Same) Step(OrderTerm term, object? value)
    {
        var type = term.Value.Type;
        var maybeNull = EdmTypes.OrNull(type) == type;
        var nothing = maybeNull ? Expression.Equal(term.Value, Expression.Constant(null, type)) : null;
        if (value is null)
        {
            var some = maybeNull ? Expression.NotEqual(term.Value, Expression.Constant(null, type)) : null;
            return (term.Descending ? null : some, nothing ?? (Expression)Expression.Constant(false));
        }
        var given = BindingScope.Captured(value, type);
        var beyond = Operands.Compare(term.Descending ? ExpressionType.LessThan : ExpressionType.GreaterThan, term.Value, given);
        return (term.Descending && nothing is not null ? Expression.OrElse(beyond, nothing) : beyond, Expression.Equal(term.Value, given));
    }

    private static Expression Comparable(Expression value, bool computed)
    {
        var bare = EdmTypes.Bare(value.Type);
        if (bare.IsEnum)
        {
            return EnumNames.Of(value);
        }
        if (bare == typeof(bool))
        {
            return Expression.Condition(Expression.Equal(value, Expression.Constant(true, value.Type)), Expression.Constant(1), Expression.Constant(0));
        }
        // The length of a missing name is null in SQL whatever C# says.
        return computed && value.Type.IsValueType && value.Type == bare ? Expression.Convert(value, EdmTypes.OrNull(bare)) : value;
    }

    private static string? NameOf(SingleValueNode node) => node switch
    {
        SingleValuePropertyAccessNode { Source: not SingleNavigationNode } property => property.Property.Name,
        SingleValueOpenPropertyAccessNode property => property.Name,
        ConvertNode convert => NameOf(convert.Source),
        _ => null,
    };
}
