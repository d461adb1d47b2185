using NationalHub.Provinces.Gates;
using Protos.Enrolment;
using static NationalHub.Tests.Provinces.GateWorld;

namespace NationalHub.Tests.Provinces;

/// <summary>Gates that look at the whole province: every office, every commune, every holiday. Pure.</summary>
public sealed class CoverageGateTests
{
    // A node of before has no such field: nothing breaks, and nothing is met on a guess.
    [Theory]
    [InlineData(GateKind.Accounts)]
    [InlineData(GateKind.Calendar)]
    [InlineData(GateKind.Import)]
    public void Gate_OfANodeOfBefore_SaysThatItWasNotToldAndIsNotMet(GateKind gate) =>
        Assert.Contains("Nút chưa báo", Judge(gate, Facts(r => r.Coverage = null)).Lacking, StringComparison.Ordinal);

    [Fact]
    public void Accounts_OfOneOfficeOnly_NameTheOfficesWithoutThem()
    {
        var gate = Judge(GateKind.Accounts, Facts(r =>
        {
            (r.Coverage.Offices[0].Offices, r.Coverage.Offices[0].Lacking) = (166, 165);
            r.Coverage.Offices[0].LackingNames.Add(["Xã A", "Xã B"]);
        }));

        Assert.Contains("Một cửa: 165 trên 166 cơ quan chưa có (Xã A, Xã B, …).", gate.Lacking, StringComparison.Ordinal);
        Assert.Contains("3 trên 168 vị trí", gate.Measure, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_OfANodeWithoutOffices_AreNotMet() =>
        Assert.Contains("Nút chưa báo tài khoản của từng cơ quan", Judge(GateKind.Accounts, Facts(r => r.Coverage.Offices.Clear())).Lacking, StringComparison.Ordinal);

    // What is lacking cannot be more than there is, whatever a node tells.
    [Fact]
    public void Coverage_OfANodeThatTellsTooMuch_IsCut()
    {
        var coverage = Facts(r =>
        {
            (r.Coverage.Communes, r.Coverage.CommunesCovered, r.Coverage.ImportLeftOut) = (-5, 9, -1);
            (r.Coverage.Offices[0].Lacking, r.Coverage.Offices[0].Name) = (900, new string('x', 5000));
            r.Coverage.CommunesEmpty.Add(Enumerable.Repeat(new string('y', 5000), 400));
        }).Told!.Coverage!;

        Assert.Equal((0, 0, 0, 2, 60, 5, 80), (coverage.Communes, coverage.Covered, coverage.LeftOut, coverage.Offices[0].Lacking, coverage.Offices[0].Name.Length, coverage.Empty.Count, coverage.Empty[0].Length));
    }

    [Theory]
    [InlineData(2026, "Chưa có ngày nghỉ lễ năm 2026.")]
    [InlineData(2027, "Chưa có ngày nghỉ lễ năm 2027.")]
    public void Calendar_WithoutAYearInNovember_NamesIt(int year, string words) =>
        Assert.Contains(words, Judge(GateKind.Calendar, Facts(r => r.Coverage.Years.Single(y => y.Year == year).Begun = false)).Lacking, StringComparison.Ordinal);

    [Fact]
    public void Calendar_WithOneDayOfTheYear_NamesTheHolidaysThatAreNotThere()
    {
        var gate = Judge(GateKind.Calendar, Facts(r => r.Coverage.Years[0].Missing.Add(["Quốc khánh (02/09 và một ngày liền kề)", "Tết Dương lịch (01/01)"])));

        Assert.Contains("Lịch năm 2026 thiếu: Quốc khánh (02/09 và một ngày liền kề), Tết Dương lịch (01/01).", gate.Lacking, StringComparison.Ordinal);
    }

    [Fact]
    public void Calendar_BeforeNovember_AsksForThisYearOnly()
    {
        var facts = Facts(r => r.Coverage.Years.RemoveAt(1));

        Assert.Equal("", CalendarGate.Judge(facts.Told!, Options, new DateOnly(2026, 10, 31)).Lacking);
        Assert.Contains("năm 2027", CalendarGate.Judge(facts.Told!, Options, new DateOnly(2026, 11, 1)).Lacking, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0, 900, "Chưa có danh sách nào")]
    [InlineData(1000, 979, 0, 900, "Còn 21 dòng chưa vào sổ")]
    [InlineData(100, 100, 900, 900, "trong đó 900 dòng bị bỏ ra")]
    [InlineData(980, 980, 20, 900, "")]
    [InlineData(1000, 980, 0, 799, "ít nhất 80 điểm")]
    [InlineData(1000, 980, 0, -1, "ít nhất 80 điểm")]
    [InlineData(1000, 980, 0, 800, "")]
    public void Import_ByLinesAndQuality_IsMetOrSaysWhatIsLacking(int lines, int entered, int left, int tenths, string words)
    {
        var lacking = Judge(GateKind.Import, Facts(r => (r.ImportLines, r.ImportEntered, r.Coverage.ImportLeftOut, r.QualityTenths) = (lines, entered, left, tenths))).Lacking;

        Assert.Equal(words.Length == 0, lacking.Length == 0);
        Assert.Contains(words, lacking, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 166, "Mới có người hưởng ở 1 trên 166 xã, cần ít nhất 95%. Hãy nhập nốt các xã: Xã A, …")]
    [InlineData(157, 166, "Mới có người hưởng ở 157 trên 166 xã")]
    [InlineData(158, 166, "")]
    public void Import_OfSomeCommunes_IsMetOrNamesTheOthers(int covered, int communes, string words)
    {
        var lacking = Judge(GateKind.Import, Facts(r =>
        {
            (r.Coverage.Communes, r.Coverage.CommunesCovered) = (communes, covered);
            r.Coverage.CommunesEmpty.Add("Xã A");
        })).Lacking;

        Assert.Equal(words.Length == 0, lacking.Length == 0);
        Assert.Contains(words, lacking, StringComparison.Ordinal);
    }
}
