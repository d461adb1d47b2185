using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// One event is helped once (policy 10.2): the same person or household is not paid twice for the same day, days of care do not overlap, and the rice of
/// one round is no more than the law's months over all lists. A day close by may be the same event: who decides otherwise writes why. Pure.
/// </summary>
public static class GivenOnce
{
    public static readonly ProblemKind PaidBefore = new("aid-paid-before",
        "Người này hoặc hộ này đã được {0} cho sự việc ngày {1} theo {2}. Mỗi sự việc chỉ được hỗ trợ một lần: hãy kiểm tra lại ngày xảy ra, hoặc kết luận không đủ điều kiện.");

    public static readonly ProblemKind PaidNear = new("aid-paid-near",
        "Người này hoặc hộ này đã được {0} cho sự việc ngày {1} theo {2}, chỉ cách {3} ngày. Nếu là cùng sự việc, hãy kết luận không đủ điều kiện; nếu là sự việc khác, hãy ghi lý do vào ô “Vì sao không trùng với lần hỗ trợ trước”.");

    public static readonly ProblemKind RiceOfRound = new("relief-rice-of-round",
        "Hộ {0} đã được hỗ trợ gạo {1} tháng của đợt này theo {2}; thêm {3} tháng thì quá {4}. Hãy bớt số tháng hoặc bỏ hộ khỏi danh sách; nếu là hộ khác hoặc đợt khác, hãy ghi lý do vào ô “Vì sao không trùng với lần hỗ trợ trước” của hộ này.");

    public static readonly ProblemKind GoodsBefore = new("relief-goods-before",
        "Hộ {0} đã được hỗ trợ nhu yếu phẩm cho sự việc ngày {1} theo {2}. Hãy bỏ hộ khỏi danh sách; nếu là hộ khác, hãy ghi lý do vào ô “Vì sao không trùng với lần hỗ trợ trước” của hộ này.");

    public static readonly ProblemKind HouseholdTwice = new("relief-household-twice",
        "Danh sách có hai hộ cùng tên chủ hộ {0}. Hãy bỏ một dòng; nếu là hai hộ khác nhau, hãy ghi lý do vào ô “Vì sao không trùng với lần hỗ trợ trước” của hộ này.");

    /// <summary>Whether the appraiser is asked why this is not what was given before; of a list each household is asked for, see <see cref="Doubts"/>.</summary>
    public static bool IsAsked(Case found) => !IsList(found) && found.Earlier.Count > 0;

    /// <summary>Why money is not paid again; null when nothing stands in its way.</summary>
    public static Problem? Money(Case found, AidKind aid)
    {
        var (on, days) = (found.Measure.On!.Value, found.Measure.Days);
        foreach (var before in found.Earlier.OrderBy(e => Math.Abs(e.On.DayNumber - on.DayNumber)))
        {
            if (aid == AidKind.EmergencyCare)
            {
                if (before.On < on.AddDays(Math.Max(days, 1)) && on <= before.Until)
                {
                    return PaidBefore.At("On", before.Name, VietnameseFormat.Date(before.On), before.Decision);
                }

                continue;
            }

            var apart = Math.Abs(before.On.DayNumber - on.DayNumber);
            if (apart == 0)
            {
                return PaidBefore.At("On", before.Name, VietnameseFormat.Date(before.On), before.Decision);
            }

            if (found.Measure.OtherEventWhy.Length == 0 && apart <= Near(found, LawParameters.AidNearDays))
            {
                return PaidNear.At(nameof(Measure.OtherEventWhy), before.Name, VietnameseFormat.Date(before.On), before.Decision, apart);
            }
        }

        return null;
    }

    /// <summary>Days of temporary care that the person was given before in the same emergency: spells with less than the convention's days between them are one.</summary>
    public static int CareDays(Case found)
    {
        var (begun, sum) = (found.Measure.On!.Value, 0);
        foreach (var spell in found.Earlier.Where(e => e.Until < found.Measure.On).OrderByDescending(e => e.On))
        {
            if (begun.DayNumber - spell.Until!.Value.DayNumber > Near(found, LawParameters.EmergencyCareGapDays))
            {
                break;
            }

            (begun, sum) = (spell.On, sum + spell.Days);
        }

        return sum;
    }

    /// <summary>
    /// Households of a village's list of which something was given before, or which stand on it twice, each with what is in doubt. They are known by
    /// name alone, so a reason lets one pass; a reason of one says nothing of the next.
    /// </summary>
    public static IReadOnlyList<HouseholdDoubt> Doubts(Case found) => !IsList(found) ? []
        : [.. ReliefGoods.Asked(found).GroupBy(h => VietnameseText.Fold(h.Head)).Select(g => (g.First().Head, g.Key, Problems: Of(found, g.Key, [.. g]).ToList())).Where(d => d.Problems.Count > 0)
            .Select(d => new HouseholdDoubt(d.Head, d.Problems, [.. found.Earlier.Where(e => e.Household == d.Key)], WhyOf(found, d.Key)))];

    /// <summary>Doubts that nobody has answered, each at its household's box.</summary>
    public static IEnumerable<Problem> Goods(Case found) =>
        Doubts(found).SelectMany((d, i) => d.Why.Length > 0 ? [] : d.Problems.Select(p => p with { Field = $"{nameof(MeasureFields.Households)}[{i}].{nameof(HouseholdWhyFields.Why)}" }));

    private static bool IsList(Case found) => found.Dossier.ProcedureCode == Procedures.EmergencyGoods;

    private static string WhyOf(Case found, string key) => found.Measure.HouseholdWhys.FirstOrDefault(w => VietnameseText.Fold(w.Head) == key)?.Why ?? "";

    private static IEnumerable<Problem> Of(Case found, string key, List<ReliefHousehold> rows)
    {
        if (rows.Count > 1)
        {
            yield return HouseholdTwice.Now(rows[0].Head);
        }

        var (earlier, cause, row) = (found.Earlier.Where(e => e.Household == key && e.Cause == ReliefGoods.CauseOf(found)).ToList(), ReliefGoods.CauseOn(found), rows[0]);
        if (row.Needs.Length > 0)
        {
            if (earlier.Find(e => e.Months == 0 && e.On == cause) is { } same)
            {
                yield return GoodsBefore.Now(row.Head, VietnameseFormat.Date(same.On), same.Decision);
            }

            yield break;
        }

        var (given, last) = Round(found, earlier);
        var (rules, on) = (found.Context.Rules, VietnamTime.Day(found.Dossier.SubmittedAt));
        var cap = rules.Parameter(row.Tet ? LawParameters.RiceMonthsTet : LawParameters.RiceMonthsHunger, on);
        var asked = Math.Min(row.Now ?? row.Months, (int)(cap?.Value ?? 0));
        if (last is not null && given + asked > cap?.Value)
        {
            yield return RiceOfRound.Now(row.Head, given, last.Decision, asked, $"{cap.Value} tháng của một đợt ({cap.Legal})");
        }
    }

    // Lists whose months meet are one round.
    private static (int Months, EarlierAid? Last) Round(Case found, List<EarlierAid> earlier)
    {
        var (begun, sum, last) = (found.Month, 0, (EarlierAid?)null);
        foreach (var one in earlier.Where(e => e.Months > 0).OrderByDescending(e => e.From))
        {
            if (one.From.AddMonths(one.Months) < begun)
            {
                break;
            }

            (begun, sum, last) = (one.From < begun ? one.From : begun, sum + one.Months, last ?? one);
        }

        return (sum, last);
    }

    private static long Near(Case found, string parameter) => found.Context.Rules.Parameter(parameter, found.Measure.On!.Value)?.Value ?? 0;
}

/// <summary>A household of a list that may have been helped before.</summary>
/// <param name="Head">As the list has it.</param>
/// <param name="Why">What the appraiser wrote; empty while he wrote nothing.</param>
public sealed record HouseholdDoubt(string Head, IReadOnlyList<Problem> Problems, IReadOnlyList<EarlierAid> Earlier, string Why);
