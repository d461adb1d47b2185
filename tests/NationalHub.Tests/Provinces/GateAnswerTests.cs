using NationalHub.Provinces.Gates;
using Protos.Enrolment;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>What a node is told of its gates: the same that the operator reads.</summary>
public sealed class GateAnswerTests : IAsyncLifetime
{
    private HubHost _hub = null!;

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Answer_ToANodeThatAsks_TellsEachGateWithItsMeasureAndWhoSigned()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var link = new NodeLink.NodeLinkClient(channel);
        await link.CheckAsync(new LinkRequest());
        var report = GateWorld.Report();
        report.Weeks.Add(new WeekFigures { Monday = Monday(), Entered = 41, Listed = 500 });
        await link.ReportAsync(report);
        var now = _hub.App.Services.GetService(typeof(Protos.Values.VietnamTime)) is Protos.Values.VietnamTime time ? time.UtcNow : default;
        await _hub.WithDbAsync(async db =>
        {
            db.Add(new GateSignature { ProvinceCode = "38", Stage = NationalHub.Provinces.ProvinceStage.Pilot, Gate = GateKind.Import, SignedBy = "an", SignedAt = now, Met = false, Measure = "x", OverrideWhy = "Công văn 77/SYT" });
            return await db.SaveChangesAsync();
        });

        var answer = await link.CheckAsync(new LinkRequest { Gates = true });

        Assert.Equal((true, "Pilot", 4), (answer.GatesTold, answer.NextStage, answer.Gates.Count));
        var import = answer.Gates.Single(g => g.Name == GateWords.Name(GateKind.Import));
        Assert.Equal(("an", "Công văn 77/SYT"), (import.SignedBy, import.LetPassWhy));
        var replication = answer.Gates.Single(g => g.Name == GateWords.Name(GateKind.Replication));
        Assert.False(replication.Met);
        Assert.Contains("Trục đã nhận 0 bản ghi", replication.Measure, StringComparison.Ordinal);
        Assert.Contains("Chưa có chứng nhận khớp dữ liệu", replication.Lacking, StringComparison.Ordinal);
        Assert.Contains("không quá 500 bản ghi chờ", replication.Wanted, StringComparison.OrdinalIgnoreCase);
        var week = Assert.Single(answer.Weeks);
        Assert.Equal((Monday(), 41, 500, false), (week.Monday, week.Entered, week.Listed, week.HasUndecided));
    }

    // A node of before does not ask, and costs the hub no measuring.
    [Fact]
    public async Task Answer_ToANodeOfBefore_IsAsBefore()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);

        var answer = await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest());

        Assert.Equal((false, 0, 0, "Testing"), (answer.GatesTold, answer.Gates.Count, answer.Weeks.Count, answer.Stage));
    }

    private static string Monday()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7));
        return today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
