using ProvinceNode.Platform;

namespace ProvinceNode.Import.Values;

/// <summary>How much a fault weighs.</summary>
public enum FaultLevel
{
    /// <summary>The value was read; a person should look at it once.</summary>
    Warning = 1,

    /// <summary>The value cannot be told; the row goes back to its sender.</summary>
    Error = 2,
}

/// <summary>What is wrong with a value. Pure.</summary>
/// <param name="Mend">What could stand there instead; null when only the sender knows.</param>
public sealed record ValueFault(FaultLevel Level, Problem Problem, string? Mend = null);

/// <summary>A value read from a cell: the value, or why there is none. An empty cell is neither: it says nothing and erases nothing. Pure.</summary>
/// <param name="Said">Whether the cell said anything.</param>
public sealed record Reading<T>(T? Value, bool Said, IReadOnlyList<ValueFault> Faults)
{
    /// <summary>Whether there is a value.</summary>
    public bool HasValue => Said && Faults.All(f => f.Level != FaultLevel.Error);

    /// <summary>Another form of the value with the same remarks.</summary>
    public Reading<TOther> With<TOther>(TOther value) => new(value, Said, Faults);

    /// <summary>The same value with one more remark.</summary>
    public Reading<T> And(ProblemKind kind, string? mend, params object[] parts) => this with { Faults = [.. Faults, new ValueFault(FaultLevel.Warning, kind.Now(parts), mend)] };
}

/// <summary>Makes readings. Pure.</summary>
public static class Reading
{
    /// <summary>The cell was empty: whatever is known stays.</summary>
    public static Reading<T> Nothing<T>() => new(default, false, []);

    /// <summary>A value without doubt.</summary>
    public static Reading<T> Of<T>(T value) => new(value, true, []);

    /// <summary>A value that a person should look at.</summary>
    public static Reading<T> Doubtful<T>(T value, ProblemKind kind, string? mend, params object[] parts) => new(value, true, [new ValueFault(FaultLevel.Warning, kind.Now(parts), mend)]);

    /// <summary>No value.</summary>
    public static Reading<T> Wrong<T>(ProblemKind kind, string? mend, params object[] parts) => new(default, true, [new ValueFault(FaultLevel.Error, kind.Now(parts), mend)]);
}
