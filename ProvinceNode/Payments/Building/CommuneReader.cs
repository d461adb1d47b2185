using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>What a building found of a commune.</summary>
/// <param name="Settled">Who is settled up to a later month than before, to be kept; null when nothing is to be.</param>
public sealed record CommuneRead(IReadOnlyList<PersonOfList> People, SettledBook? Settled);

/// <summary>
/// Reads all that bears on the list of a commune in a fixed number of queries, whatever the number of people, and asks the rules about each. Rows of a person
/// that lie elsewhere (former communes, lists of other fund holders) are read too: what was paid there is not paid again here.
/// Of who is settled (<see cref="SettledPeople"/>) only the lists of the last months are read: what a building costs does not grow with the years.
/// </summary>
public sealed class CommuneReader(NodeDb db, IOptions<BuildingOptions> options)
{
    // A recovery that was taken whole gives back when a month of it comes back unpaid, or is due after all. Nobody corrects a result after so many months, and it is not read for ever.
    private const int MonthsOfTaken = 36;

    public async Task<CommuneRead> ReadAsync(MonthTerms terms, CancellationToken cancel)
    {
        var people = People(terms);
        // Put in order here: the database would carry whole rows about for it.
        var versions = (await Everywhere<Entitlement>().Where(e => people.Contains(e.BeneficiaryId)).ToListAsync(cancel)).OrderBy(e => e.BeneficiaryId).ThenBy(e => e.StartMonth).GroupBy(e => e.BeneficiaryId).ToDictionary(g => g.Key, g => g.ToList());
        var own = versions.Keys.ToHashSet();
        var once = await OnceAsync(terms, cancel);
        await AddAbsentAsync(once, versions, cancel);
        var merged = await MergedRecords.OfAsync(db, people, cancel);
        var settled = await SettledPeople.ReadAsync(db, terms, people, merged, options.Value.MonthsRead, cancel);
        var claims = new CommuneClaims(db, terms, settled);
        await claims.ReadAsync(people, merged, once, cancel);
        var holds = (await Everywhere<PaymentHold>().Where(h => people.Contains(h.BeneficiaryId)).ToListAsync(cancel)).ToLookup(h => h.BeneficiaryId);
        var (month, day) = (terms.Month.Number, terms.Month.FirstDay);
        var changes = (await Everywhere<MethodChange>().Where(c => c.State == MethodChangeState.InForce && c.FromMonth <= month && people.Contains(c.BeneficiaryId)).ToListAsync(cancel)).ToLookup(c => c.BeneficiaryId);
        var proxies = (await Everywhere<ProxyAuthorisation>().Where(p => people.Contains(p.BeneficiaryId)).ToListAsync(cancel)).ToLookup(p => p.BeneficiaryId);
        var cards = await CardsAsync(people, merged, once, cancel);
        var gone = await GoneAsync(cards, versions, cancel);
        var (recovered, repaid) = await TakenBack.OfAsync(db, people, [.. once.Select(o => o.Key)], cancel);
        var read = versions.Keys.Union(once.Select(o => o.Key)).Select(id => new PersonOfMonth(id, versions.GetValueOrDefault(id) ?? [], claims.Of(id), [.. once[id]], [.. holds[id]])
        {
            Gone = gone.GetValueOrDefault(id), Recovered = [.. recovered[id]], Repaid = repaid,
        }).Select(p => own.Contains(p.Id) && settled.Has(p) ? p with { Settled = settled.Until } : p).ToList();
        await claims.AddEarlierAsync(read.Where(p => p.Settled is null && own.Contains(p.Id)).Select(p => p.Id), cancel);
        var told = read.Select(p => p.Settled is null ? p with { Claims = claims.Of(p.Id) } : p).Select(p => (Person: p, Due: DueRules.Of(p, terms))).ToList();
        var elsewhere = await ElsewhereAsync([.. told.Where(t => t.Due.Overpaid.Count > 0).Select(t => t.Person.Id)], terms, cancel);
        // What arrears pay again may be of whatever month.
        await claims.AddEarlierAsync(told.Where(t => t.Person.Settled is not null && elsewhere.Contains(t.Person.Id)).Select(t => t.Person.Id), cancel);
        var found = new List<PersonOfList>(cards.Count);
        foreach (var (person, first) in told)
        {
            var (id, mine) = (person.Id, person.Once);
            var due = elsewhere.Contains(id) ? DueRules.Of(person with { Once = [.. mine, .. elsewhere[id]], Claims = claims.Of(id), Settled = null }, terms) : first;
            // A record that became part of another is paid under that one.
            if (due.Claims.Count + due.Recoveries.Count + due.Omissions.Count > 0 && (cards.GetValueOrDefault(id) ?? (mine.Count > 0 ? PersonCard.Of(mine[0]) : null)) is { } card)
            {
                var papers = proxies[id].ToList();
                found.Add(new(card, due, ProxyAccounts.Followed(changes[id], papers, day), papers.FindAll(p => p.HoldsOn(day))) { Declared = changes.Contains(id) ? new(person.Versions) : DeclaredWays.None });
            }
        }

        return new(found, settled.Next(told.Select(t => t.Person).Where(p => own.Contains(p.Id)), claims.Abroad));
    }

    /// <summary>What bears on the recoveries of one person: whom a decision takes back from, of whatever commune.</summary>
    public async Task<PersonOfMonth> RecoveriesAsync(Guid person, MonthTerms terms, CancellationToken cancel)
    {
        var people = Everywhere<Beneficiary>().Where(b => b.Id == person).Select(b => b.Id);
        var versions = await Everywhere<Entitlement>().Where(e => e.BeneficiaryId == person).OrderBy(e => e.StartMonth).ToListAsync(cancel);
        var once = await Everywhere<OneOffPayment>().Where(p => p.BeneficiaryId == person && p.Kind == OneOffKind.Recovery && p.CancelledById == null).ToListAsync(cancel);
        var claims = new CommuneClaims(db, terms, SettledPeople.Nobody(terms));
        await claims.ReadAsync(people, await MergedRecords.OfAsync(db, people, cancel), once.ToLookup(_ => person), cancel);
        var holds = await Everywhere<PaymentHold>().Where(h => h.BeneficiaryId == person).ToListAsync(cancel);
        var (recovered, repaid) = await TakenBack.OfAsync(db, people, [], cancel);
        return new(person, versions, claims.Of(person), once, holds) { Recovered = [.. recovered[person]], Repaid = repaid };
    }

    // Whoever has or had a month here that a list of this system may hold.
    private IQueryable<Guid> People(MonthTerms terms)
    {
        // Also whom a decision stopped before the first month when its list had been made already: he was overpaid.
        var (commune, first, since) = (terms.Commune, terms.Earliest.Number, VietnamTime.Utc(terms.Earliest.AddMonths(-1).FirstDay.ToDateTime(TimeOnly.MinValue)));
        return Everywhere<Entitlement>().Where(e => e.TenantPath == commune && (e.EndMonth == 0 || e.EndMonth >= first || (e.EndRecordedAt >= since && e.EndRecordedAt > e.RecordedAt))).Select(e => e.BeneficiaryId);
    }

    private async Task<ILookup<Guid, OneOffPayment>> OnceAsync(MonthTerms terms, CancellationToken cancel)
    {
        // Also what was due before the first month: no list of this system ever held it. Kind: by the index that holds only what is paid once.
        var since = terms.Month.AddMonths(-MonthsOfTaken).Number;
        // What a list on paper carried (ListedMonth before the first) is not among them; what the lists of a place that he left took a part of is, for its claims say so.
        var (commune, month, first) = (terms.Commune, terms.Month.Number, terms.Earliest.Number);
        var waiting = await db.OneOffPayments.AsNoTracking().Where(p => p.TenantPath == commune && p.DueMonth <= month && p.CancelledById == null && (p.Kind != OneOffKind.Recovery || p.MovedDong != p.Amount || p.DueMonth >= since) && (p.ListedMonth == 0 || p.ListedMonth >= first || (p.Kind == OneOffKind.Recovery && db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care))))
            .Where(p => p.Kind == OneOffKind.Recovery || !db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care && (c.State == ClaimState.Listed || c.State == ClaimState.Paid))).ToListAsync(cancel);
        // Nor what one carried before the district of that time began.
        waiting.RemoveAll(p => p.Kind != OneOffKind.Recovery && p.ListedMonth > 0 && p.ListedMonth < FirstMonths.Of(terms.Firsts, p.FormerPath, terms.First).Number);
        foreach (var chunk in waiting.Where(p => p is { Kind: OneOffKind.Recovery, BeneficiaryId: not null }).Select(p => p.BeneficiaryId!.Value).Distinct().ToList().Chunk(500))
        {
            waiting.AddRange(await Everywhere<OneOffPayment>().Where(p => p.TenantPath != commune && p.Kind == OneOffKind.Recovery && p.DueMonth <= month && p.CancelledById == null && (p.ListedMonth == 0 || p.ListedMonth >= first) && p.BeneficiaryId != null && chunk.Contains(p.BeneficiaryId.Value)).ToListAsync(cancel));
        }

        waiting.AddRange(await UndoneAsync(commune, month, since, cancel));
        await LeaveDraftedAsync(waiting, cancel);
        return waiting.ToLookup(p => p.BeneficiaryId ?? p.Id);
    }

    // What the payer's corrections may open again (UndoneRules): refunds that lists hold, and undone payments of which lists moved something though nothing stands against them.
    private Task<List<OneOffPayment>> UndoneAsync(string commune, int month, int since, CancellationToken cancel)
    {
        var (all, until) = (db.OneOffPayments.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), VietnamTime.Utc(new PayMonth(since).FirstDay.ToDateTime(TimeOnly.MinValue)));
        return db.OneOffPayments.AsNoTracking().Where(p => p.TenantPath == commune && p.BeneficiaryId != null && p.DueMonth <= month
                && ((p.ReversesId != null && p.CancelledById == null && p.Kind != OneOffKind.Recovery && p.DueMonth >= since) || (p.CancelledAt >= until && !all.Any(o => o.ReversesId == p.Id))))
            .Where(p => db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care && (c.State == ClaimState.Listed || c.State == ClaimState.Paid))).ToListAsync(cancel);
    }

    // What a draft holds of an undone payment, or of what stands against it, moves only if the draft is approved, and is nothing if it is given up: until then nobody can say what is to be given or taken. It waits a month.
    private async Task LeaveDraftedAsync(List<OneOffPayment> waiting, CancellationToken cancel)
    {
        var (undone, drafted) = (waiting.FindAll(p => p.ReversesId is not null || p.CancelledById is not null), new HashSet<Guid>());
        foreach (var chunk in undone.SelectMany(p => new[] { p.Id, p.ReversesId ?? p.Id }).Distinct().Chunk(500))
        {
            drafted.UnionWith(await Everywhere<PaymentClaim>().Where(c => chunk.Contains(c.SourceId) && c.Kind > ClaimKind.Care && db.PaymentLists.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(l => l.Id == c.ListId && l.Status == ListStatus.Draft))
                .Select(c => c.SourceId).ToListAsync(cancel));
        }

        waiting.RemoveAll(p => (p.ReversesId is not null || p.CancelledById is not null) && (drafted.Contains(p.Id) || drafted.Contains(p.ReversesId ?? p.Id)));
    }

    // Arrears that lists of other communes will pay to people whom this one overpaid before they moved: those lists set it off.
    private async Task<ILookup<Guid, OneOffPayment>> ElsewhereAsync(IReadOnlyList<Guid> people, MonthTerms terms, CancellationToken cancel)
    {
        var (commune, month, found) = (terms.Commune, terms.Month.Number, new List<OneOffPayment>());
        foreach (var chunk in people.Chunk(500))
        {
            found.AddRange(await Everywhere<OneOffPayment>().Where(p => p.TenantPath != commune && p.Kind == OneOffKind.Arrears && p.DueMonth <= month && p.CancelledById == null && p.BeneficiaryId != null && chunk.Contains(p.BeneficiaryId.Value)
                && (p.ListedMonth == 0 || db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care))
                && !db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care && (c.State == ClaimState.Listed || c.State == ClaimState.Paid))).ToListAsync(cancel));
        }

        return found.ToLookup(p => p.BeneficiaryId!.Value);
    }

    // People who have a payment made once here and no month: a funeral, arrears of who moved away. Their months belong to other communes, and tell what was settled.
    private async Task AddAbsentAsync(ILookup<Guid, OneOffPayment> once, Dictionary<Guid, List<Entitlement>> versions, CancellationToken cancel)
    {
        foreach (var chunk in once.Where(o => !versions.ContainsKey(o.Key)).Select(o => o.Key).ToList().Chunk(500))
        {
            foreach (var rows in (await Everywhere<Entitlement>().Where(e => chunk.Contains(e.BeneficiaryId)).ToListAsync(cancel)).GroupBy(e => e.BeneficiaryId))
            {
                versions[rows.Key] = [.. rows];
            }
        }
    }

    private async Task<Dictionary<Guid, PersonCard>> CardsAsync(IQueryable<Guid> people, IReadOnlyList<MergedRecord> merged, ILookup<Guid, OneOffPayment> once, CancellationToken cancel)
    {
        var cards = await CardsOf(Everywhere<Beneficiary>().Where(b => people.Contains(b.Id)), cancel);
        foreach (var chunk in once.Select(o => o.Key).Where(id => !cards.ContainsKey(id)).Chunk(500))
        {
            foreach (var (id, card) in await CardsOf(Everywhere<Beneficiary>().Where(b => chunk.Contains(b.Id)), cancel))
            {
                cards[id] = card;
            }
        }

        // Who was two records goes by the numbers of both.
        foreach (var of in merged.GroupBy(m => m.Into).Where(g => cards.ContainsKey(g.Key)))
        {
            cards[of.Key] = cards[of.Key] with { FormerNumbers = [.. of.SelectMany(m => m.Numbers).Distinct()], FormerNames = [.. of.Select(m => m.Name).Distinct()] };
        }

        return cards;
    }

    private static async Task<Dictionary<Guid, PersonCard>> CardsOf(IQueryable<Beneficiary> people, CancellationToken cancel) =>
        (await people.Select(b => new { b.Id, b.Code, b.FullName, b.BirthDate, b.Sex, b.CitizenId, b.OldIdentityNumber, b.Village, b.DiedOn }).ToListAsync(cancel)).ToDictionary(
            b => b.Id, b => new PersonCard(b.Id, b.Code, b.FullName, VietnameseText.SortKey(b.FullName), b.BirthDate, b.Sex, b.CitizenId.Length > 0 ? b.CitizenId : b.OldIdentityNumber, b.Village)
            {
                OldNumber = b.CitizenId.Length > 0 ? b.OldIdentityNumber : "", Died = b.DiedOn is not null,
            });

    // Who died or is missing by a decision, with whom his file names for what is owed to himself.
    private async Task<Dictionary<Guid, Departed>> GoneAsync(Dictionary<Guid, PersonCard> cards, Dictionary<Guid, List<Entitlement>> versions, CancellationToken cancel)
    {
        var gone = cards.Where(c => c.Value.Died || (versions.GetValueOrDefault(c.Key) is { } rows && GoneByDecision.Is(rows))).ToList();
        var heirs = new Dictionary<Guid, Receiver>();
        foreach (var chunk in gone.Select(c => c.Key).Chunk(500))
        {
            // By a decision, or confirmed by a second official: nobody alone says who collects for the dead.
            foreach (var link in await Everywhere<PersonLink>().Where(l => l.Role == LinkRole.Heir && l.To == null && l.Basis != "" && chunk.Contains(l.BeneficiaryId)).OrderBy(l => l.From).ThenBy(l => l.Id).ToListAsync(cancel))
            {
                heirs[link.BeneficiaryId] = new(link.FullName, link.Number, link.Relation.Length > 0 ? link.Relation : "thừa kế");
            }
        }

        return gone.ToDictionary(c => c.Key, c => new Departed(c.Value.Name, c.Value.Numbers, heirs.GetValueOrDefault(c.Key)));
    }

    private IQueryable<T> Everywhere<T>()
        where T : class => db.Set<T>().IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking();
}
