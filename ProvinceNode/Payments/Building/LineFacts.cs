using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Building;

/// <summary>A person as a line shows him.</summary>
/// <param name="Id">Null for somebody who is in no registry.</param>
/// <param name="SortName">By given name, then the rest.</param>
public sealed record PersonCard(Guid? Id, string Code, string Name, string SortName, string Birth, int Sex, string Number, string Village)
{
    /// <summary>Somebody whom only a payment made once names.</summary>
    public static PersonCard Of(OneOffPayment once) => new(null, "", once.PersonName, Protos.Values.VietnameseText.SortKey(once.PersonName), once.PersonBirth, 0, once.PersonNumber, "");

    /// <summary>The old number where the citizen's is known too; else empty.</summary>
    public string OldNumber { get; init; } = "";

    /// <summary>Numbers and names of records that became part of his by a merge.</summary>
    public IReadOnlyList<string> FormerNumbers { get; init; } = [];

    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>All by which he goes, those that are known.</summary>
    public IReadOnlyList<string> Numbers => [.. new[] { Number, OldNumber }.Where(n => n.Length > 0), .. FormerNumbers];

    /// <summary>Dead by a signed decision.</summary>
    public bool Died { get; init; }

    /// <summary>Whether a receiver is the person himself.</summary>
    public bool Is(Receiver receiver) => receiver.Number.Length > 0 ? receiver.Number == Number || receiver.Number == OldNumber || FormerNumbers.Contains(receiver.Number)
        : receiver.Relation.Length == 0 && (receiver.Name == Name || FormerNames.Contains(receiver.Name));
}

/// <summary>How somebody is paid on the list.</summary>
public sealed record LineWay(PayMethod Method, string AccountNumber, string Bank, string Holder)
{
    /// <summary>What was settled last: the latest request in force, or the declaration of a decision that was signed after it.</summary>
    /// <param name="changes">Requests in force for the beneficiary by the month of the list.</param>
    /// <param name="declared">UTC at which the receiver's declared way was decided (<see cref="DeclaredWays"/>); null: no later than any request.</param>
    public static LineWay Of(Receiver receiver, IEnumerable<MethodChange> changes, DateTime? declared = null) => InForce(receiver, changes, declared) is { } change ? new(change.To, change.AccountNumber, change.Bank, change.AccountHolder)
        : receiver.Way.MethodCode == PayWay.ToAccount ? new(PayMethod.Bank, receiver.Way.AccountNumber, receiver.Way.Bank, receiver.Way.Holder)
        : new(PayMethod.CashPoint, "", "", "");

    /// <summary>The request by which a receiver is paid; null where the declaration holds. Parameters as of <see cref="Of"/>.</summary>
    public static MethodChange? InForce(Receiver receiver, IEnumerable<MethodChange> changes, DateTime? declared)
    {
        // A request without a number is the beneficiary's own: somebody else of no number is not meant by it.
        var change = changes.Where(c => c.ReceiverNumber.Length == 0 ? receiver.Relation.Length == 0 : c.ReceiverNumber == receiver.Number)
            .OrderByDescending(c => c.FromMonth).ThenByDescending(c => c.RecordedAt).FirstOrDefault();
        return change is not null && declared > (change.SettledAt ?? change.RecordedAt) ? null : change;
    }
}

/// <summary>A person with what he is due and how he is paid.</summary>
/// <param name="Changes">See <see cref="LineWay.Of"/>; in cash where the account is of somebody who may not take the money any more (<see cref="ProxyAccounts"/>).</param>
/// <param name="Proxies">Authorisations that hold on the first day of the month.</param>
public sealed record PersonOfList(PersonCard Card, PersonDue Due, IReadOnlyList<MethodChange> Changes, IReadOnlyList<ProxyAuthorisation> Proxies)
{
    /// <summary>When the ways of his versions were declared; nothing where no request is in force.</summary>
    public DeclaredWays Declared { get; init; } = DeclaredWays.None;
}

/// <summary>A sum of a line, with whose it is.</summary>
public sealed record LinePart(PersonCard Card, DueClaim Claim)
{
    /// <summary>As it changes the total.</summary>
    public long Signed => Claim.Kind == ClaimKind.Recovery ? -Claim.Amount : Claim.Amount;
}

/// <summary>One receiver of one list.</summary>
public sealed record DraftLine(Receiver Receiver, LineWay Way, ProxyAuthorisation? Proxy, IReadOnlyList<LinePart> Parts)
{
    public long Total => Parts.Sum(p => p.Signed);

    /// <summary>The receiver himself where he is a beneficiary of the line, else the first he takes for.</summary>
    public PersonCard Main => Parts.Count == 1 ? Parts[0].Card : Parts.Select(p => p.Card).OrderByDescending(c => c.Is(Receiver)).ThenBy(c => c.SortName, StringComparer.Ordinal).ThenBy(c => c.Code, StringComparer.Ordinal).First();
}

/// <summary>One list of a commune.</summary>
public sealed record DraftList(ListType Type, PayMethod Method, IReadOnlyList<DraftLine> Lines);

/// <summary>The lists of a commune, and what stays off them.</summary>
public sealed record CommuneDraft(IReadOnlyList<DraftList> Lists, IReadOnlyList<(PersonCard Card, DueOmission Omission)> Omissions);
