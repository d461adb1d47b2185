using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Equality;
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
            return await KeepAsync(wanted, comparison, await SignAsync(client, wanted.Id, content, cancel), cancel);
        }
        catch (RpcException failure)
        {
            var last = failure.StatusCode is StatusCode.Unimplemented or StatusCode.PermissionDenied or StatusCode.Unauthenticated;
            var words = failure.StatusCode == StatusCode.Unimplemented
                ? "Trục quốc gia chưa hỗ trợ chứng nhận khớp dữ liệu. Hãy chờ trục quốc gia nâng cấp." : $"{RelayWords.Of(failure)} {failure.Status.Detail}".Trim();
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

    private async Task<byte[]> SignAsync(EqualityIntake.EqualityIntakeClient client, Guid run, byte[] content, CancellationToken cancel)
    {
        var options = key.CurrentValue;
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile, options.CertificatePassword);
        var signature = EqualitySeal.SignByNode(content, certificate);
        var answer = await client.SignAsync(
            new SignRequest
            {
                RunId = run.ToString("D"), Content = ByteString.CopyFrom(content), Signature = ByteString.CopyFrom(signature.Signature), Certificate = ByteString.CopyFrom(signature.Certificate),
            },
            cancellationToken: cancel);
        var file = answer.Sealed.ToByteArray();
        using var authority = X509CertificateLoader.LoadCertificateFromFile(options.AuthorityFile);
        var verdict = EqualitySeal.Verify(file, authority);
        return verdict.Faults.Count == 0 ? file : throw new RpcException(new Status(StatusCode.DataLoss, string.Join(' ', verdict.Faults)));
    }

    private async Task<EqualityCertificate> KeepAsync(EqualityCertificate wanted, Comparison comparison, byte[] file, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var (made, said) = (await db.EqualityCertificates.SingleAsync(c => c.Id == wanted.Id, cancel), comparison.Content);
        (made.State, made.Trouble, made.FinishedAt, made.Packed) = (EqualityState.Done, "", time.UtcNow, EqualityPacking.Pack(file));
        (made.Records, made.InFlight, made.Differing, made.Replayed) = (said.Records, said.InFlight, said.Differing, comparison.Replayed);
        var words = $"{said.Records} bản ghi, {(said.Equal ? "khớp" : $"lệch {said.Differing}, gửi lại {comparison.Replayed}")}";
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
