using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>The verbs of the page.</summary>
public sealed record PaperVerbs(RecordPaper Record, SettlePaper Settle, UploadStore Files, StepUp Factor);

/// <summary>Xử lý bằng văn bản trả lời: a list whose fate nobody knows, the payer's papers about it, and what two officials do with them.</summary>
[Needs(Actions.PaymentView)]
[RequestSizeLimit(AttachmentStore.MostBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = AttachmentStore.MostBytes + (1 << 20))]
public sealed class PaperAnswerPageModel(PaperVerbs verbs, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentListPage(desk, current, foreign)
{
    /// <summary>co, khong; else nothing was chosen.</summary>
    [BindProperty]
    public string? Received { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    /// <summary>yyyy-MM-dd, as browsers send it.</summary>
    [BindProperty]
    public string? SignedOn { get; set; }

    [BindProperty]
    public string? SignedBy { get; set; }

    [BindProperty]
    public string? Lines { get; set; }

    [BindProperty]
    public string? Dong { get; set; }

    [BindProperty]
    public IFormFile? Scan { get; set; }

    /// <summary>The paper that is confirmed, turned down or shown.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Paper { get; set; }

    [BindProperty]
    public string? PaperWhy { get; set; }

    /// <summary>The sending in question; null when nothing is unknown.</summary>
    public PaymentSending? Unknown { get; private set; }

    public IReadOnlyList<PaperAnswer> Papers { get; private set; } = [];

    public PaperAnswer? Waiting => Papers.FirstOrDefault(p => p.State == PaperAnswerState.Recorded);

    public bool MayRecord => IsHolder && Official.May(Actions.PaymentSend) && Unknown is not null && Waiting is null;

    public bool MaySettle => MayApprove && Unknown is not null && Waiting is { } w && w.RecordedById != Official.Id && List.SentById != Official.Id;

    protected override bool IsOfTheMonth => true;

    private string Here => $"/chi-tra/danh-sach/{Id:D}/van-ban";

    public static string Word(PaperAnswerState state) => state switch { PaperAnswerState.Recorded => "Chờ người thứ hai xác nhận", PaperAnswerState.Confirmed => "Đã xác nhận", _ => "Không chấp nhận" };

    public async Task<IActionResult> OnPostRecordAsync(CancellationToken cancel)
    {
        DateOnly? on = DateOnly.TryParseExact(SignedOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
        await using var scan = Scan?.OpenReadStream() ?? Stream.Null;
        var input = new PaperAnswerInput(Received switch { "co" => true, "khong" => false, _ => null }, Number ?? "", on, SignedBy ?? "", Whole(Lines), Whole(Dong), Scan?.FileName ?? "");
        return await AnswerAsync(await verbs.Record.Handle(Id, input, scan, Official, cancel), _ => "Đã ghi văn bản. Danh sách vẫn “chưa rõ” cho đến khi người thứ hai xác nhận.", Here, cancel);
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) =>
        await SettledAsync(await WithFactorAsync(verbs.Factor, () => verbs.Settle.Handle(Id, Paper, true, PaperWhy ?? "", Official, cancel), cancel), "Đã xử lý theo văn bản.", cancel);

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) =>
        await SettledAsync(await verbs.Settle.Handle(Id, Paper, false, PaperWhy ?? "", Official, cancel), "Đã ghi: không chấp nhận văn bản.", cancel);

    public async Task<IActionResult> OnGetScanAsync(CancellationToken cancel)
    {
        if (await PeriodAsync(cancel) is not { } period || await Desk.FindAsync(period, cancel) is null || await Desk.Db.PaperAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Id == Paper && a.ListId == Id, cancel) is not { } paper)
        {
            return await MissingAsync(cancel);
        }

        var act = Act.By(Official, ActKinds.PaymentExport, Desk.Time.UtcNow, $"Văn bản của tổ chức chi trả: {List.UnitName}", paper.FileName).On("payment-list", Id);
        return await Desk.Db.SaveAsync(act, cancel) ? File(verbs.Files.Open(paper.ContentHash), "application/octet-stream", paper.FileName) : Redirect(Here);
    }

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Unknown = await PaperChecks.UnknownAsync(Desk.Db, Id, cancel);
        Papers = await Desk.Db.PaperAnswers.AsNoTracking().Where(a => a.ListId == Id).OrderByDescending(a => a.RecordedAt).ToListAsync(cancel);
    }

    private Task<IActionResult> SettledAsync(Outcome<PaperAnswer> outcome, string done, CancellationToken cancel) => AnswerAsync(outcome, _ => done, Here, cancel);

    // As people write sums: 1.080.000 or 1080000.
    private static long? Whole(string? text) =>
        long.TryParse((text ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
