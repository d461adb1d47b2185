using Microsoft.EntityFrameworkCore;
using ProvinceNode.Registry;

namespace ProvinceNode.Platform;

/// <summary>Rows of life events and of what they hold.</summary>
public abstract partial class NodeDb
{
    public DbSet<LifeEvent> LifeEvents => Set<LifeEvent>();

    public DbSet<PaymentHold> PaymentHolds => Set<PaymentHold>();

    public DbSet<PayerNotice> PayerNotices => Set<PayerNotice>();
}
