using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Replication;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Own groups as the law of a month has them: kept apart, named by the row of the month, paid as a fixed sum, attested by the very sentence.</summary>
public sealed class OwnGroupLawTests
{
    private const int Month = 202210;
    private const string Stricter = "Là người di cư tự do đã định cư từ 5 năm trở lên";

    private static readonly Facts Adult = People.Aged(Month, 40 * 12) with { Supporters = [SupporterFacts.Untold] };

    [Theory]
    [InlineData("P38.K.8", "Nhóm của tỉnh", "", true)]
    [InlineData("P38.8", "Người nhiễm HIV thuộc hộ cận nghèo", "", true)]
    [InlineData("QG.8", "Nhóm mới", "Có giấy xác nhận nhiễm HIV", true)]
    [InlineData("P38.8", "Nhóm của tỉnh", "Là người di cư tự do", false)]
    public void Group_OfWhomNobodyMayKnow_IsKeptApartAsThoseOfHiv(string code, string label, string attested, bool apart)
    {
        var row = OwnGroupSample.Row();
        (row.Code, row.Label, row.Attested, row.Poverty, row.LivesAlone) = (code, label, attested, PovertyStatuses.Any, false);
        row.ProvinceCode = row.IsNational || code.StartsWith("QG", StringComparison.Ordinal) ? "" : "38";
        var rules = Law.With(rows => rows with { ExtraGroups = [row] });

        var answer = Law.Decide(Adult with { Attested = [new(code, true)] }, Month, rules);

        var award = PaperScenes.Award(Assert.Single(answer.Awards));
        Assert.Equal(apart, award.Sensitive);
        Assert.Equal(apart ? (NeutralWords.Label, NeutralWords.Code) : ("nhóm của tỉnh", code), (award.Label, award.ShortCode));
        Assert.Equal(apart, Law.Trial(answer, code).Sensitive);
        Assert.Equal((apart, apart), (rules.IsSensitive(code), new LevelTerms(rules, new(Month), "38").Apart.Contains(code)));
    }

    [Theory]
    [InlineData("P38.K.8", RecordMessages.NeutralCategory)]
    [InlineData("QG.K.1", RecordMessages.NeutralCategory)]
    [InlineData("3.u4", RecordMessages.NeutralCategory)]
    [InlineData("8", RecordMessages.NeutralCategory)]
    [InlineData("P38.8", "P38.8")]
    [InlineData("6.n.adult", "6.n.adult")]
    public void Code_OfAGroupKeptApart_IsNeutralOutsideTheNode(string code, string told) => Assert.Equal(told, RecordMessages.PublicCategory(code));

    // The order of the rows tells nothing: a database gives none.
    [Theory]
    [InlineData(202212, "Cũ", "Nghị quyết cũ")]
    [InlineData(202301, "Mới", "Nghị quyết mới")]
    [InlineData(202612, "Mới", "Nghị quyết mới")]
    [InlineData(202101, "Cũ", "Nghị quyết cũ")]
    public void Name_OfAGroupReissued_IsThatOfTheMonth(int month, string label, string legal)
    {
        ExtraGroupRow Row(string name, DateOnly from, DateOnly? to)
        {
            var row = OwnGroupSample.Row();
            (row.Label, row.Legal, row.ValidFrom, row.ValidTo) = (name, $"Nghị quyết {name.ToLowerInvariant()}", from, to);
            return row;
        }

        var (old, now) = (Row("Cũ", new(2022, 1, 1), new(2022, 12, 31)), Row("Mới", new(2023, 1, 1), null));
        foreach (var rules in new[] { Law.With(r => r with { ExtraGroups = [old, now] }), Law.With(r => r with { ExtraGroups = [now, old] }) })
        {
            var row = rules.Category(old.Code, new PayMonth(month))!;
            Assert.Equal((label, legal), (row.Label, row.Article));
            Assert.Equal("Mới", rules.Category(old.Code)!.Label);
        }
    }

    [Fact]
    public void Name_OfANationalGroup_IsThatOfTheMonth()
    {
        var rules = Law.With(rows =>
        {
            var old = rows.Categories.Single(c => c.Code == "6.n.adult");
            return rows with
            {
                Categories = [.. rows.Categories.Where(c => c != old), old.Until(new(2026, 12, 31)),
                    new CategoryRow { Code = old.Code, Legal = "Điều 6 Nghị định số 1/2027/NĐ-CP", Label = "Tên mới", CoefficientHundredths = 200, Form = old.Form, ValidFrom = new(2027, 1, 1) }],
            };
        });

        Assert.Equal(["khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP", "Điều 6 Nghị định số 1/2027/NĐ-CP"], new[] { 202612, 202701 }.Select(m => rules.Category("6.n.adult", new(m))!.Article));
    }

    [Fact]
    public void FixedSum_OfAGroup_IsNoMultipleOfALevel()
    {
        var row = OwnGroupSample.Row();
        (row.CoefficientHundredths, row.AmountDong, row.Attested, row.Poverty, row.LivesAlone) = (0, 400_000, "", PovertyStatuses.Any, false);
        var rules = Law.With(rows => rows with { ExtraGroups = [row] });

        var award = Assert.Single(Law.Decide(Adult, Month, rules).Awards);

        Assert.Equal((0, 400_000L), (award.CoefficientHundredths, award.MonthlyDong));
        Assert.DoesNotContain("hệ số", PaperScenes.Award(award).CategorySentence(), StringComparison.Ordinal);
        Assert.Equal(0, rules.RateOf(row.Code, new(Month), 1, "38")!.CoefficientHundredths);
        Assert.Equal(0, Assistance.Amounts(Adult, new(Month), rules, "38").Main.CoefficientHundredths);
    }

    [Theory]
    [InlineData(OwnGroupSample.Attested, true, "Đúng, UBND cấp xã xác nhận ngày 03/10/2022")]
    [InlineData(Stricter, false, "UBND cấp xã đã xác nhận điều kiện trước đây của nhóm, chưa xác nhận điều kiện này")]
    public void Word_OfTheCommune_CountsForTheSentenceThatItAttested(string sentence, bool paid, string found)
    {
        var row = OwnGroupSample.Row();
        (row.Attested, row.Poverty, row.LivesAlone) = (sentence, PovertyStatuses.Any, false);
        var facts = Adult with { Attested = [new(row.Code, true, new(2022, 10, 3), Sentence: OwnGroupSample.Attested)] };

        var answer = Law.Decide(facts, Month, Law.With(rows => rows with { ExtraGroups = [row] }));

        Assert.Equal(paid, answer.Awards.Count == 1);
        Assert.Contains(Law.Trial(answer, row.Code).Clauses, c => c.Wants == sentence && c.Found == found);
    }

    // A word that does not tell its sentence is older than the text that asks for another.
    [Theory]
    [InlineData(2022, true)]
    [InlineData(2021, false)]
    public void Word_WithoutASentence_CountsForTextsOfItsOwnDays(int year, bool paid)
    {
        var row = OwnGroupSample.Row();
        (row.ValidFrom, row.Poverty, row.LivesAlone) = (new(2022, 1, 1), PovertyStatuses.Any, false);

        Assert.Equal(paid, Law.Decide(Adult with { Attested = [new(row.Code, true, new(year, 6, 1))] }, Month, Law.With(rows => rows with { ExtraGroups = [row] })).Eligible);
    }
}
