using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Portal;
using NationalHub.Tests.Platform;

namespace NationalHub.Tests.Gateways;

/// <summary>The operator's page of both sides.</summary>
public sealed class LedgerPageTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.StartAsync();
        _client = OperatorClient.Stranger(_world.Hub);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Page_WithoutSignIn_ShowsNothing()
    {
        await _world.PushAsync(DossierRecords.Of(1, 2));
        await _world.UntilAsync(DossierRecords.Of(1, 2), PortalState.Sent);

        var page = await _client.GetStringAsync(new Uri("/cong-dvc", UriKind.Relative));

        Assert.Contains("Đăng nhập trục quốc gia", page, StringComparison.Ordinal);
        Assert.DoesNotContain("H56.12.03", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTheOperator_HasTheStuckFirstWithReasonAndNamesNobody()
    {
        await _client.SignInAsync(_world.Hub);
        await _world.PushAsync(DossierRecords.Of(1, 2), DossierRecords.Of(2, 2, code: "khong-phai-ma"));
        await _world.UntilAsync(DossierRecords.Of(1, 2), PortalState.Sent);
        await _world.UntilAsync(DossierRecords.Of(2, 2), PortalState.Stuck);

        var page = WebUtility.HtmlDecode(await _client.GetStringAsync(new Uri("/cong-dvc", UriKind.Relative)));

        Assert.True(page.IndexOf("khong-phai-ma", StringComparison.Ordinal) < page.IndexOf("H56.12.03-221005-0001", StringComparison.Ordinal));
        Assert.Contains("MaHoSo phải có dạng", page, StringComparison.Ordinal);
        Assert.Contains("2 Được tiếp nhận", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hòa", page, StringComparison.Ordinal);
        Assert.DoesNotContain("HIV", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Button_OnAStuckDossier_SendsItAgain()
    {
        await _client.SignInAsync(_world.Hub);
        var record = DossierRecords.Of(1, 2);
        await _world.PushAsync(record);
        await _world.UntilAsync(record, PortalState.Sent);
        await _world.Hub.WithDbAsync(db => db.PortalLedger.ExecuteUpdateAsync(set => set
            .SetProperty(e => e.State, PortalState.Stuck).SetProperty(e => e.HeldStatus, 0).SetProperty(e => e.Attempts, 7).SetProperty(e => e.Reason, "Cổng từ chối.")));
        var form = new Dictionary<string, string> { ["province"] = "38", ["dossier"] = record.Id };

        using var bare = await _client.PostAsync(new Uri("/cong-dvc?handler=Again", UriKind.Relative), new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        form["__RequestVerificationToken"] = OperatorClient.Token(await _client.GetStringAsync(new Uri("/cong-dvc", UriKind.Relative)));
        using var answer = await _client.PostAsync(new Uri("/cong-dvc?handler=Again", UriKind.Relative), new FormUrlEncodedContent(form));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await _world.AssertEqualAsync(record);
        Assert.Equal((0, ""), (await _world.EntryAsync(record)) is { } e ? (e.Attempts, e.Reason) : default);
    }

    [Fact]
    public async Task Button_OnADossierThatIsNotThere_IsNotFound()
    {
        await _client.SignInAsync(_world.Hub);
        var form = new Dictionary<string, string>
        {
            ["province"] = "38", ["dossier"] = "none", ["__RequestVerificationToken"] = OperatorClient.Token(await _client.GetStringAsync(new Uri("/cong-dvc", UriKind.Relative))),
        };

        using var answer = await _client.PostAsync(new Uri("/cong-dvc?handler=Again", UriKind.Relative), new FormUrlEncodedContent(form));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Counts_ForMonitoring_AreGivenWithoutSignIn()
    {
        await _world.PushAsync(DossierRecords.Of(1, 2), DossierRecords.Of(2, 2, code: "khong-phai-ma"));
        await _world.UntilAsync(DossierRecords.Of(1, 2), PortalState.Sent);
        await _world.UntilAsync(DossierRecords.Of(2, 2), PortalState.Stuck);

        var counts = JsonDocument.Parse(await _client.GetStringAsync(new Uri("/cong-dvc/so-lieu", UriKind.Relative))).RootElement;

        Assert.Equal((1, 1, 2), (counts.GetProperty("stuck").GetInt32(), counts.GetProperty("sent").GetInt32(), counts.GetProperty("total").GetInt32()));
    }
}
