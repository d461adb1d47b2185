using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>Takes a province to its next stage when every gate before it is signed and, unless it was let pass, still met.</summary>
public sealed class AdvanceStage(HubDb db, ReadGates gates, VietnamTime time)
{
    /// <returns>What is lacking, each in Vietnamese; empty when the province is in its next stage.</returns>
    public async Task<IReadOnlyList<string>> HandleAsync(string code, string by, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation).ConfigureAwait(false) is not { } province)
        {
            return ["Tỉnh này chưa đăng ký. Hãy đăng ký tỉnh trước."];
        }

        var standings = await gates.HandleAsync(province, cancellation).ConfigureAwait(false);
        var lacking = Lacking(province.Stage, standings);
        if (lacking.Count > 0)
        {
            return lacking;
        }

        var next = GateRules.Next(province.Stage)!.Value;
        var why = string.Join("; ", standings.Select(s => $"{GateWords.Name(s.Now.Gate)}: {s.Signed!.SignedBy}{(s.Signed.Met ? "" : " (cho qua)")}"));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var moved = await db.Provinces.Where(p => p.Code == code && p.Stage == province.Stage)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, next), cancellation).ConfigureAwait(false);
        if (moved == 0)
        {
            return ["Người khác vừa chuyển giai đoạn của tỉnh. Hãy tải lại trang."];
        }

        db.Add(new StageChange { ProvinceCode = code, From = province.Stage, To = next, By = by, At = time.UtcNow, Why = why });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return [];
    }

    /// <summary>Pure.</summary>
    internal static IReadOnlyList<string> Lacking(ProvinceStage stage, IReadOnlyList<GateStanding> standings)
    {
        if (GateRules.Next(stage) is null)
        {
            return [stage == ProvinceStage.Invited ? "Nút của tỉnh chưa ghi danh và gọi về trục. Hãy cấp mã mời và chờ nút kết nối." : "Tỉnh đã ở giai đoạn cuối, không còn bước nào để chuyển. Chỉ có thể đưa về giai đoạn trước hoặc thu hồi chứng thư."];
        }

        return [.. standings.Select(s => s switch
        {
            { Signed: null } => $"{GateWords.Name(s.Now.Gate)}: chưa ai ký. {s.Now.Lacking}".TrimEnd(),
            { Signed.Met: true, Now.Met: false } => $"{GateWords.Name(s.Now.Gate)}: {s.Signed.SignedBy} đã ký lúc {ProvinceWords.Moment(s.Signed.SignedAt)} nhưng nay không còn đạt. {s.Now.Lacking}",
            _ => "",
        }).Where(s => s.Length > 0)];
    }
}
