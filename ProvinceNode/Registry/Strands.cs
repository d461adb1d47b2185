namespace ProvinceNode.Registry;

/// <summary>What one person can receive side by side.</summary>
public enum EntitlementStrand
{
    /// <summary>His own assistance or social pension.</summary>
    Own = 1,

    /// <summary>Group 4, which may stand beside groups 5, 6 and 8 (Decree 20 Art. 6(2)).</summary>
    SingleParent = 2,

    /// <summary>Support to the disabled person who is pregnant or raises small children, Art. 20(2)(a).</summary>
    OwnCare = 3,

    /// <summary>Support to the household or person who cares, Art. 20(1), 20(2)(c), 20(2)(d): one for each person cared for.</summary>
    Care = 4,

    /// <summary>Allowance in an institution, Art. 25.</summary>
    Institution = 5,
}

/// <summary>Tells versions apart that follow each other from those that stand beside each other. Of one strand a month has at most one version. Pure.</summary>
public static class Strands
{
    public static EntitlementStrand Of(EntitlementKind kind, string category) => kind switch
    {
        EntitlementKind.Institution => EntitlementStrand.Institution,
        EntitlementKind.Care => category is "CS.4" or "CS.5" ? EntitlementStrand.OwnCare : EntitlementStrand.Care,
        _ => category is "4" or ['4', '.', ..] ? EntitlementStrand.SingleParent : EntitlementStrand.Own,
    };

    /// <summary>Whether one may take the place of the other: the person's own money is one or two of a kind.</summary>
    public static bool Related(EntitlementStrand one, EntitlementStrand other) => one == other || (IsOwn(one) && IsOwn(other));

    /// <summary>Assistance or pension of the person himself, whoever takes it.</summary>
    public static bool IsOwn(EntitlementStrand strand) => strand is EntitlementStrand.Own or EntitlementStrand.SingleParent;

    /// <summary>The version that a new one follows: of its category, else of its strand, else what it takes the place of; null when it is the first.</summary>
    /// <param name="earlier">Versions that ended before it and that nothing follows yet.</param>
    public static Entitlement? Before(AwardRow next, IEnumerable<Entitlement> earlier)
    {
        var strand = Of(next.Kind, next.CategoryCode);
        return earlier.Where(e => Related(e.Strand, strand))
            .OrderByDescending(e => e.CategoryCode == next.CategoryCode).ThenByDescending(e => e.Strand == strand).ThenByDescending(e => e.StartMonth).FirstOrDefault();
    }
}
