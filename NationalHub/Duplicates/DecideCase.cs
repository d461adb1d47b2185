using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>What the ministry's operator decides.</summary>
/// <param name="Payer">Province that goes on paying; empty: they are two people.</param>
/// <param name="StopMonth">yyyyMM from which the other pays no more.</param>
/// <param name="Version">As he saw it.</param>
public sealed record DecideInput(Guid Id, long Version, string Payer, int StopMonth, string Reason);

/// <summary>The ministry decides where the provinces do not agree, or one does not answer. The decision travels to both nodes and stays with its reason.</summary>
public sealed class DecideCase(HubDb db, VietnamTime time)
{
    internal const int LeastReason = 20;

    /// <returns>Why it was not decided, in Vietnamese; null when it was.</returns>
    public async Task<string?> HandleAsync(DecideInput input, string by, CancellationToken cancellation)
    {
        if (await db.CrossCases.FirstOrDefaultAsync(c => c.Id == input.Id, cancellation).ConfigureAwait(false) is not { } of)
        {
            return "Không có trường hợp này. Hãy quay lại danh sách.";
        }

        if (Fault(of, input, time.Month) is { } fault)
        {
            return fault;
        }

        var reason = input.Reason.Trim();
        CaseRules.Decide(of, input.Payer, input.StopMonth, by, reason, time.UtcNow);
        db.Add(JudgeCases.Step(of, by, input.Payer.Length == 0 ? $"Bộ quyết định: không phải một người. Lý do: {reason}"
            : $"Bộ quyết định: {CaseWords.Settled(of)} Lý do: {reason}", time.UtcNow));
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
    }

    internal const string Changed = "Trường hợp này vừa có thay đổi. Hãy tải lại trang, xem ý kiến mới rồi quyết định.";

    internal static string? Fault(CrossCase of, DecideInput input, PayMonth thisMonth) => input switch
    {
        _ when !of.IsOpen => "Trường hợp này không còn chờ quyết định. Hãy tải lại trang.",
        _ when of.Version != input.Version => Changed,
        _ when input.Payer.Length > 0 && input.Payer != of.FirstProvince && input.Payer != of.SecondProvince => "Hãy chọn một trong hai tỉnh, hoặc không phải một người.",
        _ when input.Payer.Length > 0 && (input.StopMonth % 100 is < 1 or > 12 || input.StopMonth < 202101 || input.StopMonth > thisMonth.AddMonths(1).Number) => $"Tháng thôi chi trả phải từ 01/2021 đến {thisMonth.AddMonths(1)}, dạng MM/yyyy.",
        _ when input.Payer.Length > 0 && SayWord.TooLate(of, input.StopMonth) is { } late => late,
        _ when input.Reason.Trim().Length < LeastReason => $"Lý do phải nói rõ căn cứ (ít nhất {LeastReason} ký tự): hai tỉnh đọc lý do này.",
        _ when input.Reason.Length > SaidWord.LongestText => $"Lý do dài quá {SaidWord.LongestText} ký tự. Hãy viết gọn và dẫn số văn bản.",
        _ => null,
    };
}
