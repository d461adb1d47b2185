using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>A row beside the row of another set that it names, or nothing.</summary>
internal sealed class Joined<TLeft, TRight>
{
    public TLeft Left { get; set; } = default!;
    public TRight? Right { get; set; }
}

/// <summary>Puts the rows of other sets beside the rows that name them, by a left join on their key: no row is lost, none doubled.</summary>
internal static partial class Navigation
{
    private static readonly string[] Naming = ["$filter", "$orderby", "$apply", "$compute", "$expand"];

    /// <summary>Whether an expression names a navigation, outside of its texts.</summary>
    public static bool Names(string? expression, string navigation)
        => expression is not null && Regex.IsMatch(Literal().Replace(expression, "''"), $@"\b{Regex.Escape(navigation)}\b", RegexOptions.IgnoreCase);

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();

    /// <summary>Joins the navigations that a request names.</summary>
    public static Rows Join(Rows rows, EntitySetDefinition set, QueryOptions options, DbContext db, HttpContext http)
    {
        var text = string.Join('\n', Naming.Select(name => options[name]).OfType<string>());
        var all = options["$expand"]?.Split(',').Contains("*") == true;
        foreach (var way in set.Navigations.Where(way => all || (text.Length > 0 && Regex.IsMatch(text, $@"\b{way.Name}\b", RegexOptions.IgnoreCase))))
        {
            rows = Join(rows, way, db, http);
        }
        return rows;
    }

    private static Rows Join(Rows rows, NavigationDefinition way, DbContext db, HttpContext http)
    {
        var (leftType, rightType) = (rows.Shape.RowType, way.Target.EntityType);
        var (left, right) = (Expression.Parameter(leftType, "l"), Expression.Parameter(rightType, "r"));
        var outer = Key(way.Keys.Select(key => At(key, rows.Shape.Root(left))));
        var inner = Key(way.Target.Keys.Select(key => At(key.Read, right)));
        var joined = typeof(Joined<,>).MakeGenericType(leftType, rightType);
        var result = Expression.MemberInit(Expression.New(joined), Expression.Bind(joined.GetProperty("Left")!, left), Expression.Bind(joined.GetProperty("Right")!, right));
        var source = Expression.Call(typeof(Queryable), nameof(Queryable.LeftJoin), [leftType, rightType, outer.Type, joined],
            rows.Source, way.Target.Open(db, http).Expression,
            Expression.Quote(Expression.Lambda(outer, left)), Expression.Quote(Expression.Lambda(inner, right)), Expression.Quote(Expression.Lambda(result, left, right)));
        return new Rows(source, Beside(rows.Shape, joined, way, db, http));
    }

    private static Shape Beside(Shape shape, Type joined, NavigationDefinition way, DbContext db, HttpContext http)
    {
        Expression Left(Expression at) => Expression.Property(at, "Left");
        var columns = Shape.Under(shape.Columns, Left);
        var linked = way.Target.Properties.Select(property => new Column(property.Name, EdmTypes.OrNull(property.ClrType), at => Maybe(At(property.ReadIn(db), Expression.Property(at, "Right"))),
            property, way.Target.Hides(property, http.User))).ToList();
        var links = shape.Links.ToDictionary(link => link.Key, link => link.Value.Under(Left));
        links[way.Name] = new LinkShape(way, linked, [.. way.Target.Keys.Select(key => linked.Single(column => column.Property == key))]);
        return shape with
        {
            RowType = joined,
            Columns = columns,
            Keys = [.. shape.Keys.Select(key => columns.Single(column => column.Name == key.Name))],
            Root = at => shape.Root(Left(at)),
            Links = links,
            People = shape.People?.Under(Left),
        };
    }

    /// <summary>The other row may be missing, and with it every value of it.</summary>
    private static Expression Maybe(Expression value) => EdmTypes.OrNull(value.Type) is var type && type == value.Type ? value : Expression.Convert(value, type);

    private static Expression At(LambdaExpression read, Expression row) => new ReplaceParameter(read.Parameters[0], row).Visit(read.Body);

    private static Expression Key(IEnumerable<Expression> parts) => parts.ToList() switch
    {
        [var one] => one,
        [var first, var second] => Expression.New(typeof(Tuple<string, string>).GetConstructors().Single(), [first, second], typeof(Tuple<string, string>).GetProperties()),
        var many => throw new InvalidOperationException($"A key of {many.Count} parts cannot be joined."),
    };
}

/// <summary>One navigation of <c>$expand</c> with the columns chosen of it.</summary>
internal sealed record Expansion(LinkShape Link, IReadOnlyList<Column> Columns)
{
    /// <summary>What a row carries for it: the key, which tells whether the other row exists, then the columns.</summary>
    public IEnumerable<Column> Carried => Link.Keys.Concat(Columns);

    public int Width => Link.Keys.Count + Columns.Count;

    public static List<Expansion> Of(string? expand, Shape shape, ODataUriParser parser, EntitySetDefinition set)
    {
        if (expand is null)
        {
            return [];
        }
        if (!shape.IsEntity)
        {
            throw ODataFaultException.NotSupported("$expand không dùng được sau $apply. Hãy lấy thuộc tính của tập liên kết bằng compute(…) trong $apply.", "$expand");
        }
        foreach (var name in expand.Split(',', StringSplitOptions.TrimEntries).Where(name => parser.Model.FindDeclaredEntitySet(name) is not null && set.Navigations.All(way => way.Name != name)))
        {
            throw ODataFaultException.Bad("OData.UnknownProperty", $"Từ {set.Name} không mở được $expand sang tập “{name}”: $expand chỉ đi tới một bản ghi"
                + (set.Navigations.Count == 0 ? "" : $" ({string.Join(", ", set.Navigations.Select(way => way.Name))})") + $". Hãy đọc chính tập {name} và lọc theo khóa.", "$expand");
        }
        var alone = new ODataUriParser(parser.Model, parser.ServiceRoot, new Uri(parser.ServiceRoot, $"{set.Name}?$expand={Uri.EscapeDataString(expand)}")) { Resolver = parser.Resolver };
        var clause = ParseFaults.Run(alone.ParseSelectAndExpand, "$expand", set.Navigations.Select(way => way.Name));
        return [.. clause.SelectedItems.OfType<ExpandedNavigationSelectItem>().Select(item => One(item, shape))];
    }

    private static Expansion One(ExpandedNavigationSelectItem item, Shape shape)
    {
        var name = ((NavigationPropertySegment)item.PathToNavigationProperty.LastSegment).NavigationProperty.Name;
        var nested = item.FilterOption is not null || item.OrderByOption is not null || item.TopOption is not null || item.SkipOption is not null || item.CountOption is not null
            || item.SearchOption is not null || item.LevelsOption is not null || item.ComputeOption is not null || item.ApplyOption is not null
            || item.SelectAndExpand.SelectedItems.OfType<ExpandedNavigationSelectItem>().Any();
        if (nested)
        {
            throw ODataFaultException.NotSupported($"Trong $expand={name}(…) chỉ dùng được $select, một cấp. Hãy lọc bằng $filter ngoài cùng, ví dụ {name}/Thuộc_tính eq ….", "$expand");
        }
        var link = shape.Links[name];
        var chosen = item.SelectAndExpand.SelectedItems.OfType<PathSelectItem>().Select(select => select.SelectedPath.FirstSegment.Identifier).ToHashSet(StringComparer.Ordinal);
        return new Expansion(link, chosen.Count == 0 ? link.Columns : [.. link.Columns.Where(column => chosen.Contains(column.Name))]);
    }
}

/// <summary><c>$compute</c> as one step more of <c>$apply</c>, which the parser and the binder know.</summary>
internal static class ComputeOption
{
    public static Uri Fold(Uri address, IQueryCollection query)
    {
        var compute = query["$compute"].ToString();
        if (compute.Length == 0)
        {
            return address;
        }
        var apply = query["$apply"].ToString();
        var step = $"compute({compute})";
        var kept = query.Where(option => option.Key is not ("$compute" or "$apply")).Select(option => Uri.EscapeDataString(option.Key) + "=" + Uri.EscapeDataString(option.Value.ToString()));
        var options = string.Join('&', kept.Append("$apply=" + Uri.EscapeDataString(apply.Length == 0 ? step : apply + "/" + step)));
        return new UriBuilder(address) { Query = options }.Uri;
    }
}
