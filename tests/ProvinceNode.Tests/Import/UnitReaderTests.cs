using ProvinceNode.Import.Units;

namespace ProvinceNode.Tests.Import;

/// <summary>Names and codes of either organisation to the units of a day, in Thanh Hóa.</summary>
public sealed class UnitReaderTests
{
    private static readonly UnitBook Book = new("38");
    private static readonly UnitReader Now = new(Book, new DateOnly(2025, 8, 1));
    private static readonly UnitReader Then = new(Book, new DateOnly(2024, 9, 1));

    [Theory]
    [InlineData("", "Xã Hoa Lộc", "Huyện Hậu Lộc", "16072", "")]
    [InlineData("", "X. Hoa Lộc", "H. Hậu Lộc", "16072", "")]
    [InlineData("", "TT Hậu Lộc", "Hậu Lộc", "16012", "")]
    [InlineData("", "Hoa Lộc", "", "16072", "")]
    [InlineData("", "HOA LỘC", "", "16072", "")]
    [InlineData("", "Xã Phú Lộc", "Huyện Hậu Lộc", "16072", "")]
    [InlineData("", "Phường Hạc Thành", "", "14797", "")]
    [InlineData("", "P.Hạc Thành", "", "14797", "")]
    [InlineData("16063", "", "", "16072", "")]
    [InlineData("16063", "Xã Hoa Lộc", "Hậu Lộc", "16072", "")]
    [InlineData("", "Xã Thiệu Hóa", "", "15772", "")]
    [InlineData("", "hoa loc", "Hau Loc", null, "import-unit-several,warn")]
    [InlineData("", "Xã Hoa Lôc", "Huyện Hậu Lộc", null, "")]
    [InlineData("", "Xã Triệu Lộcc", "Huyện Hậu Lộc", "16021", "warn-import-unit")]
    [InlineData("", "Xa Trieu Loc", "Huyen Hau Loc", "16021", "warn-import-unit")]
    [InlineData("", "Xã Luận Khê", "Huyện Thường Xuân", null, "import-unit-split")]
    [InlineData("", "Thị trấn Hà Trung", "Hà Trung", null, "import-unit-split")]
    [InlineData("", "Minh Sơn", "Huyện Triệu Sơn", "*", "")]
    [InlineData("", "Xã Không Có", "", null, "import-unit")]
    [InlineData("16063", "Xã Đồng Lộc", "", null, "import-unit-code-name")]
    [InlineData("99999", "", "", null, "import-unit")]
    public void Unit_OfOldOrNewNames_IsTodaysOrAQuestion(string code, string commune, string district, string? unit, string fault)
    {
        var answer = Now.Read(new UnitWords(code, commune, district), UnitEra.Unknown);
        if (unit is null)
        {
            // "hoa loc" is Hoa Lộc or Hòa Lộc: both went over to the same commune, so it may be answered, but never without a word.
            Assert.NotEmpty(answer.Code.Faults);
            Assert.True(fault.Length == 0 || fault.Contains(answer.Code.Faults[0].Problem.Code, StringComparison.Ordinal) || (fault.EndsWith("warn", StringComparison.Ordinal) && answer.Code.HasValue));
            return;
        }

        Assert.True(answer.Code.HasValue, string.Join(" ", answer.Code.Faults.Select(f => f.Problem.Message)));
        Assert.True(unit == "*" || unit == answer.Code.Value, answer.Code.Value);
        Assert.Equal(fault, string.Join(",", answer.Code.Faults.Select(f => f.Problem.Code)));
    }

    [Fact]
    public void DividedUnit_Asked_NamesItsParts()
    {
        var answer = Now.Read(new UnitWords("", "Xã Luận Khê", "Huyện Thường Xuân"), UnitEra.Unknown);
        Assert.Equal(["15634", "15661"], answer.Candidates.Select(c => c.Code).Order());
        Assert.Contains("Luận Thành", answer.Code.Faults.Single().Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Day_BeforeTheReform_AnswersInItsUnits()
    {
        Assert.Equal("16063", Then.Read(new UnitWords("", "Xã Hoa Lộc", "Huyện Hậu Lộc"), UnitEra.Unknown).Code.Value);
        var merged = Then.Read(new UnitWords("", "Phường Hạc Thành", ""), UnitEra.Unknown);
        Assert.False(merged.Code.HasValue);
        Assert.True(merged.Candidates.Count > 1);
    }

    [Fact]
    public void Day_BeforeTheReform_KnowsNoNamesOfLater()
    {
        // Xã Hoa Lộc of 2025 joins seven communes, one of which had its name.
        Assert.Equal("16063", Then.Read(new UnitWords("", "XÃ HOA LỘC", ""), UnitEra.Unknown).Code.Value);
    }

    [Fact]
    public void Namesakes_InACommunesOwnList_AreItself()
    {
        var words = new UnitWords("", "Xã Minh Sơn", "");
        var codes = Then.Read(words, UnitEra.Unknown).Candidates.Select(c => c.Code).ToList();
        Assert.True(codes.Count > 1);
        Assert.All(codes, c => Assert.Equal(c, new UnitReader(Book, new DateOnly(2024, 9, 1), c).Read(words, UnitEra.Unknown).Code.Value));
        Assert.False(new UnitReader(Book, new DateOnly(2024, 9, 1), "16063").Read(words, UnitEra.Unknown).Code.HasValue);
        // Near is not the same: who misspells is asked.
        Assert.False(new UnitReader(Book, new DateOnly(2024, 9, 1), codes[0]).Read(new UnitWords("", "Xã Minh Sơm", ""), UnitEra.Unknown).Code.HasValue);
    }

    [Fact]
    public void SameName_InBothOrganisations_FollowsTheList()
    {
        // Xã Minh Sơn of today, and two of that name before.
        var words = new UnitWords("", "Xã Minh Sơn", "");
        Assert.True(Now.Read(words, UnitEra.TwoTier).Code.HasValue);
        Assert.False(Now.Read(words, UnitEra.ThreeTier).Code.HasValue);
        Assert.False(Now.Read(words, UnitEra.Unknown).Code.HasValue);
    }

    [Fact]
    public void EveryCommune_ByItsFullName_IsNeverAnotherOne()
    {
        foreach (var unit in Book.Communes)
        {
            var answer = Now.Read(new UnitWords("", unit.Unit.Name, unit.District?.Name ?? ""), unit.Era);
            var right = Book.On(unit, new DateOnly(2025, 8, 1)).Select(u => u.Unit.Code).ToList();
            Assert.True(answer.Code.HasValue ? right.Count == 1 && answer.Code.Value == right[0] : right.Count != 1, unit.Shown);
            Assert.Empty(right.Count == 1 ? answer.Code.Faults : []);
        }
    }

    [Theory]
    [InlineData("Thôn 1, xã Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa", "Thôn 1|xã Hoa Lộc|huyện Hậu Lộc|tỉnh Thanh Hóa")]
    [InlineData("Thôn Đông - X. Hoa Lộc - H. Hậu Lộc", "Thôn Đông|X. Hoa Lộc|H. Hậu Lộc|")]
    [InlineData("Số 5, thôn Đông, Hoa Lộc, Hậu Lộc, Thanh Hóa", "Số 5, thôn Đông|Hoa Lộc|Hậu Lộc|Thanh Hóa")]
    [InlineData("Khu phố 2, phường Hạc Thành", "Khu phố 2|phường Hạc Thành||")]
    [InlineData("Thôn 7", "Thôn 7|||")]
    public void Address_InOneCell_IsTakenApart(string text, string parts)
    {
        var address = new AddressReader(Book).Read(text);
        Assert.Equal(parts, $"{address.Village}|{address.Commune}|{address.District}|{address.Province}");
    }
}
