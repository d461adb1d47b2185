using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Repair;

/// <summary>
/// Makes records of the registry again of what they looked like as messages. What never left the node whole is not made of less: dossiers, decisions, certificates
/// and payment lists with their papers, and whatever was neutral on its way (Law 64/2006). The caller saves.
/// </summary>
internal static class TakeBack
{
    /// <returns>False when the record cannot be made of this; nothing was changed then.</returns>
    public static async Task<bool> FromAsync(NodeDb db, Record record, DateOnly today, CancellationToken cancel)
    {
        var (id, path) = (Guid.Parse(record.Id), record.TenantPath);
        IReplicated? taken = record.BodyCase switch
        {
            Record.BodyOneofCase.Beneficiary => await TakeBackPeople.PersonAsync(db, id, path, record.Beneficiary, cancel),
            Record.BodyOneofCase.Household => await TakeBackPeople.HouseholdAsync(db, id, path, record.Household, cancel),
            Record.BodyOneofCase.Entitlement => await EntitlementAsync(db, id, record, cancel),
            Record.BodyOneofCase.LifeEvent => await EventAsync(db, id, record, today, cancel),
            _ => null,
        };
        if (taken is null)
        {
            return false;
        }

        // The save gives it the next version: above everything that the hub has of it.
        taken.Version = Math.Max(taken.Version, (long)record.Version);
        return true;
    }

    /// <summary>By what people find the paper of a record; no personal data.</summary>
    public static string Label(Record? record) => record is null ? "" : record.BodyCase switch
    {
        Record.BodyOneofCase.Beneficiary => record.Beneficiary.Code,
        Record.BodyOneofCase.Dossier => record.Dossier.Code,
        Record.BodyOneofCase.Decision => record.Decision.Number,
        Record.BodyOneofCase.Certificate => record.Certificate.Number,
        Record.BodyOneofCase.PaymentList => $"{record.PaymentList.Month} {record.PaymentList.CommuneCode} {record.PaymentList.Type} {record.PaymentList.Method} {record.PaymentList.Sequence}",
        Record.BodyOneofCase.PaymentLine => $"{record.PaymentLine.Month} {record.PaymentLine.CommuneCode} {record.PaymentLine.Outcome}",
        _ => "",
    };

    /// <summary>A day as it is written in messages; null for an open one.</summary>
    internal static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;

    private static DateTime? Moment(long unixMs) => unixMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;

    private static async Task<Entitlement?> EntitlementAsync(NodeDb db, Guid id, Record record, CancellationToken cancel)
    {
        var state = record.Entitlement;
        if (!Enum.TryParse<EntitlementStatus>(state.Status, out var status) || !Enum.TryParse<EntitlementKind>(state.Kind, out var kind))
        {
            return null;
        }

        var entitlement = await db.Entitlements.SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (entitlement is null)
        {
            var person = Guid.Parse(state.BeneficiaryId);
            if (state.CategoryCode == RecordMessages.NeutralCategory || !await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AnyAsync(b => b.Id == person, cancel))
            {
                return null;
            }

            entitlement = New(id, person, kind, state, record);
            db.Add(entitlement);
        }

        if (entitlement.EndMonth != state.EndMonth)
        {
            entitlement.EndWith(state.EndMonth, Moment(record.RecordedAtUnixMs)!.Value);
        }

        (entitlement.TenantPath, entitlement.Status, entitlement.Withheld) = (record.TenantPath, status, state.Withheld);
        (entitlement.ReceiverName, entitlement.ReceiverNumber, entitlement.ReceiverRelation) = (state.ReceiverName, state.ReceiverNumber, state.ReceiverRelation);
        (entitlement.MethodCode, entitlement.AccountNumber, entitlement.AccountHolder, entitlement.Bank) = (state.MethodCode, state.AccountNumber, state.AccountHolder, state.Bank);
        entitlement.EndDecisionId = Id(state.EndDecisionId);
        // Words that tell of an illness did not travel: what stands here is kept.
        entitlement.EndReason = state.EndReason.Length > 0 || state.EndDecisionId.Length == 0 ? state.EndReason : entitlement.EndReason;
        return entitlement;
    }

    private static Entitlement New(Guid id, Guid person, EntitlementKind kind, EntitlementState state, Record record) => new()
    {
        Id = id, BeneficiaryId = person, TenantPath = record.TenantPath, Kind = kind, CategoryCode = state.CategoryCode, CoefficientHundredths = state.CoefficientHundredths,
        Times = Math.Max(1, state.Times), Level = new Dong(state.LevelDong), MonthlyAmount = new Dong(state.MonthlyAmountDong), StartMonth = state.StartMonth,
        DecisionId = Id(state.DecisionId) ?? Guid.Empty, ReceiverName = state.ReceiverName, PreviousId = Id(state.PreviousId), RecordedAt = Moment(record.RecordedAtUnixMs)!.Value,
        BeganSuspended = state.Status == nameof(EntitlementStatus.Suspended),
    };

    private static async Task<LifeEvent?> EventAsync(NodeDb db, Guid id, Record record, DateOnly today, CancellationToken cancel)
    {
        var state = record.LifeEvent;
        if (!Enum.TryParse<EventState>(state.State, out var now) || !Enum.TryParse<LifeEventKind>(state.Kind, out var kind) || !Enum.TryParse<EventSource>(state.Source, out var source))
        {
            return null;
        }

        var (person, at) = (Guid.Parse(state.BeneficiaryId), Moment(record.RecordedAtUnixMs)!.Value);
        var happened = await db.LifeEvents.Include(e => e.Holds).SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (happened is null)
        {
            if (!await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AnyAsync(b => b.Id == person, cancel))
            {
                return null;
            }

            happened = new LifeEvent
            {
                Id = id, BeneficiaryId = person, TenantPath = record.TenantPath, Kind = kind, Source = source, Reference = state.Reference, Value = state.Value, Note = state.Note, RecordedAt = at,
                // Whoever had it on his desk lost it: it is due at once.
                DueOn = now == EventState.Reported ? today : null,
            };
            db.Add(happened);
        }

        (happened.TenantPath, happened.HappenedOn, happened.State, happened.DossierId) = (record.TenantPath, Day(state.HappenedOn), now, Id(state.DossierId));
        (happened.SettledAt, happened.SettledWhy) = (Moment(state.SettledAtUnixMs), state.SettledWhy);
        foreach (var hold in state.Holds)
        {
            Hold(db, happened, hold, at);
        }

        return happened;
    }

    private static void Hold(NodeDb db, LifeEvent happened, PaymentHoldState state, DateTime at)
    {
        var id = Guid.Parse(state.Id);
        if (happened.Holds.Find(h => h.Id == id) is not { } hold)
        {
            hold = new PaymentHold
            {
                Id = id, EventId = happened.Id, BeneficiaryId = happened.BeneficiaryId, EntitlementId = Id(state.EntitlementId), TenantPath = happened.TenantPath, FromMonth = state.FromMonth,
                Why = state.Why, RecordedAt = at,
            };
            happened.Holds.Add(hold);
            db.Add(hold);
        }

        (hold.LastMonth, hold.LiftedAt, hold.LiftedWhy) = (state.LastMonth, Moment(state.LiftedAtUnixMs), state.LiftedWhy);
    }
}
