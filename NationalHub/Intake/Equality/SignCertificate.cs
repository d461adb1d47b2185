using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Equality;
using Protos.Values;

namespace NationalHub.Intake.Equality;

/// <summary>Signs and keeps a certificate after the node: the hub puts its name to its own sums only, and to the rows that the node names.</summary>
public sealed class SignCertificate(HubDb db, EqualityRuns runs, CertificateAuthority authority, SecurityLog log, VietnamTime time)
{
    /// <returns>The sealed file, or a Vietnamese sentence why it is not signed.</returns>
    public async Task<(byte[]? Seal, string Fault)> HandleAsync(NodeCaller caller, Guid runId, byte[] content, EqualitySignature node, CancellationToken cancellation)
    {
        var run = runs.Find(caller.ProvinceCode, runId);
        var read = Read(content);
        if (Fault(caller, runId, content, node, run, read) is { } fault)
        {
            return (null, fault);
        }

        // A node that did not get the answer asks again, perhaps with another content: what was signed stays, and both sides keep the same file.
        var kept = await db.EqualityCertificates.AsNoTracking().Where(c => c.ProvinceCode == caller.ProvinceCode && c.RunId == runId).Select(c => c.Packed).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        var bytes = kept is null ? EqualitySeal.SignByHub(content, node, time.UtcNow, authority.Server).ToBytes() : EqualityPacking.Unpack(kept);
        if (kept is null)
        {
            db.EqualityCertificates.Add(EqualityCertificate.Of(read!, time.UtcNow, bytes));
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }

        await db.Positions.Where(p => p.ProvinceCode == caller.ProvinceCode && p.EqualityAskedAt <= run!.BegunAt)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.EqualityAskedAt, (DateTime?)null), cancellation).ConfigureAwait(false);
        if (kept is null && !read!.Equal)
        {
            await TellAsync(caller, read, cancellation).ConfigureAwait(false);
        }

        return (bytes, "");
    }

    private static string? Fault(NodeCaller caller, Guid runId, byte[] content, EqualitySignature node, EqualityRun? run, EqualityContent? read)
    {
        if (run is null)
        {
            return "Trục quốc gia không còn giữ lần đối chiếu này (có thể vừa khởi động lại). Hãy đối chiếu lại.";
        }

        if (!IsOf(caller, node) || !EqualitySeal.Fits(content, node))
        {
            return "Chữ ký không phải của chứng thư mà tỉnh đang dùng để kết nối.";
        }

        if (read is null || read.RunId != runId || read.Province != caller.ProvinceCode)
        {
            return "Nội dung chứng nhận không đọc được hoặc không phải của lần đối chiếu này.";
        }

        if (read.Refused < 0 || read.Refused > read.InFlight)
        {
            return "Số bản ghi bị từ chối không nằm trong số bản ghi đang gửi.";
        }

        var faults = read.Faults();
        return faults.Count > 0 ? string.Join(' ', faults) : Own(run, read);
    }

    // Each line says what the hub answered, and no answer is left out.
    private static string? Own(EqualityRun run, EqualityContent content)
    {
        var said = content.Lines.ToDictionary(l => (l.Kind, l.Path), l => (l.HubRecords, l.HubDigest));
        var answered = run.Kinds.SelectMany(k => k.Value.Select(p => (Key: (k.Key.ToString(), p.Key), p.Value))).ToDictionary(a => a.Key, a => a.Value);
        var same = answered.All(a => said.TryGetValue(a.Key, out var line) && line == a.Value)
            && said.All(s => answered.ContainsKey(s.Key) || s.Value.HubRecords == 0);
        return same ? null : "Số liệu ghi cho trục quốc gia không phải là số liệu trục quốc gia đã trả lời.";
    }

    private static bool IsOf(NodeCaller caller, EqualitySignature node)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(node.Certificate);
            return certificate.GetCertHashString(HashAlgorithmName.SHA256) == caller.Thumbprint;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static EqualityContent? Read(byte[] content)
    {
        try
        {
            return EqualityContent.Read(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task TellAsync(NodeCaller caller, EqualityContent content, CancellationToken cancellation) => log.RecordAsync(
        new SecurityEvent
        {
            Kind = SecurityEventKind.EqualityBroken, ProvinceCode = caller.ProvinceCode, Subject = content.RunId.ToString("D"), RemoteAddress = caller.RemoteAddress,
            Detail = $"Đối chiếu {content.Records} bản ghi: {content.Differing} bản ghi lệch giữa tỉnh và trục quốc gia. Xem trang khớp dữ liệu của tỉnh.",
        },
        cancellation);
}
