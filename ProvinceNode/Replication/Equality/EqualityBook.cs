using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Repair;
using Protos.Equality;
using Protos.Replication;

namespace ProvinceNode.Replication.Equality;

/// <summary>Certificates as the pages read them.</summary>
public sealed class EqualityBook(NodeDb db)
{
    /// <summary>What is said of a record that only the hub has, and what is to be done.</summary>
    public const string HeldWords = "Bản ghi có nội dung chỉ còn ở trục quốc gia, nên hệ thống không tự xóa. Hãy nhập lại theo giấy tờ; khi không cần giữ bản ở trục nữa, hãy ghi lý do và xóa ở trục.";

    /// <summary>What is done about a wrong copy at the hub whose newer version it refused.</summary>
    public const string BehindRefusedWords = "Bản mới hơn của bản ghi này bị trục quốc gia từ chối. Hãy sửa theo lý do bị từ chối; bản được nhận sau đó sẽ ghi đè giá trị sai ở trục.";

    public Task<EqualityCertificate?> LastAsync(CancellationToken cancel) =>
        db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Done).OrderByDescending(c => c.FinishedAt).FirstOrDefaultAsync(cancel);

    /// <summary>The one that is wanted and not made yet, or that the hub would not make.</summary>
    public Task<EqualityCertificate?> WantedAsync(CancellationToken cancel) =>
        db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Asked || c.State == EqualityState.Failed).OrderByDescending(c => c.AskedAt).FirstOrDefaultAsync(cancel);

    public Task<EqualityCertificate?> FindAsync(Guid id, CancellationToken cancel) =>
        db.EqualityCertificates.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.State == EqualityState.Done, cancel);

    /// <summary>Without their files.</summary>
    public Task<List<CertificateLine>> ListAsync(int most, CancellationToken cancel) => db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Done)
        .OrderByDescending(c => c.FinishedAt).Take(most).Select(c => new CertificateLine(c.Id, c.Reason, c.FinishedAt!.Value, c.Records, c.Refused, c.Differing, c.Replayed)).ToListAsync(cancel);

    /// <summary>What repairs wrote down of the records that only the hub has, by record; one that waits before one that somebody saw to.</summary>
    public async Task<Dictionary<Guid, RepairFinding>> FindingsAsync(IEnumerable<EqualityRow> rows, CancellationToken cancel)
    {
        var ids = rows.Where(r => r.What == DifferenceKind.HubExtra).Select(r => Guid.ParseExact(r.Id, "D")).ToList();
        List<RepairFinding> found = ids.Count == 0 ? [] : await db.RepairFindings.AsNoTracking().Where(f => ids.Contains(f.RecordId)).ToListAsync(cancel);
        return found.GroupBy(f => f.RecordId).ToDictionary(g => g.Key, g => g.OrderBy(f => f.SettledAt is not null).ThenByDescending(f => f.HubRecordedAt).First());
    }

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

    /// <summary>Whether a named row is one that the hub may have the only copy of: it is not erased by itself.</summary>
    /// <param name="isFound">A repair wrote it down.</param>
    public static bool IsHeld(EqualityRow row, bool isFound) => row.What == DifferenceKind.HubExtra && !EqualityWords.IsUntold(row) && (isFound || (Enum.TryParse<RecordKind>(row.Kind, out var kind)
        && HubSideRow.Of(kind, row.Id, row.HubEpoch, row.HubVersion, row.Path, Convert.FromHexString(row.HubDigest), row.Fields).HoldsMessage));

    /// <summary>Whether the hub's copy of a version is wrong whose successor it refused: nothing is sent over it until that one is corrected.</summary>
    public static bool IsBehindRefused(EqualityRow row) => row.What == DifferenceKind.HubValue && (row.HubEpoch, row.HubVersion).CompareTo((row.NodeEpoch, row.NodeVersion)) < 0;

    /// <summary>Words of a result; colour never speaks alone. What the hub refused is at the node only: that is no equality.</summary>
    public static string Words(int differing, int refused) => (differing, refused) switch
    {
        (0, 0) => "✓ Hai bên khớp",
        (0, _) => $"◆ Chưa khớp hết: trục quốc gia từ chối {Number(refused)} bản ghi, còn lại khớp",
        (_, 0) => $"▲ Lệch {Number(differing)} bản ghi",
        _ => $"▲ Lệch {Number(differing)} bản ghi, trục quốc gia từ chối {Number(refused)} bản ghi",
    };

    private static string Number(int number) => number.ToString("N0", Protos.Values.VietnameseFormat.Culture);
}

/// <summary>A certificate as listed.</summary>
public sealed record CertificateLine(Guid Id, EqualityReason Reason, DateTime FinishedAt, long Records, int Refused, int Differing, int Replayed);
