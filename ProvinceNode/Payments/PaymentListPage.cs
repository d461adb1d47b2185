using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>
/// A page of one list. A commune sees its own lists with their files and results also where the district above it holds the fund (three tiers): the list lies in its path, and the month behind it is
/// named but not opened to it. Lists that came over from a district are opened to who goes on with them (<see cref="ListSuccessor"/>).
/// </summary>
public abstract class PaymentListPage(PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    public PaymentList List { get; private set; } = null!;

    /// <summary>Whether the month of the fund holder is the official's to see.</summary>
    public bool SeesMonth => Official.Office.Covers(Period.TenantPath);

    protected override bool IsOfList => true;

    /// <summary>Whether the page is about what the fund holder and the payer settle between them.</summary>
    protected virtual bool IsOfTheMonth => false;

    protected override async Task<Guid?> PeriodAsync(CancellationToken cancel)
    {
        if (await Desk.Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == Id, cancel) is not { } list)
        {
            return null;
        }

        List = list;
        return list.PeriodId;
    }

    protected override Task<PaymentPeriod?> FindAsync(Guid period, CancellationToken cancel) => IsOfTheMonth ? base.FindAsync(period, cancel)
        : Desk.Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().SingleOrDefaultAsync(p => p.Id == period, cancel);

    protected override Task<NotFoundResult> MissingAsync(CancellationToken cancel) => Foreign.NotFoundAsync<PaymentList>(Id, cancel);
}
