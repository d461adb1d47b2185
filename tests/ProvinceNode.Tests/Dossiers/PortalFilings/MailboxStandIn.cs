using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Protos.PublicService;

namespace ProvinceNode.Tests.Dossiers.PortalFilings;

/// <summary>A hub's mailbox in memory: shows what is not settled, again and again.</summary>
internal sealed class MailboxStandIn : CallInvoker
{
    public List<Filing> Filings { get; } = [];

    /// <summary>By hash.</summary>
    public Dictionary<string, byte[]> Papers { get; } = new(StringComparer.Ordinal);

    /// <summary>First words by code.</summary>
    public Dictionary<string, SettleRequest> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>The word gets lost: the hub hears it and the node does not hear back, or neither.</summary>
    public bool LosesWords { get; set; }

    public bool LosesAnswers { get; set; }

    public int Downloads { get; private set; }

    /// <summary>Epoch that the node told when it last asked.</summary>
    public long Epoch { get; private set; }

    public FilingPaper Paper(string kind, string name, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Papers[hash] = content;
        return new FilingPaper { Kind = kind, FileName = name, Hash = hash, SourceId = name };
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(Task.FromResult((TResponse)Answer(request)), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        Downloads++;
        var content = Papers[((PaperRequest)(object)request).Hash];
        var half = content.Length / 2;
        PaperChunk[] chunks = [new() { Content = ByteString.CopyFrom(content, 0, half) }, new() { Content = ByteString.CopyFrom(content, half, content.Length - half) }];
        return new((IAsyncStreamReader<TResponse>)(object)new Reader(chunks), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private object Answer(object request)
    {
        switch (request)
        {
            case PullRequest pull:
                Epoch = pull.Epoch;
                var reply = new PullReply();
                reply.Filings.AddRange(Filings.Where(f => !Settled.ContainsKey(f.Code)).Take(pull.Most));
                return reply;
            case SettleRequest word when !LosesWords:
                Settled.TryAdd(word.Code, word);
                return LosesAnswers ? throw new RpcException(new Status(StatusCode.Unavailable, "lost")) : new SettleReply();
            default:
                throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        }
    }

    private sealed class Reader(IReadOnlyList<PaperChunk> chunks) : IAsyncStreamReader<PaperChunk>
    {
        private int _at = -1;

        public PaperChunk Current => chunks[_at];

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(++_at < chunks.Count);
    }
}
