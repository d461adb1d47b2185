using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using static NationalHub.Tests.Provinces.GateWorld;

namespace NationalHub.Tests.Provinces;

/// <summary>What each gate asks for, and what is said when it is lacking. Pure.</summary>
public sealed class GateRulesTests
{
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
        Assert.Matches("^(Nút chưa báo số liệu|Tháng ).*[Hh]ãy .*[.]$", Judge(gate, new GateFacts(null, null, 0, [], null)).Lacking);

    [Fact]
    public void Gate_ToldTooLongAgo_IsNotMet() =>
        Assert.Contains("chưa báo số liệu từ", GateRules.Judge(GateKind.Calendar, Facts(), Options, Now.AddHours(25)).Lacking, StringComparison.Ordinal);

    [Fact]
    public void Accounts_WithoutARole_NameIt() =>
        Assert.Contains("vai trò: Kế toán.", Judge(GateKind.Accounts, Facts(r => r.Roles[1].Accounts = 0)).Lacking, StringComparison.Ordinal);

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
}
