using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>Bắt đầu tiếp nhận: writes down who of a commune that a pack ends goes where; <see cref="WorkTaking"/> does it person by person. The department's office asks for it.</summary>
public sealed class StartTaking(NodeDb db, IOptions<NodeOptions> node, VietnamTime time)
{
    /// <summary>Who may: at the province's office, who proposes or approves its rules.</summary>
    public static bool May(SignedInOfficial official) => official.Office.Depth == 1 && (official.May(Actions.RulesPropose) || official.May(Actions.RulesApprove));

    /// <param name="chosen">Code of the commune by key of the village; with one successor it is not asked.</param>
    public async Task<Outcome<CommuneTaking>> HandleAsync(int pack, string commune, IReadOnlyDictionary<string, string> chosen, SignedInOfficial official, CancellationToken cancel)
    {
        if (!May(official))
        {
            return CommonProblems.NotAllowed.Now();
        }

        return await db.InTurnAsync(() => StartAsync(pack, commune, chosen, official, cancel), cancel);
    }

    private async Task<Outcome<CommuneTaking>> StartAsync(int number, string commune, IReadOnlyDictionary<string, string> chosen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await TakingPlan.FindAsync(db, number, commune, node.Value.ProvinceCode, time.Today, cancel) is not { } plan)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await db.CommuneTakings.AnyAsync(t => t.FromPath == plan.Path && t.State == TakingState.Running, cancel))
        {
            return TakingProblems.Running.Now();
        }

        var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == plan.Path).Select(b => new { b.Id, b.Village, b.CitizenId }).ToListAsync(cancel);
        var (map, problems) = MapOf(plan, chosen, people.GroupBy(p => CommuneTaking.KeyOf(p.Village)).ToDictionary(g => g.Key, g => g.First().Village.Trim(), StringComparer.Ordinal));
        if (problems.Count > 0)
        {
            return problems;
        }

        var stays = await TakingStays.OfAsync(db, plan.Path, cancel);
        var run = new CommuneTaking
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), PackId = plan.Pack.Id, FromPath = plan.Path, FromName = plan.Name, Map = JsonSerializer.Serialize(map), StartedById = official.Id, StartedByName = official.FullName,
            StartedAt = time.UtcNow, Total = people.Count(p => (map.ContainsKey(CommuneTaking.All) || map.ContainsKey(CommuneTaking.KeyOf(p.Village))) && !stays.Keeps(p.Id, p.CitizenId)), Version = 1,
        };
        // What lies at the commune without anybody in its registry, e.g. certificates, goes along with the last of them.
        if (run.Total == 0 && !map.ContainsKey(CommuneTaking.All))
        {
            return TakingProblems.Nobody.Now();
        }

        db.CommuneTakings.Add(run);
        var act = Act.By(official, ActKinds.CommuneTake, time.UtcNow, $"Tiếp nhận {run.Total} người của {plan.Name} sang {string.Join(", ", map.Values.Distinct().Select(c => plan.Communes.First(x => x.Code == c).Name))}, gói đơn vị hành chính số {number}").On("commune-taking", run.Id);
        return await db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Field of a village in the form; of the first of them, where the whole choice is meant and nobody has none told.</summary>
    public static string FieldOf(string key) => "To." + key;

    // Pure. What was chosen for a village that is not there (any more) counts for nothing.
    private static (Dictionary<string, string> Map, List<Problem> Problems) MapOf(TakingPlan plan, IReadOnlyDictionary<string, string> chosen, Dictionary<string, string> villages)
    {
        var standing = plan.Communes.Where(c => c.Stands).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        var map = plan.Communes.Count == 1 ? new Dictionary<string, string>(StringComparer.Ordinal) { [CommuneTaking.All] = plan.Communes[0].Code }
            : chosen.Where(c => c.Value.Length > 0 && villages.ContainsKey(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        return (map, standing.Count == 0 || (plan.Communes.Count == 1 && !plan.Communes[0].Stands) ? [TakingProblems.NoSuccessor.Now()]
            : map.Count == 0 ? [TakingProblems.Choose.At(FieldOf(""))]
            : [.. map.Where(c => !standing.Contains(c.Value)).Select(c => TakingProblems.NotSuccessor.At(FieldOf(c.Key), villages.GetValueOrDefault(c.Key) is { Length: > 0 } name ? name : "Chưa ghi thôn"))]);
    }
}
