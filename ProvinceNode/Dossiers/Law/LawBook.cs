using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What the approver says.</summary>
/// <param name="PastConfirmed">He read what the change reaches of the past.</param>
public sealed record RuleVerdict(bool Approve, string Note, bool PastConfirmed = false);

/// <summary>The province's rules as rows: what proposals are judged against, proposed, approved and declined.</summary>
public sealed class LawBook(NodeDb db, VietnamTime time)
{
    /// <summary>Gathers all rows.</summary>
    public async Task<RuleGround> GroundAsync(string province, CancellationToken cancel)
    {
        var communes = await db.Units.AsNoTracking().Where(u => u.Level == UnitLevel.Commune).ToListAsync(cancel);
        return new RuleGround(province, await RuleTables.RowsAsync(db, cancel), await db.StepRules.AsNoTracking().ToListAsync(cancel), communes.Select(u => u.Code).ToHashSet(StringComparer.Ordinal))
        {
            CommuneUnits = communes, ProvinceUnits = await db.Units.AsNoTracking().Where(u => u.Level == UnitLevel.Province && u.Code == province).ToListAsync(cancel),
            Laws = await db.LegalBases.AsNoTracking().OrderBy(l => l.Id).ToListAsync(cancel),
            Authority = await db.AuthorityRules.AsNoTracking().OrderBy(a => a.Role).ThenBy(a => a.ValidFrom).ToListAsync(cancel),
            Conflicts = await db.Set<RuleConflict>().AsNoTracking().Where(c => c.State == RuleConflictState.Open).OrderBy(c => c.Key).ToListAsync(cancel),
        };
    }

    /// <summary>Keeps a proposal; nothing changes until another official approves it.</summary>
    public async Task<Outcome<RuleChange>> ProposeAsync(RuleKind kind, IReadOnlyDictionary<string, string> values, SignedInOfficial official, CancellationToken cancel)
    {
        var ground = await GroundAsync(official.Office.Province, cancel);
        var (plan, faults) = Read(kind, values, ground);
        if (plan is null)
        {
            return faults.ToList();
        }

        var (past, reason) = (await PastEffect.OfAsync(db, plan, ground.Rows, time.Today, cancel), values.GetValueOrDefault(PastEffect.Reason, "").Trim());
        if (Unconfirmed(past, values.GetValueOrDefault(PastEffect.Confirmed) == "1", reason) is { Count: > 0 } open)
        {
            return open;
        }

        var change = new RuleChange
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), TenantPath = official.Office.Province, Kind = kind, Values = JsonSerializer.Serialize(values),
            Words = plan.WordsKept, ProposedById = official.Id, ProposedByName = official.FullName, ProposedAt = time.UtcNow, Version = 1,
            PastEffect = past?.Words, PastReason = past is null ? null : reason.Length > 0 ? reason : "theo văn bản đã nêu",
        };
        db.Add(change);
        var act = Act.By(official, ActKinds.RulePropose, time.UtcNow, past is null ? plan.WordsKept : $"{plan.WordsKept}. {past.Words} Lý do: {reason}").On("rule-change", change.Id);
        return await db.SaveAsync(act, cancel) ? change : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Approves or declines; who proposed cannot decide. What no longer fits the rows is told, not applied.</summary>
    public async Task<Outcome<RuleChange>> DecideAsync(Guid id, RuleVerdict verdict, SignedInOfficial official, CancellationToken cancel)
    {
        var (approve, note) = (verdict.Approve, verdict.Note);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (await db.Set<RuleChange>().SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } change)
        {
            return CommonProblems.NotFound.Now();
        }

        var faults = Guard(change, approve, note, official);
        if (faults.Count > 0)
        {
            return faults;
        }

        if (approve)
        {
            var ground = await GroundAsync(official.Office.Province, cancel);
            var (plan, wrong) = Read(change.Kind, JsonSerializer.Deserialize<Dictionary<string, string>>(change.Values)!, ground);
            if (plan is null)
            {
                return wrong.ToList();
            }

            // Proposed for a day to come, approved after it: then the approver says why.
            if (Unconfirmed(await PastEffect.OfAsync(db, plan, ground.Rows, time.Today, cancel), verdict.PastConfirmed, change.PastReason ?? note.Trim(), "Note") is { Count: > 0 } open)
            {
                return open;
            }

            await RuleWriter.ApplyAsync(db, plan, official, time.UtcNow, cancel);
        }

        (change.State, change.DecidedByName, change.DecidedAt) = (approve ? RuleChangeState.Approved : RuleChangeState.Declined, official.FullName, time.UtcNow);
        (change.Note, change.Version) = (note.Trim(), change.Version + 1);
        var act = Act.By(official, approve ? ActKinds.RuleApprove : ActKinds.RuleDecline, time.UtcNow, change.Words).On("rule-change", change.Id);
        if (!await db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return change;
    }

    /// <summary>What a stored proposal reaches of the past today; null when nothing, or when it no longer fits the rows.</summary>
    public async Task<PastEffect?> PastOfAsync(RuleChange change, string province, CancellationToken cancel) =>
        await PastOfAsync(change.Kind, JsonSerializer.Deserialize<Dictionary<string, string>>(change.Values)!, await GroundAsync(province, cancel), cancel);

    /// <summary>What is wrong with a change before it is proposed; nothing is saved.</summary>
    public IReadOnlyList<Problem> Faults(RuleKind kind, IReadOnlyDictionary<string, string> values, RuleGround ground) => Read(kind, values, ground).Faults;

    /// <summary>What a change would reach of the past; null when nothing, or when it does not fit the rows.</summary>
    public async Task<PastEffect?> PastOfAsync(RuleKind kind, IReadOnlyDictionary<string, string> values, RuleGround ground, CancellationToken cancel) =>
        Read(kind, values, ground).Plan is { } plan ? await PastEffect.OfAsync(db, plan, ground.Rows, time.Today, cancel) : null;

    private static List<Problem> Unconfirmed(PastEffect? past, bool confirmed, string reason, string reasonField = PastEffect.Reason)
    {
        var faults = new List<Problem>();
        if (past is not null && !confirmed)
        {
            faults.Add(LawProblems.ConfirmPast.At(PastEffect.Confirmed, past.Words));
        }

        if (past is { Reaches: true } && reason.Length == 0)
        {
            faults.Add(LawProblems.SayWhyPast.At(reasonField));
        }
        else if (past is not null && reason.Length > 1000)
        {
            faults.Add(CommonProblems.TooLong.At(reasonField, "Lý do", 1000, reason.Length));
        }

        return faults;
    }

    private static List<Problem> Guard(RuleChange change, bool approve, string note, SignedInOfficial official)
    {
        var faults = new List<Problem>();
        if (change.State != RuleChangeState.Proposed)
        {
            faults.Add(LawProblems.AlreadyDecided.Now());
        }

        if (change.ProposedById == official.Id)
        {
            faults.Add(LawProblems.OwnProposal.Now());
        }

        if (!approve && string.IsNullOrWhiteSpace(note))
        {
            faults.Add(LawProblems.SayWhy.At("Note"));
        }

        if (note.Length > 1000)
        {
            faults.Add(CommonProblems.TooLong.At("Note", "Ý kiến", 1000, note.Length));
        }

        return faults;
    }

    private static (RulePlan? Plan, IReadOnlyList<Problem> Faults) Read(RuleKind kind, IReadOnlyDictionary<string, string> values, RuleGround ground)
    {
        var reader = new RuleReader(RuleFields.Of(kind, ground.Choices), values);
        return (RulePlanner.Plan(kind, reader, ground), reader.Faults);
    }
}
