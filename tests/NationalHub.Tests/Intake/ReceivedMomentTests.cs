using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Intake;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Reporting;
using NationalHub.Reporting.Indicators;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>What is received bears a moment that no reader has passed: with the hub's clock set back, and when a batch is committed late.</summary>
public sealed class ReceivedMomentTests : IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 11, 2, 8, 0, 0, DateTimeKind.Utc);
    private readonly ShiftedClock _clock = new();
    private readonly HeldWriter _writer = new();
    private HubHost _hub = null!;
    private Pusher _node = null!;
    private HttpClient _analyst = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Indicators:Every"] = "10.00:00:00", ["Indicators:Look"] = "10.00:00:00", ["OData:DeltaOverlapSeconds"] = "0" });
            builder.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(_clock).AddSingleton<IBulkWriter>(_writer));
        });
        _node = new Pusher(_hub, await _hub.AddProvinceAsync("38"));
        _analyst = new HttpClient { BaseAddress = new Uri(_hub.Http, "odata/") };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("kiem-tra", AnalystRole.Auditor, CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        _analyst.Dispose();
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public void Moment_OfTheNextRows_IsLaterThanTheLastOne()
    {
        Assert.Equal(At, ReceivingMoment.Next(At, null));
        Assert.Equal(At, ReceivingMoment.Next(At, At.AddMicroseconds(-1)));
        Assert.Equal(At.AddMicroseconds(1), ReceivingMoment.Next(At, At));
        Assert.Equal(At.AddHours(1).AddMicroseconds(1), ReceivingMoment.Next(At, At.AddHours(1)));
    }

    // A link holds a moment of the clock of before: each follower, of every province, gets what comes after the step; so do the figures.
    [Fact]
    public async Task Rows_ReceivedAfterTheClockWasSetBack_AreInTheDeltaOfBeforeAndInTheFigures()
    {
        await using var other = new Pusher(_hub, await _hub.AddProvinceAsync("46"));
        await Task.WhenAll(_node.PushAsync(1, Person(1)), other.PushAsync(1));
        Assert.Equal(2, await ComputeAsync());
        var (link, _) = await LinkAsync();
        await other.PushAsync(1); // a heartbeat of another province: the last that the hub saw of that clock

        _clock.Shift = TimeSpan.FromHours(-1);
        await _node.PushAsync(1, Person(2), Entitlement(2));
        await _node.PushAsync(1, Person(3));

        Assert.Equal([Records.Id(2), Records.Id(3)], await ReadAsync(link));
        Assert.Equal(1, await ComputeAsync());
        var moments = await _hub.WithDbAsync(db => db.RecordVersions.Where(v => v.Kind == 1).OrderBy(v => v.Id).Select(v => v.ReceivedAt).ToListAsync());
        Assert.Equal(moments.Distinct().Order(), moments);

        // The clock has caught up: what came meanwhile is not told for ever.
        _clock.Shift = TimeSpan.FromHours(1);
        (link, _) = await LinkAsync();
        await _node.PushAsync(1, Person(4));
        Assert.Equal([Records.Id(4)], await ReadAsync(link));
    }

    // What was ahead of all days binds nobody: for two days nothing would be known of any day.
    [Fact]
    public async Task Rows_ReceivedAfterTheClockWasDaysAhead_BearTheDayOnWhichTheyCame()
    {
        // Connected before: no certificate of that day is wanted of this machine's clock.
        await _node.PushAsync(1, Person(9));
        _clock.Shift = TimeSpan.FromDays(2);
        await _node.PushAsync(1, Person(1));
        _clock.Shift = TimeSpan.Zero;
        await _node.PushAsync(1, Person(2));

        var received = await _hub.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == Records.Id(2)).Select(b => b.ReceivedAt).SingleAsync());
        Assert.InRange(received, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-10), TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    // A province's batch is read and waits; another's that was read later is committed first. The follower reads between the two commits, without any overlap.
    [Fact]
    public async Task Batch_CommittedLate_IsInTheDeltaLinkThatWasTakenMeanwhile()
    {
        await using var other = new Pusher(_hub, await _hub.AddProvinceAsync("46"));
        await Task.WhenAll(_node.PushAsync(1, Person(1)), other.PushAsync(1));
        var (reached, release) = _writer.HoldNext();
        var late = _node.PushAsync(1, Person(2));
        await reached;
        Assert.Equal(1u, (await other.PushAsync(1, Foreign(3))).Applied);
        var (link, seen) = await LinkAsync();
        Assert.Equal([Records.Id(1), Records.Id(3)], seen);
        Assert.False(late.IsCompleted);

        release();
        Assert.Equal(1u, (await late).Applied);

        Assert.Equal([Records.Id(2)], await ReadAsync(link));
    }

    private Task<int> ComputeAsync() => _hub.App.Services.GetRequiredService<ComputeIndicators>().HandleAsync(CancellationToken.None);

    private async Task<(string Link, List<string> Seen)> LinkAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "Beneficiaries");
        request.Headers.Add("Prefer", "odata.track-changes");
        using var answer = await _analyst.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return (JsonDocument.Parse(text).RootElement.GetProperty("@odata.deltaLink").GetString()!, Ids(text));
    }

    private async Task<List<string>> ReadAsync(string link) => Ids(await _analyst.GetStringAsync(new Uri(link)));

    private static List<string> Ids(string text) => [.. Enumerable.Range(1, 9).Select(Records.Id).Where(id => text.Contains(id, StringComparison.Ordinal))];

    private static Record Person(int number) => Records.Person(Records.Id(number), 1);

    private static Record Foreign(int number)
    {
        var record = Person(number);
        (record.TenantPath, record.Beneficiary.CommuneCode) = ("46.19753", "19753");
        return record;
    }

    private static Record Entitlement(int number) => new()
    {
        Id = $"10000000-0000-4000-8000-{number:x12}", Epoch = 1, Version = 1, Kind = RecordKind.Entitlement, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000,
        Entitlement = new EntitlementState
        {
            BeneficiaryId = Records.Id(number), CategoryCode = "6.n.adult", CoefficientHundredths = 150, MonthlyAmountDong = 750_000, StartMonth = 202508, DecisionId = Records.Id(9), Status = "Active",
            CommuneCode = "14758", Kind = "Assistance", Times = 1, LevelDong = 500_000,
        },
    };

    /// <summary>The machine's clock, set by a test.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }

    /// <summary>The real writer; a test may hold the next batch that comes to it, before its transaction.</summary>
    private sealed class HeldWriter : IBulkWriter
    {
        private readonly SqliteBulkWriter _inner = new();
        private Hold? _next;

        public bool OneWriter
        {
            get
            {
                Interlocked.Exchange(ref _next, null)?.Wait();
                return _inner.OneWriter;
            }
        }

        public string ConnectionSettings => _inner.ConnectionSettings;

        public (Task Reached, Action Release) HoldNext()
        {
            var hold = _next = new Hold();
            return (hold.Reached.Task, hold.Released.SetResult);
        }

        public Task<bool[]> UpsertNewerAsync<T>(HubDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
            where T : Replica => _inner.UpsertNewerAsync(db, rows, cancellation);

        public Task AppendAsync(HubDb db, IReadOnlyList<RecordVersion> versions, CancellationToken cancellation) => _inner.AppendAsync(db, versions, cancellation);

        private sealed class Hold
        {
            public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public void Wait()
            {
                Reached.SetResult();
                Released.Task.GetAwaiter().GetResult();
            }
        }
    }
}
