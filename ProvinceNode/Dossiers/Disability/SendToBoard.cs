using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Why a dossier goes to the medical board without another session.</summary>
/// <param name="Reason">disagrees or unfair.</param>
public sealed record SendToBoardInput(Guid Id, long Version, string Reason, string Note);

/// <summary>
/// Chuyển Hội đồng giám định y khoa: the person does not agree with what the council concluded, or there is evidence that it was not fair
/// (Law 51/2010 Art. 15(2)(b), (c)). What the council itself cannot conclude goes there with its minutes.
/// </summary>
public sealed class SendToBoard(CouncilDesk council)
{
    public static IReadOnlyList<KeyValuePair<string, string>> Reasons { get; } =
    [
        new("disagrees", "Người được xác định hoặc người đại diện hợp pháp không đồng ý với kết luận của Hội đồng"),
        new("unfair", "Có bằng chứng xác thực về việc xác định mức độ khuyết tật không khách quan, không chính xác"),
    ];

    public async Task<Outcome<Dossier>> Handle(SendToBoardInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await council.Dossiers.OpenAsync(input.Id, input.Version, official, ActKinds.SendToBoard, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var faults = new List<Problem>();
        if (Reasons.All(r => r.Key != input.Reason))
        {
            faults.Add(DossierProblems.ChooseConclusion.At(nameof(input.Reason)));
        }

        if (ReasonText.Fault(nameof(input.Note), input.Note.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        if (await council.ConcludedAsync(input.Id, cancel) is null)
        {
            faults.Add(DisabilityProblems.NoRoundBefore.Now());
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var round = await council.OpenRoundAsync(opened.Value, cancel);
        round.Outcome = CouncilOutcome.MedicalBoard;
        return await SendAsync(council, opened.Value, round, $"{Reasons.First(r => r.Key == input.Reason).Value}. {input.Note.Trim()}", ActKinds.SendToBoard, cancel);
    }

    /// <summary>Writes the letter to the board and moves the dossier there; the office's clock does not run meanwhile.</summary>
    internal static Task<Outcome<Dossier>> SendAsync(CouncilDesk council, OpenDossier open, CouncilCase round, string why, string verb, CancellationToken cancel)
    {
        (round.BoardWhy, round.SentToBoardOn) = (why.Length <= 1000 ? why : why[..1000], open.Context.Today);
        council.Db.Papers.Add(PaperDesk.Issue(open.Context, open.Dossier, "KT7", "", CouncilPapers.ToMedicalBoard(open.Context, open.Dossier, round)));
        return council.Dossiers.MoveAsync(open, verb, DossierStatus.AwaitingMedicalBoard, round.BoardWhy, cancel, $"council/{round.Id:D}");
    }
}

/// <inheritdoc cref="SendToBoard"/>
[Needs(Actions.DossierReview)]
public sealed class SendToBoardModel(SendToBoard verb, CouncilDesk council, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(council.Dossiers, current, foreign)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public override string Verb => ActKinds.SendToBoard;

    protected override string Done => "Đã chuyển Hội đồng giám định y khoa. Văn bản đề nghị đã sẵn sàng để in.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new SendToBoardInput(Id, Version, Reason ?? "", Note ?? ""), Official, cancel);
}
