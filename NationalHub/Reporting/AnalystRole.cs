using System.Security.Claims;
using NationalHub.Reporting.OData;

namespace NationalHub.Reporting;

/// <summary>What an analyst's key is for.</summary>
public enum AnalystRole
{
    /// <summary>Works with cases: rows with names, numbers masked; aggregates without small cells.</summary>
    Analyst = 0,

    /// <summary>Publishes figures: no rows of people, aggregates by coarse columns, groups of few people left out, the rest rounded.</summary>
    Statistics = 1,

    /// <summary>Inspects: rows and exact figures.</summary>
    Auditor = 2,
}

/// <summary>What each role sees.</summary>
internal static class AnalystRoles
{
    /// <summary>Names as typed at the command line.</summary>
    public static IReadOnlyDictionary<string, AnalystRole> Names { get; } = new Dictionary<string, AnalystRole>(StringComparer.Ordinal)
    {
        ["nghiep-vu"] = AnalystRole.Analyst,
        ["thong-ke"] = AnalystRole.Statistics,
        ["kiem-tra"] = AnalystRole.Auditor,
    };

    /// <summary>What sums are rounded to for who publishes: five times the most that one person commonly adds to them. Đồng a month.</summary>
    public const long MonthlyStep = 5_000_000;

    /// <summary>The same of what is paid once or for many months together, and of totals that hold such. Đồng.</summary>
    public const long OnceStep = 50_000_000;

    /// <summary>The same of members of a household.</summary>
    public const long MembersStep = 50;

    /// <summary>The same of its disabled members.</summary>
    public const long DisabledStep = 25;

    /// <summary>Names of a household beside the ids of its people would name those who are named to nobody.</summary>
    public static PropertyMask AuditorsOnly { get; } = new(user => !user.IsInRole(nameof(AnalystRole.Auditor)), _ => null);

    public static Exposure Exposure(ClaimsPrincipal user)
        => user.IsInRole(nameof(AnalystRole.Auditor)) ? OData.Exposure.Whole : user.IsInRole(nameof(AnalystRole.Statistics)) ? OData.Exposure.Rounded : OData.Exposure.Cells;
}
