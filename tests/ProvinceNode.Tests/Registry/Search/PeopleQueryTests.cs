using ProvinceNode.Registry.Search;

namespace ProvinceNode.Tests.Registry.Search;

public sealed class PeopleQueryTests
{
    [Theory]
    [InlineData("Nguyễn Thị La", "nguyen thi la", true)]
    [InlineData("Nguyễn Thị Lan ", "nguyen thi lan", false)]
    [InlineData("lan 1954", "lan", false)]
    [InlineData("1954 lan", "lan", true)]
    [InlineData("lan, hòa lộc", "lan", false)]
    [InlineData("  ", "", false)]
    public void Words_AsTyped_AreReadWithTheLastOpen(string text, string name, bool unfinished)
    {
        var query = PeopleQuery.Parse(text);
        Assert.Equal((name, unfinished), (query.Name, query.Unfinished));
    }

    [Theory]
    [InlineData("nguyen thi lan 1954", "1954")]
    [InlineData("02/03/1954", "1954-03-02")]
    [InlineData("2/3/1954", "1954-03-02")]
    [InlineData("02-03-1954", "1954-03-02")]
    [InlineData("02.03.1954", "1954-03-02")]
    [InlineData("1954-03-02", "1954-03-02")]
    [InlineData("03/1954", "1954-03")]
    [InlineData("lan 195", null)]
    [InlineData("lan 02/03/19", null)]
    [InlineData("31/02/1954", null)]
    [InlineData("1854", null)]
    public void Birth_AsTyped_IsRead(string text, string? birth) => Assert.Equal(birth, PeopleQuery.Parse(text).Birth?.ToString());

    [Theory]
    [InlineData("0381", "0381")]
    [InlineData("038154000123", "038154000123")]
    [InlineData("038 154 000 123", "038154000123")]
    [InlineData("038 154 000 123 lan", "038154000123")]
    [InlineData("17123456", "17123456")]
    [InlineData("038", "")]
    [InlineData("0381540001234", "")]
    [InlineData("1954", "")]
    public void Number_FromFourDigitsOn_IsRead(string text, string number) => Assert.Equal(number, PeopleQuery.Parse(text).Number);

    [Theory]
    [InlineData("38-380-14758-000123", "38-380-14758-000123")]
    [InlineData("38-14758", "38-14758")]
    [InlineData("38-", "")]
    [InlineData("02-03-1954", "")]
    public void Code_FromItsBeginning_IsRead(string text, string code) => Assert.Equal(code, PeopleQuery.Parse(text).Code);

    [Theory]
    [InlineData("nguyen thi lan", "nguyen thi lan", true)]
    [InlineData("lan nguyen", "nguyen thi lan", true)]
    [InlineData("nguyen la", "nguyen thi lan", true)]
    [InlineData("nguyen la ", "nguyen thi lan", false)]
    [InlineData("thi th", "tran thi thu", true)]
    [InlineData("an", "nguyen thi lan", false)]
    [InlineData("Lí Mĩ", "li mi", true)]
    [InlineData("1954", "nguyen thi lan", true)]
    public void Name_WithAllWordsInAnyOrder_Fits(string typed, string key, bool fits) => Assert.Equal(fits, PeopleQuery.Parse(typed).Fits(key));

    [Fact]
    public void Births_OfADay_AreAlsoThoseOfWhomLessIsKnown() => Assert.Equal(["1954-03-02", "1954-03", "1954"], PeopleQuery.Parse("02/03/1954").Births);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("-/*()")]
    [InlineData("12")]
    public void Query_WithNothingToLookFor_IsEmpty(string? text) => Assert.True(PeopleQuery.Parse(text).IsEmpty);

    [Fact]
    public void Query_OfAnyLength_IsBounded()
    {
        var query = PeopleQuery.Parse(string.Join(' ', Enumerable.Repeat("nguyen", 5000)));
        Assert.Equal((8, false), (query.Words.Count, query.Unfinished));
    }

    [Fact]
    public void Place_AfterTheComma_IsRead() => Assert.Equal(("lan", "hoa loc"), (PeopleQuery.Parse("Lan, Hòa Lộc").Name, PeopleQuery.Parse("Lan, Hòa Lộc").Place));
}
