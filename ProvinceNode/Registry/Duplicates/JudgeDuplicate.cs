using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;
using Protos.Values;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>Two people who were suspected to be one, and on what grounds they are not.</summary>
public sealed record NotOneInput(Guid OneId, Guid OtherId, string Reason);

/// <summary>Không phải một người: the suspicion is settled with its reason and does not come back. Whoever sees both records may say so.</summary>
public sealed class JudgeDuplicate(NodeDb db, VietnamTime time)
{
    public async Task<Outcome<DuplicatePair>> HandleAsync(NotOneInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.RegistryMerge))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var reason = input.Reason.Trim();
        if (reason.Length is < MergePeople.FewestWhy or > MergePeople.MostWhy)
        {
            return reason.Length < MergePeople.FewestWhy ? MergeProblems.ReasonNeeded.At(nameof(input.Reason), MergePeople.FewestWhy)
                : CommonProblems.TooLong.At(nameof(input.Reason), "Căn cứ", MergePeople.MostWhy, reason.Length);
        }

        var one = await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == input.OneId, cancel);
        var other = await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == input.OtherId, cancel);
        if (one is null || other is null || one.Id == other.Id)
        {
            return CommonProblems.NotFound.Now();
        }

        var pair = await PairAsync(db, one, other, time.UtcNow, cancel);
        (pair.State, pair.JudgedAt, pair.JudgedByName, pair.Why) = (PairState.NotOne, time.UtcNow, official.FullName, reason);
        pair.Version++;
        var act = Act.By(official, ActKinds.NotOnePerson, time.UtcNow, reason, $"beneficiary/{other.Id:D}").On("beneficiary", one.Id);
        return await db.SaveAsync(act, cancel) ? pair : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>The pair of two records, tracked; new when nobody had suspected it.</summary>
    public static async Task<DuplicatePair> PairAsync(NodeDb db, Beneficiary one, Beneficiary other, DateTime nowUtc, CancellationToken cancel)
    {
        var (first, second) = DuplicatePair.Order(one.Id, other.Id);
        if (await db.Set<DuplicatePair>().SingleOrDefaultAsync(p => p.FirstId == first && p.SecondId == second, cancel) is { } known)
        {
            return known;
        }

        var judged = DuplicateScore.Of(PersonTraits.Of(one), PersonTraits.Of(other));
        var pair = new DuplicatePair
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), FirstId = first, SecondId = second, FirstPath = first == one.Id ? one.TenantPath : other.TenantPath,
            SecondPath = first == one.Id ? other.TenantPath : one.TenantPath, Score = judged.Score, ReasonsJson = DuplicatePair.Json(judged.Reasons), FoundAt = nowUtc,
        };
        db.Add(pair);
        return pair;
    }
}
