using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Each request of a dossier is answered in writing (policy 3.4 S5, 3.9); what is refused says what was asked for and who signs it.</summary>
public sealed class PartRefusalTests
{
    private static readonly Receiver Carer = new("Đỗ Thị Oanh", "038172000555", "bà ngoại");

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-02")]
    public async Task Grant_WithCareThatIsNotMet_IsDecidedAndTheRestAnsweredInWriting(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, null, RequestKind.Care);

        // Severe: his own assistance, no support for the household (Art. 20(2)(c) wants extremely severe).
        var done = await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1)) with { Care = [new CareSpan(CareKind.Family)] }, new Measure { Receiver = Carer });

        var decisions = await run.DecisionsAsync(id);
        Assert.Equal([("D14", "01/QĐ-UBND"), ("D20", "01/TB-UBND")], decisions.Select(d => (d.Paper, d.Number)));
        Assert.Equal(DossierStatus.Issued, done.Status);
        var answer = PaperContent.Parse(decisions[1].Content);
        Assert.Equal("Về việc không đủ điều kiện hưởng hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng", answer.Summary);
        Assert.Contains(answer.Paragraphs, p => p.StartsWith("Quy định chưa đáp ứng: ", StringComparison.Ordinal) && p.Contains("đặc biệt nặng", StringComparison.Ordinal));
        Assert.Equal([EntitlementKind.Assistance], await host.WithDbAsync(db => db.Entitlements.AsNoTracking().Select(e => e.Kind).ToListAsync()));

        await run.MustAsync(id, ActKinds.HandOver, (s, v, o) => s.GetRequiredService<HandOver>().Handle(new(id, v, "Trần Thị Chăm", ""), o, default));

        Assert.Contains("số 01/QĐ-UBND; Thông báo không đủ điều kiện số 01/TB-UBND", await SlipAsync(host, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Funeral_HandedOver_NamesBothDecisions()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Old, "6.n.elder", start: 202204);
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);
        await run.DecidedAsync(id, Person.Old.Plain, new Measure { On = new(2022, 10, 2), Receiver = new("Trần Thị Chăm", "038181000777", "con") });

        await run.MustAsync(id, ActKinds.HandOver, (s, v, o) => s.GetRequiredService<HandOver>().Handle(new(id, v, "Trần Thị Chăm", ""), o, default));

        Assert.Contains("Quyết định hỗ trợ chi phí mai táng số 01/QĐ-UBND; Quyết định thôi hưởng, tạm dừng hoặc tiếp tục hưởng trợ cấp xã hội số 02/QĐ-UBND", await SlipAsync(host, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Care_Refused_IsNamedAsItWasAsked()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Care, Person.Disabled);

        var done = await run.DecidedAsync(id, Person.Disabled.Plain, eligible: false);

        Assert.Equal("Về việc không đủ điều kiện hưởng hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng", PaperContent.Parse(Assert.Single(await run.DecisionsAsync(id)).Content).Summary);
        Assert.Equal(DossierStatus.Rejected, done.Status);
    }

    [Theory]
    [InlineData("Phó Chủ tịch UBND xã Hoa Lộc", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")]
    [InlineData("Chủ tịch UBND xã Hoa Lộc", "CHỦ TỊCH")]
    public void Answer_AboutADisability_SaysInWhatCapacityItIsSigned(string title, string capacity)
    {
        var (context, dossier) = (ShippedFlow.On(ShippedFlow.Pilot), ShippedFlow.Dossier(ShippedFlow.Pilot));
        var signer = ShippedFlow.Official(Roles.Chairman, dossier.TenantPath) with { Title = title };
        var objection = new Objection { Id = Guid.NewGuid(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, From = "Lê Văn Tám", Content = "Không đúng", At = context.NowUtc, DueOn = context.Today, Upheld = false, Conclusion = "Đã xác minh." };

        Assert.All(new[] { CouncilPapers.Answer(context, dossier, signer), CouncilPapers.ComplaintAnswer(context, dossier, objection, signer) },
            p => Assert.Equal((capacity, signer.FullName), (p.Signatures[0].Title, p.Signatures[0].Name)));
    }

    private static async Task<string> SlipAsync(TestSupport.NodeHost host, Guid id) =>
        PaperContent.Parse(await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.DossierId == id && p.Paper == "D21").Select(p => p.Content).SingleAsync())).Lines.Single(l => l.Label == "Kết quả").Value;
}
