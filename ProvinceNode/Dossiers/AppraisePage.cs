using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// The appraiser's page: what the declaration says that bears on the decision, to be compared with the papers and corrected; what the registry
/// knows; what the rules answer, clause by clause. The declaration itself stays as it was made; the corrected facts are the appraisal's.
/// </summary>
[Needs(Actions.DossierAppraise)]
public sealed class AppraiseModel(Appraise verb, OutcomeDesk outcomes, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign, VietnamTime time) : DossierVerbPage(desk, current, foreign)
{
    private bool _typed;
    private List<Problem> _faults = [];

    [BindProperty]
    public bool? Eligible { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public MeasureFields Measure { get; set; } = new();

    /// <summary>Fields that bear on the decision; null for a proposal of the office that asks for no circumstances.</summary>
    public FormFieldsView? Fields { get; private set; }

    /// <summary>The declaration says something else of the place than the list of specially difficult communes and villages; null when they agree.</summary>
    public string? AreaWarning { get; private set; }

    /// <summary>What the rules answer with the facts on the page, and what the registry knows of the person.</summary>
    public Case? Found { get; private set; }

    public Appraisal? Preview => Found?.Appraisal;

    /// <summary>Somebody of the same name, birth and sex who receives already and whom no number tells apart.</summary>
    public Beneficiary? LookAlike { get; private set; }

    /// <summary>Somebody with the same number who receives already, anywhere in the province: the decision would be refused.</summary>
    public Beneficiary? Blocking { get; private set; }

    public override string Verb => ActKinds.Appraise;

    protected override string Done => "Đã ghi kết quả thẩm định và trình ký.";

    /// <summary>Shows what the rules answer for the facts as typed, or one row more or less; nothing is stored.</summary>
    public async Task<IActionResult> OnPostComputeAsync(CancellationToken cancel)
    {
        _typed = true;
        var page = await OnGetAsync(cancel);
        if (CanAct && page is PageResult && !IsRow)
        {
            this.Show(_faults);
        }

        return page;
    }

    // A button of a row changes the rows and decides nothing.
    public override Task<IActionResult> OnPostAsync(CancellationToken cancel) => IsRow ? OnPostComputeAsync(cancel) : base.OnPostAsync(cancel);

    private bool IsRow => Request.Form.ContainsKey(FormEntry.RowButton);

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        if (!_typed && HttpMethods.IsGet(Request.Method))
        {
            Measure = MeasureFields.Declared(Open.Context, Dossier);
        }

        Found = await verb.AskAsync(Open, Input(Open), cancel);
        Blocking = await outcomes.BlockedByAsync(Found, cancel);
        LookAlike = await outcomes.LookAlikeAsync(Found, cancel);
    }

    protected override async Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => await FindAsync(cancel) is { } open
        ? AtBoxes(await verb.Handle(Input(open) with { Typed = _faults }, Official, cancel)) : CommonProblems.NotFound.Now();

    // What an outcome says of the measure stands at the measure's box.
    private static Outcome<Dossier> AtBoxes(Outcome<Dossier> outcome) => outcome.Succeeded ? outcome
        : outcome.Problems.Select(p => p.Field is { } field && typeof(MeasureFields).GetProperty(field.Split('[')[0]) is not null ? p with { Field = "Measure." + field } : p).ToList();

    private DateOnly Today => time.Today;

    private AppraiseInput Input(OpenDossier open)
    {
        var dossier = open.Dossier;
        var (forms, values) = (FormsOf(dossier), FormFacts.ValuesOf(dossier));
        var posted = HttpMethods.IsPost(Request.Method);
        _faults = posted ? Measure.Faults(Today) : [];
        if (forms.Count == 0)
        {
            return new AppraiseInput(Id, Version, Eligible, Note ?? "", FormFacts.Of(dossier), Measure.Read());
        }

        var (view, home) = (FormFieldsView.OfDecision(new FormSet(forms), values, VietnamTime.Day(dossier.SubmittedAt)), FormFacts.Home(dossier));
        view = home is null ? view : view.With(MeansBlocks.NewVillage);
        if (posted)
        {
            FormEntry.Take(view.Fields, values, Request.Form, byClerk: true);
            FormEntry.Row(view.Fields, values, Request.Form[FormEntry.RowButton].FirstOrDefault());
            _faults.InsertRange(0, Corrected(open.Context, new FormSet(forms), view, values));
        }

        Fields = view with
        {
            Villages = open.Context.Rules.SpecialVillages(home?.CommuneCode ?? values["CommuneCode"], view.Today),
            OwnGroups = OwnGroupForm.Answers(open.Context.Rules.ExtraGroupsOn(view.Today, TenantPath.Parse(dossier.TenantPath).Province)),
        };
        AreaWarning = SpecialAreaWords.Of(values.On(view.Today), open.Context.Rules);
        var facts = FormFacts.Of(forms, values, VietnamTime.Day(dossier.SubmittedAt), home);
        if (ReferenceEquals(forms[0], RequestForms.OwnAdjustment))
        {
            // The day of the change is the measure's.
            facts = FormFacts.Of(forms, FormAsked.Dated(values, Measure.Read().On), VietnamTime.Day(dossier.SubmittedAt));
        }

        // The person's birth is the dossier's, as the identity check settled it; of a household the rights are its members', not its head's.
        return new AppraiseInput(Id, Version, Eligible, Note ?? "", FormFacts.IsOfHousehold(forms) ? facts : facts with { Birth = BirthDate.Parse(dossier.Owner.BirthDate) },
            Measure.Read() with { Households = ReliefGoods.Listed(values, VietnamTime.Day(dossier.SubmittedAt)), StopMonth = MovesIn.StopMonth(values), Told = EmergencyTold.Of(values, VietnamTime.Day(dossier.SubmittedAt)) })
        {
            Members = forms.Any(f => f.Code == "2a") ? FormFacts.Members(values, VietnamTime.Day(dossier.SubmittedAt)) : [],
        };
    }

    // An adjustment that the office opened has no declaration; its circumstances are written down here (policy 3.5).
    private static IReadOnlyList<FormDefinition> FormsOf(Dossier dossier) =>
        FormFacts.FormsOf(dossier) is { Count: > 0 } forms ? forms : dossier is { Kind: RequestKind.Adjust, Form: OwnDossier.Form } ? [RequestForms.OwnAdjustment] : [];

    // Judged on the day of filing and on this day: who has grown too old since was not, and what happened since is no future. What wants an answer
    // is not asked of who concludes that the conditions are not met.
    private IEnumerable<Problem> Corrected(FlowContext context, FormSet set, FormFieldsView view, FormValues values)
    {
        var filed = view.Today;
        var asked = set.Content.Where(s => s.IsAsked(values.On(filed))).SelectMany(s => s.Fields).ToHashSet();
        List<Problem> On(DateOnly day) => FormCheck.Of(view.Fields.Where(asked.Contains), values, new SubmitSurroundings(day, _ => true, new HashSet<string>(), InPerson: true) { Numbers = context.LawNumbers });
        var now = On(Today).Select(p => (p.Field, p.Code)).ToHashSet();
        return On(filed).Where(p => now.Contains((p.Field, p.Code)) && (Eligible != false || p.Code != CommonProblems.Required.Code));
    }
}
