using ProvinceNode.Registry.Duplicates;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Duplicates;

public sealed class DuplicateScoreTests
{
    private static readonly PersonTraits Lan = new("Nguyễn Thị Lan", "1954-03-02", 2, "", "", "38", "14758", "", "");

    [Theory]
    [InlineData("038154000123", "", "038154000123", "", "number-same")]
    [InlineData("", "171234567", "", "171234567", "old-number-same")]
    [InlineData("", "171234567", "171234567", "", "old-number-same")]
    [InlineData("038154000123", "", "038154000124", "", "number-near")]
    [InlineData("038154000123", "", "038154000132", "", "number-near")]
    [InlineData("038154000123", "", "038154777777", "", "number-other")]
    [InlineData("", "171234567", "", "999999999", "old-number-other")]
    [InlineData("038154000123", "", "", "171234567", "number-fits")]
    [InlineData("038154000123", "", "", "", "number-fits")]
    [InlineData("038054000123", "", "", "171234567", "number-fits-not")]
    [InlineData("038155000123", "", "", "171234567", "number-fits-not")]
    [InlineData("", "", "", "171234567", null)]
    [InlineData("", "", "", "", null)]
    public void Numbers_OfTwoRecords_AreJudged(string number, string old, string otherNumber, string otherOld, string? code)
    {
        var (one, other) = (Lan with { CitizenId = number, OldIdentityNumber = old }, Lan with { CitizenId = otherNumber, OldIdentityNumber = otherOld });
        Assert.Equal(code, NumberEvidence.Compare(one, other)?.Code);
        Assert.Equal(code, NumberEvidence.Compare(other, one)?.Code);
    }

    [Theory]
    [InlineData("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", "name-same")]
    [InlineData("Nguyễn Thị Lân", "Nguyễn Thị Lan", "name-accents")]
    [InlineData("Lý Mỹ", "Lí Mĩ", "name-accents")]
    [InlineData("Lan Thị Nguyễn", "Nguyễn Thị Lan", "name-order")]
    [InlineData("Nguyễn Lan", "Nguyễn Thị Lan", "name-middle")]
    [InlineData("Nguyễn Thị Phương", "Nguyễn Thị Phượn", "name-near")]
    [InlineData("Nguyễn Thị Hương", "Nguyễn Thị Hường", "name-accents")]
    [InlineData("Nguyễn Thị Hoa", "Nguyễn Thị Hoan", "name-near")]
    [InlineData("Nguyễn Thị Na", "Nguyễn Thị Nam", "name-other")]
    [InlineData("Nguyễn Thị Lan", "Nguyễn Thị Hồng", "name-other")]
    [InlineData("", "Nguyễn Thị Hồng", null)]
    public void Names_OfTwoRecords_AreJudged(string one, string other, string? code)
    {
        Assert.Equal(code, NameEvidence.Compare(one, other)?.Code);
        Assert.Equal(code, NameEvidence.Compare(other, one)?.Code);
    }

    [Theory]
    [InlineData("1954-03-02", "1954-03-02", "birth-same")]
    [InlineData("1954-01-01", "1954-01-01", "birth-new-year")]
    [InlineData("1954", "1954", "birth-year-only")]
    [InlineData("1954", "1954-03-02", "birth-year")]
    [InlineData("1954", "1954-03", "birth-year")]
    [InlineData("1954-01-01", "1954-03-02", "birth-year")]
    [InlineData("1954-03", "1954-03-02", "birth-month")]
    [InlineData("1954-03", "1954-04-02", "birth-month-other")]
    [InlineData("1954-03-02", "1954-02-03", "birth-swapped")]
    [InlineData("1954-03-02", "1954-03-20", "birth-near")]
    [InlineData("1954-03-12", "1954-07-12", "birth-near")]
    [InlineData("1954-03-12", "1954-07-22", "birth-day-other")]
    [InlineData("1954-03-02", "1945-03-02", "birth-year-slip")]
    [InlineData("1954-03-02", "1955-03-02", "birth-year-slip")]
    [InlineData("1954-03-02", "1955-04-02", "birth-other")]
    [InlineData("1954", "1955-04-02", "birth-year-next")]
    [InlineData("1954", "1956", "birth-other")]
    [InlineData("", "1956", null)]
    public void Births_OfTwoRecords_AreJudged(string one, string other, string? code)
    {
        Assert.Equal(code, BirthEvidence.Compare(one, other)?.Code);
        Assert.Equal(code, BirthEvidence.Compare(other, one)?.Code);
    }

    [Fact]
    public void Score_OfOldAndNewNumberOfOnePerson_IsACandidateWithItsReasons()
    {
        var judged = DuplicateScore.Of(Lan with { CitizenId = "038154000123" }, Lan with { OldIdentityNumber = "171234567", CommuneCode = "14761" });
        Assert.InRange(judged.Score, 70, 90);
        Assert.Contains(judged.Reasons, r => r.Code == NumberEvidence.Fits && r.Points > 0);
    }

    [Fact]
    public void Score_OfTwoNumbers_OutweighsNameAndBirth() =>
        Assert.False(DuplicateScore.Of(Lan with { CitizenId = "038154000123" }, Lan with { CitizenId = "038154777777", Village = "Thôn 1" }).IsCandidate);

    [Fact]
    public void Score_OfOneNumber_IsLookedAtWhateverTheRestSays()
    {
        var judged = DuplicateScore.Of(Lan with { CitizenId = "038154000123" }, new PersonTraits("Trần Văn Sơn", "1980-05-07", 1, "038154000123", "", "38", "14761", "", ""));
        Assert.True(judged.IsCandidate);
        Assert.Contains(judged.Reasons, r => r.Points < 0);
    }

    [Theory]
    [InlineData("Nguyễn Thị Lan", "1954", "14758", true)]
    [InlineData("Nguyễn Lan", "1954-03-02", "14758", true)]
    [InlineData("Lan Nguyễn Thị", "1954-03-02", "14758", true)]
    [InlineData("Nguyễn Thị Lân", "1954-03-02", "14761", true)]
    [InlineData("Nguyễn Thị Lan", "1954-02-03", "14761", true)]
    [InlineData("Nguyễn Thị Lan", "1954", "14761", false)]
    [InlineData("Nguyễn Thị Lan", "1962-03-02", "14758", false)]
    [InlineData("Nguyễn Thị Hồng", "1954-03-02", "14758", false)]
    public void Score_WithoutNumbers_IsACandidateByNameBirthAndPlace(string name, string birth, string commune, bool candidate) =>
        Assert.Equal(candidate, DuplicateScore.Of(Lan, Lan with { FullName = name, BirthDate = birth, CommuneCode = commune }).IsCandidate);

    [Fact]
    public void Score_OfOtherSex_IsLower() => Assert.True(DuplicateScore.Of(Lan, Lan with { Sex = 1 }).Score < DuplicateScore.Of(Lan, Lan with { Sex = 0 }).Score);

    [Fact]
    public void Score_OfVillagePhoneAndGuardian_Adds()
    {
        var full = Lan with { Village = "Thôn Đồng", Phone = "0912 345 678", Guardians = ["Nguyễn Văn Hòa"] };
        var other = full with { Phone = "+84912345678", Guardians = ["nguyễn văn hoà"], Village = "thôn  đồng" };
        Assert.Superset(new HashSet<string> { "village-same", "phone-same", "guardian-same" }, DuplicateScore.Of(full, other).Reasons.Select(r => r.Code).ToHashSet());
        Assert.True(DuplicateScore.Of(full, other).Score > DuplicateScore.Of(full, Lan).Score);
    }

    [Fact]
    public void Score_OfAnyTwo_IsTheSameBothWaysAndWithinItsBounds()
    {
        for (var i = 0; i < 4000; i++)
        {
            var (one, other) = (Invented(i), Invented(i / 2));
            var (there, back) = (DuplicateScore.Of(one, other), DuplicateScore.Of(other, one));
            Assert.Equal(there.Score, back.Score);
            Assert.InRange(there.Score, 0, 100);
            Assert.Equal(there.Reasons.Select(r => r.Code).Order(), back.Reasons.Select(r => r.Code).Order());
        }
    }

    [Fact]
    public void Reasons_OfAnyTwo_NameNobodyAndNoNumber()
    {
        foreach (var reason in Enumerable.Range(0, 2000).SelectMany(i => DuplicateScore.Of(Invented(i), Invented(i / 2)).Reasons))
        {
            Assert.DoesNotMatch(@"\d{3}", reason.Sentence);
            Assert.EndsWith(".", reason.Sentence, StringComparison.Ordinal);
        }
    }

    private static PersonTraits Invented(int number)
    {
        var (name, sex) = PeopleNames.Of(number % 300);
        var birth = (number % 3) switch { 0 => $"{1930 + (number % 40)}", 1 => $"{1930 + (number % 40)}-0{1 + (number % 9)}", _ => $"{1930 + (number % 40)}-0{1 + (number % 9)}-1{number % 9}" };
        var id = number % 4 == 0 ? $"038{(sex == 1 ? 0 : 1)}{30 + (number % 40)}{number % 7:000000}" : "";
        return new PersonTraits(name, birth, sex, id, number % 4 == 1 ? $"17{number % 9:0000000}" : "", "38", number % 2 == 0 ? "14758" : "14761", "", "");
    }
}
