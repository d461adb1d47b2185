using System.Linq.Expressions;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace NationalHub.Reporting.OData;

/// <summary>
/// The figures of a group for who publishes: counts to the nearest five, sums of declared columns to the nearest of their steps, averages made of these two. No figure is exact, for an exact
/// average is a fraction that tells how many people stand under and over it; nor is one scaled by the people of its group, for it would give that average back.
/// </summary>
internal static class RoundedFigures
{
    /// <param name="aggregate">Binds a standard method over the group's rows.</param>
    /// <exception cref="ODataFaultException">The figure would be of single rows.</exception>
    public static Expression Of(AggregateExpression figure, Shape shape, Func<AggregationMethod, MethodCallExpression> aggregate) => figure.Method switch
    {
        AggregationMethod.VirtualPropertyCount => Nearest(aggregate(AggregationMethod.VirtualPropertyCount), People.SmallestCell),
        AggregationMethod.Sum => Sum(figure, shape, aggregate),
        AggregationMethod.Average => Share(Sum(figure, shape, aggregate), Nearest(aggregate(AggregationMethod.VirtualPropertyCount), People.SmallestCell)),
        AggregationMethod.CountDistinct => throw Closed(figure, "không dùng countdistinct, vì nó cho biết có hay không có từng người. Hãy groupby theo thuộc tính đó: mỗi dòng là một giá trị có từ 5 người, số dòng đếm bằng $count=true."),
        AggregationMethod.Min or AggregationMethod.Max => throw Closed(figure, "không dùng min, max, vì đó là giá trị của một người. Hãy dùng average, sum hoặc $count."),
        _ => throw Closed(figure, "không dùng được phép tổng hợp này. Hãy dùng sum, average hoặc $count."),
    };

    /// <summary>A whole number to the nearest multiple of a step.</summary>
    internal static Expression Nearest(Expression value, long step)
    {
        var (by, half) = (Expression.Constant(step), Expression.Constant(step / 2));
        var away = Expression.Condition(Expression.LessThan(value, Expression.Constant(0L)), Expression.Subtract(value, half), Expression.Add(value, half));
        return Expression.Multiply(Expression.Divide(away, by), by);
    }

    private static Expression Sum(AggregateExpression figure, Shape shape, Func<AggregationMethod, MethodCallExpression> aggregate)
    {
        var step = Step(figure, shape);
        return Nearest(aggregate(AggregationMethod.Sum), step);
    }

    /// <summary>Rounded sum over rounded count; nothing where the count is rounded to none.</summary>
    private static ConditionalExpression Share(Expression sum, Expression count) => Expression.Condition(
        Expression.Equal(count, Expression.Constant(0L)), Expression.Constant(null, typeof(double?)),
        Expression.Convert(Expression.Divide(Expression.Convert(sum, typeof(double)), Expression.Convert(count, typeof(double))), typeof(double?)));

    private static long Step(AggregateExpression figure, Shape shape)
    {
        var name = NameOf(figure.Expression);
        var step = shape.Columns.FirstOrDefault(column => column.Name == name)?.Step ?? 0;
        var sums = shape.Columns.Where(column => column.Step > 0).Select(column => column.Name).ToList();
        return step > 0 ? step : throw Closed(figure, sums.Count == 0
            ? "không cộng và không lấy trung bình ở tập này. Hãy groupby theo thuộc tính cần so sánh và dùng $count."
            : $"chỉ cộng và lấy trung bình được {string.Join(", ", sums)}, không cộng giá trị tự tính hoặc cột khác. Với cột khác, hãy groupby theo cột đó và dùng $count.");
    }

    private static string? NameOf(QueryNode node) => node switch
    {
        ConvertNode convert => NameOf(convert.Source),
        SingleValuePropertyAccessNode { Source: not SingleNavigationNode } property => property.Property.Name,
        _ => null,
    };

    private static ODataFaultException Closed(AggregateExpression figure, string why)
        => new(403, "OData.RowsClosed", $"“{figure.Alias}”: tài khoản thống kê {why}", "$apply");
}
