using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reporting;
using Protos.Replication;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>Payment lists and settled lines from the push door to what analysts read; and every word that a node may send is one that the hub knows.</summary>
public sealed class PaymentTests : IAsyncLifetime
{
    private const long At = 1_790_000_000_000;
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
    public async Task List_WithItsResults_ShowsWhatIsOpen()
    {
        Assert.Empty((await _node.PushAsync(1, List(1, "Sent"), Line(1, "Unpaid", "R01"))).Refusals);
        Assert.Empty((await _node.PushAsync(1, List(2, "Settled"), Line(2, "Paid", ""))).Refusals);
        await _node.PushAsync(1, List(1, "Sent"), Line(1, "Unpaid", "R01")); // late

        var list = await OneAsync("/odata/PaymentLists?$filter=Month eq 202611 and CommuneName ne ''");
        Assert.Equal(("Settled", 3_000_000L, 1_000_000L, 500_000L, 1_500_000L, 3), (Text(list, "Status"), Dong(list, "Total"), Dong(list, "Paid"), Dong(list, "Unpaid"), Dong(list, "Open"), list.GetProperty("OpenLines").GetInt32()));
        var line = await OneAsync("/odata/PaymentLines?$filter=Outcome eq 'Paid'");
        Assert.Equal((Records.Id(2), "2026-11-25", 540_000L), (Text(line, "ListId"), Text(line, "PaidOn"), Dong(line, "Total")));
        using var claims = JsonDocument.Parse(Text(line, "Claims"));
        var claim = Assert.Single(claims.RootElement.EnumerateArray());
        Assert.Equal((Records.Id(1), "Regular", 202611, 540_000L), (Text(claim, "BeneficiaryId"), Text(claim, "Kind"), claim.GetProperty("Month").GetInt32(), Dong(claim, "Amount")));
        Assert.Equal([(RecordKind.PaymentList, 1L, 2UL), (RecordKind.PaymentLine, 1L, 2UL)],
            (await _node.PositionAsync()).Kinds.Where(k => k.Kind >= RecordKind.PaymentList).Select(k => (k.Kind, k.Records, k.HighestVersion)));
    }

    [Fact]
    public async Task Payments_ThatCannotBe_AreRefusedWithTheirReasons()
    {
        var (list, line) = (List(1, "Lost"), Line(1, "Stolen", "R0100"));
        (list.PaymentList.Month, list.PaymentList.PaidDong) = (202613, 5_000_000);
        line.PaymentLine.Claims[0].AmountDong = -1;

        var refusals = (await _node.PushAsync(1, list, line, List(2, "Sent"))).Refusals;

        Assert.Equal([list.Id, line.Id], refusals.Select(r => r.Id));
        Assert.All(new[] { "tháng của danh sách", "tình trạng danh sách" }, w => Assert.Contains(w, refusals[0].Reason, StringComparison.Ordinal));
        Assert.All(new[] { "kết quả chi trả", "mã lý do", "số tiền chi trả" }, w => Assert.Contains(w, refusals[1].Reason, StringComparison.Ordinal));
        Assert.Equal("Sent", Text(await OneAsync("/odata/PaymentLists"), "Status"));
    }

    [Fact]
    public async Task List_PaidMoreThanItHolds_IsRefused()
    {
        var list = List(1, "Sent");
        list.PaymentList.PaidDong = 5_000_000;

        Assert.Contains("lớn hơn tổng", Assert.Single((await _node.PushAsync(1, list)).Refusals).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_OfTheNode_AreAllKnownToTheHub()
    {
        var records = new List<Record>();
        records.AddRange(Enum.GetNames<LifeEventKind>().Select(k => Event(k, nameof(EventSource.Family), nameof(EventState.Reported))));
        records.AddRange(Enum.GetNames<EventSource>().Select(s => Event(nameof(LifeEventKind.Death), s, nameof(EventState.Reported))));
        records.AddRange(Enum.GetNames<EventState>().Select(s => Event(nameof(LifeEventKind.Death), nameof(EventSource.Family), s)));
        records.AddRange(Enum.GetNames<ListStatus>().Select(s => List(1, s)));
        records.AddRange(Enum.GetNames<ListType>().Select(t => Changed(List(1, "Sent"), r => r.PaymentList.Type = t)));
        records.AddRange(Enum.GetNames<PayMethod>().Select(m => Changed(List(1, "Sent"), r => r.PaymentList.Method = m)));
        records.AddRange(Enum.GetNames<LineOutcome>().Select(o => Line(1, o, "")));
        records.AddRange(Enum.GetNames<ClaimKind>().Select(k => Changed(Line(1, "Paid", ""), r => r.PaymentLine.Claims[0].Kind = k)));
        records.AddRange(Enum.GetNames<ClaimState>().Select(s => Changed(Line(1, "Paid", ""), r => r.PaymentLine.Claims[0].State = s)));

        Assert.Empty((await _node.PushAsync(1, [.. records])).Refusals.Select(r => r.Reason));
    }

    private static Record Changed(Record record, Action<Record> change)
    {
        change(record);
        return record;
    }

    private static Record Event(string kind, string source, string state) => new()
    {
        Id = Records.Id(4), Epoch = 1, Version = 1, Kind = RecordKind.LifeEvent, TenantPath = "38.380.14758", RecordedAtUnixMs = At,
        LifeEvent = new LifeEventState { BeneficiaryId = Records.Id(1), Kind = kind, Source = source, State = state, CommuneCode = "14758" },
    };

    private static Record List(ulong version, string status) => new()
    {
        Id = Records.Id(2), Epoch = 1, Version = version, Kind = RecordKind.PaymentList, TenantPath = "38.380.14758", RecordedAtUnixMs = At,
        PaymentList = new PaymentListState
        {
            Month = 202611, Type = "Regular", Method = "CashPoint", Sequence = 1, CommuneCode = "14758", HolderCode = "380", Status = status, Hash = new string('a', 64), Lines = 6, People = 7,
            MonthlyDong = 3_000_000, TotalDong = 3_000_000, ApprovedAtUnixMs = At, SentAtUnixMs = At, PaidLines = 2, PaidDong = 1_000_000, UnpaidLines = 1, UnpaidDong = 500_000,
        },
    };

    private static Record Line(ulong version, string outcome, string reason)
    {
        var state = new PaymentLineState
        {
            ListId = Records.Id(2), Month = 202611, Type = "Regular", Method = "CashPoint", CommuneCode = "14758", BeneficiaryId = Records.Id(1), People = 1, MonthlyDong = 540_000, TotalDong = 540_000, Outcome = outcome,
            PaidOn = outcome == "Paid" ? "2026-11-25" : "", ReasonCode = reason, ResultVersion = (int)version,
        };
        state.Claims.Add(new PaymentClaimState { BeneficiaryId = Records.Id(1), EntitlementId = Records.Id(5), Kind = "Regular", Month = 202611, AmountDong = 540_000, State = outcome == "Paid" ? "Paid" : "Unpaid" });
        return new Record { Id = Records.Id(3), Epoch = 1, Version = version, Kind = RecordKind.PaymentLine, TenantPath = "38.380.14758", RecordedAtUnixMs = At, PaymentLine = state };
    }

    private async Task<JsonElement> OneAsync(string path)
    {
        using var body = JsonDocument.Parse(await _analyst.GetStringAsync(new Uri(path, UriKind.Relative)));
        return Assert.Single(body.RootElement.GetProperty("value").EnumerateArray()).Clone();
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static long Dong(JsonElement row, string name) => row.GetProperty(name).GetInt64();
}
