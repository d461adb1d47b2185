using System.Text;
using ProvinceNode.Registry.Search;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Search;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("Nguyễn Thị Hoà", "nguyen thi hoa")]
    [InlineData("Nguyễn Thị Hòa", "nguyen thi hoa")]
    [InlineData("  NGUYỄN   THỊ  HÒA ", "nguyen thi hoa")]
    [InlineData("Đỗ Đức Độ", "do duc do")]
    [InlineData("Ðỗ Đức Độ", "do duc do")]
    [InlineData("Lý Mỹ Kỳ", "li mi ki")]
    [InlineData("Lí Mĩ Kì", "li mi ki")]
    [InlineData("Trần Quý", "tran qui")]
    [InlineData("Trần Quí", "tran qui")]
    [InlineData("Quỳnh Quyên", "quinh quien")]
    [InlineData("Yến", "ien")]
    [InlineData("Nguyễn Thúy", "nguyen thuy")]
    [InlineData("Thuý Huy", "thuy huy")]
    [InlineData("Mây Tây Hay", "may tay hay")]
    [InlineData("H'Hen Niê", "hhen nie")]
    [InlineData("H’Hen Niê", "hhen nie")]
    [InlineData("Rcom-Sa Duyên", "rcom sa duyen")]
    [InlineData("Ｎguyễn", "nguyen")]
    [InlineData("Trần Văn 2", "tran van 2")]
    [InlineData("", "")]
    [InlineData("…", "")]
    [InlineData(null, "")]
    public void Key_OfANameAsWritten_IsThatOfItsSound(string? name, string key) => Assert.Equal(key, NameKey.Of(name));

    [Theory]
    [InlineData("Mai", "Mây")]
    [InlineData("Tài", "Tây")]
    [InlineData("Hải", "Hây")]
    [InlineData("Thùy", "Thu")]
    public void Key_OfAnotherName_IsAnother(string one, string other) => Assert.NotEqual(NameKey.Of(one), NameKey.Of(other));

    [Fact]
    public void Key_OfDecomposedText_IsThatOfComposed() => Assert.All(
        Enumerable.Range(0, 2000).Select(i => PeopleNames.Of(i).FullName), n => Assert.Equal(NameKey.Of(n), NameKey.Of(n.Normalize(NormalizationForm.FormD))));

    [Fact]
    public void Key_OfUpperCase_IsThatOfLower() => Assert.All(
        Enumerable.Range(0, 2000).Select(i => PeopleNames.Of(i).FullName), n => Assert.Equal(NameKey.Of(n), NameKey.Of(n.ToUpper(Protos.Values.VietnameseFormat.Culture))));

    // As a clerk types: what is typed so far begins the key of the whole, whatever the next letter will be.
    [Fact]
    public void Key_OfEachBeginning_BeginsTheKey() => Assert.All(
        Enumerable.Range(0, 2000).Select(i => PeopleNames.Of(i).FullName).Append("Huỳnh Quyền Mỹ Lý"),
        name => Assert.All(Enumerable.Range(1, name.Length), length => Assert.StartsWith(NameKey.Of(name[..length]), NameKey.Of(name), StringComparison.Ordinal)));

    [Fact]
    public void Key_OfItself_IsTheSame() => Assert.All(
        Enumerable.Range(0, 2000).Select(i => NameKey.Of(PeopleNames.Of(i).FullName)), k => Assert.Equal(k, NameKey.Of(k)));

    [Theory]
    [InlineData("nguyen thi lan", "lan nguyen thi")]
    [InlineData("lan thi nguyen", "lan nguyen thi")]
    [InlineData("", "")]
    public void Sorted_WhateverTheOrder_IsOne(string key, string sorted) => Assert.Equal(sorted, NameKey.Sorted(key));

    [Theory]
    [InlineData("nguyen thi lan", "lan nguyen")]
    [InlineData("nguyen lan", "lan nguyen")]
    [InlineData("lan", "lan")]
    public void Ends_WithAndWithoutTheMiddle_AreOne(string key, string ends) => Assert.Equal(ends, NameKey.Ends(key));

    [Theory]
    [InlineData("nguyen lan", "nguyen thi lan", true)]
    [InlineData("nguyen thi ngoc lan", "nguyen thi lan", true)]
    [InlineData("nguyen thi ngoc lan", "nguyen lan", true)]
    [InlineData("nguyen thi lan", "nguyen thi lan", false)]
    [InlineData("nguyen thi", "nguyen thi lan", false)]
    [InlineData("lan", "nguyen lan", false)]
    [InlineData("tran lan", "nguyen thi lan", false)]
    [InlineData("nguyen van lan", "nguyen thi lan", false)]
    [InlineData("nguyen van lan", "nguyen thi ngoc lan", false)]
    public void Middle_Missing_IsSeenBetweenEqualEnds(string one, string other, bool lacks)
    {
        Assert.Equal(lacks, NameKey.LacksMiddle(one, other));
        Assert.Equal(lacks, NameKey.LacksMiddle(other, one));
    }
}
