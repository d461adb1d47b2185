using Microsoft.OData.Edm;

namespace NationalHub.Reporting.OData;

/// <summary>Which OData type stands for which .NET type, and how values cross over.</summary>
internal static class EdmTypes
{
    private static readonly Dictionary<Type, EdmPrimitiveTypeKind> Kinds = new()
    {
        [typeof(string)] = EdmPrimitiveTypeKind.String,
        [typeof(bool)] = EdmPrimitiveTypeKind.Boolean,
        [typeof(byte)] = EdmPrimitiveTypeKind.Byte,
        [typeof(short)] = EdmPrimitiveTypeKind.Int16,
        [typeof(int)] = EdmPrimitiveTypeKind.Int32,
        [typeof(long)] = EdmPrimitiveTypeKind.Int64,
        [typeof(double)] = EdmPrimitiveTypeKind.Double,
        [typeof(decimal)] = EdmPrimitiveTypeKind.Decimal,
        [typeof(Guid)] = EdmPrimitiveTypeKind.Guid,
        [typeof(DateOnly)] = EdmPrimitiveTypeKind.Date,
        [typeof(DateTime)] = EdmPrimitiveTypeKind.DateTimeOffset,
    };

    /// <exception cref="ArgumentException">No OData type stands for <paramref name="type"/>.</exception>
    public static void Require(Type type, string property)
    {
        if (!Kinds.ContainsKey(Bare(type)) && !Bare(type).IsEnum)
        {
            throw new ArgumentException($"{property}: {type.Name} has no OData counterpart here; times are UTC DateTime, days DateOnly.");
        }
    }

    public static EdmPrimitiveTypeKind KindOf(Type type)
        => Bare(type).IsEnum ? EdmPrimitiveTypeKind.String : Kinds[Bare(type)];

    /// <summary>The type without Nullable.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    public static bool IsNumber(Type type)
        => Type.GetTypeCode(Bare(type)) is >= TypeCode.SByte and <= TypeCode.Decimal && !Bare(type).IsEnum;

    public static bool IsWhole(Type type)
        => Type.GetTypeCode(Bare(type)) is >= TypeCode.SByte and <= TypeCode.UInt64 && !Bare(type).IsEnum;

    /// <summary>The type that can also hold nothing.</summary>
    public static Type OrNull(Type type)
        => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;

    /// <summary>A value from the database as the OData writer wants it. Times are shown at <paramref name="offset"/>, which is what
    /// year(), date() and the like count in too.</summary>
    public static object? ToWire(object? value, TimeSpan offset) => value switch
    {
        null => null,
        Enum name => name.ToString(),
        DateOnly day => new Date(day.Year, day.Month, day.Day),
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToOffset(offset),
        _ => value,
    };

    /// <summary>A literal of the URL as LINQ wants it.</summary>
    public static object? FromWire(object? value) => value switch
    {
        Date day => new DateOnly(day.Year, day.Month, day.Day),
        DateTimeOffset time => time.UtcDateTime,
        float single => (double)single,
        sbyte small => (short)small,
        // Some keyboards write ễ as three signs; the rows have one.
        string text => text.Normalize(),
        _ => value,
    };
}
