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
        if (aggregate is null && guard is null)
        {
            var distinct = rows.Call(nameof(Queryable.Select), Expression.Lambda(SlotRow.Init(keyValues), row), SlotRow.Init(keyValues).Type);
            var source = Expression.Call(typeof(Queryable), nameof(Queryable.Distinct), [SlotRow.Init(keyValues).Type], distinct);
            return new Rows(source, Result(SlotRow.Init(keyValues).Type, keys, []));
        }
        Expression key = keys.Count == 0 ? Expression.Constant(1) : SlotRow.Init(keyValues);
        var grouped = rows.Call(nameof(Queryable.GroupBy), Expression.Lambda(key, row), key.Type);
        var group = Expression.Parameter(typeof(IGrouping<,>).MakeGenericType(key.Type, rows.Shape.RowType), "g");
        var people = guard?.In(group, row);
        var named = new List<(string Alias, Expression Value, object? OverNothing)>();
        foreach (var expression in aggregate?.AggregateExpressions ?? [])
        {
            var value = Aggregate(expression, group, rows.Shape, row, scope);
            var adds = value.Method.Name is nameof(Enumerable.LongCount) or nameof(Enumerable.Sum);
            named.Add((expression.Alias, guard is null ? value : Guarded(guard, expression, value, people!), adds ? Convert.ChangeType(0, EdmTypes.Bare(value.Type), CultureInfo.InvariantCulture) : null));
        }
        var parts = keys.Select((_, i) => (Expression)Expression.Property(Expression.Property(group, "Key"), SlotRow.Slot(key.Type, i))).ToList();
        var init = SlotRow.Init([.. parts, .. named.Select(pair => pair.Value), .. people is null ? Array.Empty<Expression>() : [people]]);
        var selected = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [group.Type, init.Type], grouped, Expression.Quote(Expression.Lambda(init, group)));
        var at = parts.Count + named.Count;
        return new Rows(selected, Result(init.Type, keys, named) with { People = guard is null ? null : guard with { Person = null, Held = null, Carried = line => Expression.Property(line, SlotRow.Slot(init.Type, at)) } });
    }

    private static Expression Guarded(People guard, AggregateExpressionBase expression, Expression value, Expression people)
    {
        var method = (expression as AggregateExpression)?.Method;
        return guard.Exposure == Exposure.Rounded && (method is AggregationMethod.Min or AggregationMethod.Max)
            ? throw new ODataFaultException(403, "OData.RowsClosed", $"“{expression.Alias}”: tài khoản thống kê không dùng min, max vì đó là giá trị của một người. Hãy dùng average, sum hoặc $count.", "$apply")
            : guard.Guard(value, people, method is AggregationMethod.Sum or AggregationMethod.VirtualPropertyCount || (method is AggregationMethod.Average && guard.Held is not null));
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
        if (plain.Method == AggregationMethod.VirtualPropertyCount)
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
        return plain.Method switch
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
