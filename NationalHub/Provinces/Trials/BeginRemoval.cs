using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces.Gates;
using Protos.Transfer;
using Protos.Values;

namespace NationalHub.Provinces.Trials;

/// <summary>
/// Has the records of a province's trial removed, so that its pilot begins with nothing of it. The trial's node is shut out first: its certificates are withdrawn, and the hub demands a higher epoch than it had, so that
/// it cannot bring its records back by itself. The province is again one that is invited: a node with a new database enrols, begins a new epoch by its repair, and its gates are measured and signed anew.
/// </summary>
public sealed class BeginRemoval(HubDb db, RevokeCertificate revoke, SecurityLog log, VietnamTime time)
{
    private const int LeastReason = 20;
    private const int MostReason = 500;
    private const string Moved = "Người khác vừa chuyển giai đoạn của tỉnh. Hãy tải lại trang.";

    /// <param name="typed">The province's code as typed by hand: nobody empties another than he means.</param>
    /// <returns>Why nothing was begun, in Vietnamese; null when it has begun.</returns>
    public async Task<string?> HandleAsync(string code, string typed, string why, string by, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation).ConfigureAwait(false) is not { } province)
        {
            return "Tỉnh này chưa đăng ký. Hãy đăng ký tỉnh trước.";
        }

        why = why.Trim();
        var facts = new TrialFacts(
            province.Stage, (await RealProvinces.ReadAsync(db, cancellation).ConfigureAwait(false)).Codes.Contains(code), await TrialRemoval.GoesOnAsync(db, code, cancellation).ConfigureAwait(false),
            await Moving(db, code).CountAsync(cancellation).ConfigureAwait(false));
        if (Refusal(facts, code, typed.Trim(), why) is { } refused)
        {
            return refused;
        }

        await revoke.HandleAsync(code, null, $"Xóa dữ liệu chạy thử: {why} ({by})", cancellation).ConfigureAwait(false);
        if (!await SaveAsync(code, why, by, cancellation).ConfigureAwait(false))
        {
            return Moved;
        }

        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.TrialRemoved, ProvinceCode = code, Subject = by, Detail = $"{by} cho xóa dữ liệu chạy thử của tỉnh; đã thu hồi chứng thư của nút chạy thử. Lý do: {(why.Length <= 300 ? why : why[..300])}" },
            cancellation).ConfigureAwait(false);
        return null;
    }

    /// <summary>Pure.</summary>
    internal static string? Refusal(TrialFacts facts, string code, string typed, string why) => facts switch
    {
        { GoesOn: true } => "Dữ liệu chạy thử của tỉnh đang được xóa. Hãy tải lại trang để xem tiến độ.",
        { IsReal: true } => "Tỉnh đã từng ở giai đoạn thí điểm hoặc chính thức: dữ liệu là của người thật, không xóa được. Bản ghi sai thì sửa ở nút của tỉnh.",
        { Stage: not ProvinceStage.Testing } => "Chỉ xóa được dữ liệu chạy thử khi tỉnh ở giai đoạn “Chạy thử”.",
        { Moving: > 0 } => $"Còn {facts.Moving} hồ sơ chuyển tỉnh thử chưa xong (trang “Chuyển tỉnh”). Hãy để nút chạy thử trả lời hoặc tỉnh gửi thu hồi, rồi làm lại: nếu không, hồ sơ thử sẽ đến nút mới.",
        _ when typed != code => $"Mã tỉnh nhập lại không khớp. Hãy nhập đúng mã {code} để xác nhận.",
        _ when why.Length < LeastReason => $"Hãy nói rõ vì sao xóa (ít nhất {LeastReason} ký tự, nêu số văn bản); lý do được lưu lại.",
        _ when why.Length > MostReason => $"Lý do dài quá {MostReason} ký tự. Hãy viết gọn và dẫn số văn bản.",
        _ => null,
    };

    /// <summary>Moves to or from the province that are not at their end: they would come to the new node.</summary>
    internal static IQueryable<Gateways.Transfers.TransferObject> Moving(HubDb db, string code) => db.Transfers.Where(t => (t.ToProvince == code || t.FromProvince == code)
        && (t.Stage == TransferStage.Fetching || t.Stage == TransferStage.Waiting || t.Stage == TransferStage.Offered || t.Stage == TransferStage.Received || t.Stage == TransferStage.Answered));

    private async Task<bool> SaveAsync(string code, string why, string by, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await RevokeCertificate.LockAsync(db, code, cancellation).ConfigureAwait(false);
        if (await db.Provinces.Where(p => p.Code == code && p.Stage == ProvinceStage.Testing).ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, ProvinceStage.Invited), cancellation).ConfigureAwait(false) == 0
            || await TrialRemoval.GoesOnAsync(db, code, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        await db.Invitations.Where(i => i.ProvinceCode == code && i.UsedAt == null && i.WithdrawnAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, now), cancellation).ConfigureAwait(false);
        // How many batches were applied goes on: it never goes back, or nodes would take it for a restored hub.
        var fenced = await db.Positions.Where(p => p.ProvinceCode == code).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Epoch, p => p.Epoch + 1).SetProperty(p => p.LastPushAt, (DateTime?)null).SetProperty(p => p.ActChainHead, "").SetProperty(p => p.ActChainLength, 0)
                .SetProperty(p => p.NodeVersion, "").SetProperty(p => p.Waiting, 0).SetProperty(p => p.Refused, 0).SetProperty(p => p.EqualityAskedAt, (DateTime?)null)
                .SetProperty(p => p.Writer, "").SetProperty(p => p.WriterUntil, (DateTime?)null),
            cancellation).ConfigureAwait(false);
        var epoch = fenced == 0 ? 0 : await db.Positions.Where(p => p.ProvinceCode == code).Select(p => p.Epoch - 1).SingleAsync(cancellation).ConfigureAwait(false);
        db.Add(new TrialRemoval { Id = Guid.CreateVersion7(new DateTimeOffset(now)), ProvinceCode = code, AskedBy = by, AskedAt = now, Why = why, Epoch = epoch });
        db.Add(new StageChange { ProvinceCode = code, From = ProvinceStage.Testing, To = ProvinceStage.Invited, By = by, At = now, Why = $"Xóa dữ liệu chạy thử: {(why.Length <= 450 ? why : why[..450])}" });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return true;
    }
}

/// <summary>What is asked before a trial is removed.</summary>
/// <param name="IsReal">The province is, or ever was, in its pilot.</param>
/// <param name="GoesOn">A removal goes on.</param>
/// <param name="Moving">Moves between provinces that are not at their end.</param>
internal sealed record TrialFacts(ProvinceStage Stage, bool IsReal, bool GoesOn, int Moving);
