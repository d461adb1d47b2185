using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.UriParser;
using NationalHub.Reporting;
using NationalHub.Reporting.OData;
using NationalHub.Tests.Platform;

namespace NationalHub.Tests.Reporting;

/// <summary>Every published set, asked as analysts ask, is translated by both providers.</summary>
public sealed class PublishedQueriesTests
{
    private static readonly ODataModel Model = PublishedModel.Build();
    private static readonly Uri Root = new("http://hub.test/odata/");

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (provider, set) in from provider in new[] { "Sqlite", "SqlServer" } from set in Model.Sets.Keys select (provider, set))
            {
                cases.Add(provider, set);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Set_ReadExpandedFollowedAndGrouped_Translates(string provider, string name)
    {
        using var db = Providers.Open(provider);
        var set = Model.Sets[name];
        var key = set.Keys.First(k => k.ClrType == typeof(string)).Name;
        Assert.Contains("SELECT", Sql(db, set, $"$orderby={key} desc&$filter={key} eq '38'"), StringComparison.Ordinal);
        Assert.Contains("SELECT", Sql(db, set, $"$apply=groupby(({key}),aggregate($count as N))"), StringComparison.Ordinal);
        if (set.Navigations.Count > 0)
        {
            Assert.Contains("LEFT JOIN", Sql(db, set, "$expand=*"), StringComparison.Ordinal);
        }
        if (set.Tracked is not null)
        {
            // Sums that name no province are of those that work for real.
            Assert.Contains("StageChanges", Sql(db, set, "$apply=aggregate($count as N)"), StringComparison.Ordinal);
            Assert.Contains("StageChanges", Sql(db, set, "$filter=Province/IsReal and ProvinceCode ne '01'"), StringComparison.Ordinal);
            Assert.DoesNotContain("NOT (", Sql(db, set, "", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Split("WHERE")[1], StringComparison.Ordinal);
        }
    }

    /// <summary>What who publishes may filter, group by and sum.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Set_OfPeople_ForWhoPublishesHasNoRecordIdAndLeavesFewOut(string provider, string name)
    {
        using var db = Providers.Open(provider);
        var set = Model.Sets[name];
        if (set.People is not { } people)
        {
            Assert.DoesNotContain(set.Navigations, way => Model.Sets[way.Set].People is not null);
            return;
        }
        Assert.All(people.Dimensions.Concat(people.Measures.Keys), column => Assert.Contains(set.Properties, property => property.Name == column));
        Assert.DoesNotContain(people.Dimensions, column => column.EndsWith("Id", StringComparison.Ordinal) || column is "Code" or "Number" or "DossierCode" || set.Keys.Skip(1).Any(key => key.Name == column));
        var figures = string.Concat(people.Measures.Keys.Take(6).Select(column => $",{column} with sum as S{column},{column} with average as A{column}"));
        foreach (var column in people.Dimensions)
        {
            var sql = Sql(db, set, $"$apply=groupby((ProvinceCode{(column == "ProvinceCode" ? "" : "," + column)}),aggregate($count as N{figures}))", role: nameof(AnalystRole.Statistics));
            Assert.Contains("HAVING", sql, StringComparison.Ordinal);
        }
        Assert.Contains("HAVING", Sql(db, set, $"$apply=filter(ProvinceCode eq '38')/groupby((ProvinceCode))", role: nameof(AnalystRole.Statistics)), StringComparison.Ordinal);
        Assert.Throws<ODataFaultException>(() => Sql(db, set, "$filter=ProvinceCode eq '38'", role: nameof(AnalystRole.Statistics)));
    }

    /// <summary>SQL Server groups by no subquery and sums none (errors 130 and 144).</summary>
    [Theory]
    [InlineData("LifeEvents", "$apply=groupby((HappenedOn),aggregate($count as N))")]
    [InlineData("LifeEvents", "$apply=groupby((ProvinceCode),aggregate(HappenedOn with max as Last,Reference with countdistinct as D))")]
    [InlineData("Beneficiaries", "$apply=compute(Province/IsReal as Real)/groupby((Real),aggregate($count as N))")]
    public void Group_OverOtherRows_IsOneThatSqlServerTakes(string name, string query)
    {
        using var db = Providers.Open("SqlServer");
        var sql = Sql(db, Model.Sets[name], query);
        var groups = sql[sql.LastIndexOf("GROUP BY", StringComparison.Ordinal)..];
        Assert.False(groups.Contains("EXISTS", StringComparison.Ordinal) || groups.Contains(" IN (", StringComparison.Ordinal), sql);
        Assert.DoesNotMatch(@"(MAX|COUNT)\((DISTINCT )?CASE\s+WHEN (EXISTS|.{1,40} IN \()", sql);
    }

    [Fact]
    public void Sets_OfPeopleAndTheirPapers_AreGuarded()
        => Assert.Equal(["Indicators", "Provinces", "Units"], Model.Sets.Values.Where(set => set.People is null).Select(set => set.Name).Order(StringComparer.Ordinal));

    internal static string Sql(DbContext db, EntitySetDefinition set, string query, DateTime? since = null, string role = nameof(AnalystRole.Analyst))
    {
        var http = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "an"), new Claim(ClaimTypes.Role, role)], "test")) };
        http.Request.QueryString = new QueryString("?" + query);
        var limits = new ODataLimits();
        var parser = new ODataUriParser(Model.Edm, Root, new Uri(Root, $"{set.Name}?{query}"));
        var scope = new BindingScope(limits, new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc), Model.Offset);
        return FeedPlan.Of(set, db, http, parser, QueryOptions.OfFeed(http.Request, limits), scope, since).Page(null, 0, 10).ToQueryString();
    }
}
