namespace NationalHub.Tests.Reporting;

/// <summary>$apply against the same grouping in memory, on SQLite, with the SQL Server translation shown to exist.</summary>
public sealed class ApplyBindingTests(BinderWorld world) : IClassFixture<BinderWorld>
{
    private static readonly List<BeneficiaryRow> All = [.. ReportDb.Rows()];

    [Fact]
    public void GroupBy_ProvinceAndCategory_CountsPeopleAndSumsMoney()
    {
        var expected = All.GroupBy(x => (x.ProvinceCode, x.CategoryCode)).OrderBy(g => g.Key.ProvinceCode, StringComparer.Ordinal).ThenBy(g => g.Key.CategoryCode, StringComparer.Ordinal)
            .Select(g => Line(g.Key.ProvinceCode, g.Key.CategoryCode, g.LongCount(), g.Sum(x => x.MonthlyAmount)));
        Assert.Equal(expected, Lines("$apply=groupby((ProvinceCode,CategoryCode),aggregate($count as People,MonthlyAmount with sum as Money))"));
    }

    [Fact]
    public void Aggregate_EveryMethod_AgreesWithMemory()
    {
        var expected = Line(All.Count, All.Sum(x => x.MonthlyAmount), All.Min(x => x.BirthYear), All.Max(x => x.StartedOn), All.Average(x => x.CoefficientHundredths), All.Select(x => x.CommuneCode).Where(x => x != null).Distinct().LongCount(), All.Sum(x => x.MonthlyAmount * 12L));
        Assert.Equal([expected], Lines("$apply=aggregate($count as N,MonthlyAmount with sum as S,BirthYear with min as Lo,StartedOn with max as Hi,CoefficientHundredths with average as Mean,CommuneCode with countdistinct as Communes,MonthlyAmount mul 12 with sum as Year)"));
    }

    [Fact]
    public void Filter_ThenGroupBy_GroupsOnlyFilteredRows()
    {
        var expected = All.Where(x => x.MonthlyAmount > 500_000).GroupBy(x => x.ProvinceCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, g.LongCount()));
        Assert.Equal(expected, Lines("$apply=filter(MonthlyAmount gt 500000)/groupby((ProvinceCode),aggregate($count as N))"));
    }

    [Fact]
    public void GroupBy_ThenFilterOrderTop_WorksOnAggregates()
    {
        var expected = All.GroupBy(x => x.CommuneCode).Select(g => (g.Key, Money: g.Sum(x => x.MonthlyAmount))).Where(g => g.Money > 9_000_000)
            .OrderByDescending(g => g.Money).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, g.Money));
        Assert.Equal(expected, Lines("$apply=groupby((CommuneCode),aggregate(MonthlyAmount with sum as Money))&$filter=Money gt 9000000&$orderby=Money desc"));
        Assert.Equal(expected, Lines("$apply=groupby((CommuneCode),aggregate(MonthlyAmount with sum as Money))/filter(Money gt 9000000)&$orderby=Money desc"));
    }

    [Fact]
    public void GroupBy_Twice_AggregatesAggregates()
    {
        var expected = All.GroupBy(x => (x.ProvinceCode, x.CommuneCode)).Select(g => (g.Key.ProvinceCode, N: g.LongCount())).GroupBy(x => x.ProvinceCode)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, g.Max(x => x.N)));
        Assert.Equal(expected, Lines("$apply=groupby((ProvinceCode,CommuneCode),aggregate($count as N))/groupby((ProvinceCode),aggregate(N with max as Largest))"));
    }

    [Fact]
    public void GroupBy_WithoutAggregate_GivesDistinctValues()
    {
        var expected = All.Select(x => (x.Status, x.CheckStatus)).Distinct().OrderBy(x => x.Status.ToString(), StringComparer.Ordinal).ThenBy(x => x.CheckStatus?.ToString(), StringComparer.Ordinal)
            .Select(x => Line(x.Status, x.CheckStatus));
        Assert.Equal(expected, Lines("$apply=groupby((Status,CheckStatus))"));
    }

    [Fact]
    public void Compute_ThenGroupBy_GroupsByTheComputedValue()
    {
        var expected = All.GroupBy(x => (int?)x.StartedOn.Month).OrderBy(g => g.Key).Select(g => Line(g.Key, g.LongCount()));
        Assert.Equal(expected, Lines("$apply=compute(month(StartedOn) as Month)/groupby((Month),aggregate($count as N))"));
    }

    [Fact]
    public void GroupBy_EnumAndBool_KeepTheirValues()
    {
        var expected = All.GroupBy(x => (x.Status, x.Alive)).OrderBy(g => g.Key.Status.ToString(), StringComparer.Ordinal).ThenBy(g => g.Key.Alive).Select(g => Line(g.Key.Status, g.Key.Alive, g.Max(x => x.FullName.Length)));
        Assert.Equal(expected, Lines("$apply=groupby((Status,Alive),aggregate(length(FullName) with max as Longest))"));
    }

    [Fact]
    public void Sum_OfInt_IsWideOnSqlServer()
        => Assert.Contains("AS bigint", world.Sql("$apply=aggregate(CoefficientHundredths with sum as S)"), StringComparison.Ordinal);

    [Fact]
    public void Select_AfterApply_TakesAliases()
        => Assert.Equal(All.GroupBy(x => x.ProvinceCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.LongCount())),
            Lines("$apply=groupby((ProvinceCode),aggregate($count as N,MonthlyAmount with sum as M))&$select=N"));

    [Theory]
    [InlineData("groupby((ProvinceCod),aggregate($count as N))", "OData.UnknownProperty")]
    [InlineData("aggregate(Secret with sum as S)", "OData.UnknownProperty")]
    [InlineData("aggregate(FullName with sum as S)", "OData.TypeMismatch")]
    [InlineData("aggregate(MonthlyAmount with median as S)", "OData.Syntax")]
    [InlineData("aggregate(MonthlyAmount with sum)", "OData.Syntax")]
    [InlineData("topcount(5,MonthlyAmount)", "OData.Syntax")]
    [InlineData("groupby((ProvinceCode),filter(MonthlyAmount gt 5))", "OData.Syntax")]
    [InlineData("groupby((ProvinceCode),aggregate($count as ProvinceCode))", "OData.DuplicateName")]
    public void WrongApply_WhenBound_IsRefused(string apply, string code) => Assert.Equal(code, world.Refused("$apply=" + apply).Code);

    [Theory]
    [InlineData("$apply=groupby((BirthDate),aggregate($count as N))")]
    [InlineData("$apply=aggregate(BirthDate with max as B)")]
    [InlineData("$apply=filter(BirthDate eq null)/aggregate($count as N)")]
    [InlineData("$apply=compute(substring(BirthDate,1) as B)/groupby((B))")]
    [InlineData("$filter=BirthDate eq '1950-03-01'")]
    [InlineData("$orderby=BirthDate")]
    public void MaskedProperty_UsedToFindOrAggregate_IsRefused(string query)
    {
        var fault = world.Refused(query, user: "masked");
        Assert.Equal(("OData.MaskedProperty", 403), (fault.Code, fault.Status));
        Assert.NotEmpty(world.Sql(query));
    }

    private List<string> Lines(string query) => world.Ask(query).ConvertAll(row => Line(row));

    private static string Line(params object?[] values) => string.Join('|', values.Select(value => value ?? "null"));
}
