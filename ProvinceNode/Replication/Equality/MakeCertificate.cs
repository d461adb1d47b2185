using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Equality;
using Protos.Hosting;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>Makes one certificate that is wanted: compares, signs, has the hub sign, keeps it. A try that fails leaves it wanted; while the node is fenced or sends everything again, none is made.</summary>
public sealed class MakeCertificate(NodeDb db, HubClient hub, PositionCheck position, CompareWithHub compare, IOptionsMonitor<HubClientOptions> key, VietnamTime time)
{
    /// <summary>More than this on the way is a catch-up, not a moment to compare.</summary>
    private const int MostWaiting = 50_000;

    /// <summary>Within the scope of the province.</summary>
    /// <returns>The certificate after the try.</returns>
    public async Task<EqualityCertificate> HandleAsync(Guid id, CancellationToken cancel)
    {
        var wanted = await db.EqualityCertificates.AsNoTracking().SingleAsync(c => c.Id == id, cancel);
        var waiting = await db.Outbox.CountAsync(o => o.RefusedAt == null, cancel);
        if (waiting > MostWaiting)
        {
            return await PutOffAsync(wanted, wanted.State, $"Đang có {waiting} bản ghi chờ gửi; sẽ đối chiếu khi gửi xong.", cancel);
        }

        try
        {
            if (await position.HinderedAsync(hub.Replication(), cancel) is { } why)
            {
                return await PutOffAsync(wanted, wanted.State, why, cancel);
            }

            var client = hub.Equality();
            var comparison = await compare.RunAsync(client, wanted, cancel);
            var content = comparison.Content.ToBytes();
            var (file, said) = await SignAsync(client, comparison.Content, content, cancel);
            return await KeepAsync(wanted, said, Replayed(comparison, said), file, cancel);
        }
        catch (RpcException failure)
        {
            var last = failure.StatusCode is StatusCode.Unimplemented or StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.DataLoss;
            var words = failure.StatusCode switch
            {
                StatusCode.Unimplemented => "Trục quốc gia chưa hỗ trợ chứng nhận khớp dữ liệu. Hãy chờ trục quốc gia nâng cấp.",
                StatusCode.DataLoss => failure.Status.Detail, // the same file would come again: the next one is made anew
                _ => $"{RelayWords.Of(failure)} {failure.Status.Detail}".Trim(),
            };
            return await PutOffAsync(wanted, last ? EqualityState.Failed : wanted.State, words, cancel);
        }
        catch (CryptographicException failure)
        {
            return await PutOffAsync(wanted, wanted.State, RelayWords.Of(failure), cancel);
        }
        catch (IOException failure)
        {
            return await PutOffAsync(wanted, wanted.State, RelayWords.Of(failure), cancel);
        }
    }

    // The file of an earlier try, when the hub signed it and its answer was lost: then what that try found counts.
    private async Task<(byte[] File, EqualityContent Said)> SignAsync(EqualityIntake.EqualityIntakeClient client, EqualityContent ours, byte[] content, CancellationToken cancel)
    {
        var options = key.CurrentValue;
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile, options.CertificatePassword);
        var signature = EqualitySeal.SignByNode(content, certificate);
        var answer = await client.SignAsync(
            new SignRequest
            {
                RunId = ours.RunId.ToString("D"), Content = ByteString.CopyFrom(content), Signature = ByteString.CopyFrom(signature.Signature), Certificate = ByteString.CopyFrom(signature.Certificate),
            },
            cancellationToken: cancel);
        var file = answer.Sealed.ToByteArray();
        var (said, faults) = Judge(file, MutualTls.AuthoritiesIn(options.AuthorityFile));
        if (faults.Count > 0)
        {
            throw new RpcException(new Status(StatusCode.DataLoss, string.Join(' ', faults)));
        }

        return (said!.RunId, said.Province) == (ours.RunId, ours.Province) ? (file, said) : throw new RpcException(new Status(StatusCode.DataLoss, "Trục quốc gia trả về chứng nhận của lần đối chiếu khác."));
    }

    /// <summary>
    /// What no authority that is trusted here vouches for. While the hub changes its authority the node's certificate is of the new one and that of the hub's door of the old one: what is a fault
    /// by one of them alone is none.
    /// </summary>
    internal static (EqualityContent? Said, IReadOnlyList<string> Faults) Judge(byte[] file, X509Certificate2Collection authorities)
    {
        var verdicts = authorities.Select(a => EqualitySeal.Verify(file, a)).ToList();
        return (verdicts[0].Content, [.. verdicts[0].Faults.Where(f => verdicts.TrueForAll(v => v.Faults.Contains(f)))]);
    }

    // What an earlier try found and sent again is looked at once more, too.
    private static int Replayed(Comparison comparison, EqualityContent said) => said.FinishedAt == comparison.Content.FinishedAt
        ? comparison.Replayed : Math.Max(comparison.Replayed, said.Rows.Count(r => r.What is DifferenceKind.HubValue or DifferenceKind.HubMissing or DifferenceKind.HubStale));

    private async Task<EqualityCertificate> KeepAsync(EqualityCertificate wanted, EqualityContent said, int replayed, byte[] file, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var made = await db.EqualityCertificates.SingleAsync(c => c.Id == wanted.Id, cancel);
        (made.State, made.Trouble, made.FinishedAt, made.Packed) = (EqualityState.Done, "", time.UtcNow, EqualityPacking.Pack(file));
        (made.Records, made.InFlight, made.Refused, made.Differing, made.Replayed) = (said.Records, said.InFlight, said.Refused, said.Differing, replayed);
        var words = $"{said.Records} bản ghi, {(said.Equal ? "khớp" : $"lệch {said.Differing}, gửi lại {replayed}")}{(said.Refused > 0 ? $", {said.Refused} bị từ chối" : "")}";
        var act = Act.BySystem(TenantPath.Parse(said.Province), ActKinds.EqualitySigned, time.UtcNow, words, $"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}");
        await db.SaveAsync(act.On("equality", made.Id), cancel);
        return made;
    }

    private async Task<EqualityCertificate> PutOffAsync(EqualityCertificate wanted, EqualityState state, string words, CancellationToken cancel)
    {
        var (now, cut) = (time.UtcNow, words.Length <= 1000 ? words : words[..1000]);
        await db.EqualityCertificates.Where(c => c.Id == wanted.Id).ExecuteUpdateAsync(
            s => s.SetProperty(c => c.State, state).SetProperty(c => c.Trouble, cut).SetProperty(c => c.TriedAt, now), cancel);
        (wanted.State, wanted.Trouble, wanted.TriedAt) = (state, cut, now);
        return wanted;
    }
}
