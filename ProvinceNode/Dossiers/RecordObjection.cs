using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Who complains about what.</summary>
public sealed record ObjectionInput(Guid Id, long Version, string From, string Text);

/// <summary>Ghi nhận khiếu nại during the posting; the chairman concludes within ten working days (Decree 20 Art. 8(1)(c)), which come on top of what the receipt promised.</summary>
public sealed class RecordObjection(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(ObjectionInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Object, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var faults = new SubmitFaults();
        faults.Text(nameof(input.From), input.From, "Họ tên người khiếu nại", 120);
        faults.Add(ReasonText.Fault(nameof(input.Text), input.Text.Trim()));
        if (faults.Found.Count > 0)
        {
            return faults.Found;
        }

        var (dossier, context, _) = opened.Value;
        var due = LegalClock.StepDueOn(context, dossier.ProcedureCode, DossierStatus.Objected, dossier.Kind) ?? context.Today;
        var (days, was) = (LegalClock.ComplaintDays(context, due), dossier.DueOn);
        desk.Db.Objections.Add(new Objection
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
            From = VietnameseText.Clean(input.From), Content = input.Text.Trim(), At = context.NowUtc, DueOn = due, PromiseDays = days,
        });
        dossier.DueOn = was is { } promised ? context.Calendar.AddWorkingDays(promised, days) : null;
        return await desk.MoveAsync(opened.Value, ActKinds.Object, DossierStatus.Objected, $"Có khiếu nại trong thời gian niêm yết. {Words(was, dossier.DueOn, days)}".TrimEnd(), cancel);
    }

    /// <summary>How the promised date moved, for the control sheet.</summary>
    public static string Words(DateOnly? was, DateOnly? now, int days) => was == now || now is null ? ""
        : $"Hẹn trả {DueWords.Date(was)} chuyển sang {DueWords.Date(now)} ({(days > 0 ? $"tính thêm {days} ngày làm việc" : $"bớt {-days} ngày làm việc không dùng hết")} để xem xét khiếu nại)";
}

/// <inheritdoc cref="RecordObjection"/>
[Needs(Actions.DossierReview)]
public sealed class RecordObjectionModel(RecordObjection verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public override string Verb => ActKinds.Object;

    protected override string Done => "Đã ghi nhận khiếu nại. Chủ tịch UBND xem xét, kết luận đúng hạn ghi ở hồ sơ. Ngày hẹn trả kết quả đã được tính thêm thời gian xem xét khiếu nại.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new ObjectionInput(Id, Version, From ?? "", Text ?? ""), Official, cancel);
}
