using NationalHub.Duplicates;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Tests.Duplicates;

/// <summary>When two records of two provinces are thought to be of one person.</summary>
public sealed class SamePersonTests
{
    // One side, the other side (new number | old number | name | birth | sex), linked by the population database, whether they are one.
    [Theory]
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "038154001234||LÊ THỊ HOÀ|1954-03-02|2", false, true)]
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "038154001234||Trần Văn Năm|1980-01-05|1", false, true)] // one number in two records: somebody looks
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "046154009999||Lê Thị Hòa|1954-03-02|2", false, false)] // two numbers are two people
    [InlineData("038154001234|171234567|Lê Thị Hòa|1954-03-02|2", "|171234567|Lê Thị Hòa|1954|2", false, true)]
    [InlineData("|171234567|Lê Thị Hòa|1954-03-02|2", "|171234567|Phạm Văn Ba|1960-03-02|1", false, false)] // old numbers were given twice
    [InlineData("|171234567|Lê Thị Hòa|1954-03-02|2", "|181234567|Lê Thị Hòa|1954-03-02|2", false, false)]
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "|171234567|Lê Thị Hòa|1954-03-02|2", false, true)] // CCCD here, CMND there
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "|171234567|Lê Thị Hóa|1954-03-02|2", false, true)] // tones are lost on the way
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "|171234567|Lê Thị Hòa|1954|2", false, false)]
    [InlineData("038154001234||Lê Thị Hòa|1954-01-01|2", "|171234567|Lê Thị Hòa|1954-01-01|2", false, false)] // the first of January stands for "only the year"
    [InlineData("038155001234||Lê Thị Hòa|1954-03-02|2", "|171234567|Lê Thị Hòa|1954-03-02|2", false, false)] // the number is of somebody born in 1955
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "|171234567|Lê Thị Hòa|1954-03-02|1", false, false)]
    [InlineData("038154001234|181111111|Lê Thị Hòa|1954-03-02|2", "|171234567|Lê Thị Hòa|1954-03-02|2", false, false)] // his old number is another one
    [InlineData("038154001234||Lê Thị Hòa|1954-03-02|2", "|171234567|Hòa|1954|2", true, true)]
    [InlineData("||Lê Thị Hòa|1954-03-02|2", "||Lê Thị Hòa|1954-03-02|2", false, false)] // nobody has a number
    [InlineData("000000000000||Lê Thị Hòa|1954-03-02|2", "000000000000||Lê Thị Hòa|1954-03-02|2", false, false)]
    public void Records_OfTwoProvinces_AreOnePersonOrTwo(string one, string other, bool linked, bool same)
    {
        var (a, b) = (Traits("38", one), Traits("46", other));

        Assert.Equal(same, SamePerson.Of(a, b, linked).IsSame);
        Assert.Equal(SamePerson.Of(a, b, linked).Score, SamePerson.Of(b, a, linked).Score);
        Assert.Equal(SamePerson.Of(a, b, linked).Evidence, SamePerson.Of(b, a, linked).Evidence);
        Assert.All(SamePerson.Of(a, b, linked).Evidence, e => Assert.DoesNotContain("Hòa", e, StringComparison.Ordinal));
    }

    [Fact]
    public void Number_InTheOtherBox_IsRead()
    {
        var person = PersonTraits.Of("38", "a", new BeneficiaryState { CitizenId = "171 234 567", OldIdentityNumber = "038154001234", FullName = "Lê Thị Hòa" })!;

        Assert.Equal(("038154001234", "171234567"), (person.Number, person.OldNumber));
        Assert.Null(PersonTraits.Of("38", "a", new BeneficiaryState { MergedIntoId = "b" }));
    }

    private static PersonTraits Traits(string province, string text)
    {
        var parts = text.Split('|');
        return PersonTraits.Of(province, "a", new BeneficiaryState { CitizenId = parts[0], OldIdentityNumber = parts[1], FullName = parts[2], BirthDate = parts[3], Sex = int.Parse(parts[4], VietnameseFormat.Culture) })!;
    }
}
