using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>Which event, as the officer saw it, with the day where the report told none and papers that prove it.</summary>
public sealed record OpenFromEventInput(Guid Id, long Version, DateOnly? HappenedOn, IReadOnlyList<StoredFile> Evidence);

/// <summary>Lập hồ sơ theo đề xuất: the dossier of the right measure, filled in and linked to the event, which is decided when the dossier is signed.</summary>
public sealed class OpenFromEvent(DossierDesk desk, EventDesk events)
{
    public static readonly ProblemKind NothingToOpen = new("event-nothing-to-open", "{0} Hãy bác bỏ tin báo, hoặc làm theo hướng dẫn này.");

    public static readonly ProblemKind TooEarly = new("event-too-early", "{0} Hãy quay lại khi đủ thời gian.");

    public static readonly ProblemKind DayNeeded = new("event-day-needed", "Hãy ghi ngày xảy ra theo giấy tờ: tháng thôi hưởng, điều chỉnh được tính từ ngày này.");

    public Task<Outcome<Dossier>> Handle(OpenFromEventInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => MakeAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> MakeAsync(OpenFromEventInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await events.OpenAsync(input.Id, official, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var open = opened.Value;
        if (await FaultAsync(open, input, cancel) is { } fault)
        {
            return fault;
        }

        open.Told.HappenedOn ??= input.HappenedOn;
        var ground = await EventDossier.GroundAsync(events, open, cancel);
        var law = EventLaw.Of(ground);
        if (law.Kind is null || law.NotYet.Length > 0)
        {
            return law.Kind is null ? NothingToOpen.Now(law.Words) : TooEarly.Now(law.NotYet);
        }

        var office = await desk.Db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == open.Person.TenantPath, cancel);
        var dossier = EventDossier.Make(open, ground, law, office, await SubmitCode.NextAsync(desk.Db, office, open.Context.Today, cancel), Mover.Of(official));
        dossier.Attachments.AddRange(input.Evidence.Select(f => f.AsAttachment(dossier.Id, dossier.TenantPath, open.Context.NowUtc)));
        desk.Db.Dossiers.Add(dossier);
        (open.Told.State, open.Told.DossierId, open.Told.DueOn) = (EventState.InDossier, dossier.Id, null);
        var act = Act.By(official, ActKinds.Open, open.Context.NowUtc, EventDossier.Reason(open), $"beneficiary/{open.Person.Id:D} lifeevent/{open.Told.Id:D}").On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task<Problem?> FaultAsync(OpenEvent open, OpenFromEventInput input, CancellationToken cancel)
    {
        if (!open.Waits)
        {
            return EventDesk.Settled.Now(LifeEventWords.Of(open.Told.State));
        }

        if (open.Told.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        // The day comes of what both provinces agreed, not of one officer.
        if (EventRules.IsOfTwoProvinces(open.Told) && open.Told.HappenedOn is null)
        {
            return TooEarly.Now("Hai tỉnh chưa thống nhất nơi tiếp tục chi trả.");
        }

        var (on, today) = (open.Told.HappenedOn ?? input.HappenedOn, open.Context.Today);
        if (on is null ? EventRules.NeedsDay(open.Told.Kind) : on > today || (BirthDate.TryParse(open.Person.BirthDate, out var born) && on < born.Assumed))
        {
            return on is null ? DayNeeded.At(nameof(input.HappenedOn)) : ReportEvent.DayWrong.At(nameof(input.HappenedOn));
        }

        // A death ends what was asked beside it (Circular 02/2021 Art. 2); nothing else goes on while another dossier of the person is open.
        var undone = open.Told.Kind == LifeEventKind.ReportWrong && Guid.TryParse(open.Told.Value, out var wrong) ? wrong : Guid.Empty;
        var others = await desk.Db.Dossiers.Where(d => d.BeneficiaryId == open.Person.Id && d.FinishedAt == null && d.Id != undone).Select(d => new { d.Code, d.Kind }).ToListAsync(cancel);
        return others.Find(d => open.Told.Kind != LifeEventKind.Death || Death.MayTell(d.Kind)) is { } other ? OpenOwn.OpenAlready.Now(other.Code) : null;
    }
}
