using ProvinceNode.Payments.Building;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>What buildings keep of one person in a life by chance: each finds without the settled months what it finds when it looks at all.</summary>
/// <param name="later">Months behind the one before the month that runs.</param>
internal sealed class SettledLife(int later)
{
    private readonly Dictionary<string, (PayMonth Until, long Mark, string Lists)> _books = [];

    /// <summary>Buildings that looked at no settled month.</summary>
    public int Unlooked { get; private set; }

    /// <param name="claims">By the month of the list, and its place.</param>
    public PersonDue Told(PersonOfMonth whole, MonthTerms terms, IReadOnlyList<(int List, ClaimFact Claim, string Place)> claims, string story)
    {
        var (due, looked, next) = (DueRules.Of(whole, terms), whole, terms.Running.AddMonths(-1 - later));
        if (_books.TryGetValue(terms.Commune, out var book) && book.Lists == Until(claims, book.Until) && SettledMonths.Still(Part(whole, claims, book.Until), book.Until, book.Mark))
        {
            looked = Part(whole, claims, book.Until) with { Settled = book.Until };
            var found = DueRules.Of(looked, terms);
            Assert.True(Words(due) == Words(found), $"{Words(due)} but without {book.Until} and before {Words(found)}: {story}");
            Unlooked++;
        }

        _books.Remove(terms.Commune);
        if (next >= terms.Earliest && claims.All(c => c.Place == terms.Commune) && SettledMonths.Are(looked, terms, looked.Settled is { } until ? until.AddMonths(1) : terms.Earliest, next))
        {
            _books[terms.Commune] = (next, SettledMonths.Mark(whole, next), Until(claims, next));
        }

        return due;
    }

    // As a building reads him: claims of later lists; of what is paid once what no list holds, and recoveries.
    private static PersonOfMonth Part(PersonOfMonth whole, IReadOnlyList<(int List, ClaimFact Claim, string Place)> claims, PayMonth until) => whole with
    {
        Claims = claims.Where(c => c.List > until.Number).Select(c => c.Claim).ToList(),
        Once = [.. whole.Once.Where(o => o.Kind == OneOffKind.Recovery || !claims.Any(c => c.Claim.SourceId == o.Id && c.Claim.IsActive))],
    };

    private static string Until(IEnumerable<(int List, ClaimFact Claim, string Place)> claims, PayMonth month) => string.Join(' ', claims.Where(c => c.List <= month.Number).Select(c => $"{c.List} {c.Claim}"));

    private static string Words(PersonDue due) => string.Join("; ", due.Claims.Select(c => $"{c.Kind} {c.Why} {c.Month} {c.SourceId} {c.Amount} {c.Receiver.Name}").Concat(due.Recoveries.Select(r => $"{r.Once.Id} {r.Left}"))
        .Concat(due.Omissions.Select(o => $"{o.Reason} {o.Months} {o.Amount}")).Concat(due.Overpaid.Select(o => $"{o}")));
}
