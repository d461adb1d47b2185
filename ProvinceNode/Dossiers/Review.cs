using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Conclusion of the commune's review.</summary>
/// <param name="Eligible">Null when nothing was chosen.</param>
public sealed record ReviewInput(Guid Id, long Version, bool? Eligible, string Note)
{
    /// <summary>What was ticked of each carer, in the order of <see cref="CarerChecks.AskedOf"/>.</summary>
    public IReadOnlyList<CarerFields> Carers { get; init; } = [];

    /// <summary>"yes" or "no" to each condition, in the order of <see cref="AttestedChecks.AskedOf"/>.</summary>
    public IReadOnlyList<string?> Attested { get; init; } = [];
}

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

        var (dossier, context, _) = opened.Value;
        var asked = CarerChecks.AskedOf(dossier);
        var conditions = AttestedChecks.AskedOf(dossier, context.Rules, context.Today);
        faults.AddRange(input.Eligible == true ? [.. CarerFaults(dossier, asked, input.Carers), .. AttestedChecks.Faults(dossier, conditions, input.Attested)] : []);
        if (faults.Count > 0)
        {
            return faults;
        }

        var confirmed = asked.Select((a, i) => Of(input.Carers, i).Read(a, context.Today)).OfType<Eligibility.CarerFacts>().ToList();
        var attested = conditions.Select((c, i) => AttestedChecks.Read(c, i < input.Attested.Count ? input.Attested[i] : null, context.Today)).OfType<AttestedWord>().ToList();
        // What was sent back and posted already need not hang again, unless the public was told another conclusion.
        var postedBefore = dossier.Status == DossierStatus.SentBack && dossier.PostedUntil is not null && dossier.ReviewedEligible == input.Eligible;
        (dossier.ReviewedEligible, dossier.ReviewNote) = (input.Eligible, input.Note.Trim());
        var route = DossierFlow.RouteOf(context, dossier);
        var to = route.After(postedBefore ? RouteStepKind.Posting : RouteStepKind.Review);
        return await desk.MoveAsync(opened.Value, ActKinds.Review, to, string.Join("; ", [input.Eligible == true ? "Kết luận: đủ điều kiện, " + Proposes(dossier.Kind) : "Kết luận: không đủ điều kiện", .. confirmed.Select(Word), .. attested.Select(w => $"điều kiện của nhóm {w.Group}: {(w.Confirmed ? "đúng" : "không đúng")}")]),
            cancel, carers: confirmed.Count > 0 ? CarerChecks.ToJson(confirmed) : null, attested: attested.Count > 0 ? AttestedChecks.ToJson(attested) : null);
    }

    // A person may be assisted though nobody fit cares for him; support for care alone has then nothing to propose.
    private static IEnumerable<Problem> CarerFaults(Dossier dossier, IReadOnlyList<CarerAsked> asked, IReadOnlyList<CarerFields> typed)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            var open = Of(typed, i).Open(asked[i], i).ToList();
            foreach (var problem in open)
            {
                yield return problem;
            }

            if (open.Count == 0 && dossier.Requests.TrueForAll(r => r.Kind == RequestKind.Care) && Of(typed, i).Read(asked[i], default)!
                is var carer && Eligibility.CarerFacts.PointsOf(carer.Article).FirstOrDefault(p => !carer.Accepts(p.Point)) is { } failed)
            {
                yield return DossierProblems.CarerUnfit.At($"Carers[{i}].{failed.Point}", failed.Letter, carer.Article);
            }
        }
    }

    private static CarerFields Of(IReadOnlyList<CarerFields> typed, int i) => i < typed.Count ? typed[i] : new();

    private static string Word(Eligibility.CarerFacts carer) => $"người chăm sóc {(carer.Meets(carer.Article) ? "đủ" : "chưa đủ")} điều kiện theo Điều {carer.Article}";

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

    /// <summary>Confirmation of who cares (forms 2a, 2b, 03).</summary>
    [BindProperty]
    public List<CarerFields> Carers { get; set; } = [];

    /// <summary>The commune's word on conditions of groups of the province or a later decree.</summary>
    [BindProperty]
    public List<string?> Attested { get; set; } = [];

    public static IReadOnlyDictionary<string, string> RightOrWrong { get; } = new Dictionary<string, string> { ["yes"] = "Đúng", ["no"] = "Không đúng" };

    public IReadOnlyList<AttestedAsked> AttestedAsked => AttestedChecks.AskedOf(Dossier, Open.Context.Rules, Open.Context.Today);

    public override string Verb => ActKinds.Review;

    protected override string Done => "Đã ghi kết luận xét duyệt.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new ReviewInput(Id, Version, Eligible, Note ?? "") { Carers = Carers, Attested = Attested }, Official, cancel);
}
