using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// The appraiser's page: what the declaration says that bears on the decision, to be compared with the papers and corrected; what the registry
/// knows; what the rules answer, clause by clause. The declaration itself stays as it was made; the corrected facts are the appraisal's.
/// </summary>
[Needs(Actions.DossierAppraise)]
public sealed class AppraiseModel(Appraise verb, OutcomeDesk outcomes, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    private bool _typed;

    [BindProperty]
    public bool? Eligible { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public MeasureFields Measure { get; set; } = new();

    /// <summary>Fields that bear on the decision; null for a proposal of the office, which has no form.</summary>
    public FormFieldsView? Fields { get; private set; }

    /// <summary>What the rules answer with the facts on the page, and what the registry knows of the person.</summary>
    public Case? Found { get; private set; }

    public Appraisal? Preview => Found?.Appraisal;

    /// <summary>Somebody with the same number who receives already, anywhere in the province: the decision would be refused.</summary>
    public Beneficiary? Blocking { get; private set; }

    public override string Verb => ActKinds.Appraise;

    protected override string Done => "Đã ghi kết quả thẩm định và trình ký.";

    /// <summary>Shows what the rules answer for the facts as typed, or one row more or less; nothing is stored.</summary>
    public async Task<IActionResult> OnPostComputeAsync(CancellationToken cancel)
    {
        _typed = true;
        return await OnGetAsync(cancel);
    }

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        if (!_typed && HttpMethods.IsGet(Request.Method))
        {
            Measure = MeasureFields.Declared(Open.Context, Dossier);
        }

        Found = await verb.AskAsync(Open, Input(Dossier), cancel);
        Blocking = await outcomes.BlockedByAsync(Found, cancel);
    }

    protected override async Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => await FindAsync(cancel) is { } open
        ? await verb.Handle(Input(open.Dossier), Official, cancel) : CommonProblems.NotFound.Now();

    private AppraiseInput Input(Dossier dossier)
    {
        var (forms, values) = (FormFacts.FormsOf(dossier), FormFacts.ValuesOf(dossier));
        if (forms.Count == 0)
        {
            return new AppraiseInput(Id, Version, Eligible, Note ?? "", new Facts { Birth = BirthDate.Parse(dossier.Owner.BirthDate) }, Measure.Read());
        }

        var view = FormFieldsView.OfDecision(new FormSet(forms), values, VietnamTime.Day(dossier.SubmittedAt));
        if (HttpMethods.IsPost(Request.Method))
        {
            FormEntry.Take(view.Fields, values, Request.Form, byClerk: true);
            FormEntry.Row(view.Fields, values, Request.Form[FormEntry.RowButton].FirstOrDefault());
        }

        Fields = view;
        var facts = FormFacts.Of(forms, values, VietnamTime.Day(dossier.SubmittedAt));
        // The person's birth is the dossier's, as the identity check settled it; of a household the rights are its members', not its head's.
        return new AppraiseInput(Id, Version, Eligible, Note ?? "", FormFacts.IsOfHousehold(forms) ? facts : facts with { Birth = BirthDate.Parse(dossier.Owner.BirthDate) },
            Measure.Read() with { Households = ReliefGoods.Listed(values, VietnamTime.Day(dossier.SubmittedAt)), StopMonth = MovesIn.StopMonth(values) })
        {
            Members = forms.Any(f => f.Code == "2a") ? FormFacts.Members(values, VietnamTime.Day(dossier.SubmittedAt)) : [],
        };
    }
}
