using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Reporting;
using NationalHub.Reporting.QueryBook;
using NationalHub.Tests.Gateways;
using NationalHub.Tests.Platform;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>What analysts ask is recorded whatever way it is asked, and the ministry's operators can read it.</summary>
public sealed partial class QueryBookTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private HttpClient _people = null!;
    private HttpClient _analyst = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _people = OperatorClient.Stranger(_hub);
        _analyst = new HttpClient { BaseAddress = _hub.Http };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        _people.Dispose();
        _analyst.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Query_InOtherLetters_IsRecordedWithItsPurpose()
    {
        using var answer = await _analyst.GetAsync(new Uri("/ODATA/Beneficiaries?$format=csv&purpose=abcde", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("abcde", (await UntilLoggedAsync(1))[0].Purpose);
    }

    [Fact]
    public async Task File_TakenInABatch_IsRecordedWithItsPurpose()
    {
        const string Body = """{"requests":[{"id":"1","method":"GET","url":"Beneficiaries?$format=csv&purpose=Th%E1%BA%A9m%20tra"},{"id":"2","method":"GET","url":"Dossiers?$format=csv","headers":{"X-Purpose":"kiem%20tra"}}]}""";
        using var answer = await _analyst.PostAsync(new Uri("/odata/$batch", UriKind.Relative), new StringContent(Body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([("/odata/Beneficiaries?$format=csv&purpose=…", "Thẩm tra"), ("/odata/Dossiers?$format=csv", "kiem tra")], (await UntilLoggedAsync(2)).Select(q => (q.Query, q.Purpose)));
    }

    [Fact]
    public async Task Reading_AfterALongOneInABatch_IsRecordedForItself()
    {
        await _hub.WithDbAsync(async db =>
        {
            db.Dossiers.AddRange(new Dossier { ProvinceCode = "38", Id = "a", Code = "x" }, new Dossier { ProvinceCode = "38", Id = "b", Code = "y" });
            return await db.SaveChangesAsync();
        });
        // Long words, a long purpose, a long way to the same set, and one that is not reached.
        var requests = new[]
        {
            $"Beneficiaries?$format=csv&purpose={new string('p', 200)}&$filter=" + string.Join(" or ", Enumerable.Repeat("FullName eq FullName", 100)), "Dossiers?$format=csv&purpose=kiem%20tra",
            string.Concat(Enumerable.Repeat("./", 1_200)) + "Decisions", "NoSuchSet", "Households",
        }.Select((url, i) => new { id = $"{i}", method = "GET", url, dependsOn = i == 4 ? new[] { "3" } : [] });
        using var message = new HttpRequestMessage(HttpMethod.Post, "/odata/$batch") { Content = new StringContent(JsonSerializer.Serialize(new { requests }), Encoding.UTF8, "application/json") };
        message.Headers.Add("Prefer", "continue-on-error");

        using var answer = await _analyst.SendAsync(message);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var log = await UntilLoggedAsync(5);
        Assert.Equal(["Beneficiaries", "Dossiers", "Decisions", "NoSuchSet", "Households"], log.Select(q => q.Query.Split('?')[0].Split('/')[^1]));
        Assert.Equal([new string('p', 200), "kiem tra", "", "", ""], log.Select(q => q.Purpose));
        Assert.Equal([(200, true), (200, false), (404, false), (424, false)], log.Skip(1).Select(q => (q.StatusCode, q.Rows >= 2)));
    }

    [Fact]
    public async Task Query_ThatFails_IsRecordedAsFailed()
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var app = new ApplicationBuilder(scope.ServiceProvider);
        app.UseQueryRecording();
        app.Run(_ => throw new InvalidOperationException("lost"));
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "excel")], "test")) };
        http.Request.Path = "/odata/Beneficiaries";

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Build()(http));

        Assert.Equal((500, "excel"), (await UntilLoggedAsync(1)).Select(q => (q.StatusCode, q.Analyst)).Single());
    }

    [Fact]
    public async Task Search_ByCodeOrNumber_FindsDossiersAndDecisions()
    {
        await _hub.WithDbAsync(async db =>
        {
            db.Dossiers.AddRange(new Dossier { ProvinceCode = "38", Id = "a", Code = "H56.12.03-221005-0001" }, new Dossier { ProvinceCode = "38", Id = "b", Code = "H56.12.03-221005-0002" });
            db.Decisions.Add(new Decision { ProvinceCode = "38", Id = "c", Number = "123/QĐ-UBND", DossierCode = "H56.12.03-221005-0002" });
            return await db.SaveChangesAsync();
        });

        Assert.Equal(["H56.12.03-221005-0001"], await FoundAsync("Dossiers", "h56.12.03-221005-0001", "Code"));
        Assert.Equal(["123/QĐ-UBND"], await FoundAsync("Decisions", "123/QĐ-UBND", "Number"));
        Assert.Equal(["123/QĐ-UBND"], await FoundAsync("Decisions", "221005-0002", "Number"));
        Assert.Empty(await FoundAsync("Decisions", "221005-0001", "Number"));
    }

    [Fact]
    public async Task Page_OfTheOperator_ShowsWhoAskedWhatForAndHowManyRows()
    {
        await FillAsync();
        await _people.SignInAsync(_hub);

        var page = await _people.PageAsync("/truy-van");

        Assert.All(new[] { "excel", "power-bi", "Báo cáo quý III", "1.234", "▲ 403", "class=\"cards\"", "data-label=\"Truy vấn\"", "21/11/2026 08:00:00" }, t => Assert.Contains(t, page, StringComparison.Ordinal));
        Assert.Contains("href=\"/truy-van\"", await _people.PageAsync("/su-kien"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nguoi=power-bi", "/odata/Entitlements", "/odata/Beneficiaries")]
    [InlineData("tep=1", "Báo cáo quý III", "/odata/Entitlements")]
    [InlineData("tu=2026-11-22", "/odata/Entitlements", "Báo cáo quý III")]
    [InlineData("den=2026-11-21", "Báo cáo quý III", "/odata/Entitlements")]
    [InlineData("den=2026-11-20", "Không có truy vấn nào", "/odata")]
    public async Task Filter_OfThePage_LeavesWhatFits(string query, string shown, string hidden)
    {
        await FillAsync();
        await _people.SignInAsync(_hub);

        var main = (await _people.PageAsync("/truy-van?" + query)).Split("id=\"nhat-ky\"")[1];

        Assert.Contains(shown, main, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tu=khong-ro&den=2026-02-30&tep=x&trang=0", "“khong-ro”", "“2026-02-30”", "không có loại “x”", "Trang: “0”")]
    [InlineData("tu=2026-11-22&den=2026-11-21", "đứng trước “Từ ngày”")]
    [InlineData("tu=1999-12-31&trang=99999999999999999999", "“1999-12-31”", "từ 1 đến 10.000")]
    [InlineData("trang=10001", "Trang: “10001”")]
    [InlineData("trang=7", "chỉ có 1 trang")]
    [InlineData("trang=-1&nguoi=%00", "Trang: “-1”")]
    public async Task Address_ThatIsWrong_SaysEverythingAtOnceAndReadsNothing(string query, params string[] said)
    {
        await FillAsync();
        await _people.SignInAsync(_hub);

        using var answer = await _people.GetAsync(new Uri("/truy-van?" + query, UriKind.Relative));

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(said, s => Assert.Contains(s, page.Split("role=\"alert\"")[1].Split("</ul>")[0], StringComparison.Ordinal));
        Assert.DoesNotContain("Báo cáo quý III", page, StringComparison.Ordinal);
        if (!query.Contains("trang", StringComparison.Ordinal))
        {
            using var sheet = await _people.GetAsync(new Uri("/truy-van?handler=Sheet&" + query, UriKind.Relative));
            Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (sheet.StatusCode, sheet.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Address_ThatIsHuge_IsRefusedInAShortPage()
    {
        await FillAsync();
        await _people.SignInAsync(_hub);
        var huge = new string('x', 10_000);

        using var answer = await _people.GetAsync(new Uri($"/truy-van?nguoi={huge}&tu={huge}&den={huge}&tep={huge}&trang={huge}", UriKind.Relative));

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(5, page.Split("role=\"alert\"")[1].Split("</ul>")[0].Split("<li>").Length - 1);
        Assert.Contains("không phải 10000", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 1000, 10_000);
    }

    [Fact]
    public async Task Query_OfManyCharacters_IsKeptWholeAndALongerOneRefusedUnread()
    {
        await _people.SignInAsync(_hub);
        var (spaces, names) = (new string('+', 12_000), string.Join("+and+", Enumerable.Repeat("FullName+eq+''", 60)));
        var longest = $"/odata/Beneficiaries?$filter={names}{spaces}&$select=Id";
        longest += "&x=" + new string('y', 16_000 - longest.Length - 3);

        using var answered = await _analyst.GetAsync(new Uri(longest, UriKind.Relative));
        using var refused = await _analyst.GetAsync(new Uri(longest + "y", UriKind.Relative));
        using var huge = await _analyst.GetAsync(new Uri(longest + new string('y', 40_000), UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        var told = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Equal((HttpStatusCode.RequestUriTooLong, HttpStatusCode.RequestUriTooLong, "OData.TooLong"), (refused.StatusCode, huge.StatusCode, told.GetProperty("code").GetString()));
        Assert.Contains("16001 ký tự", told.GetProperty("message").GetString(), StringComparison.Ordinal);
        var log = await UntilLoggedAsync(3);
        Assert.EndsWith("yyy", log[0].Query, StringComparison.Ordinal);
        Assert.Equal(16_000 + 60, log[0].Query.Length);
        Assert.Equal([(200, 0L), (414, 0L), (414, 0L)], log.Select(q => (q.StatusCode, q.Rows)));
        Assert.Equal(QueryLogEntry.LongestQuery, log[2].Query.Length);
        var page = await _people.PageAsync("/truy-van");
        Assert.Contains("(cả 16.060 ký tự)", page, StringComparison.Ordinal);
        Assert.Contains(new string('y', 1_000), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_OfManyQueries_LeadFromOneToTheNext()
    {
        await FillAsync(more: 60);
        await _people.SignInAsync(_hub);

        var (first, second) = (await _people.PageAsync("/truy-van?nguoi=script"), await _people.PageAsync("/truy-van?nguoi=script&trang=2"));

        Assert.Contains("trang=2&nguoi=script", first, StringComparison.Ordinal);
        Assert.Equal((50, 10), (first.Split("/odata/Units").Length - 1, second.Split("/odata/Units").Length - 1));
        Assert.DoesNotContain("trang=3", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheet_OfTheFilter_RunsNothingAndIsRecordedItself()
    {
        await _hub.WithDbAsync(async db =>
        {
            db.QueryLog.Add(new QueryLogEntry { At = TimeProvider.System.GetUtcNow().UtcDateTime, Analyst = "power-bi", Query = "/odata/Entitlements?$top=#", Purpose = "=1+1", StatusCode = 403, Rows = 7 });
            return await db.SaveChangesAsync();
        });
        await _people.SignInAsync(_hub);

        var sheet = await _people.GetStringAsync(new Uri("/truy-van?handler=Sheet&nguoi=power-bi", UriKind.Relative));

        var lines = sheet.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(",power-bi,/odata/Entitlements?$top=#,'=1+1,7,403,", lines[1], StringComparison.Ordinal);
        var own = await _hub.WithDbAsync(db => db.QueryLog.AsNoTracking().SingleAsync(q => q.Analyst == "van.hanh"));
        Assert.Equal((1, QueryBookModel.OwnPurpose, "/truy-van?handler=Sheet&nguoi=power-bi"), (own.Rows, own.Purpose, own.Query));
    }

    [Fact]
    public async Task Log_OlderThanItIsKept_IsForgotten()
    {
        await _hub.WithDbAsync(async db =>
        {
            db.QueryLog.AddRange(new QueryLogEntry { At = TimeProvider.System.GetUtcNow().UtcDateTime.AddMonths(-61), Analyst = "cu", Query = "/odata" }, new QueryLogEntry { At = TimeProvider.System.GetUtcNow().UtcDateTime.AddMonths(-59), Analyst = "moi", Query = "/odata" });
            return await db.SaveChangesAsync();
        });

        await _hub.App.Services.GetServices<IHostedService>().OfType<ForgetQueries>().Single().HandleAsync(CancellationToken.None);
        Assert.Equal("moi", await _hub.WithDbAsync(db => db.QueryLog.Select(q => q.Analyst).SingleAsync()));
    }

    [Fact]
    public async Task Log_OfAHubThatStarts_IsForgottenAtOnce()
    {
        var folder = Directory.CreateTempSubdirectory("hub-").FullName;
        try
        {
            await using (var hub = await HubHost.StartAsync(folder))
            {
                await hub.WithDbAsync(async db =>
                {
                    db.QueryLog.Add(new QueryLogEntry { At = TimeProvider.System.GetUtcNow().UtcDateTime.AddMonths(-61), Analyst = "cu", Query = "/odata" });
                    return await db.SaveChangesAsync();
                });
            }

            await using var again = await HubHost.StartAsync(folder);
            await GatewayHub.UntilAsync("the old entry is gone", () => again.WithDbAsync(async db => !await db.QueryLog.AnyAsync()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<int> FillAsync(int more = 0) => _hub.WithDbAsync(async db =>
    {
        // 1 and 23 o'clock of UTC are the morning of that day and of the next in Viet Nam.
        db.QueryLog.Add(new QueryLogEntry { At = new DateTime(2026, 11, 21, 1, 0, 0, DateTimeKind.Utc), Analyst = "excel", Query = "/odata/Beneficiaries?$format=csv&purpose=…", Purpose = "Báo cáo quý III", StatusCode = 200, Rows = 1234 });
        db.QueryLog.Add(new QueryLogEntry { At = new DateTime(2026, 11, 21, 23, 0, 0, DateTimeKind.Utc), Analyst = "power-bi", Query = "/odata/Entitlements?$top=#", StatusCode = 403, Rows = 7 });
        db.QueryLog.AddRange(Enumerable.Range(0, more).Select(i => new QueryLogEntry { At = new DateTime(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc), Analyst = "script", Query = "/odata/Units", StatusCode = 200 }));
        return await db.SaveChangesAsync();
    });
}
