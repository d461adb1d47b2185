using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>Xem ai chuyển, ai ở lại: writes down which village of a commune goes where, so that who goes and who stays is seen before anything begins. Prepared again, the new choice takes the place of the one before.</summary>
public sealed class PrepareTaking(NodeDb db, IOptions<NodeOptions> node, VietnamTime time)
{
    /// <param name="chosen">Code of the commune by key of the village; where one commune takes everybody it is not asked.</param>
    public async Task<Outcome<CommuneTaking>> HandleAsync(int pack, string commune, IReadOnlyDictionary<string, string> chosen, SignedInOfficial official, CancellationToken cancel) =>
        !StartTaking.May(official) ? CommonProblems.NotAllowed.Now() : await db.InTurnAsync(() => PrepareAsync(pack, commune, chosen, official, cancel), cancel);

    private async Task<Outcome<CommuneTaking>> PrepareAsync(int number, string commune, IReadOnlyDictionary<string, string> chosen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await TakingPlan.FindAsync(db, number, commune, node.Value.ProvinceCode, time.Today, cancel) is not { } plan)
        {
            return CommonProblems.NotFound.Now();
        }

        var runs = await db.CommuneTakings.Where(t => t.FromPath == plan.Path).OrderByDescending(t => t.StartedAt).ToListAsync(cancel);
        if (runs.Exists(t => t.State == TakingState.Running))
        {
            return TakingProblems.Running.Now();
        }

        var path = plan.Path;
        var typed = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == path).Select(b => b.Village).ToListAsync(cancel);
        var (map, problems) = MapOf(plan, chosen, typed.GroupBy(CommuneTaking.KeyOf).ToDictionary(g => g.Key, g => g.First().Trim(), StringComparer.Ordinal));
        if (problems.Count > 0)
        {
            return problems;
        }

        var run = runs.Find(t => t.State == TakingState.Prepared) ?? db.CommuneTakings.Add(new CommuneTaking
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), PackId = plan.Pack.Id, FromPath = plan.Path, FromName = plan.Name, Map = "", StartedById = official.Id, StartedByName = official.FullName,
            // Whom somebody left out before is left out until he is taken along again.
            StartedAt = time.UtcNow, Total = 0, State = TakingState.Prepared, Left = runs.Count > 0 ? runs[0].Left : "",
        }).Entity;
        (run.PackId, run.Map, run.StartedById, run.StartedByName, run.StartedAt, run.Version) = (plan.Pack.Id, JsonSerializer.Serialize(map), official.Id, official.FullName, time.UtcNow, run.Version + 1);
        run.Total = (await TakingPeople.OfAsync(db, run, cancel)).Count(p => p.To is not null);
        var act = Act.By(official, ActKinds.CommuneTake, time.UtcNow, $"Xem trước việc tiếp nhận {run.Total} người của {plan.Name}, gói đơn vị hành chính số {number}; chưa chuyển ai").On("commune-taking", run.Id);
        return await db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Field of a village in the form; of the first of them, where the whole choice is meant and nobody has none told.</summary>
    public static string FieldOf(string key) => "To." + key;

    // Pure. What was chosen for a village that is not there (any more) counts for nothing.
    private static (Dictionary<string, string> Map, List<Problem> Problems) MapOf(TakingPlan plan, IReadOnlyDictionary<string, string> chosen, Dictionary<string, string> villages)
    {
        var open = plan.Communes.Where(c => c.Opens is not null).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        var map = plan.IsWhole ? new Dictionary<string, string>(StringComparer.Ordinal) { [CommuneTaking.All] = plan.Communes[0].Code }
            : chosen.Where(c => c.Value.Length > 0 && villages.ContainsKey(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        return (map, open.Count == 0 || (plan.IsWhole && plan.Communes[0].Opens is null) ? [TakingProblems.NoSuccessor.Now()]
            : map.Count == 0 ? [TakingProblems.Choose.At(FieldOf(""))]
            : [.. map.Where(c => !open.Contains(c.Value)).Select(c => TakingProblems.NotSuccessor.At(FieldOf(c.Key), villages.GetValueOrDefault(c.Key) is { Length: > 0 } name ? name : "Chưa ghi thôn"))]);
    }
}
