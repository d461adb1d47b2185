using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NationalHub.Provinces;

namespace NationalHub.Operators;

/// <summary>Second step of signing in: the six digits of the authenticator, or one recovery code.</summary>
public sealed class SignInCodeModel(OperatorFactor factor, SignInRate rate, CodeRecord record) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true, Name = "tiep")]
    public string? Next { get; set; }

    public string Fault { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await OperatorSession.HalfwayAsync(HttpContext) is { FactorSeal.Length: > 0 } ? Page() : LocalRedirect("/dang-nhap");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!rate.Allows(HttpContext.Connection.RemoteIpAddress))
        {
            return this.TooMany(fault => Fault = fault);
        }

        if (await OperatorSession.HalfwayAsync(HttpContext) is not { FactorSeal.Length: > 0 } account)
        {
            return LocalRedirect("/dang-nhap");
        }

        var outcome = await factor.CheckAsync(account.Name, Code, cancellation);
        await record.TellAsync(HttpContext, account, outcome);
        if (outcome is not (CodeOutcome.Right or CodeOutcome.Recovery))
        {
            Fault = CodeRecord.Words(outcome);
            return Page();
        }

        await OperatorSession.BeginAsync(HttpContext, account);
        await record.TellAsync(HttpContext, account.Name, SecurityEventKind.SignedIn, "Đăng nhập bằng mật khẩu và mã xác thực.");
        return LocalRedirect(Url.IsLocalUrl(Next) ? Next! : "/");
    }
}
