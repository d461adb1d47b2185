using ProvinceNode.Dossiers.PreCheck;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The pre-check asks what can still change the answer, and nothing else.</summary>
public sealed class InterviewTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly RuleBook Rules = PreCheckRules.With(RuleSeed.Law());

    [Fact]
    public void Interview_OfAnExtremelySevereAdult_DoesNotAskThePlace()
    {
        var (asked, answer) = Talk(1986, (Questions.Disability, "3"), (Questions.Care, "1"));
        Assert.DoesNotContain(Questions.Area, asked);
        Assert.Equal([1_080_000, 540_000], answer.Awards.Select(a => a.MonthlyDong));
    }

    [Fact]
    public void Interview_OfAHealthyAdult_AsksLittleAndGrantsNothing()
    {
        var (asked, answer) = Talk(1986);
        Assert.False(answer.Eligible);
        Assert.DoesNotContain(Questions.Children, asked);
        Assert.DoesNotContain(Questions.Hiv, asked);
    }

    [Fact]
    public void Interview_At76WithoutPension_GivesTheSocialPension()
    {
        var (_, answer) = Talk(1950);
        Assert.Equal((AwardKind.SocialPension, 540_000), (answer.Awards[0].Kind, answer.Awards[0].MonthlyDong));
    }

    // The form's code is the catalogue's: papers to bring and a place to apply are shown.
    [Fact]
    public void Outcome_OfASocialPension_ShowsPapersAndWhereToApply()
    {
        var line = Assert.Single(PreCheckOutcome.Of(Talk(1950).Answer, Today).Lines);

        Assert.NotEmpty(line.Papers);
        Assert.Equal("01-176", line.Apply?.FormOn(Today)?.Code);
    }

    // Before Decree 335/2026 has force the older level is promised.
    [Fact]
    public void Interview_BeforeTheForceOfALevel_PromisesTheOlder()
    {
        var interview = new Interview(BirthDate.Of(1945), new DateOnly(2026, 9, 1), Rules, "38");

        Assert.Equal(500_000, interview.Answer(new Dictionary<string, string>()).TotalDong);
    }

    [Fact]
    public void Interview_OfAPoorDisabledSingleMother_GivesBoth()
    {
        var (_, answer) = Talk(1986, (Questions.Disability, "2"), (Questions.Poverty, "2"), (Questions.Children, "2"));
        Assert.Equal((2 * 540_000) + 810_000, answer.TotalDong);
    }

    // Taken in by another family is not yet fit for an institution (Art. 5(5)(d)): that is asked by itself.
    [Theory]
    [InlineData("0", "5.a.60")]
    [InlineData("1", "5.d")]
    public void Interview_OfAPoorElderTakenIn_AsksForTheConditionOf5d(string fit, string category)
    {
        var (asked, answer) = Talk(1961, (Questions.Poverty, "2"), (Questions.Care, "2"), (Questions.Fit, fit));

        Assert.Contains(Questions.Fit, asked);
        Assert.Equal(category, answer.Main!.CategoryCode);
    }

    [Fact]
    public void Interview_OfAPoorBaby_AsksThePlace()
    {
        var (asked, answer) = Talk(2025, (Questions.Poverty, "2"), (Questions.Area, "1"));
        Assert.Contains(Questions.Area, asked);
        Assert.Equal(810_000, answer.TotalDong);
    }

    [Theory]
    [InlineData(2025)]
    [InlineData(2015)]
    [InlineData(2008)]
    [InlineData(1986)]
    [InlineData(1960)]
    [InlineData(1955)]
    [InlineData(1945)]
    public void Answers_GivenByChance_AreSettledWhenTheQuestionsEnd(int year)
    {
        var random = new Random(year);
        for (var turn = 0; turn < 5; turn++)
        {
            var interview = new Interview(BirthDate.Of(year), Today, Rules, "38");
            var said = new Dictionary<string, string>(StringComparer.Ordinal);
            while (interview.Next(said) is { } question)
            {
                said.Add(question.Key, question.Choices[random.Next(question.Choices.Count)].Value);
            }

            var paid = interview.Answer(said).TotalDong;
            foreach (var question in interview.Possible.Where(q => !said.ContainsKey(q.Key)))
            {
                foreach (var choice in question.Choices)
                {
                    var more = new Dictionary<string, string>(said, StringComparer.Ordinal) { [question.Key] = choice.Value };
                    Assert.Equal(paid, interview.Answer(more).TotalDong);
                }
            }
        }
    }

    // Points b and c of group 5 began in the month of the birthday, with arrears (Art. 8(1)(đ)); group 4 begins with the signature.
    [Theory]
    [InlineData(1942, "5.c", "từ tháng đủ 80 tuổi (05/2022)")]
    [InlineData(1946, "5.b", "đủ 75 tuổi từ tháng 05/2021, đủ các điều kiện khác từ tháng 07/2021")]
    [InlineData(1985, "4", "từ tháng Chủ tịch Ủy ban nhân dân ký quyết định")]
    public void Outcome_In2022_TellsFromWhenEachGroupIsPaid(int year, string category, string from)
    {
        var day = new DateOnly(2022, 10, 5);
        var answer = new Interview(BirthDate.Of(year, 5), day, Rules, "38").Answer(category switch
        {
            "5.b" => new Dictionary<string, string> { [Questions.Poverty] = "1", [Questions.Area] = "1", [Questions.Supporter] = "2" },
            "4" => new Dictionary<string, string> { [Questions.Poverty] = "2", [Questions.Children] = "1" }, _ => [],
        });

        var line = Assert.Single(PreCheckOutcome.Of(answer, day).Lines);

        Assert.Equal(category, answer.Main!.CategoryCode);
        Assert.StartsWith(from, line.From, StringComparison.Ordinal);
        Assert.Equal(category != "4", line.From.Contains("truy lĩnh", StringComparison.Ordinal));
    }

    // Says "no" to everything but what is given.
    private static (List<string> Asked, Answer Answer) Talk(int year, params (string Key, string Value)[] known)
    {
        var interview = new Interview(BirthDate.Of(year), Today, Rules, "38");
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        while (interview.Next(said) is { } question)
        {
            said.Add(question.Key, known.FirstOrDefault(k => k.Key == question.Key).Value ?? "0");
        }

        return ([.. said.Keys], interview.Answer(said));
    }
}
