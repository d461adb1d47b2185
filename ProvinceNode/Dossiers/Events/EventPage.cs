using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>
/// One event: who told what, what is held for its sake, what the law makes of it with the months and the money before and after, and one button that opens
/// the dossier of the right measure, filled in.
/// </summary>
[Needs(Actions.RegistryView)]
public sealed class EventPageModel(OpenFromEvent verb, EventPreview preview, DeskFiles files, EventDesk events, CurrentOfficial current, EventPageDoors doors) : VerbPage<Dossier>(events.Db)
{
    private IReadOnlyList<StoredFile> _files = [];
    private Guid _opened;

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? HappenedOn { get; set; }

    public OpenEvent Open { get; private set; } = null!;

    /// <summary>What the law makes of it; null when nobody has to do anything about it, or this official does not.</summary>
    public Preview? Proposal { get; private set; }

    /// <summary>What became of the report since the page was opened.</summary>
    public Meanwhile Meanwhile { get; private set; } = Meanwhile.Nothing;

    /// <summary>Whether this official sees to it.</summary>
    public bool MayAct => CommuneOfficers.Fault(Open.Context, current.Required, TenantPath.Parse(Open.Person.TenantPath)) is null;

    /// <summary>Whether it can still be refuted: nothing is signed.</summary>
    public bool MayRefute => MayAct && !EventRules.IsOfTwoProvinces(Open.Told) && (Open.Told.IsOpen ? Open.Waits || !StatusTable.IsDecided(Open.Dossier!.Status) : EventRules.IsUnverified(Open.Told));

    public bool MayOpen => Open.Waits && Proposal is { Law: { Kind: not null, NotYet: "" } } shown && (shown.Law.Kind != RequestKind.Undo || shown.Faults.Count == 0);

    public DeskFilesView Files => new(SubmitPapers.Reason.Code, "Giấy tờ chứng minh", "JPG, PNG hoặc PDF, mỗi tệp tối đa 20 MB.", _files, files.Seal(_files, Id, current.Required));

    protected override string Done => "Đã lập hồ sơ theo đề xuất. Hãy xét duyệt và chuyển bước tiếp theo.";

    protected override string Next => $"/ho-so/{_opened}";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Meanwhile = Version == 0 ? Meanwhile.Nothing : await Meanwhile.OfAsync(Db, Protos.Replication.RecordKind.LifeEvent, Id, Version, Open.Told.Version, cancel);
        (Version, _) = (Open.Told.Version, ModelState.Remove(nameof(Version)));
        Proposal = MayAct && Open.Waits ? await preview.OfAsync(Open, current.Required, cancel) : null;
    }

    protected override async Task<Outcome<Dossier>> ActAsync(CancellationToken cancel)
    {
        (_files, var problems) = await files.TakeAsync(Request.Form, Id, current.Required, cancel);
        if (!string.IsNullOrWhiteSpace(HappenedOn) && PersonEntry.Day(HappenedOn) is null)
        {
            problems.Add(PersonEntry.DayWrong.At(nameof(HappenedOn), "Ngày xảy ra", HappenedOn.Trim()));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var outcome = await verb.Handle(new OpenFromEventInput(Id, Version, PersonEntry.Day(HappenedOn), _files), current.Required, cancel);
        _opened = outcome.Succeeded ? outcome.Value.Id : Guid.Empty;
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

/// <summary>What a page of an event records beside its verb: who read it, and who tried from elsewhere.</summary>
public sealed class EventPageDoors(ForeignTenant foreign, PersonViews views)
{
    public ForeignTenant Foreign { get; } = foreign;

    public PersonViews Views { get; } = views;
}
