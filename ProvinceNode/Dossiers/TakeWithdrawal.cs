using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>A signed request to have the dossier back, handed in at the desk.</summary>
/// <param name="RequestedOn">Day on the request; null when no day was read.</param>
/// <param name="Signed">The clerk has the request with its signature.</param>
/// <param name="Returned">Originals given back, one per line; empty when none were kept.</param>
public sealed record TakenWithdrawal(Guid Id, long Version, Bringer Bringer, DateOnly? RequestedOn, bool Signed, string Reason, string Returned, IReadOnlyList<StoredFile> Files);

/// <summary>
/// Rút hồ sơ trực tiếp: who came in person asks for the dossier back, and the desk confirms it at once (7 then 8 of the national portal, policy 5.5):
/// allowed until a result is signed. Notice D05 lists the originals that go back.
/// </summary>
public sealed class TakeWithdrawal(DossierDesk desk)
{
    public const int MostReason = 500;

    public static readonly ProblemKind RequestDay = new("withdrawal-day", "Hãy nhập ngày ghi trên đơn: từ ngày nộp hồ sơ ({0}) đến hôm nay.");

    public static readonly ProblemKind NotSigned = new("withdrawal-not-signed", "Hãy nhận đơn (phiếu) đề nghị rút hồ sơ có chữ ký rồi đánh dấu vào ô này. Người không viết được thì điểm chỉ.");

    public async Task<Outcome<Dossier>> Handle(TakenWithdrawal input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.TakeWithdrawal, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        if (Faults(context, dossier, input) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (day, returned, reason) = (input.RequestedOn!.Value, ReturnedPapers.Read(input.Returned), input.Reason.Trim());
        var office = DossierFlow.OfficeOf(context, dossier, ActKinds.TakeWithdrawal);
        var note = $"Đề nghị của {input.Bringer.Words}, đơn ngày {VietnameseFormat.Date(day)}{(reason.Length > 0 ? $"; lý do: {reason}" : "")}";
        desk.Db.Attachments.AddRange(input.Files.Select(f => f.AsAttachment(dossier.Id, dossier.TenantPath, context.NowUtc)));
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D05", "", DeskPapers.Stopped(context, dossier, "", official.FullName, day, returned, input.Bringer.Name.Trim())));
        DossierFlow.Apply(context, dossier, DossierStatus.WithdrawalRequested, ActKinds.TakeWithdrawal, Mover.Of(official), office, note);
        dossier.FinishedAt = context.NowUtc;
        DossierFlow.Apply(context, dossier, DossierStatus.Stopped, ActKinds.Stop, Mover.Of(official), office, $"Xác nhận rút hồ sơ, {ReturnedPapers.Words(returned)}");
        var act = Act.By(official, ActKinds.TakeWithdrawal, context.NowUtc, note, string.Join(' ', input.Files.Select(f => f.Hash))).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(FlowContext context, Dossier dossier, TakenWithdrawal input)
    {
        var (faults, filed) = (input.Bringer.Faults().ToList(), VietnamTime.Day(dossier.SubmittedAt));
        if (input.RequestedOn is not { } day || day < filed || day > context.Today)
        {
            faults.Add(RequestDay.At(nameof(input.RequestedOn), VietnameseFormat.Date(filed)));
        }

        if (!input.Signed)
        {
            faults.Add(NotSigned.At(nameof(input.Signed)));
        }

        if (input.Reason.Length > MostReason)
        {
            faults.Add(CommonProblems.TooLong.At(nameof(input.Reason), "Lý do", MostReason, input.Reason.Length));
        }

        if (ReturnedPapers.Fault(nameof(input.Returned), input.Returned) is { } fault)
        {
            faults.Add(fault);
        }

        return faults;
    }
}

/// <inheritdoc cref="TakeWithdrawal"/>
[Needs(Actions.DossierReceive)]
[RequestSizeLimit(Uploads.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostRequestBytes)]
public sealed class TakeWithdrawalModel(TakeWithdrawal verb, DeskFiles files, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : BringerPage(files, desk, current, foreign)
{
    [BindProperty]
    public string? RequestedOnDay { get; set; }

    [BindProperty]
    public string? RequestedOnMonth { get; set; }

    [BindProperty]
    public string? RequestedOnYear { get; set; }

    [BindProperty]
    public string? Signed { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Returned { get; set; }

    public override string Verb => ActKinds.TakeWithdrawal;

    protected override string Done => "Đã rút hồ sơ theo đề nghị. Thông báo dừng giải quyết đã sẵn sàng để in.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        await base.ShowAsync(cancel);
        if (HttpMethods.IsGet(Request.Method))
        {
            var today = Open.Context.Today;
            (RequestedOnDay, RequestedOnMonth, RequestedOnYear) = ($"{today.Day:00}", $"{today.Month:00}", today.Year.ToString(CultureInfo.InvariantCulture));
        }
    }

    protected override async Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => FileFaults.Count > 0 ? FileFaults.ToList()
        : await verb.Handle(new TakenWithdrawal(Id, Version, Bringer, Typed(), Signed == "1", Reason ?? "", Returned ?? "", Files), Official, cancel);

    private DateOnly? Typed() => DayText.Parse($"{RequestedOnDay?.Trim()}/{RequestedOnMonth?.Trim()}/{RequestedOnYear?.Trim()}");
}
