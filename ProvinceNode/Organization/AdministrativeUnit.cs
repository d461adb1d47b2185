namespace ProvinceNode.Organization;

/// <summary>Level of a unit. "District" is a level that some dates have and others do not.</summary>
public enum UnitLevel
{
    Nation = 0,
    Province = 1,
    District = 2,
    Commune = 3,

    /// <summary>A care institution: no unit, but a body with a book, a seal and a name of its own.</summary>
    Institution = 4,
}

/// <summary>An administrative unit with the days it was in force. Old papers keep the names of their day.</summary>
public sealed class AdministrativeUnit
{
    public int Id { get; set; }

    /// <summary>Official code (Decisions 124/2004 and 19/2025): province 2 digits, district 3, commune 5.</summary>
    public required string Code { get; set; }

    public required UnitLevel Level { get; set; }

    /// <summary>Full name, e.g. Xã Hoa Lộc.</summary>
    public required string Name { get; set; }

    /// <summary>For search as one types: without accents.</summary>
    public required string FoldedName { get; set; }

    public string? ParentCode { get; set; }

    /// <summary>First day in force.</summary>
    public required DateOnly ValidFrom { get; set; }

    /// <summary>Last day in force, or null while it exists.</summary>
    public DateOnly? ValidTo { get; set; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}
