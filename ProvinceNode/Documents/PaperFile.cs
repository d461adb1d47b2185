using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents.Docx;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A paper as a file: the signed PDF, sealed now when it was issued a moment ago, and the editable draft before.</summary>
public sealed partial class PaperFile(SealPaper seal, PaperStore store, NodeDb db, IOptions<NodeOptions> options, ILogger<PaperFile> log)
{
    // A remote signing service may be slow; the reader is told rather than kept.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The content as it is drawn: an issued paper with the address that proves it, any other marked as a draft.</summary>
    public static PaperContent Shown(IssuedPaper paper, string publicAddress) => paper.IsIssued
        ? PaperContent.Parse(paper.Content) with { VerifyUrl = $"{publicAddress.TrimEnd('/')}/xac-minh/{VerificationCode.Print(paper.Code)}" }
        : PaperContent.Parse(paper.Content) with { IsDraft = true };

    /// <inheritdoc cref="Shown(IssuedPaper, string)"/>
    public PaperContent Shown(IssuedPaper paper) => Shown(paper, options.Value.PublicAddress);

    /// <param name="paper">Already checked to be the reader's to see.</param>
    public async Task<IActionResult> PdfAsync(IssuedPaper paper, CancellationToken cancel)
    {
        if (!paper.IsIssued)
        {
            return new NotFoundResult();
        }

        if (await HashAsync(paper, cancel) is not { } hash)
        {
            return new ContentResult
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable, ContentType = "text/plain; charset=utf-8",
                Content = "Văn bản đang được ký số. Hãy mở lại sau ít phút.",
            };
        }

        if (await store.ReadAsync(hash, cancel) is { } pdf)
        {
            return new FileContentResult(pdf, "application/pdf") { FileDownloadName = FileName(paper, "pdf") };
        }

        Log.Damaged(log, paper.Id);
        return new StatusCodeResult(StatusCodes.Status500InternalServerError);
    }

    public IActionResult Docx(IssuedPaper paper) => paper.IsIssued
        ? new NotFoundResult()
        : new FileContentResult(PaperDocx.Render(Shown(paper), PaperFonts.Shipped, new DateTimeOffset(paper.IssuedAt)), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        {
            FileDownloadName = FileName(paper, "docx"),
        };

    /// <summary>No name of a person in the name of a file.</summary>
    private static string FileName(IssuedPaper paper, string ending) =>
        $"{VietnameseText.Fold(PaperDesk.NameOf(paper.Paper)).Replace(' ', '-').Replace(",", "", StringComparison.Ordinal)}-{paper.Number.Replace('/', '-')}".Trim('-') + "." + ending;

    private async Task<string?> HashAsync(IssuedPaper paper, CancellationToken cancel)
    {
        if (paper.PdfHash is { } known)
        {
            return known;
        }

        var run = seal.RunAsync(paper.Id, cancel);
        await Task.WhenAny(run, Task.Delay(Patience, cancel));
        if (!run.IsCompletedSuccessfully)
        {
            Log.NotYet(log, paper.Id, run.Exception);
            return null;
        }

        return await run ? await db.Papers.Where(p => p.Id == paper.Id).Select(p => p.PdfHash).SingleAsync(cancel) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The signed PDF of paper {Paper} is missing or no longer fits its hash; restore it from a backup.")]
        public static partial void Damaged(ILogger logger, Guid paper);

        [LoggerMessage(LogLevel.Warning, "Paper {Paper} could not be sealed while somebody waited for it")]
        public static partial void NotYet(ILogger logger, Guid paper, Exception? failure);
    }
}
