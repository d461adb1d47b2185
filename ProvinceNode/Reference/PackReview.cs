using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>A decision to be looked at again, because the pack in force took back the rule that it was signed by. No row of an office: the whole province's, as the pack.</summary>
public sealed class PackReview
{
    public required Guid Id { get; init; }

    public required Guid PackId { get; init; }

    public required Guid DecisionId { get; init; }

    /// <summary>Commune of the people.</summary>
    public required string Place { get; init; }

    /// <summary>Who receives by it, when the pack was put in force.</summary>
    public required int People { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>What came of it; empty while nobody said.</summary>
    public string Note { get; set; } = "";

    public string SettledByName { get; set; } = "";

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? SettledAt { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<PackReview> review)
    {
        review.ToTable("PackReviews");
        review.Property(r => r.Id).ValueGeneratedNever();
        review.Property(r => r.Place).HasMaxLength(20).UseOrdinal();
        review.Property(r => r.Note).HasMaxLength(1000);
        review.Property(r => r.SettledByName).HasMaxLength(120);
        review.Property(r => r.Version).IsConcurrencyToken();
        review.HasIndex(r => new { r.PackId, r.SettledAt });
    }
}

/// <summary>Ghi kết quả rà soát: an official of the department says what came of one decision, e.g. by which decision it was put right.</summary>
public sealed class SettleReview(NodeDb db, VietnamTime time)
{
    private const int MostNote = 1000;

    public async Task<Outcome<PackReview>> HandleAsync(Guid pack, Guid id, string note, SignedInOfficial official, CancellationToken cancel)
    {
        if (official.Office.Depth != 1 || !(official.May(Actions.RulesPropose) || official.May(Actions.RulesApprove)))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.PackReviews.SingleOrDefaultAsync(r => r.Id == id && r.PackId == pack, cancel) is not { } review)
        {
            return CommonProblems.NotFound.Now();
        }

        var said = VietnameseText.Clean(note);
        if (review.SettledAt is not null)
        {
            // The same form pressed twice is one answer.
            return review.Note == said && review.SettledByName == official.FullName ? review : PackProblems.ReviewedAlready.Now();
        }

        if (said.Length is < 5 or > MostNote)
        {
            return said.Length > MostNote ? CommonProblems.TooLong.At($"Note-{id:D}", "Kết quả rà soát", MostNote, said.Length) : PackProblems.SayReview.At($"Note-{id:D}");
        }

        (review.Note, review.SettledByName, review.SettledAt, review.Version) = (said, official.FullName, time.UtcNow, review.Version + 1);
        return await db.SaveAsync(Act.By(official, ActKinds.PackReview, time.UtcNow, said, $"decision/{review.DecisionId:D}").On("pack-review", id), cancel) ? review : CommonProblems.ChangedMeanwhile.Now();
    }
}
