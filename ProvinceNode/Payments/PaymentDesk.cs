using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>What verbs of payment share: who holds the fund today, the working calendar, the month in hand.</summary>
public sealed class PaymentDesk(NodeDb db, VietnamTime time, IOptions<SuccessorOptions> successor)
{
    /// <summary>A three-tier commune's path, 38.400.16063, is longer than any two-tier one, 38.16072.</summary>
    public const int LongestTwoTierPath = 8;

    public NodeDb Db => db;

    public VietnamTime Time => time;

    public Task<WorkingCalendar> CalendarAsync(CancellationToken cancel) => OfficeCalendar.LoadAsync(db, cancel);

    /// <summary>Why this official may not act for a fund holder today, or null: he needs the right and must be of the office that holds the fund (authority map).</summary>
    /// <param name="holder">The fund holder of the month in hand; null: his own office.</param>
    public async Task<Problem?> RefusalAsync(SignedInOfficial official, string action, string? holder, CancellationToken cancel)
    {
        if (!official.May(action))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (holder is not null)
        {
            return official.Office.Value == holder ? null : PaymentProblems.NotHolder.Now(await NameAsync(holder, cancel));
        }

        var rule = await FundHolderAsync(cancel);
        return rule.Level == official.Level ? null : PaymentProblems.NotHolder.Now(rule.Level == UnitLevel.District ? "cấp huyện" : rule.Level == UnitLevel.Commune ? "cấp xã" : "cấp tỉnh");
    }

    /// <summary>Why this official may not act on a list today, or null: he is of its fund holder, or of who goes on with it.</summary>
    public async Task<Problem?> ListRefusalAsync(SignedInOfficial official, string action, PaymentList list, CancellationToken cancel) =>
        await RefusalAsync(official, action, (await SuccessorAsync(list, cancel))?.Value ?? list.HolderPath, cancel);

    /// <summary>Who goes on with a list whose fund holder is no more; null while that one works it.</summary>
    public async Task<TenantPath?> SuccessorAsync(PaymentList list, CancellationToken cancel) => ListSuccessor.Of(list.TenantPath, (await FundHolderAsync(cancel)).Level, successor.Value.DividedLists);

    /// <summary>
    /// Opens a list that came over for an official of its successor: its rows lie at the former commune, the people at the new ones, so the unit of work goes on in the scope of the province. Call only
    /// where everything is asked by this one list.
    /// </summary>
    /// <returns>The successor's path; null for a list that did not come over.</returns>
    public async Task<string?> TakeOverAsync(Guid list, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await SuccessorAsync(of, cancel) is not { } path)
        {
            return null;
        }

        if (path == official.Office)
        {
            db.Scope.Enter(TenantPath.Parse(path.Province));
        }

        return path.Value;
    }

    /// <summary>Lists that came over to an office and have no result of every line yet, the oldest first. Drafts only of a restored node: such a one may be with its payer (<see cref="FundSuccession"/>).</summary>
    public async Task<List<PaymentList>> TakenOverAsync(TenantPath office, CancellationToken cancel)
    {
        if (office.Depth > 2 || (await FundHolderAsync(cancel)).Level != UnitLevel.Commune)
        {
            return [];
        }

        // Where the province works the lists of divided communes, its own accounts' office does; the commune with the main part then does not.
        var former = office.Depth == 2 ? await FormerCommunesAsync(office, cancel) : successor.Value.DividedLists == DividedLists.Province ? await ThreeTierAsync(cancel) : [];
        var restored = await db.States.AsNoTracking().Select(s => s.EpochAt).FirstOrDefaultAsync(cancel);
        var lists = await db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => former.Contains(l.TenantPath) && (l.Status != ListStatus.Draft || l.BuiltAt < restored) && l.Status != ListStatus.Discarded && l.Status != ListStatus.Settled)
            .OrderBy(l => l.Month).ThenBy(l => l.TenantPath).ThenBy(l => l.Type).ThenBy(l => l.Method).ToListAsync(cancel);
        return lists.FindAll(l => ListSuccessor.Of(l.TenantPath, UnitLevel.Commune, successor.Value.DividedLists) == office);
    }

    /// <summary>Who holds the fund today.</summary>
    public async Task<AuthorityRule> FundHolderAsync(CancellationToken cancel) =>
        new AuthorityMap(await db.AuthorityRules.AsNoTracking().ToListAsync(cancel)).Rule(Authorities.FundHolder, time.Today);

    /// <summary>Communes of a fund holder today, in the order of their paths.</summary>
    public async Task<List<Office>> CommunesAsync(string holder, CancellationToken cancel)
    {
        var (day, below) = (time.Today, holder + ".");
        return await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && (o.TenantPath == holder || o.TenantPath.StartsWith(below)) && o.ValidFrom <= day && (o.ValidTo == null || day <= o.ValidTo))
            .OrderBy(o => o.TenantPath).ToListAsync(cancel);
    }

    /// <summary>Communes of three tiers that a commune of today took over, by their paths; none for a district.</summary>
    public async Task<List<string>> FormerCommunesAsync(TenantPath office, CancellationToken cancel)
    {
        if (office.Depth != 2 || await db.Offices.AsNoTracking().AnyAsync(o => o.TenantPath == office.Value && o.Level != UnitLevel.Commune, cancel))
        {
            return [];
        }

        return (await ThreeTierAsync(cancel)).FindAll(p => Succession.MainOf(TenantPath.Parse(p).UnitCode) == office.UnitCode);
    }

    private Task<List<string>> ThreeTierAsync(CancellationToken cancel) =>
        db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.TenantPath.Length > LongestTwoTierPath).Select(o => o.TenantPath).ToListAsync(cancel);

    /// <summary>The month of the scope, tracked; null when there is none.</summary>
    public Task<PaymentPeriod?> FindAsync(Guid id, CancellationToken cancel) => db.PaymentPeriods.SingleOrDefaultAsync(p => p.Id == id, cancel);

    public async Task<string> NameAsync(string path, CancellationToken cancel) => await db.Offices.AsNoTracking().Where(o => o.TenantPath == path).Select(o => o.UnitName).FirstOrDefaultAsync(cancel) ?? path;
}
