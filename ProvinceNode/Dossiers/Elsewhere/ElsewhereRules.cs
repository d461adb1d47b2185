using ProvinceNode.Registry;
using Protos.Duplicates;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>What a node does about a case of the hub.</summary>
public enum ElsewhereStep
{
    /// <summary>The payment is held until it is settled.</summary>
    Hold = 1,

    /// <summary>This province goes on: the hold is lifted, held months follow.</summary>
    GoOn,

    /// <summary>This province stops: its officer opens the dossier from the agreed month.</summary>
    Stop,

    /// <summary>Two people: the report was wrong.</summary>
    Refute,

    /// <summary>The months in common are all over, and this province takes back what it paid of them.</summary>
    TakeBack,
}

/// <summary>What follows of a case here, when, and in which words. Pure.</summary>
public static class ElsewhereRules
{
    public static ElsewhereStep Of(SharedCase told) => State(told) switch
    {
        // Nothing is held for months that are over: who is paid in one place alone now keeps his money.
        ElsewhereState.Asked or ElsewhereState.Disagreed => told.Past ? ElsewhereStep.GoOn : ElsewhereStep.Hold,
        ElsewhereState.Agreed or ElsewhereState.Decided => told.PayerProvince == told.Ours.ProvinceCode ? ElsewhereStep.GoOn : told.Past ? ElsewhereStep.TakeBack : ElsewhereStep.Stop,
        ElsewhereState.NotSame => ElsewhereStep.Refute,
        _ => ElsewhereStep.GoOn,
    };

    /// <summary>A state that a later hub knows and this node does not changes nothing: it holds until it is understood.</summary>
    public static ElsewhereState State(SharedCase told) => Enum.TryParse<ElsewhereState>(told.State, out var state) && Enum.IsDefined(state) ? state : ElsewhereState.Asked;

    /// <summary>The report's number: a case that is asked again is another report.</summary>
    public static string Reference(SharedCase told) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"TT-{told.Id[..8]}-{told.Round}");

    /// <summary>Day whose month is the last that is paid here: of a past month its last day, of this month today (a stop counts from the month after, Decree 20/2021 Art. 8).</summary>
    public static DateOnly LastDay(int stopMonth, DateOnly today)
    {
        var last = new PayMonth(stopMonth).AddMonths(-1).LastDay;
        return last < today ? last : today;
    }

    public static string Note(SharedCase told) =>
        $"Người này cũng đang hưởng ở {Place(told.Theirs)}{(told.Theirs.SinceMonth > 0 ? $" từ tháng {new PayMonth(told.Theirs.SinceMonth)}" : "")}. {string.Join(' ', told.Evidence)} Hai tỉnh cùng tạm giữ đến khi thống nhất nơi chi trả; các tháng tạm giữ được trả đủ sau đó.";

    /// <summary>Months in common of which lists here paid and this province takes back, the earliest first; empty where it takes back nothing.</summary>
    public static IReadOnlyList<CommonMonth> TakenBack(SharedCase told) =>
        Of(told) == ElsewhereStep.TakeBack ? [.. told.Months.Where(m => m.Month >= told.StopMonth && m.OurPaidDong > 0).OrderBy(m => m.Month)] : [];

    /// <summary>Latest month in common, yyyyMM; 0: none.</summary>
    public static int LastMonth(SharedCase told) => told.Months.Count > 0 ? told.Months.Max(m => m.Month) : 0;

    /// <summary>How a settled case ends, in a sentence.</summary>
    public static string Settled(SharedCase told)
    {
        var (payer, other) = told.PayerProvince == told.Ours.ProvinceCode ? (told.Ours.ProvinceName, told.Theirs.ProvinceName) : (told.Theirs.ProvinceName, told.Ours.ProvinceName);
        return told.Past ? $"{payer} chi trả đúng; {other} thu hồi các tháng cùng có tiền từ tháng {new PayMonth(told.StopMonth)}." : $"{payer} tiếp tục chi trả; {other} thôi từ tháng {new PayMonth(told.StopMonth)}.";
    }

    /// <summary>How it ended here, in a sentence.</summary>
    public static string Ended(SharedCase told) => State(told) switch
    {
        ElsewhereState.Asked or ElsewhereState.Disagreed => "Hai tỉnh không còn cùng chi trả cho tháng nào đang chạy: bỏ tạm giữ. Các tháng đã chi trùng được hỏi riêng để thu hồi.",
        ElsewhereState.Agreed when told.Past => $"Hai tỉnh thống nhất: {Settled(told)}",
        ElsewhereState.Decided when told.Past => $"Bộ quyết định: {Settled(told)} {told.DecidedReason}",
        ElsewhereState.NotSame => told.DecidedBy.Length > 0 ? $"Bộ kết luận không phải một người: {told.DecidedReason}" : $"Hai tỉnh cùng xác minh không phải một người. {told.OurWord?.Reason}",
        ElsewhereState.Agreed => $"Hai tỉnh thống nhất: {told.Ours.ProvinceName} tiếp tục chi trả, {told.Theirs.ProvinceName} thôi từ tháng {new PayMonth(told.StopMonth)}.",
        ElsewhereState.Decided => $"Bộ quyết định: {told.Ours.ProvinceName} tiếp tục chi trả, {told.Theirs.ProvinceName} thôi từ tháng {new PayMonth(told.StopMonth)}. {told.DecidedReason}",
        _ => $"Không còn hưởng ở hai tỉnh. {told.ClosedWhy}",
    };

    public static string Place(CaseSide side) => side.CommuneName.Length > 0 ? $"{side.CommuneName}, {side.ProvinceName}" : side.ProvinceName;

    public static string Words(ElsewhereState state) => state switch
    {
        ElsewhereState.Asked => "hai tỉnh đang xác minh",
        ElsewhereState.Agreed => "hai tỉnh đã thống nhất",
        ElsewhereState.NotSame => "không phải một người",
        ElsewhereState.Disagreed => "hai tỉnh không thống nhất, chờ Bộ quyết định",
        ElsewhereState.Decided => "Bộ đã quyết định",
        _ => "không còn hưởng ở hai tỉnh",
    };

    /// <summary>The state with what is asked.</summary>
    public static string Words(ElsewhereCase of) => of is { IsPast: true, State: not ElsewhereState.Closed } ? $"{Words(of.State)} (các tháng đã qua)" : Words(of.State);

    /// <param name="past">It is about months that are all over.</param>
    public static string Words(ElsewhereWord word, int stopMonth, bool past = false) => word switch
    {
        ElsewhereWord.Stays when past => "Tỉnh này chi trả đúng, tỉnh kia thu hồi các tháng cùng có tiền",
        ElsewhereWord.Stops when past => $"Tỉnh này thu hồi các tháng cùng có tiền từ tháng {new PayMonth(stopMonth)}",
        ElsewhereWord.Stays => "Tỉnh này tiếp tục chi trả, tỉnh kia thôi",
        ElsewhereWord.Stops => $"Tỉnh này thôi chi trả từ tháng {new PayMonth(stopMonth)}",
        ElsewhereWord.NotSame => "Không phải một người",
        _ => "Chưa trả lời",
    };

    public static string Words(CaseWord? said, bool past = false) => said is null || !Enum.TryParse<ElsewhereWord>(said.Word, out var word) ? "Chưa trả lời" : Words(word, said.FromMonth, past);

    /// <summary>The word as it is sent.</summary>
    public static SayRequest Say(ElsewhereCase of) => new()
    {
        Id = of.Id.ToString("D"), Round = of.Round, Word = new CaseWord { Word = of.Word.ToString(), FromMonth = of.StopMonth, Reason = of.Reason, Evidence = of.Evidence, Official = of.SaidBy, Office = of.SaidAs },
    };

    /// <summary>The kind of report that holds.</summary>
    internal static bool IsReportOf(LifeEvent told, string caseId) => Events.EventRules.IsOfTwoProvinces(told) && told.Value == caseId && told.IsOpen;
}
