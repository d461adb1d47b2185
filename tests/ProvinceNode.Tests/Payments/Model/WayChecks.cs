using ProvinceNode.Payments;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Whom lists pay and how, held against what the registry and the papers say: rows of the database, by rules of their own.</summary>
internal static class WayChecks
{
    private sealed record Line(Guid Id, string Receiver, string Relation, string Method, string Account, string Holder, Guid? Proxy, string Collects);

    private sealed record Change(Guid Person, string Receiver, int From, string To, string Account, string Holder, Guid? Paper, string At);

    private sealed record Paper(Guid Id, Guid Person, string Number, DateOnly From, DateOnly To, DateOnly? Revoked, bool Confirmed, string At)
    {
        public bool Holds(DateOnly day) => Confirmed && From <= day && day <= To && !(Revoked <= day);
    }

    /// <summary>Lines of some lists that are as the registry has it now: right after they were built, or approved.</summary>
    /// <param name="single">Only people of one record: a merge since the building brings the other record's ways along. Nor is asked which of two carers: who takes what is left may have changed since.</param>
    public static IEnumerable<string> Of(PayWorld world, DueTruth truth, IEnumerable<ListRow> lists, bool single = false)
    {
        var (changes, papers) = (Changes(world), Papers(world));
        foreach (var list in lists)
        {
            var (lines, sums) = (Lines(world, list.Id), world.SumsOf(list.Id));
            // Who takes for several, or several sums, collects once.
            foreach (var twice in lines.GroupBy(l => (l.Receiver, l.Account, l.Collects)).Where(g => g.Count() > 1))
            {
                yield return $"{twice.Key} collects by {twice.Count()} lines of list {list.Id}";
            }

            foreach (var (line, sum) in lines.SelectMany(l => sums[l.Id].Where(s => s.Kind != (int)ClaimKind.Recovery).DistinctBy(s => (s.Person, s.Strand, s.Kind)).Select(s => (l, s))))
            {
                if (truth.People.Find(p => p.Ids.Contains(sum.Person)) is not { } person || (single && person.Ids.Count > 1))
                {
                    continue;
                }

                bool Is(Guid id) => id == sum.Person || (person.Merge is not null && person.Ids.Contains(id));
                if ((Beside(line, sum, person, list.Month, single) ?? Own(line, sum, person, list, changes.FindAll(c => Is(c.Person)), papers.FindAll(p => Is(p.Person)))) is { Length: > 0 } wrong)
                {
                    yield return $"line {line.Id} of {list.Month} pays {person.Name} {line.Method} {line.Account} {line.Holder} (receiver {line.Receiver}, proxy {line.Proxy}; {string.Join(", ", sums[line.Id].Select(s => $"{(ClaimKind)s.Kind} {s.Month} {s.Amount}"))}): {wrong}";
                }
            }
        }
    }

    // Support for care is the carer's, a funeral his who paid for it: in cash, and nobody whom the person authorised collects it. Null: the person's own money.
    private static string? Beside(Line line, SumKey sum, TruePerson person, int month, bool single)
    {
        var care = sum.Strand == (int)EntitlementStrand.Care;
        if (!care && (sum.Kind != (int)ClaimKind.OneOff || line.Receiver != BesideActs.Heir.Number))
        {
            return null;
        }

        var carers = person.Care.Carers.Select(c => c.Carer.Number).Distinct().ToList();
        var exact = sum.Kind == (int)ClaimKind.Care && !single && !person.HasMoved ? person.Care.TakerOf(month)?.Number : null;
        return care && (!carers.Contains(line.Receiver) || (exact is not null && exact != line.Receiver)) ? $"support for care is for {exact ?? string.Join(" or ", carers)}"
            : (line.Method, line.Account, line.Proxy) != ("CashPoint", "", null) ? "nobody asked for this way" : "";
    }

    private static string? Own(Line line, SumKey sum, TruePerson person, ListRow list, List<Change> changes, List<Paper> papers)
    {
        var day = new PayMonth(list.Month).FirstDay;
        // Of two records that nobody merged, the registry knows the death of the one that the decision named.
        var dead = person.IsDead && (person.Merge is not null || sum.Person == person.Id);
        var (heir, guardian) = (dead && (person.Guardian is null || sum.Kind == (int)ClaimKind.OneOff), sum.Kind == (int)ClaimKind.OneOff ? null : person.Guardian);
        if (heir ? line.Relation.Length == 0 : guardian is not null ? (line.Receiver, line.Relation) != (guardian.Number, guardian.Relation) : line.Relation.Length > 0 || !person.Numbers.Contains(line.Receiver))
        {
            return "nobody whom the registry names as receiver";
        }

        // The request is of who takes the money; his heir never asked.
        var change = heir ? null : changes.Where(c => c.From <= list.Month && c.Receiver == (guardian?.Number ?? "")).OrderByDescending(c => c.From).ThenByDescending(c => c.At, StringComparer.Ordinal).FirstOrDefault();
        var ended = change?.Paper is { } id && papers.Find(p => p.Id == id) is var paper && (paper is null || (!paper.Holds(day) && (paper.Revoked is not null || !papers.Exists(p => p.Number == paper.Number && p.Holds(day)))));
        var (method, account, holder) = change is null || ended ? ("CashPoint", "", "") : (change.To, change.Account, change.Holder);
        if ((line.Method, line.Account, line.Holder) != (method, account, holder))
        {
            return $"he is to be paid {method} {account} {holder}";
        }

        var proxy = account.Length > 0 || dead ? null : papers.Where(p => p.Holds(day)).OrderByDescending(p => p.At, StringComparer.Ordinal).FirstOrDefault()?.Id;
        return line.Proxy == proxy ? null : $"{proxy} collects";
    }

    private static List<Line> Lines(PayWorld world, Guid list) => world.Read("SELECT Id, ReceiverNumber, ReceiverRelation, Method, AccountNumber, AccountHolder, ProxyId, Bank || ProxyNumber FROM PaymentLines WHERE ListId = $id AND PersonId IS NOT NULL",
        r => new Line(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.IsDBNull(6) ? null : r.GetGuid(6), r.GetString(7)), list);

    private static List<Change> Changes(PayWorld world) => world.Read("SELECT BeneficiaryId, ReceiverNumber, FromMonth, [To], AccountNumber, AccountHolder, AuthorisationId, RecordedAt FROM MethodChanges WHERE State = 'InForce'",
        r => new Change(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetString(4), r.GetString(5), r.IsDBNull(6) ? null : r.GetGuid(6), r.GetString(7)));

    private static List<Paper> Papers(PayWorld world) => world.Read("SELECT Id, BeneficiaryId, ProxyNumber, [From], [To], RevokedOn, ConfirmedAt IS NOT NULL, RecordedAt FROM ProxyAuthorisations",
        r => new Paper(r.GetGuid(0), r.GetGuid(1), r.GetString(2), DateOnly.Parse(r.GetString(3), System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(r.GetString(4), System.Globalization.CultureInfo.InvariantCulture),
            r.IsDBNull(5) ? null : DateOnly.Parse(r.GetString(5), System.Globalization.CultureInfo.InvariantCulture), r.GetBoolean(6), r.GetString(7)));
}
