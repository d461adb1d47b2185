using Microsoft.EntityFrameworkCore;

namespace ProvinceNode.Reference;

/// <summary>Tables of the slice.</summary>
internal static class ReferenceMap
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<ReferencePack>(ReferencePack.Map);
        builder.Entity<RefusedPack>(RefusedPack.Map);
        builder.Entity<PackReview>(PackReview.Map);
        builder.Entity<Taking.CommuneTaking>(Taking.CommuneTaking.Configure);
    }
}
