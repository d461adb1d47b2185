using Microsoft.EntityFrameworkCore;
using ProvinceNode.Replication.Equality;
using ProvinceNode.Replication.Repair;

namespace ProvinceNode.Replication;

/// <summary>Tables of the slice.</summary>
internal static class ReplicationTables
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<OutboxRow>(OutboxRow.Map);
        builder.Entity<RecordVersion>(RecordVersion.Map);
        builder.Entity<RepairFinding>(RepairFinding.Map);
        builder.Entity<HandedResult>(HandedResult.Map);
        builder.Entity<EqualityCertificate>(EqualityCertificate.Map);
    }
}
