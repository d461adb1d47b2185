using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A decision that changes what another granted names it: number, day and body (policy 10.2, 4.3 D15, D16).</summary>
public sealed class CitedDecisionTests
{
    private const string Three = "2022-10-05";
    private const string Two = "2026-11-02";

    [Theory]
    [InlineData(Three, "Chủ tịch Ủy ban nhân dân huyện Hậu Lộc")]
    [InlineData(Two, "Chủ tịch Ủy ban nhân dân xã Hoa Lộc")]
    public async Task Changes_OfWhatWasGrantedHere_CiteTheDecisionThatStands(string day, string body)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var granted = await DecidedAsync(run, RequestKind.Grant, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1)));
        host.Clock.SetDay(OutcomeTests.Day(day).AddMonths(2));
        var met = OutcomeTests.Day(day).AddMonths(1);
        var adjusted = await DecidedAsync(run, RequestKind.Adjust, Person.Disabled.With(DisabilityDegree.ExtremelySevere, met), new Measure { On = met });
        var suspended = await DecidedAsync(run, RequestKind.Suspend, Person.Disabled.Plain, new Measure { Reason = "S1", On = met });
        host.Clock.SetDay(OutcomeTests.Day(day).AddMonths(6));
        var resumed = await DecidedAsync(run, RequestKind.Resume, Person.Disabled.With(DisabilityDegree.ExtremelySevere, met));

        Assert.Contains($"Đang hưởng theo Quyết định số {granted.Number} ngày {Protos.Values.VietnameseFormat.Date(granted.SignedOn)} của {body}: người khuyết tật nặng", Text(adjusted), StringComparison.Ordinal);
        Assert.Contains($"/tháng theo Quyết định số {adjusted.Number} ngày {Protos.Values.VietnameseFormat.Date(adjusted.SignedOn)} của {body}.", Text(suspended), StringComparison.Ordinal);
        Assert.Contains($"/tháng theo Quyết định số {adjusted.Number} ", Text(resumed), StringComparison.Ordinal);
        Assert.Contains($"không còn lý do tạm dừng theo Quyết định số {suspended.Number} ", Text(resumed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12/QĐ-UBND ngày 05/10/2019", "/tháng theo Quyết định số 12/QĐ-UBND ngày 05/10/2019.")]
    [InlineData("quyết định số 12/QĐ-UBND", "/tháng theo Quyết định số 12/QĐ-UBND.")]
    [InlineData("", "/tháng.")]
    public async Task Stop_OfWhatWasGrantedOnPaper_CitesWhatTheAppraiserTyped(string typed, string printed)
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, start: 202206);

        var stopped = await DecidedAsync(run, RequestKind.Stop, Person.Disabled.Plain, new Measure { Reason = "T4", On = new(2022, 10, 1), OldDecision = typed });

        Assert.Contains(printed, Text(stopped), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("05/QĐ-UBND", "UBND huyện Hậu Lộc", "Quyết định số 05/QĐ-UBND ngày 05/10/2022 của Chủ tịch Ủy ban nhân dân huyện Hậu Lộc")]
    [InlineData(null, "Trung tâm Bảo trợ xã hội số 1", "Quyết định ngày 05/10/2022 của Trung tâm Bảo trợ xã hội số 1")]
    public void Words_OfADecision_NameNumberDayAndBody(string? number, string issuer, string words) =>
        Assert.Equal(words, CitedDecisions.Words(number, new DateOnly(2022, 10, 5), issuer));

    private static async Task<Decision> DecidedAsync(OutcomeRun run, RequestKind kind, Facts facts, Measure? measure = null)
    {
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, kind, Person.Disabled);
        await run.DecidedAsync(id, facts, measure);
        return (await run.DecisionsAsync(id))[0];
    }

    private static string Text(Decision decision) => string.Join('\n', PaperContent.Parse(decision.Content).Paragraphs);
}
