using System.Diagnostics;
using System.Globalization;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace Benchmarks;

/// <summary>What the benchmark found.</summary>
/// <param name="PerSecond">Decisions a second on one core, amounts only: the median of the runs.</param>
/// <param name="Explained">Decisions a second with the whole explanation.</param>
/// <param name="Ratio">Time of a decision against an age and a look-up in a table over the same facts: the median of each pair of runs.</param>
public sealed record EligibilityResult(int Decisions, double PerSecond, double Explained, double Ratio);

/// <summary>Decisions of mixed people in mixed months: the amounts path, against a loop over the same facts that only finds the age and reads a
/// table. The aim is a million a second and core.</summary>
public static class EligibilityBenchmark
{
    public const double Aim = 1_000_000;
    private const int Repeats = 9;
    private const int People = 10_000;

    public static async Task<EligibilityResult> RunAsync(TextWriter output, int decisions = 2_000_000, CancellationToken ct = default)
    {
        var rules = new RuleBook(RuleSeed.Law() with { SpecialAreas = [new() { CommuneCode = "16072", Legal = "QĐ 861/QĐ-TTg", ValidFrom = new(2021, 7, 1) }] });
        var (people, months) = (Facts(), Enumerable.Range(0, 60).Select(new PayMonth(202201).AddMonths).ToArray());
        RequireEqual(people, months, rules);
        var table = Enumerable.Range(0, 1500).Select(age => 360_000L * (100 + (age % 4 * 50)) / 100).ToArray();
        var (real, raw, explained) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Repeats; i++)
        {
            ct.ThrowIfCancellationRequested();
            raw.Add(Time(decisions, n => table[people[n % People].Birth.AgeInMonths(months[n % months.Length]) % table.Length]));
            real.Add(Time(decisions, n => Assistance.Amounts(people[n % People], months[n % months.Length], rules, "38").TotalDong));
            explained.Add(Time(decisions / 100, n => Assistance.Decide(people[n % People], months[n % months.Length], rules, "38").TotalDong));
        }

        var result = new EligibilityResult(decisions, decisions / Median(real), decisions / 100 / Median(explained), Median([.. real.Zip(raw, (a, b) => a / b)]));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"eligibility of {People:N0} people in {months.Length} months: {result.PerSecond:N0} decisions a second on one core (aim >= {Aim:N0}), {result.Ratio:F1} times an age and a table look-up; explained {result.Explained:N0} a second; {Repeats} pairs of runs"));
        return result;
    }

    // Every fifth person is of another kind, so that no group is asked in vain for all.
    private static Facts[] Facts() => [.. Enumerable.Range(0, People).Select(i =>
    {
        var born = BirthDate.Of(1930 + (i * 7 % 92), (i % 12) + 1, (i % 28) + 1);
        var facts = new Facts { Birth = born, Residences = [new(i % 3 == 0 ? "16072" : "14758", "Thôn 1")], Poverty = i % 2 == 0 ? [new(PovertyStatus.Poor)] : [] };
        return (i % 5) switch
        {
            0 => facts with { Disability = new((DisabilityDegree)((i % 3) + 1), 1, "12", new(2022, 3, 4)), Care = [new(CareKind.Family)] },
            1 => facts with { Marital = MaritalState.NeverMarried, Children = [new(BirthDate.Of(2012, 4, 1)), new(BirthDate.Of(2004, 4, 1), new())] },
            2 => facts with { Mother = [new(ParentState.Dead)], Father = [new(ParentState.Serving, new(2022, 1, 1), new(2024, 1, 1))] },
            3 => facts with { PensionRequestedOn = new(2025, 7, 1), Supporters = [new("con")], Incomes = i % 4 == 0 ? [new(IncomeKind.Pension, 300_000)] : [] },
            _ => facts with { Hiv = i % 10 == 4 ? new() : null },
        };
    })];

    /// <summary>Both paths must say the same before they are timed.</summary>
    private static void RequireEqual(Facts[] people, PayMonth[] months, RuleBook rules)
    {
        for (var i = 0; i < People; i++)
        {
            var month = months[i % months.Length];
            if (Assistance.Amounts(people[i], month, rules, "38").TotalDong != Assistance.Decide(people[i], month, rules, "38").TotalDong)
            {
                throw new InvalidOperationException("The amount and its explanation differ.");
            }
        }
    }

    private static double Time(int times, Func<int, long> decide)
    {
        var (clock, sum) = (Stopwatch.StartNew(), 0L);
        for (var n = 0; n < times; n++)
        {
            sum += decide(n);
        }

        return sum > 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException("Nothing is paid to anybody.");
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
