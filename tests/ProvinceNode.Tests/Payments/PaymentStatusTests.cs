using ProvinceNode.Payments;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Every cell of status and verb of payment lists.</summary>
public sealed class PaymentStatusTests
{
    // Written from the brief of the machine, apart from the table on purpose.
    private static readonly Dictionary<(ListStatus, ListVerb), ListStatus> Allowed = new()
    {
        [(ListStatus.Draft, ListVerb.Approve)] = ListStatus.Approved, [(ListStatus.Draft, ListVerb.Discard)] = ListStatus.Discarded, [(ListStatus.Approved, ListVerb.Withdraw)] = ListStatus.Discarded, [(ListStatus.Approved, ListVerb.Send)] = ListStatus.Sending,
        [(ListStatus.Sending, ListVerb.Accepted)] = ListStatus.Sent, [(ListStatus.Sending, ListVerb.Refused)] = ListStatus.Approved, [(ListStatus.Sending, ListVerb.Lost)] = ListStatus.Unknown,
        [(ListStatus.Unknown, ListVerb.Accepted)] = ListStatus.Sent, [(ListStatus.Unknown, ListVerb.Refused)] = ListStatus.Approved, [(ListStatus.Sent, ListVerb.Settle)] = ListStatus.Settled,
        [(ListStatus.Settled, ListVerb.Reopen)] = ListStatus.Sent, [(ListStatus.Approved, ListVerb.PayOnPaper)] = ListStatus.Sent,
    };

    [Fact]
    public void Cells_OfStatusAndVerb_AreThoseOfTheMachine()
    {
        foreach (var status in Enum.GetValues<ListStatus>())
        {
            foreach (var verb in Enum.GetValues<ListVerb>())
            {
                Assert.Equal(Allowed.TryGetValue((status, verb), out var to) ? to : null, PaymentStatusTable.Find(status, verb)?.To);
            }
        }
    }

    [Theory]
    [InlineData(ListVerb.Approve, 1, true)]
    [InlineData(ListVerb.Approve, 2, false)]
    [InlineData(ListVerb.Send, 1, true)]
    [InlineData(ListVerb.Send, 2, true)]
    [InlineData(ListVerb.Send, 3, false)]
    public void Person_WhoActedBefore_IsKnownByTheTable(ListVerb verb, int person, bool acted)
    {
        Guid[] people = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var list = Sample.Payment("38.400.16063", "Kế toán").List;
        people[0] = list.BuiltById;
        list.ApprovedById = people[1];

        Assert.Equal(acted, PaymentStatusTable.ActedBefore(list, verb, people[person - 1]) is not null);
    }

    [Fact]
    public void Hash_OfALine_ChangesWithEachField()
    {
        var list = Sample.Payment("38.400.16063", "Kế toán").List;
        var hash = HashOf(list);

        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, HashOf(list));
        Assert.Equal(6, new[] { hash, HashOf(list, total: 540_001), HashOf(list, name: "Nguyễn Văn B"), HashOf(list, note: "a|b"), HashOf(list, note: "a\\pb"), HashOf(list, note: "a\nb") }.Distinct().Count());
    }

    private static string HashOf(PaymentList list, string name = "Nguyễn Văn A", long total = 540_000, string note = "")
    {
        var line = Sample.PaymentLine(list, name, total: total, note: note);
        // The same line each time.
        typeof(PaymentLine).GetProperty(nameof(PaymentLine.Id))!.SetValue(line, Guid.Empty);
        return ListHash.Of(list, [line]);
    }
}
