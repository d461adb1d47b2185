using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Months in a row (policy 1.5, 10.3, appendix B): birthdays, levels, rule sets, studies, poverty years; arrears, recoveries, triggers.</summary>
public sealed class TimelineTests
{
    // Born 2006-08: 4 and 16 years, group 2 while studying until June 2026.
    [Fact]
    public void Orphan_AcrossSixteen_GoesOnWhileStudying()
    {
        var facts = new Facts { Birth = BirthDate.Of(2006, 8, 20), Mother = [new(ParentState.Dead)], Father = [new(ParentState.Dead)], Study = [new(new(2012, 9, 1), new(2026, 6, 15))] };

        Assert.Equal(
            ["202205-202207 1.x.o4 540000", "202208-202406 2 540000", "202407-202606 2 750000", "202607-202609 0"],
            Spans(facts, 202205, 202609));
    }

    [Fact]
    public void Orphan_WithoutSchool_KeepsTheMonthOfSixteen() => Assert.Equal(
        ["202206-202208 1.x.o4 540000", "202209-202210 0"],
        Spans(new() { Birth = BirthDate.Of(2006, 8, 20), AbandonedOn = new(2010, 1, 1) }, 202206, 202210));

    [Theory]
    [InlineData(0, "202206-202207 1.x.u4 900000", "202208-202209 1.x.o4 540000")]
    [InlineData(1, "202206-202208 1.x.u4 900000", "202209-202209 1.x.o4 540000")]
    public void Decrease_ByAge_IsOfTheBirthdayMonthOrTheNextByParameter(int next, params string[] spans) => Assert.Equal(spans, Spans(
        new() { Birth = BirthDate.Of(2018, 8, 20), AbandonedOn = new(2019, 1, 1) }, 202206, 202209,
        Law.With(rows => rows with { Parameters = [new() { Name = LawParameters.DecreaseNextMonth, Value = next, Legal = "Quy ước", ValidFrom = new(2021, 7, 1) }] })));

    [Fact]
    public void Infant_AtThirtySixMonths_KeepsTheMonth() => Assert.Equal(
        ["202206-202208 7 540000", "202209-202209 0"], Spans(People.Infant(202208, 36), 202206, 202209));

    [Fact]
    public void Student_AtTwentyTwo_KeepsTheMonth() => Assert.Equal(
        ["202206-202208 2 540000", "202209-202209 0"], Spans(People.Student(202208, 264), 202206, 202209));

    // 10.3: 5.c holders of June 2025 are converted without a request; then the level of 2026.
    [Fact]
    public void Elder_AcrossTheReform_IsConvertedToSocialPension() => Assert.Equal(
        ["202406-202406 5.c 360000", "202407-202506 5.c 500000", "202507-202606 HT.1 500000", "202607-202607 HT.1 540000"],
        Spans(People.ElderWithoutPension(202406, 85 * 12), 202406, 202607));

    [Fact]
    public void Poverty_LostAtTheYearlyReview_EndsWithTheYear() => Assert.Equal(
        ["202211-202212 5.a.60 540000", "202301-202302 0"],
        Spans(People.AloneElder(202211, 800) with { Poverty = [new(PovertyStatus.Poor, new(2022, 1, 1), new(2022, 12, 31))] }, 202211, 202302));

    [Fact]
    public void SingleParent_AsChildrenGrow_HasOneFewerThenTheLastMonth() => Assert.Equal(
        ["202207-202208 4 720000", "202209-202211 4 360000", "202212-202212 0"],
        Spans(People.SingleParent(202209, 16 * 12, (16 * 12) - 2) with { Children = [new(People.Born(202209, 192)), new(People.Born(202211, 192))] }, 202207, 202212));

    [Fact]
    public void Pregnancy_ThenBirth_ChangesTheSupport()
    {
        var facts = People.Disabled(202210, 300, DisabilityDegree.Severe) with { Pregnancies = [new(new(2022, 3, 1), new(2022, 11, 20))], Children = [new(BirthDate.Of(2022, 11, 20)), new(BirthDate.Of(2020, 1, 9))] };

        Assert.Equal(
            ["202210-202212 6.n.adult 540000 + CS.5 720000", "202301-202301 6.n.adult 540000 + CS.4 540000"], Spans(facts, 202210, 202301));
    }

    [Fact]
    public void Arrears_BeforeTheDecree_AreSaidToBeNotComputed()
    {
        var facts = Law.Disabled(DisabilityDegree.Severe, new(202210), 400, new(2021, 5, 3));

        var spans = Arrears.Between(facts, new(202105), new(202109), Law.Book, "38");

        Assert.Equal([(202105, 202106, false), (202107, 202108, true)], spans.Select(s => (s.FromMonth, s.ToMonth, s.Computed)));
        Assert.Contains("không tính theo quy định cũ", spans[0].Note, StringComparison.Ordinal);
        Assert.Contains(Law.Decide(facts, 202108).Remarks, r => r.Contains("không tính theo quy định cũ", StringComparison.Ordinal));
    }

    // 10.3: lists of July to September 2026 were paid at 500 000; the difference is due.
    [Fact]
    public void Difference_AfterALevelWithBackdatedForce_IsDue()
    {
        var due = Timeline.Of(People.Disabled(202607, 400, DisabilityDegree.Severe), new(new(202606), new(202609), new(202606)), Law.Book, "38");

        Assert.Equal([new ArrearsSpan(202607, 202609, 60_000, 3)], Arrears.Against(due, [new(202606, 750_000), new(202607, 750_000), new(202608, 750_000), new(202609, 750_000)]));
    }

    [Fact]
    public void Payment_AfterADeath_IsRecovered()
    {
        var due = Timeline.Of(People.Disabled(202210, 400, DisabilityDegree.Severe) with { DiedOn = new(2022, 10, 30) }, new(new(202209), new(202212), new(202209)), Law.Book, "38");

        Assert.Equal([new ArrearsSpan(202211, 202212, -540_000, 2), new ArrearsSpan(202301, 202301, -100, 1)],
            Arrears.Against(due, [new(202209, 540_000), new(202210, 540_000), new(202211, 540_000), new(202212, 540_000), new(202301, 100)]));
    }

    public static TheoryData<string, Facts, int, TriggerKind, string> Events => new()
    {
        { "group 7", People.Infant(202208, 36), 202208, TriggerKind.Months36, "Thôi hưởng từ tháng 09/2022" },
        { "group 1", People.Orphan(202208, 48), 202208, TriggerKind.Years4, "Điều chỉnh từ tháng 08/2022: 900.000 đồng thành 540.000 đồng/tháng" },
        { "group 3", People.WithHiv(202208, 48), 202208, TriggerKind.Years4, "Điều chỉnh từ tháng 08/2022: 900.000 đồng thành 720.000 đồng/tháng" },
        { "1 to 2", People.Orphan(202208, 192) with { Study = [new()] }, 202208, TriggerKind.Years16, "Đổi nhóm từ tháng 08/2022, mức không đổi 540.000 đồng/tháng" },
        { "1 ends", People.Orphan(202208, 192), 202208, TriggerKind.Years16, "Thôi hưởng từ tháng 09/2022" },
        { "3 to 8", People.WithHiv(202208, 192), 202208, TriggerKind.Years16, "Điều chỉnh từ tháng 08/2022: 720.000 đồng thành 540.000 đồng/tháng" },
        { "6 at 16", People.Disabled(202208, 192, DisabilityDegree.Severe), 202208, TriggerKind.Years16, "Điều chỉnh từ tháng 08/2022: 720.000 đồng thành 540.000 đồng/tháng" },
        { "2 at 22", People.Student(202208, 264), 202208, TriggerKind.Years22, "Thôi hưởng từ tháng 09/2022" },
        { "study", People.Student(202208, 230) with { Study = [new(null, new(2022, 8, 31))] }, 202208, TriggerKind.StudyEnds, "Thôi hưởng từ tháng 09/2022" },
        { "child", People.SingleParent(202208, 192, 100) with { Children = [new(People.Born(202208, 192)), new(People.Born(202208, 100))] }, 202208, TriggerKind.ChildLeavesCount, "Điều chỉnh từ tháng 08/2022: 720.000 đồng thành 360.000 đồng/tháng" },
        { "60", People.Disabled(202208, 720, DisabilityDegree.ExtremelySevere), 202208, TriggerKind.Years60, "Điều chỉnh từ tháng 08/2022: 720.000 đồng thành 900.000 đồng/tháng" },
        { "80", People.AloneElder(202208, 960), 202208, TriggerKind.Years80, "Điều chỉnh từ tháng 08/2022: 540.000 đồng thành 720.000 đồng/tháng" },
        { "75 before", People.Aged(202208, 900), 202208, TriggerKind.PensionCandidate, "Đưa vào danh sách dự kiến của cấp xã để hướng dẫn lập hồ sơ" },
        { "70 after", People.Aged(202508, 840), 202508, TriggerKind.PensionCandidate, "Đưa vào danh sách dự kiến của cấp xã để hướng dẫn lập hồ sơ" },
        { "infant", People.Disabled(202208, 300, DisabilityDegree.Severe) with { Children = [new(People.Born(202208, 36))] }, 202208, TriggerKind.ChildMonths36, "Điều chỉnh từ tháng 09/2022: 1.080.000 đồng thành 540.000 đồng/tháng" },
        { "pregnancy", People.Disabled(202208, 300, DisabilityDegree.Severe) with { Pregnancies = [new(null, new(2022, 8, 2))] }, 202208, TriggerKind.PregnancyEnds, "Điều chỉnh từ tháng 09/2022: 1.080.000 đồng thành 540.000 đồng/tháng" },
        { "poverty", People.AloneElder(202208, 800) with { Poverty = [new(PovertyStatus.Poor, null, new(2022, 12, 31))] }, 202212, TriggerKind.PovertyEnds, "Thôi hưởng từ tháng 01/2023; Rà soát lại các nhóm 3, 4, 5.a, 5.b, 5.d, 7, 8 theo kết quả rà soát hộ nghèo" },
        { "certificate", Law.Disabled(DisabilityDegree.Severe, new(202208), 300) is var d ? d with { Disability = d.Disability! with { CertificateOn = new(2022, 1, 1), ValidUntil = new(2022, 8, 9) } } : d, 202208, TriggerKind.CertificateEnds, "Thôi hưởng từ tháng 09/2022; Kiểm tra giấy xác nhận khuyết tật; tạm dừng hoặc điều chỉnh theo giấy mới" },
        { "six", People.Disabled(202208, 72, DisabilityDegree.Severe), 202208, TriggerKind.CertificateAtSix, "Xác định lại mức độ khuyết tật và cấp giấy mới" },
        { "law", People.Disabled(202407, 300, DisabilityDegree.Severe), 202407, TriggerKind.LawChanges, "Điều chỉnh từ tháng 07/2024: 540.000 đồng thành 750.000 đồng/tháng" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_OfTime_IsForetoldWithItsMonthAndEffect(string what, Facts facts, int month, TriggerKind kind, string effect)
    {
        var triggers = Triggers.Ahead(facts, new PayMonth(month).AddMonths(-3), new PayMonth(month).AddMonths(3), People.Book, "38");

        Assert.True(triggers.Any(t => (t.Month, t.Kind, t.Effect) == (month, kind, effect)), $"{what}: {string.Join(" | ", triggers.Select(t => $"{t.Month} {t.Kind} {t.Effect}"))}");
    }

    // Each 1 January, for the groups that rest on poverty and for as long as they are paid; nothing ends by it.
    [Theory]
    [InlineData("5.a", 202208, 202402, "202301 202401")]
    [InlineData("5.a", 202302, 202312, "")]
    [InlineData("5.a", 202301, 202301, "202301")]
    [InlineData("3", 202208, 202301, "202301")]
    [InlineData("4", 202208, 202301, "202301")]
    [InlineData("5.b", 202208, 202301, "202301")]
    [InlineData("5.c", 202208, 202301, "")]
    [InlineData("5.d", 202208, 202301, "202301")]
    [InlineData("6", 202208, 202301, "")]
    [InlineData("7", 202208, 202301, "202301")]
    [InlineData("7 until 36 months", 202208, 202402, "202301")]
    [InlineData("8", 202208, 202301, "202301")]
    [InlineData("1", 202208, 202301, "")]
    public void Poverty_OfWhoeverRestsOnIt_IsReviewedEachJanuary(string group, int from, int to, string months)
    {
        var facts = group switch
        {
            "3" => People.WithHiv(202208, 100), "4" => People.SingleParent(202208, 60), "5.a" => People.AloneElder(202208, 800), "5.b" => People.ElderInSpecialPlace(202208, 910),
            "5.c" => People.ElderWithoutPension(202208, 970), "5.d" => People.TakenInElder(202208, 800), "6" => People.Disabled(202208, 400, DisabilityDegree.Severe), "7" => People.Infant(202208, 20),
            "7 until 36 months" => People.Infant(202208, 26), "8" => People.WithHiv(202208, 400), _ => People.Orphan(202208, 100),
        };

        var reviews = Triggers.Ahead(facts, new(from), new(to), People.Book, "38").Where(t => t.Kind == TriggerKind.PovertyReview).ToList();

        Assert.Equal(months, string.Join(' ', reviews.Select(t => t.Month)));
        Assert.All(reviews, t => Assert.Equal((0, true, $"Rà soát hộ nghèo, hộ cận nghèo năm {t.Month / 100}"), (t.EffectMonth, t.BeforeDong == t.AfterDong && t.AfterDong > 0, t.What)));
        Assert.All(reviews, t => Assert.True(Timeline.Of(facts, new(new(t.Month), new(t.Month), new(from)), People.Book, "38")[0].TotalDong > 0));
    }

    [Fact]
    public void Adult_WithoutEvents_HasNoTriggers() => Assert.Empty(Triggers.Ahead(People.Disabled(202208, 400, DisabilityDegree.Severe), new(202208), new(202406), People.Book, "38"));

    private static IEnumerable<string> Spans(Facts facts, int from, int to, RuleBook? rules = null) =>
        Timeline.Spans(Timeline.Of(facts, new(new(from), new(to), new(from)), rules ?? People.Book, "38"))
            .Select(s => $"{s.FromMonth}-{s.ToMonth} {(s.Parts.Count == 0 ? "0" : string.Join(" + ", s.Parts.Select(p => $"{p.CategoryCode} {p.MonthlyDong}")))}");
}
