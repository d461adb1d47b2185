using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Platform;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>A reading is recorded before its first byte, cheaply, and a key that was closed opens nothing from that moment.</summary>
public sealed class QueryRecordTests : IAsyncLifetime
{
    private const int People = 450;
    private HubHost _hub = null!;
    private HttpClient _analyst = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _analyst = new HttpClient { BaseAddress = _hub.Http };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", CancellationToken.None));
        await _hub.WithDbAsync(async db =>
        {
            db.Dossiers.AddRange(Enumerable.Range(0, People).Select(i => new Dossier { ProvinceCode = "38", Id = $"{i:D6}", Code = $"H56.{i}" }));
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        _analyst.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("odata/Dossiers", People)]
    [InlineData("odata/Dossiers?$select=Code,ReceivedAt", People)]
    [InlineData("odata/Dossiers?$select=Code&$top=20&$filter=ProvinceCode eq '38'", 20)]
    [InlineData("odata/Dossiers?$expand=Province", People)]
    [InlineData("odata/Dossiers?$filter=NoSuch eq 1", 0)]
    [InlineData("odata/Dossiers(ProvinceCode='38',Id='000001')", 1)]
    public async Task Reading_AsItsAnswerBegins_IsRecordedWithItsRows(string address, int rows)
    {
        using var answer = await _analyst.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        var log = await _hub.WithDbAsync(db => db.QueryLog.AsNoTracking().ToListAsync());
        Assert.Equal(("excel", (int)answer.StatusCode), (log.Single().Analyst, log.Single().StatusCode));
        Assert.InRange(log.Single().Rows, rows, rows + 1);
    }

    [Fact]
    public async Task File_ThatStreams_IsRecordedBeforeAndItsRowsAtTheEnd()
    {
        using var answer = await _analyst.GetAsync(new Uri("odata/Dossiers?$format=csv&purpose=kiem%20tra", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("kiem tra", (await _hub.WithDbAsync(db => db.QueryLog.AsNoTracking().SingleAsync())).Purpose);
        Assert.Equal(People + 2, (await answer.Content.ReadAsStringAsync()).Split("\r\n").Length);
        Assert.True((await _hub.WithDbAsync(db => db.QueryLog.AsNoTracking().SingleAsync())).Rows >= People);
    }

    [Theory]
    [InlineData("odata/Dossiers")]
    [InlineData("odata/Dossiers?$format=csv&purpose=kiem%20tra")]
    public async Task Reading_ThatCannotBeRecorded_TellsNothing(string address)
    {
        await _hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE QueryLog RENAME TO Hidden"));

        using var answer = await _analyst.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("H56.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatIsClosed_OpensNothingFromThatMoment()
    {
        Assert.True((await _analyst.GetAsync(new Uri("odata/Dossiers?$top=1", UriKind.Relative))).IsSuccessStatusCode);

        await _hub.WithDbAsync(db => db.Analysts.ExecuteUpdateAsync(set => set.SetProperty(a => a.ClosedAt, DateTime.UnixEpoch)));

        Assert.Equal(HttpStatusCode.Unauthorized, (await _analyst.GetAsync(new Uri("odata/Dossiers?$top=1", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Records_OfManyAtOnce_ShareCommitsAndAreAllThere()
    {
        var writer = _hub.App.Services.GetRequiredService<QueryLogWriter>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => writer.WriteAsync([Entry($"a{i}"), Entry($"b{i}")], CancellationToken.None))));

        var log = await _hub.WithDbAsync(db => db.QueryLog.AsNoTracking().Select(q => q.Query).ToListAsync());
        Assert.Equal((400, 400), (log.Count, log.Distinct().Count()));

        // One crowd that cannot be saved takes nobody with it who comes later.
        await _hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE QueryLog RENAME TO Hidden"));
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => writer.WriteAsync([Entry("lost")], CancellationToken.None));
        await _hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Hidden RENAME TO QueryLog"));
        await writer.WriteAsync([Entry("kept")], CancellationToken.None);
        Assert.Equal(401, await _hub.WithDbAsync(db => db.QueryLog.CountAsync()));
    }

    // Of today: the job that forgets old ones runs at the start.
    private static QueryLogEntry Entry(string query) => new() { At = TimeProvider.System.GetUtcNow().UtcDateTime, Analyst = "excel", Query = query };
}
