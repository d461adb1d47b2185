using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Replication;

namespace ProvinceNode.Platform;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve, that is, its database answers. The hub being away is
/// told but does not make the node unready: a province works alone.
/// </summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan DatabaseLimit = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(NodeDb db, RelayStatus relay, CancellationToken cancel)
    {
        var good = await AnswersAsync(db, cancel);
        var report = new { status = good ? "ready" : "not-ready", database = good ? "ok" : "failed", relay = relay.Now.State.ToString() };
        return Results.Json(report, statusCode: good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersAsync(NodeDb db, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(DatabaseLimit);
        try
        {
            return await db.States.AnyAsync(limit.Token);
        }
        catch (DbException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
