using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Tests.Platform;
using Protos.PublicService;

namespace NationalHub.Tests.Gateways;

/// <summary>A filing that a node took and lost with a restore from its backup: the portal was told that it is taken, so nobody else has it.</summary>
public sealed class MailboxRestoredTests
{
    private const string Code = "H56.12.03-20221005-0000007";

    [Fact]
    public async Task Filing_TakenUnderAnEarlierEpoch_IsShownAgainWithItsPapersForSomeDays()
    {
        var clock = new JumpClock();
        await using var world = await PortalWorld.StartAsync(clock, ("MailboxMilliseconds", "20"));
        using var channel = world.Hub.Channel(world.Certificate);
        var node = new PublicServiceMailbox.PublicServiceMailboxClient(channel);
        await MailboxTests.FileAsync(world, Code);
        await MailboxTests.StateAsync(world, Code, FilingState.Waiting);
        Assert.Single((await node.PullAsync(new PullRequest { Most = 10, Epoch = 1 })).Filings);
        await node.SettleAsync(new SettleRequest { Code = Code, Accepted = true, Epoch = 1 });
        await GatewayHub.UntilAsync("the portal knows", async () => (await MailboxTests.RowAsync(world, Code))!.IsTold);

        // The same node, or one that does not tell its epoch, is shown nothing.
        Assert.Empty((await node.PullAsync(new PullRequest { Most = 10, Epoch = 1 })).Filings);
        Assert.Empty((await node.PullAsync(new PullRequest { Most = 10 })).Filings);
        var again = Assert.Single((await node.PullAsync(new PullRequest { Most = 10, Epoch = 2 })).Filings);
        Assert.NotEmpty(await MailboxTests.PaperAsync(node, Code, again.Papers.Single().Hash));
        await node.SettleAsync(new SettleRequest { Code = Code, Accepted = true, Epoch = 2 });
        Assert.Empty((await node.PullAsync(new PullRequest { Most = 10, Epoch = 2 })).Filings);
        // Restored once more, and it cannot be taken: the portal's word stands, and the operator reads why.
        Assert.Single((await node.PullAsync(new PullRequest { Most = 10, Epoch = 3 })).Filings);
        await node.SettleAsync(new SettleRequest { Code = Code, Accepted = false, Reason = "Mã đã dùng.", Epoch = 3 });
        var row = (await MailboxTests.RowAsync(world, Code))!;
        Assert.Equal((FilingState.Accepted, true), (row.State, row.Reason.EndsWith("không nhận lại được hồ sơ này: Mã đã dùng.", StringComparison.Ordinal)));
        Assert.Equal(1, JsonDocument.Parse(await world.Services.Client.GetStringAsync(new Uri("/quan-tri/ho-so-den/" + Code, UriKind.Relative))).RootElement.GetProperty("SoLanBao").GetInt32());

        clock.Jump(TimeSpan.FromDays(15));
        await GatewayHub.UntilAsync("nothing is kept", async () => (await MailboxTests.RowAsync(world, Code))!.Sealed.Length == 0);
        Assert.False(Directory.Exists(Path.Combine(world.Hub.Folder, "mailbox", Code)));
        Assert.Empty((await node.PullAsync(new PullRequest { Most = 10, Epoch = 4 })).Filings);
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Lost_UnderEitherProvider_Translates(string provider)
    {
        using var db = Providers.Open(provider);
        Assert.Contains("SELECT", MailboxDoor.Lost(db, "38", 2, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc)).OrderBy(f => f.NextAttemptAt).ThenBy(f => f.Code).Take(50).ToQueryString(), StringComparison.Ordinal);
    }
}
