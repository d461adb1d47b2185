using ProvinceNode.Import.Units;
using ProvinceNode.Organization;
using Protos.Reference;

namespace ProvinceNode.Tests.Reference;

/// <summary>Units by day: the shipped tables and over them those of packs, later numbers first.</summary>
public sealed class UnitCatalogueTests
{
    private const string Header = "level,code,name,type,parent_code\nprovince,38,Tỉnh Thanh Hóa,Tỉnh,\n";
    private static readonly DateOnly September = new(2025, 9, 1);
    private static readonly DateOnly November = new(2025, 11, 1);

    // 16072 Hoa Lộc of the shipped table, and what packs made of it.
    private static readonly string Shipped = Table(("16072", "Xã Hoa Lộc"), ("16012", "Xã Hậu Lộc"));

    [Fact]
    public void Day_BetweenTwoPacks_HasTheTableOfTheEarlier()
    {
        var catalogue = Of((September, Table(("16072", "Xã Biển"), ("16012", "Xã Hậu Lộc")), ""), (November, Table(("16072", "Xã Bờ"), ("16012", "Xã Hậu Lộc")), ""));

        var names = catalogue.Communes("38").Where(u => u.Code == "16072").ToList();
        Assert.Equal([("Xã Hoa Lộc", (DateOnly?)new DateOnly(2025, 8, 31)), ("Xã Biển", new DateOnly(2025, 10, 31)), ("Xã Bờ", null)], names.Select(n => (n.Name, n.ValidTo)));
        Assert.Equal([UnitSeed.TwoTierFrom, September, November], names.Select(n => n.ValidFrom));
        Assert.Equal(UnitCatalogue.Shipped.On(new(2025, 6, 30)).Table.Rows.Count, catalogue.On(new(2025, 6, 30)).Table.Rows.Count);
    }

    [Fact]
    public void LaterPack_FromAnEarlierDay_StandsBeforeTheOneItCorrects()
    {
        var catalogue = Of((November, Table(("16012", "Xã Hậu Lộc")), "commune,16072,16012,whole\n"), (September, Shipped, ""));

        Assert.True(catalogue.On(new(2025, 12, 1)).Has("16072"));
        Assert.Equal("16072", catalogue.MainOf("16072", new(2025, 12, 1)));
        Assert.Equal(("Xã Hoa Lộc", (DateOnly?)null), Assert.Single(catalogue.Communes("38"), u => u.Code == "16072") is var unit ? (unit.Name, unit.ValidTo) : default);
    }

    [Fact]
    public void Commune_ThatEndedTwice_GoesOnAtTheLastOneAndOnADayBetweenAtTheFirst()
    {
        // The second table of succession tells the old story too, and that of 2025.
        var catalogue = Of((September, Table(("16012", "Xã Hậu Lộc")), "commune,16072,16012,whole\n"), (November, Table(("99002", "Phường Hậu Lộc"), ("99003", "Xã Rìa")), "commune,16012,99003,part\ncommune,16012,99002,whole\ncommune,16063,16072,whole\n"));

        Assert.Equal("16072", catalogue.MainOf("16072", new(2025, 8, 31)));
        Assert.Equal("16012", catalogue.MainOf("16072", September));
        Assert.Equal("99002", catalogue.MainOf("16072", November));
        Assert.Equal(["99002", "99003"], catalogue.Parts("16072", DateOnly.MaxValue));
        Assert.Null(catalogue.MainOf("99999", November));
    }

    // The later pack does not end the commune any more, it ended already: what it says of it counts all the same.
    [Theory]
    [InlineData("2025-11-01")]
    [InlineData("2025-12-01")]
    [InlineData("2025-10-01")]
    public void Succession_CorrectedByALaterPackOfAnyDay_IsTheOneThatCounts(string day)
    {
        var table = Table(("16012", "Xã Hậu Lộc"), ("99001", "Xã Đúng"));
        var catalogue = Of((November, table, "commune,16072,16012,whole\n"), (DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), table, "commune,16072,99001,part\ncommune,16072,16012,part\n"));

        Assert.Equal(["99001", "16012"], catalogue.Parts("16072", new(2025, 12, 1)));
        Assert.Equal("16072", catalogue.MainOf("16072", new(2025, 9, 30)));
    }

    [Fact]
    public void Between_TwoDays_NamesEveryTableThatHeld()
    {
        var catalogue = Of((September, Table(("16072", "Xã Biển")), ""), (November, Table(("16072", "Xã Bờ")), ""));

        Assert.Equal([November, September, UnitSeed.TwoTierFrom], catalogue.Between(UnitSeed.TwoTierFrom, new(2025, 12, 1)).Select(e => e.From));
        Assert.Equal([September], catalogue.Between(new(2025, 9, 5), new(2025, 9, 6)).Select(e => e.From));
        Assert.Equal([UnitSeed.ThreeTierFrom], catalogue.Between(new(2021, 7, 1), new(2025, 6, 30)).Select(e => e.From));
    }

    [Theory]
    [InlineData("", "Xã Thử Nghiệm", "99001")]
    [InlineData("", "Xã Hoa Lộc", "99001")] // of either organisation
    [InlineData("16072", "", "99001")]
    [InlineData("", "Xã Hậu Lộc", "16012")] // the name of before
    [InlineData("", "Phường Hậu Lộc", "16012")]
    public void Import_OfNamesThatAPackChanged_FindsTheCommuneOfToday(string code, string commune, string unit)
    {
        var book = new UnitBook("38", Of((September, Table(("16012", "Phường Hậu Lộc"), ("99001", "Xã Thử Nghiệm")), "commune,16072,99001,whole\n")));

        var answer = new UnitReader(book, new(2025, 9, 2)).Read(new UnitWords(code, commune, ""), UnitEra.Unknown);

        Assert.True(answer.Code.HasValue, string.Join(" ", answer.Code.Faults.Select(f => f.Problem.Message)));
        Assert.Equal(unit, answer.Code.Value);
    }

    [Fact]
    public void Import_OfACommuneThatAPackDivided_AsksWithTheDay()
    {
        var book = new UnitBook("38", Of((September, Table(("16012", "Xã Hậu Lộc"), ("99001", "Xã Thử Nghiệm")), "commune,16072,99001,part\ncommune,16072,16012,part\n")));

        var answer = new UnitReader(book, new(2025, 9, 2)).Read(new UnitWords("16072", "", ""), UnitEra.TwoTier);

        Assert.Equal(["16012", "99001"], answer.Candidates.Select(c => c.Code).Order(StringComparer.Ordinal));
        Assert.Contains("từ 01/09/2025", answer.Code.Faults.Single().Problem.Message, StringComparison.Ordinal);
    }

    private static UnitCatalogue Of(params (DateOnly From, string Units, string After)[] packs) => UnitCatalogue.Of(
        "test", packs.Select(p => new PackedUnits(p.From, ReferenceTable.Parse(p.Units), p.After.Length == 0 ? null : ReferenceTable.Parse("old_level,old_code,new_commune_code,share\n" + p.After))));

    private static string Table(params (string Code, string Name)[] communes) => Header + string.Concat(communes.Select(c => $"commune,{c.Code},{c.Name},{c.Name.Split(' ')[0]},38\n"));
}
