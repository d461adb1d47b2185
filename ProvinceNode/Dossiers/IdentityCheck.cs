using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Dossiers;

/// <summary>Answer of the population database about the owner (policy 8.2).</summary>
public enum IdentityStatus
{
    /// <summary>Not asked yet, or the service could not be reached: work goes on.</summary>
    Pending,

    /// <summary>KHOP.</summary>
    Matched,

    /// <summary>KHONG_KHOP.</summary>
    NotMatched,

    /// <summary>KHONG_TIM_THAY.</summary>
    NotFound,

    /// <summary>An official justified going on without a match.</summary>
    Overridden,
}

/// <summary>The identity check of a dossier; the decision step demands a match or a justified override.</summary>
public sealed record IdentityCheck
{
    public IdentityStatus Status { get; set; } = IdentityStatus.Pending;

    /// <summary>Field-by-field answers as JSON: [{field, matches, officialValue}].</summary>
    public string? Fields { get; set; }

    public string? AnswerId { get; set; }

    public DateTime? CheckedAt { get; set; }

    /// <summary>Times the question failed for want of a connection.</summary>
    public int Attempts { get; set; }

    public string? OverrideReason { get; set; }

    public string? OverrideBy { get; set; }

    public bool AllowsDecision => Status is IdentityStatus.Matched or IdentityStatus.Overridden;

    internal static void Map<TOwner>(OwnedNavigationBuilder<TOwner, IdentityCheck> check)
        where TOwner : class
    {
        check.Ignore(c => c.AllowsDecision);
        check.Property(c => c.Status).HasConversion<string>().HasMaxLength(20);
        check.Property(c => c.AnswerId).HasMaxLength(80);
        check.Property(c => c.OverrideReason).HasMaxLength(1000);
        check.Property(c => c.OverrideBy).HasMaxLength(120);
    }
}
