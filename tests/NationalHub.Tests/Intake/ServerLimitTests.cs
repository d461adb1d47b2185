using Microsoft.EntityFrameworkCore;
using NationalHub.Intake;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>Pushes that SQL Server would not take as SQLite does.</summary>
public sealed class ServerLimitTests : IAsyncLifetime
{
    private static readonly string A = Records.Id(1);
    private HubHost _hub = null!;
    private Pusher _node = null!;
    private System.Security.Cryptography.X509Certificates.X509Certificate2 _certificate = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _certificate = await _hub.AddProvinceAsync("38");
        _node = new Pusher(_hub, _certificate);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    /// <summary>More than one statement of SQL Server takes (see ServerConduct).</summary>
    [Fact]
    public async Task Thousands_ErasedAndSentAgainInOneBatch_StayErased()
    {
        const int Many = 2_300;
        await _node.PushAsync(1, [.. Enumerable.Range(1, Many).Select(i => Records.Tombstone(Records.Id(i), 2))]);

        var result = await _node.PushAsync(1, [.. Enumerable.Range(1, Many).Select(i => Records.Person(Records.Id(i), 3))]);

        Assert.Equal(Many, result.Refusals.Count);
        Assert.Equal(Many, await _hub.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters().CountAsync(b => b.Deleted)));
    }

    [Fact]
    public async Task Code_WithVietnameseLetters_IsRefusedInWordsAndACertificatesNumberIsKept()
    {
        var odd = Records.Person(A, 1);
        odd.Beneficiary.Code = "ĐT-000001";
        var certificate = new Record
        {
            Id = Records.Id(7), Epoch = 1, Version = 1, Kind = RecordKind.Certificate, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000,
            Certificate = new DisabilityCertificateState { Number = "12/GXNKT-Đ", FullName = "Nguyễn Thị Thủy", Degree = "Severe", State = "Active", CommuneCode = "14758", DisabilityTypes = "1", IssuedOn = "2020-01-02" },
        };

        var result = await _node.PushAsync(1, odd, certificate);

        var refusal = Assert.Single(result.Refusals);
        Assert.Equal((A, RefusalCodes.TextBad), (refusal.Id, refusal.Code));
        Assert.Contains("Code", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal("12/GXNKT-Đ", await _hub.WithDbAsync(db => db.DisabilityCertificates.Select(c => c.Number).SingleAsync()));
    }
}
