using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>A decision that grants by a row of the law which is taken back.</summary>
/// <param name="DecisionId">As <see cref="Entitlement.DecisionId"/>: of an imported list or an entry on paper its own.</param>
/// <param name="People">Who receives by it.</param>
public sealed record RestingDecision(Guid DecisionId, string TenantPath, int People);

/// <summary>Decisions that were signed by rows of the law which a pack takes back before they begin: e.g. the list decision of June about the level of July.</summary>
/// <param name="Rows">The rows, in the words of the law.</param>
/// <param name="Since">First day that one of them would have had.</param>
/// <param name="People">Persons, each once.</param>
/// <param name="Waiting">Of the decisions those of a change of level that are signed and not carried out yet.</param>
public sealed record RestingDecisions(string Rows, DateOnly Since, IReadOnlyList<RestingDecision> Decisions, int People, int Waiting)
{
    /// <summary>Field of the tick by which the leader says that he read it.</summary>
    public const string Confirmed = "RestingConfirmed";

    /// <summary>For who approves, before he does.</summary>
    public string Words => $"Gói bỏ quy định “{Rows}” trước khi quy định đó bắt đầu, nhưng đã có {Decisions.Count} quyết định của {People} người tính theo quy định này"
        + $"{(Waiting > 0 ? $", trong đó {Waiting} quyết định chuyển mức đã ký chưa ghi sổ xong" : "")}. Các quyết định đã ký giữ nguyên, không tự sửa: từ kỳ chi trả tháng {PayMonth.Of(Since)} vẫn chi theo số tiền đã quyết định cho đến khi có quyết định điều chỉnh. "
        + "Sau khi gói được áp dụng, từng quyết định nằm trong danh sách cần rà soát của gói; trang Chuyển mức (/chuyen-muc) nêu các chế độ khác với quy định để lập quyết định đúng mức; tháng đã chi vượt thì thu hồi theo quy trình.";

    /// <summary>Asks what rests on the rows that go; null when nothing does.</summary>
    /// <param name="gone">Changes with the stored row of each, those without one left out.</param>
    /// <param name="law">As it is before.</param>
    public static async Task<RestingDecisions?> OfAsync(NodeDb db, IReadOnlyList<(PackChange Change, object Row)> gone, LawRows law, CancellationToken cancel)
    {
        var (decisions, people, words, waiting) = (new List<RestingDecision>(), new List<IQueryable<Guid>>(), new List<(string Words, DateOnly Since)>(), 0);
        var unapplied = new HashSet<Guid>();
        var more = 0;
        foreach (var (change, row) in gone)
        {
            if (Granted(db, change, row, law) is not { } granted)
            {
                continue;
            }

            var own = await granted.Select(e => new { e.DecisionId, e.TenantPath, e.BeneficiaryId }).Distinct().GroupBy(e => new { e.DecisionId, e.TenantPath })
                .Select(g => new { g.Key.DecisionId, g.Key.TenantPath, People = g.Count() }).ToListAsync(cancel);
            var signed = row is LevelRow ? await SignedAsync(db, PayMonth.Of(change.Since).Number, cancel) : [];
            decisions.AddRange(own.Select(o => new RestingDecision(o.DecisionId, o.TenantPath, o.People)));
            decisions.AddRange(signed.FindAll(s => unapplied.Add(s.DecisionId)));
            people.Add(granted.Select(e => e.BeneficiaryId));
            if (own.Count + signed.Count > 0)
            {
                words.Add((change.Words, change.Since));
            }
        }

        if (words.Count == 0)
        {
            return null;
        }

        (waiting, more) = (unapplied.Count, decisions.Where(d => unapplied.Contains(d.DecisionId)).Sum(d => d.People));
        var once = decisions.GroupBy(d => (d.DecisionId, d.TenantPath)).Select(g => g.MaxBy(d => d.People)!).OrderBy(d => d.TenantPath, StringComparer.Ordinal).ThenBy(d => d.DecisionId).ToList();
        return new(string.Join("; ", words.Select(w => w.Words)), words.Min(w => w.Since), once, more + await people.Aggregate((one, other) => one.Union(other)).Distinct().CountAsync(cancel), waiting);
    }

    // Versions that have months since the row's first day and take their amount, or their very group, from it.
    private static IQueryable<Entitlement>? Granted(NodeDb db, PackChange change, object row, LawRows law)
    {
        if (row is not (LevelRow or CategoryRow) || RuleReach.For(row, law)?.Paid is not { } paid)
        {
            return null;
        }

        var since = PayMonth.Of(change.Since).Number;
        var rows = db.Entitlements.AsNoTracking().Where(paid).Where(e => e.EndMonth == 0 || (e.EndMonth >= e.StartMonth && e.EndMonth >= since));
        if (row is LevelRow level)
        {
            var amount = new Dong(level.Amount);
            rows = rows.Where(e => e.StartMonth >= since && e.Level == amount);
        }

        return rows;
    }

    private static async Task<List<RestingDecision>> SignedAsync(NodeDb db, int since, CancellationToken cancel) =>
        (await db.LevelCommunes.AsNoTracking().Where(c => c.State == LevelState.Signed && c.DecisionId != null && db.LevelLists.Any(l => l.Id == c.ListId && l.Edition >= since))
            .Select(c => new { c.DecisionId, c.TenantPath, c.People }).ToListAsync(cancel)).ConvertAll(c => new RestingDecision(c.DecisionId!.Value, c.TenantPath, c.People));
}
