using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What a change of the rules reaches that was done before today.</summary>
/// <param name="Since">First day on which something is different.</param>
/// <param name="Decisions">Decisions and notices signed from that day on, by the rules as they stood.</param>
/// <param name="Receiving">Entitlements that run.</param>
/// <param name="OpenDossiers">Dossiers received from that day on and not ended.</param>
public sealed record PastEffect(DateOnly Since, int Decisions, int Receiving, int OpenDossiers, bool OfSteps)
{
    /// <summary>Field of the tick by which somebody says that he read it.</summary>
    public const string Confirmed = "PastConfirmed";

    /// <summary>Field of the reason.</summary>
    public const string Reason = "PastReason";

    /// <summary>Counts in the scope of the province; null when the change begins today or later.</summary>
    public static async Task<PastEffect?> OfAsync(NodeDb db, RulePlan plan, DateOnly today, CancellationToken cancel)
    {
        if (plan.Since >= today)
        {
            return null;
        }

        var (since, sinceUtc, step) = (plan.Since, VietnamTime.Utc(plan.Since.ToDateTime(TimeOnly.MinValue)), plan.Add as StepRule);
        var procedure = step?.Procedure;
        return new PastEffect(since,
            step is null ? await db.Decisions.CountAsync(d => d.SignedOn >= since, cancel) : 0,
            step is null ? await db.Entitlements.CountAsync(e => e.Status == EntitlementStatus.Active, cancel) : 0,
            await db.Dossiers.CountAsync(d => d.ReceivedAt >= sinceUtc && d.FinishedAt == null && (procedure == null || d.ProcedureCode == procedure), cancel),
            step is not null);
    }

    /// <summary>For who proposes and who approves.</summary>
    public string Words => OfSteps
        ? $"Thay đổi tính từ ngày {VietnameseFormat.Date(Since)}, trước hôm nay. {OpenDossiers} hồ sơ tiếp nhận từ ngày đó đang giải quyết: ngày hẹn trả đã ghi trên giấy tiếp nhận giữ nguyên, các bước còn lại theo số ngày mới."
        : $"Thay đổi tính từ ngày {VietnameseFormat.Date(Since)}, trước hôm nay. Từ ngày đó đã ký {Decisions} quyết định, thông báo theo quy định cũ; {OpenDossiers} hồ sơ tiếp nhận từ ngày đó đang giải quyết; {Receiving} chế độ đang chi trả. Mức tăng: chế độ đang chi trả tự chuyển sang mức mới và được truy lĩnh theo tháng; mức giảm chỉ tính từ kỳ chi trả tới. Thay đổi về đối tượng, điều kiện không làm thay đổi quyết định đã ký: phải điều chỉnh từng người.";
}
