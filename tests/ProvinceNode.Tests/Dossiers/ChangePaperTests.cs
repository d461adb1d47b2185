using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Documents.Pdf;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Papers of changes, moves, care, institutions and emergencies through the real verbs, in both organisations, to the signed PDF (policy 4.2, 4.3).</summary>
public sealed class ChangePaperTests
{
    private const string Three = "2022-10-05";
    private const string Two = "2026-11-02";
    private const string Institution = "Trung tâm Bảo trợ xã hội số 1";

    [Theory]
    [InlineData(Three, 540_000, "720.000 đồng/tháng (Bằng chữ: Bảy trăm hai mươi nghìn đồng)", "tổng cộng 360.000 đồng")]
    [InlineData(Two, 810_000, "1.080.000 đồng/tháng (Bằng chữ: Một triệu không trăm tám mươi nghìn đồng)", "tổng cộng 540.000 đồng")]
    public async Task Adjust_Decided_SaysOldNewReasonAndArrears(string day, long old, string now, string owed)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", old, OutcomeTests.Month(day, -4));
        var met = OutcomeTests.Day(day).AddMonths(-1);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.ExtremelySevere, met), new Measure { On = met, Words = "Mức độ khuyết tật đã được xác định lại là đặc biệt nặng" });

        await ExpectAsync(host, id, "D15", "Về việc điều chỉnh trợ cấp xã hội hàng tháng", "QĐ-UBND",
            "Đang hưởng: người khuyết tật nặng quy định tại khoản 6 Điều 5", now, owed, "Lý do điều chỉnh: Mức độ khuyết tật đã được xác định lại là đặc biệt nặng.");
    }

    [Theory]
    [InlineData(Three)]
    [InlineData("2026-08-03")]
    public async Task Resume_Decided_SaysWhatNoLongerStandsAndTheArrears(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, monthly: 540_000, start: OutcomeTests.Month(day, -5));
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled);
        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "S1", On = OutcomeTests.Day(day) });
        host.Clock.SetDay(OutcomeTests.Day(day).AddMonths(3));
        var again = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Resume, Person.Disabled);

        await run.DecidedAsync(again, Person.Disabled.Plain, new Measure { PayArrears = true });

        await ExpectAsync(host, again, "D16", "Về việc tiếp tục hưởng trợ cấp xã hội hàng tháng", "QĐ-UBND", "Lý do: không còn lý do tạm dừng", "Truy lĩnh: từ tháng", "được cấp lại thẻ bảo hiểm y tế");
    }

    [Theory]
    [InlineData(Three, "540.000 đồng/tháng")]
    [InlineData(Two, "810.000 đồng/tháng")]
    public async Task Care_Decided_NamesCarerAndWhoIsCaredFor(string day, string amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 720_000, OutcomeTests.Month(day, -6));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Care, Person.Disabled);

        var facts = Person.Disabled.With(DisabilityDegree.ExtremelySevere, OutcomeTests.Day(day).AddMonths(-6)) with { Care = [new CareSpan(CareKind.TakenIn)] };
        await run.DecidedAsync(id, facts, new Measure { Receiver = new("Lê Thị Mận", "038175000111", "cô ruột") });

        await ExpectAsync(host, id, "D18", "Về việc hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng", "QĐ-UBND",
            "LÊ THỊ MẬN; số định danh cá nhân 038175000111 (cô ruột).", "Đối tượng được chăm sóc, nuôi dưỡng: ông NGUYỄN VĂN THỦY", "điểm d khoản 2 Điều 20 Nghị định số 20/2021/NĐ-CP", amount);
    }

    [Theory]
    [InlineData(Three, "38.400.16063", "14845", "Phòng Lao động – Thương binh và Xã hội huyện Hậu Lộc gửi văn bản kèm theo hồ sơ của đối tượng đến Ủy ban nhân dân")]
    [InlineData(Two, "38.16072", "16078", "Phòng Văn hóa – Xã hội xã Hoa Lộc gửi văn bản kèm theo hồ sơ của đối tượng đến Ủy ban nhân dân")]
    public async Task MoveOut_Decided_SaysTheLastMonthAndWhoPaysThen(string day, string from, string commune, string sends)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -6), commune: from);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, from);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = commune });

        var next = Protos.Values.PayMonth.Of(run.Dossiers.Today).AddMonths(1);
        await ExpectAsync(host, id, "D17", "Về việc thôi chi trả trợ cấp xã hội hàng tháng do thay đổi nơi cư trú", "QĐ-UBND", $"thôi chi trả kể từ tháng {next}. Nơi hưởng mới chi trả từ tháng {next}.", sends);
    }

    [Fact]
    public async Task MoveWithinTheDistrict_Decided_IsANoticeOfTheDivision()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, commune: "38.400.16066");
        var id = await run.FiledAsync(Procedures.MoveWithinDistrict, RequestKind.MoveWithin, Person.Disabled, "38.400.16063");

        await run.DecidedAsync(id, Person.Disabled.Plain);

        var paper = (await PapersAsync(host, id)).Single(p => p.Paper == "D17");
        var content = PaperContent.Parse(paper.Content);
        Assert.Equal(("THÔNG BÁO", "PHÒNG LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI", "01/TB-LĐTBXH"), (content.Title, content.Issuer, paper.Number));
        Assert.Equal("TRƯỞNG PHÒNG", content.Signatures[0].Title);
        Assert.DoesNotContain(await PapersAsync(host, id), p => p.Paper == MoveLetter.Code); // the file stays in the district
    }

    [Theory]
    [InlineData(Three, "SỞ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI")]
    [InlineData("2026-08-03", "SỞ Y TẾ")]
    public async Task Institution_AdmitsAndDischarges_ByDecisionsOfItsHead(string day, string superior)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 720_000, OutcomeTests.Month(day, -6));
        var id = await run.FiledAsync(Procedures.Admission, RequestKind.Admit, Person.Disabled);
        var measure = new Measure { On = OutcomeTests.Day(day), Institution = Institution, Words = "Không tự lo được cuộc sống và không có người chăm sóc" };
        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.ExtremelySevere, OutcomeTests.Day(day).AddMonths(-6)), measure);

        var proposal = PaperContent.Parse((await PapersAsync(host, id)).Single(p => p.Paper == "CS0").Content);
        Assert.Contains("Lý do: Không tự lo được cuộc sống và không có người chăm sóc.", proposal.Paragraphs);
        var admitted = await ExpectAsync(host, id, "CS1", "Về việc tiếp nhận đối tượng vào cơ sở trợ giúp xã hội", "QĐ-CSTGXH", $"vào chăm sóc, nuôi dưỡng tại {Institution} kể từ ngày", "hệ số 4,0");
        Assert.Equal((true, PaperStyle.Upper(Institution), "GIÁM ĐỐC"), (admitted.Superior.StartsWith(superior, StringComparison.Ordinal), admitted.Issuer, admitted.Signatures[0].Title));

        host.Clock.SetDay(run.Dossiers.Today.AddMonths(4));
        var leave = await run.FiledAsync(Procedures.Discharge, RequestKind.Discharge, Person.Disabled);
        await run.DecidedAsync(leave, Person.Disabled.Plain, measure with { On = run.Dossiers.Today, Words = "" });
        await ExpectAsync(host, leave, "CS2", "Về việc dừng trợ giúp xã hội tại cơ sở trợ giúp xã hội", "QĐ-CSTGXH", $"Dừng trợ giúp xã hội tại {Institution} đối với", "khoản 2 Điều 30 Nghị định số 20/2021/NĐ-CP");
    }

    [Theory]
    [InlineData(Three, "nha-o", AidKind.HouseLost, "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ làm nhà ở, sửa chữa nhà ở", "Lý do: nhà bị đổ, sập, trôi, cháy hoàn toàn do thiên tai, ngày")]
    [InlineData(Two, "nha-o", AidKind.HouseLost, "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ làm nhà ở, sửa chữa nhà ở", "Lý do: nhà bị đổ, sập, trôi, cháy hoàn toàn do thiên tai, ngày")]
    [InlineData(Three, "bi-thuong-nang", AidKind.Treatment, "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ chi phí điều trị người bị thương nặng", "Lý do: bị thương nặng, cấp cứu và điều trị 9 ngày do thiên tai, ngày")]
    [InlineData(Two, "bi-thuong-nang", AidKind.Treatment, "Về việc trợ giúp xã hội khẩn cấp về hỗ trợ chi phí điều trị người bị thương nặng", "Lý do: bị thương nặng, cấp cứu và điều trị 9 ngày do thiên tai, ngày")]
    [InlineData(Three, "thieu-doi", null, "Về việc trợ giúp xã hội khẩn cấp về lương thực", "Lý do: giáp hạt, thiên tai, hỏa hoạn, mất mùa, bất khả kháng.")]
    [InlineData(Two, "thieu-nhu-yeu-pham", null, "Về việc trợ giúp xã hội khẩn cấp về nhu yếu phẩm thiết yếu", "Lý do: thiên tai.")]
    public async Task EmergencyForm_Decided_SaysWhatWasDeclared(string day, string situation, AidKind? aid, string summary, string reason)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync(situation);
        await run.Dossiers.MatchIdentityAsync(id);
        var context = await host.WithAsync(async s => await ((FlowRules)s.GetService(typeof(FlowRules))!).ForAsync(Protos.Values.TenantPath.Parse(run.Dossiers.Commune), default));
        var declared = MeasureFields.Declared(context, await run.Dossiers.LoadAsync(id)).Read();

        await run.DecidedAsync(id, Person.Disabled.Plain, declared with { Aid = aid });

        await ExpectAsync(host, id, "KC1", summary, "QĐ-UBND", reason);
    }

    // The paper as it was issued: head, number, sentences, no word of the appraiser's note; and its signed file says the same.
    private static async Task<PaperContent> ExpectAsync(NodeHost host, Guid id, string paper, string summary, string series, params string[] sentences)
    {
        var issued = (await PapersAsync(host, id)).Single(p => p.Paper == paper);
        var content = PaperContent.Parse(issued.Content);
        Assert.Equal(("QUYẾT ĐỊNH", summary), (content.Title, content.Summary));
        Assert.Matches($"^[0-9]{{2}}/{series}$", issued.Number);
        var text = string.Join('\n', content.Paragraphs);
        Assert.All(sentences, s => Assert.Contains(s, text, StringComparison.Ordinal));
        Assert.DoesNotContain("Đủ giấy tờ", content.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("..", text, StringComparison.Ordinal);

        var client = await host.SignInAsync(Roles.Chairman, issued.TenantPath);
        var pdf = await client.GetByteArrayAsync(new Uri($"/ho-so/{id}/van-ban/{issued.Id}?handler=pdf", UriKind.Relative));
        var printed = PdfTools.Text(pdf);
        Assert.Contains($"Số: {issued.Number}", printed, StringComparison.Ordinal);
        Assert.All(sentences, s => Assert.Contains(PdfTools.Flat(s), printed, StringComparison.Ordinal));
        Assert.All(PdfTools.Run(pdf, "pdffonts", "FILE").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..], l => Assert.Matches(@"Identity-H\s+yes yes yes", l));
        return content;
    }

    private static Task<List<IssuedPaper>> PapersAsync(NodeHost host, Guid id) => host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.DossierId == id).ToListAsync());
}
