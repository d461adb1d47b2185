using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Documents.Drafts;

/// <summary>Edits of texts apply while the facts stand; amounts, months, numbers and names cannot be edited.</summary>
public sealed class DraftEditsTests
{
    private const string Amount = "Mức trợ cấp: 540.000 đồng/tháng (Bằng chữ: Năm trăm bốn mươi nghìn đồng). Thời gian hưởng: kể từ tháng 10/2022.";
    private const string Person = "Điều 1. Trợ cấp xã hội hàng tháng cho ông NGUYỄN VĂN THỦY; sinh ngày 15/03/1982; số định danh cá nhân 038082000102.";

    private static readonly PaperSamples Pilot = new(new DateOnly(2022, 10, 5), PaperSamples.Thuy, PaperSamples.Severe);

    [Theory]
    [InlineData(Amount, "Mức trợ cấp xã hội hằng tháng là: 540.000 đồng/tháng (Bằng chữ: Năm trăm bốn mươi nghìn đồng). Được hưởng kể từ tháng 10/2022.", null)]
    [InlineData(Amount, "Mức trợ cấp: 640.000 đồng/tháng (Bằng chữ: Năm trăm bốn mươi nghìn đồng). Thời gian hưởng: kể từ tháng 10/2022.", "640.000 đồng")]
    [InlineData(Amount, "Mức trợ cấp: 540.000 đồng/tháng (Bằng chữ: Sáu trăm nghìn đồng). Thời gian hưởng: kể từ tháng 10/2022.", "Bằng chữ: Sáu trăm nghìn đồng")]
    [InlineData(Amount, "Mức trợ cấp: 540.000 đồng/tháng (Bằng chữ: Năm trăm bốn mươi nghìn đồng). Thời gian hưởng: kể từ tháng 09/2022.", "tháng 09/2022")]
    [InlineData(Amount, "Mức trợ cấp: 540.000 đồng/tháng.", "Bằng chữ: Năm trăm bốn mươi nghìn đồng")]
    [InlineData(Amount, "", "540.000 đồng")]
    [InlineData(Amount, Amount + " Truy lĩnh 900.000 đồng.", "900.000 đồng")]
    [InlineData(Person, "Điều 1. Trợ cấp xã hội hàng tháng cho bà NGUYỄN THỊ HOA; sinh ngày 15/03/1982; số định danh cá nhân 038082000102.", "NGUYỄN VĂN THỦY")]
    [InlineData(Person, "Điều 1. Trợ cấp xã hội hàng tháng cho ông NGUYỄN VĂN THỦY; sinh ngày 15/03/1982; số định danh cá nhân 038082000103.", "038082000103")]
    [InlineData("Mọi ý kiến gửi về UBND.", "Mọi ý kiến gửi về UBND theo Nghị quyết số 12/2023/NQ-HĐND ngày 12/07/2023.", null)]
    [InlineData("từ mức 540.000 đồng lên mức 720.000 đồng", "từ mức 720.000 đồng lên mức 540.000 đồng", "540.000 đồng")]
    public void Edit_OfASentence_MayNotTouchItsFacts(string was, string now, string? touched) => Assert.Equal(touched, DraftFacts.Touched(was, now, ["Nguyễn Văn Thủy"]));

    [Fact]
    public void Name_OfTheDossier_StaysInAnyCase() =>
        Assert.Equal("Nguyễn Văn Thủy", DraftFacts.Touched("Hồ sơ của ông/bà Nguyễn Văn Thủy", "Hồ sơ của ông/bà Nguyễn Văn Thùy", ["Nguyễn Văn Thủy"]));

    [Fact]
    public void Edits_WhileFactsStand_Apply()
    {
        var paper = Decision();
        var (edited, lost) = DraftEdits.Apply(paper,
        [
            new DraftEdit(DraftPart.Summary, paper.Summary, "Về việc thực hiện trợ cấp xã hội hàng tháng"),
            new DraftEdit(DraftPart.Paragraph, paper.Paragraphs[3], "Điều 2. Kinh phí từ ngân sách huyện.\nGiao Phòng Tài chính – Kế hoạch cấp kinh phí."),
            new DraftEdit(DraftPart.Recipients, string.Join('\n', paper.Recipients), "Như Điều 3;\nHội Người khuyết tật;\nLưu: VT."),
        ]);

        Assert.Empty(lost);
        Assert.Equal("Về việc thực hiện trợ cấp xã hội hàng tháng", edited.Summary);
        Assert.Equal(paper.Paragraphs.Count + 1, edited.Paragraphs.Count);
        Assert.Equal("Giao Phòng Tài chính – Kế hoạch cấp kinh phí.", edited.Paragraphs[4]);
        Assert.Equal(3, edited.Recipients.Count);
        Assert.Equal(paper.Paragraphs[2], edited.Paragraphs[2]);
    }

    [Fact]
    public void Edit_AfterTheFactsChanged_IsToldAndNotApplied()
    {
        var edits = new[] { new DraftEdit(DraftPart.Paragraph, Decision().Paragraphs[2], Decision().Paragraphs[2] + " Đã đối chiếu."), new DraftEdit(DraftPart.Summary, Decision().Summary, "Về việc khác") };
        var raised = Decision(720_000);

        var (edited, lost) = DraftEdits.Apply(raised, edits);

        Assert.Equal(edits[0], Assert.Single(lost));
        Assert.Equal(("Về việc khác", raised.Paragraphs[2]), (edited.Summary, edited.Paragraphs[2]));
    }

    [Fact]
    public void Fields_OfAPaper_AreItsTextsAndNothingLocked()
    {
        var paper = Pilot.All().First(p => p.Id == "D01").Paper;
        var fields = DraftEdits.FieldsOf(paper);

        Assert.All(fields, f => Assert.Contains(f.Part, new[] { DraftPart.Summary, DraftPart.Bases, DraftPart.Paragraph, DraftPart.Closing, DraftPart.Recipients }));
        Assert.DoesNotContain(fields, f => paper.Lines.Any(l => l.Value == f.Text) || paper.Signatures.Any(s => s.Name == f.Text) || f.Text == paper.NumberLine);
        Assert.Equal(fields.Count, fields.Select(f => f.Name).Distinct().Count());
    }

    [Fact]
    public void Edits_Stored_AreReadAgain()
    {
        DraftEdit[] edits = [new(DraftPart.Bases, "Căn cứ A;\nCăn cứ B.", "Căn cứ “B” & A.")];

        Assert.Equal(edits, DraftEdits.Parse(DraftEdits.ToJson(edits)));
    }

    // Saved as it was typed: no paper of the catalogue reads as edited when nothing was.
    [Fact]
    public void Fields_SentBackUnchanged_AreNoEdits() => Assert.All(Pilot.All().SelectMany(p => DraftEdits.FieldsOf(p.Paper)), f => Assert.Equal(f.Text, DraftEdits.Clean(f.Text)));

    private static PaperContent Decision(long dong = 540_000) => DecisionPapers.Grant(
        Pilot.Scene, new GrantPaper { Person = PaperSamples.Thuy, Awards = [PaperSamples.Severe with { MonthlyDong = dong }] }, Pilot.Chairman);
}
