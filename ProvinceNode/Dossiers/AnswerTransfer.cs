using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What the place in another province wrote back.</summary>
/// <param name="Taken">True: it pays from the month after the stop month; false: it returned the record. Null when nothing was chosen.</param>
/// <param name="Reason">Number and day of its paper, and why when it returned the record.</param>
public sealed record AnswerTransferInput(Guid Half, bool? Taken, string Reason);

/// <summary>
/// Ghi nhận trả lời của tỉnh khác: a move out of the province is at its end when the other place has answered on paper. Returned, the old place
/// goes on: a dossier to resume is opened, so that no month stays without a payer (policy 3.7).
/// </summary>
/// <remarks>What is in the hub's mailbox is taken back first, and the answer counts when it was given back; what the new place's node has is answered by it alone: one way closes the other.</remarks>
public sealed class AnswerTransfer(DossierDesk desk, HandOverTransfers transfers, TransferWay mailbox, VietnamTime time)
{
    public static readonly ProblemKind There = new("transfer-there",
        "Nơi mới đã nhận hồ sơ này qua hệ thống; trả lời của nơi mới sẽ tự về đây. Nếu nơi mới đã trả lời bằng văn bản, hãy đề nghị nơi mới ghi cùng kết quả trên hệ thống.");

    public static readonly ProblemKind NotWaiting = new("transfer-not-waiting",
        "Hồ sơ chuyển nơi cư trú này không còn chờ trả lời của tỉnh khác. Hãy tải lại trang Chuyển nơi cư trú để xem tình trạng.");

    public static readonly ProblemKind AnswerNeeded = new("transfer-answer", "Hãy chọn nơi mới đã chi trả hay trả lại hồ sơ.");

    public Task<Outcome<TransferHalf>> Handle(AnswerTransferInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => CloseAsync(input, official, cancel), cancel);

    private async Task<Outcome<TransferHalf>> CloseAsync(AnswerTransferInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.Db.TransferHalves.SingleOrDefaultAsync(h => h.Id == input.Half, cancel) is not { } half)
        {
            return CommonProblems.NotFound.Now();
        }

        if (Faults(input, half, official).ToList() is { Count: > 0 } faults)
        {
            return faults;
        }

        var (reason, way) = (input.Reason.Trim(), Passages.OnPaper(half, mailbox.IsOpen));
        if (way == PaperAnswer.Barred)
        {
            return There.Now();
        }

        if (way == PaperAnswer.Waits)
        {
            (half.PaperTaken, half.PaperReason, half.Passage, half.PassageAt, half.PassageNote) = (input.Taken, reason, TransferPassage.Recalling, time.UtcNow, "");
            return await SaveAsync(half, reason, official, cancel);
        }

        (half.Status, half.Reason, half.ClosedAt) = (input.Taken == true ? TransferStatus.Taken : TransferStatus.Returned, reason, time.UtcNow);
        if (half.Status == TransferStatus.Returned)
        {
            await transfers.ResumeAsync(half, cancel);
        }

        return await SaveAsync(half, reason, official, cancel);
    }

    private async Task<Outcome<TransferHalf>> SaveAsync(TransferHalf half, string reason, SignedInOfficial official, CancellationToken cancel) =>
        await desk.Db.SaveAsync(Act.By(official, ActKinds.Transfer, time.UtcNow, reason).On("transfer", half.TransferId), cancel) ? half : CommonProblems.ChangedMeanwhile.Now();

    private static IEnumerable<Problem> Faults(AnswerTransferInput input, TransferHalf half, SignedInOfficial official)
    {
        if (!official.May(Actions.DossierReview) || official.Office.Value != half.TenantPath)
        {
            yield return CommonProblems.NotAllowed.Now();
        }

        if (half is not { Side: TransferSide.Out, Status: TransferStatus.Outside })
        {
            yield return NotWaiting.Now();
        }

        if (input.Taken is null)
        {
            yield return AnswerNeeded.At(nameof(input.Taken));
        }

        if (ReasonText.Fault(nameof(input.Reason), input.Reason.Trim()) is { } fault)
        {
            yield return fault;
        }
    }
}

/// <inheritdoc cref="AnswerTransfer"/>
[Needs(Actions.DossierReview)]
public sealed class AnswerTransferModel(AnswerTransfer verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Half { get; set; }

    [BindProperty]
    public bool? Taken { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public TransferHalf Row { get; private set; } = null!;

    public static IReadOnlyDictionary<string, string> Choices { get; } =
        new Dictionary<string, string> { ["true"] = "Nơi mới đã quyết định chi trả", ["false"] = "Nơi mới trả lại hồ sơ; nơi cũ tiếp tục chi trả" };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var outcome = await verb.Handle(new AnswerTransferInput(Half, Taken, Reason ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = outcome.Value.Status switch
            {
                TransferStatus.Taken => "Đã ghi nhận nơi mới chi trả.",
                TransferStatus.Outside => "Đã ghi nhận. Hồ sơ đang được rút khỏi hộp thư liên tỉnh; rút xong, trả lời này được tính.",
                _ => "Đã ghi nhận nơi mới trả lại. Hãy giải quyết hồ sơ tiếp tục hưởng vừa được lập.",
            };
            return RedirectToPage("/Dossiers/OpenTransfers");
        }

        this.Show(outcome.Problems);
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.TransferHalves.AsNoTracking().SingleOrDefaultAsync(h => h.Id == Half, cancel) is not { } row)
        {
            return await foreign.NotFoundAsync<TransferHalf>(Half, cancel);
        }

        Row = row;
        return null;
    }
}
