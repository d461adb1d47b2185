using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>A report about a beneficiary.</summary>
/// <param name="HappenedOn">Null when the source does not tell the day.</param>
/// <param name="Reference">Number of the paper, or id of the answer; the same one again changes nothing.</param>
public sealed record ReportEventInput(Guid BeneficiaryId, LifeEventKind Kind, DateOnly? HappenedOn, EventSource Source, string Reference)
{
    /// <summary>What the kind tells beside the day, see <see cref="LifeEventKind"/>.</summary>
    public string Value { get; init; } = "";

    public string Note { get; init; } = "";
}

/// <summary>What came of a report.</summary>
/// <param name="Event">The report as it is kept; null when a signed decision has told it already.</param>
/// <param name="IsNew">False: it was known, and nothing was written.</param>
/// <param name="Holds">The next list leaves the person out until it is verified.</param>
public sealed record ReportedEvent(LifeEvent? Event, bool IsNew, bool Holds);

/// <summary>
/// Ghi nhận biến động: the one door through which something that happened to a beneficiary becomes known, whoever tells it: an official's page, the
/// check against the population database, the post's result. It makes a task of the commune's social officer and may hold the payment from the next
/// list on; it never ends anything (policy 3.6). The caller's scope covers the person.
/// </summary>
public sealed class ReportEvent(DossierDesk desk, FlowRules rules)
{
    public static readonly ProblemKind DayWrong = new("event-day", "Ngày xảy ra phải là một ngày có thật, không sau hôm nay và không trước ngày sinh của đối tượng. Hãy xem lại giấy tờ.");

    public static readonly ProblemKind ValueNeeded = new("event-value", "Biến động “{0}” cần kèm nội dung: hãy chọn mức độ khuyết tật mới, diện mới hoặc quyết định dựa trên tin sai.");

    /// <param name="official">Who reports; null: it came by itself.</param>
    /// <param name="cancel">Stops it before it is saved.</param>
    public Task<Outcome<ReportedEvent>> Handle(ReportEventInput input, SignedInOfficial? official, CancellationToken cancel) =>
        desk.Db.Database.CurrentTransaction is null ? desk.InTransactionAsync(() => TakeAsync(input, official, cancel), cancel) : TakeAsync(input, official, cancel);

    private async Task<Outcome<ReportedEvent>> TakeAsync(ReportEventInput input, SignedInOfficial? official, CancellationToken cancel)
    {
        if (await desk.Db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == input.BeneficiaryId, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        var context = await rules.ForAsync(TenantPath.Parse(person.TenantPath), cancel);
        if (official is not null && CommuneOfficers.Fault(context, official, TenantPath.Parse(person.TenantPath)) is { } guard)
        {
            return guard;
        }

        if (Faults(input, person, context.Today) is { Count: > 0 } faults)
        {
            return faults;
        }

        var known = await desk.Db.LifeEvents.Include(e => e.Holds).Where(e => e.BeneficiaryId == person.Id && e.Kind == input.Kind).OrderBy(e => e.RecordedAt).ToListAsync(cancel);
        var (receives, dead) = (await ReceivesAsync(person, cancel), input.Kind == LifeEventKind.Death && person.DiedOn is not null);
        if (dead && !receives)
        {
            return new ReportedEvent(known.LastOrDefault(), false, false);
        }

        // Of a dead person to whom something runs (two records that became one) the report that was decided once says nothing: somebody must look again.
        if (known.Find(e => EventRules.IsSame(e, input) && !(dead && e.State == EventState.Decided)) is { } same)
        {
            return await CompleteAsync(same, input, (person, receives), context, official, cancel);
        }

        var told = Make(input, person, context, official);
        await WeighAsync(told, person, receives, context, cancel);
        desk.Db.LifeEvents.Add(told);
        return await desk.Db.SaveAsync(ActOf(told, person, context, official), cancel) ? new ReportedEvent(told, true, told.Holds.Count > 0) : CommonProblems.ChangedMeanwhile.Now();
    }

    // Whether it is a task or only kept, whether it holds, and which reports it makes a task again.
    private async Task WeighAsync(LifeEvent told, Beneficiary person, bool receives, FlowContext context, CancellationToken cancel)
    {
        if (!receives && !EventRules.LooksBack(told.Kind) && !await CarriesAsync(person, cancel))
        {
            told.Settle(EventState.Noted, context.NowUtc, told.RecordedBy, "Không đang hưởng chế độ nào, không nhận tiền thay ai");
            told.DueOn = null;
        }
        else if (receives && EventRules.Holds(told.Kind, told.Source) && !await HeldAsync(person, cancel))
        {
            told.Holds.Add(Hold(told, context));
        }

        // Who is said to be wrongly without his money: what was told of his death meanwhile is verified before it is given back to him.
        if (told.Kind == LifeEventKind.ReportWrong && person.DiedOn is null)
        {
            (await desk.Db.LifeEvents.Include(e => e.Holds).Where(e => e.BeneficiaryId == person.Id && e.Kind == LifeEventKind.Death && e.State == EventState.Noted).ToListAsync(cancel)).ForEach(e => Raise(e, context));
        }
    }

    // The same report with the day that was missing is no other report; one that nobody verified holds again what runs again.
    private async Task<Outcome<ReportedEvent>> CompleteAsync(LifeEvent same, ReportEventInput input, (Beneficiary Person, bool Receives) of, FlowContext context, SignedInOfficial? official, CancellationToken cancel)
    {
        var again = of.Receives && EventRules.IsUnverified(same) && !await HeldAsync(of.Person, cancel);
        if (!again && (!same.IsOpen || same.HappenedOn is not null || input.HappenedOn is null))
        {
            return new ReportedEvent(same, false, same.Holds.Exists(h => h.LiftedAt is null));
        }

        if (again)
        {
            Raise(same, context);
            same.Holds.Add(Hold(same, context));
        }

        same.HappenedOn ??= input.HappenedOn;
        return await desk.Db.SaveAsync(ActOf(same, of.Person, context, official), cancel)
            ? new ReportedEvent(same, false, same.Holds.Exists(h => h.LiftedAt is null)) : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Makes a task again of a report that was only kept. The caller saves.</summary>
    internal static void Raise(LifeEvent told, FlowContext context)
    {
        if (told.State == EventState.Noted)
        {
            (told.State, told.SettledAt, told.SettledBy, told.SettledWhy) = (EventState.Reported, null, "", "");
            told.DueOn = context.Calendar.AddWorkingDays(context.Today, EventRules.DaysToVerify);
        }
    }

    private static List<Problem> Faults(ReportEventInput input, Beneficiary person, DateOnly today)
    {
        var faults = new List<Problem>();
        if (input.HappenedOn is { } on && (on > today || (BirthDate.TryParse(person.BirthDate, out var born) && on < born.Assumed)))
        {
            faults.Add(DayWrong.At(nameof(input.HappenedOn)));
        }

        if (!EventRules.IsTold(input.Kind, input.Value.Trim()))
        {
            faults.Add(ValueNeeded.At(nameof(input.Value), LifeEventWords.Of(input.Kind)));
        }

        foreach (var (field, label, longest, text) in new[] { (nameof(input.Reference), "Số giấy tờ", LifeEvent.LongestReference, input.Reference), (nameof(input.Note), "Nội dung", LifeEvent.LongestNote, input.Note) })
        {
            if (text.Trim().Length > longest)
            {
                faults.Add(CommonProblems.TooLong.At(field, label, longest, text.Trim().Length));
            }
            else if (NeutralWords.Reveals(text))
            {
                faults.Add(PersonEntry.IllnessNamed.At(field, label));
            }
        }

        return faults;
    }

    // Who is on his way to a new place has not ceased to receive (Decree 20 Art. 8(4)).
    private async Task<bool> ReceivesAsync(Beneficiary person, CancellationToken cancel) => person.Status != EntitlementStatus.Ended
        || await desk.Db.TransferHalves.AnyAsync(h => h.BeneficiaryId == person.Id && (h.Status == TransferStatus.Open || h.Status == TransferStatus.Sent), cancel);

    private async Task<bool> HeldAsync(Beneficiary person, CancellationToken cancel) =>
        (await PaymentHoldReader.OfPersonAsync(desk.Db, person.Id, cancel)).Exists(h => h.EntitlementId is null && h.LiftedAt is null);

    private Task<bool> CarriesAsync(Beneficiary person, CancellationToken cancel)
    {
        var number = person.CitizenId;
        return desk.Db.Entitlements.AnyAsync(e => number != "" && e.ReceiverNumber == number && e.Status != EntitlementStatus.Ended, cancel);
    }

    private static LifeEvent Make(ReportEventInput input, Beneficiary person, FlowContext context, SignedInOfficial? official) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Kind = input.Kind, HappenedOn = input.HappenedOn,
        Source = input.Source, Reference = input.Reference.Trim(), Value = input.Value.Trim(), Note = input.Note.Trim(), RecordedAt = context.NowUtc, RecordedBy = official?.FullName ?? "",
        State = EventState.Reported, DueOn = context.Calendar.AddWorkingDays(context.Today, EventRules.DaysToVerify),
    };

    /// <summary>Keeps the next list from paying the person.</summary>
    internal static PaymentHold Hold(LifeEvent told, FlowContext context) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), EventId = told.Id, BeneficiaryId = told.BeneficiaryId, TenantPath = told.TenantPath,
        FromMonth = PaymentHolds.FirstMonth(context.Today).Number, RecordedAt = context.NowUtc,
        Why = $"Chờ xác minh tin báo: {LifeEventWords.Of(told.Kind).ToLower(VietnameseFormat.Culture)} ({LifeEventWords.Of(told.Source)})",
    };

    private static Act ActOf(LifeEvent told, Beneficiary person, FlowContext context, SignedInOfficial? official)
    {
        var (reason, evidence) = ($"{LifeEventWords.Of(told.Kind)}; nguồn: {LifeEventWords.Of(told.Source)}", $"lifeevent/{told.Id:D}");
        var act = official is null ? Act.BySystem(TenantPath.Parse(TenantPath.Parse(person.TenantPath).Province), ActKinds.ReportEvent, context.NowUtc, reason, evidence)
            : Act.By(official, ActKinds.ReportEvent, context.NowUtc, reason, evidence);
        return act.On("beneficiary", person.Id);
    }
}
