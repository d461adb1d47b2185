using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Kinds of limits of a stay.</summary>
public enum StayLimitKind
{
    Urgent = 1,
    FourYears,
    Sixteen,
    StudyEnds,
    SupportEnds,
    Contract,
}

/// <summary>What time does to a stay in an institution.</summary>
/// <param name="On">Day on which it happens.</param>
/// <param name="What">What happens and what is to do, for the institution and the commune.</param>
/// <param name="Article">As printed.</param>
public sealed record StayLimit(StayLimitKind Kind, DateOnly On, string What, string Article);

/// <summary>
/// Days that end or change a stay (Decree 20 Art. 24(4), 25(1), 26(2), 26(4), 26(5), 30(2)(d)): three months of urgent protection; at four years another
/// coefficient; at sixteen home, unless he studies, to twenty-two at most; support for some months after. Pure.
/// </summary>
public static class StayLimits
{
    private const int YoungYears = 4;

    /// <summary>All limits in order; none for elderly and disabled people, who stay.</summary>
    /// <param name="case">Null: not known, then only what everybody's age tells.</param>
    /// <param name="today">Whose law counts: stays are older than it.</param>
    /// <param name="studyUntil">Last day of studies; null: nothing is known of studies.</param>
    /// <param name="extended">The body above decided that urgent protection goes on (Art. 24(4)): its months end nothing.</param>
    public static IReadOnlyList<StayLimit> Of(AdmissionCase? @case, BirthDate birth, DateOnly from, DateOnly? studyUntil, DateOnly? contractUntil, RuleBook rules, DateOnly today, bool extended = false)
    {
        var limits = new List<StayLimit>();
        if (@case == AdmissionCase.Voluntary)
        {
            return contractUntil is { } last ? [new(StayLimitKind.Contract, last, "Hết hạn hợp đồng: ký tiếp hoặc thanh lý hợp đồng", "điểm i khoản 2 Điều 30 " + Articles.Decree20)] : [];
        }

        if (@case == AdmissionCase.Urgent && !extended && rules.Parameter(LawParameters.InstitutionUrgentMonths, today) is { } months)
        {
            limits.Add(new(StayLimitKind.Urgent, from.AddMonths((int)months.Value).AddDays(-1), $"Hết {months.Value} tháng bảo vệ khẩn cấp: đưa về gia đình, cộng đồng, lập hồ sơ tiếp nhận khác, hoặc xin cơ quan quản lý cấp trên quyết định", months.Legal));
        }

        if (birth.Assumed.AddYears(YoungYears) is var four && four > from)
        {
            limits.Add(new(StayLimitKind.FourYears, four, "Đủ 4 tuổi: điều chỉnh trợ cấp nuôi dưỡng từ hệ số 5,0 sang 4,0", Articles.Nurture));
        }

        // Who came as a grown person is not there as a child.
        var sixteen = birth.Assumed.AddYears((int)(rules.Parameter(LawParameters.InstitutionChildYears, today)?.Value ?? 0));
        if (sixteen > from && @case is null or AdmissionCase.Child or AdmissionCase.Urgent or AdmissionCase.Sanctioned)
        {
            limits.AddRange(Grown(birth, sixteen, studyUntil, rules, today));
        }

        return [.. limits.OrderBy(l => l.On)];
    }

    /// <summary>The limit that is next to be acted on; null: none is ahead. One that passed and was not acted on stays: sixteen years until studies beyond it are told, the end of these until he leaves.</summary>
    /// <param name="limits">As <see cref="Of"/> tells them.</param>
    /// <param name="young">The allowance still has the coefficient of a child under four.</param>
    public static StayLimit? Next(IReadOnlyList<StayLimit> limits, DateOnly today, bool young) => limits.FirstOrDefault(l => l.On > today || l.Kind switch
    {
        StayLimitKind.FourYears => young, StayLimitKind.Sixteen => !limits.Any(x => x.Kind == StayLimitKind.StudyEnds), _ => true,
    });

    private static IEnumerable<StayLimit> Grown(BirthDate birth, DateOnly sixteen, DateOnly? studyUntil, RuleBook rules, DateOnly today)
    {
        var (child, study, support) = (rules.Parameter(LawParameters.InstitutionChildYears, today), rules.Parameter(LawParameters.InstitutionStudyYears, today), rules.Parameter(LawParameters.InstitutionSupportMonths, today));
        if (child is null || study is null || support is null)
        {
            yield break;
        }

        yield return new(StayLimitKind.Sixteen, sixteen, $"Đủ {child.Value} tuổi: không đi học thì đưa về nơi ở trước khi vào cơ sở; đang học thì được ở tiếp đến khi học xong, không quá {study.Value} tuổi", child.Legal);
        var cap = birth.Assumed.AddYears((int)study.Value);
        var end = studyUntil is { } told && told > sixteen ? (told < cap ? told : cap) : sixteen;
        if (end > sixteen)
        {
            yield return new(StayLimitKind.StudyEnds, end, end == cap ? $"Đủ {study.Value} tuổi: hết thời gian ở cơ sở để học" : "Học xong: đưa về nơi ở trước khi vào cơ sở", study.Legal);
        }

        yield return new(StayLimitKind.SupportEnds, end.AddMonths((int)support.Value), $"Hết {support.Value} tháng được trợ cấp tiếp để tự lập: dừng trợ cấp nuôi dưỡng", support.Legal);
    }
}
