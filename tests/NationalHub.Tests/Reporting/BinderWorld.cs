using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.UriParser;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>Binds queries without a host, over a filled SQLite file and a SQL Server that is never called.</summary>
public sealed class BinderWorld : IDisposable
{
    private static readonly Uri Root = new("http://hub.test/odata/");
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"odata-{Guid.NewGuid():N}.db");
    private readonly ODataModel _model = ReportDb.Published();

    public BinderWorld()
    {
        using var db = ReportDb.Sqlite(_file);
        db.Database.EnsureCreated();
        db.Beneficiaries.AddRange(ReportDb.Rows());
        db.Provinces.AddRange(ReportDb.ProvinceRows());
        db.SaveChanges();
    }

    /// <summary>The rows a query gives on SQLite, after it has been shown to translate for SQL Server too.</summary>
    internal List<object?[]> Ask(string query, string? user = null)
    {
        Assert.Contains("SELECT", Sql(query, user), StringComparison.Ordinal);
        using var db = ReportDb.Sqlite(_file);
        var plan = Plan(db, query, user);
        var width = plan.Output.Count;
        return plan.Page(null, 0, 1000).ToList().ConvertAll(row => row[..width]);
    }

    /// <summary>The SQL Server text of a query's page and that of its continuation after a made-up row.</summary>
    internal string Sql(string query, string? user = null)
    {
        using var db = ReportDb.SqlServer();
        var plan = Plan(db, query, user);
        var values = plan.Order.Select(term => Sample(term.Value.Type)).ToList();
        var next = plan.Page(new PageToken(values, null, null, 10), 0, 11).ToQueryString();
        return plan.Page(null, 5, 10).ToQueryString() + "\n" + next;
    }

    internal FeedPlan Plan(DbContext db, string query, string? user = null)
    {
        var http = new DefaultHttpContext();
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user ?? "analyst")], "test"));
        http.Request.QueryString = new QueryString("?" + query);
        var limits = new ODataLimits();
        var parser = new ODataUriParser(_model.Edm, Root, ComputeOption.Fold(new Uri(Root, "Beneficiaries?" + query), http.Request.Query));
        var scope = new BindingScope(limits, new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc), _model.Offset);
        return FeedPlan.Of(_model.Sets["Beneficiaries"], db, http, parser, QueryOptions.OfFeed(http.Request, limits), scope);
    }

    internal ODataFaultException Refused(string query, string? user = null)
    {
        using var db = ReportDb.Sqlite(_file);
        return Assert.Throws<ODataFaultException>(() => Plan(db, query, user));
    }

    internal ReportDb Open() => ReportDb.Sqlite(_file);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    private static object? Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when Nullable.GetUnderlyingType(type) is { } bare => Sample(bare),
        _ => Activator.CreateInstance(type),
    };
}
