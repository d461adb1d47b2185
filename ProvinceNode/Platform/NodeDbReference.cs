using Microsoft.EntityFrameworkCore;
using ProvinceNode.Reference;
using ProvinceNode.Reference.Taking;

namespace ProvinceNode.Platform;

/// <summary>Rows of packs.</summary>
public abstract partial class NodeDb
{
    public DbSet<ReferencePack> ReferencePacks => Set<ReferencePack>();

    public DbSet<RefusedPack> RefusedPacks => Set<RefusedPack>();

    public DbSet<PackReview> PackReviews => Set<PackReview>();

    public DbSet<CommuneTaking> CommuneTakings => Set<CommuneTaking>();

    public DbSet<ReferenceText> ReferenceTexts => Set<ReferenceText>();
}
