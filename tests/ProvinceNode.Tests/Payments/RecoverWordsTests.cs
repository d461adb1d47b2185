using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Documents;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>What a decision of recovery says: each month for its own reason, and what was paid once by its own name; and whose money was taken twice.</summary>
public sealed class RecoverWordsTests
{
    [Fact]
    public void Reason_OfMonthsOverpaidForSeveralReasons_NamesEach()
    {
        var twice = Month(202211, fault: true);
        var late = Month(202212);

        Assert.Equal("tổ chức chi trả đã chi trả hai lần tiền của các tháng này", RecoverOutcome.Reason([twice]));
        var both = RecoverOutcome.Reason([twice, late]);
        Assert.Contains("tháng 11/2022: tổ chức chi trả đã chi trả hai lần", both, StringComparison.Ordinal);
        Assert.Contains("tháng 12/2022: danh sách chi trả của các tháng này đã được duyệt trước khi", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_AboutWhatWasPaidOnce_CallsItNoMonthlySumAndNothingAboveWhatWasDue()
    {
        var lists = "danh sách tháng 11/2022, dòng 3 và danh sách thường xuyên tháng 12/2022, Xã Hoa Lộc: đã chi cả hai";
        var text = Text(RecoverOutcome.Words(Month(202211, fault: true, RecoverPapers.Once("hỗ trợ chi phí điều trị", lists))));

        Assert.Contains("trợ cấp, hỗ trợ xã hội đã chi hai lần của", text, StringComparison.Ordinal);
        Assert.Contains($"- Kỳ chi trả tháng 11/2022, hỗ trợ chi phí điều trị: 540.000 đồng, theo {lists}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hàng tháng đã chi", text, StringComparison.Ordinal);
        Assert.DoesNotContain("vượt mức", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_AboutMonthsOfBothKinds_SaysBoth()
    {
        var text = Text(RecoverOutcome.Words(Month(202211, fault: true)), RecoverOutcome.Words(Month(202212)));

        Assert.Contains("trợ cấp xã hội hàng tháng đã chi hai lần và đã chi vượt mức được hưởng của", text, StringComparison.Ordinal);
        Assert.Contains("- Tháng 11/2022: 540.000 đồng, theo danh sách tháng 11/2022", text, StringComparison.Ordinal);
    }

    // A mother's line for two children: what was taken back of one of them was his.
    [Fact]
    public void Claims_OfALineForTwo_AreLessenedByWhatWasTakenOfTheSamePerson()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());

        var rows = TwicePaid.Rows([Claim(one, 540_000), Claim(other, 540_000)], [Claim(other, 200_000, ClaimKind.Recovery)]);

        Assert.Equal([(one, 540_000L), (other, 340_000L)], rows.Select(r => (r.Claim.BeneficiaryId, r.Dong)));
    }

    internal static PaymentClaim Claim(Guid person, long dong, ClaimKind kind = ClaimKind.Regular) => new()
    {
        Id = Guid.NewGuid(), LineId = Guid.NewGuid(), ListId = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = kind, Why = ClaimWhy.Current, Strand = EntitlementStrand.Own,
        Month = 202211, SourceId = Guid.Empty, ListMonth = 202211, Amount = new Dong(dong), EntitlementId = null, EntitlementVersion = 0,
    };

    private static string Text(params RecoveredMonthWords[] months)
    {
        var samples = new PaperSamples(new DateOnly(2022, 12, 5), PaperSamples.Thuy, PaperSamples.Severe);
        var paper = new RecoverPaper { Person = PaperSamples.Thuy, Why = "đã chi hai lần", Months = months };
        return string.Join("\n", RecoverPapers.Recover(samples.Scene, paper, samples.Chairman).Paragraphs);
    }

    private static OverpaidMonth Month(int month, bool fault = false, string lists = "danh sách tháng 11/2022") => new()
    {
        Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, TellerPath = LifeOfPayments.Here, BeneficiaryId = Guid.NewGuid(), Strand = EntitlementStrand.Own, Month = month, Amount = new Dong(540_000), FaultId = fault ? Guid.NewGuid() : null,
        ReceiverName = "", ReceiverNumber = "", ReceiverRelation = "", Lists = lists, IsPaid = true, ToldAt = DateTime.UnixEpoch,
    };
}
