using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>Which report is wrong, and how the officer knows it.</summary>
public sealed record RefuteEventInput(Guid Id, long Version, string Reason);

/// <summary>
/// Bác bỏ tin báo sai: the commune's officer found that it did not happen. The hold is lifted, the payment follows without loss, and what the
/// report had begun and nobody signed ends. What is signed already is undone by a decision, not here.
/// </summary>
public sealed class RefuteEvent(DossierDesk desk, EventDesk events)
{
    public static readonly ProblemKind OfTwoProvinces = new("event-of-two-provinces", "Tin này do hai tỉnh cùng giải quyết: hãy trả lời tại trang Người hưởng ở hai tỉnh, việc tạm giữ tự bỏ khi hai tỉnh thống nhất.");

    public Task<Outcome<LifeEvent>> Handle(RefuteEventInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => RefuteAsync(input, official, cancel), cancel);

    /// <summary>What two provinces answer together has ended without a decision here: the hold is lifted and held months follow. What is decided already stays.</summary>
    /// <param name="state">Refuted: they are two people; Noted: one person, and nothing is to be done here.</param>
    /// <param name="why">In a sentence.</param>
    public Task<Outcome<LifeEvent>> ByBothAsync(Guid id, EventState state, string why, CancellationToken cancel) => desk.InTransactionAsync(() => EndByBothAsync(id, state, Short(why), cancel), cancel);

    /// <summary>
    /// What the payer alone had told was taken back, by him or by two officials who corrected a list on paper: while no dossier carries it the report ends, its hold is lifted and held months follow; a dossier in hand gets a remark, for its officer may know it
    /// by other papers. What an official wrote down himself, or a decision settled, stays.
    /// </summary>
    /// <param name="why">In a sentence.</param>
    public Task<Outcome<LifeEvent>> ByPayerAsync(Guid id, string why, CancellationToken cancel) => desk.InTransactionAsync(() => EndByPayerAsync(id, Short(why), cancel), cancel);

    private async Task<Outcome<LifeEvent>> RefuteAsync(RefuteEventInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await events.OpenAsync(input.Id, official, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (Fault(opened.Value, input) is { } fault)
        {
            return fault;
        }

        var (why, context) = (input.Reason.Trim(), opened.Value.Context);
        var act = Act.By(official, ActKinds.RefuteEvent, context.NowUtc, why, $"lifeevent/{input.Id:D}").On("beneficiary", opened.Value.Person.Id);
        return await EndAsync(opened.Value, new(EventState.Refuted, Mover.Of(official), why, $"Tin báo sai: {why}"), act, cancel);
    }

    private async Task<Outcome<LifeEvent>> EndByBothAsync(Guid id, EventState state, string why, CancellationToken cancel)
    {
        if (await events.FindAsync(id, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        // What a signature settled, or is about to be numbered, is not taken back by anybody's word.
        if (!open.Told.IsOpen || (open.IsCarried && StatusTable.IsDecided(open.Dossier!.Status)))
        {
            return open.Told;
        }

        var act = Act.BySystem(TenantPath.Parse(TenantPath.Parse(open.Person.TenantPath).Province), ActKinds.RefuteEvent, open.Context.NowUtc, why, $"lifeevent/{id:D}").On("beneficiary", open.Person.Id);
        return await EndAsync(open, new(state, Mover.System, why, why), act, cancel);
    }

    private async Task<Outcome<LifeEvent>> EndByPayerAsync(Guid id, string why, CancellationToken cancel)
    {
        if (await events.FindAsync(id, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (told, context) = (open.Told, open.Context);
        if (told.Source != EventSource.Post || told.RecordedBy.Length > 0 || !(told.IsOpen || EventRules.IsUnverified(told)))
        {
            return told;
        }

        var act = Act.BySystem(TenantPath.Parse(TenantPath.Parse(open.Person.TenantPath).Province), ActKinds.RefuteEvent, context.NowUtc, why, $"lifeevent/{id:D}").On("beneficiary", open.Person.Id);
        if (!open.IsCarried)
        {
            return await EndAsync(open, new(EventState.Refuted, Mover.System, why, $"Tin báo sai: {why}"), act, cancel);
        }

        var note = $"Đã rút tin báo “{LifeEventWords.Of(told.Kind)}” của tổ chức chi trả: {why}. Hãy xác minh lại trước khi giải quyết tiếp.";
        if (open.Dossier!.Steps.Exists(s => s.Note == note))
        {
            return told;
        }

        open.Dossier.Steps.Add(DeskStep.Note(open.Dossier, ActKinds.PaymentResult, Mover.System, context.OfficeName(Authorities.CommuneOfficer, TenantPath.Parse(open.Person.TenantPath)), context.NowUtc, note));
        return await desk.Db.SaveAsync(act, cancel) ? told : CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task<Outcome<LifeEvent>> EndAsync(OpenEvent open, Ending ending, Act act, CancellationToken cancel)
    {
        var (told, person, rows, dossier, context) = open;
        if (open.IsCarried)
        {
            dossier!.FinishedAt = context.NowUtc;
            DossierFlow.Apply(context.For(dossier), dossier, DossierStatus.Stopped, ActKinds.RefuteEvent, ending.By,
                context.OfficeName(Authorities.CommuneOfficer, TenantPath.Parse(person.TenantPath)), ending.Words);
        }

        told.Settle(ending.State, context.NowUtc, ending.By.Name, ending.Why);
        told.DueOn = null;
        if (!await HeldByOthersAsync(told, cancel))
        {
            var holds = await PaymentHoldReader.OfPersonAsync(desk.Db, person.Id, cancel);
            HeldMoney.Lift(desk.Db, person, holds, rows, new(ending.By.Name, Short(ending.Words), context.Month, context.NowUtc) { Raised = await RaisedAsync(open, holds, cancel) });
        }

        return await desk.Db.SaveAsync(act, cancel) ? told : CommonProblems.ChangedMeanwhile.Now();
    }

    // Of who was stopped meanwhile: no list decision finds him any more.
    private async Task<IReadOnlyDictionary<Guid, IReadOnlyList<ArrearsSpan>>> RaisedAsync(OpenEvent open, List<PaymentHold> holds, CancellationToken cancel)
    {
        var terms = new LevelTerms(open.Context.Rules, open.Context.Month, TenantPath.Parse(open.Person.TenantPath).Province);
        var book = new LevelBook(terms, await LevelSettlement.OfAsync(desk.Db, open.Rows, terms, cancel), await CitedDecisions.AllAsync(desk.Db, open.Rows, cancel));
        return LastLevels.Held(open.Person, open.Rows, holds.FindAll(h => h.LiftedAt is null), book);
    }

    // The reason itself may fill the field; it stands whole with the report.
    private static string Short(string words) => words.Length > LifeEvent.LongestNote ? words[..(LifeEvent.LongestNote - 1)] + "…" : words;

    private static Problem? Fault(OpenEvent open, RefuteEventInput input) =>
        EventRules.IsOfTwoProvinces(open.Told) ? OfTwoProvinces.Now() :
        !(open.Told.IsOpen || EventRules.IsUnverified(open.Told)) || (open.IsCarried && StatusTable.IsDecided(open.Dossier!.Status)) ? EventDesk.Settled.Now(LifeEventWords.Of(open.Told.State))
        : open.Told.Version != input.Version ? CommonProblems.ChangedMeanwhile.Now()
        : ReasonText.Fault(nameof(input.Reason), input.Reason.Trim());

    // Another body says the same: what it says is verified first.
    private async Task<bool> HeldByOthersAsync(LifeEvent told, CancellationToken cancel) =>
        (await desk.Db.LifeEvents.Where(e => e.BeneficiaryId == told.BeneficiaryId && e.Id != told.Id && (e.State == EventState.Reported || e.State == EventState.InDossier)).ToListAsync(cancel))
            .Exists(e => EventRules.Holds(e.Kind, e.Source));

    /// <summary>How a report ends, by whom and in which words.</summary>
    private sealed record Ending(EventState State, Mover By, string Why, string Words);
}

/// <inheritdoc cref="RefuteEvent"/>
[Needs(Actions.DossierReview)]
public sealed class RefuteEventModel(RefuteEvent verb, EventDesk events, CurrentOfficial current, EventPageDoors doors) : VerbPage<LifeEvent>(events.Db)
{
    private Guid _person;
    private bool _held;

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public OpenEvent Open { get; private set; } = null!;

    protected override string Done => _held ? "Đã bác bỏ tin báo sai. Chi trả tiếp tục bình thường." : "Đã bác bỏ tin báo sai.";

    protected override string Next => $"/doi-tuong/{_person}";

    /// <summary>What became of the report since the page was opened.</summary>
    public Meanwhile Meanwhile { get; private set; } = Meanwhile.Nothing;

    protected override Task OpenAsync(CancellationToken cancel)
    {
        Version = Open.Told.Version;
        return Task.CompletedTask;
    }

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Meanwhile = await Meanwhile.OfAsync(Db, Protos.Replication.RecordKind.LifeEvent, Id, Version, Open.Told.Version, cancel);
        ModelState.Remove(nameof(Version));
        Version = Open.Told.Version;
    }

    protected override async Task<Outcome<LifeEvent>> ActAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(new RefuteEventInput(Id, Version, Reason ?? ""), current.Required, cancel);
        (_person, _held) = outcome.Succeeded ? (outcome.Value.BeneficiaryId, outcome.Value.Holds.Count > 0) : (Guid.Empty, false);
        return outcome;
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await events.FindAsync(Id, cancel) is not { } open)
        {
            return await doors.Foreign.NotFoundAsync<LifeEvent>(Id, cancel);
        }

        Open = open;
        // Opened or refused, it shows the person.
        await doors.Views.RecordAsync("beneficiary", open.Person.Id, current.Required, cancel);
        return null;
    }
}
