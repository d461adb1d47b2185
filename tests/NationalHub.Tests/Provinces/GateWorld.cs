using NationalHub.Provinces.Gates;
using Protos.Enrolment;

namespace NationalHub.Tests.Provinces;

/// <summary>Facts of a province that meets every gate, to be spoilt one by one.</summary>
internal static class GateWorld
{
    /// <summary>A day of autumn, on which the next year's holidays are asked for too.</summary>
    public static readonly DateTime Now = new(2026, 11, 23, 3, 0, 0, DateTimeKind.Utc);

    public static readonly GateOptions Options = new() { Roles = ["desk", "accountant"] };

    public static GateMeasure Judge(GateKind gate, GateFacts facts) => GateRules.Judge(gate, facts, Options, Now);

    public static GateFacts Facts(Action<StandingReport>? change = null)
    {
        var report = Report();
        change?.Invoke(report);
        var told = new Standing { ProvinceCode = "38" };
        told.Take(report, Now);
        return new GateFacts(told, new LastPush(Now.AddMinutes(-5), 0, 0), 10, Months(0, "1"), new LastEquality(Now.AddHours(-10), 10, 0, 0, 0));
    }

    public static StandingReport Report()
    {
        var report = new StandingReport { NodeVersion = "1", Protocol = 1, ImportLines = 100, ImportEntered = 100, QualityTenths = 950, People = 100, CalendarYears = { 2026 }, Coverage = Coverage(2026) };
        report.Roles.Add(new RoleCount { Role = "desk", Name = "Một cửa", Accounts = 2 });
        report.Roles.Add(new RoleCount { Role = "accountant", Name = "Kế toán", Accounts = 1 });
        return report;
    }

    /// <summary>Two communes with everything, two years of holidays.</summary>
    public static CoverageFigures Coverage(int year) => new()
    {
        Communes = 2, CommunesCovered = 2, Years = { new CalendarYear { Year = year, Begun = true }, new CalendarYear { Year = year + 1, Begun = true } },
        Offices = { new OfficeRole { Role = "desk", Name = "Một cửa", Offices = 2 }, new OfficeRole { Role = "accountant", Name = "Kế toán", Offices = 2 } },
    };

    /// <summary>The last two months of commune 1, where somebody receives; in September so many đồng more were paid in a commune.</summary>
    public static IReadOnlyList<ParallelMonth> Months(long difference, string commune, int people = 1) => ParallelMonth.Compare(
        [new(202610, "1", 1, 500_000), new(202609, "1", 1, 500_000)], [new(202610, "1", 1, 500_000), new(202609, commune, people, 500_000 + difference)], [new(202610, "1"), new(202609, "1")]);
}
