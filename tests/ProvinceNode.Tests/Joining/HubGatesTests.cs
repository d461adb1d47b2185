using ProvinceNode.Joining;
using Protos.Enrolment;

namespace ProvinceNode.Tests.Joining;

/// <summary>Gates and weeks that the hub told, as the page of the connection says them. Pure.</summary>
public sealed class HubGatesTests
{
    [Fact]
    public void Gates_OfAHubOfBefore_AreNone()
    {
        Assert.Null(HubGates.Of(null));
        Assert.Null(HubGates.Of(new LinkAnswer { Stage = "Testing" }));
    }

    [Fact]
    public void Gates_ThatTheHubTold_NameTheStageTheSignatureAndEachFigure()
    {
        var answer = new LinkAnswer { GatesTold = true, NextStage = "Pilot" };
        answer.Gates.Add(new GateState { Name = "Thử đồng bộ", Met = true, SignedBy = "an", SignedAtUnixMs = 1_790_000_000_000 });
        answer.Gates.Add(new GateState { Name = "Chất lượng nhập liệu", SignedBy = "an", SignedAtUnixMs = 1_790_000_000_000, LetPassWhy = "Công văn 77/SYT" });
        answer.Gates.Add(new GateState { Name = "Lịch", Lacking = "Thiếu Quốc khánh." });
        answer.Weeks.Add(new WeekFigures { Monday = "2026-11-16", Entered = 1234, Decided = 3, Lists = 2, Changes = 1, Listed = 0 });

        var gates = HubGates.Of(answer)!;

        Assert.Equal("Thí điểm", gates.NextStage);
        Assert.Equal(["✓ Đạt", "◆ Chưa đạt", "◆ Chưa đạt"], gates.Gates.Select(g => HubGates.Sign(g).Words));
        Assert.StartsWith("Đã ký: an, ", HubGates.Signed(gates.Gates[0]), StringComparison.Ordinal);
        Assert.EndsWith("Lý do: Công văn 77/SYT", HubGates.Signed(gates.Gates[1]), StringComparison.Ordinal);
        Assert.Equal("Chưa ai ký.", HubGates.Signed(gates.Gates[2]));
        var week = Assert.Single(gates.Weeks);
        Assert.Equal("16/11/2026", week.Monday);
        Assert.Equal(["1.234", "chưa có", "3", "chưa có", "0", "chưa có", "2", "1"], week.Figures);
        Assert.Equal(HubGates.Columns.Count, week.Figures.Count);
    }

    [Fact]
    public void Gates_AfterTheLastStage_LeadNowhere() => Assert.Equal("", HubGates.Of(new LinkAnswer { GatesTold = true })!.NextStage);
}
