using ProvinceNode.Documents;

namespace ProvinceNode.Tests.Documents;

/// <summary>Where lines of a paper may end, what stands in a signature block, and papers stored before there were tables.</summary>
public sealed class PaperTextTests
{
    [Theory]
    [InlineData("ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC", "ỦY_BAN_NHÂN_DÂN HUYỆN_HẬU_LỘC")]
    [InlineData("ỦY BAN NHÂN DÂN THỊ XÃ BỈM SƠN", "ỦY_BAN_NHÂN_DÂN THỊ_XÃ_BỈM_SƠN")]
    [InlineData("HUYỆN HẬU LỘC", "HUYỆN_HẬU_LỘC")]
    [InlineData("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HOA LỘC", "CHỦ TỊCH ỦY_BAN_NHÂN_DÂN XÃ_HOA_LỘC")]
    [InlineData("BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "BỘ PHẬN TIẾP_NHẬN VÀ TRẢ_KẾT_QUẢ")]
    [InlineData("PHÒNG LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI", "PHÒNG LAO_ĐỘNG_– THƯƠNG_BINH VÀ XÃ_HỘI")]
    [InlineData("PHÒNG VĂN HÓA – XÃ HỘI", "PHÒNG VĂN HÓA – XÃ_HỘI")]
    public void Body_OnTheHead_BreaksOnlyBetweenItsParts(string body, string kept) => Assert.Equal(kept, PaperText.KeepNames(body).Replace('\u00A0', '_'));

    [Fact]
    public void PlaceAndDate_OnTheHead_BreakOnlyAfterTheComma() =>
        Assert.Equal("Hậu_Lộc, ngày_05_tháng_10_năm_2022", PaperText.KeepDate("Hậu Lộc, ngày 05 tháng 10 năm 2022").Replace('\u00A0', '_'));

    [Theory]
    [InlineData("Điều 1. Trợ cấp", "Điều 1.", " Trợ cấp")]
    [InlineData("Điều 12. Trợ cấp", "Điều 12.", " Trợ cấp")]
    [InlineData("Điều kiện hưởng. Không đủ", "", "Điều kiện hưởng. Không đủ")]
    [InlineData("Căn cứ Điều 5.", "", "Căn cứ Điều 5.")]
    public void Paragraph_OfAnArticle_HasItsNumberApart(string paragraph, string start, string rest) =>
        Assert.Equal((start, rest), PaperText.SplitArticle(paragraph));

    [Theory]
    [InlineData(SigningCapacity.Own, "CHỦ TỊCH")]
    [InlineData(SigningCapacity.Deputy, "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH")]
    [InlineData(SigningCapacity.ByOrder, "TL. CHỦ TỊCH|PHÓ CHỦ TỊCH")]
    [InlineData(SigningCapacity.Entrusted, "TUQ. CHỦ TỊCH|PHÓ CHỦ TỊCH")]
    public void Signature_InACapacity_SaysForWhom(SigningCapacity capacity, string lines)
    {
        var block = SignatureBlock.Of(capacity, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Minh");

        Assert.Equal(lines.Split('|'), block.TitleLines);
        Assert.Equal([.. "TM. ỦY BAN NHÂN DÂN".Split('|'), .. lines.Split('|')], block.OnBehalfOf("ỦY BAN NHÂN DÂN").TitleLines);
    }

    // As the first release stored it: no table, no annex, no QR code.
    [Fact]
    public void Paper_StoredBeforeTables_IsReadWithNone()
    {
        var paper = PaperContent.Parse("""{"Superior":"","Issuer":"ỦY BAN NHÂN DÂN","NumberLine":"","PlaceAndDate":"Huế, ngày 05 tháng 10 năm 2025","Title":"CÔNG VĂN","Summary":"V/v","Authority":"","Bases":[],"Resolves":"","Paragraphs":["a"],"Lines":[{"Label":"l","Value":"v"}],"Items":[],"ItemsTitle":"","Closing":[],"Recipients":[],"Signatures":[{"Title":"A\nB","Name":"c","Hint":""}],"DossierCode":"d"}""");

        Assert.Empty(paper.Tables);
        Assert.Empty(paper.Annexes);
        Assert.Equal(["A", "B"], paper.Signatures[0].TitleLines);
        Assert.Equal(("", "", true), (paper.CodeText, paper.WatermarkText, paper.IsLetter));
    }

    [Fact]
    public void Paper_WithTableAndAnnex_IsReadAsItWasStored()
    {
        PaperTable table = new() { Columns = [new("STT", 1, PaperAlign.Center), new("Mức (đ)", 2.5, PaperAlign.Right)], Rows = [["1", "540.000"]], Footers = [["", "540.000"]], Caption = "c" };
        PaperContent paper = new()
        {
            Issuer = "A", PlaceAndDate = "", Title = "B", Tables = [table], IsDraft = true, VerifyUrl = "u",
            Annexes = [new PaperAnnex { Title = "Phụ lục", Reference = "(Kèm theo)", Table = table, Landscape = true }],
        };

        var read = PaperContent.Parse(paper.ToJson());

        Assert.Equal(paper.ToJson(), read.ToJson());
        Assert.Equal((PaperAlign.Right, 2.5), (read.Annexes[0].Table!.Columns[1].Align, read.Tables[0].Columns[1].Weight));
        Assert.Equal(("DỰ THẢO", "u"), (read.WatermarkText, read.CodeText));
    }

    [Fact]
    public void Code_OfAnAddress_IsTheSquareOfItsVersion()
    {
        var cells = PaperCode.Cells("http://xac-thuc.test/van-ban/0192");

        Assert.Equal(0, (cells.Length - 21) % 4);
        Assert.All(cells, r => Assert.Equal(cells.Length, r.Length));
        // The finder pattern of each corner but the last.
        Assert.All(new[] { (0, 0), (cells.Length - 7, 0), (0, cells.Length - 7) }, c => Assert.True(Enumerable.Range(0, 7).All(i => cells[c.Item2][c.Item1 + i])));
        Assert.Equal(cells.Sum(r => r.Count(d => d)), PaperCode.Runs(cells).Sum(r => r.Length));
    }
}
