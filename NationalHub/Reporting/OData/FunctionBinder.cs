using System.Linq.Expressions;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>The functions of OData URL conventions 5.1.1 that both databases can work out.</summary>
internal sealed class FunctionBinder(NodeBinder binder)
{
    /// <summary>Named in the answer to an unknown function.</summary>
    public const string Known = "contains, startswith, endswith, length, indexof, substring, tolower, toupper, trim, concat, year, month, day, hour, minute, second, date, now, round, floor, ceiling";

    public Expression Bind(SingleValueFunctionCallNode call)
    {
        var arguments = call.Parameters.Select(binder.Bind).ToList();
        if (arguments.Exists(argument => argument is ConstantExpression { Value: null }))
        {
            throw ODataFaultException.Bad("OData.NullArgument", $"Hàm {call.Name} không nhận null. Hãy tìm giá trị trống bằng “eq null”.", binder.Scope.Target);
        }
        var name = call.Name.ToLowerInvariant();
        return name switch
        {
            "contains" => Text(nameof(string.Contains), arguments, 2),
            "startswith" => Text(nameof(string.StartsWith), arguments, 2),
            "endswith" => Text(nameof(string.EndsWith), arguments, 2),
            "indexof" => IndexOf(arguments),
            "tolower" => Text(nameof(string.ToLower), arguments, 1),
            "toupper" => Text(nameof(string.ToUpper), arguments, 1),
            "trim" => Text(nameof(string.Trim), arguments, 1),
            "length" => Expression.Property(AsText(arguments[0]), nameof(string.Length)),
            "concat" => Expression.Call(typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)])!, AsText(arguments[0]), AsText(arguments[1])),
            "substring" => Substring(arguments),
            "year" or "month" or "day" or "hour" or "minute" or "second" => Part(name, arguments[0]),
            "date" => Expression.Call(typeof(DateOnly), nameof(DateOnly.FromDateTime), null, Local(arguments[0])),
            "now" => binder.Scope.Given(binder.Scope.UtcNow, typeof(DateTime)),
            "round" or "floor" or "ceiling" => Round(name, arguments[0]),
            _ => throw ODataFaultException.NotSupported($"Hàm “{call.Name}” chưa được hỗ trợ. Các hàm dùng được: {Known}.", binder.Scope.Target),
        };
    }

    private MethodCallExpression Text(string method, List<Expression> arguments, int count)
    {
        var types = Enumerable.Repeat(typeof(string), count - 1).ToArray();
        return Expression.Call(AsText(arguments[0]), typeof(string).GetMethod(method, types)!, arguments.Skip(1).Select(AsText));
    }

    /// <summary>EF Core's SQL Server translation needs the store type of a text column on one side and fails inside without.</summary>
    private MethodCallExpression IndexOf(List<Expression> arguments)
    {
        var seen = new TextColumns();
        arguments.ForEach(argument => seen.Visit(argument));
        return seen.Any ? Text(nameof(string.IndexOf), arguments, 2)
            : throw ODataFaultException.NotSupported("indexof cần ít nhất một thuộc tính chữ. Hãy dùng contains hoặc startswith.", binder.Scope.Target);
    }

    private sealed class TextColumns : ExpressionVisitor
    {
        public bool Any { get; private set; }

        protected override Expression VisitMember(MemberExpression node)
        {
            Any |= node.Type == typeof(string);
            return base.VisitMember(node);
        }
    }

    private MethodCallExpression Substring(List<Expression> arguments)
    {
        binder.RequireSafe(arguments.Skip(1).All(argument => argument is ConstantExpression { Value: >= 0 or >= 0L or >= (short)0 or >= (byte)0 }));
        var numbers = arguments.Skip(1).Select(argument => Bare(Operands.Widen(argument, typeof(int), binder.Scope))).ToList();
        return Expression.Call(AsText(arguments[0]), nameof(string.Substring), null, [.. numbers]);
    }

    /// <summary>SQL carries a missing value through by itself.</summary>
    private static Expression Bare(Expression value)
        => Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");

    private MemberExpression Part(string name, Expression value)
    {
        var part = char.ToUpperInvariant(name[0]) + name[1..];
        var bare = EdmTypes.Bare(value.Type);
        if (bare == typeof(DateOnly) && name is "year" or "month" or "day")
        {
            return Member(value, part);
        }
        return Member(Local(value), part);
    }

    /// <summary>A part of a possibly missing value: missing too, where the value is.</summary>
    private static MemberExpression Member(Expression value, string part)
        => Expression.Property(Bare(value), part);

    /// <summary>A UTC time at the model's offset, since that is how it is shown.</summary>
    private Expression Local(Expression value)
    {
        if (EdmTypes.Bare(value.Type) != typeof(DateTime))
        {
            throw ODataFaultException.Bad("OData.TypeMismatch", "Hàm ngày giờ cần một thuộc tính ngày giờ. Hãy xem kiểu của thuộc tính trong $metadata.", binder.Scope.Target);
        }
        if (value is ConstantExpression { Value: DateTime given })
        {
            return binder.Scope.Given(given + binder.Scope.Offset, typeof(DateTime));
        }
        var time = Bare(value);
        return binder.Scope.Offset == TimeSpan.Zero
            ? time
            : Expression.Call(time, nameof(DateTime.AddHours), null, Expression.Constant(binder.Scope.Offset.TotalHours));
    }

    private MethodCallExpression Round(string name, Expression value)
    {
        var number = EdmTypes.IsNumber(value.Type) ? Bare(Operands.Widen(value, typeof(double), binder.Scope)) : throw Mismatch();
        var method = name switch { "round" => nameof(Math.Round), "floor" => nameof(Math.Floor), _ => nameof(Math.Ceiling) };
        return Expression.Call(typeof(Math).GetMethod(method, [typeof(double)])!, number);
    }

    private Expression AsText(Expression value)
        => value.Type == typeof(string) ? value : throw Mismatch();

    private ODataFaultException Mismatch()
        => ODataFaultException.Bad("OData.TypeMismatch", "Hàm nhận sai kiểu giá trị. Hàm chuỗi cần chữ trong dấu nháy đơn, hàm số cần số.", binder.Scope.Target);
}
