using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace NationalHub.Operators;

/// <summary>The page that asks for a code before something that binds.</summary>
/// <param name="Action">Where the form goes: to where it was on its way.</param>
/// <param name="Fields">What was typed already, carried on.</param>
/// <param name="Minutes">For how long none is asked afterwards.</param>
/// <param name="Fault">What is wrong with the code that was typed; empty: none was.</param>
public sealed record FreshFactorAsk(string Action, IReadOnlyList<(string Name, string Value)> Fields, int Minutes, string Fault);

/// <summary>
/// Asks for the second factor once more before acts that bind others or change whom the hub trusts (<see cref="PageRight.Fresh"/>), unless it was proved in this session some minutes ago. What was typed is carried
/// through the page that asks, so nothing is typed twice; it works without scripts.
/// </summary>
internal sealed class FreshFactor(OperatorFactor factor, OperatorAccounts accounts, CodeRecord record, IModelMetadataProvider metadata, IOptions<StepUpOptions> options) : IAsyncPageFilter
{
    public const string Field = "ma-xac-thuc";
    private const string TokenField = "__RequestVerificationToken";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.HandlerMethod is not { } handler || PageRights.Find(context.ActionDescriptor.ViewEnginePath, handler.HttpMethod, handler.Name ?? "") is not { Fresh: true }
            || await OperatorSession.FactorAgeAsync(http) < TimeSpan.FromMinutes(options.Value.Minutes))
        {
            await next();
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fault = form.TryGetValue(Field, out var typed) ? await FaultAsync(http, typed) : "";
        if (fault is null)
        {
            await next();
            return;
        }

        var fields = form.Where(f => f.Key is not (Field or TokenField)).SelectMany(f => f.Value, (f, value) => (f.Key, value ?? "")).ToList();
        var data = new ViewDataDictionary<FreshFactorAsk>(metadata, context.ModelState) { Model = new(http.Request.Path + http.Request.QueryString, fields, options.Value.Minutes, fault) };
        context.Result = new ViewResult { ViewName = "/Operators/FreshFactor.cshtml", ViewData = data };
    }

    // Null: the code is right, and none is asked for some minutes.
    private async Task<string?> FaultAsync(HttpContext http, string? typed)
    {
        if (await accounts.OpenAsync(http.User.Identity?.Name ?? "", http.RequestAborted) is not { } account)
        {
            return CodeRecord.Words(CodeOutcome.Wrong);
        }

        var outcome = await factor.CheckAsync(account.Name, typed, http.RequestAborted);
        await record.TellAsync(http, account, outcome);
        if (outcome is CodeOutcome.Right or CodeOutcome.Recovery)
        {
            await OperatorSession.RenewFactorAsync(http, account);
            return null;
        }

        return CodeRecord.Words(outcome);
    }
}
