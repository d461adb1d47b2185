using System.Globalization;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace NationalHub.Reporting.OData;

/// <summary>How many rows of a set a request would go through.</summary>
/// <param name="partitions">Values of the set's first key that the request is narrowed to; null when it is not.</param>
/// <returns>Null when nobody knows.</returns>
public delegate Task<long?> SizeSource(Microsoft.AspNetCore.Http.HttpContext context, string set, IReadOnlyCollection<string>? partitions, CancellationToken cancellationToken);

/// <summary>What a request would cost, by its text and the number of rows alone: what is too dear is refused before it runs, with advice. Pure.</summary>
internal static class CostGuard
{
    private static readonly string[] TextFunctions = ["contains", "endswith", "indexof", "tolower", "toupper", "substring", "concat", "trim", "length"];

    /// <summary>Work for each row; 0 where the request goes by the key and reads no more than its page.</summary>
    public static int PerRow(QueryOptions options, string key)
    {
        var conditions = string.Join(' ', new[] { options["$filter"], options["$apply"], options["$compute"] }.OfType<string>());
        var weight = 3 * TextFunctions.Sum(name => Occurrences(conditions, name + "("))
            + (2 * Occurrences(conditions, "groupby(")) + Occurrences(conditions, "aggregate(") + (4 * Occurrences(conditions, "countdistinct"))
            + Occurrences(conditions, " and ") + Occurrences(conditions, " or ") + (options["$search"] is { } search ? 4 * (1 + Occurrences(search, " ")) : 0)
            + (options["$orderby"] is { } order && !order.Split(',')[0].Trim().Split(' ')[0].Equals(key, StringComparison.Ordinal) ? 2 : 0)
            + (options.Count ? 1 : 0);
        return weight == 0 && conditions.Length == 0 ? 0 : weight + 1;
    }

    /// <summary>The values of the first key that every row must have one of, as far as the conditions say so at their top.</summary>
    public static IReadOnlyCollection<string>? Partitions(FilterClause? filter, ApplyClause? apply, string key)
    {
        // After a grouping a condition narrows the groups, not what is read.
        var before = apply is null ? new[] { filter }.OfType<FilterClause>() : apply.Transformations.TakeWhile(step => step is FilterTransformationNode or ComputeTransformationNode).OfType<FilterTransformationNode>().Select(step => step.FilterClause);
        foreach (var clause in before)
        {
            if (Of(clause.Expression, key) is { } values)
            {
                return values;
            }
        }
        return null;
    }

    /// <exception cref="ODataFaultException">It costs more than a request may.</exception>
    public static void Check(long rows, int perRow, string key, ODataLimits limits)
    {
        if (rows * perRow > limits.MaxCost)
        {
            var (have, may) = (Million(rows * perRow), Million(limits.MaxCost));
            throw ODataFaultException.Bad("OData.TooDear",
                $"Truy vấn phải xét khoảng {Million(rows)} triệu bản ghi, ước tính {have} triệu phép tính, quá mức {may} triệu cho một lần hỏi nên không chạy. Hãy lọc theo tỉnh ({key} eq '38' hoặc {key} in ('38','40')), "
                + "bớt contains, $search và sắp xếp, hỏi tập Indicators đã tổng hợp sẵn, hoặc đọc theo trang bằng @odata.nextLink.", "$filter");
        }
    }

    private static IReadOnlyCollection<string>? Of(SingleValueNode node, string key) => node switch
    {
        ConvertNode convert => Of(convert.Source, key),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } both => Of(both.Left, key) ?? Of(both.Right, key),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } either => Of(either.Left, key) is { } left && Of(either.Right, key) is { } right ? [.. left, .. right] : null,
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal => Named(equal.Left, key) && Text(equal.Right) is { } value ? [value] : Named(equal.Right, key) && Text(equal.Left) is { } other ? [other] : null,
        InNode { Right: CollectionConstantNode list } some when Named(some.Left, key) => [.. list.Collection.Select(item => item.Value as string ?? "")],
        _ => null,
    };

    private static bool Named(SingleValueNode node, string key) => node switch
    {
        ConvertNode convert => Named(convert.Source, key),
        SingleValuePropertyAccessNode { Source: not SingleNavigationNode } property => property.Property.Name == key,
        _ => false,
    };

    private static string? Text(SingleValueNode node) => node switch
    {
        ConvertNode convert => Text(convert.Source),
        ConstantNode constant => constant.Value as string,
        _ => null,
    };

    private static int Occurrences(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.OrdinalIgnoreCase).Length) / part.Length;

    private static string Million(long number) => (number / 1_000_000.0).ToString("0.#", CultureInfo.InvariantCulture);
}
