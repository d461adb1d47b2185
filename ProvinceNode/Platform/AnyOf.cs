using System.Linq.Expressions;

namespace ProvinceNode.Platform;

/// <summary>
/// Several conditions as one, each with its own parameters. A list inside a condition becomes a table of values in SQL Server, and a column compared by code points has
/// another collation than it: "some of these texts is in that column" is asked text by text. Pure.
/// </summary>
public static class AnyOf
{
    /// <summary>Holds where one of the conditions does; nowhere when there is none.</summary>
    public static Expression<Func<T, bool>> These<T>(IEnumerable<Expression<Func<T, bool>>> conditions)
    {
        var all = conditions.ToList();
        return all.Count == 0 ? _ => false : all.Skip(1).Aggregate(all[0], (any, here) => Expression.Lambda<Func<T, bool>>(Expression.OrElse(any.Body, new Renamed(here.Parameters[0], any.Parameters[0]).Visit(here.Body)), any.Parameters));
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
