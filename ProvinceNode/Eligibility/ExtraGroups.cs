namespace ProvinceNode.Eligibility;

/// <summary>A province's own groups (Decree 20 Art. 4): their rows declare the conditions, which become clauses like the nation's.</summary>
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

    /// <summary>The row as a category; null when the code is no province's.</summary>
    public static CategoryRow? Category(LawRows rows, string code) => rows.ExtraGroups.FirstOrDefault(e => e.Code == code) is { } row ? Category(row) : null;

    private static CategoryRow Category(ExtraGroupRow row) => new()
    {
        Code = row.Code, Legal = row.Legal, Label = row.Label, AgeFromMonths = row.AgeFromMonths, AgeUntilMonths = row.AgeUntilMonths,
        CoefficientHundredths = row.CoefficientHundredths, Form = row.Form, ValidFrom = row.ValidFrom, ValidTo = row.ValidTo,
    };

    private static GroupRule Rule(ExtraGroupRow row)
    {
        var clauses = new List<ClauseRule>();
        if (row.Poverty != PovertyStatus.None)
        {
            clauses.Add(row.Poverty == PovertyStatus.Poor ? CommonClauses.Poor(row.Legal) : CommonClauses.PoorOrNear(row.Legal));
        }

        if (row.Degree != DisabilityDegree.None)
        {
            clauses.Add(CommonClauses.Certificate);
            clauses.Add(new(row.Legal, $"Mức độ khuyết tật từ {Words.Degree(row.Degree).ToLower(Protos.Values.VietnameseFormat.Culture)}", (in CaseMonth c) => c.Degree >= row.Degree,
                (in CaseMonth c) => Words.Degree(c.Degree)));
        }

        if (row.SpecialArea)
        {
            clauses.Add(CommonClauses.SpecialArea(row.Legal));
        }

        if (row.WithoutPension)
        {
            clauses.Add(new(row.Legal, "Không có lương hưu, trợ cấp bảo hiểm xã hội hàng tháng", (in CaseMonth c) => !HasPension(c), (in CaseMonth c) => HasPension(c) ? "Có" : "Không có"));
        }

        return new() { Group = row.Code, Name = row.Label, Article = row.Legal, Form = row.Form, Families = [row.Code], Clauses = [.. clauses] };
    }

    private static bool HasPension(in CaseMonth c)
    {
        c.Income(pensionsOnly: true, out var any);
        return any;
    }
}
