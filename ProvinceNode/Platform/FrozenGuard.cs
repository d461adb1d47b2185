using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ProvinceNode.Platform;

/// <summary>A row of which some columns never change again once they stand: a signed decision, an issued paper.</summary>
public interface IFrozen
{
    /// <summary>Whether a column of the stored row may no longer change.</summary>
    /// <param name="property">Name of the property.</param>
    /// <param name="stored">Value of a property as it was read from the database.</param>
    bool IsFrozen(string property, Func<string, object?> stored);
}

/// <summary>Refuses any change of what is frozen, whichever door it came through.</summary>
public static class FrozenGuard
{
    /// <exception cref="FrozenViolationException">A frozen column is changed, or a frozen row is deleted.</exception>
    public static void Check(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries<IFrozen>())
        {
            switch (entry.State)
            {
                case EntityState.Deleted:
                    throw new FrozenViolationException(entry.Metadata.ClrType.Name, "(row)");
                // Equal values count too: an entity attached as modified carries no stored values to compare with.
                case EntityState.Modified when entry.Properties.FirstOrDefault(p => p.IsModified && entry.Entity.IsFrozen(p.Metadata.Name, n => entry.Property(n).OriginalValue)) is { } frozen:
                    throw new FrozenViolationException(entry.Metadata.ClrType.Name, frozen.Metadata.Name);
            }
        }
    }
}

/// <summary>A change of what was signed or issued: a fault of our code or an attack, never an expected failure.</summary>
public sealed class FrozenViolationException(string entity, string property)
    : InvalidOperationException($"{property} of {entity} is frozen: what was signed or issued is replaced by a later paper, never changed.");
