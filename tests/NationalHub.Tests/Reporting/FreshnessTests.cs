using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake;
using NationalHub.Provinces;
using NationalHub.Reporting;
using NationalHub.Reporting.Indicators;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>An answer is as old as its figures: a node that calls and has not sent everything makes them no newer, and a province that never sent is named.</summary>
public sealed class FreshnessTests : IAsyncLifetime
{
    private static readonly DateTime Whole = new(2026, 1, 5, 2, 0, 0, DateTimeKind.Utc);
    private HubHost _hub = null!;
    private HttpClient _auditor = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Indicators:Every"] = "10.00:00:00", ["Indicators:Look"] = "10.00:00:00" }));
        _auditor = new HttpClient { BaseAddress = new Uri(_hub.Http, "odata/") };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _auditor.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("kt", AnalystRole.Auditor, CancellationToken.None));
        await _hub.WithDbAsync(async db =>
        {
            db.Provinces.AddRange(Province("38", ProvinceStage.Live), Province("46", ProvinceStage.Pilot), Province("48", ProvinceStage.Testing), Province("68", ProvinceStage.Invited));
            db.Positions.AddRange(Position("38", Whole), Position("46", Whole.AddHours(1)), Position("48", Whole.AddDays(-30)));
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        _auditor.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Province_ThatCallsWithABacklog_IsAsOldAsItsLastWholePush()
    {
        await ComputeAsync();
        // Two days later its node still lives and has much to send.
        await MoveAsync("38", Whole.AddDays(2), waiting: 1203, refused: 3);
        await ComputeAsync();

        var told = await JsonAsync("Provinces");

        Assert.Equal(("2026-01-05T09:00:00+07:00", "1203", "3"), (Text(told, "freshness.P38"), Text(told, "waiting.P38"), Text(told, "refused.P38")));
        Assert.Equal(("2026-01-05T10:00:00+07:00", false), (Text(told, "freshness.P46"), told.TryGetProperty("@bao.waiting.P46", out _)));
        // The oldest of those that work for real; that 48 has been silent for a month makes the country no older.
        Assert.Equal(("2026-01-05T09:00:00+07:00", "48"), (Text(told, "freshness"), Text(told, "trial")));
    }

    [Fact]
    public async Task Province_ThatHasSentEverything_IsAsNewAsItsPush()
    {
        await MoveAsync("38", Whole.AddDays(2), waiting: 9, refused: 0);
        await ComputeAsync();
        await MoveAsync("38", Whole.AddDays(3), waiting: 0, refused: 0);

        Assert.Equal("2026-01-08T09:00:00+07:00", Text(await JsonAsync("Provinces"), "freshness.P38"));
    }

    [Fact]
    public async Task Country_WithARealProvinceThatNeverSent_IsOfNoAge()
    {
        await _hub.WithDbAsync(db => db.Positions.Where(p => p.ProvinceCode == "46").ExecuteDeleteAsync());
        // And one whose first load is under way.
        await MoveAsync("38", Whole.AddDays(2), waiting: 200_000, refused: 0);
        await ComputeAsync();

        using var answer = await _auditor.GetAsync(new Uri("Provinces", UriKind.Relative));

        var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("chưa có", "chưa có", "chưa có"), (Text(told, "freshness"), Text(told, "freshness.P46"), Text(told, "freshness.P38")));
        Assert.False(told.TryGetProperty("@bao.freshness.P68", out _));
        Assert.Equal(("none", "38=none, 46=none, 48=2025-12-06T09:00:00+07:00", "38=200000", "48"), (Header(answer, "Bao-Freshness"), Header(answer, "Bao-Freshness-Provinces"), Header(answer, "Bao-Waiting"), Header(answer, "Bao-Trial")));
    }

    [Theory]
    [InlineData("Beneficiaries/$count")]
    [InlineData("Beneficiaries?$format=csv&purpose=kiem tra")]
    [InlineData("Beneficiaries?$apply=aggregate($count as N)&$format=csv&purpose=kiem tra")]
    public async Task Answer_WithoutPlaceForAnnotations_TellsEachProvinceInItsHeaders(string address)
    {
        await MoveAsync("46", Whole.AddHours(1), waiting: 0, refused: 7);

        using var answer = await _auditor.GetAsync(new Uri(address, UriKind.Relative));

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("38=2026-01-05T09:00:00+07:00, 46=2026-01-05T10:00:00+07:00, 48=2025-12-06T09:00:00+07:00", Header(answer, "Bao-Freshness-Provinces"));
        Assert.Equal(("2026-01-05T09:00:00+07:00", "46=7", "48"), (Header(answer, "Bao-Freshness"), Header(answer, "Bao-Refused"), Header(answer, "Bao-Trial")));
    }

    [Fact]
    public async Task Workbook_OnItsSecondSheet_TellsAgeBacklogAndWhoIsTriedOut()
    {
        await MoveAsync("38", Whole, waiting: 12, refused: 0);

        using var zip = new ZipArchive(await _auditor.GetStreamAsync(new Uri("Beneficiaries?$format=xlsx&purpose=kiem tra", UriKind.Relative)));

        var texts = string.Concat(zip.Entries.Where(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
        Assert.All(new[] { "Số liệu đến, tỉnh 46", "Bản ghi chờ gửi ở tỉnh 38", "Tỉnh đang thử (số liệu mẫu, không vào tổng cả nước)", "Số liệu đến, tỉnh chậm nhất" }, w => Assert.Contains(w, texts, StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_BeforeAnyPush_SaySo()
    {
        Assert.Equal("chưa có tỉnh nào đẩy dữ liệu", Freshness.Texts([])["bao.freshness"]);
        // Before a province works for real, those that are tried out are what there is.
        Assert.Equal("2026-01-05T09:00:00+07:00", Freshness.Texts([new("38", Whole, 0, 0, false), new("46", Whole.AddDays(1), 0, 0, false)])["bao.freshness"]);
    }

    private static Province Province(string code, ProvinceStage stage) => new() { Code = code, Name = "Tỉnh " + code, Stage = stage };

    private static ProvincePosition Position(string code, DateTime at) => new() { ProvinceCode = code, LastPushAt = at };

    private static string? Text(JsonElement told, string name) => told.GetProperty("@bao." + name).GetString();

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private Task<int> MoveAsync(string province, DateTime at, long waiting, long refused) => _hub.WithDbAsync(db => db.Positions.Where(p => p.ProvinceCode == province)
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.LastPushAt, at).SetProperty(p => p.Waiting, waiting).SetProperty(p => p.Refused, refused)));

    private Task<int> ComputeAsync() => _hub.App.Services.GetRequiredService<ComputeIndicators>().HandleAsync(CancellationToken.None);

    private async Task<JsonElement> JsonAsync(string address) => JsonDocument.Parse(await _auditor.GetStringAsync(new Uri(address, UriKind.Relative))).RootElement;
}
