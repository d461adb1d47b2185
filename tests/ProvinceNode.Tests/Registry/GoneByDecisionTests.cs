using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Registry;

/// <summary>Whom his entitlements have as dead or missing: the last word counts, not one that history keeps (policy 3.6).</summary>
public sealed class GoneByDecisionTests
{
    private static readonly DateTime Told = new(2026, 1, 6, 3, 0, 0, DateTimeKind.Utc);

    // Of each version: first and last month, reason of the end, days after T1 on which it was entered and ended.
    [Theory]
    [InlineData(true, "202508-202601 T1 -90 0")]
    [InlineData(false, "202508-202601 T2 -90 0")]
    [InlineData(false, "202508-0  -90 0")]
    [InlineData(false, "202508-202601 T1 -90 0", "202602-0  60 0")] // undone, or granted again
    [InlineData(false, "202508-202601 T1 -90 0", "202602-202605 T2 60 120")]
    [InlineData(false, "202508-202601 T1 -90 0", "202602-202601 T2 60 120")] // ended before it began
    [InlineData(true, "202508-202601 T1 -90 0", "202602-202605 T1 60 120")] // and now he did die
    [InlineData(true, "202508-202601 T1 -90 0", "202101-202312 T2 60 60")] // his past, entered from paper since
    [InlineData(true, "202508-202601 T1 -90 0", "202508-202603 C1 -90 -10")] // a support that had ended before
    [InlineData(true, "202508-202512 Đổi mức hưởng theo quy định -90 -40", "202601-202512 T1 -40 0")] // gone before the new level
    [InlineData(true, "202508-202512 Đổi mức hưởng theo quy định 0 0", "202601-202602 T1 0 0")] // months between two places
    public void Entitlements_OfSomebody_TellWhetherHeIsGone(bool gone, params string[] versions) => Assert.Equal(gone, GoneByDecision.Is([.. versions.Select(Version)]));

    private static Entitlement Version(string text)
    {
        var months = text[..text.IndexOf(' ', StringComparison.Ordinal)].Split('-');
        var days = text.Split(' ')[^2..].Select(d => int.Parse(d, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var reason = text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..text[..text.LastIndexOf(' ')].LastIndexOf(' ')];
        var row = new Entitlement
        {
            Id = Guid.NewGuid(), BeneficiaryId = Guid.NewGuid(), TenantPath = "38.16072", CategoryCode = "6.n.adult", CoefficientHundredths = 150, Level = new(500_000), MonthlyAmount = new(750_000),
            StartMonth = int.Parse(months[0], System.Globalization.CultureInfo.InvariantCulture), DecisionId = Guid.NewGuid(), ReceiverName = "Nguyễn Văn Thủy", RecordedAt = Told.AddDays(days[0]),
        };
        if (months[1] != "0")
        {
            ChangeEntitlement.End(row, new PayMonth(int.Parse(months[1], System.Globalization.CultureInfo.InvariantCulture)), new ChangeCause(Guid.NewGuid(), reason, Told.AddDays(days[1])));
        }

        return row;
    }
}
