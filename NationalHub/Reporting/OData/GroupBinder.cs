using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace NationalHub.Reporting.OData;

/// <summary>Grouping and the standard aggregation methods.</summary>
internal static class GroupBinder
{
    /// <summary>Groups by <paramref name="keys"/> (all rows as one group when there are none) and aggregates.</summary>
    public static Rows Group(Rows rows, ParameterExpression row, List<Column> keys, AggregateTransformationNode? aggregate, BindingScope scope)
    {
        var (guard, keyValues) = (rows.Shape.People, keys.Select(key => key.Read(row)).ToList());
        var isOpen = guard is null or { IsTold: true };
        if (aggregate is null && isOpen)
        {
            var distinct = rows.Call(nameof(Queryable.Select), Expression.Lambda(SlotRow.Init(keyValues), row), SlotRow.Init(keyValues).Type);
            var source = Expression.Call(typeof(Queryable), nameof(Queryable.Distinct), [SlotRow.Init(keyValues).Type], distinct);
            return new Rows(source, Result(SlotRow.Init(keyValues).Type, keys, []) with { People = guard });
        }
        Expression key = keys.Count == 0 ? Expression.Constant(1) : SlotRow.Init(keyValues);
        var grouped = rows.Call(nameof(Queryable.GroupBy), Expression.Lambda(key, row), key.Type);
        var group = Expression.Parameter(typeof(IGrouping<,>).MakeGenericType(key.Type, rows.Shape.RowType), "g");
        var people = isOpen ? null : guard!.In(group, row);
        if (guard is { IsUntold: true })
        {
            // A group of few people is no row: not that it is there, nor of whom.
            grouped = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [group.Type], grouped, Expression.Quote(Expression.Lambda(People.Enough(people!), group)));
        }
        var named = new List<(string Alias, Expression Value, object? OverNothing)>();
        foreach (var expression in aggregate?.AggregateExpressions ?? [])
        {
            named.Add(Figure(expression, group, rows.Shape, row, scope, people));
        }
        var parts = keys.Select((_, i) => (Expression)Expression.Property(Expression.Property(group, "Key"), SlotRow.Slot(key.Type, i))).ToList();
        var carried = guard is { Exposure: Exposure.Cells } ? new[] { people! } : [];
        var init = SlotRow.Init([.. parts, .. named.Select(pair => pair.Value), .. carried]);
        var selected = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [group.Type, init.Type], grouped, Expression.Quote(Expression.Lambda(init, group)));
        var at = parts.Count + named.Count;
        return new Rows(selected, Result(init.Type, keys, named) with { People = guard?.After(carried.Length == 0 ? null : line => Expression.Property(line, SlotRow.Slot(init.Type, at))) });
    }

    private static (string Alias, Expression Value, object? OverNothing) Figure(
        AggregateExpressionBase expression, ParameterExpression group, Shape shape, ParameterExpression row, BindingScope scope, Expression? people)
    {
        var value = Aggregate(expression, group, shape, row, scope);
        if (shape.People is { Exposure: Exposure.Rounded } guard)
        {
            // Over nobody as over few: nothing is told.
            var method = (AggregateExpression)expression;
            return (expression.Alias, guard.IsTold ? value : RoundedFigures.Of(method, shape, other => other == method.Method ? value : Over(other, method, group, shape, row, scope)), null);
        }
        var adds = value.Method.Name is nameof(Enumerable.LongCount) or nameof(Enumerable.Sum);
        return (expression.Alias, people is null ? value : People.Guard(value, people), adds ? Convert.ChangeType(0, EdmTypes.Bare(value.Type), CultureInfo.InvariantCulture) : null);
    }

    private static Shape Result(Type rowType, List<Column> keys, List<(string Alias, Expression Value, object? OverNothing)> aggregates)
    {
        var columns = keys.Select((key, i) => key with { Read = at => Expression.Property(at, SlotRow.Slot(rowType, i)) }).ToList();
        var unique = columns.ToList();
        foreach (var (alias, value, overNothing) in aggregates)
        {
            ApplyBinder.EnsureNew(columns, alias);
            var slot = columns.Count;
            columns.Add(new Column(alias, value.Type, at => Expression.Property(at, SlotRow.Slot(rowType, slot)), null, false) { OverNothing = overNothing });
        }
        return new Shape(rowType, columns, unique, false);
    }

    private static MethodCallExpression Aggregate(AggregateExpressionBase expression, ParameterExpression group, Shape shape, ParameterExpression row, BindingScope scope)
    {
        if (expression is not AggregateExpression plain)
        {
            throw ODataFaultException.NotSupported("Chưa tổng hợp được qua tập liên kết. Hãy truy vấn chính tập đó.", "$apply");
        }
        scope.Spend();
        return Over(plain.Method, plain, group, shape, row, scope);
    }

    private static MethodCallExpression Over(AggregationMethod method, AggregateExpression plain, ParameterExpression group, Shape shape, ParameterExpression row, BindingScope scope)
    {
        if (method == AggregationMethod.VirtualPropertyCount)
        {
            return Call(nameof(Enumerable.LongCount), [shape.RowType], group);
        }
        // Of a measure the plain sum alone: reckoned with, it could be made to tell of one row.
        var sums = plain is { Method: AggregationMethod.Sum or AggregationMethod.Average, Expression: SingleValuePropertyAccessNode };
        var value = scope.Native(new NodeBinder(sums ? shape.UnderSum() : shape, row, scope).Bind(plain.Expression));
        if (value is ConstantExpression)
        {
            throw ODataFaultException.Bad("OData.NullArgument", $"“{plain.Alias}”: hãy tổng hợp một thuộc tính hoặc biểu thức, không phải hằng. Để đếm, dùng $count.", "$apply");
        }
        // A computed value may be missing whatever C# says (the length of no text), and so may the largest of such values.
        value = scope.Capture(value is MemberExpression || !value.Type.IsValueType ? value : Expression.Convert(value, EdmTypes.OrNull(value.Type)));
        return method switch
        {
            AggregationMethod.Sum => Numeric(nameof(Enumerable.Sum), value, plain.Alias, group, shape, row),
            AggregationMethod.Average => Numeric(nameof(Enumerable.Average), value, plain.Alias, group, shape, row),
            AggregationMethod.Min => Call(nameof(Enumerable.Min), [shape.RowType, value.Type], group, Expression.Lambda(value, row)),
            AggregationMethod.Max => Call(nameof(Enumerable.Max), [shape.RowType, value.Type], group, Expression.Lambda(value, row)),
            AggregationMethod.CountDistinct => Call(nameof(Enumerable.LongCount), [value.Type], Call(nameof(Enumerable.Distinct), [value.Type],
                Call(nameof(Enumerable.Select), [shape.RowType, value.Type], group, Expression.Lambda(value, row)))),
            _ => throw ODataFaultException.NotSupported("Phép tổng hợp này không được hỗ trợ. Dùng được: sum, min, max, average, countdistinct, $count.", "$apply"),
        };
    }

    /// <summary>Whole numbers are summed and averaged as long: an int sum overflows on SQL Server.</summary>
    private static MethodCallExpression Numeric(string method, Expression value, string alias, ParameterExpression group, Shape shape, ParameterExpression row)
    {
        if (!EdmTypes.IsNumber(value.Type))
        {
            throw ODataFaultException.Bad("OData.TypeMismatch", $"“{alias}”: chỉ cộng hoặc lấy trung bình được với số. Với chữ và ngày hãy dùng min, max hoặc countdistinct.", "$apply");
        }
        if (EdmTypes.IsWhole(value.Type) && EdmTypes.Bare(value.Type) != typeof(long))
        {
            value = Expression.Convert(value, Nullable.GetUnderlyingType(value.Type) is null ? typeof(long) : typeof(long?));
        }
        var overload = typeof(Enumerable).GetMethods(BindingFlags.Public | BindingFlags.Static).Single(candidate =>
            candidate.Name == method && candidate.GetGenericArguments().Length == 1 && candidate.GetParameters() is { Length: 2 } parameters
            && parameters[1].ParameterType.GetGenericArguments()[1] == value.Type);
        return Expression.Call(overload.MakeGenericMethod(shape.RowType), group, Expression.Lambda(value, row));
    }

    private static MethodCallExpression Call(string method, Type[] types, params Expression[] arguments)
        => Expression.Call(typeof(Enumerable), method, types, arguments);
}
