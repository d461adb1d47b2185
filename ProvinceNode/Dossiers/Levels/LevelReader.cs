using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>Why a due payment is not on a list although its sum is clear.</summary>
public enum LevelPlace
{
    Running,

    /// <summary>Tạm dừng: asked anew when it is resumed (Circular 02/2021 Art. 2).</summary>
    Suspended,

    /// <summary>A dossier about a death or a stop is open.</summary>
    Stopping,

    /// <summary>Held while a report of death or absence is verified: when it is lifted, held months are paid whole, and the next list brings the level.</summary>
    Held,

    /// <summary>A dossier about a change of residence is open: the new place goes on at its own level.</summary>
    Moving,
}

/// <summary>A payment that is due a change, or that raises a doubt.</summary>
public sealed record LevelEntry(Guid EntitlementId, Guid BeneficiaryId, string TenantPath, LevelCase Case, LevelAnswer Answer, LevelPlace Place)
{
    /// <summary>Whether it is on a list that is made now.</summary>
    public bool Listed => Place == LevelPlace.Running && Answer.Changes;
}

/// <summary>
/// Reads what runs in the scope, row by row, and asks the rules about each; rows that are equal to the law are answered once. Memory stays flat
/// whatever the province has.
/// </summary>
public sealed class LevelReader(NodeDb db)
{
    private const int Chunk = 500;

    private static readonly RequestKind[] Stops = [RequestKind.Stop, RequestKind.Funeral];
    private static readonly RequestKind[] Moves = [RequestKind.MoveOut, RequestKind.MoveWithin, RequestKind.MoveIn];
    private static readonly DossierStatus[] Undecided = [.. Enum.GetValues<DossierStatus>().Where(s => !StatusTable.IsDecided(s) && !StatusTable.IsFinished(s))];

    /// <summary>Payments of a change that something is to be done about, ordered by commune. The database answers nothing else until the last was taken.</summary>
    /// <param name="commune">One commune's path; null: the whole scope.</param>
    public async IAsyncEnumerable<LevelEntry> DueAsync(LevelChange change, LevelTerms terms, string? commune, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (stopping, moving) = (await PeopleAsync(Stops, cancel), await PeopleAsync(Moves, cancel));
        var held = await HeldAsync(db.PaymentHolds, cancel);
        var edition = terms.Edition;
        var settled = await db.Set<LevelSettlement>().AsNoTracking().Where(s => s.Edition == edition).ToDictionaryAsync(s => s.EntitlementId, cancel);
        var answers = new Dictionary<LevelCase, LevelAnswer>();
        await foreach (var row in Rows(change, terms, commune).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var asked = settled.TryGetValue(row.Id, out var s) ? row.Case with { Choice = s.Choice, ChosenDong = s.ChosenDong, ChosenFrom = s.ChosenFrom } : row.Case;
            if (!answers.TryGetValue(asked, out var answer))
            {
                answer = LevelRules.Of(asked, terms);
                if (asked.Birth.Length == 0)
                {
                    answers[asked] = answer;
                }
            }

            if (answer.Due)
            {
                var place = row.Suspended ? LevelPlace.Suspended : stopping.Contains(row.BeneficiaryId) ? LevelPlace.Stopping
                    : held.Contains(row.BeneficiaryId) ? LevelPlace.Held : moving.Contains(row.BeneficiaryId) ? LevelPlace.Moving : LevelPlace.Running;
                yield return new LevelEntry(row.Id, row.BeneficiaryId, row.TenantPath, asked, answer, place);
            }
        }
    }

    /// <summary>People of some holds whose payment is held now.</summary>
    public static async Task<HashSet<Guid>> HeldAsync(IQueryable<PaymentHold> holds, CancellationToken cancel) =>
        [.. await holds.AsNoTracking().Where(h => h.LiftedAt == null).Select(h => h.BeneficiaryId).ToListAsync(cancel)];

    private IQueryable<Row> Rows(LevelChange change, LevelTerms terms, string? commune)
    {
        var (converted, apart, pension) = (terms.Converted, terms.Apart, change == LevelChange.Pension);
        var running = db.Entitlements.AsNoTracking().Where(e => e.Status != EntitlementStatus.Ended && (commune == null || e.TenantPath == commune));
        running = change switch
        {
            LevelChange.Pension => running.Where(e => converted.Contains(e.CategoryCode)),
            LevelChange.Apart => running.Where(e => apart.Contains(e.CategoryCode)),
            _ => running.Where(e => !converted.Contains(e.CategoryCode) && !apart.Contains(e.CategoryCode)),
        };
        return running.OrderBy(e => e.TenantPath).ThenBy(e => e.Id).Select(e => new Row(
            e.Id, e.BeneficiaryId, e.TenantPath, e.Kind, e.CategoryCode, e.Times, e.MonthlyAmount, e.StartMonth, e.Status == EntitlementStatus.Suspended, e.RecordedAt,
            db.Decisions.Any(d => d.Id == e.DecisionId),
            pension ? db.Beneficiaries.Where(b => b.Id == e.BeneficiaryId).Select(b => b.BirthDate).FirstOrDefault() ?? "" : "",
            pension && db.Entitlements.Any(o => o.BeneficiaryId == e.BeneficiaryId && o.Id != e.Id && o.Kind != EntitlementKind.Care && o.Status != EntitlementStatus.Ended)));
    }

    // People with an open dossier of a kind: those that it names, else those with its number.
    private async Task<HashSet<Guid>> PeopleAsync(RequestKind[] kinds, CancellationToken cancel)
    {
        var open = db.Dossiers.AsNoTracking().Where(d => kinds.Contains(d.Kind) && Undecided.Contains(d.Status));
        var named = await open.Where(d => d.BeneficiaryId != null).Select(d => d.BeneficiaryId!.Value).ToListAsync(cancel);
        var owners = await open.Where(d => d.BeneficiaryId == null).Select(d => new { d.Owner.CitizenId, d.Owner.OldIdentityNumber }).ToListAsync(cancel);
        var people = named.ToHashSet();
        foreach (var numbers in owners.Select(o => o.CitizenId.Length > 0 ? o.CitizenId : o.OldIdentityNumber).Where(n => n.Length > 0).Distinct().Chunk(Chunk))
        {
            people.UnionWith(await db.Beneficiaries.AsNoTracking().Where(b => numbers.Contains(b.CitizenId) || (b.OldIdentityNumber != "" && numbers.Contains(b.OldIdentityNumber))).Select(b => b.Id).ToListAsync(cancel));
        }

        return people;
    }

    private sealed record Row(
        Guid Id, Guid BeneficiaryId, string TenantPath, EntitlementKind Kind, string CategoryCode, int Times, Dong Monthly, int StartMonth, bool Suspended, DateTime RecordedAt,
        bool Decided, string Birth, bool Beside)
    {
        public LevelCase Case => new(Kind, CategoryCode, Times, Monthly.Amount, StartMonth, VietnamTime.Day(RecordedAt), Decided) { Birth = Birth, Beside = Beside };
    }
}
