using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>What the bound expressions of one request share: the count of nodes against the limit, the one "now", parameter aliases,
/// and which constants came from the user.</summary>
internal sealed class BindingScope(ODataLimits limits, DateTime utcNow, TimeSpan offset)
{
    private readonly HashSet<ConstantExpression> _given = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, Expression> _natives = new(ReferenceEqualityComparer.Instance);
    private int _nodes;

    /// <summary>now() of this request: one value however often it is named.</summary>
    public DateTime UtcNow => utcNow;

    public TimeSpan Offset => offset;

    public ODataLimits Limits => limits;

    /// <summary>The query option being bound, for error targets.</summary>
    public string? Target { get; set; }

    public IDictionary<string, SingleValueNode>? Aliases { get; set; }

    /// <exception cref="ODataFaultException">The request has more nodes than <see cref="ODataLimits.MaxFilterNodes"/>.</exception>
    public void Spend(int nodes = 1)
    {
        _nodes += nodes;
        if (_nodes > limits.MaxFilterNodes)
        {
            throw ODataFaultException.OverLimit("Biểu thức quá dài: số phép toán, tên và giá trị", limits.MaxFilterNodes,
                "Hãy chia thành nhiều truy vấn hoặc rút ngắn danh sách giá trị.", Target);
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>A constant that came with the request and will travel to the database as a parameter.</summary>
    public ConstantExpression Given(object? value, Type type)
    {
        var constant = Expression.Constant(value, type);
        _given.Add(constant);
        return constant;
    }

    /// <summary>A column as OData sees it: an enum is its name, spelt out as cases since it may be stored as text or as number.</summary>
    public Expression AsText(Expression value)
    {
        var text = EnumNames.Of(value);
        if (text != value)
        {
            _natives[text] = value;
        }
        return text;
    }

    /// <summary>The enum column under a text made by <see cref="AsText"/>, or the expression unchanged.</summary>
    public Expression Native(Expression expression) => _natives.GetValueOrDefault(expression, expression);

    /// <summary>Turns the request's constants into fields of closure objects, as the compiler does for captured variables: EF Core then
    /// sends parameters and finds the compiled query again whatever the values are.</summary>
    public Expression Capture(Expression expression) => new Capturing(_given).Visit(expression);

    /// <summary>A closure field of <paramref name="value"/>.</summary>
    public static Expression Captured(object? value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Held<>).MakeGenericType(type), value)!;
        return Expression.Field(Expression.Constant(holder), "Value");
    }

    private sealed class Capturing(HashSet<ConstantExpression> given) : ExpressionVisitor
    {
        protected override Expression VisitConstant(ConstantExpression node)
            => node.Value is not null && given.Contains(node) ? Captured(node.Value, node.Type) : node;
    }

    private sealed class Held<T>(T value)
    {
        public readonly T Value = value;
    }
}

/// <summary>Enum values as names inside a query.</summary>
internal static class EnumNames
{
    public static Expression Of(Expression value)
    {
        var bare = EdmTypes.Bare(value.Type);
        return !bare.IsEnum ? value : Enum.GetValues(bare).Cast<object>().Reverse().Aggregate((Expression)Expression.Constant(null, typeof(string)),
            (otherwise, name) => Expression.Condition(Expression.Equal(value, Expression.Constant(name, value.Type)), Expression.Constant(name.ToString()), otherwise));
    }
}
