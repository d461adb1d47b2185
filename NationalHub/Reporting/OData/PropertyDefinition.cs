using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting.OData;

/// <summary>Hides a property from some people: its value is replaced in answers, and it can be neither filtered, sorted, grouped nor
/// aggregated by them, since each of those would give the value away.</summary>
/// <param name="AppliesTo">True for a person who must not see the value.</param>
/// <param name="Hide">What is shown instead; must fit the property's type (null for all but text).</param>
public sealed record PropertyMask(Func<ClaimsPrincipal, bool> AppliesTo, Func<object?, object?> Hide);

/// <summary>One exposed property of an entity set.</summary>
public sealed class PropertyDefinition
{
    private Func<DbContext, LambdaExpression>? _when;

    internal PropertyDefinition(string name, LambdaExpression read, bool nullable, string? label, PropertyMask? mask)
    {
        Name = name;
        Read = read;
        Nullable = nullable;
        Label = label;
        Mask = mask;
        ClrType = read.Body.Type;
    }

    /// <summary>Its name in the OData model.</summary>
    public string Name { get; }

    /// <summary>Vietnamese label, written to <c>$metadata</c> as Org.OData.Core.V1.Description.</summary>
    public string? Label { get; }

    public bool Nullable { get; }

    public Type ClrType { get; }

    public PropertyMask? Mask { get; }

    /// <summary>entity → value, as mapped by EF Core.</summary>
    internal LambdaExpression Read { get; private set; }

    /// <summary>Reads an empty text, or 0, where a row says so.</summary>
    internal void EmptyWhen(LambdaExpression when)
        => Read = Emptied(when);

    /// <summary>The same where rows of other sets say so.</summary>
    internal void EmptyWhen(Func<DbContext, LambdaExpression> when) => _when = when;

    /// <summary>entity → value, over one store.</summary>
    internal LambdaExpression ReadIn(DbContext db) => _when is null ? Read : Emptied(_when(db));

    private LambdaExpression Emptied(LambdaExpression when)
    {
        var condition = new ReplaceParameter(when.Parameters[0], Read.Parameters[0]).Visit(when.Body);
        return Expression.Lambda(Expression.Condition(condition, Expression.Constant(ClrType == typeof(string) ? "" : Activator.CreateInstance(ClrType), ClrType), Read.Body), Read.Parameters);
    }
}
