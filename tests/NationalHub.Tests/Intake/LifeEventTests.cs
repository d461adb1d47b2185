using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reporting;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>Life events from the push door to what analysts read.</summary>
public sealed class LifeEventTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private Pusher _node = null!;
    private HttpClient _analyst = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _node = new Pusher(_hub, await _hub.AddProvinceAsync("38"));
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _analyst = new HttpClient { BaseAddress = _hub.Http };
        _analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        _analyst.Dispose();
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Event_WithItsHold_IsReadAndCountedInThePosition()
    {
        Assert.Empty((await _node.PushAsync(1, Event(1, "Reported", 0))).Refusals);
        Assert.Empty((await _node.PushAsync(1, Event(2, "Refuted", 202611))).Refusals);
        await _node.PushAsync(1, Event(1, "Reported", 0)); // late

        using var body = JsonDocument.Parse(await _analyst.GetStringAsync(new Uri("/odata/LifeEvents?$filter=Kind eq 'Death'", UriKind.Relative)));
        var row = Assert.Single(body.RootElement.GetProperty("value").EnumerateArray());
        Assert.Equal(("Refuted", "Population", "2026-11-01", 202612, 202611),
            (row.GetProperty("State").GetString(), row.GetProperty("Source").GetString(), row.GetProperty("HappenedOn").GetString(), row.GetProperty("HoldFrom").GetInt32(), row.GetProperty("HoldLast").GetInt32()));
        Assert.DoesNotContain("Lời kể", row.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([(1L, 2UL)], (await _node.PositionAsync()).Kinds.Where(k => k.Kind == RecordKind.LifeEvent).Select(k => (k.Records, k.HighestVersion)));
    }

    [Fact]
    public async Task Event_ThatCannotBe_IsRefusedWithItsReasons()
    {
        var wrong = Event(1, "Reported", 0);
        (wrong.LifeEvent.Kind, wrong.LifeEvent.State, wrong.LifeEvent.Holds[0].FromMonth) = ("Sick", "Lost", 13);

        var refusal = Assert.Single((await _node.PushAsync(1, wrong)).Refusals);

        Assert.All(new[] { "loại biến động", "tình trạng biến động", "tháng bắt đầu tạm giữ" }, w => Assert.Contains(w, refusal.Reason, StringComparison.Ordinal));
    }

    private static Record Event(ulong version, string state, int last)
    {
        var told = new LifeEventState
        {
            BeneficiaryId = Records.Id(1), Kind = "Death", HappenedOn = "2026-11-01", Source = "Population", Reference = "CSDLQG-1", State = state, CommuneCode = "14758", Note = "Lời kể của hàng xóm",
        };
        told.Holds.Add(new PaymentHoldState { Id = Records.Id(3), FromMonth = 202612, LastMonth = last, Why = "Chờ xác minh", LiftedAtUnixMs = last == 0 ? 0 : 1_790_000_000_000 });
        return new Record { Id = Records.Id(2), Epoch = 1, Version = version, Kind = RecordKind.LifeEvent, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000, LifeEvent = told };
    }
}
