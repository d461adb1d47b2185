using ProvinceNode.Payments.Files;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Files;

public sealed class ListDocumentTests
{
    [Fact]
    public void ApprovedList_AsADocument_IsTheSameInEveryForm()
    {
        var list = Sample.Payment("38.400.16063", "Kế toán").List;
        (list.Hash, list.ApprovedByName, list.ApprovedAt) = (new string('b', 64), "Trưởng phòng", new DateTime(2025, 3, 24, 2, 30, 5, 123, DateTimeKind.Utc));
        var lines = new[] { Sample.PaymentLine(list, "=Nguyễn Văn A", order: 2, note: "QĐ 12/QĐ-UBND"), Sample.PaymentLine(list, "Lê Thị Hòa", order: 1) };
        var document = ListDocument.Of(list, lines);
        Assert.Equal(document.Header, ListDocument.Of(list, lines.Reverse()).Header);
        Assert.Equal((list.Id.ToString("D"), "16063", new string('b', 64), new DateTime(2025, 3, 24, 9, 30, 5)), (document.Header.ListId, document.Header.UnitCode, document.Header.ApprovalHash, document.Header.SignedAt));
        Assert.Equal([lines[1].Id.ToString("D"), lines[0].Id.ToString("D")], document.Rows.Select(r => r.RowId));
        Assert.Equal(lines.Sum(l => l.Total.Amount), document.Header.TotalAmount.Amount);
        // Who hands the money over learns no category: a neutral one among others would tell.
        Assert.All(document.Rows, r => Assert.Equal(("", ""), (r.Category, r.Coefficient)));
        foreach (var form in WireSamples.Forms)
        {
            using var content = WireSamples.Written(form, document);
            var read = PaymentFile.Read(content, "a");
            Assert.True(read.Faults.Count == 0, string.Join(" ", read.Faults.Select(f => f.Sentence)));
            Assert.Equal(document.Rows, read.Document!.Rows);
        }
    }

    [Theory]
    [InlineData("Đ5", "Đ5")]
    [InlineData("K5Đ5.a", "Đ5")]
    [InlineData("K8Đ5, K6Đ5, K1Đ20", "Đ5, K1Đ20")]
    [InlineData("K1Đ53", "K1Đ53")]
    [InlineData("", "")]
    public void Category_OfArticle5_ReadsTheSameForEverybody(string stored, string shown) => Assert.Equal(shown, ProvinceNode.Payments.ListWords.Category(stored));

    [Fact]
    public void Reasons_OfTheTable_AreAllKnown()
    {
        Assert.Equal(Enumerable.Range(1, 9).Select(n => $"R0{n}"), WireCodes.Reasons.Keys);
        Assert.All(WireCodes.Methods.Keys, code => Assert.Contains(code, Enum.GetValues<ProvinceNode.Payments.PayMethod>().Select(ProvinceNode.Payments.ListWords.Code)));
    }
}
