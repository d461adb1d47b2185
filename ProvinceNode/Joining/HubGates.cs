using System.Globalization;
using ProvinceNode.Replication.Stage;
using Protos.Enrolment;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>The gates before the province's next stage and its weeks, as the hub told them: what the province still lacks is read at the node too. Pure.</summary>
/// <param name="NextStage">In words; empty after the last stage.</param>
public sealed record HubGates(string NextStage, IReadOnlyList<GateState> Gates, IReadOnlyList<HubWeek> Weeks)
{
    private const string Untold = "chưa có";

    /// <summary>Names of the weekly figures, those of the letter of the pilot (product 2.3) and of the hub's own page.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "Hồ sơ mới", "Chưa ra quyết định cuối tuần", "Đã kết thúc", "Trong đó từ chối, rút, dừng", "Đã có quyết định, nhập từ danh sách", "Đã có quyết định, nhập từng người", "Danh sách chi trả duyệt", "Biến động",
    ];

    /// <returns>Null: the hub was not asked, or is of before and tells none.</returns>
    public static HubGates? Of(LinkAnswer? answer) => answer is { GatesTold: true }
        ? new(answer.NextStage.Length > 0 ? StageRules.Name(answer.NextStage) : "", answer.Gates, [.. answer.Weeks.Select(Week)])
        : null;

    /// <summary>Colour never speaks alone: class, and words.</summary>
    public static (string Css, string Words) Sign(GateState gate) => gate.Met ? ("text-success", "✓ Đạt") : ("text-warning-emphasis", "◆ Chưa đạt");

    /// <summary>Who signed a gate at the ministry, and when.</summary>
    public static string Signed(GateState gate) => gate.SignedBy.Length == 0 ? "Chưa ai ký."
        : $"{(gate.LetPassWhy.Length > 0 ? "Cho qua" : "Đã ký")}: {gate.SignedBy}, {VietnamTime.Local(DateTimeOffset.FromUnixTimeMilliseconds(gate.SignedAtUnixMs).UtcDateTime).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}.{(gate.LetPassWhy.Length > 0 ? $" Lý do: {gate.LetPassWhy}" : "")}";

    private static HubWeek Week(WeekFigures week) => new(
        DateOnly.TryParseExact(week.Monday, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var monday) ? VietnameseFormat.Date(monday) : week.Monday,
        [
            Number(week.Entered), week.HasUndecided ? Number(week.Undecided) : Untold, Number(week.Decided), week.HasClosed ? Number(week.Closed) : Untold,
            week.HasListed ? Number(week.Listed) : Untold, week.HasOnPaper ? Number(week.OnPaper) : Untold, Number(week.Lists), Number(week.Changes),
        ]);

    private static string Number(int figure) => figure.ToString("N0", VietnameseFormat.Culture);
}

/// <summary>A week as it is shown.</summary>
/// <param name="Figures">In the order of <see cref="HubGates.Columns"/>.</param>
public sealed record HubWeek(string Monday, IReadOnlyList<string> Figures);
