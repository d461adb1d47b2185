using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Reference;

namespace ProvinceNode.Platform;

/// <summary>Brings the shipped tables of the law's numbers into the rows; national rows follow the shipment, a province's own rows stay.</summary>
public static class RuleSeed
{
    /// <summary>Adds and corrects rows; nothing is saved.</summary>
    public static async Task ApplyAsync(NodeDb db, CancellationToken cancel)
    {
        await UpsertAsync(db, Levels(), l => (l.Kind, l.ProvinceCode, l.CategoryPrefix, l.ValidFrom), cancel);
        await UpsertAsync(db, RuleSets(), r => r.ValidFrom, cancel);
        await AddParametersAsync(db, cancel);
        await UpsertAsync(db, Categories(), c => (c.Code, c.ValidFrom), cancel);
        await UpsertAsync(db, await OwnStepsLeftAsync(db, cancel), s => (s.Procedure, s.Regime, s.Step, s.ValidFrom), cancel);
        await UpsertAsync(db, Authority(), a => (a.Role, a.ValidFrom), cancel);
        await AddDaysOffAsync(db, cancel);
        await AddPermissionsAsync(db, cancel);
    }

    /// <summary>National levels as shipped.</summary>
    public static IEnumerable<LevelRow> Levels() => ReferenceTable.Read("standard-levels").Rows.Select(r => new LevelRow
    {
        Kind = r["kind"] == "pension" ? LevelKind.SocialPension : LevelKind.Standard, Amount = r.Int("amount")!.Value, Legal = r["legal"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
        InForceFrom = r.Date("inForceFrom"),
    });

    /// <summary>Categories of Decree 20 as shipped.</summary>
    public static IEnumerable<CategoryRow> Categories() => ReferenceTable.Read("categories").Rows.Select(r => new CategoryRow
    {
        Code = r["code"], Legal = r["lawRef"], Label = r["label"],
        AgeFromMonths = r.Int("ageMinMonths"), AgeUntilMonths = r.Int("ageMaxMonthsExclusive"), CoefficientHundredths = r.Hundredths("coef"),
        PerChild = r["perChild"] == "1", Form = r["form"], Sensitive = r["sensitive"] == "1",
        ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>Rule sets R1 to R4 as shipped.</summary>
    public static IEnumerable<RuleSetRow> RuleSets() => ReferenceTable.Read("rule-sets").Rows.Select(r => new RuleSetRow
    {
        Code = r["code"], Legal = r["legal"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"), InForceFrom = r.Date("inForceFrom"),
    });

    /// <summary>Single numbers of the law as shipped.</summary>
    public static IEnumerable<ParameterRow> Parameters() => ReferenceTable.Read("parameters").Rows.Select(r => new ParameterRow
    {
        Name = r["name"], Value = r.Int("value")!.Value, Legal = r["legal"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>The nation's law as shipped, without any province's own rows.</summary>
    public static LawRows Law() => new()
    {
        Levels = [.. Levels()], Categories = [.. Categories()], RuleSets = [.. RuleSets()], Parameters = [.. Parameters()],
    };

    /// <summary>Days of each step as shipped.</summary>
    public static IEnumerable<StepRule> Steps() => ReferenceTable.Read("step-deadlines").Rows.Select(r => new StepRule
    {
        Procedure = r["procedure"], Regime = r["regime"], Step = r["step"], Actor = r["actor"],
        Days = r.Int("days")!.Value, WorkingDays = r["unit"] == "WD", ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>The authority map as shipped.</summary>
    public static IEnumerable<AuthorityRule> Authority() => ReferenceTable.Read("authority-map").Rows.Select(r => new AuthorityRule
    {
        Role = r["role"], Regime = r["regime"], Level = Enum.Parse<UnitLevel>(r["level"], ignoreCase: true),
        Title = r["title"], OfficeName = r["office"], ValidFrom = r.Date("validFrom")!.Value, ValidTo = r.Date("validTo"),
    });

    /// <summary>Days off and swapped days as shipped.</summary>
    public static IEnumerable<DayOff> DaysOff() => ReferenceTable.Read("days-off").Rows
        .Select(r => new DayOff { Date = r.Date("date")!.Value, Worked = r["kind"] != "off", Name = r["name"] });

    private static async Task UpsertAsync<T, TKey>(NodeDb db, IEnumerable<T> shipped, Func<T, TKey> key, CancellationToken cancel)
        where T : class
        where TKey : notnull
    {
        var stored = (await db.Set<T>().ToListAsync(cancel)).ToDictionary(key);
        foreach (var row in shipped)
        {
            if (stored.TryGetValue(key(row), out var old) && old is LevelRow { ByOfficer: true } or CategoryRow { ByOfficer: true })
            {
                // The province's legal officer set it: a new version of the product leaves it.
                continue;
            }

            if (old is not null)
            {
                var (from, to) = (db.Entry(row), db.Entry(old));
                foreach (var property in to.Properties.Where(p => !p.Metadata.IsPrimaryKey()))
                {
                    property.CurrentValue = from.Property(property.Metadata.Name).CurrentValue;
                }
            }
            else
            {
                db.Add(row);
            }
        }
    }

    // Where the province's legal officer set days of a step, its rows are his: a new version of the product leaves them, the ended ones too.
    private static async Task<List<StepRule>> OwnStepsLeftAsync(NodeDb db, CancellationToken cancel)
    {
        var own = (await db.StepRules.AsNoTracking().Where(s => s.ByProvince).Select(s => new { s.Procedure, s.Regime, s.Step }).ToListAsync(cancel)).ToHashSet();
        return Steps().Where(s => !own.Contains(new { s.Procedure, s.Regime, s.Step })).ToList();
    }

    // A legal officer may change a number with its days, so a name is brought once.
    private static async Task AddParametersAsync(NodeDb db, CancellationToken cancel)
    {
        var known = (await db.Set<ParameterRow>().AsNoTracking().Select(p => p.Name).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        db.AddRange(Parameters().Where(p => !known.Contains(p.Name)));
    }

    // A province edits its calendar, so a year is brought once; later only years that it does not know.
    private static async Task AddDaysOffAsync(NodeDb db, CancellationToken cancel)
    {
        var years = (await db.DaysOff.AsNoTracking().ToListAsync(cancel)).Select(d => d.Date.Year).ToHashSet();
        db.DaysOff.AddRange(DaysOff().Where(d => !years.Contains(d.Date.Year)));
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
