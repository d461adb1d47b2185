using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>What one run did.</summary>
/// <param name="Communes">Carried out now.</param>
/// <param name="Failed">Not carried out: nothing of them was saved, the next run tries again.</param>
public sealed record ApplyReport(int Communes, int Payments, int Failed);

/// <summary>
/// Carries out signed lists: each payment gets its versions by the decision of its commune, what is due for earlier months waits for the first list, and
/// the hub learns of it. A commune is one transaction, so it is done whole or not at all and never twice; a node that was stopped goes on with the
/// communes that are left. Within the transaction people are taken in small lots, so memory stays flat.
/// </summary>
public sealed class ApplyLevels(NodeDb db, VietnamTime time, IOptions<NodeOptions> node, ILogger<ApplyLevels> log)
{
    /// <summary>Payments in one lot.</summary>
    private const int Lot = 200;

    /// <summary>Call in the scope of the province.</summary>
    public async Task<ApplyReport> HandleAsync(CancellationToken cancel)
    {
        var waiting = await db.LevelCommunes.AsNoTracking().Where(c => c.State == LevelState.Signed).OrderBy(c => c.ListId).ThenBy(c => c.TenantPath).Select(c => c.Id).ToListAsync(cancel);
        var (communes, payments, failed) = (0, 0, 0);
        foreach (var id in waiting)
        {
            db.ChangeTracker.Clear();
            try
            {
                var changed = await CommuneAsync(id, cancel);
                (communes, payments) = (communes + (changed is null ? 0 : 1), payments + (changed ?? 0));
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                // One commune that cannot be carried out does not keep the others waiting; its page says that it is not done.
                LevelLog.Failed(log, failure, id);
                failed++;
            }
        }

        db.ChangeTracker.Clear();
        return new ApplyReport(communes, payments, failed);
    }

    // Null: somebody else did it meanwhile.
    private async Task<int?> CommuneAsync(Guid id, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (await db.LevelCommunes.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.State == LevelState.Signed, cancel) is not { } commune)
        {
            return null;
        }

        var list = await db.LevelLists.AsNoTracking().SingleAsync(l => l.Id == commune.ListId, cancel);
        var (lines, changed) = (LevelLine.Read(commune.Lines), 0);
        var cause = new ChangeCause(commune.DecisionId!.Value, list.Change == LevelChange.Pension ? "Chuyển sang trợ cấp hưu trí xã hội" : ChangeEntitlement.Followed, Moment(list));
        foreach (var lot in lines.Chunk(Lot))
        {
            changed += await LotAsync(lot, list, cause, cancel);
            if (!await db.SaveAsync(ActOf($"{lot.Length} chế độ của {commune.Name} theo quyết định chuyển mức", id), cancel))
            {
                return null;
            }

            db.ChangeTracker.Clear();
        }

        var done = await db.LevelCommunes.SingleAsync(c => c.Id == id, cancel);
        (done.State, done.AppliedAt, done.Overtaken) = (LevelState.Applied, time.UtcNow, lines.Count - changed);
        if (!await db.SaveAsync(ActOf($"{commune.Name}: {changed} trên {lines.Count} chế độ đã chuyển mức", id), cancel))
        {
            return null;
        }

        await transaction.CommitAsync(cancel);
        return changed;
    }

    // The list's arrears reach to the month in which it was signed. What the node carries out in a later month is known since that one: else no list and no arrears would pay the difference of the months between.
    private DateTime Moment(LevelList list) => list.SignedOn is { } signed && PayMonth.Of(signed) < time.Month ? VietnamTime.Utc(signed.ToDateTime(new TimeOnly(23, 59))) : time.UtcNow;

    private Act ActOf(string what, Guid commune) => Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.LevelApply, time.UtcNow, what).On("level-commune", commune);

    private async Task<int> LotAsync(LevelLine[] lot, LevelList list, ChangeCause cause, CancellationToken cancel)
    {
        var listed = lot.Select(l => l.EntitlementId).ToList();
        // Whose they are now: a record that became part of another since the signature gave what he receives to it.
        var owners = await db.Entitlements.Where(e => listed.Contains(e.Id)).Select(e => new { e.Id, e.BeneficiaryId }).ToDictionaryAsync(e => e.Id, e => e.BeneficiaryId, cancel);
        var ids = owners.Values.Distinct().ToList();
        var people = await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
        var rows = (await db.Entitlements.Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel)).ToLookup(e => e.BeneficiaryId);
        // A report since the signature holds months that would be paid whole when it is refuted: the level comes to him with the next list.
        var held = await LevelReader.HeldAsync(db.PaymentHolds.Where(h => ids.Contains(h.BeneficiaryId)), cancel);
        var changed = 0;
        foreach (var own in lot.Where(l => owners.TryGetValue(l.EntitlementId, out var owner) && people.ContainsKey(owner) && !held.Contains(owner)).GroupBy(l => owners[l.EntitlementId]))
        {
            var (person, all) = (people[own.Key], rows[own.Key].ToList());
            foreach (var line in own)
            {
                // Stopped, suspended or moved by another decision since the list was signed: that decision stands.
                if (all.Find(e => e.Id == line.EntitlementId) is { Status: EntitlementStatus.Active } row)
                {
                    all.AddRange(Change(person, row, line, list, cause));
                    changed++;
                }
            }

            Standing.Refresh(person, all);
        }

        return changed;
    }

    private List<Entitlement> Change(Beneficiary person, Entitlement row, LevelLine line, LevelList list, ChangeCause cause)
    {
        var next = ChangeEntitlement.Follow(db, row, [.. line.Versions.Select(v => v.Row(row.Receiver))], cause);
        if (line.Choice is not null)
        {
            // What the law does not explain was settled for this edition; the next one asks again.
            db.Set<LevelSettlement>().Add(new LevelSettlement
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(cause.NowUtc)), TenantPath = row.TenantPath, EntitlementId = next[^1].Id, Edition = list.Edition, Choice = LevelChoice.Keep,
                Reason = LevelWords.Choice(line.Choice.Value), OfficialId = list.MadeById, OfficialName = list.MadeByName, RecordedAt = cause.NowUtc,
            });
        }

        if (line.Arrears.Count > 0)
        {
            db.OneOffPayments.Add(new OneOffPayment
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(cause.NowUtc)), TenantPath = row.TenantPath, BeneficiaryId = person.Id, EntitlementId = next[^1].Id, Kind = OneOffKind.Arrears,
                PersonName = person.FullName, PersonNumber = person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber, ReceiverName = row.ReceiverName, ReceiverNumber = row.ReceiverNumber,
                ReceiverRelation = row.ReceiverRelation, Amount = new Dong(OutcomeMoney.Total(line.Arrears)), FromMonth = line.Arrears[0].FromMonth, ToMonth = line.Arrears[^1].ToMonth,
                DueMonth = new PayMonth(list.Month).AddMonths(1).Number, DecisionId = cause.DecisionId, Arithmetic = $"Chênh lệch do mức mới: {OutcomeMoney.Words(line.Arrears)}", RecordedAt = cause.NowUtc,
            });
        }

        return next;
    }
}

/// <summary>Runs <see cref="ApplyLevels"/>: soon after a signature, and again what was left.</summary>
public sealed class ApplyLevelsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<ApplyLevelsJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<ApplyLevels>().HandleAsync(cancel);
        if (report.Communes + report.Failed > 0)
        {
            LevelLog.Applied(log, report.Communes, report.Payments, report.Failed);
        }
    }
}

internal static partial class LevelLog
{
    [LoggerMessage(LogLevel.Error, "New levels of commune {Commune} of a list could not be carried out; they are tried again")]
    public static partial void Failed(ILogger logger, Exception failure, Guid commune);

    [LoggerMessage(LogLevel.Information, "New levels by list decision: {Communes} communes, {Payments} payments; {Failed} communes could not be saved and are tried again")]
    public static partial void Applied(ILogger logger, int communes, int payments, int failed);
}
