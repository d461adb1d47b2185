using Grpc.Core;
using NationalHub.Provinces;
using Protos.Identity;

namespace NationalHub.Gateways.Population;

/// <summary>The door nodes ask through; the province is that of the client certificate.</summary>
public sealed class IdentityDoor(VerifyCitizen verify, VerifyMany many, LookUpCitizen lookUp) : IdentityGateway.IdentityGatewayBase
{
    public override Task<VerifyCitizenReply> Verify(VerifyCitizenRequest request, ServerCallContext context) =>
        verify.HandleAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken);

    public override Task<VerifyManyReply> VerifyMany(VerifyManyRequest request, ServerCallContext context) =>
        many.HandleAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken);

    public override Task<LookupReply> Lookup(LookupRequest request, ServerCallContext context) =>
        lookUp.HandleAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken);
}
