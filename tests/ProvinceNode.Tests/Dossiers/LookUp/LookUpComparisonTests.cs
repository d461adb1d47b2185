using ProvinceNode.Citizens.Own;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.LookUp;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Registry;
using Protos.Identity;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.LookUp;

/// <summary>What is compared, masked and taken over; and what the citizen is told of who asked.</summary>
public sealed class LookUpComparisonTests
{
    [Theory]
    [InlineData("NGUYỄN VĂN HÙNG", "Nguyễn V. H.")]
    [InlineData("Lê Thị Thanh Hòa", "Lê T. T. H.")]
    [InlineData("MỴ", "Mỵ")]
    [InlineData("", "")]
    public void Name_OfARelativeWhoIsNotInTheDossier_IsItsInitials(string name, string expected) => Assert.Equal(expected, LookUpComparison.Initials(name));

    [Theory]
    [InlineData("Lê Thị Hoà", "LÊ THỊ HÒA", true)]
    [InlineData("Lê Thị Hoa", "LÊ THỊ HÒA", false)]
    public void Names_WithTheToneElsewhere_AreTheSame(string one, string other, bool same) => Assert.Equal(same, LookUpComparison.SameName(one, other));

    [Theory]
    [InlineData("1954", "1954", "", "")]
    [InlineData("1954-03", "1954", "03", "")]
    [InlineData("1954-03-02", "1954", "03", "02")]
    public void Birth_Taken_IsAsPreciseAsTheDatabasesOwn(string birth, string year, string month, string day)
    {
        var values = new FormValues();
        (values["BirthYear"], values["BirthMonth"], values["BirthDay"], values["Village"]) = ("1955", "1", "1", "Thôn 1");

        TakeLookedUp.Corrected(values, "", new CitizenRecord { BirthDate = birth, FullName = "LÊ THỊ MỴ", Sex = 2, EthnicCode = "06", PersonalNumber = "038154000001" }, ["BirthDate"]);

        Assert.Equal((year, month, day, "Thôn 1", ""), (values["BirthYear"], values["BirthMonth"], values["BirthDay"], values["Village"], values["FullName"]));
    }

    [Fact]
    public void Fields_Chosen_AloneAreTaken()
    {
        var values = TakeLookedUp.Corrected(new FormValues(), "Child", new CitizenRecord { BirthDate = "1954", FullName = "LÊ THỊ MỴ", Sex = 2, EthnicCode = "06", PersonalNumber = "038154000001" }, ["FullName", "Sex", "CitizenId", "EthnicCode", "CommuneCode"]);

        Assert.Equal(("Lê Thị Mỵ", "2", "038154000001", "06", ""), (values["ChildFullName"], values["ChildSex"], values["ChildCitizenId"], values["ChildEthnicCode"], values["CommuneCode"]));
    }

    [Fact]
    public async Task Citizen_WhoWasAskedAbout_IsToldByWhomAndWhatForInWhicheverDossier()
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var (he, other) = (await people.AddAsync("Nguyễn Thị Lan", "1954-03-02", number: "038154000123", sex: 2), await people.AddAsync("Trần Thị Mai", "1960", old: "171234567"));
        await NoteAsync(host, new Asker(AskingKind.Confirm, "38.380.14758", null, "H56.12.03-250310-0001", Guid.NewGuid()), "038154000123", "1954-03-02");
        await NoteAsync(host, new Asker(AskingKind.LookUp, "38.380.14758", Guid.NewGuid(), "Xác minh người chăm sóc", Guid.NewGuid()), "038154000123", "1954");
        await NoteAsync(host, new Asker(AskingKind.LookUp, "38.380.14758", Guid.NewGuid(), "Người này nhiễm HIV", Guid.NewGuid()), "038154000123", "1954");
        await NoteAsync(host, new Asker(AskingKind.Round, "38", null, "Rà soát cuối năm", null), "171234567", "1960");
        // Somebody else's old card of the same number.
        await NoteAsync(host, new Asker(AskingKind.Confirm, "38", null, "H56.12.03-250310-0009", null), "171234567", "1931");

        var (of, ofOther) = (await ToldAsync(host, he.Id, he.CitizenId, ""), await ToldAsync(host, other.Id, "", "171234567"));

        Assert.Equal(3, of.Count);
        Assert.Contains(of, a => a is { Office: "Hệ thống tự động", What: "Đối chiếu thông tin đã khai, hồ sơ H56.12.03-250310-0001", Outcome: "khớp" });
        Assert.Contains(of, a => a.What == "Tra cứu thông tin dân cư; mục đích ghi lại: Xác minh người chăm sóc" && a.Office.StartsWith("UBND ", StringComparison.Ordinal));
        Assert.DoesNotContain(of, a => a.What.Contains("HIV", StringComparison.Ordinal));
        Assert.Equal("Đối chiếu sổ đối tượng; mục đích: Rà soát cuối năm", Assert.Single(ofOther).What);
    }

    private static Task NoteAsync(NodeHost host, Asker asker, string number, string birth) => host.WithAsync(async s =>
    {
        s.GetRequiredService<AskingLog>().Note(asker, number, birth, VerifyOutcome.Matched, "TL1");
        Assert.True(await s.GetRequiredService<NodeDb>().SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Reverify, new VietnamTime(host.Clock).UtcNow), default));
    });

    private static Task<IReadOnlyList<OwnAsking>> ToldAsync(NodeHost host, Guid id, string number, string old) =>
        host.WithAsync(s => s.GetRequiredService<OwnFile>().AskingsAsync(new OwnPerson(id, "M", "T", "38.380.14758", "", number, old, ""), null, default));
}
