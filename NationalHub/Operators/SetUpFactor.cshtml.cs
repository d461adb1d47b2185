using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NationalHub.Provinces;
using Protos.Values;
using QRCoder;

namespace NationalHub.Operators;

/// <summary>
/// An operator whose password was right and who has no second factor sets it up; before that he has no session. The key is shown once, travels sealed in the form, and is the account's when a right code comes back with it.
/// </summary>
public sealed class SetUpFactorModel(OperatorFactor factor, SignInRate rate, CodeRecord record) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The key, sealed.</summary>
    [BindProperty]
    public string? Offer { get; set; }

    [BindProperty(SupportsGet = true, Name = "tiep")]
    public string? Next { get; set; }

    public string Fault { get; private set; } = "";

    /// <summary>In groups of four, to type by hand.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The same as a picture.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>Shown once, right after the set-up.</summary>
    public IReadOnlyList<string> Recovery { get; private set; } = [];

    public string Onward => Url.IsLocalUrl(Next) ? Next! : "/";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await OperatorSession.HalfwayAsync(HttpContext) is { FactorSeal: "" } account ? Show(account, OperatorFactor.NewKey()) : LocalRedirect("/dang-nhap");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await OperatorSession.HalfwayAsync(HttpContext) is not { FactorSeal: "" } account || factor.Offered(account, Offer) is not { } key)
        {
            return LocalRedirect("/dang-nhap");
        }

        if (!rate.Allows(HttpContext.Connection.RemoteIpAddress))
        {
            Show(account, key);
            return this.TooMany(fault => Fault = fault);
        }

        if (await factor.SetUpAsync(account, key, Code, cancellation) is not { } codes)
        {
            Fault = CodeRecord.Words(CodeOutcome.Wrong);
            return Show(account, key);
        }

        Recovery = codes;
        await OperatorSession.BeginAsync(HttpContext, account);
        await record.TellAsync(HttpContext, account.Name, SecurityEventKind.FactorSetUp, "Đã bật xác thực hai lớp và đăng nhập.");
        return Page();
    }

    private PageResult Show(Operator account, string key)
    {
        (Key, Offer) = (Totp.Grouped(key), factor.Offer(account, key));
        ModelState.Remove(nameof(Offer));
        using var data = QRCodeGenerator.GenerateQrCode(Totp.AddressOf("BaoTroXaHoi-truc", account.Name, key), QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        Picture = picture.GetGraphic(5);
        return Page();
    }
}
