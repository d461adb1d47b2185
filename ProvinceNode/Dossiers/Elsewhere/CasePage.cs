using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Duplicates;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>One case: both sides side by side, the months of both, what each says, and the answer of this province's officer.</summary>
[Needs(Actions.RegistryView)]
public sealed class CasePageModel(AnswerCase verb, NodeDb db, FlowRules rules, CurrentOfficial current, EventPageDoors doors) : VerbPage<ElsewhereCase>(db)
{
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public ElsewhereWord Word { get; set; }

    [BindProperty]
    public string? StopMonth { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public ElsewhereCase Case { get; private set; } = null!;

    public SharedCase Told { get; private set; } = null!;

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>The report that holds, or held; null while none was made.</summary>
    public LifeEvent? Report { get; private set; }

    public bool MayAnswer { get; private set; }

    /// <summary>Whether the officer has a dossier to open: this province stops.</summary>
    public bool IsToStop => ElsewhereRules.Of(Told) == ElsewhereStep.Stop && Report is { IsOpen: true };

    /// <summary>Whether the officer has months to take back: lists here paid them, and another province rightly did.</summary>
    public bool IsToTakeBack => ElsewhereRules.Of(Told) == ElsewhereStep.TakeBack;

    public DateOnly Today { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string>> Words => Told.Past ?
    [
        KeyValuePair.Create(nameof(ElsewhereWord.Stays), $"Một người; {Told.Ours.ProvinceName} chi trả đúng, {Told.Theirs.ProvinceName} thu hồi"),
        KeyValuePair.Create(nameof(ElsewhereWord.Stops), $"Một người; {Told.Ours.ProvinceName} thu hồi từ tháng ghi dưới đây"),
        KeyValuePair.Create(nameof(ElsewhereWord.NotSame), "Không phải một người"),
    ] :
    [
        KeyValuePair.Create(nameof(ElsewhereWord.Stays), $"Một người; {Told.Ours.ProvinceName} tiếp tục chi trả, {Told.Theirs.ProvinceName} thôi"),
        KeyValuePair.Create(nameof(ElsewhereWord.Stops), $"Một người; {Told.Ours.ProvinceName} thôi chi trả từ tháng ghi dưới đây"),
        KeyValuePair.Create(nameof(ElsewhereWord.NotSame), "Không phải một người"),
    ];

    protected override string Done => "Đã ghi ý kiến. Ý kiến được gửi đến trục quốc gia trong ít phút; tỉnh kia trả lời thì trang này cho biết kết quả.";

    protected override string Next => $"/trung-tinh/{Id}";

    protected override async Task OpenAsync(CancellationToken cancel)
    {
        (Word, Reason, Evidence) = (Case.Word, Case.Reason, Case.Evidence);
        StopMonth = Case.StopMonth > 0 ? new PayMonth(Case.StopMonth).ToString() : "";
        await ShowAsync(cancel);
    }

    protected override Task ShowAsync(CancellationToken cancel)
    {
        (Version, _) = (Case.Version, ModelState.Remove(nameof(Version)));
        return Task.CompletedTask;
    }

    protected override Task<Outcome<ElsewhereCase>> ActAsync(CancellationToken cancel)
    {
        PayMonth? month = DateOnly.TryParseExact(StopMonth?.Trim(), ["MM/yyyy", "M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? PayMonth.Of(first) : null;
        return verb.Handle(new AnswerCaseInput(Id, Version, Word, month, Reason ?? "", Evidence ?? ""), current.Required, cancel);
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await Db.Set<ElsewhereCase>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, cancel) is not { } found || await Db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == found.BeneficiaryId, cancel) is not { } person)
        {
            return await doors.Foreign.NotFoundAsync<ElsewhereCase>(Id, cancel);
        }

        (Case, Told, Person) = (found, found.Told, person);
        // Opened or refused, it shows the person.
        await doors.Views.RecordAsync("beneficiary", person.Id, current.Required, cancel);
        var (key, place) = (Id.ToString("D"), TenantPath.Parse(person.TenantPath));
        Report = (await Db.LifeEvents.AsNoTracking().Include(e => e.Holds).Where(e => e.BeneficiaryId == person.Id && e.Kind == LifeEventKind.ReceivesElsewhere && e.Value == key).ToListAsync(cancel)).MaxBy(e => e.RecordedAt);
        var context = await rules.ForAsync(place, cancel);
        (MayAnswer, Today) = (found.IsOpen && CommuneOfficers.Fault(context, current.Required, place) is null, context.Today);
        return null;
    }
}
