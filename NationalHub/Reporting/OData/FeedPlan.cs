using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using Protos.Values;

namespace NationalHub.Reporting.OData;

/// <summary>A request for rows, wholly bound and not yet run: everything that can be refused without the database has been.</summary>
internal sealed class FeedPlan
{
    private readonly IQueryable _root;
    private readonly Rows _rows;
    private readonly ParameterExpression _row;

    // The output columns, then the order values that are none of them.
    private readonly List<Expression> _values;

    private FeedPlan(IQueryable root, Rows rows, ParameterExpression row, List<OrderTerm> order, List<Column> output)
    {
        (_root, _rows, _row, Order, Output) = (root, rows, row, order, output);
        // A column that is written and ordered by is read once.
        var written = output.ConvertAll(column => column.Read(row));
        OrderAt = [.. order.Select(term => At(written, term.Value))];
        _values = written;
    }

    private static int At(List<Expression> values, Expression sought)
    {
        var at = values.FindIndex(value => ExpressionEqualityComparer.Instance.Equals(value, sought));
        if (at >= 0)
        {
            return at;
        }
        values.Add(sought);
        return values.Count - 1;
    }

    /// <summary>Rows of other sets that are written inside each row.</summary>
    public IReadOnlyList<Expansion> Expansions { get; private init; } = [];

    /// <summary>Columns written, in order.</summary>
    public IReadOnlyList<Column> Output { get; }

    public IReadOnlyList<OrderTerm> Order { get; }

    public bool IsEntity => _rows.Shape.IsEntity;

    public ApplyClause? Apply { get; private init; }

    public FilterClause? Filter { get; private init; }

    /// <summary>What the answer must say of itself, as annotations.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; private init; } = new Dictionary<string, string>();

    public SelectExpandClause? Select { get; private init; }

    /// <summary>The last step aggregates everything: that is one row, even over nothing.</summary>
    public bool IsTotal { get; private init; }

    /// <summary>In a delta: whether the row is still one of the answer. Else null, for others are not in the rows.</summary>
    private Expression? Stays { get; init; }

    /// <param name="since">In a delta: only what changed from then on, with what is gone.</param>
    public static FeedPlan Of(EntitySetDefinition set, DbContext db, HttpContext http, ODataUriParser parser, QueryOptions options, BindingScope scope, DateTime? since = null)
    {
        var user = http.User;
        var root = since is null ? set.Open(db, http) : set.OpenChanged(db, http);
        var shape = Shape.Of(set, db, property => set.Hides(property, user)) with { People = People.Of(set, user) };
        var rows = since is { } from ? Changed(root, shape, set, from) : Navigation.Join(new Rows(root.Expression, shape), set, options, db, http);
        T Parse<T>(Func<T> parse, string target)
        {
            scope.Target = target;
            var parsed = ParseFaults.Run(parse, target, rows.Shape.Columns.Select(column => column.Name), options[target]);
            scope.Aliases = parser.ParameterAliasNodes;
            return parsed;
        }
        // $apply first: the parser then knows the aggregates by name in the other options.
        var apply = Parse(parser.ParseApply, "$apply");
        rows = apply is null ? rows : Applied(UsualRows.Of(rows, set, apply, options, db), apply, options, scope);
        RequireRows(set, rows.Shape);
        var row = Expression.Parameter(rows.Shape.RowType, "x");
        var binder = new NodeBinder(rows.Shape, row, scope);
        var conditions = new List<LambdaExpression>();
        if (Parse(parser.ParseSearch, "$search") is { } search)
        {
            RequireEntities(rows.Shape);
            conditions.Add(SearchBinder.Bind(search, set, rows.Shape, row, scope));
        }
        var filter = Parse(parser.ParseFilter, "$filter");
        conditions.AddRange(filter is null ? [] : [binder.Predicate(filter.Expression)]);
        rows = since is null ? conditions.Aggregate(rows, (current, condition) => current.Where(condition)) : rows;
        var order = Ordering.Of(Parse(parser.ParseOrderBy, "$orderby"), binder, rows.Shape, row);
        scope.Target = "$select";
        var output = Selection.Columns(options["$select"], rows.Shape);
        return new FeedPlan(root, rows, row, order, output)
        {
            Expansions = Expansion.Of(options["$expand"], rows.Shape, parser, set),
            Stays = since is null ? null : conditions.Select(condition => condition.Body).Aggregate((Expression)Alive(set, row), Expression.AndAlso),
            Notes = Told(set, rows.Shape, Delta.Refused(http.Request, set, options)),
            Filter = filter,
            Apply = options["$apply"] is null ? null : apply,
            IsTotal = filter is null && apply?.Transformations.LastOrDefault() is AggregateTransformationNode,
            Select = Selection.Clause(options["$select"], options["$expand"] is not null, apply is null || (options["$apply"] is null && options["$select"] is null && options["$expand"] is null) ? parser : null, output),
        };
    }

    private static Rows Changed(IQueryable root, Shape shape, EntitySetDefinition set, DateTime since)
    {
        var read = set.Tracked!.ChangedAt;
        return new Rows(root.Expression, shape).Where(Expression.Lambda(Expression.GreaterThanOrEqual(read.Body, BindingScope.Captured(since, typeof(DateTime))), read.Parameters));
    }

    private static UnaryExpression Alive(EntitySetDefinition set, ParameterExpression row)
        => Expression.Not(new ReplaceParameter(set.Tracked!.Gone.Parameters[0], row).Visit(set.Tracked.Gone.Body));

    /// <summary>Keys that a row carries.</summary>
    public int KeyCount => IsEntity ? _rows.Shape.Keys.Count : 0;

    /// <summary>Where the keys stand in a row of <see cref="Page(PageToken?, long, long)"/>.</summary>
    public int KeysAt => _values.Count;

    /// <summary>What a plain row carries: the output columns, then the order values that are none of them.</summary>
    public IReadOnlyList<Expression> Values => _values;

    /// <summary>Where each order value stands in such a row.</summary>
    public IReadOnlyList<int> OrderAt { get; }

    /// <summary>Rows carry neither keys nor expansions: who writes them needs none.</summary>
    public bool IsPlain { get; set; }

    /// <summary>Each row as the output columns, then the order values that are none of them, then the keys, then the expansions; in a delta whether it stays is the last.</summary>
    public IQueryable<object?[]> Page(PageToken? after, long skip, long take) => Page(after is null ? _rows : _rows.Where(Ordering.After(Order, after.Values, _row)), skip, take);

    /// <summary>The rows of <see cref="Page(PageToken?, long, long)"/> as queries to be read one after the other until enough have come. In the order of the keys a page then costs the same wherever it lies.</summary>
    public IEnumerable<IQueryable<object?[]>> Parts(PageToken? after, long skip, long take)
        => after is null || !IsEntity || Order.Count != KeyCount ? [Page(after, skip, take)] : Ordering.Parts(Order, after.Values, _row).Select(part => Page(_rows.Where(part), skip, take));

    private IQueryable<object?[]> Page(Rows rows, long skip, long take)
    {
        var source = Ordering.Apply(rows.Source, Order, _row);
        source = skip == 0 ? source : Slice(nameof(Queryable.Skip), source, skip);
        source = Slice(nameof(Queryable.Take), source, take);
        var values = IsPlain ? _values : _values.Concat(KeyValues()).Concat(Expanded());
        return Project(source, Stays is null ? values : values.Append(Stays));
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
        return Project(rows.Source, Output.Select(column => column.Read(_row)).Concat(KeyValues()).Concat(Expanded()));
    }

    public IQueryProvider Provider => _root.Provider;

    private IQueryable<object?[]> Project(Expression source, IEnumerable<Expression> values)
    {
        var array = Expression.NewArrayInit(typeof(object), values.Select(value => Expression.Convert(value, typeof(object))));
        var select = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [_row.Type, typeof(object[])], source, Expression.Quote(Expression.Lambda(array, _row)));
        return _root.Provider.CreateQuery<object?[]>(select);
    }

    private IEnumerable<Expression> KeyValues() => IsEntity ? _rows.Shape.Keys.Select(key => key.Read(_row)) : [];

    private IEnumerable<Expression> Expanded() => Expansions.SelectMany(expansion => expansion.Carried).Select(column => column.Read(_row));

    private MethodCallExpression Slice(string method, Expression source, long rows)
        => Expression.Call(typeof(Queryable), method, [_row.Type], source, BindingScope.Captured((int)Math.Min(rows, int.MaxValue), typeof(int)));

    /// <summary>Rows that only had columns added are still entities.</summary>
    private static Rows Applied(Rows rows, ApplyClause apply, QueryOptions options, BindingScope scope)
    {
        var applied = ApplyBinder.Bind(rows, apply, scope);
        return applied with { Shape = applied.Shape with { IsEntity = options["$apply"] is null } };
    }

    private static void RequireRows(EntitySetDefinition set, Shape shape)
    {
        if (shape.People is { IsUntold: true })
        {
            throw new ODataFaultException(403, "OData.RowsClosed",
                $"Tài khoản thống kê không đọc từng bản ghi của {set.Name}. Hãy tổng hợp: $apply=groupby((ProvinceCode),aggregate($count as People)); lọc và nhóm được theo {string.Join(", ", set.People!.Dimensions)}.{(set.People.Measures.Count > 0 ? $" Cộng được {string.Join(", ", set.People.Measures.Keys)}." : "")}", set.Name);
        }
    }

    private static Dictionary<string, string> Told(EntitySetDefinition set, Shape shape, string? delta)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (delta is not null)
        {
            notes["bao.delta"] = delta;
        }
        if (shape.People is { IsTold: true })
        {
            var steps = string.Concat(set.People!.Measures.GroupBy(measure => measure.Value).Select(step => $"; tổng {string.Join(", ", step.Select(measure => measure.Key))} đến {step.Key.ToString("N0", VietnameseFormat.Culture)}"));
            notes["bao.smallCells"] = $"Nhóm dưới {People.SmallestCell} người không có trong trả lời; số đếm làm tròn đến {People.SmallestCell}{steps}{(steps.Length > 0 ? "; trung bình là tổng đã làm tròn chia số đếm đã làm tròn" : "")}.";
        }
        else if (shape.People is { Carried: not null })
        {
            notes["bao.smallCells"] = $"Ô dưới {People.SmallestCell} người để trống.";
        }
        return notes;
    }

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
    public static SelectExpandClause? Clause(string? select, bool expanded, ODataUriParser? parser, List<Column> output)
    {
        var names = Names(select);
        if (names is null && parser is not null && !expanded)
        {
            return null;
        }
        return parser is not null
            ? ParseFaults.Run(parser.ParseSelectAndExpand, "$select", names ?? [])
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
