using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>A name that an institution bore.</summary>
/// <param name="Until">Last day of it.</param>
/// <param name="Paper">By which it was changed.</param>
public sealed record FormerName(string Name, DateOnly Until, string Paper);

/// <summary>A People's Committee with its desks and divisions: a tenant of the node.</summary>
public sealed class Office
{
    public Guid Id { get; set; }

    /// <summary>Where it stands in the province; unique.</summary>
    public required string TenantPath { get; set; }

    public required UnitLevel Level { get; set; }

    /// <summary>Name of its unit, e.g. Xã Hoa Lộc.</summary>
    public required string UnitName { get; set; }

    /// <summary>Electronic identifier (Decision 20/2020/QĐ-TTg), e.g. H56.12.03; starts the codes of its dossiers.</summary>
    public required string Identifier { get; set; }

    /// <summary>Path of the district whose own institution this is (Decree 20 Art. 27(1)); null: the province's.</summary>
    public string? ManagedBy { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <summary>Names that it bore before, as JSON of <see cref="FormerName"/>, the latest last; null: none. Papers keep the name of their day.</summary>
    public string? FormerNames { get; set; }

    /// <summary>Paper by which an institution was closed; null while it works.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>See <see cref="FormerNames"/>.</summary>
    public IReadOnlyList<FormerName> Formers => FormerNames is { } json ? System.Text.Json.JsonSerializer.Deserialize<List<FormerName>>(json)! : [];

    public TenantPath Path => Protos.Values.TenantPath.Parse(TenantPath);

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}
