using Microsoft.EntityFrameworkCore;
using ProvinceNode.Replication.Equality;

namespace ProvinceNode.Platform;

/// <summary>Rows of replication.</summary>
public abstract partial class NodeDb
{
    public DbSet<EqualityCertificate> EqualityCertificates => Set<EqualityCertificate>();
}
