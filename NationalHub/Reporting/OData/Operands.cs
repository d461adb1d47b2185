using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace NationalHub.Reporting.OData;

/// <summary>Brings the two sides of an operator to one type. A constant goes to the column's type where it fits, so that the column
/// stays bare in SQL and its index is used.</summary>
internal static class Operands
{
    private static readonly MethodInfo CompareText = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>Compares an enum column with the value a name stands for, instead of two texts.</summary>
    public static (Expression Left, Expression Right) Enums(Expression left, Expression right, BindingScope scope)
    {
        var (column, other) = (scope.Native(left), scope.Native(right));
        if (column != left && right is ConstantExpression { Value: string named })
        {
            return (column, scope.Given(To(named, EdmTypes.Bare(column.Type), scope), column.Type));
        }
        if (other != right && left is ConstantExpression { Value: string name })
        {
            return (scope.Given(To(name, EdmTypes.Bare(other.Type), scope), other.Type), other);
        }
        var nullSide = left is ConstantExpression { Value: null } || right is ConstantExpression { Value: null };
        return nullSide ? (column, other) : (left, right);
    }

    /// <exception cref="ODataFaultException">The two sides have no common type.</exception>
    public static (Expression Left, Expression Right) Unify(Expression left, Expression right, BindingScope scope)
    {
        if (left is ConstantExpression { Value: null } || right is ConstantExpression { Value: null })
        {
            return (NullAs(left, right.Type), NullAs(right, left.Type));
        }
        var type = Common(left, right, scope);
        (left, right) = (Widen(left, type, scope), Widen(right, type, scope));
        if (left.Type == right.Type)
        {
            return (left, right);
        }
        var lifted = EdmTypes.OrNull(type);
        return (Widen(left, lifted, scope), Widen(right, lifted, scope));
    }

    /// <summary>One of the four order comparisons. Texts are compared by the database's own order.</summary>
    public static Expression Compare(ExpressionType kind, Expression left, Expression right)
        => left.Type == typeof(string)
            ? Expression.MakeBinary(kind, Expression.Call(CompareText, left, right), Expression.Constant(0))
            : Expression.MakeBinary(kind, left, right);

    /// <summary>The expression at another type; a constant is converted at once and lifted only by its static type.</summary>
    public static Expression Widen(Expression expression, Type type, BindingScope scope)
    {
        if (expression.Type == type)
        {
            return expression;
        }
        if (expression is ConstantExpression { Value: { } value })
        {
            return scope.Given(To(value, EdmTypes.Bare(type), scope), type);
        }
        // Keep null possible when the source can be null.
        var nullable = Nullable.GetUnderlyingType(expression.Type) is not null;
        var to = nullable ? EdmTypes.OrNull(type) : type;
        return expression.Type == to ? expression : Expression.Convert(expression, to);
    }

    /// <summary>A value of the URL at a column's type.</summary>
    /// <exception cref="ODataFaultException">It cannot be one.</exception>
    public static object? To(object? value, Type type, BindingScope scope)
    {
        if (value is null || value.GetType() == type)
        {
            return value;
        }
        if (type.IsEnum && value is string name)
        {
            return Enum.TryParse(type, name, out var parsed) && Enum.IsDefined(type, parsed!) && !char.IsAsciiDigit(name.FirstOrDefault())
                ? parsed
                : throw ODataFaultException.Bad("OData.UnknownValue", $"“{name}” không phải giá trị hợp lệ. Các giá trị có thể dùng: {string.Join(", ", Enum.GetNames(type))}.", scope.Target);
        }
        if (type == typeof(DateTime) && value is DateOnly day)
        {
            return day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - scope.Offset;
        }
        if (EdmTypes.IsNumber(type) && EdmTypes.IsNumber(value.GetType()))
        {
            try
            {
                return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
            }
            catch (OverflowException)
            {
                throw ODataFaultException.Bad("OData.ValueTooLarge", $"Giá trị {value} vượt miền của thuộc tính. Hãy dùng giá trị nhỏ hơn.", scope.Target);
            }
        }
        throw Mismatch(value.GetType(), type, scope);
    }

    private static Expression NullAs(Expression expression, Type other)
        => expression is ConstantExpression { Value: null }
            ? Expression.Constant(null, EdmTypes.OrNull(other))
            : expression.Type.IsValueType ? (expression.Type == EdmTypes.OrNull(expression.Type) ? expression : Expression.Convert(expression, EdmTypes.OrNull(expression.Type))) : expression;

    private static Type Common(Expression left, Expression right, BindingScope scope)
    {
        var (first, second) = (EdmTypes.Bare(left.Type), EdmTypes.Bare(right.Type));
        if (first == second)
        {
            return first;
        }
        if (EdmTypes.IsNumber(first) && EdmTypes.IsNumber(second))
        {
            return Fits(right, first) ? first : Fits(left, second) ? second : Wider(first, second);
        }
        var times = (first == typeof(DateTime) && right is ConstantExpression { Value: DateOnly })
            || (second == typeof(DateTime) && left is ConstantExpression { Value: DateOnly });
        return times ? typeof(DateTime) : throw Mismatch(first, second, scope);
    }

    private static bool Fits(Expression side, Type type)
    {
        if (side is not ConstantExpression { Value: { } value } || !EdmTypes.IsWhole(type))
        {
            return false;
        }
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        var bound = type == typeof(long) ? 9e18 : type == typeof(int) ? int.MaxValue : type == typeof(short) ? short.MaxValue : byte.MaxValue;
        return Math.Floor(number) == number && Math.Abs(number) <= bound && (number >= 0 || type != typeof(byte));
    }

    /// <summary>Whole numbers against fractions become double: decimals are text in SQLite.</summary>
    private static Type Wider(Type first, Type second)
    {
        if (EdmTypes.IsWhole(first) && EdmTypes.IsWhole(second))
        {
            return typeof(long);
        }
        var decimals = first == typeof(decimal) && second == typeof(decimal);
        return decimals ? typeof(decimal) : typeof(double);
    }

    private static ODataFaultException Mismatch(Type first, Type second, BindingScope scope)
        => ODataFaultException.Bad("OData.TypeMismatch",
            $"Không so được kiểu {EdmName(first)} với kiểu {EdmName(second)}. Chữ để trong dấu nháy đơn, số và ngày (2026-01-31) không có dấu nháy.", scope.Target);

    private static string EdmName(Type type)
    {
        try
        {
            return "Edm." + EdmTypes.KindOf(type);
        }
        catch (KeyNotFoundException)
        {
            return type.Name;
        }
    }
}
