using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// The lists of a commune: everything due by kind and method, one line a receiver, so that a person collects once (policy 6.4). What is to be taken back
/// lessens the monthly lines of whoever owes it, never below nothing and never funeral support; the rest waits for the next month. Pure.
/// </summary>
public static class LineRules
{
    /// <param name="supplementary">All goes on supplementary lists.</param>
    public static CommuneDraft Of(IReadOnlyList<PersonOfList> people, bool supplementary)
    {
        var bundles = new Dictionary<(ListType, PayMethod, string), Bundle>();
        foreach (var person in people)
        {
            foreach (var claim in person.Due.Claims)
            {
                var way = LineWay.Of(claim.Receiver, person.Changes);
                var key = (supplementary ? ListType.Supplementary : TypeOf(claim), way.Method, $"{ReceiverKey(claim.Receiver, person.Card)}|{way.AccountNumber}|{way.Bank}");
                if (!bundles.TryGetValue(key, out var bundle))
                {
                    bundles[key] = bundle = new Bundle(claim.Receiver, way, ReceiverKey(claim.Receiver, person.Card));
                }

                bundle.Parts.Add(new(person.Card, claim));
                bundle.Proxy ??= person.Proxies.FirstOrDefault(p => p.ProxyNumber.Length == 0 || p.ProxyNumber != claim.Receiver.Number);
            }
        }

        var omissions = people.SelectMany(p => p.Due.Omissions.Select(o => (p.Card, o))).ToList();
        TakeBack(people, bundles, omissions);
        var lists = bundles.GroupBy(b => (Type: b.Key.Item1, Method: b.Key.Item2)).OrderBy(g => g.Key.Type).ThenBy(g => g.Key.Method)
            .Select(g => new DraftList(g.Key.Type, g.Key.Method, [.. Ordered(g.Select(b => b.Value.Line()))])).ToList();
        return new(lists, omissions);
    }

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

        var monthly = bundles.Where(b => b.Key.Type != ListType.Funeral).OrderBy(b => b.Key.Type).ThenBy(b => b.Key.Item2).ThenBy(b => b.Key.Item3, StringComparer.Ordinal).Select(b => b.Value).ToLookup(b => b.Key, StringComparer.Ordinal);
        foreach (var (card, recovery) in people.SelectMany(p => p.Due.Recoveries.Select(r => (p.Card, r))).OrderBy(r => r.r.Once.DueMonth).ThenBy(r => r.r.Once.RecordedAt).ThenBy(r => r.r.Once.Id))
        {
            var receiver = new Receiver(recovery.Once.ReceiverName, recovery.Once.ReceiverNumber, recovery.Once.ReceiverRelation);
            var left = recovery.Left;
            // A claim names the recovery and the month of the list, so one line takes of it.
            if (monthly[ReceiverKey(receiver, card)].MaxBy(b => b.Total) is { Total: > 0 } bundle)
            {
                var taken = Math.Min(left, bundle.Total);
                bundle.Parts.Add(new(card, new DueClaim(ClaimKind.Recovery, ClaimWhy.Once, recovery.Version?.Strand ?? default, 0, recovery.Once.Id, taken, recovery.Version, receiver, recovery.Once)));
                left -= taken;
            }

            if (left > 0)
            {
                omissions.Add((card, new(recovery.Version?.Strand ?? default, OmissionReason.RecoveryLeft, "Số phải thu hồi còn lại, chuyển trừ vào kỳ sau", 0, left)));
            }
        }
    }

    private sealed class Bundle(Receiver receiver, LineWay way, string key)
    {
        public string Key => key;

        public List<LinePart> Parts { get; } = [];

        public ProxyAuthorisation? Proxy { get; set; }

        public long Total => Parts.Sum(p => p.Signed);

        public DraftLine Line() => new(receiver, way, Proxy, Parts);
    }
}
