using EndToEnd.Tests.Processes;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Faults;

/// <summary>Backups put back on either side of real processes that were killed (reliability.md, Replication 1, 4, 5).</summary>
[Collection(Alone.Name)]
public sealed class RestoreTests
{
    private const string NodeDossiers = "SELECT Id, Epoch, Version FROM Dossiers";
    private const string HubDossiers = "SELECT Id, Epoch, Version FROM Dossiers WHERE ProvinceCode = '38'";

    [Fact]
    public async Task Backups_PutBackOnEitherSide_AreNoticedAndRepaired()
    {
        await using var federation = new RealProcesses();
        await federation.StartHubAsync();
        var accounts = await federation.AddNodeAsync("38", "2022-10-05", "16063");
        var desk = new DeskClient(federation.Node("38"), accounts.Single(a => a.Role == Roles.Desk && a.Office == "38.400.16063"));
        var kept = await desk.EnterAsync(1);
        await EqualAsync(federation);

        // The hub goes back: the node notices and sends again, nobody does anything.
        await federation.KillAsync("hub");
        var backup = DatabaseFile.Copy(federation.HubDatabase);
        await federation.StartHubAsync();
        var lost = await desk.EnterAsync(2);
        await EqualAsync(federation);
        await federation.KillAsync("hub");
        DatabaseFile.PutBack(backup, federation.HubDatabase);
        Assert.DoesNotContain($"{lost.ToLowerInvariant()} 0 0", DatabaseFile.Rows(federation.HubDatabase, "SELECT Code, 0, 0 FROM Dossiers"));
        await federation.StartHubAsync();
        await EqualAsync(federation);
        Assert.Contains("hubwentback 0 0", DatabaseFile.Rows(federation.HubDatabase, "SELECT Kind, 0, 0 FROM SecurityEvents"));

        // The node goes back: it is fenced until one command, which tells what only the hub still has.
        await federation.KillAsync("node-38");
        backup = DatabaseFile.Copy(federation.NodeDatabase("38"));
        await federation.StartNodeAsync("38");
        var only = await desk.EnterAsync(3);
        await EqualAsync(federation);
        await federation.KillAsync("node-38");
        DatabaseFile.PutBack(backup, federation.NodeDatabase("38"));
        await federation.StartNodeAsync("38");
        await RealProcesses.UntilAsync(new Uri(federation.Node("38"), "health/ready"), "\"relay\":\"Fenced\"");
        var words = await federation.RunNodeAsync("38", "replication", "repair");
        Assert.Contains("/dong-bo", words, StringComparison.Ordinal);
        var after = await desk.EnterAsync(4);
        await EqualAsync(federation, only);

        await AssertNamedAsync(federation);
        await EqualAsync(federation, only);

        var codes = DatabaseFile.Rows(federation.HubDatabase, "SELECT Code, 0, 0 FROM Dossiers");
        Assert.All([kept, lost, only, after], code => Assert.Contains($"{code.ToLowerInvariant()} 0 0", codes));
        Assert.Contains($"{only.ToLowerInvariant()} 0 0", DatabaseFile.Rows(federation.NodeDatabase("38"), "SELECT Label, 0, 0 FROM RepairFindings"));
    }

    // The certificate of the next night names what only the hub has, and erases nothing of it.
    private static async Task AssertNamedAsync(RealProcesses federation)
    {
        var named = await Assert.ThrowsAsync<InvalidOperationException>(() => federation.RunNodeAsync("38", "replication", "certificate"));
        Assert.Contains("exit 3", named.Message, StringComparison.Ordinal);
        Assert.Contains("/dong-bo/chung-nhan", named.Message, StringComparison.Ordinal);
    }

    // Both sides have the same dossiers at the same versions, but for those that only the hub has.
    private static async Task EqualAsync(RealProcesses federation, string only = "-")
    {
        using var hub = new HubReader(federation);
        await hub.UntilAsync("Provinces?$top=1", _ =>
            DatabaseFile.Rows(federation.NodeDatabase("38"), "SELECT RecordId, Epoch, Version FROM Outbox").Count == 0
            && DatabaseFile.Rows(federation.NodeDatabase("38"), NodeDossiers).SetEquals(DatabaseFile.Rows(federation.HubDatabase, $"{HubDossiers} AND Code <> '{only}'")));
    }
}
