using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Dossiers.People;

/// <summary>An event as the file of a person shows it, as it was known on a day. Pure.</summary>
/// <param name="Holds">Months without payment for its sake, in words.</param>
public sealed record FiledEvent(string What, DateOnly? On, string Source, string Reference, string State, bool IsOpen, string Why, IReadOnlyList<string> Holds)
{
    public static FiledEvent Of(Known<LifeEventState> known)
    {
        var state = known.State;
        var (kind, source, stands) = (Enum.Parse<LifeEventKind>(state.Kind), Enum.Parse<EventSource>(state.Source), Enum.Parse<EventState>(state.State));
        var detail = LifeEventWords.Detail(kind, state.Value);
        return new(detail.Length > 0 ? $"{LifeEventWords.Of(kind)}: {detail.ToLower(VietnameseFormat.Culture)}" : LifeEventWords.Of(kind), PersonEntry.Day(state.HappenedOn),
            LifeEventWords.Of(source), state.Reference, LifeEventWords.Of(stands), stands is EventState.Reported or EventState.InDossier, state.SettledWhy, [.. state.Holds.Select(Words)]);
    }

    /// <summary>"Tạm giữ chi trả từ tháng 11/2026" and what became of it.</summary>
    public static string Words(PaymentHoldState hold)
    {
        var from = new PayMonth(hold.FromMonth);
        if (hold.LiftedAtUnixMs == 0)
        {
            return $"Đang tạm giữ chi trả từ tháng {from}";
        }

        var day = VietnameseFormat.Date(VietnamTime.Day(DateTimeOffset.FromUnixTimeMilliseconds(hold.LiftedAtUnixMs).UtcDateTime));
        return hold.LastMonth < hold.FromMonth ? $"Đã bỏ tạm giữ ngày {day}, chưa kỳ chi trả nào bị giữ: {hold.LiftedWhy}"
            : $"Tạm giữ chi trả {(hold.LastMonth == hold.FromMonth ? $"tháng {from}" : $"từ tháng {from} đến tháng {new PayMonth(hold.LastMonth)}")}, bỏ tạm giữ ngày {day}: {hold.LiftedWhy}";
    }
}
