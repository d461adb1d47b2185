using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Groups whose conditions are data (Decree 20 Art. 4; policy U1): each condition on both sides, its clause met or failed, and rows that cannot be.</summary>
public sealed class ExtraGroupTests
{
    private const int Month = 202210;
    private static readonly Facts Adult = People.Aged(Month, 40 * 12) with { Supporters = [SupporterFacts.Untold] };

    public static TheoryData<string, Action<ExtraGroupRow>, Facts, Facts, string> Conditions => new()
    {
        { "age from", r => r.AgeFromMonths = 480, Adult, People.Aged(Month, 479), "Tuổi từ đủ 40 tuổi" },
        { "age until", r => r.AgeUntilMonths = 481, Adult, People.Aged(Month, 481), "Tuổi dưới 481 tháng" },
        { "poor", r => r.Poverty = PovertyStatuses.Poor, Adult with { Poverty = People.Poor }, Adult with { Poverty = People.NearPoor }, "Thuộc hộ nghèo" },
        { "near-poor only", r => r.Poverty = PovertyStatuses.NearPoor, Adult with { Poverty = People.NearPoor }, Adult with { Poverty = People.Poor }, "Thuộc hộ cận nghèo" },
        { "poor or near", r => r.Poverty = PovertyStatuses.Either, Adult with { Poverty = People.NearPoor }, Adult, "Thuộc hộ nghèo hoặc hộ cận nghèo" },
        { "mild", r => r.Degrees = DisabilityDegrees.Mild, People.Disabled(Month, 480, DisabilityDegree.Mild), People.Disabled(Month, 480, DisabilityDegree.Severe), "Mức độ khuyết tật: nhẹ" },
        { "area", r => r.SpecialArea = true, Adult with { Residences = People.SpecialPlace }, Adult, "Sống ở xã, thôn vùng đồng bào dân tộc thiểu số và miền núi đặc biệt khó khăn" },
        { "pension", r => r.WithoutPension = true, Adult with { Incomes = [new(IncomeKind.Wage, 1)] }, Adult with { Incomes = [new(IncomeKind.Pension, 1)] }, "Không có lương hưu, trợ cấp bảo hiểm xã hội hàng tháng" },
        { "allowance", r => r.WithoutAllowance = true, Adult, Adult with { OtherAllowances = [new(AllowanceKind.Merit, "người có công", 1)] }, "Không hưởng trợ cấp xã hội, trợ cấp ưu đãi người có công hàng tháng theo văn bản khác" },
        { "nobody", r => r.Support = SupportCondition.Nobody, Adult with { Supporters = [] }, Adult with { Supporters = [new("con trai", true)] }, "Không có người có nghĩa vụ và quyền phụng dưỡng" },
        { "nobody able", r => r.Support = SupportCondition.NobodyAble, Adult with { Supporters = [new("con trai", true)] }, Adult, "Không có người có nghĩa vụ và quyền phụng dưỡng, hoặc người đó đang hưởng trợ cấp xã hội hàng tháng" },
        { "alone", r => r.LivesAlone = true, Adult with { LivesAlone = [new(new(2022, 10, 1))] }, Adult with { LivesAlone = [new(new(2022, 11, 1))] }, "Sống một mình" },
        { "attested", r => r.Attested = OwnGroupSample.Attested, Claimed(true), Claimed(false), OwnGroupSample.Attested },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Condition_OfAGroup_PaysWhoMeetsItAndTellsWhoDoesNot(string name, Action<ExtraGroupRow> set, Facts meets, Facts fails, string wants)
    {
        var row = Row();
        set(row);
        var rules = Law.With(rows => rows with { ExtraGroups = [row], SpecialAreas = [new() { CommuneCode = People.SpecialCommune, Legal = "QĐ 861/QĐ-TTg", ValidFrom = new(2021, 7, 1) }] });

        var (one, other) = (Law.Decide(meets, Month, rules), Law.Decide(fails, Month, rules));

        Assert.Equal((name, "P38.9 500000"), (name, People.Awarded(one)));
        Assert.DoesNotContain(other.Awards, a => a.CategoryCode == "P38.9");
        var failed = Assert.Single(Law.Trial(other, "P38.9").Clauses, c => !c.Holds);
        Assert.Contains(row.Legal, failed.Article + Law.Trial(other, "P38.9").Clauses[0].Article, StringComparison.Ordinal);
        Assert.Contains(Law.Trial(one, "P38.9").Clauses, c => c.Wants == wants && c.Holds);
    }

    // The words of the officer of the commune are the fact; a claim alone is none.
    [Theory]
    [InlineData(null, false, "Chưa khai thuộc trường hợp này")]
    [InlineData("claimed", false, "Đã khai, UBND cấp xã chưa xác nhận")]
    [InlineData("no", false, "Không đúng, theo xác nhận của UBND cấp xã")]
    [InlineData("yes", true, "Đúng, UBND cấp xã xác nhận ngày 03/10/2022")]
    public void Attested_Condition_RestsOnTheWordOfTheCommune(string? word, bool paid, string found)
    {
        var row = Row();
        row.Attested = OwnGroupSample.Attested;
        var facts = word is null ? Adult : Adult with { Attested = [new("P38.8", true), new("P38.9", word switch { "yes" => true, "no" => false, _ => null }, word == "claimed" ? null : new(2022, 10, 3))] };

        var answer = Law.Decide(facts, Month, Law.With(rows => rows with { ExtraGroups = [row] }));

        Assert.Equal(paid, answer.Awards.Count > 0);
        Assert.Contains(Law.Trial(answer, "P38.9").Clauses, c => (c.Wants, c.Found, c.Article) == (OwnGroupSample.Attested, found, row.Legal));
    }

    [Fact]
    public void NationalGroup_OfALaterDecree_IsPaidEverywhereOnceTheDecreeHasForce()
    {
        var row = Row("QG.1");
        (row.ProvinceCode, row.ValidFrom, row.InForceFrom, row.AgeFromMonths) = ("", new(2027, 1, 1), new(2027, 2, 15), 16 * 12);
        var rules = Law.With(rows => rows with { ExtraGroups = [row] });
        var facts = People.Aged(202701, 480) with { Supporters = [SupporterFacts.Untold] };

        Assert.Equal(["QG.1 500000", "QG.1 500000", "", ""], new[]
        {
            Law.Decide(facts, 202701, rules, "38"), Law.Decide(facts, 202701, rules, "01"), Law.Decide(facts, 202612, rules), Law.Decide(facts, 202701, rules.On(new(2027, 2, 14))),
        }.Select(People.Awarded));
    }

    [Fact]
    public void Checks_OfGroupsThatNobodyCanProve_SayWhatToDo()
    {
        var attested = Row("P38.1");
        (attested.Attested, attested.Form) = ("Là người có hoàn cảnh đặc biệt", "1a");
        var supported = Row("P38.2");
        (supported.Support, supported.Form) = (SupportCondition.Nobody, "1đ");
        var young = Row("P38.3");
        (young.AgeUntilMonths, young.Form) = (720, "1d");
        var national = Row("P38.4");
        national.ProvinceCode = "";

        var faults = RuleChecks.Faults(RuleSeed.Law() with { ExtraGroups = [attested, supported, young, national, Row("P38.5")] });

        Assert.Equal(6, faults.Count);
        Assert.Contains("Nhóm của tỉnh P38.1: chỉ tờ khai DN-NT hỏi điều kiện do xã xác nhận và việc sống một mình. Hãy chọn tờ khai DN-NT.", faults);
        Assert.Contains("Nhóm của tỉnh P38.2: tờ khai 1đ không hỏi người phụng dưỡng. Hãy chọn tờ khai DN-NT hoặc 1d.", faults);
        Assert.Contains("Nhóm của tỉnh P38.3: tờ khai 1d chỉ nhận người từ đủ 60 tuổi. Hãy chọn tờ khai DN-NT.", faults);
        Assert.Contains("Nhóm chung cả nước P38.4: mã phải bắt đầu bằng QG và dấu chấm.", faults);
        Assert.Equal(2, faults.Count(f => f.Contains("mọi người đều được hưởng", StringComparison.Ordinal)));
    }

    // Somebody outgrows one bracket and must be in the next.
    [Theory]
    [InlineData("1.x.u4", null, 36, "nhóm 1.x.u4 và nhóm 1.x.o4 không nối liền: không ai thuộc khoảng từ đủ 3 tuổi (36 tháng) đến dưới 4 tuổi")]
    [InlineData("1.x.o4", null, 216, "nhóm 1.x.o4 và nhóm 2 chồng lên nhau từ 16 tuổi")]
    [InlineData("3.o4", 60, null, "nhóm 3.u4 và nhóm 3.o4 không nối liền")]
    [InlineData("6.n.elder", 780, null, "nhóm 6.n.adult và nhóm 6.n.elder không nối liền")]
    [InlineData("5.a.80", 900, null, "nhóm 5.a.60 và nhóm 5.a.80 chồng lên nhau từ 75 tuổi")]
    [InlineData("HT.1", 960, null, "nhóm HT.2 và nhóm HT.1 không nối liền")]
    [InlineData("CS.2", 60, null, "nhóm CS.1 và nhóm CS.2 không nối liền")]
    public void Brackets_OfAges_ThatDoNotJoinAreTold(string code, int? from, int? until, string fault)
    {
        var rows = RuleSeed.Law();
        var old = rows.Categories.Where(c => c.Code == code).MaxBy(c => c.ValidFrom)!;
        var changed = new CategoryRow
        {
            Code = code, Legal = "Đ5", Label = old.Label, AgeFromMonths = from ?? old.AgeFromMonths, AgeUntilMonths = until ?? old.AgeUntilMonths, CoefficientHundredths = old.CoefficientHundredths, Form = old.Form, ValidFrom = new(2027, 1, 1),
        };

        var faults = RuleChecks.Faults(rows with { Categories = [.. rows.Categories, changed] }, old, new(2026, 12, 31));

        Assert.Contains($"Độ tuổi của {fault}", faults[0], StringComparison.Ordinal);
        Assert.All(faults, f => Assert.Contains("từ ngày 01/01/2027", f, StringComparison.Ordinal));
    }

    private static Facts Claimed(bool confirmed) => Adult with { Attested = [new("P38.9", confirmed, new(2022, 10, 3))] };

    private static ExtraGroupRow Row(string code = "P38.9") => new()
    {
        ProvinceCode = "38", Code = code, Label = "Nhóm của tỉnh", AmountDong = 500_000, Form = ExtraGroupRow.OwnForm, ResolutionNumber = "5", ResolutionOn = new(2022, 1, 1), Legal = "Nghị quyết số 5/NQ-HĐND", ValidFrom = new(2022, 1, 1),
    };
}
