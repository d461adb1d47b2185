using Microsoft.EntityFrameworkCore;
using NationalHub.Provinces.Gates;
using NationalHub.Tests.Platform;

namespace NationalHub.Tests.Provinces;

/// <summary>What gates ask the store is translated by both providers; neither needs a server for that.</summary>
public sealed class GateQueriesTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void Query_OfAGate_Translates(string provider)
    {
        using var db = Providers.Open(provider);

        Assert.Contains("DISTINCT", ReadGates.Due(db, "38", 202610).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("WHERE", TakeReport.Known(db, "38", [new DateOnly(2026, 11, 23)]).ToQueryString(), StringComparison.Ordinal);
    }
}
