using Microsoft.AspNetCore.Http;
using Microsoft.OData.UriParser;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>What a query would cost, told before it runs.</summary>
public sealed class CostGuardTests
{
    private const string Key = "ProvinceCode";
    private static readonly ODataModel Model = ReportDb.Published();
    private static readonly Uri Root = new("http://hub.test/odata/");

    [Theory]
    [InlineData("", 0)]
    [InlineData("$top=5&$select=Id", 0)]
    [InlineData("$orderby=ProvinceCode desc,Id", 0)]
    [InlineData("$orderby=FullName", 3)]
    [InlineData("$filter=ProvinceCode eq '38'", 1)]
    [InlineData("$filter=contains(FullName,'a')", 4)]
    [InlineData("$filter=contains(tolower(FullName),'a') and Alive", 8)]
    [InlineData("$search=an binh", 9)]
    [InlineData("$apply=groupby((ProvinceCode),aggregate($count as N))", 4)]
    [InlineData("$apply=aggregate(CommuneCode with countdistinct as N)", 6)]
    [InlineData("$count=true", 2)]
    public void Work_ForEachRow_IsReadFromTheText(string query, int expected) => Assert.Equal(expected, CostGuard.PerRow(Options(query), Key));

    [Theory]
    [InlineData("$filter=ProvinceCode eq '38'", "38")]
    [InlineData("$filter='38' eq ProvinceCode and Alive", "38")]
    [InlineData("$filter=Alive and (ProvinceCode eq '38' or ProvinceCode eq '40')", "38,40")]
    [InlineData("$filter=ProvinceCode in ('38','40','01')", "38,40,01")]
    [InlineData("$filter=ProvinceCode eq '38' or Alive", null)]
    [InlineData("$filter=not (ProvinceCode eq '38')", null)]
    [InlineData("$filter=ProvinceCode ne '38'", null)]
    [InlineData("$apply=filter(ProvinceCode eq '38')/aggregate($count as N)", "38")]
    [InlineData("$apply=groupby((ProvinceCode),aggregate($count as N))&$filter=ProvinceCode eq '38'", null)]
    [InlineData("$apply=compute(length(FullName) as L)/filter(L gt 3)/filter(ProvinceCode eq '38')/groupby((L))", "38")]
    // The groups are narrowed, not the rows that they are made of.
    [InlineData("$apply=groupby((ProvinceCode,CategoryCode),aggregate($count as N))/filter(ProvinceCode eq '38')", null)]
    [InlineData("$apply=groupby((ProvinceCode))/filter(ProvinceCode eq '38')/aggregate($count as N)", null)]
    [InlineData("$apply=filter(Alive)/groupby((ProvinceCode))/filter(ProvinceCode eq '38')/groupby((ProvinceCode))", null)]
    public void Provinces_ThatAQueryIsNarrowedTo_AreFound(string query, string? expected)
    {
        var parser = new ODataUriParser(Model.Edm, Root, new Uri(Root, "Beneficiaries?" + query));
        var apply = parser.ParseApply();
        var found = CostGuard.Partitions(parser.ParseFilter(), apply, Key);
        Assert.Equal(expected, found is null ? null : string.Join(',', found));
    }

    [Fact]
    public void Query_OverTheLimit_IsRefusedWithAHint()
    {
        var limits = new ODataLimits();
        CostGuard.Check(6_000_000, 10, Key, limits);
        var fault = Assert.Throws<ODataFaultException>(() => CostGuard.Check(6_000_001, 10, Key, limits));
        Assert.Equal("OData.TooDear", fault.Code);
        Assert.Contains("ProvinceCode eq '38'", fault.Message, StringComparison.Ordinal);
        // How many people there are to the head is not told by a refusal.
        Assert.Contains("khoảng 6 triệu bản ghi", fault.Message, StringComparison.Ordinal);
        CostGuard.Check(150_000, 40, Key, limits);
    }

    private static QueryOptions Options(string query)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString(query.Length == 0 ? "" : "?" + query);
        return QueryOptions.OfFeed(http.Request, new ODataLimits());
    }
}
