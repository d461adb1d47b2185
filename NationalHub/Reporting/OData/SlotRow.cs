using System.Linq.Expressions;
using System.Reflection;

namespace NationalHub.Reporting.OData;

/// <summary>A row whose columns are only known when a query arrives. EF Core composes over object initialisers of a plain class, so
/// grouped and aggregated columns land in the slots of one generic class, filled from the left.</summary>
internal sealed class SlotRow<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>
{
    public T0 S0 { get; set; } = default!;
    public T1 S1 { get; set; } = default!;
    public T2 S2 { get; set; } = default!;
    public T3 S3 { get; set; } = default!;
    public T4 S4 { get; set; } = default!;
    public T5 S5 { get; set; } = default!;
    public T6 S6 { get; set; } = default!;
    public T7 S7 { get; set; } = default!;
    public T8 S8 { get; set; } = default!;
    public T9 S9 { get; set; } = default!;
    public T10 S10 { get; set; } = default!;
    public T11 S11 { get; set; } = default!;
    public T12 S12 { get; set; } = default!;
    public T13 S13 { get; set; } = default!;
    public T14 S14 { get; set; } = default!;
    public T15 S15 { get; set; } = default!;
}

/// <summary>Builds the initialiser of a <c>SlotRow</c> of the needed types.</summary>
internal static class SlotRow
{
    /// <summary>Columns a grouped or aggregated row can have.</summary>
    public const int Capacity = 16;

    /// <returns>An expression that fills as many slots as there are values; slot i holds value i.</returns>
    public static MemberInitExpression Init(IReadOnlyList<Expression> values)
    {
        if (values.Count > Capacity)
        {
            throw ODataFaultException.OverLimit("Số cột của một phép nhóm hoặc tổng hợp", Capacity, "Hãy bớt thuộc tính nhóm hoặc phép tổng hợp.", "$apply");
        }
        var types = Enumerable.Range(0, Capacity).Select(i => i < values.Count ? values[i].Type : typeof(byte)).ToArray();
        var row = typeof(SlotRow<,,,,,,,,,,,,,,,>).MakeGenericType(types);
        return Expression.MemberInit(Expression.New(row), values.Select((value, i) => Expression.Bind(Slot(row, i), value)));
    }

    public static PropertyInfo Slot(Type row, int index) => row.GetProperty("S" + index)!;
}
