using System.Linq.Expressions;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary><c>$search</c>: each word is looked for in every search column; AND, OR and NOT join words.</summary>
internal static class SearchBinder
{
    public static LambdaExpression Bind(SearchClause search, EntitySetDefinition set, Shape shape, ParameterExpression row, BindingScope scope)
    {
        if (set.SearchColumns.Count == 0)
        {
            throw ODataFaultException.NotSupported($"Tập {set.Name} không có cột tìm kiếm. Hãy dùng $filter với contains(…).", "$search");
        }
        return Expression.Lambda(scope.Capture(Node(search.Expression, set, shape.Root(row), scope)), row);
    }

    private static Expression Node(QueryNode node, EntitySetDefinition set, Expression row, BindingScope scope)
    {
        scope.Spend();
        return node switch
        {
            SearchTermNode term => Word(term.Text, set, row, scope),
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } both => Expression.AndAlso(Node(both.Left, set, row, scope), Node(both.Right, set, row, scope)),
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } either => Expression.OrElse(Node(either.Left, set, row, scope), Node(either.Right, set, row, scope)),
            UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Expression.Not(Node(not.Operand, set, row, scope)),
            _ => throw ODataFaultException.NotSupported("$search chỉ nhận từ, cụm từ trong dấu nháy kép, AND, OR, NOT.", "$search"),
        };
    }

    private static Expression Word(string text, EntitySetDefinition set, Expression row, BindingScope scope)
        => set.SearchColumns.Select(column =>
        {
            var read = new ReplaceParameter(column.Read.Parameters[0], row).Visit(column.Read.Body);
            var sought = scope.Given(column.Fold(text), typeof(string));
            var found = Expression.Call(read, typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!, sought);
            // A missing text holds no word, also under NOT.
            return (Expression)Expression.AndAlso(Expression.NotEqual(read, Expression.Constant(null, typeof(string))), found);
        }).Aggregate(Expression.OrElse);
}
