using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One method of a service, ready to be mapped.</summary>
internal sealed record ServiceMethod<TService>(IMethod Method, MethodInfo Handler, Func<TService, ServerCall, Task> Invoke);

/// <summary>
/// Collects a service's methods from the generated binder, which is asked with no instance: the handlers are bound to the
/// class, so that each call gets an instance of its own.
/// </summary>
internal sealed class ServiceMethods<TService> : ServiceBinderBase
    where TService : class
{
    private readonly List<ServiceMethod<TService>> found = [];

    private delegate Task<TResponse> Unary<TRequest, TResponse>(TService service, TRequest request, ServerCallContext context);

    private delegate Task<TResponse> FromClient<TRequest, TResponse>(TService service, IAsyncStreamReader<TRequest> requests, ServerCallContext context);

    private delegate Task ToClient<TRequest, TResponse>(TService service, TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    private delegate Task Duplex<TRequest, TResponse>(TService service, IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    /// <exception cref="InvalidOperationException">The class does not derive from a generated service base.</exception>
    public static IReadOnlyList<ServiceMethod<TService>> Find()
    {
        var attribute = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?? throw new InvalidOperationException($"'{typeof(TService)}' does not derive from a generated gRPC service.");
        var bind = attribute.BindType
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Single(m => m.Name == attribute.BindMethodName && m.GetParameters() is [{ ParameterType: var first }, _] && first == typeof(ServiceBinderBase));
        var binder = new ServiceMethods<TService>();
        bind.Invoke(null, [binder, null]);
        return binder.found;
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var info = Handler(method, typeof(TRequest), typeof(ServerCallContext));
        var invoke = info.CreateDelegate<Unary<TRequest, TResponse>>();
        found.Add(new(method, info, async (service, call) =>
        {
            var request = await call.ReadSingleAsync(method.RequestMarshaller).ConfigureAwait(false);
            await AnswerAsync(call, method, await invoke(service, request, call).ConfigureAwait(false)).ConfigureAwait(false);
        }));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = Handler(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoke = info.CreateDelegate<FromClient<TRequest, TResponse>>();
        found.Add(new(method, info, async (service, call) =>
        {
            var requests = new RequestStream<TRequest>(call, method.RequestMarshaller);
            await AnswerAsync(call, method, await invoke(service, requests, call).ConfigureAwait(false)).ConfigureAwait(false);
        }));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = Handler(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = info.CreateDelegate<ToClient<TRequest, TResponse>>();
        found.Add(new(method, info, async (service, call) =>
        {
            var request = await call.ReadSingleAsync(method.RequestMarshaller).ConfigureAwait(false);
            await invoke(service, request, new ResponseStream<TResponse>(call, method.ResponseMarshaller), call).ConfigureAwait(false);
        }));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = Handler(method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = info.CreateDelegate<Duplex<TRequest, TResponse>>();
        found.Add(new(method, info, (service, call) => invoke(
            service,
            new RequestStream<TRequest>(call, method.RequestMarshaller),
            new ResponseStream<TResponse>(call, method.ResponseMarshaller),
            call)));
    }

    private static MethodInfo Handler(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, binder: null, parameters, modifiers: null)
        ?? throw new InvalidOperationException($"Could not find '{method.Name}' on {typeof(TService)}.");

    private static Task AnswerAsync<TRequest, TResponse>(ServerCall call, Method<TRequest, TResponse> method, TResponse? response)
        where TRequest : class
        where TResponse : class
    {
        if (call.Status.StatusCode != StatusCode.OK)
        {
            return Task.CompletedTask;
        }

        if (response is null)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        }

        // Held back so that the message and the trailers leave together; a large one goes out at once.
        return call.WriteAsync(method.ResponseMarshaller, response, WriteFlags.BufferHint | (call.WriteOptions?.Flags ?? default), CancellationToken.None);
    }
}
