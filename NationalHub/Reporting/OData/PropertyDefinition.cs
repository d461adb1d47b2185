using System.Linq.Expressions;
using System.Security.Claims;

namespace NationalHub.Reporting.OData;

/// <summary>Hides a property from some people: its value is replaced in answers, and it can be neither filtered, sorted, grouped nor
/// aggregated by them, since each of those would give the value away.</summary>
/// <param name="AppliesTo">True for a person who must not see the value.</param>
/// <param name="Hide">What is shown instead; must fit the property's type (null for all but text).</param>
public sealed record PropertyMask(Func<ClaimsPrincipal, bool> AppliesTo, Func<object?, object?> Hide);

/// <summary>One exposed property of an entity set.</summary>
public sealed class PropertyDefinition
{
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
    {
        var condition = new ReplaceParameter(when.Parameters[0], Read.Parameters[0]).Visit(when.Body);
        Read = Expression.Lambda(Expression.Condition(condition, Expression.Constant(ClrType == typeof(string) ? "" : Activator.CreateInstance(ClrType), ClrType), Read.Body), Read.Parameters);
    }
}
