using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>Why the ministry's operator has a settled case asked anew.</summary>
/// <param name="Version">As he saw it.</param>
public sealed record ReopenInput(Guid Id, long Version, string Reason);

/// <summary>A word or decision was wrong: the ministry has both provinces asked anew. Both hold again until it is settled; what was said before stays in the steps.</summary>
public sealed class ReopenCase(HubDb db, VietnamTime time, IOptions<DuplicateOptions> options)
{
    /// <returns>Why it was not reopened, in Vietnamese; null when it was.</returns>
    public async Task<string?> HandleAsync(ReopenInput input, string by, CancellationToken cancellation)
    {
        if (await db.CrossCases.FirstOrDefaultAsync(c => c.Id == input.Id, cancellation).ConfigureAwait(false) is not { } of)
        {
            return "Không có trường hợp này. Hãy quay lại danh sách.";
        }

        if (Fault(of, input) is { } fault)
        {
            return fault;
        }

        var before = CaseWords.State(of.State).Words;
        CaseRules.Reopen(of, time.UtcNow, time.Today.AddDays(options.Value.AnswerDays));
        db.Add(JudgeCases.Step(of, by, $"Bộ mở lại ({before}), hỏi lại cả hai tỉnh. Lý do: {input.Reason.Trim()}", time.UtcNow));
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return DecideCase.Changed;
        }
    }

    internal static string? Fault(CrossCase of, ReopenInput input) => input switch
    {
        _ when !of.IsReopenable => "Chỉ mở lại được trường hợp đã thống nhất hoặc đã quyết định. Hãy tải lại trang.",
        _ when of.Version != input.Version => DecideCase.Changed,
        _ when input.Reason.Trim().Length < DecideCase.LeastReason => $"Lý do mở lại phải nói rõ điều gì nhầm (ít nhất {DecideCase.LeastReason} ký tự).",
        _ when input.Reason.Length > SaidWord.LongestText => $"Lý do dài quá {SaidWord.LongestText} ký tự. Hãy viết gọn và dẫn số văn bản.",
        _ => null,
    };
}
