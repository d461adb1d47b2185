using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting.OData;

/// <summary>A column of the rows at some point of a query.</summary>
/// <param name="Name">Its OData name.</param>
/// <param name="Type">The .NET type of its value.</param>
/// <param name="Read">row → value.</param>
/// <param name="Property">The entity property it is, or null for an aggregate or computed column.</param>
/// <param name="Masked">The person asking may only see it hidden.</param>
internal sealed record Column(string Name, Type Type, Func<Expression, Expression> Read, PropertyDefinition? Property, bool Masked)
{
    /// <summary>What a total over no rows gives: 0 for counts and sums, else null.</summary>
    public object? OverNothing { get; init; }

    /// <summary>What sums of it are rounded to for who publishes; 0 where he may not sum it. One that is masked is so everywhere but under a sum.</summary>
    public long Step { get; init; }
}

/// <summary>What the rows look like at some point of a query: entities at first, slot rows after grouping or aggregating.</summary>
/// <param name="RowType">The .NET type of a row.</param>
/// <param name="Columns">What may be named.</param>
/// <param name="Keys">Columns that together are unique; paging follows them.</param>
/// <param name="IsEntity">False once rows have lost their identity.</param>
internal sealed record Shape(Type RowType, IReadOnlyList<Column> Columns, IReadOnlyList<Column> Keys, bool IsEntity)
{
    /// <summary>row → the entity it is or holds.</summary>
    public Func<Expression, Expression> Root { get; init; } = static row => row;

    /// <summary>Rows of other sets that stand beside this one, by navigation.</summary>
    public IReadOnlyDictionary<string, LinkShape> Links { get; init; } = new Dictionary<string, LinkShape>();

    /// <summary>How many people stand behind the rows; null where that is nobody's secret.</summary>
    public People? People { get; init; }

    /// <summary>A column of the other row that is missing only when that row is: what a comparison of a navigation with null looks at.</summary>
    public Column LinkKey(string link, string? target) => Find(link, Links.TryGetValue(link, out var linked) ? linked.Keys[0].Name : "", target);

    /// <exception cref="ODataFaultException">No such navigation here, no such column of it, or it is masked.</exception>
    public Column Find(string link, string name, string? target)
    {
        if (!Links.TryGetValue(link, out var linked))
        {
            throw ODataFaultException.NotSupported($"“{link}/{name}” không dùng được ở đây. Trong $apply hãy đặt tên trước, ví dụ compute({link}/{name} as {name})/groupby(({name})).", target);
        }
        var column = linked.Columns.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw ODataFaultException.UnknownProperty(name, linked.Columns.Select(candidate => candidate.Name), target);
        return column.Masked ? throw ODataFaultException.MaskedProperty(name, target) : column;
    }

    /// <exception cref="ODataFaultException">No such column, or it is masked.</exception>
    public Column Find(string name, string? target)
    {
        var column = Columns.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw ODataFaultException.UnknownProperty(name, Columns.Select(candidate => candidate.Name), target);
        return column is { Masked: true, Step: > 0 } ? throw ODataFaultException.MeasureOnly(name, target) : column.Masked ? throw ODataFaultException.MaskedProperty(name, target) : column;
    }

    /// <summary>The same where a sum is bound.</summary>
    public Shape UnderSum() => this with { Columns = [.. Columns.Select(column => column.Step > 0 ? column with { Masked = false } : column)] };

    /// <summary>Columns read through one step more.</summary>
    public static IReadOnlyList<Column> Under(IReadOnlyList<Column> columns, Func<Expression, Expression> inner)
        => [.. columns.Select(column => column with { Read = at => column.Read(inner(at)) })];

    /// <summary>The rows of an entity set for one person.</summary>
    /// <param name="set">The set.</param>
    /// <param name="masked">Says which properties this person sees hidden.</param>
    public static Shape Of(EntitySetDefinition set, DbContext db, Func<PropertyDefinition, bool> masked)
    {
        var columns = set.Properties.Select(property => (Property: property, Read: property.ReadIn(db))).Select(one => new Column(one.Property.Name, one.Property.ClrType,
            row => new ReplaceParameter(one.Read.Parameters[0], row).Visit(one.Read.Body), one.Property, masked(one.Property)) { Step = set.People?.Measures.GetValueOrDefault(one.Property.Name) ?? 0 }).ToList();
        return new Shape(set.EntityType, columns, set.Keys.Select(key => columns.Single(column => column.Property == key)).ToList(), true);
    }
}

/// <summary>The columns of a row of another set; all may be missing, as that row may be.</summary>
internal sealed record LinkShape(NavigationDefinition Way, IReadOnlyList<Column> Columns, IReadOnlyList<Column> Keys)
{
    public LinkShape Under(Func<Expression, Expression> inner) => this with { Columns = Shape.Under(Columns, inner), Keys = Shape.Under(Keys, inner) };
}

/// <summary>Puts one row expression in the place of a lambda's parameter.</summary>
internal sealed class ReplaceParameter(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : base.VisitParameter(node);
}
