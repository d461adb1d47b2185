using ProvinceNode.Payments;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Whom lists pay and how, held against what the registry and the papers say: rows of the database, by rules of their own.</summary>
internal static class WayChecks
{
    private sealed record Line(Guid Id, Guid Person, string Receiver, string Relation, string Method, string Account, string Holder, Guid? Proxy);

    private sealed record Change(Guid Person, int From, string To, string Account, string Holder, Guid? Paper, string At);

    private sealed record Paper(Guid Id, Guid Person, string Number, DateOnly From, DateOnly To, DateOnly? Revoked, bool Confirmed, string At)
    {
        public bool Holds(DateOnly day) => Confirmed && From <= day && day <= To && !(Revoked <= day);
    }

    /// <summary>Lines of some lists that are as the registry has it now: right after they were built, or approved.</summary>
    /// <param name="single">Only people of one record: a merge since the building brings the other record's ways along.</param>
    public static IEnumerable<string> Of(PayWorld world, DueTruth truth, IEnumerable<ListRow> lists, bool single = false)
    {
        var (changes, papers) = (Changes(world), Papers(world));
        foreach (var list in lists)
        {
            var day = new PayMonth(list.Month).FirstDay;
            foreach (var line in Lines(world, list.Id))
            {
                if (truth.People.Find(p => p.Ids.Contains(line.Person)) is not { } person || (single && person.Ids.Count > 1))
                {
                    continue;
                }

                bool Is(Guid id) => id == line.Person || (person.Merge is not null && person.Ids.Contains(id));
                if (Wrong(line, person, list, day, changes.FindAll(c => Is(c.Person)), papers.FindAll(p => Is(p.Person))) is { } wrong)
                {
                    yield return $"line {line.Id} of {list.Month} pays {person.Name} {line.Method} {line.Account} {line.Holder} (receiver {line.Receiver}, proxy {line.Proxy}; {string.Join(", ", world.SumsOf(list.Id)[line.Id].Select(s => $"{(ClaimKind)s.Kind} {s.Month} {s.Amount}"))}): {wrong}";
                }
            }
        }
    }

    private static string? Wrong(Line line, TruePerson person, ListRow list, DateOnly day, List<Change> changes, List<Paper> papers)
    {
        // Of two records that nobody merged, the registry knows the death of the one that the decision named.
        var (heir, dead) = (line.Relation.Length > 0, person.IsDead && (person.Merge is not null || line.Person == person.Id));
        if (heir ? !dead : dead || !person.Numbers.Contains(line.Receiver))
        {
            return "nobody whom the registry names as receiver";
        }

        // The request is the person's own; his heir never asked.
        var change = heir ? null : changes.Where(c => c.From <= list.Month).OrderByDescending(c => c.From).ThenByDescending(c => c.At, StringComparer.Ordinal).FirstOrDefault();
        var ended = change?.Paper is { } id && papers.Find(p => p.Id == id) is var paper && (paper is null || (!paper.Holds(day) && (paper.Revoked is not null || !papers.Exists(p => p.Number == paper.Number && p.Holds(day)))));
        var (method, account, holder) = change is null || ended ? ("CashPoint", "", "") : (change.To, change.Account, change.Holder);
        if ((line.Method, line.Account, line.Holder) != (method, account, holder))
        {
            return $"he is to be paid {method} {account} {holder}";
        }

        var proxy = account.Length > 0 || dead ? null : papers.Where(p => p.Holds(day)).OrderByDescending(p => p.At, StringComparer.Ordinal).FirstOrDefault()?.Id;
        return line.Proxy == proxy ? null : $"{proxy} collects";
    }

    private static List<Line> Lines(PayWorld world, Guid list) => world.Read("SELECT Id, PersonId, ReceiverNumber, ReceiverRelation, Method, AccountNumber, AccountHolder, ProxyId FROM PaymentLines WHERE ListId = $id AND PersonId IS NOT NULL",
        r => new Line(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.IsDBNull(7) ? null : r.GetGuid(7)), list);

    private static List<Change> Changes(PayWorld world) => world.Read("SELECT BeneficiaryId, FromMonth, [To], AccountNumber, AccountHolder, AuthorisationId, RecordedAt FROM MethodChanges WHERE State = 'InForce'",
        r => new Change(r.GetGuid(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetGuid(5), r.GetString(6)));

    private static List<Paper> Papers(PayWorld world) => world.Read("SELECT Id, BeneficiaryId, ProxyNumber, [From], [To], RevokedOn, ConfirmedAt IS NOT NULL, RecordedAt FROM ProxyAuthorisations",
        r => new Paper(r.GetGuid(0), r.GetGuid(1), r.GetString(2), DateOnly.Parse(r.GetString(3), System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(r.GetString(4), System.Globalization.CultureInfo.InvariantCulture),
            r.IsDBNull(5) ? null : DateOnly.Parse(r.GetString(5), System.Globalization.CultureInfo.InvariantCulture), r.GetBoolean(6), r.GetString(7)));
}
