using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A refusal gives the citizen the reason with its provision (policy 4.3 D20); the appraiser's opinion stays in the file.</summary>
public sealed class RefusalSentenceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Hồ sơ không đúng.")]
    public async Task Appraisal_RefusingWithoutAProvision_SaysToWriteOne(string words)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, false, OutcomeRun.InsideNote, Person.Disabled.Plain, new Measure { Words = words }), o, default));

        var fault = Assert.Single(refused.Problems);
        Assert.Equal((OutcomeProblems.SentenceNeeded.Code, nameof(Measure.Words)), (fault.Code, fault.Field));
    }

    [Fact]
    public async Task Answer_Printed_HoldsTheSentenceAndNotTheOpinion()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.DecidedAsync(id, Person.Disabled.Plain, eligible: false);

        var content = Assert.Single(await run.DecisionsAsync(id)).Content;
        Assert.Contains(OutcomeRun.Sentence, content, StringComparison.Ordinal);
        Assert.DoesNotContain("khai man", content, StringComparison.Ordinal);
        Assert.Equal("Về việc không đủ điều kiện thôi hưởng trợ cấp xã hội hàng tháng", PaperContent.Parse(content).Summary);
    }

    // A dossier appraised before the sentence was asked for is not signed without it.
    [Fact]
    public async Task Signature_OfARefusalWithoutASentence_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.ToSignatureAsync(id, Person.Disabled.Plain, eligible: false);
        await run.ChangeAsync(id, d => d.AppraisalJson = (Appraisal.Parse(d.AppraisalJson!) with { Measure = new Measure() }).ToJson());

        Assert.True((await run.TryAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default))).Has(OutcomeProblems.SentenceNeeded));
    }

    [Theory]
    [InlineData("trợ cấp xã hội hàng tháng", "không đủ điều kiện hưởng trợ cấp xã hội hàng tháng", "chưa đủ điều kiện hưởng trợ cấp xã hội hàng tháng")]
    [InlineData("hỗ trợ chi phí mai táng", "không đủ điều kiện hưởng hỗ trợ chi phí mai táng", "chưa đủ điều kiện hưởng hỗ trợ chi phí mai táng")]
    [InlineData("thôi hưởng trợ cấp xã hội hàng tháng", "không đủ điều kiện thôi hưởng trợ cấp xã hội hàng tháng", "chưa đủ điều kiện thôi hưởng trợ cấp xã hội hàng tháng")]
    [InlineData("tiếp nhận vào cơ sở trợ giúp xã hội", "không tiếp nhận đối tượng vào cơ sở trợ giúp xã hội", "không tiếp nhận ông/bà An vào cơ sở trợ giúp xã hội")]
    public void Refusal_IsNamed_ByWhatWasAsked(string policy, string about, string result) =>
        Assert.Equal((about, result), (RefusalWords.About(policy), RefusalWords.Result(policy, "An")));

    [Fact]
    public void CareDecision_PaidIntoAnAccount_PrintsIt()
    {
        var scene = PaperScenes.Of(ShippedFlow.On(ShippedFlow.Pilot), ShippedFlow.CommuneOn(ShippedFlow.Pilot));
        var carer = new PaperPerson { FullName = "Lê Thị Mận", Sex = 2, Number = "038172000555", Address = "Thôn 1" };
        string Paid(string account) => BenefitPapers.Care(scene, new CarePaper { Carer = carer, Awards = [], Account = account }, ShippedFlow.Official("chairman", "38.400")).Paragraphs.Single(t => t.StartsWith("Điều 2.", StringComparison.Ordinal));

        Assert.EndsWith("qua tổ chức dịch vụ chi trả vào tài khoản 0123456789, Agribank.", Paid("0123456789, Agribank"), StringComparison.Ordinal);
        Assert.EndsWith("qua tổ chức dịch vụ chi trả.", Paid(""), StringComparison.Ordinal);
    }
}
