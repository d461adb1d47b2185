using Grpc.Core;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers.Reverify;

/// <summary>A hub that knows a few citizens, in memory; of this version or of the one before.</summary>
internal sealed class PopulationStandIn : CallInvoker
{
    /// <summary>Number → name, birth, sex, day of death.</summary>
    public Dictionary<string, (string Name, string Birth, int Sex, string Died)> People { get; } = new(StringComparer.Ordinal);

    /// <summary>Old card → number.</summary>
    public Dictionary<string, string> OldCards { get; } = new(StringComparer.Ordinal);

    public bool Away { get; set; }

    /// <summary>Knows no VerifyMany.</summary>
    public bool Older { get; set; }

    public int Quota { get; set; } = int.MaxValue;

    /// <summary>Every question that was answered, in order; with what it was asked for.</summary>
    public List<(string Id, string Number, string Purpose, string Official)> Asked { get; } = [];

    public Func<Task>? BeforeAnswer { get; set; }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(AnswerAsync<TResponse>(request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private async Task<TResponse> AnswerAsync<TResponse>(object request)
    {
        if (BeforeAnswer is not null)
        {
            await BeforeAnswer();
        }

        if (Away)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        }

        object reply = request switch
        {
            VerifyManyRequest when Older => throw new RpcException(new Status(StatusCode.Unimplemented, "unknown method")),
            VerifyManyRequest many => Many(many),
            VerifyCitizenRequest q => Answer(q.RequestId, q.Number, q.FullName, q.BirthDate, q.Sex, q.Purpose, q.Official),
            _ => throw new NotSupportedException(),
        };
        return (TResponse)reply;
    }

    private VerifyManyReply Many(VerifyManyRequest many)
    {
        var reply = new VerifyManyReply();
        foreach (var q in many.Questions)
        {
            var over = Asked.Count >= Quota;
            reply.Answers.Add(over ? new CitizenAnswer { RequestId = q.RequestId, Refusal = AnswerRefusal.OverQuota }
                : new CitizenAnswer { RequestId = q.RequestId, Reply = Answer(q.RequestId, q.Number, q.FullName, q.BirthDate, q.Sex, many.Purpose, many.Official) });
        }

        return reply;
    }

    private VerifyCitizenReply Answer(string id, string number, string name, string birth, int sex, string purpose, string official)
    {
        Asked.Add((id, number, purpose, official));
        var reply = new VerifyCitizenReply { AnswerId = $"TL{Asked.Count:0000}", Outcome = VerifyOutcome.NotFound };
        if (!People.TryGetValue(OldCards.GetValueOrDefault(number, number), out var known))
        {
            return reply;
        }

        var fields = new[]
        {
            new FieldAnswer { Field = "full_name", Matches = VietnameseText.NameKey(name) == VietnameseText.NameKey(known.Name), OfficialValue = known.Name.ToUpperInvariant() },
            new FieldAnswer { Field = "birth_date", Matches = known.Birth.StartsWith(birth, StringComparison.Ordinal) || birth.StartsWith(known.Birth, StringComparison.Ordinal), OfficialValue = known.Birth },
            new FieldAnswer { Field = "sex", Matches = sex == known.Sex, OfficialValue = $"{known.Sex}" },
        };
        reply.Fields.AddRange(fields);
        (reply.Outcome, reply.DeathDate) = (fields.All(f => f.Matches) ? VerifyOutcome.Matched : VerifyOutcome.NotMatched, known.Died);
        reply.PersonalNumber = reply.Outcome == VerifyOutcome.Matched ? OldCards.GetValueOrDefault(number, number) : "";
        return reply;
    }
}
