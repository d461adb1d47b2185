using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>
/// Takes a province one stage back, with the reason: a pilot that went wrong is tried again. What was signed before counts no more for the next climb; certificate,
/// records and payments of the province go on.
/// </summary>
public sealed class SetBackStage(HubDb db, VietnamTime time)
{
    private const int LeastReason = 20;
    private const int MostReason = 500;

    /// <returns>Why it stays where it is, in Vietnamese; null when the province is in its earlier stage.</returns>
    public async Task<string?> HandleAsync(string code, string why, string by, CancellationToken cancellation)
    {
        why = why.Trim();
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation).ConfigureAwait(false) is not { } province)
        {
            return "Tỉnh này chưa đăng ký. Hãy đăng ký tỉnh trước.";
        }

        if (Refusal(province.Stage, why) is { } refused)
        {
            return refused;
        }

        var back = GateRules.Before(province.Stage)!.Value;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var moved = await db.Provinces.Where(p => p.Code == code && p.Stage == province.Stage)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, back), cancellation).ConfigureAwait(false);
        if (moved == 0)
        {
            return "Người khác vừa chuyển giai đoạn của tỉnh. Hãy tải lại trang.";
        }

        db.Add(new StageChange { ProvinceCode = code, From = province.Stage, To = back, By = by, At = time.UtcNow, Why = why });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return null;
    }

    /// <summary>Pure.</summary>
    internal static string? Refusal(ProvinceStage stage, string why) => GateRules.Before(stage) is null
        ? "Tỉnh chưa qua giai đoạn chạy thử nên không có giai đoạn trước để đưa về. Muốn ngừng kết nối, hãy thu hồi chứng thư."
        : why.Length switch
        {
            < LeastReason => $"Hãy nói rõ vì sao đưa tỉnh về giai đoạn trước (ít nhất {LeastReason} ký tự); tỉnh và người kiểm tra sẽ đọc lý do này.",
            > MostReason => $"Lý do dài quá {MostReason} ký tự. Hãy viết gọn và dẫn số văn bản.",
            _ => null,
        };
}
