using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Reference;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What one aid comes to.</summary>
/// <param name="Article">The rule, as printed.</param>
/// <param name="Times">Times the level; 0 for a sum or an actual cost.</param>
public sealed record Aid(AidKind Kind, long Dong, string Arithmetic, string Article, int Times = 0, long LevelDong = 0);

/// <summary>Amounts of one-off aid: so many times the level of the day of the event, a sum, or so much a day (policy 2.2–2.4), from the shipped table. Pure.</summary>
public static class AidAmounts
{
    private static readonly Lazy<IReadOnlyList<AidRow>> Rows = new(() => ReferenceTable.Read("aid-amounts").Rows.Select(r => new AidRow(
        Enum.Parse<AidKind>(r["kind"]), r.Int("times")!.Value, r.Int("dong")!.Value, r.Int("perDay")!.Value, r["legal"],
        r.Date("validFrom")!.Value, r.Date("validTo"))).ToList());

    /// <summary>The amount, or null when no rule was in force on that day.</summary>
    /// <param name="on">Day of death, injury or damage: its level applies.</param>
    /// <param name="days">Days of emergency care.</param>
    /// <param name="costDong">Proven cost: added to emergency care; for a burial by a body the least is the law's sum (Art. 14(2)).</param>
    public static Aid? Of(AidKind kind, DateOnly on, int days, long costDong, RuleBook rules, string province)
    {
        if (Rows.Value.FirstOrDefault(r => r.Kind == kind && r.From <= on && (r.To is null || on <= r.To)) is not { } row
            || rules.LevelIn(PayMonth.Of(on), province) is not { } level)
        {
            return null;
        }

        var (sum, words) = row switch
        {
            { Times: > 0 } => (row.Times * level.Amount, $"{row.Times} × {new Dong(level.Amount)}"),
            { PerDay: > 0 } => (days * row.PerDay, $"{days} ngày × {new Dong(row.PerDay)}"),
            _ => (row.Dong, $"{new Dong(row.Dong)}/hộ"),
        };
        var total = kind == AidKind.EmergencyCare ? sum + costDong : kind == AidKind.DisasterFuneral ? Math.Max(sum, costDong) : sum;
        var added = kind == AidKind.EmergencyCare && costDong > 0 ? $" + chi phí thực tế {new Dong(costDong)}" : "";
        return total <= 0 ? null : new Aid(kind, total, kind == AidKind.DisasterFuneral && costDong > sum ? $"Chi phí thực tế {new Dong(costDong)}" : $"{words}{added} = {new Dong(total)}", row.Legal,
            row.Times > 0 && total == sum ? (int)row.Times : 0, level.Amount);
    }

    public static OneOffKind PaymentOf(AidKind kind) => kind switch
    {
        AidKind.Funeral or AidKind.InstitutionFuneral or AidKind.DisasterFuneral => OneOffKind.Funeral,
        AidKind.Treatment => OneOffKind.Treatment,
        AidKind.EmergencyCare => OneOffKind.EmergencyCare,
        _ => OneOffKind.Housing,
    };

    public static string Name(AidKind kind) => kind switch
    {
        AidKind.Funeral => "hỗ trợ chi phí mai táng",
        AidKind.InstitutionFuneral => "hỗ trợ chi phí mai táng người được nuôi dưỡng tại cơ sở trợ giúp xã hội",
        AidKind.DisasterFuneral => "hỗ trợ khẩn cấp chi phí mai táng",
        AidKind.Treatment => "hỗ trợ khẩn cấp chi phí điều trị người bị thương nặng",
        AidKind.HouseLost => "hỗ trợ làm nhà ở do nhà bị đổ, sập, trôi, cháy hoàn toàn",
        AidKind.Relocation => "hỗ trợ di dời nhà ở khẩn cấp",
        AidKind.HouseDamaged => "hỗ trợ sửa chữa nhà ở bị hư hỏng nặng",
        _ => "hỗ trợ chăm sóc, nuôi dưỡng đối tượng cần bảo vệ khẩn cấp",
    };

    private sealed record AidRow(AidKind Kind, long Times, long Dong, long PerDay, string Legal, DateOnly From, DateOnly? To);
}
