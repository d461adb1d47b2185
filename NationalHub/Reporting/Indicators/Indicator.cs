using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting.Indicators;

/// <summary>What an <see cref="Indicator"/> counts.</summary>
internal static class IndicatorCode
{
    /// <summary>People who receive for the month; of a care support, people who are cared for. Parts: categories.</summary>
    public const string People = "PEOPLE";

    /// <summary>Đồng due for the month by the entitlements in course. Parts: categories.</summary>
    public const string Money = "MONEY";

    /// <summary>People who receive for the month and did not for the month before.</summary>
    public const string Began = "BEGAN";

    /// <summary>People who received for the month before and do not for the month.</summary>
    public const string Ended = "ENDED";

    /// <summary>Đồng of the approved lists of the month. Parts: methods of payment.</summary>
    public const string Listed = "LISTED";

    /// <summary>Đồng of them that were paid. Parts: methods of payment.</summary>
    public const string Paid = "PAID";

    /// <summary>Đồng of them not collected, returned or failed. Parts: methods of payment.</summary>
    public const string NotPaid = "NOT_PAID";

    /// <summary>Đồng of them without a result yet: what is listed less what is paid and not paid. Parts: methods of payment.</summary>
    public const string Open = "OPEN";

    /// <summary>Đồng paid without cash, of all đồng paid (AS05).</summary>
    public const string Cashless = "CASHLESS";

    /// <summary>Dossiers accepted in the month.</summary>
    public const string Received = "RECEIVED";

    /// <summary>Dossiers finished in the month not after the promised day, of all finished in it (Decision 766/QĐ-TTg).</summary>
    public const string OnTime = "ON_TIME";
}

/// <summary>
/// A figure of a month and a province, computed from what the hub holds and kept, so that a picture of the whole country costs no reading of
/// millions of rows. Of people fewer than five, and of what would tell them by subtraction, only that they are few is published.
/// </summary>
public sealed class Indicator
{
    /// <summary>Stands for the whole country: the provinces that work with real people and money (<see cref="Provinces.RealProvinces"/>).</summary>
    public const string Nation = "00";

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    /// <summary>Two digits; <see cref="Nation"/> for all real provinces together.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>PEOPLE, MONEY, BEGAN, ENDED, LISTED, PAID, NOT_PAID, OPEN, CASHLESS, RECEIVED, ON_TIME.</summary>
    public required string Code { get; init; }

    /// <summary>Category or method of payment; empty for all together (people in two categories count once).</summary>
    public required string Part { get; init; }

    /// <summary>People, dossiers or whole đồng as counted. Does not leave the hub.</summary>
    public long Counted { get; set; }

    /// <summary>Of how many as counted, where the figure is a share; else 0. Does not leave the hub.</summary>
    public long CountedWhole { get; set; }

    /// <summary>At least so many different people stand behind money of lists; 0 of other figures. Does not leave the hub.</summary>
    public long People { get; set; }

    /// <summary>What is published: null where it would tell of fewer than five people.</summary>
    public long? Value { get; set; }

    /// <summary>Of how many, as published; 0 where the figure is no share or is not told.</summary>
    public long Whole { get; set; }

    /// <summary>UTC at which the figure last changed.</summary>
    public DateTime ChangedAt { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Indicator>(e =>
        {
            e.ToTable("Indicators");
            e.HasKey(i => new { i.Month, i.ProvinceCode, i.Code, i.Part });
            e.Property(i => i.ProvinceCode).HasMaxLength(2).IsUnicode(false);
            e.Property(i => i.Code).HasMaxLength(10).IsUnicode(false);
            e.Property(i => i.Part).HasMaxLength(20).IsUnicode(false);
            e.HasIndex(i => new { i.ProvinceCode, i.Code, i.Month });
        });
        model.Entity<IndicatorState>(e =>
        {
            e.ToTable("IndicatorStates");
            e.HasKey(s => s.ProvinceCode);
            e.Property(s => s.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        });
    }
}

/// <summary>Up to when a province's records are in its figures, and up to when they were all here.</summary>
public sealed class IndicatorState
{
    public required string ProvinceCode { get; init; }

    /// <summary>UTC at which its records were last read, or looked at and found unchanged.</summary>
    public DateTime ReadAt { get; set; }

    /// <summary>UTC of the latest push at which nothing waited at the node: while something waits, the figures are as old as this. Null when that never was.</summary>
    public DateTime? CompleteAt { get; set; }

    /// <summary>Month up to which was computed, yyyyMM: a new month is computed though nothing came in.</summary>
    public int Month { get; set; }
}
