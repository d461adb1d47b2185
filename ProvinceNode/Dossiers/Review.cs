using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Conclusion of the commune's review.</summary>
/// <param name="Eligible">Null when nothing was chosen.</param>
public sealed record ReviewInput(Guid Id, long Version, bool? Eligible, string Note);

/// <summary>Xét duyệt: the social officer reviews and the conclusion goes to the posting, whichever it is (policy 3.4 S2, D08).</summary>
public sealed class Review(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(ReviewInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Review, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var faults = new List<Problem>();
        if (input.Eligible is null)
        {
            faults.Add(DossierProblems.ChooseConclusion.At(nameof(input.Eligible)));
        }

        if (ReasonText.Fault(nameof(input.Note), input.Note.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var (dossier, context, _) = opened.Value;
        // What was sent back and posted already need not hang again, unless the public was told another conclusion.
        var postedBefore = dossier.Status == DossierStatus.SentBack && dossier.PostedUntil is not null && dossier.ReviewedEligible == input.Eligible;
        (dossier.ReviewedEligible, dossier.ReviewNote) = (input.Eligible, input.Note.Trim());
        var route = DossierFlow.RouteOf(context, dossier);
        var to = route.After(postedBefore ? RouteStepKind.Posting : RouteStepKind.Review);
        return await desk.MoveAsync(opened.Value, ActKinds.Review, to, input.Eligible == true ? "Kết luận: đủ điều kiện, " + Proposes(dossier.Kind) : "Kết luận: không đủ điều kiện", cancel);
    }

    /// <summary>What the commune proposes of somebody eligible: a move or a stop is no assistance.</summary>
    public static string Proposes(RequestKind kind) =>
        kind is RequestKind.Grant or RequestKind.Care or RequestKind.SocialPension or RequestKind.Emergency or RequestKind.Funeral ? "đề nghị trợ cấp" : "đề nghị giải quyết";
}

/// <inheritdoc cref="Review"/>
[Needs(Actions.DossierReview)]
public sealed class ReviewModel(Review verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public bool? Eligible { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public override string Verb => ActKinds.Review;

    protected override string Done => "Đã ghi kết luận xét duyệt.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new ReviewInput(Id, Version, Eligible, Note ?? ""), Official, cancel);
}
