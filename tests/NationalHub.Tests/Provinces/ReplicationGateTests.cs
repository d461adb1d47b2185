using NationalHub.Provinces.Gates;
using static NationalHub.Tests.Provinces.GateWorld;

namespace NationalHub.Tests.Provinces;

/// <summary>What the gate of replication asks for: an acknowledged record proves nothing of the others. Pure.</summary>
public sealed class ReplicationGateTests
{
    [Fact]
    public void Replication_WithFaults_SaysAllAtOnce()
    {
        var facts = Facts(r => r.Refused = 3) with { Push = new LastPush(Now.AddDays(-2), 0, 0) };
        var lacking = Judge(GateKind.Replication, facts with { Records = 0, Equality = null }).Lacking;

        Assert.Contains("chưa xác nhận bản ghi nào", lacking, StringComparison.Ordinal);
        Assert.Contains("24 giờ", lacking, StringComparison.Ordinal);
        Assert.Contains("3 bản ghi bị trục từ chối", lacking, StringComparison.Ordinal);
        Assert.Contains("Chưa có chứng nhận khớp dữ liệu", lacking, StringComparison.Ordinal);
    }

    // One record is acknowledged, 200,000 wait.
    [Theory]
    [InlineData(500, "")]
    [InlineData(501, "Còn 501 bản ghi chờ gửi (cho phép 500)")]
    [InlineData(200_000, "Còn 200.000 bản ghi chờ gửi")]
    public void Replication_WithRecordsThatWait_IsMetUpToTheBound(int waiting, string words)
    {
        var lacking = Judge(GateKind.Replication, Facts(r => r.Waiting = waiting)).Lacking;

        Assert.Equal(words.Length == 0, lacking.Length == 0);
        Assert.Contains(words, lacking, StringComparison.Ordinal);
    }

    [Fact]
    public void Replication_AfterAPushThatIsNewerThanTheReport_CountsWhatThePushTold()
    {
        var facts = Facts(r => r.Waiting = 200_000) with { Push = new LastPush(Now, 2, 7) };

        var lacking = Judge(GateKind.Replication, facts).Lacking;

        Assert.DoesNotContain("chờ gửi", lacking, StringComparison.Ordinal);
        Assert.Contains("Còn 7 bản ghi bị trục từ chối", lacking, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(36, 10, 0, 0, 0, "")]
    [InlineData(37, 10, 0, 0, 0, "quá 36 giờ")]
    [InlineData(1, 0, 0, 0, 0, "chưa có bản ghi nào")]
    [InlineData(1, 10, 0, 0, 1, "còn 1 bản ghi lệch")]
    [InlineData(1, 3000, 3000, 3000, 0, "còn 3.000 bản ghi bị trục từ chối")]
    [InlineData(1, 3000, 501, 0, 0, "còn 501 bản ghi đang gửi")]
    [InlineData(1, 3000, 500, 0, 0, "")]
    public void Replication_ByItsLastCertificate_IsMetOrSaysWhatIsLacking(int hours, long records, int inFlight, int refused, int differing, string words)
    {
        var lacking = Judge(GateKind.Replication, Facts() with { Equality = new LastEquality(Now.AddHours(-hours), records, inFlight, refused, differing) }).Lacking;

        Assert.Equal(words.Length == 0, lacking.Length == 0);
        Assert.Contains(words, lacking, StringComparison.Ordinal);
    }
}
