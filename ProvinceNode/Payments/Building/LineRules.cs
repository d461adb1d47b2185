using ProvinceNode.Payments.Recovering;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// The lists of a commune: everything due by kind and method, one line a receiver, so that a person collects once (policy 6.4), and one more where somebody
/// collects for him by authorisation. What is to be taken back lessens monthly money of the person it was paid for and of whoever took it: nobody else's on the
/// same line, no funeral support or aid, never below nothing nor more of a month than the cap in force; the rest waits for the next month. Pure.
/// </summary>
public static class LineRules
{
    /// <param name="supplementary">All goes on supplementary lists.</param>
    /// <param name="cap">See <see cref="RecoveryCap"/>.</param>
    public static CommuneDraft Of(IReadOnlyList<PersonOfList> people, bool supplementary, int cap = RecoveryCap.All)
    {
        var bundles = new Dictionary<(ListType, PayMethod, string), Bundle>();
        foreach (var person in people)
        {
            foreach (var claim in person.Due.Claims)
            {
                var way = LineWay.Of(claim.Receiver, person.Changes, person.Declared.At(claim.Receiver, claim.Version));
                var proxy = ListWords.IsAccount(way.Method) ? null : ProxyOf(person, claim);
                var key = (supplementary ? ListType.Supplementary : TypeOf(claim), way.Method, $"{ReceiverKey(claim.Receiver, person.Card)}|{way.AccountNumber}|{way.Bank}|{proxy?.ProxyNumber}{proxy?.ProxyName}");
                if (!bundles.TryGetValue(key, out var bundle))
                {
                    bundles[key] = bundle = new Bundle(claim.Receiver, way, proxy, cap);
                }

                bundle.Parts.Add(new(person.Card, claim));
            }
        }

        var omissions = people.SelectMany(p => p.Due.Omissions.Select(o => (p.Card, o))).ToList();
        TakeBack(people, bundles, omissions);
        var lists = bundles.GroupBy(b => (Type: b.Key.Item1, Method: b.Key.Item2)).OrderBy(g => g.Key.Type).ThenBy(g => g.Key.Method)
            .Select(g => new DraftList(g.Key.Type, g.Key.Method, [.. Ordered(g.Select(b => b.Value.Line()))])).ToList();
        return new(lists, omissions);
    }

    // Who authorised disposes of what he takes himself, and a guardian of the person's own money; support to whoever cares is the carer's (policy 6.5). An authorisation ends with who gave it.
    private static ProxyAuthorisation? ProxyOf(PersonOfList person, DueClaim claim) => person.Card.Died || !(person.Card.Is(claim.Receiver) || Strands.IsOwn(claim.Strand)) ? null
        : person.Proxies.Where(p => p.ProxyNumber.Length == 0 || p.ProxyNumber != claim.Receiver.Number).OrderByDescending(p => p.RecordedAt).ThenBy(p => p.Id).FirstOrDefault();

    /// <summary>By village, then by given name; who lives nowhere known comes last.</summary>
    private static IEnumerable<DraftLine> Ordered(IEnumerable<DraftLine> lines) => lines.Select(l => (Line: l, l.Main)).OrderBy(l => l.Main.Village.Length == 0)
        .ThenBy(l => l.Main.Village, StringComparer.Ordinal).ThenBy(l => l.Main.SortName, StringComparer.Ordinal).ThenBy(l => l.Main.Code, StringComparer.Ordinal)
        .ThenBy(l => l.Line.Receiver.Number, StringComparer.Ordinal).ThenBy(l => l.Line.Receiver.Name, StringComparer.Ordinal).Select(l => l.Line);

    private static ListType TypeOf(DueClaim claim) => claim.Once?.Kind == OneOffKind.Funeral ? ListType.Funeral
        : claim.Version?.Kind == EntitlementKind.SocialPension ? ListType.SocialPension : ListType.Regular;

    // Without a number a name is only told apart by whom it is named for.
    private static string ReceiverKey(Receiver receiver, PersonCard card) => receiver.Number.Length > 0 ? receiver.Number : $"{Protos.Values.VietnameseText.NameKey(receiver.Name)}|{receiver.Relation}|{card.Code}{(card.Id is null ? card.Name : "")}";

    private static void TakeBack(IReadOnlyList<PersonOfList> people, Dictionary<(ListType Type, PayMethod, string), Bundle> bundles, List<(PersonCard, DueOmission)> omissions)
    {
        if (people.All(p => p.Due.Recoveries.Count == 0))
        {
            return;
        }

        var known = Known(people);
        var lines = bundles.OrderBy(b => b.Key.Type).ThenBy(b => b.Key.Item2).ThenBy(b => b.Key.Item3, StringComparer.Ordinal).Select(b => b.Value).ToLookup(b => Debtor(b.Receiver, b.First, known), StringComparer.Ordinal);
        foreach (var (card, recovery) in people.SelectMany(p => p.Due.Recoveries.Select(r => (p.Card, r))).OrderBy(r => r.r.Once.DueMonth).ThenBy(r => r.r.Once.RecordedAt).ThenBy(r => r.r.Once.Id))
        {
            var receiver = new Receiver(recovery.Once.ReceiverName, recovery.Once.ReceiverNumber, recovery.Once.ReceiverRelation);
            var left = recovery.Left;
            // A claim names the recovery and the month of the list, so one line takes of it.
            if (lines[Debtor(receiver, card, known)].MaxBy(b => b.Free(card)) is { } bundle && bundle.Take(card, left) is > 0 and var taken)
            {
                bundle.Parts.Add(new(card, new DueClaim(ClaimKind.Recovery, ClaimWhy.Once, recovery.Version?.Strand ?? default, 0, recovery.Once.Id, taken, recovery.Version, receiver, recovery.Once)));
                left -= taken;
            }

            if (left > 0)
            {
                omissions.Add((card, new(recovery.Version?.Strand ?? default, OmissionReason.RecoveryLeft, "Số phải thu hồi còn lại, chuyển trừ vào kỳ sau", 0, left)));
            }
        }
    }

    // One person goes by several numbers: that of today, an old one, those of records that were merged into his. A number of two records that are not merged is nobody's.
    private static Dictionary<string, string> Known(IReadOnlyList<PersonOfList> people) => people.Select(p => p.Card).Where(c => c.Id is not null).DistinctBy(c => c.Id).SelectMany(c => c.Numbers.Distinct().Select(n => (Number: n, c.Id)))
        .GroupBy(n => n.Number, StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => Himself(g.Single().Id!.Value), StringComparer.Ordinal);

    // Who owes, or takes, by whatever number or name the decision of its day had him: what is to be taken back finds him.
    private static string Debtor(Receiver receiver, PersonCard card, Dictionary<string, string> known) => receiver.Number.Length > 0 ? known.GetValueOrDefault(receiver.Number, receiver.Number)
        : card.Id is { } id && card.Is(receiver) ? Himself(id) : ReceiverKey(receiver, card);

    private static string Himself(Guid person) => $"#{person:N}";

    private sealed class Bundle(Receiver receiver, LineWay way, ProxyAuthorisation? proxy, int cap)
    {
        private Dictionary<PersonCard, long>? _free;

        public Receiver Receiver => receiver;

        /// <summary>The first whom it is for: without a number a receiver is known by him.</summary>
        public PersonCard First => Parts[0].Card;

        public List<LinePart> Parts { get; } = [];

        /// <summary>Monthly money of the line that a recovery of a person may take: his own and the receiver's own.</summary>
        public long Free(PersonCard card) => Pool(card).Sum(c => Left[c]);

        /// <summary>Takes of it, first of his own.</summary>
        /// <returns>Đồng taken.</returns>
        public long Take(PersonCard card, long most)
        {
            var taken = 0L;
            foreach (var one in Pool(card))
            {
                var part = Math.Min(Left[one], most - taken);
                (Left[one], taken) = (Left[one] - part, taken + part);
            }

            return taken;
        }

        public DraftLine Line() => new(receiver, way, proxy, Parts);

        private Dictionary<PersonCard, long> Left => _free ??= Parts.Where(p => p.Claim.Kind != ClaimKind.OneOff).GroupBy(p => p.Card).ToDictionary(g => g.Key, g => Math.Max(0, g.Sum(p => p.Signed)) * cap / 100);

        private List<PersonCard> Pool(PersonCard card) => [.. Left.Keys.Where(c => c == card || c.Is(receiver)).OrderByDescending(c => c == card).ThenBy(c => c.Code, StringComparer.Ordinal)];
    }
}
