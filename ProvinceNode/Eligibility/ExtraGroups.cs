using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Groups that a province or a later decree adds (Decree 20 Art. 4): their rows declare the conditions, which become clauses like the nation's.</summary>
internal static class ExtraGroups
{
    public static Entry Entry(ExtraGroupRow row, IReadOnlyList<LevelRow> levels, IReadOnlyList<SupplementRow> supplements)
    {
        var fixedAmount = new LevelRow { Amount = row.AmountDong, Legal = row.Legal, ValidFrom = row.ValidFrom };
        var tariff = row.AmountDong > 0
            ? new Tariff { Row = Category(row), Level = fixedAmount, Coefficient = 100 }
            : Edition.Tariff(Category(row), LevelKind.Standard, levels, supplements);
        return new Entry(Rule(row), [tariff is null ? [] : [tariff]]);
    }

    /// <summary>The rows of a code as categories; none when no group has it.</summary>
    public static IEnumerable<CategoryRow> Categories(LawRows rows, string code) => rows.ExtraGroups.Where(e => e.Code == code).Select(Category);

    /// <summary>The conditions in the words of the clauses, for who proposes, approves and reads them.</summary>
    public static IReadOnlyList<string> Conditions(ExtraGroupRow row) =>
    [
        .. row.AgeFromMonths is null && row.AgeUntilMonths is null ? Array.Empty<string>() : ["Tuổi " + Words.Ages(row.AgeFromMonths, row.AgeUntilMonths)],
        .. Clauses(row).Select(c => c.Wants),
    ];

    private static CategoryRow Category(ExtraGroupRow row) => new()
    {
        Code = row.Code, Legal = row.Legal, Label = row.Label, AgeFromMonths = row.AgeFromMonths, AgeUntilMonths = row.AgeUntilMonths,
        CoefficientHundredths = row.CoefficientHundredths, Form = row.Form, Sensitive = row.Sensitive, ValidFrom = row.ValidFrom, ValidTo = row.ValidTo,
    };

    private static GroupRule Rule(ExtraGroupRow row) =>
        new() { Group = row.Code, Name = row.Label, Article = row.Legal, Form = row.Form, Families = [row.Code], Sensitive = row.Sensitive, Clauses = [.. Clauses(row)] };

    // The attested condition first: it tells best whom the group is for.
    private static List<ClauseRule> Clauses(ExtraGroupRow row)
    {
        var clauses = new List<ClauseRule>();
        if (row.Attested.Length > 0)
        {
            clauses.Add(new(row.Legal, row.Attested, (in CaseMonth c) => Attested(c, row)?.Confirmed == true, (in CaseMonth c) => AttestedWords(c, row)));
        }

        switch (row.Poverty)
        {
            case PovertyStatuses.Poor: clauses.Add(CommonClauses.Poor(row.Legal)); break;
            case PovertyStatuses.Either: clauses.Add(CommonClauses.PoorOrNear(row.Legal)); break;
            case PovertyStatuses.NearPoor: clauses.Add(new(row.Legal, "Thuộc hộ cận nghèo", (in CaseMonth c) => c.Poverty == PovertyStatus.NearPoor, CommonClauses.Poverty)); break;
        }

        if (row.Degrees != DisabilityDegrees.Any)
        {
            clauses.Add(CommonClauses.Certificate);
            clauses.Add(new(row.Legal, $"Mức độ khuyết tật: {Degrees(row.Degrees)}", (in CaseMonth c) => Takes(row.Degrees, c.Degree), (in CaseMonth c) => Words.Degree(c.Degree)));
        }

        if (row.SpecialArea)
        {
            clauses.Add(CommonClauses.SpecialArea(row.Legal));
        }

        Means(row, clauses);
        return clauses;
    }

    private static void Means(ExtraGroupRow row, List<ClauseRule> clauses)
    {
        if (row.WithoutPension)
        {
            clauses.Add(new(row.Legal, "Không có lương hưu, trợ cấp bảo hiểm xã hội hàng tháng", (in CaseMonth c) => !HasPension(c), (in CaseMonth c) => HasPension(c) ? "Có" : "Không có"));
        }

        if (row.WithoutAllowance)
        {
            clauses.Add(new(row.Legal, "Không hưởng trợ cấp xã hội, trợ cấp ưu đãi người có công hàng tháng theo văn bản khác", (in CaseMonth c) => c.Allowance(socialOnly: false) is null,
                (in CaseMonth c) => c.Allowance(socialOnly: false) is { } other ? $"Đang hưởng {other.Name}".TrimEnd() : "Không có"));
        }

        if (row.Support != SupportCondition.Any)
        {
            var able = row.Support == SupportCondition.NobodyAble;
            clauses.Add(new(row.Legal, "Không có người có nghĩa vụ và quyền phụng dưỡng" + (able ? ", hoặc người đó đang hưởng trợ cấp xã hội hàng tháng" : ""),
                (in CaseMonth c) => ElderlyGroups.Supporters(c, able) == 0, ElderlyGroups.Supported));
        }

        if (row.LivesAlone)
        {
            clauses.Add(new(row.Legal, "Sống một mình", (in CaseMonth c) => Alone(c), (in CaseMonth c) => Alone(c) ? "Sống một mình" : "Sống cùng người khác, hoặc chưa khai"));
        }
    }

    private static bool Takes(DisabilityDegrees wanted, DisabilityDegree degree) => degree switch
    {
        DisabilityDegree.Mild => wanted.HasFlag(DisabilityDegrees.Mild),
        DisabilityDegree.Severe => wanted.HasFlag(DisabilityDegrees.Severe),
        DisabilityDegree.ExtremelySevere => wanted.HasFlag(DisabilityDegrees.ExtremelySevere),
        _ => false,
    };

    private static string Degrees(DisabilityDegrees wanted) => string.Join(" hoặc ",
        new[] { DisabilityDegree.Mild, DisabilityDegree.Severe, DisabilityDegree.ExtremelySevere }.Where(d => Takes(wanted, d)).Select(d => Words.Degree(d).ToLower(VietnameseFormat.Culture)));

    // What was attested last counts, whatever the order in which it is told; a word on another sentence of the same group is no word on this one.
    private static AttestedFacts? Attested(in CaseMonth c, ExtraGroupRow row, bool ofAnySentence = false)
    {
        AttestedFacts? found = null;
        for (var i = 0; i < c.Facts.Attested.Count; i++)
        {
            var claim = c.Facts.Attested[i];
            if (claim.Group == row.Code && (ofAnySentence || claim.IsOn(row)) && c.Covers(claim.From, claim.Until) && (found is null || (claim.ConfirmedOn ?? DateOnly.MinValue) > (found.ConfirmedOn ?? DateOnly.MinValue)
                || (claim.ConfirmedOn == found.ConfirmedOn && claim.Confirmed == true)))
            {
                found = claim;
            }
        }

        return found;
    }

    private static string AttestedWords(in CaseMonth c, ExtraGroupRow row) => Attested(c, row) switch
    {
        null => Attested(c, row, ofAnySentence: true) is null ? "Chưa khai thuộc trường hợp này" : "UBND cấp xã đã xác nhận điều kiện trước đây của nhóm, chưa xác nhận điều kiện này",
        { Confirmed: true, ConfirmedOn: { } day } => $"Đúng, UBND cấp xã xác nhận ngày {VietnameseFormat.Date(day)}",
        { Confirmed: true } => "Đúng, theo xác nhận của UBND cấp xã",
        { Confirmed: false } => "Không đúng, theo xác nhận của UBND cấp xã",
        _ => "Đã khai, UBND cấp xã chưa xác nhận",
    };

    private static bool Alone(in CaseMonth c)
    {
        for (var i = 0; i < c.Facts.LivesAlone.Count; i++)
        {
            if (c.Covers(c.Facts.LivesAlone[i].From, c.Facts.LivesAlone[i].Until))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasPension(in CaseMonth c)
    {
        c.Income(pensionsOnly: true, out var any);
        return any;
    }
}
