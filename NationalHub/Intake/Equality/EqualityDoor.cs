using Google.Protobuf;
using Grpc.Core;
using NationalHub.Provinces;
using Protos.Equality;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake.Equality;

/// <summary>The door through which nodes compare. It reads and signs; it changes no record.</summary>
public sealed class EqualityDoor(HubRows rows, EqualityRuns runs, SignCertificate sign) : EqualityIntake.EqualityIntakeBase
{
    private const int MostIds = 1000;
    private const int Page = 1000;

    public override async Task<DigestsAnswer> Digests(DigestsRequest request, ServerCallContext context)
    {
        var province = NodeCaller.Of(context.GetHttpContext()).ProvinceCode;
        Demand(request.Kind);
        var run = runs.Of(province, RunId(request.RunId));
        var sums = new SortedDictionary<string, StateSums>(StringComparer.Ordinal);
        await foreach (var row in rows.ReadAsync(province, request.Kind, null, context.CancellationToken).ConfigureAwait(false))
        {
            if (!sums.TryGetValue(row.Path, out var path))
            {
                sums.Add(row.Path, path = new StateSums());
            }

            path.Add(row.Id, row.Item);
        }

        run.Kinds[request.Kind] = sums.ToDictionary(s => s.Key, s => (s.Value.Records, s.Value.Total), StringComparer.Ordinal);
        var answer = new DigestsAnswer();
        answer.Paths.AddRange(sums.Select(s => new PathSums { TenantPath = s.Key, Records = s.Value.Records, Buckets = ByteString.CopyFrom(s.Value.ToBytes()) }));
        return answer;
    }

    public override async Task Rows(RowsRequest request, IServerStreamWriter<RowsPage> responseStream, ServerCallContext context)
    {
        Demand(request.Kind);
        var page = new RowsPage();
        await foreach (var row in rows.ReadAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request.Kind, [.. request.TenantPaths], context.CancellationToken).ConfigureAwait(false))
        {
            page.Rows.Add(Answer(row));
            if (page.Rows.Count == Page)
            {
                await responseStream.WriteAsync(page).ConfigureAwait(false);
                page = new RowsPage();
            }
        }

        await responseStream.WriteAsync(page).ConfigureAwait(false);
    }

    public override async Task<RowsPage> Find(FindRequest request, ServerCallContext context)
    {
        Demand(request.Kind);
        if (request.Ids.Count > MostIds)
        {
            throw Invalid($"Mỗi lần hỏi nhiều nhất {MostIds} bản ghi.");
        }

        var page = new RowsPage();
        page.Rows.AddRange((await rows.FindAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request.Kind, [.. request.Ids], context.CancellationToken).ConfigureAwait(false)).Select(Answer));
        return page;
    }

    public override async Task<SignAnswer> Sign(SignRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        var node = new EqualitySignature(request.Certificate.ToByteArray(), request.Signature.ToByteArray());
        var (seal, fault) = await sign.HandleAsync(caller, RunId(request.RunId), request.Content.ToByteArray(), node, context.CancellationToken).ConfigureAwait(false);
        return seal is null ? throw Invalid(fault) : new SignAnswer { Sealed = ByteString.CopyFrom(seal) };
    }

    private static void Demand(RecordKind kind)
    {
        if (kind is < RecordKind.Beneficiary or > RecordKind.PaymentLine)
        {
            throw Invalid($"Trục quốc gia không biết loại bản ghi số {(int)kind}. Kiểm tra phiên bản của nút.");
        }
    }

    private static Guid RunId(string text) => Guid.TryParseExact(text, "D", out var id) ? id : throw Invalid("Mã lần đối chiếu phải là GUID.");

    private static RowDigest Answer(HubRow row)
    {
        var answer = new RowDigest { Id = row.Id, Epoch = (ulong)row.Epoch, Version = (ulong)row.Version, TenantPath = row.Path, Digest = ByteString.CopyFrom(row.Digest) };
        answer.WrongColumns.AddRange(row.WrongColumns);
        return answer;
    }

    private static RpcException Invalid(string why) => new(new Status(StatusCode.InvalidArgument, why));
}
