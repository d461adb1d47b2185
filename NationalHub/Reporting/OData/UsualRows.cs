using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace NationalHub.Reporting.OData;

/// <summary>
/// What sums leave out. A sum in which real records and sample records could not be told apart is of the real ones; who names the first key (as a condition or as a group) or the navigation that tells
/// of it has said what he wants.
/// </summary>
internal static class UsualRows
{
    public static Rows Of(Rows rows, EntitySetDefinition set, ApplyClause apply, QueryOptions options, DbContext db)
    {
        var key = set.Keys[0].Name;
        if (apply.Transformations.FirstOrDefault(step => step is GroupByTransformationNode or AggregateTransformationNode) is not { } first || set.Usual(db) is not { } usual
            || (first is GroupByTransformationNode groups && groups.GroupingProperties.Any(property => property.Name == key)) || CostGuard.Partitions(null, apply, key) is not null || Navigation.Names(options["$apply"], set.UsualWay))
        {
            return rows;
        }
        var row = Expression.Parameter(rows.Shape.RowType, "u");
        return rows.Where(Expression.Lambda(new ReplaceParameter(usual.Parameters[0], rows.Shape.Root(row)).Visit(usual.Body), row));
    }
}
