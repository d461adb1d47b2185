using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>Asks for the code and four digits. Wrong tries are counted per code and per address, and over weeks per dossier and for the whole node (<see cref="FailedLookUps"/>).</summary>
[AllowAnonymous]
public sealed class TrackModel(TrackDossier track, TrackPass pass, Throttle throttle, FailedLookUps failed) : PageModel
{
    /// <summary>No code of a dossier is longer; what is typed longer is not looked at.</summary>
    private const int MostCode = 40;

    private const int MostPerCode = 5;
    private const int MostPerAddress = 30;

    // Twenty wrong tries a day: ten thousand combinations take more than a year.
    private const int MostPerDay = 20;
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>A link or QR code fills it in.</summary>
    [BindProperty(SupportsGet = true, Name = "ma")]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(string? digits, CancellationToken cancel)
    {
        // The address first: who is refused leaves no trace of what he typed, so many tries cost no memory.
        var byAddress = "track-from:" + Address.Of(HttpContext);
        if (!throttle.CountOne(byAddress, MostPerAddress, Window))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var typed = (Code ?? "").Trim().ToUpperInvariant();
        if (typed.Length is 0 or > MostCode)
        {
            Code = typed.Length == 0 ? Code : typed[..MostCode];
            this.Show(Faults(digits));
            return Page();
        }

        var (byCode, perDay) = ("track:" + typed, "track:" + typed + ":day");
        if (!throttle.CountOne(byCode, MostPerCode, Window) | !throttle.CountOne(perDay, MostPerDay, OneDay))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var found = await track.ProveAsync(Code, digits, cancel);
        if (found is not null && !failed.CountOne(found.Id))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (found is not { Proven: true })
        {
            this.Show(Faults(digits));
            return Page();
        }

        new List<string> { byCode, byAddress, perDay }.ForEach(throttle.Forgive);
        failed.Forgive(found.Id);
        pass.Give(HttpContext, found.Id);
        return Redirect("/tra-cuu/ho-so");
    }

    private List<Problem> Faults(string? digits)
    {
        var faults = new List<Problem>();
        if (string.IsNullOrWhiteSpace(Code))
        {
            faults.Add(CommonProblems.Required.At("ma", "mã hồ sơ"));
        }

        if (CitizenId.Clean(digits).Length != 4)
        {
            faults.Add(CommonProblems.Required.At("digits", "đúng 4 số cuối"));
        }

        return faults.Count > 0 ? faults : [SubmitProblems.TrackNotFound.At("ma")];
    }
}

/// <summary>Where a dossier stands, and what its citizen can do now: complete it, or ask for it back. Names and numbers of persons are not shown.</summary>
[AllowAnonymous]
[RequestSizeLimit(Uploads.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostRequestBytes)]
public sealed class TrackedModel(TrackDossier track, TrackPass pass, AnswerSupplement answer, RequestWithdrawal withdrawal, Uploads uploads) : PageModel
{
    public Dossier Dossier { get; private set; } = default!;

    public string Answer { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public bool Asking { get; private set; }

    /// <summary>What was decided and why; null before it is numbered.</summary>
    public TrackedResult? Result { get; private set; }

    /// <summary>Papers issued to the applicant.</summary>
    public IReadOnlyList<Documents.IssuedPaper> Papers { get; private set; } = [];

    /// <summary>The apology and the new day, if there is one.</summary>
    public Dossiers.Deadlines.Reappointment? Reappointment { get; private set; }

    /// <summary>Why a complaint moved the promised date.</summary>
    public IReadOnlyList<string> Complaints { get; private set; } = [];

    public bool MayWithdraw => RequestWithdrawal.IsOpen(Dossier);

    /// <summary>The request that waits for an answer.</summary>
    public Supplement? Wanted => Dossier.Status == DossierStatus.SupplementRequested ? Dossier.Supplements.OrderBy(s => s.AskedAt).LastOrDefault() : null;

    // What officials type is told here as on the papers D02 and D04: four digits open this page, a phone is read over shoulders (Law 64/2006 as amended, Art. 8).
    public IReadOnlyList<string> WantedLines => Wanted is { } wanted ? [.. wanted.Wanted.Split('\n').Select(Documents.NeutralWords.Paper)] : [];

    /// <summary>Why it is wanted.</summary>
    public string WantedWhy => Documents.NeutralWords.Remark(Wanted?.Reason ?? "");

    /// <summary>Why the result is late.</summary>
    public string Apology => Documents.NeutralWords.Remark(Reappointment?.Reason ?? "");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await OpenAsync(cancel) ? Page() : Redirect("/tra-cuu");

    public async Task<IActionResult> OnPostAnswerAsync(string? text, CancellationToken cancel)
    {
        if (!await OpenAsync(cancel))
        {
            return Redirect("/tra-cuu");
        }

        // Asked before anything is stored: nobody fills the disk of a dossier that wants nothing.
        if (Wanted is null)
        {
            this.Show([DossierProblems.WrongStatus.Now(StatusTable.Name(Dossier.Status))]);
            return Page();
        }

        var files = new List<Documents.StoredFile>();
        var problems = await uploads.TakeAsync(Request.Form.Files, files, Address.Of(HttpContext), cancel);
        if (problems.Count == 0)
        {
            var outcome = await answer.Handle(new SupplementAnswer(Dossier.Id, text ?? "", files), cancel);
            if (outcome.Succeeded)
            {
                TempData["Done"] = "Đã gửi bổ sung. Cơ quan tiếp tục giải quyết hồ sơ; ông/bà không phải làm gì thêm.";
                return Redirect("/tra-cuu/ho-so");
            }

            problems.AddRange(outcome.Problems);
        }

        Answer = text ?? "";
        this.Show(problems);
        return Page();
    }

    /// <summary>First press asks, second press sends.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(string? reason, string? sure, CancellationToken cancel)
    {
        if (!await OpenAsync(cancel))
        {
            return Redirect("/tra-cuu");
        }

        (Reason, Asking) = (reason ?? "", true);
        if (sure == "1")
        {
            var outcome = await withdrawal.Handle(Dossier.Id, Reason, cancel);
            if (outcome.Succeeded)
            {
                TempData["Done"] = "Đã gửi yêu cầu rút hồ sơ. Bộ phận Một cửa sẽ xác nhận.";
                return Redirect("/tra-cuu/ho-so");
            }

            this.Show(outcome.Problems);
        }

        return Page();
    }

    private async Task<bool> OpenAsync(CancellationToken cancel)
    {
        var dossier = pass.Of(HttpContext) is { } id ? await track.OpenAsync(id, cancel) : null;
        Dossier = dossier!;
        Result = dossier is null ? null : await track.ResultAsync(dossier, cancel);
        Papers = dossier is null ? [] : await track.PapersAsync(dossier, cancel);
        Reappointment = dossier is null ? null : await track.ReappointmentAsync(dossier, cancel);
        Complaints = dossier is null ? [] : await track.ComplaintsAsync(dossier, cancel);
        return dossier is not null;
    }
}
