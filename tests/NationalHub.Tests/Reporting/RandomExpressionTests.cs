using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>Expressions nobody would write, built by chance from the grammar: each must run on SQLite and translate for SQL Server, or be
/// refused with a fault; nothing else may come out.</summary>
public sealed class RandomExpressionTests(BinderWorld world) : IClassFixture<BinderWorld>
{
    private static readonly string[] Numbers = ["BirthYear", "MonthlyAmount", "CoefficientHundredths", "Score", "7", "1.5", "-3", "5000000000", "null"];
    private static readonly string[] Texts = ["FullName", "BirthDate", "CommuneCode", "Status", "CheckStatus", "'a'", "'Paused'", "''", "null"];
    private static readonly string[] Times = ["RecordedAt", "StartedOn", "EndedOn", "2026-01-01", "2026-01-05T00:00:00Z", "now()", "null"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Expression_MadeByChance_RunsOrIsRefused(int seed)
    {
        var chance = new Random(seed);
        var ran = 0;
        for (var i = 0; i < 150; i++)
        {
            var filter = Condition(chance, 3);
            var query = (i % 3) switch
            {
                0 => $"$select=Id&$filter={filter}&$orderby={Number(chance, 2)} desc,{Text(chance, 2)}",
                1 => $"$apply=filter({filter})/compute({Number(chance, 2)} as X)/groupby((X),aggregate({Number(chance, 1)} with {Pick(chance, ["sum", "min", "max", "average", "countdistinct"])} as S))&$filter=S gt 1 or X eq null&$orderby=S desc",
                _ => $"$select=Id&$filter={filter}",
            };
            ran += Runs(query);
        }
        Assert.True(ran > 20, $"only {ran} of 150 were valid");
    }

    private int Runs(string query)
    {
        try
        {
            world.Ask(query);
            return 1;
        }
        catch (ODataFaultException)
        {
            return 0;
        }
        catch (InvalidOperationException fault) when (fault.Message.Contains("could not be translated", StringComparison.Ordinal) || fault.Message.Contains("LINQ query parameter", StringComparison.Ordinal))
        {
            return 0;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(query, fault);
        }
    }

    private static string Condition(Random chance, int depth) => chance.Next(depth == 0 ? 4 : 8) switch
    {
        0 => $"{Number(chance, depth)} {Compare(chance)} {Number(chance, depth)}",
        1 => $"{Text(chance, depth)} {Compare(chance)} {Text(chance, depth)}",
        2 => $"{Time(chance)} {Compare(chance)} {Time(chance)}",
        3 => Pick(chance, ["Alive", "Alive eq null", "contains(FullName,CommuneCode)", "startswith(Status,'P')", "Status in ('Paused',null)", "BirthYear in (1950,null,1951)", "EndedOn in (2026-07-01)"]),
        4 => $"not ({Condition(chance, depth - 1)})",
        5 or 6 => $"({Condition(chance, depth - 1)} and {Condition(chance, depth - 1)})",
        _ => $"({Condition(chance, depth - 1)} or {Condition(chance, depth - 1)})",
    };

    private static string Number(Random chance, int depth) => depth == 0 ? Pick(chance, Numbers) : chance.Next(7) switch
    {
        0 => $"({Number(chance, depth - 1)} {Pick(chance, ["add", "sub", "mul", "div", "mod"])} {Number(chance, depth - 1)})",
        1 => $"length({Text(chance, depth - 1)})",
        2 => $"indexof({Text(chance, depth - 1)},{Text(chance, depth - 1)})",
        3 => $"{Pick(chance, ["year", "month", "day", "hour", "second"])}({Time(chance)})",
        4 => $"{Pick(chance, ["round", "floor", "ceiling"])}({Number(chance, depth - 1)})",
        5 => $"-{Number(chance, depth - 1)}",
        _ => Pick(chance, Numbers),
    };

    private static string Text(Random chance, int depth) => depth == 0 ? Pick(chance, Texts) : chance.Next(6) switch
    {
        0 => $"{Pick(chance, ["tolower", "toupper", "trim"])}({Text(chance, depth - 1)})",
        1 => $"concat({Text(chance, depth - 1)},{Text(chance, depth - 1)})",
        2 => $"substring({Text(chance, depth - 1)},{Number(chance, depth - 1)})",
        3 => $"substring({Text(chance, depth - 1)},1,{Number(chance, depth - 1)})",
        _ => Pick(chance, Texts),
    };

    private static string Time(Random chance) => chance.Next(4) == 0 ? $"date({Pick(chance, Times)})" : Pick(chance, Times);

    private static string Compare(Random chance) => Pick(chance, ["eq", "ne", "gt", "ge", "lt", "le"]);

    private static string Pick(Random chance, string[] from) => from[chance.Next(from.Length)];
}
