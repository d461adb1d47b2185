using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Organization.Accounts;

/// <summary>Accounts from a sheet: first a trial that saves nothing and names every fault with its row, then all at once.</summary>
[Needs(Actions.AccountsManage)]
public sealed class ImportAccountsModel(CreateAccounts create, StepUp stepUp, CurrentOfficial current, IDataProtectionProvider protection) : PageModel
{
    private static readonly TimeSpan TrialHolds = TimeSpan.FromHours(1);

    [BindProperty]
    public IFormFile? Sheet { get; set; }

    /// <summary>The rows that were tried, sealed: what is made is what was shown.</summary>
    [BindProperty]
    public string? Tried { get; set; }

    /// <summary>The administrator's second factor, where none is fresh.</summary>
    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<SheetRow> Rows { get; private set; } = [];

    public IReadOnlyList<Slip> Slips { get; private set; } = [];

    public void OnGet()
    {
    }

    /// <summary>A sample that opens in Excel: byte order mark, semicolons.</summary>
    public FileContentResult OnGetSample()
    {
        var text = string.Join(';', AccountSheet.Columns) + "\r\nlan.nguyen;Nguyễn Thị Lan;Công chức Văn hóa – Xã hội;" + current.Required.Office.Value + ";Công chức Văn hóa – Xã hội\r\n";
        return File((byte[])[.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", "mau-tai-khoan.csv");
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancel)
    {
        if (Sheet is null || Sheet.Length == 0)
        {
            this.Show([AccountProblems.SheetEmpty.At(nameof(Sheet))]);
            return Page();
        }

        await using var content = Sheet.OpenReadStream();
        var read = AccountSheet.Read(content);
        if (!read.Succeeded)
        {
            this.Show(read.Problems);
            return Page();
        }

        var checks = await create.CheckAsync(read.Value.Select(r => r.Account).ToList(), current.Required, cancel);
        var problems = read.Value.Zip(checks).SelectMany(pair => pair.Second.Select(p => AccountProblems.SheetRow.Now(pair.First.Number, p.Message))).ToList();
        if (problems.Count == 0)
        {
            Rows = read.Value;
            Tried = Sealer().Protect(JsonSerializer.Serialize(Rows), TrialHolds);
        }

        this.Show(problems);
        return Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancel)
    {
        List<SheetRow> rows;
        try
        {
            rows = JsonSerializer.Deserialize<List<SheetRow>>(Sealer().Unprotect(Tried ?? ""))!;
        }
        catch (CryptographicException)
        {
            this.Show([AccountProblems.SheetStale.At(nameof(Sheet))]);
            return Page();
        }

        var made = await stepUp.GuardAsync(current.Required, nameof(Code), Code, () => create.HandleAsync(rows.Select(r => r.Account).ToList(), current.Required, cancel), cancel);
        if (made.Succeeded)
        {
            Slips = made.Value;
        }
        else
        {
            // What was tried stays, for a code that was mistyped.
            Rows = rows;
            this.Show(made.Problems);
        }

        return Page();
    }

    // Sealed for this administrator alone.
    private ITimeLimitedDataProtector Sealer() =>
        protection.CreateProtector("accounts-sheet", current.Required.Id.ToString()).ToTimeLimitedDataProtector();
}
