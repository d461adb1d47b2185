using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace NationalHub.Reporting.OData;

/// <summary>A request for rows, wholly bound and not yet run: everything that can be refused without the database has been.</summary>
internal sealed class FeedPlan
{
    private readonly IQueryable _root;
    private readonly Rows _rows;
    private readonly ParameterExpression _row;

    private FeedPlan(IQueryable root, Rows rows, ParameterExpression row, List<OrderTerm> order, List<Column> output)
    {
        (_root, _rows, _row, Order, Output) = (root, rows, row, order, output);
    }

    /// <summary>Columns written, in order.</summary>
    public IReadOnlyList<Column> Output { get; }

    public IReadOnlyList<OrderTerm> Order { get; }

    public bool IsEntity => _rows.Shape.IsEntity;

    public ApplyClause? Apply { get; private init; }

    public SelectExpandClause? Select { get; private init; }

    /// <summary>The last step aggregates everything: that is one row, even over nothing.</summary>
    public bool IsTotal { get; private init; }

    public static FeedPlan Of(EntitySetDefinition set, DbContext db, HttpContext http, ODataUriParser parser, QueryOptions options, BindingScope scope)
    {
        var user = http.User;
        var root = set.Open(db, http);
        var shape = Shape.Of(set, property => property.Mask?.AppliesTo(user) == true);
        var rows = new Rows(root.Expression, shape);
        T Parse<T>(Func<T> parse, string target)
        {
            scope.Target = target;
            var parsed = ParseFaults.Run(parse, target, rows.Shape.Columns.Select(column => column.Name));
            scope.Aliases = parser.ParameterAliasNodes;
            return parsed;
        }
        // $apply first: the parser then knows the aggregates by name in the other options.
        var apply = Parse(parser.ParseApply, "$apply");
        if (apply is not null)
        {
            rows = ApplyBinder.Bind(rows, apply, scope);
        }
        var row = Expression.Parameter(rows.Shape.RowType, "x");
        var binder = new NodeBinder(rows.Shape, row, scope);
        if (Parse(parser.ParseSearch, "$search") is { } search)
        {
            RequireEntities(rows.Shape);
            rows = rows.Where(SearchBinder.Bind(search, set, row, scope));
        }
        var filter = Parse(parser.ParseFilter, "$filter");
        rows = filter is null ? rows : rows.Where(binder.Predicate(filter.Expression));
        var order = Ordering.Of(Parse(parser.ParseOrderBy, "$orderby"), binder, rows.Shape, row);
        scope.Target = "$select";
        var output = Selection.Columns(options["$select"], rows.Shape);
        return new FeedPlan(root, rows, row, order, output)
        {
            Apply = apply,
            IsTotal = filter is null && apply?.Transformations.LastOrDefault() is AggregateTransformationNode,
            Select = Selection.Clause(options["$select"], apply is null ? parser : null, output),
        };
    }

    /// <summary>Each row as the output columns, then the order values, then the keys.</summary>
    public IQueryable<object?[]> Page(PageToken? after, long skip, long take)
    {
        var source = after is null ? _rows.Source : _rows.Where(Ordering.After(Order, after.Values, _row)).Source;
        source = Ordering.Apply(source, Order, _row);
        source = skip == 0 ? source : Slice(nameof(Queryable.Skip), source, skip);
        source = Slice(nameof(Queryable.Take), source, take);
        var values = Output.Select(column => column.Read(_row)).Concat(Order.Select(term => term.Value)).Concat(KeyValues());
        return Project(source, values);
    }

    public Expression CountExpression() => Expression.Call(typeof(Queryable), nameof(Queryable.LongCount), [_row.Type], _rows.Source);

    /// <summary>The one row with this key, as the output columns; empty when there is none.</summary>
    public IQueryable<object?[]> ByKey(IEnumerable<KeyValuePair<string, object>> keys, BindingScope scope)
    {
        var rows = _rows;
        foreach (var (name, value) in keys)
        {
            var key = _rows.Shape.Keys.Single(candidate => candidate.Name == name).Read(_row);
            var given = Operands.To(EdmTypes.FromWire(value), EdmTypes.Bare(key.Type), scope);
            rows = rows.Where(Expression.Lambda(Expression.Equal(key, BindingScope.Captured(given, key.Type)), _row));
        }
        return Project(rows.Source, Output.Select(column => column.Read(_row)).Concat(KeyValues()));
    }

    public IQueryProvider Provider => _root.Provider;

    private IQueryable<object?[]> Project(Expression source, IEnumerable<Expression> values)
    {
        var array = Expression.NewArrayInit(typeof(object), values.Select(value => Expression.Convert(value, typeof(object))));
        var select = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [_row.Type, typeof(object[])], source, Expression.Quote(Expression.Lambda(array, _row)));
        return _root.Provider.CreateQuery<object?[]>(select);
    }

    private IEnumerable<Expression> KeyValues() => IsEntity ? _rows.Shape.Keys.Select(key => key.Read(_row)) : [];

    private MethodCallExpression Slice(string method, Expression source, long rows)
        => Expression.Call(typeof(Queryable), method, [_row.Type], source, BindingScope.Captured((int)Math.Min(rows, int.MaxValue), typeof(int)));

    private static void RequireEntities(Shape shape)
    {
        if (!shape.IsEntity)
        {
            throw ODataFaultException.NotSupported("$search không dùng được sau $apply. Hãy lọc bằng filter(contains(…)) trong $apply.", "$search");
        }
    }
}

/// <summary><c>$select</c>: plain names and the star.</summary>
internal static class Selection
{
    public static List<Column> Columns(string? select, Shape shape)
    {
        var names = Names(select);
        if (names is null)
        {
            return [.. shape.Columns];
        }
        foreach (var name in names)
        {
            if (!shape.Columns.Any(column => column.Name == name))
            {
                throw ODataFaultException.UnknownProperty(name, shape.Columns.Select(column => column.Name), "$select");
            }
        }
        return [.. shape.Columns.Where(column => names.Contains(column.Name))];
    }

    /// <summary>What the context URL says was selected; after $apply the names are not the model's and are given as they are.</summary>
    public static SelectExpandClause? Clause(string? select, ODataUriParser? parser, List<Column> output)
    {
        if (Names(select) is not { } names)
        {
            return null;
        }
        return parser is not null
            ? ParseFaults.Run(parser.ParseSelectAndExpand, "$select", names)
            : new SelectExpandClause(output.Select(column => new PathSelectItem(new ODataSelectPath(new DynamicPathSegment(column.Name)))), allSelected: false);
    }

    private static HashSet<string>? Names(string? select)
    {
        var names = select?.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        if (names?.Contains("") == true)
        {
            throw ODataFaultException.Bad("OData.Syntax", "$select có dấu phẩy thừa. Hãy viết các tên cách nhau một dấu phẩy.", "$select");
        }
        return names?.Contains("*") == true ? null : names;
    }
}
