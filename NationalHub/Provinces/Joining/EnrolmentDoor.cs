using Google.Protobuf;
using Grpc.Core;
using Protos.Enrolment;

namespace NationalHub.Provinces.Joining;

/// <summary>Where a node comes that has no certificate yet.</summary>
public sealed class EnrolmentDoor(EnrolNode enrol, CertificateAuthority authority) : NodeEnrolment.NodeEnrolmentBase
{
    public override Task<AuthorityAnswer> GetAuthority(AuthorityRequest request, ServerCallContext context) =>
        Task.FromResult(new AuthorityAnswer { Certificate = ByteString.CopyFrom(authority.Authority.RawData) });

    public override async Task<IssuedCertificate> Enrol(EnrolRequest request, ServerCallContext context)
    {
        var address = context.GetHttpContext().Connection.RemoteIpAddress?.ToString() ?? "";
        var answer = await enrol.HandleAsync(request.Secret.ToByteArray(), request.CertificateRequest.ToByteArray(), address, context.CancellationToken).ConfigureAwait(false);
        return answer.Certificate is { } certificate
            ? Issued(certificate)
            : throw new RpcException(new Status(StatusCode.PermissionDenied, answer.Refused!));
    }

    internal static IssuedCertificate Issued(NodeCertificate certificate) => new()
    {
        Certificate = ByteString.CopyFrom(certificate.Certificate),
        ProvinceCode = certificate.ProvinceCode,
        ProvinceName = ProvinceUnits.Find(certificate.ProvinceCode)?.Name ?? "",
    };
}
