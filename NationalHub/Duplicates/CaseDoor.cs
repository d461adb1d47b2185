using Grpc.Core;
using NationalHub.Provinces;
using Protos.Duplicates;

namespace NationalHub.Duplicates;

/// <summary>The door through which a node learns of the cases of its own people and says its word; another province's cases are not there.</summary>
public sealed class CaseDoor(ReadCases read, SayWord say) : AcrossProvinces.AcrossProvincesBase
{
    public override Task<CasesReply> Pull(CasesRequest request, ServerCallContext context) => read.HandleAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken);

    public override async Task<SayReply> Say(SayRequest request, ServerCallContext context)
    {
        var taken = await say.HandleAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken).ConfigureAwait(false);
        return taken.Fault.Length == 0 ? new SayReply { State = taken.State.ToString() }
            : throw new RpcException(new Status(taken.NotFound ? StatusCode.NotFound : StatusCode.FailedPrecondition, taken.Fault));
    }
}
