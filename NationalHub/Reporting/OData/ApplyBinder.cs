using System.Linq.Expressions;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace NationalHub.Reporting.OData;

/// <summary>Rows at some point of a query, with their shape.</summary>
/// <param name="Source">An untyped query whose element is <c>Shape.RowType</c>.</param>
internal sealed record Rows(Expression Source, Shape Shape)
{
    public Rows Where(LambdaExpression predicate) => this with { Source = Call(nameof(Queryable.Where), predicate) };

    public MethodCallExpression Call(string method, LambdaExpression lambda, params Type[] more)
        => Expression.Call(typeof(Queryable), method, [Shape.RowType, .. more], Source, Expression.Quote(lambda));
}

/// <summary>Binds <c>$apply</c> of OData data aggregation 4.0: filter, compute, groupby and aggregate, chained at will.</summary>
internal static class ApplyBinder
{
    public static Rows Bind(Rows rows, ApplyClause apply, BindingScope scope)
    {
        var steps = apply.Transformations.ToList();
        if (steps.Count > scope.Limits.MaxTransformations)
        {
            throw ODataFaultException.OverLimit("Số bước trong $apply", scope.Limits.MaxTransformations, "Hãy gộp các bước.", "$apply");
        }
        return steps.Aggregate(rows, (current, step) => Step(current, step, scope));
    }

    private static Rows Step(Rows rows, TransformationNode step, BindingScope scope)
    {
        var row = Expression.Parameter(rows.Shape.RowType, "x");
        var binder = new NodeBinder(rows.Shape, row, scope);
        return step switch
        {
            FilterTransformationNode filter => rows.Where(binder.Predicate(filter.FilterClause.Expression)),
            ComputeTransformationNode compute => rows with { Shape = Computed(rows.Shape, compute, binder, row) },
            GroupByTransformationNode group => GroupBinder.Group(rows, row, Grouping(rows.Shape, group), Child(group), scope),
            AggregateTransformationNode aggregate => GroupBinder.Group(rows, row, [], aggregate, scope),
            _ => throw ODataFaultException.NotSupported($"Bước “{step.Kind}” trong $apply không được hỗ trợ. Dùng được: filter, compute, groupby, aggregate; sắp xếp và cắt bớt bằng $orderby, $top.", "$apply"),
        };
    }

    private static AggregateTransformationNode? Child(GroupByTransformationNode group) => group.ChildTransformations switch
    {
        null => null,
        AggregateTransformationNode aggregate => aggregate,
        _ => throw ODataFaultException.NotSupported("Trong groupby chỉ dùng được aggregate. Hãy đưa các bước khác ra ngoài, nối bằng dấu “/”.", "$apply"),
    };

    private static List<Column> Grouping(Shape shape, GroupByTransformationNode group)
    {
        var columns = new List<Column>();
        foreach (var property in group.GroupingProperties)
        {
            if (property.ChildTransformations.Count > 0)
            {
                throw ODataFaultException.NotSupported("Chưa nhóm được theo thuộc tính của tập khác. Hãy nhóm theo thuộc tính của chính tập này.", "$apply");
            }
            columns.Add(shape.Find(property.Name, "$apply"));
        }
        return columns;
    }

    /// <summary>Adds columns without a new projection: wherever one is named, its expression is put in.</summary>
    private static Shape Computed(Shape shape, ComputeTransformationNode compute, NodeBinder binder, ParameterExpression row)
    {
        var columns = shape.Columns.ToList();
        foreach (var item in compute.Expressions)
        {
            var value = binder.Value(item.Expression);
            if (value.Type == typeof(object))
            {
                throw ODataFaultException.Bad("OData.NullArgument", $"“{item.Alias}”: không tính được từ null. Hãy dùng thuộc tính hoặc biểu thức.", "$apply");
            }
            var type = EdmTypes.OrNull(value.Type);
            value = value.Type == type ? value : Expression.Convert(value, type);
            EnsureNew(columns, item.Alias);
            columns.Add(new Column(item.Alias, type, at => new ReplaceParameter(row, at).Visit(value), null, false));
        }
        return shape with { Columns = columns, IsEntity = false };
    }

    public static void EnsureNew(List<Column> columns, string alias)
    {
        if (columns.Exists(column => column.Name == alias))
        {
            throw ODataFaultException.Bad("OData.DuplicateName", $"Tên “{alias}” đã có. Hãy đặt tên khác sau “as”.", "$apply");
        }
    }
}
