using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Citizens;

/// <summary>Xác minh: anyone asks whether a paper is genuine, by the QR code or the code on it, or by sending the PDF. Nothing is stored.</summary>
[AllowAnonymous]
[RequestSizeLimit(VerifyPaper.MostBytes + (64 * 1024))]
[RequestFormLimits(MultipartBodyLengthLimit = VerifyPaper.MostBytes + (64 * 1024))]
public sealed class VerifyModel(VerifyPaper verify, Throttle throttle) : PageModel
{
    public static readonly ProblemKind NoCode = new("verify-code-missing", "Hãy nhập mã xác minh gồm {0} chữ và số, in cạnh mã QR trên văn bản.");

    public static readonly ProblemKind NoFile = new("verify-file-missing", "Hãy chọn tệp PDF của văn bản.");

    public static readonly ProblemKind TooLarge = new("verify-file-large", "Tệp lớn hơn 10 MB nên không phải văn bản do hệ thống này phát hành. Hãy chọn đúng tệp PDF đã nhận.");

    // A desk may look up many papers; a machine that tries codes gains nothing at this pace.
    private const int MostCodes = 120;
    private const int MostFiles = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Filled in by the QR code.</summary>
    [BindProperty(SupportsGet = true, Name = "code")]
    public string? Code { get; set; }

    public Verification? Answer { get; private set; }

    /// <summary>From the page's form the code comes as a query; the address of the answer is that of the QR code.</summary>
    public async Task<IActionResult> OnGetAsync(string? ma, CancellationToken cancel)
    {
        if (Code is null && ma is null)
        {
            return Page();
        }

        if (!throttle.CountOne("verify:" + Address.Of(HttpContext), MostCodes, Window))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (VerificationCode.Read(Code ?? ma) is not { } code)
        {
            Code ??= ma;
            this.Show([NoCode.At("ma", VerificationCode.Length)]);
            return Page();
        }

        if (Code is null)
        {
            return Redirect("/xac-minh/" + VerificationCode.Print(code));
        }

        Answer = await verify.ByCodeAsync(code, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        Code = null;
        if (!throttle.CountOne("verify-file:" + Address.Of(HttpContext), MostFiles, Window))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (file is null || file.Length is 0 or > VerifyPaper.MostBytes)
        {
            this.Show([(file is { Length: > 0 } ? TooLarge : NoFile).At("file")]);
            return Page();
        }

        var pdf = new byte[file.Length];
        await using (var content = file.OpenReadStream())
        {
            await content.ReadExactlyAsync(pdf, cancel);
        }

        Answer = await verify.ByFileAsync(pdf, cancel);
        return Page();
    }
}
