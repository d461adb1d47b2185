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
            level.Property(l => l.Legal).HasMaxLength(200);
            level.HasIndex(l => new { l.ProvinceCode, l.ValidFrom }).IsUnique();
        });
        builder.Entity<CategoryRow>(category =>
        {
            category.ToTable("Categories");
            category.Ignore(c => c.Article);
            category.Property(c => c.Code).HasMaxLength(20).UseOrdinal();
            category.Property(c => c.Legal).HasMaxLength(200);
            category.Property(c => c.Label).HasMaxLength(200);
            category.Property(c => c.Form).HasMaxLength(5);
            category.HasIndex(c => new { c.Code, c.ValidFrom }).IsUnique();
        });
        builder.Entity<StepRule>(step =>
        {
            step.ToTable("StepRules");
            step.Property(s => s.Procedure).HasMaxLength(12);
            step.Property(s => s.Regime).HasMaxLength(3);
            step.Property(s => s.Step).HasMaxLength(30);
            step.Property(s => s.Actor).HasMaxLength(20);
            step.HasIndex(s => new { s.Procedure, s.Regime, s.Step }).IsUnique();
        });
        builder.Entity<DayOff>(day =>
        {
            day.ToTable("DaysOff");
            day.HasKey(d => d.Date);
            day.Property(d => d.Name).HasMaxLength(120);
        });
    }
}
