using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Every procedure issues its paper of policy 4.2: title, article, bases of the day, who carries it out, number series, in both organisations.</summary>
public sealed class OutcomePaperTests
{
    private const string Three = "2022-10-05";
    private const string Two = "2026-11-02";
    private const string District = "Chánh Văn phòng HĐND và UBND, Trưởng phòng Lao động – Thương binh và Xã hội";
    private const string Commune = "Chánh Văn phòng HĐND và UBND, Trưởng phòng Văn hóa – Xã hội";
    private static readonly Receiver Burier = new("Trần Thị Chăm", "038181000777", "con");

    [Theory]
    [InlineData(Three, "D14", "Về việc trợ cấp xã hội hàng tháng", "khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP", District)]
    [InlineData(Two, "D14", "Về việc trợ cấp xã hội hàng tháng", "khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP", Commune)]
    public async Task Grant_Decided_IssuesTheDecisionOfTheCatalogue(string day, string paper, string summary, string article, string executors)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);

        await run.DecidedAsync(id, Severe(day));

        await ExpectAsync(host, id, paper, summary, article, executors, "QĐ-UBND");
        Assert.Equal(["D09", "D10", "D12"], (await PapersAsync(host, id)).Select(p => p.Paper).Intersect(["D09", "D10", "D12"]).Order());
        var slip = PaperContent.Parse((await PapersAsync(host, id)).Single(p => p.Paper == "D12").Content);
        Assert.Equal("Không trùng với người đang hưởng trong tỉnh", slip.Lines.Single(l => l.Label == "Trùng hưởng").Value);
    }

    [Theory]
    [InlineData(Three, RequestKind.Stop, "T2", "Về việc thôi hưởng trợ cấp xã hội hàng tháng", "đối tượng không còn đủ điều kiện hưởng trợ cấp xã hội", District)]
    [InlineData(Two, RequestKind.Stop, "T4", "Về việc thôi hưởng trợ cấp xã hội hàng tháng", "đối tượng từ chối nhận trợ cấp xã hội", Commune)]
    [InlineData(Three, RequestKind.Suspend, "S3", "Về việc tạm dừng hưởng trợ cấp xã hội hàng tháng", "đối tượng bị tạm giam từ 01 tháng trở lên", District)]
    [InlineData(Two, RequestKind.Suspend, "S1", "Về việc tạm dừng hưởng trợ cấp xã hội hàng tháng", "đối tượng không nhận trợ cấp xã hội liên tục từ 03 tháng trở lên", Commune)]
    public async Task Change_Decided_NamesItsReasonInWords(string day, RequestKind kind, string reason, string summary, string words, string executors)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -6));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, kind, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { On = reason == "S3" ? OutcomeTests.Day(day).AddMonths(-2) : OutcomeTests.Day(day).AddDays(-3), Reason = reason });

        var paper = await ExpectAsync(host, id, "D16", summary, words, executors, "QĐ-UBND");
        Assert.Contains(paper.Bases, b => b.Contains("Thông tư số 02/2021/TT-BLĐTBXH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Three, Procedures.EmergencyTreatment, AidKind.Treatment, "KC1", "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ chi phí điều trị người bị thương nặng", "Điều 13 Nghị định số 20/2021/NĐ-CP", District)]
    [InlineData(Two, Procedures.EmergencyTreatment, AidKind.Treatment, "KC1", "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ chi phí điều trị người bị thương nặng", "Điều 13 Nghị định số 20/2021/NĐ-CP", Commune)]
    [InlineData(Three, Procedures.EmergencyHousing, AidKind.HouseLost, "KC1", "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ làm nhà ở, sửa chữa nhà ở", "Điều 15 Nghị định số 20/2021/NĐ-CP", "Công chức Văn hóa – Xã hội xã")]
    [InlineData(Two, Procedures.EmergencyHousing, AidKind.HouseDamaged, "KC1", "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ làm nhà ở, sửa chữa nhà ở", "Điều 15 Nghị định số 20/2021/NĐ-CP", Commune)]
    [InlineData(Three, Procedures.EmergencyFuneral, AidKind.DisasterFuneral, "D19", "Về việc hỗ trợ chi phí mai táng", "Điều 14 Nghị định số 20/2021/NĐ-CP", District)]
    [InlineData(Two, Procedures.EmergencyFuneral, AidKind.DisasterFuneral, "D19", "Về việc hỗ trợ chi phí mai táng", "Điều 14 Nghị định số 20/2021/NĐ-CP", Commune)]
    [InlineData(Three, Procedures.EmergencyCare, AidKind.EmergencyCare, "KC1", "Về việc hỗ trợ chăm sóc, nuôi dưỡng đối tượng cần bảo vệ khẩn cấp tại cộng đồng", "Điều 18, Điều 19 Nghị định số 20/2021/NĐ-CP", District)]
    public async Task Emergency_Decided_IsSignedByWhoDecidesIt(string day, string procedure, AidKind aid, string paper, string summary, string article, string executors)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(procedure, RequestKind.Emergency, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { On = OutcomeTests.Day(day), Receiver = Burier, Aid = aid, Days = aid == AidKind.EmergencyCare ? 30 : aid == AidKind.Treatment ? 5 : 0, Told = new(ProvinceNode.Eligibility.UrgentCase.Victim, ""), Hard = true });

        var issued = await ExpectAsync(host, id, paper, summary, article, executors, "QĐ-UBND");
        var commune = day == Two || procedure == Procedures.EmergencyHousing;
        Assert.Equal(commune, issued.Authority.Contains("XÃ", StringComparison.Ordinal));
        Assert.Equal(!commune, issued.Authority.Contains("HUYỆN", StringComparison.Ordinal));
        Assert.All(issued.Signatures, s => Assert.StartsWith("CHỦ TỊCH", s.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Three, Procedures.Funeral, "Điều 11 Nghị định số 20/2021/NĐ-CP", District)]
    [InlineData(Two, Procedures.Funeral, "Điều 11 Nghị định số 20/2021/NĐ-CP", Commune)]
    [InlineData(Two, Procedures.SocialPensionFuneral, "Nghị định số 176/2025/NĐ-CP", Commune)]
    public async Task Funeral_Decided_NamesItsLaw(string day, string procedure, string article, string executors)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var pension = procedure == Procedures.SocialPensionFuneral;
        await run.ReceivingAsync(Person.Old, pension ? "HT.1" : "6.n.elder", start: OutcomeTests.Month(day, -6), kind: pension ? EntitlementKind.SocialPension : EntitlementKind.Assistance);
        var id = await run.FiledAsync(procedure, RequestKind.Funeral, Person.Old);

        await run.DecidedAsync(id, Person.Old.Plain, new Measure { On = OutcomeTests.Day(day).AddDays(-3), Receiver = Burier });

        await ExpectAsync(host, id, "D19", "Về việc hỗ trợ chi phí mai táng", article, executors, "QĐ-UBND");
        await ExpectAsync(host, id, pension ? "D26" : "D16", $"Về việc thôi hưởng {(pension ? "trợ cấp hưu trí xã hội" : "trợ cấp xã hội")} hàng tháng", "đối tượng chết hoặc mất tích", executors, "QĐ-UBND");
    }

    [Fact]
    public async Task SocialPension_Decided_IsItsOwnDecision()
    {
        await using var host = await OutcomeTests.StartAsync(Two);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.SocialPension, RequestKind.SocialPension, Person.Old);

        await run.DecidedAsync(id, Person.Old.Plain with { PensionRequestedOn = OutcomeTests.Day(Two) });

        var paper = await ExpectAsync(host, id, "D26", "Về việc trợ cấp hưu trí xã hội hàng tháng", "Bằng chữ:", Commune, "QĐ-UBND");
        Assert.Contains(paper.Bases, b => b.Contains("176/2025/NĐ-CP", StringComparison.Ordinal));
    }

    // A paper as it was issued, with what every decision has.
    private static async Task<PaperContent> ExpectAsync(NodeHost host, Guid id, string paper, string summary, string article, string executors, string series)
    {
        var issued = (await PapersAsync(host, id)).Single(p => p.Paper == paper);
        var content = PaperContent.Parse(issued.Content);
        Assert.Equal(("QUYẾT ĐỊNH", summary), (content.Title, content.Summary));
        Assert.Matches($"^[0-9]{{2}}/{series}$", issued.Number);
        Assert.Equal($"Số: {issued.Number}", content.NumberLine);
        Assert.Contains(article, string.Join('\n', content.Paragraphs), StringComparison.Ordinal);
        Assert.Contains(executors, content.Paragraphs[^1], StringComparison.Ordinal);
        Assert.Contains(content.Bases, b => b.StartsWith("Căn cứ Luật Tổ chức chính quyền địa phương", StringComparison.Ordinal));
        Assert.StartsWith("Xét đề nghị của ", content.Bases[^1], StringComparison.Ordinal);
        return content;
    }

    private static Facts Severe(string day) => Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1));

    private static Task<List<IssuedPaper>> PapersAsync(NodeHost host, Guid id) => host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.DossierId == id).ToListAsync());
}
