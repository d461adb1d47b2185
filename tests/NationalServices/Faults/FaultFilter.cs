using NationalServices.Platform;

namespace NationalServices.Faults;

/// <summary>Strikes the requests of one service with the fault it is set to. Duplicate runs the endpoint twice and answers with the second answer.</summary>
internal sealed class FaultFilter(string service) : IEndpointFilter
{
    private static readonly object Key = new();

    /// <summary>The fault that met this request; endpoints ask it whether to lie or to record twice.</summary>
    public static FaultMode Of(HttpContext http) => http.Items[Key] is FaultMode mode ? mode : FaultMode.None;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var fault = http.RequestServices.GetRequiredService<FaultBoard>().Draw(service);
        http.Items[Key] = fault.Mode;
        if (fault.Mode == FaultMode.Duplicate)
        {
            http.Request.EnableBuffering();
            await next(context);
            http.Request.Body.Position = 0;
            return await next(context);
        }

        if (fault.Stage == FaultStage.After)
        {
            var answer = await next(context);
            return await StrikeAsync(http, fault) ?? answer;
        }

        return await StrikeAsync(http, fault) ?? await next(context);
    }

    /// <summary>Gives the answer that replaces the endpoint's, or null when the endpoint's stands.</summary>
    private static async Task<IResult?> StrikeAsync(HttpContext http, FaultSettings fault)
    {
        if (fault.Mode == FaultMode.Fail)
        {
            return Refusal.Because(StatusCodes.Status503ServiceUnavailable, "DICH_VU_GIAN_DOAN", "Dịch vụ đang gián đoạn. Hãy gửi lại sau.");
        }

        if (fault.Mode is not (FaultMode.Slow or FaultMode.Blackhole))
        {
            return null;
        }

        var wait = fault.Mode == FaultMode.Slow ? TimeSpan.FromMilliseconds(fault.DelayMs) : Timeout.InfiniteTimeSpan;
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        // A waiting request must not hold the host's stop for its whole grace.
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            await Task.Delay(wait, clock, end.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            http.Abort();
            return Results.Empty;
        }
    }
}
