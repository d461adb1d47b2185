using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// A new standard level, or a resolution of the province, changes what is paid without a decision for anybody (Decree 20 Art. 4): each running
/// entitlement goes on in a version of the new amount, up to the next list. A level that came late, as in Decree 335/2026, leaves arrears for the
/// months between; a lower amount begins with the next list, because nothing is taken back without a decision. What the law ended, and what depends
/// on a birthday, needs a decision and is left alone; what is suspended is asked anew when it is resumed.
/// </summary>
public sealed class FollowLevels(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Batch = 500;

    /// <summary>Brings every running entitlement of the province up to the law; tells how many changed. Call in the scope of the province.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (rules, month, changed) = ((await RuleTables.ReadAsync(db, cancel)).On(time.Today), PayMonth.Of(time.Today), 0);
        // Thousands share a category, a first month and an amount: the law is asked once for all of them.
        var asked = new Dictionary<(string, int, int, long, DateOnly), IReadOnlyList<AwardRow>>();
        IReadOnlyList<AwardRow> Known(Entitlement row)
        {
            var key = (row.CategoryCode, row.StartMonth, row.Times, row.MonthlyAmount.Amount, VietnamTime.Day(row.RecordedAt));
            if (!asked.TryGetValue(key, out var next))
            {
                asked[key] = next = Following(row, month.AddMonths(1), rules, node.Value.ProvinceCode);
            }

            return next.Select(v => v with { Receiver = row.Receiver }).ToList();
        }

        var running = await db.Entitlements.Where(e => e.Status == EntitlementStatus.Active).Select(e => e.Id).ToListAsync(cancel);
        foreach (var ids in running.Chunk(Batch))
        {
            var rows = await db.Entitlements.AsNoTracking().Where(e => ids.Contains(e.Id)).ToListAsync(cancel);
            var due = rows.Select(r => (r.Id, Next: Known(r))).Where(f => f.Next.Count > 0).ToDictionary(f => f.Id, f => f.Next);
            changed += due.Count > 0 ? await ChangeAsync(due, month, cancel) : 0;
            db.ChangeTracker.Clear();
        }

        return changed;
    }

    /// <summary>Versions in which an entitlement goes on; empty while its amount stands, or when the law does not explain the amount that it has.</summary>
    /// <param name="until">Last month that is asked: the one of the next list.</param>
    public static IReadOnlyList<AwardRow> Following(Entitlement row, PayMonth until, RuleBook rules, string provinceCode)
    {
        var (next, start) = (new List<AwardRow>(), new PayMonth(row.StartMonth));
        // What was granted before a late level had force has the amount of the law of its own day (Decree 335/2026: August 2026 at 500,000 đồng).
        var known = new[] { rules, rules.On(VietnamTime.Day(row.RecordedAt)) }.Select(law => law.RateOf(row.CategoryCode, start, row.Times, provinceCode));
        if (known.FirstOrDefault(r => r?.MonthlyDong == row.MonthlyAmount.Amount) is not { } rate)
        {
            return next;
        }

        for (var month = start; month <= until && rules.RateOf(row.CategoryCode, month, row.Times, provinceCode) is { } then; month = month.AddMonths(1))
        {
            if (then == rate || (then.MonthlyDong < rate.MonthlyDong && month < until))
            {
                continue;
            }

            rate = then;
            if (next.Count > 0)
            {
                next[^1] = next[^1] with { End = month.AddMonths(-1) };
            }

            next.Add(new AwardRow(row.Kind, row.CategoryCode, then.CoefficientHundredths, row.Times, new Dong(then.LevelDong), new Dong(then.MonthlyDong), month, row.Receiver));
        }

        return next;
    }

    private async Task<int> ChangeAsync(Dictionary<Guid, IReadOnlyList<AwardRow>> due, PayMonth month, CancellationToken cancel)
    {
        var rows = await db.Entitlements.Where(e => due.Keys.Contains(e.Id)).ToListAsync(cancel);
        var ids = rows.Select(r => r.BeneficiaryId).Distinct().ToList();
        var people = await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToListAsync(cancel);
        var all = (await db.Entitlements.Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel)).ToLookup(e => e.BeneficiaryId);
        var granted = rows.Select(r => r.DecisionId).Distinct().ToList();
        var own = (await db.Decisions.AsNoTracking().Where(d => granted.Contains(d.Id)).Select(d => d.Id).ToListAsync(cancel)).ToHashSet();
        foreach (var person in people)
        {
            var begun = new List<Entitlement>();
            foreach (var row in rows.Where(r => r.BeneficiaryId == person.Id))
            {
                // What another system paid before its row came here is not known.
                var from = own.Contains(row.DecisionId) ? new PayMonth(row.StartMonth) : PayMonth.Of(VietnamTime.Day(row.RecordedAt));
                var lines = Settlements.Between(due[row.Id].Select(Stretch.Of).ToList(), [Stretch.Of(row) with { From = due[row.Id][0].Start }], from, month.AddMonths(1));
                var next = ChangeEntitlement.Follow(db, row, due[row.Id], time.UtcNow);
                begun.AddRange(next);
                db.OneOffPayments.AddRange(lines.Where(l => l.TotalDong != 0).Select(l => Payment(person, row, next[^1].Id, l, month)));
            }

            Standing.Refresh(person, all[person.Id].Concat(begun));
        }

        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.FollowLevels, time.UtcNow, $"{rows.Count} chế độ chuyển sang mức mới theo quy định");
        return await db.SaveAsync(act, cancel) ? rows.Count : 0;
    }

    private OneOffPayment Payment(Beneficiary person, Entitlement row, Guid version, Settlement line, PayMonth month) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), TenantPath = row.TenantPath, BeneficiaryId = person.Id, EntitlementId = version,
        Kind = line.TotalDong > 0 ? OneOffKind.Arrears : OneOffKind.Recovery, PersonName = person.FullName, PersonNumber = person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber,
        ReceiverName = line.Receiver.Name, ReceiverNumber = line.Receiver.Number, ReceiverRelation = line.Receiver.Relation, Amount = new Dong(Math.Abs(line.TotalDong)),
        FromMonth = line.Spans[0].FromMonth, ToMonth = line.Spans[^1].ToMonth, DueMonth = month.AddMonths(1).Number, DecisionId = row.DecisionId,
        Arithmetic = $"Chênh lệch do mức mới: {OutcomeMoney.Words(line.Spans)}", RecordedAt = time.UtcNow,
    };
}

/// <summary>Runs <see cref="FollowLevels"/>.</summary>
public sealed class FollowLevelsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<FollowLevelsJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (await services.GetRequiredService<FollowLevels>().HandleAsync(cancel) is > 0 and var changed)
        {
            LevelLog.Followed(log, changed);
        }
    }
}

internal static partial class LevelLog
{
    [LoggerMessage(LogLevel.Information, "New levels: {Changed} entitlements go on in another amount")]
    public static partial void Followed(ILogger logger, int changed);
}
