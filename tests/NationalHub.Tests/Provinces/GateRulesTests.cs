using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using Protos.Enrolment;

namespace NationalHub.Tests.Provinces;

/// <summary>What each gate asks for, and what is said when it is lacking. Pure.</summary>
public sealed class GateRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 3, 0, 0, DateTimeKind.Utc);
    private static readonly GateOptions Options = new() { Roles = ["desk", "accountant"] };

    [Theory]
    [InlineData(GateKind.Accounts)]
    [InlineData(GateKind.Calendar)]
    [InlineData(GateKind.Import)]
    [InlineData(GateKind.Replication)]
    [InlineData(GateKind.Parallel)]
    public void Gate_OfAProvinceThatHasAll_IsMet(GateKind gate) => Assert.Equal("", Judge(gate, Facts()).Lacking);

    [Theory]
    [InlineData(GateKind.Accounts)]
    [InlineData(GateKind.Calendar)]
    [InlineData(GateKind.Import)]
    [InlineData(GateKind.Replication)]
    [InlineData(GateKind.Parallel)]
    public void Gate_OfAProvinceThatHasToldNothing_IsNotMet(GateKind gate) =>
        Assert.Matches("^(Nút chưa báo số liệu|Tháng ).*[Hh]ãy .*[.]$", Judge(gate, new GateFacts(null, null, 0, [])).Lacking);

    [Fact]
    public void Gate_ToldTooLongAgo_IsNotMet() =>
        Assert.Contains("chưa báo số liệu từ", GateRules.Judge(GateKind.Calendar, Facts(), Options, Now.AddHours(25)).Lacking, StringComparison.Ordinal);

    [Fact]
    public void Accounts_WithoutARole_NameIt() =>
        Assert.Contains("vai trò: Kế toán.", Judge(GateKind.Accounts, Facts(r => r.Roles[1].Accounts = 0)).Lacking, StringComparison.Ordinal);

    [Fact]
    public void Calendar_OfAnotherYear_IsNotThisYears() =>
        Assert.Contains("năm 2026", Judge(GateKind.Calendar, Facts(r => { r.CalendarYears.Clear(); r.CalendarYears.Add(2025); })).Lacking, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0, 900, "Chưa có danh sách nào")]
    [InlineData(1000, 979, 900, "Còn 21 dòng chưa vào sổ")]
    [InlineData(1000, 980, 799, "ít nhất 80 điểm")]
    [InlineData(1000, 980, -1, "ít nhất 80 điểm")]
    [InlineData(1000, 980, 800, "")]
    public void Import_ByLinesAndQuality_IsMetOrSaysWhatIsLacking(int lines, int entered, int tenths, string words)
    {
        var lacking = Judge(GateKind.Import, Facts(r => (r.ImportLines, r.ImportEntered, r.QualityTenths) = (lines, entered, tenths))).Lacking;

        Assert.Equal(words.Length == 0, lacking.Length == 0);
        Assert.Contains(words, lacking, StringComparison.Ordinal);
    }

    [Fact]
    public void Replication_WithFaults_SaysAllAtOnce()
    {
        var lacking = Judge(GateKind.Replication, Facts(r => r.Refused = 3) with { Records = 0, LastPushAt = Now.AddDays(-2) }).Lacking;

        Assert.Contains("chưa xác nhận bản ghi nào", lacking, StringComparison.Ordinal);
        Assert.Contains("24 giờ", lacking, StringComparison.Ordinal);
        Assert.Contains("3 bản ghi bị trục từ chối", lacking, StringComparison.Ordinal);
    }

    [Fact]
    public void Parallel_TooMuchHereAndTooLittleThere_DoNotMakeUpForEachOther()
    {
        var month = Assert.Single(ParallelMonth.Compare(
            [new(202610, "1", 5, 3_000_000), new(202610, "1", 1, 500_000), new(202610, "2", 2, 1_000_000)],
            [new(202610, "1", 6, 3_600_000), new(202610, "2", 2, 900_000)]));

        Assert.Equal((4_500_000, 4_500_000, 200_000, 2, true), (month.Built, month.Paid, month.Difference, month.Differing, month.IsWhole));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "09/2026: 1 xã lệch, cộng 1 đồng")]
    public void Parallel_ByItsDifference_IsMetOrNamesTheMonth(long difference, string words)
    {
        var lacking = Judge(GateKind.Parallel, Facts() with { Months = Months(difference, "1") }).Lacking;

        Assert.Equal(words.Length == 0, lacking.Length == 0);
        Assert.Contains(words, lacking, StringComparison.Ordinal);
    }

    [Fact]
    public void Parallel_WithACommuneOfOneSideOnly_IsNotMet()
    {
        var lacking = Judge(GateKind.Parallel, Facts() with { Months = Months(0, "2") }).Lacking;

        Assert.Contains("1 xã chưa nhập số đã chi, 1 xã không có danh sách của nút", lacking, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_WithoutSignatures_SaysEachThatIsLacking()
    {
        var standings = GateRules.Of(ProvinceStage.Pilot).Select(g => new GateStanding(Judge(g, Facts()), null)).ToList();

        Assert.Equal(4, AdvanceStage.Lacking(ProvinceStage.Testing, standings).Count);
        Assert.Contains("chưa ghi danh", AdvanceStage.Lacking(ProvinceStage.Invited, []).Single(), StringComparison.Ordinal);
        Assert.Contains("giai đoạn cuối", AdvanceStage.Lacking(ProvinceStage.Live, []).Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, 0)]
    [InlineData(true, false, 1)]
    [InlineData(false, false, 0)]
    public void Advance_OnAGateThatIsNoLongerMet_IsRefusedUnlessItWasLetPass(bool signedAsMet, bool metNow, int lacking)
    {
        var now = new GateMeasure(GateKind.Calendar, "đo", metNow ? "" : "thiếu");
        var signed = new GateSignature { ProvinceCode = "38", Stage = ProvinceStage.Pilot, Gate = GateKind.Calendar, SignedBy = "an", SignedAt = Now, Met = signedAsMet, Measure = "đo" };

        Assert.Equal(lacking, AdvanceStage.Lacking(ProvinceStage.Testing, [new GateStanding(now, signed)]).Count);
    }

    [Theory]
    [InlineData("", "Chưa đạt")]
    [InlineData("vội", "nói rõ vì sao")]
    [InlineData("Công văn 12/BYT cho phép thử trước khi có lịch", null)]
    public void Signature_OfAGateThatIsNotMet_NeedsAReason(string why, string? refused)
    {
        var answer = SignGate.Decide(new GateStanding(new GateMeasure(GateKind.Calendar, "đo", "thiếu"), null), why);

        Assert.Equal(refused is null, answer is null);
        Assert.Contains(refused ?? "", answer ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10/2026", "BC 5", "14758; 12; 6.480.000", 1, 0)]
    [InlineData("10/2026", "BC 5", "14758\t12\t6480000\n16063;1;540000\n\n", 2, 0)]
    [InlineData("2026-10", "", "14758;12", 0, 3)]
    [InlineData("10/2026", "BC 5", "99999;1;1\n14758;-1;5\n14758;1;1,5\n14758;1;1\n14758;1;1", 1, 4)]
    [InlineData("10/2026", "BC 5", " ", 0, 1)]
    [InlineData("10/2026", "BC 5", "14758; 10.000.000; 10.000.000.000.000", 1, 0)]
    [InlineData("10/2026", "BC 5", "14758; 10.000.001; 1", 0, 1)]
    [InlineData("10/2026", "BC 5", "14758; 1; 10.000.000.000.001", 0, 1)]
    [InlineData("10/2026", "BC 5", "14758; 1; 99999999999999999999", 0, 1)]
    public void Lines_OfWhatWasPaid_AreReadOrAllFaultsTold(string month, string source, string lines, int sums, int faults)
    {
        var (read, wrong) = EnterParallel.Parse("38", month, source, lines);

        Assert.Equal((sums, faults), (read.Count, wrong.Count));
    }

    private static GateMeasure Judge(GateKind gate, GateFacts facts) => GateRules.Judge(gate, facts, Options, Now);

    private static IReadOnlyList<ParallelMonth> Months(long difference, string commune) => ParallelMonth.Compare(
        [new(202610, "1", 1, 500_000), new(202609, "1", 1, 500_000)], [new(202610, "1", 1, 500_000), new(202609, commune, 1, 500_000 + difference)]);

    private static GateFacts Facts(Action<StandingReport>? change = null)
    {
        var report = new StandingReport { NodeVersion = "1", Protocol = 1, ImportLines = 100, ImportEntered = 100, QualityTenths = 950, People = 100, CalendarYears = { 2026 } };
        report.Roles.Add(new RoleCount { Role = "desk", Name = "Một cửa", Accounts = 2 });
        report.Roles.Add(new RoleCount { Role = "accountant", Name = "Kế toán", Accounts = 1 });
        change?.Invoke(report);
        var told = new Standing { ProvinceCode = "38" };
        told.Take(report, Now);
        return new GateFacts(told, Now.AddMinutes(-5), 10, Months(0, "1"));
    }
}
