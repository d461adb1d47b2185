using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces.Gates;
using Protos.Enrolment;
using Protos.Values;

namespace NationalHub.Provinces.Joining;

/// <summary>What a node with a certificate asks about itself.</summary>
public sealed class LinkDoor(HubDb db, RenewCertificate renew, TakeReport take, TellGates gates, CertificateAuthority authority, VietnamTime time) : NodeLink.NodeLinkBase
{
    private static readonly string HubVersion = typeof(LinkDoor).Assembly.GetName().Version?.ToString() ?? "";

    public override async Task<LinkAnswer> Check(LinkRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        var province = await db.Provinces.SingleAsync(p => p.Code == caller.ProvinceCode, context.CancellationToken).ConfigureAwait(false);
        var until = await db.NodeCertificates.Where(c => c.Thumbprint == caller.Thumbprint).Select(c => c.NotAfter).SingleAsync(context.CancellationToken).ConfigureAwait(false);
        var position = await db.Positions.AsNoTracking().FirstOrDefaultAsync(p => p.ProvinceCode == caller.ProvinceCode, context.CancellationToken).ConfigureAwait(false);
        if (province.Stage == ProvinceStage.Invited)
        {
            // Both sides have heard each other: the node may be tried out.
            province.Stage = ProvinceStage.Testing;
            db.Add(new StageChange { ProvinceCode = province.Code, From = ProvinceStage.Invited, To = ProvinceStage.Testing, By = "nút tỉnh", At = time.UtcNow, Why = "Nút đã ghi danh và gọi được trục bằng chứng thư của mình." });
            await db.SaveChangesAsync(context.CancellationToken).ConfigureAwait(false);
        }

        var answer = new LinkAnswer
        {
            ProvinceCode = province.Code, ProvinceName = province.Name, Stage = province.Stage.ToString(), HubVersion = HubVersion, HubTimeUnixMs = Unix(time.UtcNow),
            CertificateUntilUnixMs = Unix(until), Protocol = MessageFormat.Newest, Epoch = (ulong)(position?.Epoch ?? 0), LastPushUnixMs = position?.LastPushAt is { } at ? Unix(at) : 0,
        };
        if (request.Gates)
        {
            await gates.AddAsync(answer, province, context.CancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    public override async Task<IssuedCertificate> Renew(RenewRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        return await renew.HandleAsync(caller, request.CertificateRequest.ToByteArray(), context.CancellationToken).ConfigureAwait(false) is { } certificate
            ? EnrolmentDoor.Issued(certificate)
            : throw new RpcException(new Status(StatusCode.InvalidArgument, "Yêu cầu cấp chứng thư không đọc được hoặc khóa quá yếu. Hãy nâng cấp nút tỉnh."));
    }

    public override async Task<StandingAnswer> Report(StandingReport request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        await take.HandleAsync(caller.ProvinceCode, request, context.CancellationToken).ConfigureAwait(false);
        var stage = await db.Provinces.Where(p => p.Code == caller.ProvinceCode).Select(p => p.Stage).SingleAsync(context.CancellationToken).ConfigureAwait(false);
        var answer = new StandingAnswer { Stage = stage.ToString() };
        answer.Authorities.AddRange(authority.Trusted.Select(a => ByteString.CopyFrom(a.RawData)));
        return answer;
    }

    private static long Unix(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();
}
