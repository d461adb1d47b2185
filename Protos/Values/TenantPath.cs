namespace Protos.Values;

/// <summary>
/// Where an office stands in its province: <c>38</c>, <c>38.380</c>, <c>38.380.14758</c> (three-tier) or <c>38.14758</c> (two-tier).
/// Each row that belongs to an office carries its path; an official sees his own path and everything below.
/// </summary>
public readonly record struct TenantPath
{
    private TenantPath(string value) => Value = value;

    public string Value { get; }

    public string Province => Value.Split('.')[0];

    /// <summary>Code of the last unit of the path.</summary>
    public string UnitCode => Value[(Value.LastIndexOf('.') + 1)..];

    /// <summary>1 province, 2 district or two-tier commune, 3 three-tier commune.</summary>
    public int Depth => Value.Count(c => c == '.') + 1;

    public TenantPath Parent => Depth == 1 ? this : new(Value[..Value.LastIndexOf('.')]);

    /// <summary>Exclusive upper bound of the subtree in ordinal order: '/' is the character right after '.'.</summary>
    public string SubtreeEnd => Value + "/";

    /// <exception cref="FormatException">A part is not made of digits, or there are more than three.</exception>
    public static TenantPath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new FormatException("Not a tenant path.");

    public static bool TryParse(string? text, out TenantPath path)
    {
        var parts = text?.Split('.') ?? [];
        var good = parts.Length is >= 1 and <= 3 && parts.All(p => p.Length is >= 2 and <= 5 && p.All(char.IsAsciiDigit));
        path = good ? new TenantPath(text!) : default;
        return good;
    }

    public TenantPath Child(string unitCode) => Parse($"{Value}.{unitCode}");

    /// <summary>Whether the other path is this one or below it.</summary>
    public bool Covers(TenantPath other) => Covers(other.Value);

    /// <inheritdoc cref="Covers(TenantPath)"/>
    public bool Covers(string? other) =>
        other is not null && Value is not null && (other == Value || other.StartsWith(Value + ".", StringComparison.Ordinal));

    public override string ToString() => Value ?? "";
}
