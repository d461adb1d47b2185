using EndToEnd.Tests.Processes;
using ProvinceNode.Organization;
using TestSupport;

namespace EndToEnd.Tests.Faults;

/// <summary>kill -9 of node and hub in a loop during the flow: what was acknowledged stays, and both sides end equal.</summary>
[Collection(Alone.Name)]
public sealed class KillTests
{
    private const int Rounds = 6;
    private const int DossiersARound = 3;
    private const string NodeDossiers = "SELECT Id, Epoch, Version FROM Dossiers";
    private const string HubDossiers = "SELECT Id, Epoch, Version FROM Dossiers WHERE ProvinceCode = '38'";

    [Fact]
    public async Task KillLoop_DuringTheFlow_LosesNothingAcknowledgedAndEndsEqual()
    {
        await using var federation = new RealProcesses();
        await federation.StartHubAsync();
        var accounts = await federation.AddNodeAsync("38", "2022-10-05", "16063");
        var desk = new DeskClient(federation.Node("38"), accounts.Single(a => a.Role == Roles.Desk && a.Office == "38.400.16063"));
        var acknowledged = new List<string>();

        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < DossiersARound; i++)
            {
                acknowledged.Add(await desk.EnterAsync((round * DossiersARound) + i));
            }

            // The next request is on its way when the power goes; nobody was told it succeeded, so either end is right.
            var (victim, last) = (round % 2 == 0 ? "node-38" : "hub", Rounds * DossiersARound);
            var inFlight = desk.EnterAsync(last + round);
            await federation.KillAsync(victim);
            await (round % 2 == 0 ? federation.StartNodeAsync("38") : federation.StartHubAsync());
            try
            {
                acknowledged.Add(await inFlight);
            }
            catch (HttpRequestException)
            {
                // Not acknowledged.
            }
        }

        using var hub = new HubReader(federation);
        // Background checks still raise versions for a while: both sides are read again until they agree and nothing waits.
        await hub.UntilAsync("Provinces?$top=1", _ =>
            DatabaseFile.Rows(federation.NodeDatabase("38"), "SELECT RecordId, Epoch, Version FROM Outbox").Count == 0
            && DatabaseFile.Rows(federation.NodeDatabase("38"), NodeDossiers).SetEquals(DatabaseFile.Rows(federation.HubDatabase, HubDossiers)));
        var codes = DatabaseFile.Rows(federation.HubDatabase, "SELECT Code, 0, 0 FROM Dossiers");
        Assert.All(acknowledged, code => Assert.Contains($"{code.ToLowerInvariant()} 0 0", codes));
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
    }
}
