using NationalHub.Provinces.Gates;
using static NationalHub.Tests.Provinces.GateWorld;

namespace NationalHub.Tests.Provinces;

/// <summary>How both sides of a month are compared, and when the gate is met. Pure.</summary>
public sealed class ParallelGateTests
{
    [Fact]
    public void Parallel_TooMuchHereAndTooLittleThere_DoNotMakeUpForEachOther()
    {
        var month = Assert.Single(ParallelMonth.Compare(
            [new(202610, "1", 5, 3_000_000), new(202610, "1", 1, 500_000), new(202610, "2", 2, 1_000_000)],
            [new(202610, "1", 6, 3_600_000), new(202610, "2", 2, 900_000)], [new(202610, "2")]));

        Assert.Equal((4_500_000, 4_500_000, 200_000, 2, true), (month.Built, month.Paid, month.Difference, month.Differing, month.IsWhole));
    }

    [Theory]
    [InlineData(0, 1, "")]
    [InlineData(1, 1, "09/2026: 1 xã lệch, cộng 1 đồng và 0 người")]
    [InlineData(0, 3, "09/2026: 1 xã lệch, cộng 0 đồng và 2 người")]
    public void Parallel_ByItsDifference_IsMetOrNamesTheMonth(long difference, int people, string words)
    {
        var lacking = Judge(GateKind.Parallel, Facts() with { Months = Months(difference, "1", people) }).Lacking;

        Assert.Equal(words.Length == 0, lacking.Length == 0);
        Assert.Contains(words, lacking, StringComparison.Ordinal);
    }

    [Fact]
    public void Parallel_WithACommuneOfOneSideOnly_IsNotMet()
    {
        var lacking = Judge(GateKind.Parallel, Facts() with { Months = Months(0, "2") }).Lacking;

        Assert.Contains("1 xã chưa nhập số đã chi, 1 xã không có danh sách của nút", lacking, StringComparison.Ordinal);
    }

    // One commune of 166 is compared to the đồng: the others are named, not forgotten.
    [Fact]
    public void Parallel_OfOneCommuneOfMany_NamesTheOthersThatHavePeople()
    {
        var due = Enumerable.Range(1, 166).SelectMany(c => new[] { new DueCommune(202610, $"{c}"), new DueCommune(202609, $"{c}") });
        var months = ParallelMonth.Compare(
            [new(202610, "1", 1, 500_000), new(202609, "1", 1, 500_000)], [new(202610, "1", 1, 500_000), new(202609, "1", 1, 500_000)], due);

        var gate = Judge(GateKind.Parallel, Facts() with { Months = months });

        Assert.Contains("Tháng 10/2026: 165 xã có người đang hưởng mà cả hai bên chưa có số (10, 100, 101, 102, 103, …).", gate.Lacking, StringComparison.Ordinal);
        Assert.False(months[0].IsWhole);
    }

    [Fact]
    public void Parallel_WithoutAnyEntitlementAtTheHub_IsNotMet()
    {
        var months = ParallelMonth.Compare([new(202610, "1", 1, 5), new(202609, "1", 1, 5)], [new(202610, "1", 1, 5), new(202609, "1", 1, 5)], []);

        Assert.Contains("chưa biết phải so những xã nào", Judge(GateKind.Parallel, Facts() with { Months = months }).Lacking, StringComparison.Ordinal);
    }

    // A commune that has somebody and paid nothing is told by 0; 0, and needs no list.
    [Fact]
    public void Parallel_OfACommuneThatPaidNothing_IsComparedByItsZero()
    {
        var month = Assert.Single(ParallelMonth.Compare([new(202610, "1", 1, 5)], [new(202610, "1", 1, 5), new(202610, "2", 0, 0)], [new(202610, "1"), new(202610, "2")]));

        Assert.Equal((true, 0, 0, 0), (month.IsWhole, month.PaidOnly, month.Differing, month.Missing.Count));
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
}
