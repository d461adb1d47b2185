using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>An operator signs a gate on what is measured at this moment; one that is not met only with a reason, which is kept.</summary>
public sealed class SignGate(HubDb db, ReadGates gates, VietnamTime time)
{
    private const int LeastReason = 20;
    private const int MostReason = 500;

    /// <param name="overrideWhy">Why it may pass although it is not met; empty: it must be met.</param>
    /// <returns>Why it was not signed, in Vietnamese; null when it was.</returns>
    public async Task<string?> HandleAsync(string code, GateKind gate, string overrideWhy, string by, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation).ConfigureAwait(false) is not { } province)
        {
            return "Tỉnh này chưa đăng ký. Hãy đăng ký tỉnh trước.";
        }

        var standing = (await gates.HandleAsync(province, cancellation).ConfigureAwait(false)).FirstOrDefault(g => g.Now.Gate == gate);
        if (Decide(standing, overrideWhy.Trim()) is { } refused)
        {
            return refused;
        }

        var now = standing!.Now;
        db.Add(new GateSignature
        {
            ProvinceCode = code, Stage = GateRules.Next(province.Stage)!.Value, Gate = gate, SignedBy = by, SignedAt = time.UtcNow, Met = now.Met,
            Measure = Measured(now), OverrideWhy = now.Met ? "" : overrideWhy.Trim(),
        });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return null;
    }

    internal static string? Decide(GateStanding? standing, string overrideWhy) => standing switch
    {
        null => "Điều kiện này không thuộc bước tiếp theo của tỉnh. Hãy tải lại trang.",
        { Now.Met: true } => null,
        _ when overrideWhy.Length == 0 => $"Chưa đạt, chưa ký được. {standing.Now.Lacking}",
        _ when overrideWhy.Length < LeastReason => $"Lý do cho qua phải nói rõ vì sao (ít nhất {LeastReason} ký tự). {standing.Now.Lacking}",
        _ when overrideWhy.Length > MostReason => $"Lý do cho qua dài quá {MostReason} ký tự. Hãy viết gọn và dẫn số văn bản.",
        _ => null,
    };

    private static string Measured(GateMeasure now)
    {
        var text = now.Met ? now.Measure : $"{now.Measure}. {now.Lacking}";
        return text.Length <= 2000 ? text : text[..2000];
    }
}
