using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>Để lại, chuyển cùng: keeps somebody at the old commune while a taking is prepared, with a reason, or lets him go along again.</summary>
public sealed class LeaveOut(NodeDb db, VietnamTime time)
{
    public const int ShortestWhy = 5;
    public const int LongestWhy = 300;

    /// <param name="run">The prepared taking.</param>
    /// <param name="why">Null: he goes along again.</param>
    public async Task<Outcome<CommuneTaking>> HandleAsync(Guid run, Guid person, string? why, SignedInOfficial official, CancellationToken cancel) =>
        !StartTaking.May(official) || !official.May(Actions.RegistryView) ? CommonProblems.NotAllowed.Now() : await db.InTurnAsync(() => LeaveAsync(run, person, why?.Trim(), official, cancel), cancel);

    private async Task<Outcome<CommuneTaking>> LeaveAsync(Guid id, Guid person, string? why, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.CommuneTakings.SingleOrDefaultAsync(t => t.Id == id && t.State == TakingState.Prepared, cancel) is not { } run || !await db.Beneficiaries.AnyAsync(b => b.Id == person && b.TenantPath == run.FromPath, cancel))
        {
            return CommonProblems.NotFound.Now();
        }

        if (why is { Length: < ShortestWhy or > LongestWhy })
        {
            return TakingProblems.WhyLeft.At("Why");
        }

        var others = run.LeftOuts.Where(l => l.Id != person).ToList();
        run.Leave(why is null ? others : [.. others, new LeftOut(person, why, official.FullName, time.UtcNow)]);
        run.Total = (await TakingPeople.OfAsync(db, run, cancel)).Count(p => p.To is not null);
        run.Version++;
        var act = Act.By(official, ActKinds.CommuneTake, time.UtcNow, why is null ? $"Chuyển cùng khi tiếp nhận người của {run.FromName}" : $"Để lại {run.FromName}, không chuyển sang đơn vị kế tiếp: {why}", $"commune-taking/{run.Id:D}").On("beneficiary", person);
        return await db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }
}
