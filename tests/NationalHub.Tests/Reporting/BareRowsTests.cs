using Microsoft.EntityFrameworkCore;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>Rows that are read without the mapping are those that it gives, and only where it would change nothing.</summary>
public sealed class BareRowsTests
{
    private const string Plain = "$select=FullName,BirthDate,BirthYear,RecordedAt,Alive,MonthlyAmount,CommuneCode";

    [Theory]
    [InlineData(Plain, null, true)]
    [InlineData(Plain + "&$orderby=RecordedAt desc,BirthYear", null, true)]
    [InlineData(Plain + "&$filter=Province/Rank eq 7", null, true)]
    [InlineData(Plain + "&$orderby=Status", null, true)]
    [InlineData("$select=FullName,Status", null, false)]
    [InlineData("$select=FullName,StartedOn", null, false)]
    [InlineData("$select=FullName,Score", null, false)]
    [InlineData(Plain + "&$orderby=Score", null, false)]
    [InlineData(Plain, "masked", false)]
    [InlineData("$compute=MonthlyAmount mul 2 as Twice", null, false)]
    public void Rows_OfAPlan_AreReadBareOnlyWhereNothingIsChanged(string query, string? user, bool fits)
    {
        using var world = new BinderWorld();
        using var db = world.Open();
        var plan = world.Plan(db, query, user);
        plan.IsPlain = true;

        Assert.Equal(fits, BareRows.Fit(plan, ReportDb.Published().Sets["Beneficiaries"], db));
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData(Plain + "&$orderby=RecordedAt desc,BirthYear")]
    [InlineData(Plain + "&$orderby=Status,CommuneCode desc")]
    [InlineData(Plain + "&$filter=Province/Rank eq 7 and Alive")]
    [InlineData("$select=Id&$orderby=tolower(FullName)")]
    public void Values_ReadBare_AreThoseOfTheMapping(string query)
    {
        using var world = new BinderWorld();
        using var db = world.Open();
        var plan = world.Plan(db, query);
        plan.IsPlain = true;
        var told = -1;
        var found = new List<object?[]>();
        db.Database.OpenConnection();
        ((Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection()).CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);

        using (var rows = BareRows.Open(plan, plan.Parts(null, 3, 40), 40, read => told = read, CancellationToken.None)!)
        {
            while (rows.Next())
            {
                found.Add(rows.Values);
            }
            Assert.False(rows.Next());
        }

        var expected = plan.Page(null, 3, 40).ToList();
        Assert.NotEmpty(found);
        Assert.Equal(expected, found);
        Assert.Equal(found.Count, told);
        Assert.All(found.SelectMany(row => row).OfType<DateTime>(), time => Assert.Equal(DateTimeKind.Utc, time.Kind));
    }

    [Fact]
    public void Parts_ReadBareOneAfterTheOther_StopAtTheMost()
    {
        using var world = new BinderWorld();
        using var db = world.Open();
        var plan = world.Plan(db, "$select=ProvinceCode,Id");
        plan.IsPlain = true;
        db.Database.OpenConnection();
        // Late in the first of three provinces: the page goes on into the others.
        var after = new PageToken(["01", "b000050"], null, null, 10);

        using var rows = BareRows.Open(plan, plan.Parts(after, 0, 25), 25, null, CancellationToken.None)!;
        var found = new List<object?[]>();
        while (rows.Next())
        {
            found.Add(rows.Values);
        }

        Assert.Equal(25, found.Count);
        Assert.Equal(plan.Page(after, 0, 25).ToList(), found);
        Assert.Equal(3, found.Select(row => row[0]).Distinct().Count());
    }
}
