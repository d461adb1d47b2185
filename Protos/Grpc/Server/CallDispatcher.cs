using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Runs the calls of one service and turns whatever comes of them into a status.</summary>
internal sealed class CallDispatcher<TService>(GrpcServiceOptions options, ILogger logger)
    where TService : class
{
    private static readonly ObjectFactory<TService> Create = ActivatorUtilities.CreateFactory<TService>([]);

    public RequestDelegate For(ServiceMethod<TService> method) => http => InvokeAsync(http, method);

    private async Task InvokeAsync(HttpContext http, ServiceMethod<TService> method)
    {
        if (!RequestChecks.Pass(http))
        {
            return;
        }

        LiftLimits(http);
        using var call = new ServerCall(http, method.Method, options);
        var running = RunAsync(call, method);
        if (call.DeadlineToken.CanBeCanceled && !running.IsCompleted)
        {
            var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (call.DeadlineToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), passed))
            {
                if (await Task.WhenAny(running, passed.Task).ConfigureAwait(false) != running)
                {
                    GrpcServerLog.DeadlineExceeded(logger, method.Method.FullName, call.Timeout ?? default);
                    await call.GiveUpAsync().ConfigureAwait(false);
                }
            }
        }

        await call.FinishAsync(await running.ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<Status> RunAsync(ServerCall call, ServiceMethod<TService> method)
    {
        try
        {
            await ServeAsync(call, method).ConfigureAwait(false);
            return call.DeadlinePassed ? Exceeded() : call.Status;
        }
        catch (RpcException e)
        {
            foreach (var entry in e.Trailers)
            {
                call.ResponseTrailers.Add(entry);
            }

            GrpcServerLog.Refused(logger, method.Method.FullName, e.StatusCode);
            return call.DeadlinePassed ? Exceeded() : e.Status;
        }
        catch (Exception) when (call.DeadlinePassed)
        {
            return Exceeded();
        }
        catch (Exception) when (call.Http.RequestAborted.IsCancellationRequested)
        {
            GrpcServerLog.CallerGone(logger, method.Method.FullName);
            return Status.DefaultCancelled;
        }
        catch (Exception e)
        {
            GrpcServerLog.Failed(logger, method.Method.FullName, e);
            return new Status(StatusCode.Unknown, options.EnableDetailedErrors == true
                ? $"Exception was thrown by handler. {e.GetType().Name}: {e.Message}"
                : "Exception was thrown by handler.");
        }
    }

    private static Status Exceeded() => new(StatusCode.DeadlineExceeded, "Deadline Exceeded");

    private static async Task ServeAsync(ServerCall call, ServiceMethod<TService> method)
    {
        var services = call.Http.RequestServices;
        if (services.GetService<TService>() is { } registered)
        {
            await method.Invoke(registered, call).ConfigureAwait(false);
            return;
        }

        var service = Create(services, []);
        try
        {
            await method.Invoke(service, call).ConfigureAwait(false);
        }
        finally
        {
            switch (service)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync().ConfigureAwait(false);
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }

    /// <summary>A stream has no natural size or pace: the per-message limit and the deadline guard it instead.</summary>
    private static void LiftLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
