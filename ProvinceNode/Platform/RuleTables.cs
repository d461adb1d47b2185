using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;

namespace ProvinceNode.Platform;

/// <summary>Mapping of the law's numbers, whose nouns are pure and know nothing of tables.</summary>
public static class RuleTables
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<LevelRow>(level =>
        {
            level.ToTable("StandardLevels");
            level.Property(l => l.ProvinceCode).HasMaxLength(2);
            level.Property(l => l.Kind).HasConversion<string>().HasMaxLength(20);
            level.Property(l => l.CategoryPrefix).HasMaxLength(20).UseOrdinal();
            level.Property(l => l.Legal).HasMaxLength(200);
            level.Property(l => l.ResolutionNumber).HasMaxLength(60);
            level.HasIndex(l => new { l.Kind, l.ProvinceCode, l.CategoryPrefix, l.ValidFrom }).IsUnique();
        });
        builder.Entity<CategoryRow>(category =>
        {
            category.ToTable("Categories");
            category.Ignore(c => c.Article);
            category.Property(c => c.Code).HasMaxLength(20).UseOrdinal();
            category.Property(c => c.Legal).HasMaxLength(CategoryRow.MostText);
            category.Property(c => c.Label).HasMaxLength(CategoryRow.MostText);
            category.Property(c => c.Form).HasMaxLength(10);
            category.HasIndex(c => new { c.Code, c.ValidFrom }).IsUnique();
        });
        Parameters(builder);
        Provincial(builder);
        builder.Entity<ReferenceText>(ReferenceText.Map);
        builder.Entity<StepRule>(step =>
        {
            step.ToTable("StepRules");
            step.Property(s => s.Procedure).HasMaxLength(12);
            step.Property(s => s.Regime).HasMaxLength(3);
            step.Property(s => s.Step).HasMaxLength(30);
            step.Property(s => s.Actor).HasMaxLength(20);
            step.Property(s => s.Legal).HasMaxLength(200);
            step.HasIndex(s => new { s.Procedure, s.Regime, s.Step, s.ValidFrom }).IsUnique();
        });
        builder.Entity<DayOff>(day =>
        {
            day.ToTable("DaysOff");
            day.HasKey(d => d.Date);
            day.Property(d => d.Name).HasMaxLength(120);
        });
    }

    /// <summary>Every row of the law that bears on amounts, as one book.</summary>
    public static async Task<RuleBook> ReadAsync(NodeDb db, CancellationToken cancel) => new(await RowsAsync(db, cancel));

    /// <summary>Refuses rows that contradict each other: they would pay people wrongly, so it is better not to start and to say which row.</summary>
    /// <exception cref="InvalidOperationException">Names each row and what to do.</exception>
    public static async Task RequireSoundAsync(NodeDb db, CancellationToken cancel)
    {
        if (RuleChecks.Faults(await RowsAsync(db, cancel)) is { Count: > 0 } faults)
        {
            throw new InvalidOperationException("The node does not start, because the rows of the law contradict each other: " + string.Join(" ", faults));
        }
    }

    /// <summary>All rows of the law as they are now.</summary>
    public static async Task<LawRows> RowsAsync(NodeDb db, CancellationToken cancel) => new()
    {
        Levels = await db.Set<LevelRow>().AsNoTracking().ToListAsync(cancel),
        Categories = await db.Set<CategoryRow>().AsNoTracking().ToListAsync(cancel),
        RuleSets = await db.Set<RuleSetRow>().AsNoTracking().ToListAsync(cancel),
        Parameters = await db.Set<ParameterRow>().AsNoTracking().ToListAsync(cancel),
        Supplements = await db.Set<SupplementRow>().AsNoTracking().ToListAsync(cancel),
        ExtraGroups = await db.Set<ExtraGroupRow>().AsNoTracking().ToListAsync(cancel),
        SpecialAreas = await db.Set<SpecialAreaRow>().AsNoTracking().ToListAsync(cancel),
    };

    private static void Parameters(ModelBuilder builder)
    {
        builder.Entity<RuleSetRow>(set =>
        {
            set.ToTable("RuleSets");
            set.Property(s => s.Code).HasMaxLength(10).UseOrdinal();
            set.Property(s => s.Legal).HasMaxLength(300);
            set.HasIndex(s => s.ValidFrom).IsUnique();
        });
        builder.Entity<ParameterRow>(parameter =>
        {
            parameter.ToTable("LawParameters");
            parameter.Property(p => p.Name).HasMaxLength(40).UseOrdinal();
            parameter.Property(p => p.Legal).HasMaxLength(200);
            parameter.HasIndex(p => new { p.Name, p.ValidFrom }).IsUnique();
        });
    }

    private static void Provincial(ModelBuilder builder)
    {
        builder.Entity<SupplementRow>(row =>
        {
            row.ToTable("ProvincialSupplements");
            row.Property(s => s.ProvinceCode).HasMaxLength(2);
            row.Property(s => s.CategoryPrefix).HasMaxLength(20).UseOrdinal();
            row.Property(s => s.ResolutionNumber).HasMaxLength(60);
            row.Property(s => s.Legal).HasMaxLength(200);
            row.HasIndex(s => new { s.ProvinceCode, s.CategoryPrefix, s.ResolutionNumber, s.ValidFrom }).IsUnique();
        });
        builder.Entity<ExtraGroupRow>(row =>
        {
            row.ToTable("ProvincialGroups");
            row.Property(e => e.ProvinceCode).HasMaxLength(2);
            row.Property(e => e.Code).HasMaxLength(20).UseOrdinal();
            row.Property(e => e.Label).HasMaxLength(200);
            row.Property(e => e.Poverty).HasConversion<string>().HasMaxLength(20);
            row.Property(e => e.Degrees).HasConversion<string>().HasMaxLength(60);
            row.Property(e => e.Support).HasConversion<string>().HasMaxLength(20);
            row.Property(e => e.Attested).HasMaxLength(500);
            row.Ignore(e => e.IsNational);
            row.Ignore(e => e.HasCondition);
            row.Ignore(e => e.Sensitive);
            row.Property(e => e.Form).HasMaxLength(10);
            row.Property(e => e.ResolutionNumber).HasMaxLength(60);
            row.Property(e => e.Legal).HasMaxLength(200);
            row.HasIndex(e => new { e.Code, e.ValidFrom }).IsUnique();
        });
        builder.Entity<SpecialAreaRow>(row =>
        {
            row.ToTable("SpecialAreas");
            row.Property(a => a.CommuneCode).HasMaxLength(5).UseOrdinal();
            row.Property(a => a.Village).HasMaxLength(120).UseOrdinal();
            row.Property(a => a.Legal).HasMaxLength(200);
            row.HasIndex(a => new { a.CommuneCode, a.Village, a.ValidFrom }).IsUnique();
        });
    }
}

/// <summary>The law as a long run has read it: made once, and again only when a rule was changed meanwhile.</summary>
/// <param name="Stamp">The last act on a change of a rule or on a pack of them; 0 while there is none.</param>
public sealed record LawAsRead(long Stamp, RuleBook Book)
{
    /// <param name="before">What the run read last; null at its beginning. Rows that are entered without a change of a rule (set-up) come with the next run.</param>
    public static async Task<LawAsRead> ReadAsync(NodeDb db, LawAsRead? before, CancellationToken cancel)
    {
        // By the index of subjects: there are few such acts among millions.
        var (rule, afterRule, pack, afterPack) = ("rule-change/", "rule-change0", "reference-pack/", "reference-pack0");
#pragma warning disable CA1309 // Translated to SQL; any collation keeps these subjects between both ends.
        var stamp = await db.Acts.AsNoTracking().Where(a => (string.Compare(a.Subject, rule) >= 0 && string.Compare(a.Subject, afterRule) < 0)
            || (string.Compare(a.Subject, pack) >= 0 && string.Compare(a.Subject, afterPack) < 0)).MaxAsync(a => (long?)a.Sequence, cancel) ?? 0;
#pragma warning restore CA1309
        return before is not null && before.Stamp == stamp ? before : new(stamp, await RuleTables.ReadAsync(db, cancel));
    }
}
