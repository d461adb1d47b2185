using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>A real host on a loopback port with the door over a SQLite file. A user is named by the header X-User.</summary>
public sealed class DoorWorld : IAsyncDisposable
{
    private readonly string _file;
    private readonly WebApplication _app;

    private readonly TaskCompletionSource _gone;

    private DoorWorld(WebApplication app, string file, TaskCompletionSource gone) => (_app, _file, _gone) = (app, file, gone);

    public HttpClient Client { get; private set; } = new();

    public static async Task<DoorWorld> StartAsync(int rows = 60, Action<ODataLimits>? limits = null, IReadOnlyDictionary<string, string>? annotations = null)
    {
        var file = Path.Combine(Path.GetTempPath(), $"odata-{Guid.NewGuid():N}.db");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            // Long addresses are to be refused by the door, not by the server.
            options.Limits.MaxRequestLineSize = 200_000;
        });
        builder.Services.AddDbContext<ReportDb>(options => options.UseSqlite($"Data Source={file}"));
        builder.Services.AddODataDoor(builder.Configuration);
        builder.Services.Configure<ODataLimits>(options => limits?.Invoke(options));
        var app = builder.Build();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Use((http, next) =>
        {
            http.RequestAborted.Register(() => gone.TrySetResult());
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, http.Request.Headers["X-User"].ToString())], "test"));
            return next(http);
        });
        app.MapODataDoor<ReportDb>("/odata", ReportDb.Published((_, _) => Task.FromResult(annotations ??
            new Dictionary<string, string> { ["bao.freshness"] = "33/34 tỉnh đủ đến 02:10" })));
        var world = new DoorWorld(app, file, gone);
        await world.FillAsync(ReportDb.Rows(Math.Min(rows, 1000)));
        await world.ChangeAsync(db => db.Provinces.AddRange(ReportDb.ProvinceRows()));
        await world.MultiplyAsync((rows - 1) / 1000);
        await app.StartAsync();
        world.Client = new HttpClient { BaseAddress = new Uri(app.Urls.First() + "/odata/"), Timeout = TimeSpan.FromSeconds(60) };
        return world;
    }

    /// <summary>Waits until a connection has been broken off.</summary>
    public Task UntilAbortedAsync() => _gone.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public async Task FillAsync(IEnumerable<BeneficiaryRow> rows)
    {
        await using var db = ReportDb.Sqlite(_file);
        await db.Database.EnsureCreatedAsync();
        db.Beneficiaries.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public async Task ChangeAsync(Action<ReportDb> change)
    {
        await using var db = ReportDb.Sqlite(_file);
        change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Looks at every row without the door, over the same pool of connections.</summary>
    public async Task<int> RowsAsync()
    {
        await using var db = ReportDb.Sqlite(_file);
        return await db.Beneficiaries.CountAsync(row => row.Score >= 0);
    }

    /// <summary>Adds so many copies of every row under new ids.</summary>
    private async Task MultiplyAsync(int copies)
    {
        await using var db = ReportDb.Sqlite(_file);
        var columns = db.Model.FindEntityType(typeof(BeneficiaryRow))!.GetProperties().Select(property => property.Name).ToList();
        var values = columns.Select(name => name == "Id" ? "Id || '-' || i" : name);
        var sql = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {copies}) INSERT INTO Beneficiaries ({string.Join(",", columns)}) SELECT {string.Join(",", values)} FROM Beneficiaries, n";
        await (copies == 0 ? Task.CompletedTask : db.Database.ExecuteSqlRawAsync(sql));
    }

    public async Task<JsonElement> JsonAsync(string address, HttpStatusCode expected = HttpStatusCode.OK, string? accept = null, string? user = null)
    {
        using var response = await SendAsync(HttpMethod.Get, address, accept, user);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("4.0", response.Headers.GetValues("OData-Version").Single());
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The error object of a refused request.</summary>
    public async Task<(string Code, string Message)> FaultAsync(string address, HttpStatusCode expected, string? user = null)
    {
        var error = (await JsonAsync(address, expected, user: user)).GetProperty("error");
        Assert.Equal(JsonValueKind.Array, error.GetProperty("details").ValueKind);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
        return (error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? accept = null, string? user = null, string? prefer = null)
    {
        var request = new HttpRequestMessage(method, address);
        Add("Accept", accept);
        Add("X-User", user);
        Add("Prefer", prefer);
        return Client.SendAsync(request);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }
}

/// <summary>One small door for the tests that only read.</summary>
public sealed class SharedDoor : IAsyncLifetime
{
    public DoorWorld World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await DoorWorld.StartAsync();

    public async Task DisposeAsync() => await World.DisposeAsync();
}
