using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Enrolment;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>Asks the hub over the node's own certificate how it sees this node.</summary>
public sealed class LinkTest(NodeDb db, HubClient hub)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly string NodeVersion = typeof(LinkTest).Assembly.GetName().Version?.ToString() ?? "";

    /// <exception cref="RpcException">The hub is not reached, or refuses.</exception>
    public Task<LinkAnswer> AskAsync(CancellationToken cancel) => AskAsync(false, cancel);

    /// <param name="gates">The gates before the next stage and the weeks are told too.</param>
    /// <exception cref="RpcException">The hub is not reached, or refuses.</exception>
    public async Task<LinkAnswer> AskAsync(bool gates, CancellationToken cancel)
    {
        var epoch = await db.States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel);
        var now = TimeProvider.System.GetUtcNow();
        var request = new LinkRequest { NodeVersion = NodeVersion, Protocol = MessageFormat.Newest, Epoch = (ulong)epoch, NodeTimeUnixMs = now.ToUnixTimeMilliseconds(), Gates = gates };
        return await Client().CheckAsync(request, deadline: now.UtcDateTime + Deadline, cancellationToken: cancel);
    }

    internal NodeLink.NodeLinkClient Client() => hub.Link();
}
