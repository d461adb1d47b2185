using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Ký trình (policy 3.4 S5): the head of the division signs the slip D12 and the submission D13, and the dossier goes to who decides; or he sends it back to the appraiser.</summary>
public sealed class SignSubmission(DossierDesk desk, Submissions submissions)
{
    /// <param name="seen"><see cref="Sign.Seen"/> of the papers that he was shown; null for a caller that shows none.</param>
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel, string? seen = null) =>
        desk.InTransactionAsync(() => SubmitAsync(id, version, seen, official, cancel), cancel);

    private async Task<Outcome<Dossier>> SubmitAsync(Guid id, long version, string? seen, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.SignSubmission, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        if (dossier.AppraisedById == official.Id)
        {
            return DossierProblems.FourEyes.Now("thẩm định", "ký trình");
        }

        if (seen is not null && seen != Sign.Seen(await submissions.EditedAsync(opened.Value, official, cancel)))
        {
            return DossierProblems.PaperChanged.Now();
        }

        var submission = await submissions.SignAsync(opened.Value, official, cancel);
        var to = Appraise.Next(DossierFlow.RouteOf(context, dossier), dossier.AppraisedEligible == true);
        return await desk.MoveAsync(opened.Value, ActKinds.SignSubmission, to, $"Tờ trình số {submission.Number}", cancel, $"paper/{submission.Id:D}");
    }
}

/// <inheritdoc cref="SignSubmission"/>
[Needs(Actions.DossierSign)]
public sealed class SignSubmissionModel(SignSubmission verb, Submissions submissions, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    /// <summary>Digest of the papers that were shown.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public override string Verb => ActKinds.SignSubmission;

    /// <summary>Exactly what will be signed.</summary>
    public IReadOnlyList<Drafted> Papers { get; private set; } = [];

    protected override string Done => "Đã ký phiếu thẩm định và tờ trình. Hồ sơ đã chuyển đến người quyết định.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Papers = Dossier.Status == DossierStatus.AwaitingHead ? await submissions.EditedAsync(Open, Official, cancel) : [];
        ModelState.Remove(nameof(Seen));
        Seen = Sign.Seen(Papers);
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel, Seen ?? "");
}
