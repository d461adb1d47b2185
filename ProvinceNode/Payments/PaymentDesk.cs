using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>What verbs of payment share: who holds the fund today, the working calendar, the month in hand.</summary>
public sealed class PaymentDesk(NodeDb db, VietnamTime time)
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

        var old = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.TenantPath.Length > LongestTwoTierPath).Select(o => o.TenantPath).ToListAsync(cancel);
        return old.FindAll(p => Succession.MainOf(TenantPath.Parse(p).UnitCode) == office.UnitCode);
    }

    /// <summary>The month of the scope, tracked; null when there is none.</summary>
    public Task<PaymentPeriod?> FindAsync(Guid id, CancellationToken cancel) => db.PaymentPeriods.SingleOrDefaultAsync(p => p.Id == id, cancel);

    public async Task<string> NameAsync(string path, CancellationToken cancel) => await db.Offices.AsNoTracking().Where(o => o.TenantPath == path).Select(o => o.UnitName).FirstOrDefaultAsync(cancel) ?? path;
}
