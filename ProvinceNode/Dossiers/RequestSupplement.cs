using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What is missing, one thing per line, and why.</summary>
public sealed record SupplementInput(Guid Id, long Version, string Wanted, string Reason);

/// <summary>Yêu cầu bổ sung: once, everything listed; the clock stands still until the answer (policy 5.5). Slip D02.</summary>
public sealed class RequestSupplement(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(SupplementInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.RequestSupplement, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var wanted = input.Wanted.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Faults(dossier, wanted, input) is { Count: > 0 } faults)
        {
            return faults;
        }

        dossier.ResumeStatus = dossier.Status;
        dossier.PausedOn = context.Today;
        dossier.Supplements.Add(new Supplement
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
            Wanted = string.Join('\n', wanted), Reason = input.Reason.Trim(), AskedAt = context.NowUtc, AskedBy = official.FullName,
        });
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D02", "",
            DeskPapers.SupplementRequest(context, dossier, wanted, input.Reason.Trim(), official.FullName)));
        return await desk.MoveAsync(opened.Value, ActKinds.RequestSupplement, DossierStatus.SupplementRequested, $"Cần bổ sung {wanted.Length} nội dung", cancel);
    }

    private static List<Problem> Faults(Dossier dossier, string[] wanted, SupplementInput input)
    {
        var faults = new List<Problem>();
        if (dossier.Supplements.Count > 0)
        {
            faults.Add(DossierProblems.SupplementOnce.Now());
        }

        if (wanted.Length == 0)
        {
            faults.Add(CommonProblems.Required.At(nameof(input.Wanted), "những giấy tờ, nội dung cần bổ sung, mỗi dòng một nội dung"));
        }

        if (input.Wanted.Length > 4000)
        {
            faults.Add(CommonProblems.TooLong.At(nameof(input.Wanted), "Nội dung cần bổ sung", 4000, input.Wanted.Length));
        }

        if (string.IsNullOrWhiteSpace(input.Reason))
        {
            faults.Add(DossierProblems.ReasonNeeded.At(nameof(input.Reason)));
        }
        else if (input.Reason.Length > 1000)
        {
            faults.Add(CommonProblems.TooLong.At(nameof(input.Reason), "Lý do", 1000, input.Reason.Length));
        }

        return faults;
    }
}

/// <inheritdoc cref="RequestSupplement"/>
[Needs(Actions.DossierView)]
public sealed class RequestSupplementModel(RequestSupplement verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Wanted { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public override string Verb => ActKinds.RequestSupplement;

    protected override string Done => "Đã gửi yêu cầu bổ sung. Thời gian giải quyết tạm dừng đến khi nhận đủ giấy tờ.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new SupplementInput(Id, Version, Wanted ?? "", Reason ?? ""), Official, cancel);
}
