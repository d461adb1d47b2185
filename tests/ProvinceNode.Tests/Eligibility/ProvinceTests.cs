using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>What a province adds by resolution (Decree 20 Art. 4), and what is wrong with rows before they are used.</summary>
public sealed class ProvinceTests
{
    private static readonly DateOnly From = new(2022, 1, 1);
    private static readonly Facts Adult = People.Disabled(202210, 400, DisabilityDegree.Severe);

    [Theory]
    [InlineData("6", 50_000, 0, 0, 590_000)]
    [InlineData("6.n", 0, 700_000, 0, 700_000)]
    [InlineData("", 0, 100_000, 0, 540_000)]
    [InlineData("6.n.adult", 0, 0, 200, 720_000)]
    [InlineData("6", 0, 0, 100, 540_000)]
    [InlineData("5", 50_000, 0, 0, 540_000)]
    public void Supplement_OfAProvince_RaisesAndNeverLowers(string prefix, long add, long least, int coefficient, long paid)
    {
        var rules = Law.With(rows => rows with { Supplements = [Supplement(prefix, add, least, coefficient)] });

        Assert.Equal(paid, Law.Decide(Adult, 202210, rules).TotalDong);
        Assert.Equal([540_000, 540_000], new[] { Law.Decide(Adult, 202210, rules, "01"), Law.Decide(Adult, 202112, rules) }.Select(a => a.TotalDong));
    }

    [Fact]
    public void Level_ForSomeCategories_HoldsForThemOnly()
    {
        var rules = Law.With(rows => rows with { Levels = [.. rows.Levels, new() { ProvinceCode = "38", CategoryPrefix = "CS", Amount = 440_000, Legal = "NQ", ValidFrom = From }] });
        var facts = People.Disabled(202210, 400, DisabilityDegree.ExtremelySevere) with { Care = [new(CareKind.Family)] };

        Assert.Equal("6.dbn.adult 720000 + CS.6 440000", People.Awarded(Law.Decide(facts, 202210, rules)));
    }

    [Fact]
    public void ExtraGroup_OfAProvince_IsAskedByItsConditions()
    {
        var row = Extra("P38.1");
        (row.Poverty, row.AgeFromMonths, row.CoefficientHundredths) = (PovertyStatuses.Either, 720, 120);
        var rules = Law.With(rows => rows with { ExtraGroups = [row] });
        var elder = People.Aged(202210, 720) with { Poverty = People.NearPoor };

        Assert.Equal("P38.1 432000", People.Awarded(Law.Decide(elder, 202210, rules)));
        Assert.Equal(["", "", ""], new[] { Law.Decide(elder, 202210, rules, "01"), Law.Decide(elder with { Poverty = [] }, 202210, rules), Law.Decide(elder, 202209, rules) }.Select(People.Awarded));
    }

    // Policy 2.3, 2.4: at least 20, 50 and 10 times, at least 40 million; a choice is 0 or 1; rounds of rice and emergency care have a most.
    [Theory]
    [InlineData(LawParameters.FuneralTimes, 19, "thấp hơn mức chung cả nước 20")]
    [InlineData(LawParameters.FuneralTimes, 25, "")]
    [InlineData(LawParameters.FuneralInstitutionTimes, 49, "thấp hơn")]
    [InlineData(LawParameters.FuneralEmergencyTimes, 5, "thấp hơn")]
    [InlineData(LawParameters.InjuryTimes, 9, "thấp hơn")]
    [InlineData(LawParameters.HouseLost, 39_999_999, "thấp hơn mức chung cả nước 40000000")]
    [InlineData(LawParameters.EmergencyCareMonths, 4, "ngoài khoảng từ 1 đến 3")]
    [InlineData(LawParameters.RiceMonthsHunger, 0, "ngoài khoảng")]
    [InlineData(LawParameters.DecreaseNextMonth, 7, "chỉ nhận 0 hoặc 1")]
    [InlineData(LawParameters.DecreaseNextMonth, 1, "")]
    [InlineData(LawParameters.LowPensionDifference, 2, "chỉ nhận 0 hoặc 1")]
    [InlineData("unknown", 2, "không có thông số mang tên này")]
    public void Parameter_OutsideTheNationsBounds_IsTold(string name, long value, string fault)
    {
        var rows = RuleSeed.Law();
        var open = rows.Parameters.SingleOrDefault(p => p.Name == name);
        var faults = RuleChecks.Faults(rows with { Parameters = [.. rows.Parameters, new() { Name = name, Value = value, Legal = "x", ValidFrom = new(2027, 1, 1) }] }, open, new(2026, 12, 31));

        Assert.Equal(fault.Length > 0 ? 1 : 0, faults.Count);
        Assert.All(faults, f => Assert.Contains(fault, f, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_WithAGapOrWithoutANumber_AreTold()
    {
        var rows = RuleSeed.Law();
        IReadOnlyList<string>[] faults =
        [
            RuleChecks.Faults(rows with { Levels = [.. rows.Levels.Where(l => l.ValidFrom != new DateOnly(2024, 7, 1))] }),
            RuleChecks.Faults(rows with { RuleSets = [.. rows.RuleSets.Where(r => r.Code != "R2")] }),
            RuleChecks.Faults(rows with { Parameters = [.. rows.Parameters.Where(p => p.Name != LawParameters.FuneralTimes)] }),
            RuleChecks.Faults(rows with { Levels = [.. rows.Levels.Where(l => l.Amount < 540_000)] }),
        ];

        Assert.Contains(faults[0], f => f.Contains("không có dòng nào từ 01/07/2024 đến 30/06/2026", StringComparison.Ordinal));
        Assert.Contains(faults[1], f => f.StartsWith("Bộ quy định: không có dòng nào từ 01/07/2024", StringComparison.Ordinal));
        Assert.Contains("Thông số funeral.times: chưa có giá trị. Hãy thêm lại thông số này.", faults[2]);
        Assert.Equal(2, faults[3].Count(f => f.Contains("không có dòng nào sau 30/06/2026", StringComparison.Ordinal)));
    }

    [Fact]
    public void Checks_OfTheShippedRows_FindNothing() => Assert.Empty(RuleChecks.Faults(RuleSeed.Law()));

    [Fact]
    public void Checks_OfBadRows_SayWhatToDo()
    {
        var faults = RuleChecks.Faults(RuleSeed.Law() with
        {
            Levels = [.. RuleSeed.Levels(), new() { ProvinceCode = "38", Amount = 300_000, Legal = "NQ", ValidFrom = From }, new() { ProvinceCode = "38", Amount = 400_000, Legal = "NQ", ValidFrom = new(2022, 6, 1), ResolutionNumber = "2", ResolutionOn = From }],
            Supplements = [Supplement("6", 0, 0, 0)], ExtraGroups = [Extra("P01.1")],
            SpecialAreas = [new() { CommuneCode = "1", Legal = "x", ValidFrom = From, ValidTo = new(2021, 1, 1) }],
        });

        Assert.Contains(faults, f => f.Contains("chồng lên dòng từ 01/06/2022. Hãy ghi ngày hết hiệu lực của dòng trước là 31/05/2022", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("thấp hơn mức quốc gia 360.000 đồng", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("hãy ghi số và ngày của nghị quyết", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("mã phải bắt đầu bằng P38", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("hệ số hoặc số tiền", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("trước ngày có hiệu lực", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("không nhỏ hơn 0", StringComparison.Ordinal));
    }

    private static SupplementRow Supplement(string prefix, long add, long least, int coefficient) => new()
    {
        ProvinceCode = "38", CategoryPrefix = prefix, AddDong = add, AtLeastDong = least, CoefficientHundredths = coefficient, ResolutionNumber = "5/NQ-HĐND", ResolutionOn = From,
        Legal = "Nghị quyết số 5/NQ-HĐND", ValidFrom = From,
    };

    private static ExtraGroupRow Extra(string code) => new()
    {
        ProvinceCode = "38", Code = code, Label = "Nhóm của tỉnh", Form = "1d", ResolutionNumber = "5", ResolutionOn = From, Legal = "Nghị quyết số 5/NQ-HĐND", ValidFrom = From,
    };
}
