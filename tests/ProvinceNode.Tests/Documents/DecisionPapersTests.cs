using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Documents;

/// <summary>D14 and D20 say what was decided, in figures and in words (policy 4.1, 4.3).</summary>
public sealed class DecisionPapersTests
{
    [Fact]
    public void Decision_InThreeTiers_IsTheDistrictsAndSaysTheAmountTwice()
    {
        var paper = Granting(ShippedFlow.Pilot, new DateOnly(2022, 9, 5));

        Assert.Equal(("HUYỆN HẬU LỘC", "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC"), (paper.Issuer, paper.Authority));
        Assert.Equal("Hậu Lộc, ngày 05 tháng 10 năm 2022", paper.PlaceAndDate);
        Assert.Contains(paper.Paragraphs, p => p.StartsWith(
            "Điều 1. Trợ cấp xã hội hàng tháng cho ông NGUYỄN VĂN THỦY; sinh ngày 15/03/1982; số định danh cá nhân 038082000102; nơi cư trú: Thôn Hoa Trung, xã Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa.",
            StringComparison.Ordinal));
        Assert.Contains("Thuộc đối tượng: người khuyết tật nặng quy định tại khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP; hệ số 1,5.", paper.Paragraphs);
        Assert.Contains(
            "Mức trợ cấp: 540.000 đồng/tháng (Bằng chữ: Năm trăm bốn mươi nghìn đồng). Thời gian hưởng: kể từ tháng 09/2022. "
            + "Truy lĩnh: từ tháng 09/2022 đến tháng 09/2022, 1 tháng × 540.000 đồng; tổng cộng 540.000 đồng.",
            paper.Paragraphs);
        Assert.Contains(paper.Bases, b => b.Contains("19 tháng 6 năm 2015", StringComparison.Ordinal));
        Assert.Contains("Lưu: VT, LĐTBXH.", paper.Recipients);
    }

    [Fact]
    public void Decision_InTwoTiers_IsTheCommunesUnderTheLawsOfToday()
    {
        var paper = Granting(ShippedFlow.TwoTier, new DateOnly(2026, 11, 2));

        Assert.Equal(("XÃ HOA LỘC", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HOA LỘC"), (paper.Issuer, paper.Authority));
        Assert.Contains(
            "Mức trợ cấp: 810.000 đồng/tháng (Bằng chữ: Tám trăm mười nghìn đồng). Thời gian hưởng: kể từ tháng 11/2026.", paper.Paragraphs);
        Assert.Contains("nơi cư trú: Thôn Hoa Trung, xã Hoa Lộc, tỉnh Thanh Hóa.", paper.Paragraphs[0], StringComparison.Ordinal);
        Assert.All(paper.Paragraphs, p => Assert.DoesNotContain("huyện", p, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Lưu: VT, VHXH.", paper.Recipients);
    }

    [Theory]
    [InlineData("2022-10-05", false, false, false)]
    [InlineData("2024-06-28", false, false, false)]
    [InlineData("2024-07-01", true, false, false)]
    [InlineData("2025-07-01", true, false, true)]
    [InlineData("2026-11-16", true, true, true)] // that Decree 335/2026 replaces it is not known (policy 0.4, U1)
    public void Bases_OnADate_AreTheTextsInForce(string day, bool decree76, bool decree335, bool decree147)
    {
        var bases = Granting(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), null).Bases;

        Assert.Equal((decree76, decree335, decree147), (Cites("76/2024"), Cites("335/2026"), Cites("147/2025")));
        Assert.True(Cites("20/2021/NĐ-CP"));

        bool Cites(string text) => bases.Any(b => b.Contains(text, StringComparison.Ordinal));
    }

    // The slip D12 and the refusal D20 speak of what the form asks for, not of every group of the law.
    [Theory]
    [InlineData("01-176", "HT.")]
    [InlineData("03", "CS.")]
    [InlineData("2b", "CS.")]
    [InlineData("1đ", "6 CS.4 CS.5")]
    public void Refusal_OfAForm_NamesTheGroupsOfThatFormOnly(string form, string groups)
    {
        var appraisal = Appraisal.Of(new Facts { Birth = BirthDate.Of(1990), Foreign = true }, new PayMonth(202611), Law.Book, Law.Province);

        var trials = PaperScenes.Trials(appraisal, form);

        var asked = appraisal.Answer.Trials.Where(t => trials.Any(p => p.Label == t.Label)).Select(t => t.CategoryCode).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, code => Assert.Contains(groups.Split(' '), g => code.StartsWith(g, StringComparison.Ordinal)));
        Assert.Equal(form == "1đ", appraisal.WhyNot(form).Contains("mang thai", StringComparison.Ordinal));
        Assert.DoesNotContain("hộ nghèo", form == "01-176" ? "" : appraisal.WhyNot(form), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Arrears_AcrossALevelChange_ArePrintedSpanBySpan()
    {
        var paper = Granting(new DateOnly(2024, 9, 10), new DateOnly(2024, 5, 20));

        Assert.EndsWith(
            "Truy lĩnh: từ tháng 05/2024 đến tháng 06/2024, 2 tháng × 540.000 đồng; từ tháng 07/2024 đến tháng 08/2024, 2 tháng × 750.000 đồng; tổng cộng 2.580.000 đồng.",
            paper.Paragraphs[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Rejection_Says_ReasonArticleAndTheRightToComplain()
    {
        var scene = PaperScenes.Of(ShippedFlow.On(ShippedFlow.Pilot), ShippedFlow.Dossier(ShippedFlow.Pilot));
        var appraisal = Appraisal.Of(Law.Disabled(DisabilityDegree.Mild, new PayMonth(202210), 480), new PayMonth(202210), Law.Book, "38");

        var paper = DecisionPapers.Reject(
            scene, "Nguyễn Văn Thủy", "Nguyễn Văn Thủy", "trợ cấp xã hội hàng tháng", "Giấy xác nhận ghi mức độ nhẹ.", PaperScenes.WhyNot(appraisal, "1đ"), ShippedFlow.Official(Roles.Chairman, "38.400"));

        Assert.Equal("ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC", paper.Issuer);
        var text = string.Join("\n", paper.Paragraphs);
        Assert.Contains("Lý do: Giấy xác nhận ghi mức độ nhẹ.", text, StringComparison.Ordinal);
        Assert.Contains("khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP", text, StringComparison.Ordinal);
        Assert.Contains("quyền khiếu nại", text, StringComparison.Ordinal);
        Assert.DoesNotContain("..", text, StringComparison.Ordinal);
    }

    private static PaperContent Granting(DateOnly day, DateOnly? certificateOn)
    {
        var (context, month) = (ShippedFlow.On(day), PayMonth.Of(day));
        var facts = Law.Disabled(DisabilityDegree.Severe, month, 40 * 12, certificateOn);
        var appraisal = Appraisal.Of(facts, month, Law.Book, Law.Province);
        var arrears = Arrears.Between(facts, new PayMonth(appraisal.Answer.Main!.StartMonth), month, Law.Book, Law.Province);
        var (dossier, scene) = (ShippedFlow.Dossier(day), PaperScenes.Of(context, ShippedFlow.Dossier(day)));
        return DecisionPapers.Grant(scene, new GrantPaper { Person = PaperScenes.Owner(scene, dossier), Awards = PaperScenes.Awards(appraisal, arrears) }, ShippedFlow.Official(Roles.Chairman, "38.400"));
    }
}
