using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>
/// Bắt đầu tiếp nhận: begins a taking that was prepared and looked at (<see cref="PrepareTaking"/>), at once, or on the first day on which every commune that takes people works; <see cref="WorkTaking"/> does it
/// person by person. The department's office asks for it.
/// </summary>
public sealed class StartTaking(NodeDb db, IOptions<NodeOptions> node, VietnamTime time)
{
    /// <summary>Who may: at the province's office, who proposes or approves its rules.</summary>
    public static bool May(SignedInOfficial official) => official.Office.Depth == 1 && (official.May(Actions.RulesPropose) || official.May(Actions.RulesApprove));

    /// <param name="seen">People who go over, as the official saw it.</param>
    public async Task<Outcome<CommuneTaking>> HandleAsync(Guid id, int seen, SignedInOfficial official, CancellationToken cancel) =>
        !May(official) ? CommonProblems.NotAllowed.Now() : await db.InTurnAsync(() => StartAsync(id, seen, official, cancel), cancel);

    private async Task<Outcome<CommuneTaking>> StartAsync(Guid id, int seen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.CommuneTakings.SingleOrDefaultAsync(t => t.Id == id, cancel) is not { State: TakingState.Prepared or TakingState.Running } run)
        {
            return CommonProblems.NotFound.Now();
        }

        if (run.State == TakingState.Running)
        {
            // Pressed twice.
            return run;
        }

        var number = await db.ReferencePacks.Where(p => p.Id == run.PackId).Select(p => p.Number).SingleAsync(cancel);
        if (await TakingPlan.FindAsync(db, number, TenantPath.Parse(run.FromPath).UnitCode, node.Value.ProvinceCode, time.Today, cancel) is not { } plan)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await db.CommuneTakings.AnyAsync(t => t.FromPath == plan.Path && t.State == TakingState.Running, cancel))
        {
            return TakingProblems.Running.Now();
        }

        var (communes, people) = (plan.Communes.Where(c => run.Villages.Values.Contains(c.Code)).ToList(), (await TakingPeople.OfAsync(db, run, cancel)).Where(p => p.To is not null).ToList());
        if (Fault(run, communes, people.Count, seen) is { } problem)
        {
            return problem;
        }

        var starts = communes.Max(c => c.Opens!.Value) is var opens && opens > time.Today ? opens : time.Today;
        (run.State, run.Starts, run.Total, run.StartedById, run.StartedByName, run.StartedAt, run.Version) = (TakingState.Running, starts, people.Count, official.Id, official.FullName, time.UtcNow, run.Version + 1);
        var act = Act.By(official, ActKinds.CommuneTake, time.UtcNow, $"Tiếp nhận {run.Total} người của {plan.Name} sang {string.Join(", ", communes.Select(c => c.Name))}{(starts > time.Today ? $" từ ngày {VietnameseFormat.Date(starts)}" : "")}, "
            + $"để lại {run.LeftOuts.Count} người, gói đơn vị hành chính số {number}").On("commune-taking", run.Id);
        return await db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }

    // Pure. What lies at the commune without anybody in its registry, e.g. certificates, goes along with the last of them.
    private static Problem? Fault(CommuneTaking run, List<TakingCommune> communes, int going, int seen) =>
        run.Villages.Values.Distinct(StringComparer.Ordinal).Count() != communes.Count || communes.Exists(c => c.Opens is null) ? TakingProblems.NotSuccessor.Now(run.FromName)
        : going != seen ? TakingProblems.Changed.Now(going) : going == 0 && run.Single is null ? TakingProblems.Nobody.Now() : null;
}
