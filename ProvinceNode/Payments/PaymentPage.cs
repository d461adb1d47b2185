using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Replication.Stage;

namespace ProvinceNode.Payments;

/// <summary>A page of one month of payment with several verbs on it: each acts once on POST and comes back to a page that shows the result.</summary>
public abstract class PaymentPage(PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Digits of the authenticator, on forms that bind money.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Stage of the province that the official saw and confirmed, on forms that send lists; empty where none was asked for or he did not.</summary>
    [BindProperty]
    public string? ConfirmedStage { get; set; }

    public PaymentPeriod Period { get; private set; } = null!;

    public SignedInOfficial Official => current.Required;

    /// <summary>Whether the official is of the office that holds the fund of the month, or that goes on with the list in hand.</summary>
    public bool IsHolder => Official.Office.Value == (Successor ?? Period.TenantPath);

    /// <summary>Path of who goes on with the list that the page is about; null for a month and for a list whose holder works it.</summary>
    public string? Successor { get; private set; }

    public bool MayBuild => IsHolder && Official.May(Actions.PaymentBuild);

    public bool MayApprove => IsHolder && Official.May(Actions.PaymentApprove);

    protected PaymentDesk Desk => desk;

    /// <summary>Whether <see cref="Id"/> is that of one list.</summary>
    protected virtual bool IsOfList => false;

    /// <summary>A list that came over is opened before any verb runs.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Successor = IsOfList ? await desk.TakeOverAsync(Id, Official, context.HttpContext.RequestAborted) : null;
        await next();
    }

    /// <summary>Id of the month that the page is about.</summary>
    protected virtual Task<Guid?> PeriodAsync(CancellationToken cancel) => Task.FromResult<Guid?>(Id);

    /// <summary>The month with its fund holder.</summary>
    protected virtual Task<PaymentPeriod?> FindAsync(Guid period, CancellationToken cancel) => desk.FindAsync(period, cancel);

    /// <summary>The answer to give when what the page is about is not there.</summary>
    protected virtual Task<NotFoundResult> MissingAsync(CancellationToken cancel) => foreign.NotFoundAsync<PaymentPeriod>(Id, cancel);

    protected ForeignTenant Foreign => foreign;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShownAsync(cancel);

    /// <summary>Gathers what the page shows.</summary>
    protected abstract Task ShowAsync(CancellationToken cancel);

    /// <summary>Does what binds money once the official's second factor is fresh; what is wrong with it is the answer else.</summary>
    protected Task<Outcome<T>> WithFactorAsync<T>(StepUp factor, Func<Task<Outcome<T>>> act, CancellationToken cancel) => WithFactorAsync(factor, nameof(Code), Code, act, cancel);

    /// <inheritdoc cref="WithFactorAsync{T}(StepUp, Func{Task{Outcome{T}}}, CancellationToken)"/>
    /// <param name="field">Where the form has its code, on a page of several such forms.</param>
    protected Task<Outcome<T>> WithFactorAsync<T>(StepUp factor, string field, string? code, Func<Task<Outcome<T>>> act, CancellationToken cancel) => factor.GuardAsync(Official, field, code, act, cancel);

    /// <summary>Sends once the official said that he knows the stage: below Live paper may pay the same month beside the node. Asked before the second factor, so that no code is used up.</summary>
    protected async Task<Outcome<T>> WithStageAsync<T>(HubStage stage, Func<Task<Outcome<T>>> act, CancellationToken cancel) =>
        await stage.ToConfirmAsync(cancel) is { Length: > 0 } told && told != ConfirmedStage ? SendingProblems.StageUnconfirmed.At(nameof(ConfirmedStage), StageRules.Name(told)) : await act();

    /// <summary>Answers a verb: goes to where the result is seen, or shows the newest state beside the problems.</summary>
    protected async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, Func<T, string> done, string next, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            TempData["Done"] = done(outcome.Value);
            return Redirect(next);
        }

        desk.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await ShownAsync(cancel);
    }

    private async Task<IActionResult> ShownAsync(CancellationToken cancel)
    {
        if (await PeriodAsync(cancel) is not { } id || await FindAsync(id, cancel) is not { } period)
        {
            return await MissingAsync(cancel);
        }

        Period = period;
        await ShowAsync(cancel);
        return Page();
    }
}
