using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Portal;
using NationalHub.Tests.Intake;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Gateways;

/// <summary>A node that pushes dossiers, the hub, and the portal's stand-in.</summary>
internal sealed class PortalWorld : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private X509Certificate2? _certificate;
    private (string Name, string Value)[] _more = [];
    private Pusher? _node;

    public ServicesRun Services { get; private init; } = null!;

    public HubHost Hub { get; private set; } = null!;

    /// <summary>The node's; a second enrolment of the province would end it.</summary>
    public X509Certificate2 Certificate => _certificate!;

    public static async Task<PortalWorld> StartAsync(TimeProvider? clock = null, params (string Name, string Value)[] more)
    {
        var world = new PortalWorld { Services = await ServicesRun.StartAsync(), _more = more };
        await world.StartHubAsync(clock);
        return world;
    }

    public async Task RestartHubAsync()
    {
        await StopHubAsync();
        await StartHubAsync(null);
    }

    /// <summary>Pushes through the intake, as a node does; every record must be taken.</summary>
    public async Task PushAsync(params Record[] records)
    {
        _node ??= new Pusher(Hub, _certificate);
        var result = await _node.PushAsync(records.Max(r => r.Epoch), records);
        Assert.Empty(result.Refusals);
    }

    public Task<PortalEntry?> EntryAsync(Record record) =>
        Hub.WithDbAsync(db => db.PortalLedger.AsNoTracking().FirstOrDefaultAsync(e => e.DossierId == record.Id));

    /// <summary>Waits until the ledger shows a dossier in a state at its version.</summary>
    public async Task<PortalEntry> UntilAsync(Record record, PortalState state)
    {
        PortalEntry? entry = null;
        await GatewayHub.UntilAsync(
            $"{record.Dossier.Code} v{record.Version} {state}",
            async () => (entry = await EntryAsync(record)) is { } e && e.State == state && e.Version == (long)record.Version);
        return entry!;
    }

    /// <summary>Both ledgers tell the same of a dossier: the status, and each step once.</summary>
    public async Task<JsonElement> AssertEqualAsync(Record record)
    {
        var entry = await UntilAsync(record, PortalState.Sent);
        var held = await Services.DossierAsync(record.Dossier.Code) ?? throw new InvalidOperationException("The portal has no such dossier.");
        Assert.Equal(record.Dossier.PortalStatus.ToString(System.Globalization.CultureInfo.InvariantCulture), held.GetProperty("TrangThai").GetString());
        Assert.Equal((record.Dossier.PortalStatus, record.Dossier.PortalStatus), (entry.SentStatus, entry.HeldStatus));
        Assert.Equal(held.GetProperty("idHoSo").GetString(), entry.PortalId);
        Assert.Equal(
            record.Dossier.Steps.Select(s => s.Number),
            held.GetProperty("TienDo").EnumerateArray().Select(t => t.GetProperty("NoiDung").GetProperty("SoThuTu").GetInt32() % 1_000_000));
        return held;
    }

    public async ValueTask DisposeAsync()
    {
        await StopHubAsync();
        await Services.DisposeAsync();
        _certificate?.Dispose();
        _folder.Dispose();
    }

    private async Task StartHubAsync(TimeProvider? clock)
    {
        Hub = await GatewayHub.StartAsync(Services, _folder.Path, clock, _more);
        _certificate ??= await Hub.AddProvinceAsync("38");
    }

    private async Task StopHubAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
            _node = null;
        }

        await Hub.DisposeAsync();
    }
}

/// <summary>A dossier as its node tells it, along its way.</summary>
internal static class DossierRecords
{
    private static readonly DateTimeOffset Submitted = new(2022, 10, 5, 8, 30, 0, TimeSpan.FromHours(7));

    private static readonly (string Verb, string Status, int Portal)[] Way =
    [
        ("dossier.submit", "AwaitingReception", 1), ("dossier.receive", "Received", 2), ("dossier.review", "Reviewed", 4),
        ("dossier.open-posting", "Posted", 4), ("dossier.number", "Issued", 9), ("dossier.hand-over", "HandedOver", 10),
    ];

    /// <param name="steps">How far it has come, 1 to 6; also its version.</param>
    public static Record Of(int number, int steps, ulong epoch = 1, string? code = null)
    {
        var state = new DossierState
        {
            Code = code ?? $"H56.12.03-221005-{number:0000}", ProcedureCode = "1.001776", ProcedureName = "Trợ cấp xã hội hàng tháng", Status = Way[steps - 1].Status,
            PortalStatus = Way[steps - 1].Portal, CommuneCode = "14758", OfficeName = "UBND phường Hàm Rồng", OwnerName = "Lê Thị Hòa", OwnerCitizenId = "038154000001",
            ApplicantName = "Lê Văn Con", ApplicantCitizenId = "038080000009", Channel = 2, SubmittedAtUnixMs = Submitted.ToUnixTimeMilliseconds(),
            ReceivedAtUnixMs = steps > 1 ? Submitted.AddHours(1).ToUnixTimeMilliseconds() : 0, DueOn = "2022-11-02",
        };
        state.Papers.Add(new DossierPaperState { Code = "9", Name = "Giấy xác nhận khuyết tật", Count = 2 });
        state.Steps.AddRange(Enumerable.Range(1, steps).Select(n => new DossierStepState
        {
            Number = n, Action = Way[n - 1].Verb, OfficeName = "UBND phường Hàm Rồng", ActorName = "Trần Thị Cán Bộ", ActorTitle = "Công chức",
            AtUnixMs = Submitted.AddHours(n - 1).ToUnixTimeMilliseconds(), PortalStatus = Way[n - 1].Portal, DueOn = "2022-10-07", Note = "Người này nhiễm HIV, xem hồ sơ",
        }));
        return new Record
        {
            Id = Records.Id(number), Epoch = epoch, Version = (ulong)steps, Kind = RecordKind.Dossier, TenantPath = "38.380.14758",
            RecordedAtUnixMs = Submitted.AddHours(steps).ToUnixTimeMilliseconds(), Dossier = state,
        };
    }
}
