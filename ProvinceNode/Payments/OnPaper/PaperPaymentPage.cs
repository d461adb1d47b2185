using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>The verbs of the page.</summary>
public sealed record PaperPaymentVerbs(RecordPaperPayment Record, SettlePaperPayment Settle, DoubtPaperPayment Doubt, CorrectPaperPayment Correct, UploadStore Files, StepUp Factor);

/// <summary>Trả theo danh sách giấy: lines of a list of a closed month that a signed list on paper paid, what two officials do with it, and its correction.</summary>
[Needs(Actions.PaymentView)]
[RequestSizeLimit(AttachmentStore.MostBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = AttachmentStore.MostBytes + (1 << 20), ValueLengthLimit = (int)AttachmentStore.MostBytes + (1 << 20))]
public sealed class PaperPaymentPageModel(PaperPaymentVerbs verbs, PaperLines lines, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentListPage(desk, current, foreign)
{
    private string _sent = "";

    [BindProperty]
    public string? Number { get; set; }

    /// <summary>yyyy-MM-dd, as browsers send it.</summary>
    [BindProperty]
    public string? PaidOn { get; set; }

    [BindProperty]
    public string? Rows { get; set; }

    [BindProperty]
    public string? Dong { get; set; }

    [BindProperty]
    public IFormFile? Scan { get; set; }

    /// <summary>The paper that is confirmed, turned down, corrected or shown.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Paper { get; set; }

    [BindProperty]
    public string? PaperWhy { get; set; }

    [BindProperty]
    public string? WrongRows { get; set; }

    [BindProperty]
    public string? WrongWhy { get; set; }

    public IReadOnlyList<PaperPayment> Papers { get; private set; } = [];

    /// <summary>Lines and đồng that a paper may still pay.</summary>
    public int OpenLines { get; private set; }

    public Dong OpenDong { get; private set; }

    /// <summary>Why no paper is taken now, in words; null when one is.</summary>
    public string? Hindered { get; private set; }

    /// <summary>No payer has the list: what is not named is not collected.</summary>
    public bool IsWhole { get; private set; }

    public PaperPayment? Waiting => Papers.FirstOrDefault(p => p.State is PaperPaymentState.Recorded or PaperPaymentState.Doubted);

    /// <summary>What was typed stays, also when nothing is taken any more.</summary>
    public bool MayRecord => MayWrite && ((Hindered is null && Waiting is null && OpenLines > 0) || _sent == nameof(MayRecord));

    public bool MayDoubt => MayWrite && (Waiting is null || IsDoubting) && Papers.Any(p => p.State == PaperPaymentState.Confirmed);

    /// <summary>Its form was just sent and came back: it is shown unfolded.</summary>
    public bool IsDoubting => _sent == nameof(MayDoubt);

    public bool MaySettle => MayApprove && Waiting is { State: PaperPaymentState.Recorded } w && SettlePaperPayment.ActedBefore(List, w.RecordedById, Official.Id) is null;

    public bool MayCorrect => MayApprove && Waiting is { State: PaperPaymentState.Doubted } w && w.DoubtedById != Official.Id && List.BuiltById != Official.Id;

    /// <summary>Who recorded the paper, or asked for its correction, takes that back himself.</summary>
    public bool MayTakeBack => MayWrite && Waiting is { } w && (w.State == PaperPaymentState.Recorded ? w.RecordedById : w.DoubtedById) == Official.Id;

    private bool MayWrite => IsHolder && (Official.May(Actions.PaymentSend) || Official.May(Actions.PaymentBuild));

    private string Here => $"/chi-tra/danh-sach/{Id:D}/tra-giay";

    /// <summary>Orders of lines as far as they fit into a sentence.</summary>
    public static string Short(string rows) => DoubtPaperPayment.Short(rows);

    public static string Word(PaperPaymentState state) => state switch
    {
        PaperPaymentState.Recorded => "Chờ người thứ hai xác nhận", PaperPaymentState.Confirmed => "Đã xác nhận", PaperPaymentState.Declined => "Không chấp nhận", PaperPaymentState.Doubted => "Chờ người thứ hai xác nhận việc sửa", _ => "Đã sửa: không còn dòng nào",
    };

    public async Task<IActionResult> OnPostRecordAsync(CancellationToken cancel)
    {
        DateOnly? on = DateOnly.TryParseExact(PaidOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
        _sent = nameof(MayRecord);
        await using var scan = Scan?.OpenReadStream() ?? Stream.Null;
        return await AnswerAsync(
            await verbs.Record.Handle(Id, new(Number ?? "", on, Rows ?? "", Whole(Dong), Scan?.FileName ?? ""), scan, Official, cancel),
            p => $"Đã ghi danh sách giấy số {p.Number}: {p.Lines} dòng, {p.Amount}. Chưa dòng nào được ghi đã chi trả cho đến khi người thứ hai xác nhận.", Here, cancel);
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel)
    {
        // A code counts once: it is not used up while the reason is missing, and both are told together.
        var outcome = CloseNotice.Reason(PaperWhy ?? "", nameof(PaperWhy)) is not { } why ? await WithFactorAsync(verbs.Factor, () => verbs.Settle.Handle(Id, Paper, true, PaperWhy ?? "", Official, cancel), cancel)
            : new[] { why, await verbs.Factor.FaultAsync(Official, null, cancel) }.OfType<Problem>().ToList();
        return await AnswerAsync(outcome, p => $"Đã ghi {p.Lines} dòng được trả theo danh sách giấy số {p.Number}.", Here, cancel);
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Settle.Handle(Id, Paper, false, PaperWhy ?? "", Official, cancel), _ => "Đã ghi: không chấp nhận danh sách giấy. Không dòng nào thay đổi.", Here, cancel);

    public async Task<IActionResult> OnPostDoubtAsync(CancellationToken cancel)
    {
        _sent = nameof(MayDoubt);
        return await AnswerAsync(await verbs.Doubt.Handle(Id, Paper, WrongRows ?? "", WrongWhy ?? "", Official, cancel), _ => "Đã ghi đề nghị sửa. Các dòng giữ kết quả cũ cho đến khi người thứ hai xác nhận.", Here, cancel);
    }

    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(verbs.Factor, () => verbs.Correct.Handle(Id, Paper, true, Official, cancel), cancel), _ => "Đã sửa: các dòng trở lại như trước khi ghi danh sách giấy.", Here, cancel);

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Correct.Handle(Id, Paper, false, Official, cancel), _ => "Đã bỏ đề nghị sửa. Danh sách giấy giữ nguyên.", Here, cancel);

    public async Task<IActionResult> OnGetScanAsync(CancellationToken cancel)
    {
        if (await PeriodAsync(cancel) is null || await Desk.Db.Set<PaperPayment>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Paper && p.ListId == Id, cancel) is not { } paper)
        {
            return await MissingAsync(cancel);
        }

        var act = Act.By(Official, ActKinds.PaymentExport, Desk.Time.UtcNow, $"Bản chụp danh sách giấy số {paper.Number}: {List.UnitName}", paper.FileName).On("payment-list", Id);
        return await Desk.Db.SaveAsync(act, cancel) ? File(verbs.Files.Open(paper.ContentHash), "application/octet-stream", paper.FileName) : Redirect(Here);
    }

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Papers = await Desk.Db.Set<PaperPayment>().AsNoTracking().Where(p => p.ListId == Id).OrderByDescending(p => p.RecordedAt).ThenByDescending(p => p.Id).ToListAsync(cancel);
        var open = (await PaperLines.OfAsync(Desk.Db, Id, cancel)).FindAll(l => l.Outcome != LineOutcome.Paid);
        (OpenLines, OpenDong) = (open.Count, new Dong(open.Sum(l => l.Total.Amount)));
        Hindered = (await lines.RefusalAsync(List, cancel))?.Message;
        IsWhole = await lines.IsWholeAsync(List, cancel);
    }

    // As people write sums: 1.080.000 or 1080000.
    private static long? Whole(string? text) =>
        long.TryParse((text ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
