using Grpc.Core;
using Protos.Identity;

namespace ProvinceNode.Tests.Dossiers.LookUp;

/// <summary>A hub that knows one citizen, in memory.</summary>
internal sealed class LookUpStandIn : CallInvoker
{
    public static LookupReply Citizen => new()
    {
        Outcome = VerifyOutcome.NotMatched, AnswerId = "TL00000007",
        Citizen = new CitizenRecord
        {
            PersonalNumber = "038082000102", OldNumber = "171234567", FullName = "NGUYỄN VĂN THUỶ", BirthDate = "1982-03-16", Sex = 1, EthnicCode = "06", MaritalStatus = "1",
            Permanent = new CitizenAddress { ProvinceCode = "38", DistrictCode = "400", CommuneCode = "16063", Detail = "Thôn Hoa Phú" },
            Father = new CitizenRelative { FullName = "NGUYỄN VĂN HÙNG", PersonalNumber = "038050001234" },
            HouseholdHead = new CitizenRelative { Relation = "Con", FullName = "NGUYỄN VĂN HÙNG", PersonalNumber = "038050001234" },
        },
    };

    public LookupReply Reply { get; set; } = Citizen;

    /// <summary>Thrown instead of an answer.</summary>
    public Status? Refusal { get; set; }

    public List<LookupRequest> Asked { get; } = [];

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(AnswerAsync<TResponse>(request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private Task<TResponse> AnswerAsync<TResponse>(object request)
    {
        if (Refusal is { } refusal || request is not LookupRequest asked)
        {
            return Task.FromException<TResponse>(new RpcException(Refusal ?? new Status(StatusCode.Unavailable, "away")));
        }

        Asked.Add(asked);
        return Task.FromResult((TResponse)(object)Reply.Clone());
    }
}
