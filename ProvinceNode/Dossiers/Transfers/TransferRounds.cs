using Grpc.Core;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Transfer;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>
/// Moves between provinces, every minute: posts what is numbered, takes back what was answered on paper, takes in what came, tells and takes answers. One that fails holds up no other; a hub
/// that is away holds up nobody's work.
/// </summary>
public sealed class TransferRounds(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<TransferRounds> log) : NodeJob(scopes, node, log)
{
    private const int AtOnce = 20;
    private const int MostRounds = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var hub = services.GetRequiredService<HubClient>();
        if (!services.GetRequiredService<TransferWay>().IsOpen)
        {
            return;
        }

        var (post, answers) = (services.GetRequiredService<PostTransfers>(), services.GetRequiredService<AnswerTransfers>());
        // Asked first: a hub that is away, or of the version before, leaves nothing in doubt.
        var away = await PullAsync(services, hub, cancel)
            || await EachAsync<AnswerTransfers>(await answers.RecallingAsync(cancel), (a, id) => a.RecallAsync(id, cancel), cancel)
            || await EachAsync<PostTransfers>(await post.WaitingAsync(cancel), (p, id) => p.HandleAsync(id, cancel), cancel)
            || await EachAsync<TakeTransfer>(await answers.UnconfirmedAsync(cancel), (t, id) => t.AcknowledgeAsync(id, cancel), cancel)
            || await EachAsync<AnswerTransfers>(await answers.OpenArrivalsAsync(cancel), (a, id) => a.AnswerAsync(id, cancel), cancel);
        if (!away)
        {
            await AskAsync(() => answers.LookAsync(cancel), cancel);
        }
    }

    // Each of a page leaves the mailbox, or the rest waits for the next run.
    private async Task<bool> PullAsync(IServiceProvider services, HubClient hub, CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds; round++)
        {
            PullReply? reply = null;
            var epoch = await services.GetRequiredService<TransferDesk>().EpochAsync(cancel);
            if (await AskAsync(async () => reply = await hub.Transfers().PullAsync(new PullRequest { Most = AtOnce, Epoch = epoch }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience, cancellationToken: cancel), cancel))
            {
                return true;
            }

            if (round == 0)
            {
                await services.GetRequiredService<AnswerTransfers>().AgainAsync(reply!.Open, cancel);
            }

            var (arrivals, answers) = (reply!.Arrivals.Where(a => seen.Add("in/" + a.TransferId)).ToList(), reply.Answers.Where(a => seen.Add("out/" + a.TransferId)).ToList());
            if (arrivals.Count + answers.Count == 0)
            {
                return false;
            }

            if (await EachAsync<TakeTransfer>(arrivals, (t, arrival) => t.HandleAsync(arrival, cancel), cancel) || await EachAsync<AnswerTransfers>(answers, (a, answer) => a.TakeAsync(answer, cancel), cancel))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>Whether the hub is away: the rest waits for the next run.</returns>
    private Task<bool> EachAsync<T>(List<Guid> ids, Func<T, Guid, Task> work, CancellationToken cancel)
        where T : notnull => EachAsync<T, Guid>(ids, work, cancel);

    private Task<bool> EachAsync<T>(List<Protos.Transfer.Transfer> sent, Func<T, Protos.Transfer.Transfer, Task> work, CancellationToken cancel)
        where T : notnull => EachAsync<T, Protos.Transfer.Transfer>(sent, work, cancel);

    private Task<bool> EachAsync<T>(List<TransferAnswer> sent, Func<T, TransferAnswer, Task> work, CancellationToken cancel)
        where T : notnull => EachAsync<T, TransferAnswer>(sent, work, cancel);

    private async Task<bool> EachAsync<T, TPiece>(List<TPiece> pieces, Func<T, TPiece, Task> work, CancellationToken cancel)
        where T : notnull
    {
        var away = false;
        foreach (var piece in pieces)
        {
            await PieceAsync(async s => away = await AskAsync(() => work(s.GetRequiredService<T>(), piece), cancel), cancel);
            if (away)
            {
                break;
            }
        }

        return away;
    }

    // A hub that is away, or of the version before, has nothing for us now. What it says of one object is no reason to leave the others.
    private static async Task<bool> AskAsync(Func<Task> call, CancellationToken cancel)
    {
        try
        {
            await call();
            return false;
        }
        catch (RpcException lost) when (!cancel.IsCancellationRequested && lost.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Unimplemented or StatusCode.Cancelled
            or StatusCode.Unauthenticated or StatusCode.PermissionDenied)
        {
            return true;
        }
    }
}

internal static partial class TransfersLog
{
    [LoggerMessage(LogLevel.Warning, "An answer to transfer {Transfer} waits at the hub, and this node knows no such transfer: was it restored from a backup?")]
    public static partial void Unknown(ILogger logger, string transfer);
}
