using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Stage;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>The verbs of the page.</summary>
public sealed record ResultVerbs(SendList Send, UploadResults Upload, CloseNotice CloseNotice, CloseFault CloseFault);

/// <summary>The verbs of the page that need a second official or a leader.</summary>
public sealed record LeaderVerbs(WithdrawList Withdraw, ConfirmUpload Confirm, DeclineUpload Decline, UploadStore Files, StepUp Factor);

/// <summary>Gửi và kết quả của một danh sách: sending it, the payer's answers, its files, the reconciliation, faults line by line and what the reasons ask for.</summary>
[Needs(Actions.PaymentView)]
[RequestSizeLimit(UploadStore.MostBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = UploadStore.MostBytes + (1 << 20))]
public sealed class ResultsPageModel(ResultVerbs verbs, LeaderVerbs leader, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentListPage(desk, current, foreign)
{
    /// <summary>Faults and notices that are shown; the report beside a file has all.</summary>
    public const int Most = 200;

    private Dictionary<Guid, (int Order, string Name)> _lines = [];

    /// <summary>Version that the official saw.</summary>
    [BindProperty]
    public long Seen { get; set; }

    [BindProperty]
    public IFormFile? Sheet { get; set; }

    /// <summary>The notice that is done, and what was done.</summary>
    [BindProperty]
    public Guid Subject { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The correction that is not stored, and why.</summary>
    [BindProperty]
    public Guid Correction { get; set; }

    /// <summary>Digits of the authenticator on the form that ends a correction.</summary>
    [BindProperty]
    public string? CorrectionCode { get; set; }

    /// <summary>Digits of the authenticator on the form that takes the list back.</summary>
    [BindProperty]
    public string? WithdrawCode { get; set; }

    [BindProperty]
    public string? CorrectionWhy { get; set; }

    /// <summary>1: the payer handed the money out by both lines.</summary>
    [BindProperty]
    public string? CorrectionTwice { get; set; }

    /// <summary>The correction that was closed and is opened again, why, and digits of the authenticator.</summary>
    [BindProperty]
    public Guid Closed { get; set; }

    [BindProperty]
    public string? ReopenWhy { get; set; }

    [BindProperty]
    public string? ReopenCode { get; set; }

    /// <summary>Why the list goes out although somebody of it is held.</summary>
    [BindProperty]
    public string? Despite { get; set; }

    /// <summary>Why the list is withdrawn.</summary>
    [BindProperty]
    public string? WithdrawWhy { get; set; }

    /// <summary>The file that is confirmed or turned down, and by which paper of the payer.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Delivery { get; set; }

    [BindProperty]
    public string? FileWhy { get; set; }

    /// <summary>People of the list who are held since it was approved.</summary>
    public IReadOnlyList<HeldPerson> Held { get; private set; } = [];

    public IReadOnlyList<PaymentSending> Sendings { get; private set; } = [];

    public Reconciliation Sum { get; private set; } = null!;

    /// <summary>Of what was paid the part that a signed list on paper paid.</summary>
    public IReadOnlyList<Dong> PaidOnPaper { get; private set; } = [];

    /// <summary>Whether a list on paper is recorded, or one could be.</summary>
    public bool SeesPapers { get; private set; }

    public IReadOnlyList<ResultDelivery> Deliveries { get; private set; } = [];

    public IReadOnlyList<ResultFault> Faults { get; private set; } = [];

    /// <summary>Corrections that wait, and those that a leader closed: by line of the list and person, as officials know them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Corrections(FaultState state) =>
        [.. Faults.Where(f => f.State == state).Select(f => KeyValuePair.Create(f.Id.ToString("D"), $"{(f.LineId is { } line && _lines.TryGetValue(line, out var of) ? $"Dòng {of.Order} của danh sách, {of.Name}; " : "")}dòng {f.Line} của tệp, {VietnamTime.Local(f.RecordedAt).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}"))];

    public IReadOnlyList<(PayerNotice Notice, PaymentLine Line)> Notices { get; private set; } = [];

    public bool MaySend => IsHolder && Official.May(Actions.PaymentSend);

    public bool MayUpload => IsHolder && Sendings.Count > 0 && ChannelRules.IsFile(Sendings[0].Provider) && (Official.May(Actions.PaymentSend) || Official.May(Actions.PaymentBuild)) && List.Status is not (ListStatus.Approved or ListStatus.Draft or ListStatus.Discarded);

    public bool MayWithdraw => MayApprove && List.Status == ListStatus.Approved && Sendings.All(s => s.State == SendingState.Refused);

    /// <summary>Files that wait for a second official.</summary>
    public IReadOnlyList<ResultDelivery> Checking => [.. Deliveries.Where(d => d.State == DeliveryState.Checking)];

    /// <summary>Those of them that this official may confirm.</summary>
    public IReadOnlyList<ResultDelivery> Mine => MayApprove ? [.. Checking.Where(d => UploadChecks.ActedBefore(List, d, Official.Id) is null)] : [];

    /// <summary>Open tasks that this official may close.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tasks => !IsHolder || !(Official.May(Actions.PaymentSend) || Official.May(Actions.PaymentBuild)) ? []
        : [.. Notices.Where(n => n.Notice.State == PayerNoticeState.Open).Select(n => KeyValuePair.Create(n.Notice.Id.ToString("D"), $"Dòng {n.Line.Order}, {n.Line.PersonName}"))];

    /// <summary>Why this official cannot send it now, or null.</summary>
    public string? Hindered => Successor is null && Period.State == PeriodState.Open ? SendingProblems.NotClosed.Now().Message
        : PaymentStatusTable.ActedBefore(List, ListVerb.Send, Official.Id) is { } did ? PaymentProblems.SamePerson.Now(did).Message : null;

    private string Here => $"/chi-tra/danh-sach/{Id:D}/ket-qua";

    public static string Word(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "Đã nhận tệp, chờ đọc", DeliveryState.Taking => "Đang đọc", DeliveryState.Taken => "Đã đọc hết", DeliveryState.Refused => "Không nhận", DeliveryState.Checking => "Chờ người thứ hai xác nhận", _ => "Đã nhận trước đó",
    };

    public static string Word(SendingState state) => state switch
    {
        SendingState.Prepared => "Chuẩn bị gửi", SendingState.Sending => "Đang gửi", SendingState.Unknown => "Chưa rõ, đang hỏi lại", SendingState.Accepted => "Đã nhận", _ => "Bị từ chối",
    };

    public async Task<IActionResult> OnPostSendAsync([FromServices] HubStage stage, CancellationToken cancel) =>
        await AnswerAsync(await WithStageAsync(stage, () => WithFactorAsync(leader.Factor, () => verbs.Send.Handle(Id, Seen, Despite ?? "", Official, cancel), cancel), cancel), l => l.Status switch
        {
            ListStatus.Approved => "Tổ chức chi trả từ chối danh sách; lý do ở bên dưới.", ListStatus.Unknown or ListStatus.Sending => "Chưa rõ tổ chức chi trả đã nhận hay chưa. Hệ thống tự hỏi lại, không gửi lần thứ hai.", _ => "Tổ chức chi trả đã nhận danh sách.",
        }, Here, cancel);

    public async Task<IActionResult> OnPostUploadAsync(CancellationToken cancel)
    {
        if (Sheet is null || Sheet.Length == 0)
        {
            return await AnswerAsync<BroughtResults>(ResultProblems.NoFile.At(nameof(Sheet)), _ => "", Here, cancel);
        }

        await using var content = Sheet.OpenReadStream();
        return await AnswerAsync(await verbs.Upload.Handle(Id, Sheet.FileName, content, Official, cancel), Done, Here, cancel);
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(leader.Factor, () => leader.Confirm.Handle(Id, Delivery, FileWhy ?? "", Official, cancel), cancel), Done, Here, cancel);

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) =>
        await AnswerAsync(await leader.Decline.Handle(Id, Delivery, FileWhy ?? "", Official, cancel), _ => "Đã ghi: không nhận tệp này.", Here, cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(leader.Factor, nameof(WithdrawCode), WithdrawCode, () => leader.Withdraw.Handle(Id, WithdrawWhy ?? "", Official, cancel), cancel), _ => "Đã rút danh sách. Những khoản còn phải trả vào lần lập tiếp theo hoặc danh sách bổ sung.", Here, cancel);

    /// <summary>The file itself, to be held against the payer's papers.</summary>
    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel)
    {
        if (await PeriodAsync(cancel) is not { } period || await Desk.FindAsync(period, cancel) is null || await Desk.Db.ResultDeliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Id == Delivery && d.ListId == Id && d.ContentHash != "", cancel) is not { } delivery)
        {
            return await MissingAsync(cancel);
        }

        // Everybody of the list stands in it: it leaves with an act, as its papers do.
        var act = Act.By(Official, ActKinds.PaymentExport, Desk.Time.UtcNow, $"Tệp kết quả: {List.UnitName}", delivery.Source).On("payment-list", Id);
        return await Desk.Db.SaveAsync(act, cancel) ? File(leader.Files.Open(delivery.ContentHash), "application/octet-stream", delivery.Source) : Redirect(Here);
    }

    public async Task<IActionResult> OnPostNoticeAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.CloseNotice.Handle(Id, Subject, Why ?? "", Official, cancel), _ => "Đã ghi việc đã làm.", Here, cancel);

    public async Task<IActionResult> OnPostFaultAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(leader.Factor, nameof(CorrectionCode), CorrectionCode, () => verbs.CloseFault.Handle(Id, Correction, CorrectionTwice == "1" ? FaultClosing.PaidTwice : FaultClosing.TakenBack, CorrectionWhy ?? "", Official, cancel), cancel),
            _ => CorrectionTwice == "1" ? "Đã khép kết quả sửa; dòng giữ kết quả cũ. Khoản chi hai lần đã vào phần phải thu hồi của từng đối tượng." : "Đã khép kết quả sửa; dòng giữ kết quả cũ.", Here, cancel);

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(leader.Factor, nameof(ReopenCode), ReopenCode, () => verbs.CloseFault.ReopenAsync(Id, Closed, ReopenWhy ?? "", Official, cancel), cancel), _ => "Đã mở lại kết quả sửa; khoản chi hai lần theo kết quả này không còn phải thu hồi.", Here, cancel);

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var db = Desk.Db;
        ModelState.Remove(nameof(Seen));
        Seen = List.Version;
        Sendings = await db.PaymentSendings.AsNoTracking().Where(s => s.ListId == Id).OrderByDescending(s => s.Attempt).ToListAsync(cancel);
        Held = List.Status == ListStatus.Approved ? await HeldSince.OfListAsync(db, Id, cancel) : [];
        Sum = await Reconciliations.OfAsync(db, List, cancel);
        PaidOnPaper = await db.PaymentLines.AsNoTracking().Where(l => l.ListId == Id && l.Outcome == LineOutcome.Paid)
            .Join(db.PaymentResults.Where(r => r.Channel == ResultChannel.Paper), l => new { l.Id, Version = l.ResultVersion }, r => new { Id = r.LineId, r.Version }, (l, r) => l.Total).ToListAsync(cancel);
        SeesPapers = await db.Set<OnPaper.PaperPayment>().AnyAsync(p => p.ListId == Id, cancel) || (IsHolder && List.Status is ListStatus.Approved or ListStatus.Sent or ListStatus.Settled && Period.State == PeriodState.Closed);
        Deliveries = await db.ResultDeliveries.AsNoTracking().Where(d => d.ListId == Id).OrderByDescending(d => d.ReceivedAt).Take(Most).ToListAsync(cancel);
        Faults = await db.ResultFaults.AsNoTracking().Where(f => f.ListId == Id && f.State != FaultState.Applied).OrderByDescending(f => f.State).ThenByDescending(f => f.RecordedAt).ThenBy(f => f.Line).Take(Most).ToListAsync(cancel);
        var corrected = Faults.Where(f => f.LineId is not null).Select(f => f.LineId!.Value).Distinct().ToList();
        _lines = await db.PaymentLines.AsNoTracking().Where(l => corrected.Contains(l.Id)).Select(l => new { l.Id, l.Order, l.PersonName }).ToDictionaryAsync(l => l.Id, l => (l.Order, l.PersonName), cancel);
        var notices = await db.PayerNotices.AsNoTracking().Where(n => n.ListId == Id && n.State != PayerNoticeState.Done && n.State != PayerNoticeState.Withdrawn).OrderBy(n => n.Kind).Take(Most).ToListAsync(cancel);
        var lines = notices.Select(n => n.LineId).Distinct().ToList();
        var of = await db.PaymentLines.AsNoTracking().Where(l => lines.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancel);
        Notices = [.. notices.Select(n => (n, of[n.LineId]))];
    }

    private static string Done(BroughtResults brought)
    {
        var d = brought.Delivery;
        return !brought.IsNew ? $"Tệp này đã được nhận lúc {VietnamTime.Local(d.ReceivedAt).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}; không có gì thay đổi."
            : d.State == DeliveryState.Checking ? $"Đã nhận tệp. {d.Words} Chưa ghi kết quả nào: cần lãnh đạo không lập, không gửi danh sách và không nhận tệp này đối chiếu với chứng từ rồi xác nhận."
            : d.State == DeliveryState.Waiting ? "Đã nhận tệp. Tệp lớn nên hệ thống đọc dần; tắt trang này không ảnh hưởng."
            : $"Đã đọc {d.Lines} dòng: {d.New} kết quả mới, {d.Corrected} kết quả sửa, {d.Same} dòng đã biết, {d.Faults} lỗi.";
    }
}
