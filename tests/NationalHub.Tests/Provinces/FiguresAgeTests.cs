using NationalHub.Provinces;
using NationalHub.Tests.Intake;
using NationalHub.Tests.Platform;
using Protos.Replication;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>The cockpit says how old a province's figures are, not when its node last called.</summary>
public sealed class FiguresAgeTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 3, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(null, null, "○ chưa đẩy lần nào")]
    [InlineData(1, null, "◆ chưa đủ số liệu lần nào")]
    [InlineData(1, 1, "● mới")]
    [InlineData(1, 40, "◆ chậm 40 phút")]
    [InlineData(1, 200, "◆ chậm 3 giờ")]
    [InlineData(1, 3000, "▲ cũ 2 ngày")]
    public void Badge_OfAProvince_IsTheAgeOfItsFigures(int? called, int? complete, string words) =>
        Assert.Equal(words, OverviewModel.State(called is { } c ? Now.AddMinutes(-c) : null, complete is { } f ? Now.AddMinutes(-f) : null, Now).Words);

    // It calls now, and the half of its records waits there.
    [Fact]
    public async Task Cockpit_OfANodeThatCallsWhileRecordsWait_DoesNotCallItFresh()
    {
        await using var hub = await HubHost.StartAsync();
        using var certificate = await hub.AddProvinceAsync("38");
        await using var node = new Pusher(hub, certificate);
        await node.SendAsync(new PushBatch { Epoch = 1, Protocol = 1, NodeVersion = "test", ActChainHead = "a", ActChainLength = 1, Waiting = 1200, Refused = 3 });
        using var client = OperatorClient.Stranger(hub);
        await client.SignInAsync(hub);

        var waiting = await client.PageAsync("/");
        Assert.DoesNotContain("● mới", waiting, StringComparison.Ordinal);
        Assert.Contains("0 tỉnh có số liệu đủ", waiting, StringComparison.Ordinal);
        Assert.Contains("còn 1.200 bản ghi chờ gửi, 3 bản ghi bị từ chối", waiting, StringComparison.Ordinal);

        await node.PushAsync(1);
        var whole = await client.PageAsync("/");
        Assert.Contains("● mới", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("bản ghi chờ gửi", whole, StringComparison.Ordinal);
    }
}
