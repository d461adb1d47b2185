using System.Text.RegularExpressions;
using ProvinceNode.Documents;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Documents;

/// <summary>Every paper in both organisations on days on both sides of each change of the law (policy 0.4, 4.2, 5.1).</summary>
public sealed partial class AllPapersTests
{
    public static TheoryData<string> Days => ["2021-09-15", "2022-10-05", "2023-01-09", "2024-07-01", "2025-03-10", "2025-06-30", "2025-07-01", "2026-02-09", "2026-10-04", "2026-10-05", "2026-11-16"];

    // Ends or texts of laws that stand on papers only when they bind.
    private static readonly (string Text, DateOnly From, DateOnly Until)[] Laws =
    [
        ("ngày 19 tháng 6 năm 2015", new(2016, 1, 1), new(2025, 6, 30)), ("ngày 16 tháng 6 năm 2025", new(2025, 7, 1), DateOnly.MaxValue), ("104/2022/NĐ-CP", new(2023, 1, 1), DateOnly.MaxValue),
        ("76/2024/NĐ-CP", new(2024, 7, 1), DateOnly.MaxValue), ("147/2025/NĐ-CP", new(2025, 7, 1), DateOnly.MaxValue), ("335/2026/NĐ-CP", new(2026, 10, 5), DateOnly.MaxValue),
        ("02/2021/TT-BLĐTBXH ngày", new(2021, 8, 8), DateOnly.MaxValue), ("61/2018/NĐ-CP", new(2018, 6, 21), new(2025, 6, 30)), ("118/2025/NĐ-CP", new(2025, 7, 1), DateOnly.MaxValue),
    ];

    [Fact]
    public void Catalogue_HasEveryPaper_AndAKindForEach()
    {
        Assert.Equal(Enumerable.Range(1, 26).Select(i => $"D{i:00}"), PaperCatalogue.All.Select(e => e.Id).Where(i => i[0] == 'D').Order());
        Assert.All(PaperCatalogue.All, e => Assert.NotEqual(e.Id, e.Kind.Name));
        Assert.Equal(PaperCatalogue.All.Select(e => e.Id).Order(), PaperKind.All.Select(k => k.Code).Order());
        Assert.Equal(PaperCatalogue.All.Select(e => e.Id).Order(), On("2022-10-05").All().Select(p => p.Id).Distinct().Order());
    }

    // The periodic reports bring its data; every other paper is issued by a step or made of records.
    [Fact]
    public void Catalogue_Names_WhatIsNotIssuedYet() =>
        Assert.Equal(["D25"], PaperCatalogue.All.Where(e => e.Awaits.Length > 0).Select(e => e.Id).Order());

    [Theory]
    [MemberData(nameof(Days))]
    public void Papers_OnADay_HaveNothingEmptyAndNothingOfTheTemplate(string day)
    {
        foreach (var (id, paper) in On(day).All())
        {
            var where = $"{id} {paper.Title} on {day}";
            Assert.True(paper.Title.Length > 0 && paper.PlaceAndDate.Length > 0 && (paper.Issuer.Length > 0 || id == "D24"), where);
            Assert.All(Texts(paper), t => Assert.False(Broken().IsMatch(t), $"{where}: “{t}”"));
            Assert.All(paper.Lines, l => Assert.True(l.Label.Length > 0 && l.Value.Length > 0, $"{where}: “{l.Label}” is empty"));
            Assert.All(paper.Tables.Concat(paper.Annexes.Select(a => a.Table).OfType<PaperTable>()), t =>
                Assert.All(t.Rows.Concat(t.Footers), r => Assert.True(r.Count == t.Columns.Count, $"{where}: {r.Count} cells for {t.Columns.Count} columns")));
            Assert.Equal(paper.ToJson(), PaperContent.Parse(paper.ToJson()).ToJson());
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Recipients_OfADecision_AreThoseOfTheArticleThatNamesThem(string day)
    {
        foreach (var (id, paper) in On(day).All().Where(p => p.Paper.Recipients.Any(r => r.StartsWith("Như Điều", StringComparison.Ordinal))))
        {
            var named = paper.Recipients[0]["Như ".Length..^1];
            Assert.True(paper.Paragraphs.Any(p => p.StartsWith(named + ".", StringComparison.Ordinal) && p.Contains("chịu trách nhiệm", StringComparison.Ordinal)), $"{id} {paper.Summary}: {named} names nobody");
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Bases_OnADay_AreInForce(string day)
    {
        var today = Parse(day);
        foreach (var (id, paper) in On(day).All().Where(p => p.Paper.Bases.Count > 0))
        {
            Assert.All(Laws.Where(l => today < l.From || today > l.Until), l => Assert.DoesNotContain(paper.Bases, b => b.Contains(l.Text, StringComparison.Ordinal)));
            Assert.All(paper.Bases.SkipLast(1), b => Assert.EndsWith(";", b, StringComparison.Ordinal));
            Assert.EndsWith(".", paper.Bases[^1], StringComparison.Ordinal);
            Assert.Equal(paper.Bases.Count, paper.Bases.Distinct().Count());
            Assert.True(id is not ("D14" or "D15" or "D16") || Laws[..7].Where(l => l.From <= today && today <= l.Until).All(l => paper.Bases.Any(b => b.Contains(l.Text, StringComparison.Ordinal))), id);
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Papers_AfterTheDistricts_NameNoneAndTheNewDesk(string day)
    {
        var twoTier = Parse(day) >= new DateOnly(2025, 7, 1);
        foreach (var (id, paper) in On(day).All().Where(p => p.Id is not "D25"))
        {
            var text = string.Join('\n', Texts(paper));
            Assert.Equal((id, false), (id, twoTier && text.Contains("huyện Hậu Lộc", StringComparison.OrdinalIgnoreCase)));
            Assert.Equal((id, false), (id, twoTier && text.Contains("Bộ phận Tiếp nhận và Trả kết quả", StringComparison.OrdinalIgnoreCase)));
            Assert.Equal((id, false), (id, !twoTier && text.Contains("Trung tâm Phục vụ hành chính công", StringComparison.OrdinalIgnoreCase)));
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Papers_OfAnHivGroup_TellNobody(string day)
    {
        foreach (var (id, paper) in (On(day) with { Award = PaperSamples.Hiv }).All())
        {
            Assert.All(Texts(paper), t => Assert.False(NeutralWords.Reveals(t), $"{id}: {t}"));
            Assert.True(id != "D09" || !paper.ToJson().Contains("Nguyễn Văn Thủy", StringComparison.Ordinal), "D09 names a person who is never posted.");
        }
    }

    [Theory]
    [InlineData("Nguyễn Thị Hòa")]
    [InlineData("H'Wen Niê Kđăm")]
    [InlineData("Y - Bhăm <Ê>")]
    [InlineData("Ngô Đặng Tường Vy Khánh Phượng Quỳnh Hương Giang")]
    [InlineData("Lò Thị Ủ")]
    public void Names_OfAnyShape_StandIntact(string name)
    {
        var samples = new PaperSamples(new DateOnly(2026, 11, 16), PaperSamples.Thuy with { FullName = name, Village = name + " 2", Address = name + " 2, xã Hoa Lộc" }, PaperSamples.Severe);
        foreach (var (id, paper) in samples.All().Where(p => p.Id is not ("D06" or "D10" or "D25" or "CS7") && !p.Paper.Title.StartsWith("BẢNG", StringComparison.Ordinal)))
        {
            var text = string.Join('\n', Texts(paper));
            Assert.True(text.Contains(name, StringComparison.Ordinal) || text.Contains(PaperStyle.Upper(name), StringComparison.Ordinal), $"{id} lost “{name}”");
        }
    }

    // Two texts of one clause may hold on one day; a hole would leave a decision without its basis.
    [Fact]
    public void Topics_OnAnyDay_HaveABasis()
    {
        for (var day = new DateOnly(2021, 8, 8); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            Assert.All(LegalBases.Topics.Keys.Where(t => t != LegalBases.Pension || day >= new DateOnly(2025, 7, 1)), t => Assert.NotEmpty(LegalBases.InForce(LegalBases.Shipped, day, t)));
        }

        Assert.All(LegalBases.Shipped, l => Assert.Contains(l.Confidence, new[] { "H", "M", "L" }));
        Assert.All(LegalBases.Shipped, l => Assert.All(l.Topics, t => Assert.True(LegalBases.Topics.ContainsKey(t), $"{l.Code}: {t}")));
    }

    [Fact]
    public void Resolution_OfTheProvince_IsCitedWhileItHolds()
    {
        var resolution = new LegalBasis("NQ12", [LegalBases.Assistance], 85, "Nghị quyết số 12/2023/NQ-HĐND ngày 12 tháng 7 năm 2023 của Hội đồng nhân dân tỉnh Thanh Hóa", new(2024, 1, 1), new(2024, 12, 31));

        Assert.Equal([false, true, false], new[] { "2023-12-29", "2024-02-02", "2025-01-02" }.Select(d =>
            (On(d).Scene with { Laws = [.. LegalBases.Shipped, resolution] }).Bases(LegalBases.Assistance).Any(b => b.Contains("12/2023/NQ-HĐND", StringComparison.Ordinal))));
    }

    internal static IEnumerable<string> Texts(PaperContent p) =>
    [
        p.Superior, p.Issuer, p.NumberLine, p.PlaceAndDate, p.Title, p.Summary, p.HeadNote, p.Authority, p.Resolves, p.ItemsTitle,
        .. p.Addressees, .. p.Bases, .. p.Paragraphs, .. p.Items, .. p.Closing, .. p.Recipients, .. p.Notes, .. p.Lines.SelectMany(l => new[] { l.Label, l.Value }),
        .. p.Signatures.SelectMany(s => new[] { s.Title, s.Name, s.Hint }), .. p.Tables.SelectMany(Cells),
        .. p.Annexes.SelectMany(a => new[] { a.Title, a.Summary, a.Reference }.Concat(a.Paragraphs).Concat(a.Closing).Concat(a.Table is { } t ? Cells(t) : [])),
        .. p.Original is { } copied ? Texts(copied) : [],
    ];

    private static IEnumerable<string> Cells(PaperTable table) =>
        [table.Title, table.Caption, .. table.Columns.Select(c => c.Header), .. table.Rows.Concat(table.Footers).SelectMany(r => r)];

    private static PaperSamples On(string day) => new(Parse(day), PaperSamples.Thuy, PaperSamples.Severe);

    private static DateOnly Parse(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    // Braces, doubled spaces or stops, a space before a comma, "số ;" and the like: what a field left empty leaves behind.
    [GeneratedRegex(@"[{}]|  |\.\.(?!\.)|;;|,,| [,;.:)]|\( |\(\)|: *[;.](?!\.)|\bsố (?=[;,.])|^ | $")]
    private static partial Regex Broken();
}
