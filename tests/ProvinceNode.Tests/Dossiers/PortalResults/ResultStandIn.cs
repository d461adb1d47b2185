using Grpc.Core;
using Protos.PublicService;

namespace ProvinceNode.Tests.Dossiers.PortalResults;

/// <summary>A hub's door for result papers, in memory.</summary>
internal sealed class ResultStandIn : CallInvoker
{
    /// <summary>Every paper that came whole, in order.</summary>
    public List<(ResultHead Head, byte[] Content)> Came { get; } = [];

    /// <summary>Papers that the portal lost.</summary>
    public List<string> Wanted { get; } = [];

    /// <summary>Papers that are the result no more, as often as it is told.</summary>
    public List<string> Withdrawn { get; } = [];

    public bool Away { get; set; }

    /// <summary>It takes the paper and the answer gets lost.</summary>
    public bool LosesAnswers { get; set; }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        return new(Away ? Task.FromException<TResponse>(Unavailable()) : Task.FromResult((TResponse)Answer(request)), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var writer = new Writer();
        return new((IClientStreamWriter<TRequest>)(object)writer, AnswerAsync<TResponse>(writer), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private object Answer(object request)
    {
        if (request is WithdrawResultRequest { PaperId: var id })
        {
            Withdrawn.Add(id);
            Wanted.Remove(id);
            return new WithdrawResultReply();
        }

        var reply = new WantedReply();
        reply.PaperIds.AddRange(Wanted);
        return reply;
    }

    private static RpcException Unavailable() => new(new Status(StatusCode.Unavailable, "away"));

    private async Task<TResponse> AnswerAsync<TResponse>(Writer writer)
    {
        var chunks = await writer.Done.Task;
        var head = chunks[0].Head;
        Came.Add((head, [.. chunks.Skip(1).SelectMany(c => c.Content)]));
        Wanted.Remove(head.PaperId);
        return LosesAnswers ? throw Unavailable() : (TResponse)(object)new ResultReply();
    }

    private sealed class Writer : IClientStreamWriter<ResultChunk>
    {
        private readonly List<ResultChunk> _chunks = [];

        public TaskCompletionSource<List<ResultChunk>> Done { get; } = new();

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ResultChunk message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(ResultChunk message, CancellationToken cancellationToken)
        {
            _chunks.Add(message);
            return Task.CompletedTask;
        }

        public Task CompleteAsync()
        {
            Done.SetResult(_chunks);
            return Task.CompletedTask;
        }
    }
}
