using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>
/// Quy định: the rows of the pack enter the tables of rules the way the rows of a new version of the product do, each with its days in force. Where the province's legal officer entered rows of
/// a matter, his stay and the pack's waits as a task for two officials (page of rules). What was decided is recomputed by the rows of its day as before.
/// </summary>
public sealed class RulesEffect(NodeDb db) : IPackEffect
{
    public PackKind Kind => PackKind.Rules;

    public async Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel)
    {
        if (Unknown(order.Changes) is { Count: > 0 } unknown)
        {
            return PackEffect.Refused(unknown);
        }

        // Rows go only when the pack that brought them was withdrawn, see TakePack.
        var gone = order.Changes.Where(c => c.Kind == PackChangeKind.Removed).ToList();
        if (gone.Exists(c => c.Since <= order.Today))
        {
            return PackEffect.Refused([.. gone.Where(c => c.Since <= order.Today).Select(c => $"Gói bỏ dòng “{c.Words}” của gói đã thu hồi, nhưng dòng đó có hiệu lực từ ngày {VietnameseFormat.Date(c.Since)}: việc đã giải quyết theo dòng đó phải tính lại được. "
                + "Hãy đề nghị Bộ ban hành gói giữ dòng đó, sửa nội dung hoặc ghi ngày cuối.")]);
        }

        var shipped = ShippedRules.Of(order.Content.Texts);
        var before = await RuleTables.RowsAsync(db, cancel);
        await RuleSeed.ApplyAsync(db, shipped, cancel);
        var stored = gone.Select(c => (Change: c, Row: Stored(c))).Where(s => s.Row is not null).Select(s => (s.Change, Row: s.Row!)).ToList();
        var resting = await RestingDecisions.OfAsync(db, stored, before, cancel);
        db.RemoveRange(stored.Select(s => s.Row));
        // Everything that the rows would say is in the context now: they are judged as those that a node starts with.
        var after = before with { Levels = Now<LevelRow>(), Categories = Now<CategoryRow>(), RuleSets = Now<RuleSetRow>(), Parameters = Now<ParameterRow>() };
        List<string> faults =
        [
            .. RuleChecks.Faults(after).Except(RuleChecks.Faults(before)),
            .. RuleChecks.Overlaps(Now<StepRule>(), s => $"Bước {RuleFields.StepName(s.Step)} của thủ tục {s.Procedure}", s => (s.ValidFrom, s.ValidTo), RuleGround.Key),
        ];
        return faults.Count > 0 ? PackEffect.Refused([.. faults.Select(f => "Các quy định sẽ không khớp nhau. " + f)]) : new()
        {
            Notes = [.. db.ChangeTracker.Entries<RuleConflict>().Where(e => e.Entity.State == RuleConflictState.Open && e.State is EntityState.Added or EntityState.Modified)
                .Select(e => $"Tỉnh đã nhập quy định riêng về việc này, quy định của tỉnh vẫn áp dụng cho đến khi xử lý ở trang Quy định: {e.Entity.Words}.")],
            Past = await PastAsync(order, shipped, before, cancel),
            Resting = resting,
        };
    }

    // The nation's row of a change as it stands; null when there is none, or the province's own stands in its place.
    private object? Stored(PackChange change)
    {
        var (row, from) = (change.Row, change.Since);
        return change.Table.Name switch
        {
            PackTables.Levels => Now<LevelRow>().Find(l => !l.ByOfficer && l.ProvinceCode.Length == 0 && l.ValidFrom == from && (l.Kind == LevelKind.SocialPension) == (row["kind"] == "pension")),
            PackTables.RuleSets => Now<RuleSetRow>().Find(r => r.ValidFrom == from),
            PackTables.Categories => Now<CategoryRow>().Find(c => !c.ByOfficer && c.ValidFrom == from && c.Code == row["code"]),
            PackTables.Parameters => Now<ParameterRow>().Find(p => !p.ByOfficer && p.ValidFrom == from && p.Name == row["name"]),
            PackTables.Steps => Now<StepRule>().Find(s => !s.ByProvince && s.ValidFrom == from && RuleGround.Key(s) == change.Table.MatterOf(row)),
            _ => Now<AuthorityRule>().Find(a => !a.ByProvince && a.ValidFrom == from && a.Role == row["role"]),
        };
    }

    private List<T> Now<T>()
        where T : class => [.. db.Set<T>().Local];

    // What only code can carry: a number nobody reads, a step no route has, a group whose conditions no rule tells.
    private static List<string> Unknown(IReadOnlyList<PackChange> changes)
    {
        var steps = ReferenceTable.Read(PackTables.Steps).Rows.Select(r => $"{r["procedure"]}|{r["regime"]}|{r["step"]}").ToHashSet(StringComparer.Ordinal);
        var parameters = ReferenceTable.Read(PackTables.Parameters).Rows.Select(r => r["name"]).ToHashSet(StringComparer.Ordinal);
        var (categories, forms) = (ReferenceTable.Read(PackTables.Categories).Rows.Select(r => r["code"]).ToHashSet(StringComparer.Ordinal), ReferenceTable.Read(PackTables.Categories).Rows.Select(r => r["form"]).ToHashSet(StringComparer.Ordinal));
        var families = GroupRules.Own.Where(r => r.Group is not ("2" or "4")).SelectMany(r => r.Families).ToList();
        bool IsKnown(PackChange change) => change.Table.Name switch
        {
            PackTables.Steps => steps.Contains(change.Table.MatterOf(change.Row)),
            PackTables.Parameters => parameters.Contains(change.Row["name"]),
            PackTables.Authority => Authorities.Names.ContainsKey(change.Row["role"]),
            PackTables.Categories => forms.Contains(change.Row["form"]) && (categories.Contains(change.Row["code"]) || families.Exists(f => Edition.Serves(f, change.Row["code"]))),
            _ => true,
        };
        return [.. changes.Where(c => !IsKnown(c)).Select(c => $"Phiên bản phần mềm này chưa xử lý được nội dung mới: {c.Words}. Cần cập nhật phiên bản mới của phần mềm trước khi áp dụng gói; trong lúc chờ, quy định đang áp dụng vẫn giữ nguyên.")];
    }

    // As for a proposal of the province: what was signed, runs and waits since the first changed day.
    private async Task<IReadOnlyList<PastEffect>> PastAsync(PackOrder order, ShippedRules shipped, LawRows law, CancellationToken cancel)
    {
        var past = order.Changes.Where(c => c.Since < order.Today).ToList();
        var money = past.Where(c => c.Table.Name is PackTables.Levels or PackTables.Categories || (c.Table.Name == PackTables.Parameters && c.Row["name"] != LawParameters.SupplementRestarts))
            .Select(c => new RulePlan("") { Add = RowOf(c, shipped), Since = c.Since }).ToList();
        List<RulePlan> plans =
        [
            .. past.Where(c => c.Table.Name == PackTables.Parameters && c.Row["name"] == LawParameters.SupplementRestarts).Select(c => new RulePlan("") { Add = RowOf(c, shipped), Since = c.Since }),
            .. past.Where(c => c.Table.Name == PackTables.Steps).GroupBy(c => c.Row["procedure"]).Select(g => g.MinBy(c => c.Since)!).Select(c => new RulePlan("") { Add = RowOf(c, shipped), Since = c.Since }),
            // Who acts is told of dossiers on their way whenever it begins.
            .. order.Changes.Where(c => c.Table.Name == PackTables.Authority && c.Kind != PackChangeKind.Removed).Select(c => new RulePlan("") { Add = RowOf(c, shipped), Since = c.Since }),
        ];
        if (money.Count > 0)
        {
            plans.Insert(0, money[0] with { Since = money.Min(m => m.Since), Also = money[1..] });
        }

        var effects = new List<PastEffect>();
        foreach (var plan in plans)
        {
            if (await PastEffect.OfAsync(db, plan, law, order.Today, cancel) is { } effect)
            {
                effects.Add(effect);
            }
        }

        return effects;
    }

    private static object RowOf(PackChange change, ShippedRules shipped)
    {
        var (row, from) = (change.Row, change.Row.Date("validFrom")!.Value);
        return change.Table.Name switch
        {
            PackTables.Levels => shipped.Levels.First(l => l.ValidFrom == from && (l.Kind == LevelKind.SocialPension) == (row["kind"] == "pension")),
            PackTables.Categories => shipped.Categories.First(c => c.ValidFrom == from && c.Code == row["code"]),
            PackTables.Parameters => shipped.Parameters.First(p => p.ValidFrom == from && p.Name == row["name"]),
            PackTables.Steps => shipped.Steps.First(s => s.ValidFrom == from && RuleGround.Key(s) == change.Table.MatterOf(row)),
            _ => shipped.Authority.First(a => a.ValidFrom == from && a.Role == row["role"]),
        };
    }
}
