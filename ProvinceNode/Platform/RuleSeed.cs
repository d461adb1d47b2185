using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Reference;

namespace ProvinceNode.Platform;

/// <summary>Brings the tables of the law's numbers, shipped or of the pack in force, into the rows; national rows follow the shipment, a province's own rows stay.</summary>
public static class RuleSeed
{
    /// <summary>Adds and corrects rows; nothing is saved.</summary>
    public static async Task ApplyAsync(NodeDb db, CancellationToken cancel) => await ApplyAsync(db, ShippedRules.Of(await ReferenceTexts.AllAsync(db, cancel)), cancel);

    /// <inheritdoc cref="ApplyAsync(NodeDb, CancellationToken)"/>
    /// <param name="shipped">Rows of a version of the product, or of a pack over them.</param>
    public static async Task ApplyAsync(NodeDb db, ShippedRules shipped, CancellationToken cancel)
    {
        var held = new List<HeldRow>();
        held.AddRange(await UpsertAsync(db, shipped.Levels, RuleGroups.Levels, cancel));
        held.AddRange(await UpsertAsync(db, shipped.RuleSets, RuleGroups.RuleSets, cancel));
        held.AddRange(await UpsertAsync(db, shipped.Parameters, RuleGroups.Parameters, cancel));
        held.AddRange(await UpsertAsync(db, shipped.Categories, RuleGroups.Categories, cancel));
        held.AddRange(await UpsertAsync(db, shipped.Steps, RuleGroups.Steps, cancel));
        held.AddRange(await AddAuthorityAsync(db, shipped.Authority, cancel));
        await HeldRows.KeepAsync(db, held, cancel);
        await AddDaysOffAsync(db, cancel);
        await AddPermissionsAsync(db, cancel);
    }

    /// <summary>National levels as shipped.</summary>
    public static IEnumerable<LevelRow> Levels(ReferenceTable? table = null) => (table ?? ReferenceTable.Read("standard-levels")).Rows.Select(r => new LevelRow
    {
        Kind = r["kind"] == "pension" ? LevelKind.SocialPension : LevelKind.Standard, Amount = r.Int("amount")!.Value, Legal = r["legal"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
        InForceFrom = r.Date("inForceFrom"),
    });

    /// <summary>Categories of Decree 20 as shipped.</summary>
    public static IEnumerable<CategoryRow> Categories(ReferenceTable? table = null) => (table ?? ReferenceTable.Read("categories")).Rows.Select(r => new CategoryRow
    {
        Code = r["code"], Legal = r["lawRef"], Label = r["label"],
        AgeFromMonths = r.Int("ageMinMonths"), AgeUntilMonths = r.Int("ageMaxMonthsExclusive"), CoefficientHundredths = r.Hundredths("coef"),
        PerChild = r["perChild"] == "1", Form = r["form"], Sensitive = r["sensitive"] == "1",
        ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>Rule sets R1 to R4 as shipped.</summary>
    public static IEnumerable<RuleSetRow> RuleSets(ReferenceTable? table = null) => (table ?? ReferenceTable.Read("rule-sets")).Rows.Select(r => new RuleSetRow
    {
        Code = r["code"], Legal = r["legal"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"), InForceFrom = r.Date("inForceFrom"),
    });

    /// <summary>Single numbers of the law as shipped.</summary>
    public static IEnumerable<ParameterRow> Parameters(ReferenceTable? table = null) => (table ?? ReferenceTable.Read("parameters")).Rows.Select(r => new ParameterRow
    {
        Name = r["name"], Value = r.Int("value")!.Value, Legal = r["legal"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>The nation's law as shipped, without any province's own rows.</summary>
    public static LawRows Law() => new()
    {
        Levels = [.. Levels()], Categories = [.. Categories()], RuleSets = [.. RuleSets()], Parameters = [.. Parameters()],
    };

    /// <summary>Days of each step as shipped.</summary>
    public static IEnumerable<StepRule> Steps(ReferenceTable? table = null) => (table ?? ReferenceTable.Read("step-deadlines")).Rows.Select(r => new StepRule
    {
        Procedure = r["procedure"], Regime = r["regime"], Step = r["step"], Actor = r["actor"],
        Days = r.Int("days")!.Value, WorkingDays = r["unit"] == "WD", ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>The authority map as shipped.</summary>
    public static IEnumerable<AuthorityRule> Authority(ReferenceTable? table = null) => (table ?? ReferenceTable.Read("authority-map")).Rows.Select(r => new AuthorityRule
    {
        Role = r["role"], Regime = r["regime"], Level = Enum.Parse<UnitLevel>(r["level"], ignoreCase: true),
        Title = r["title"], OfficeName = r["office"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>Days off and swapped days as shipped.</summary>
    public static IEnumerable<DayOff> DaysOff(ReferenceTable? table = null) => (table ?? ReferenceTable.Read("days-off")).Rows
        .Select(r => new DayOff { Date = r.Date("date")!.Value, Worked = r["kind"] != "off", Name = r["name"] });

    // Where the province's legal officer entered or ended rows of a matter, they stand as he left them; what the shipment has otherwise there waits for him.
    private static async Task<List<HeldRow>> UpsertAsync<T>(NodeDb db, IEnumerable<T> shipped, RuleGroup<T> of, CancellationToken cancel)
        where T : class
    {
        var (held, stored) = (new List<HeldRow>(), (await db.Set<T>().ToListAsync(cancel)).ToLookup(of.Key));
        foreach (var row in shipped)
        {
            var old = stored[of.Key(row)].FirstOrDefault(r => of.From(r) == of.From(row));
            if (stored[of.Key(row)].Any(of.Own))
            {
                held.AddRange(old is null || !of.Same(old, row) ? [of.Held(row)] : Array.Empty<HeldRow>());
            }
            else if (old is null)
            {
                db.Add(row);
            }
            else
            {
                Copy(db, row, old);
            }
        }

        return held;
    }

    // The province's rows of the authority map stand before the shipped ones on their days; one that begins within such days was not known to the officer.
    private static async Task<List<HeldRow>> AddAuthorityAsync(NodeDb db, IEnumerable<AuthorityRule> shipped, CancellationToken cancel)
    {
        var (held, stored) = (new List<HeldRow>(), await db.AuthorityRules.ToListAsync(cancel));
        foreach (var row in shipped)
        {
            held.AddRange(stored.Exists(r => r.ByProvince && r.Role == row.Role && r.ValidFrom < row.ValidFrom && r.HoldsOn(row.ValidFrom)) ? [RuleGroups.Held(row)] : Array.Empty<HeldRow>());
            if (stored.Find(r => !r.ByProvince && r.Role == row.Role && r.ValidFrom == row.ValidFrom) is { } old)
            {
                Copy(db, row, old);
            }
            else
            {
                db.Add(row);
            }
        }

        return held;
    }

    private static void Copy(NodeDb db, object row, object old)
    {
        var (from, to) = (db.Entry(row), db.Entry(old));
        foreach (var property in to.Properties.Where(p => !p.Metadata.IsPrimaryKey()))
        {
            property.CurrentValue = from.Property(property.Metadata.Name).CurrentValue;
        }
    }

    // A province edits its calendar, so a year is brought once; later only years that it does not know.
    private static async Task AddDaysOffAsync(NodeDb db, CancellationToken cancel)
    {
        var years = (await db.DaysOff.AsNoTracking().ToListAsync(cancel)).Select(d => d.Date.Year).ToHashSet();
        db.DaysOff.AddRange(DaysOff(await ReferenceTexts.FindAsync(db, "days-off", cancel)).Where(d => !years.Contains(d.Date.Year)));
    }

    // A province may take rights away, so an action is brought once; later only actions that it does not know.
    private static async Task AddPermissionsAsync(NodeDb db, CancellationToken cancel)
    {
        var known = (await db.RolePermissions.AsNoTracking().Select(p => p.Action).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        db.RolePermissions.AddRange(ReferenceTable.Read("role-actions").Rows
            .Where(r => !known.Contains(r["action"]))
            .Select(r => new RolePermission { Role = r["role"], Action = r["action"] }));
    }
}
