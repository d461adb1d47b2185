using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Equality;

namespace ProvinceNode.Replication.Equality;

/// <summary>Certificates as the pages read them.</summary>
public sealed class EqualityBook(NodeDb db)
{
    public Task<EqualityCertificate?> LastAsync(CancellationToken cancel) =>
        db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Done).OrderByDescending(c => c.FinishedAt).FirstOrDefaultAsync(cancel);

    /// <summary>The one that is wanted and not made yet, or that the hub would not make.</summary>
    public Task<EqualityCertificate?> WantedAsync(CancellationToken cancel) =>
        db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Asked || c.State == EqualityState.Failed).OrderByDescending(c => c.AskedAt).FirstOrDefaultAsync(cancel);

    public Task<EqualityCertificate?> FindAsync(Guid id, CancellationToken cancel) =>
        db.EqualityCertificates.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.State == EqualityState.Done, cancel);

    /// <summary>Without their files.</summary>
    public Task<List<CertificateLine>> ListAsync(int most, CancellationToken cancel) => db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Done)
        .OrderByDescending(c => c.FinishedAt).Take(most).Select(c => new CertificateLine(c.Id, c.Reason, c.FinishedAt!.Value, c.Records, c.Differing, c.Replayed)).ToListAsync(cancel);

    /// <summary>What a certificate says; null when there is no file.</summary>
    public static EqualityContent? Read(EqualityCertificate certificate)
    {
        if (certificate.Packed is not { } packed)
        {
            return null;
        }

        var seal = JsonSerializer.Deserialize<EqualitySeal>(EqualityPacking.Unpack(packed), JsonSerializerOptions.Web);
        return seal is null ? null : EqualityContent.Read(seal.Content);
    }

    /// <summary>Words of a result; colour never speaks alone.</summary>
    public static string Words(int differing) => differing == 0 ? "✓ Hai bên khớp" : $"▲ Lệch {differing.ToString("N0", Protos.Values.VietnameseFormat.Culture)} bản ghi";
}

/// <summary>A certificate as listed.</summary>
public sealed record CertificateLine(Guid Id, EqualityReason Reason, DateTime FinishedAt, long Records, int Differing, int Replayed);
