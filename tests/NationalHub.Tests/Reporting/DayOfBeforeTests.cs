using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NationalHub.Reporting.OData;
using System.Text.Json;

namespace NationalHub.Tests.Reporting;

/// <summary>A day that is being made is refused at once with when to come back, and what a request has waited counts for its limit.</summary>
public sealed class DayOfBeforeTests
{
    [Theory]
    [InlineData("Beneficiaries?$apply=groupby((ProvinceCode),aggregate($count as N))&asOf=2025-12-31")]
    [InlineData("Beneficiaries/$count?asOf=2025-12-31")]
    public async Task Day_InTheMaking_SaysWhenToComeBackAndWhatElseToAsk(string query)
    {
        var model = new ODataModelBuilder("Bao").Set<BeneficiaryRow>("Beneficiaries", set => set.Key(x => x.ProvinceCode).Key(x => x.Id)).AsOf((_, _, _) => Task.FromResult<AsOfStore?>(null)).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(Options.Create(new ODataLimits())).BuildServiceProvider();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services, User = new ClaimsPrincipal(new ClaimsIdentity("test")) };
        var parts = query.Split('?');
        (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.Path, http.Request.QueryString, http.Response.Body) = ("GET", "http", new HostString("hub"), "/odata/" + parts[0], new QueryString("?" + parts[1]), body);

        await new ODataDoor(model, "/odata", typeof(ReportDb)).HandleAsync(http);

        var error = JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("error");
        Assert.Equal(((int)HttpStatusCode.ServiceUnavailable, "60", "OData.DayInTheMaking"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString(), error.GetProperty("code").GetString()));
        Assert.All(new[] { "31/12/2025", "đang được dựng", "sau 60 giây", "bỏ asOf" }, said => Assert.Contains(said, error.GetProperty("message").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Limit_OfARequestThatWaited_IsOfTheWholeOfIt()
    {
        using var world = new BinderWorld();
        using var db = world.Open();
        var (limits, clock) = (new ODataLimits { QueryTimeoutSeconds = 30 }, Stopwatch.StartNew());
        await using var run = await QueryRun.OpenAsync(db, limits, TimeSpan.FromSeconds(29), TimeProvider.System, CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, run.Token));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"{clock.Elapsed}");
        var told = run.Translate(new OperationCanceledException())!;
        Assert.Equal((503, "OData.TooSlow"), (told.Status, told.Code));
        Assert.Contains("Indicators", told.Message, StringComparison.Ordinal);
    }
}
