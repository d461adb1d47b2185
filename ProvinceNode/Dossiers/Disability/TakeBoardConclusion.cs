using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>What the medical board concluded.</summary>
/// <param name="On">dd/MM/yyyy.</param>
/// <param name="Degree">Name of a degree; None for not disabled.</param>
/// <param name="Lasting">Listed in Mẫu số 02 part IV among the cases that need no new certificate at six.</param>
public sealed record BoardConclusionInput(Guid Id, long Version, string BoardName, string Number, string On, string Degree, IReadOnlyList<string> Types, bool Lasting);

/// <summary>Nhập kết luận của Hội đồng giám định y khoa: from it the commune has five working days (Circular 01/2019 Art. 6(3); policy 3.11).</summary>
public sealed class TakeBoardConclusion(CouncilDesk council)
{
    public async Task<Outcome<Dossier>> Handle(BoardConclusionInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await council.Dossiers.OpenAsync(input.Id, input.Version, official, ActKinds.TakeBoardConclusion, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var round = (await council.ConcludedAsync(input.Id, cancel))!;
        var types = CouncilWords.Types(input.Types);
        var known = Enum.TryParse<DisabilityDegree>(input.Degree, out var degree) && Enum.IsDefined(degree);
        var faults = new List<Problem>();
        var on = DayText.Past(input.On, context.Today, nameof(input.On), "ngày kết luận giám định", faults);
        faults.AddRange(Faults(input, round, on, known ? degree : null, types));
        if (faults.Count > 0)
        {
            return faults;
        }

        (round.BoardName, round.BoardNumber, round.BoardOn) = (input.BoardName.Trim(), input.Number.Trim(), on);
        (round.Outcome, round.Degree, round.Types) = (degree == DisabilityDegree.None ? CouncilOutcome.NotDisabled : CouncilOutcome.Disabled, degree, degree == DisabilityDegree.None ? "" : types);
        round.ListedExtremelySevere = degree == DisabilityDegree.ExtremelySevere && input.Lasting;
        round.Version++;
        (dossier.ReviewedEligible, dossier.AppraisedById) = (round.Outcome == CouncilOutcome.Disabled, official.Id);
        dossier.ReviewNote = $"Kết luận giám định y khoa số {round.BoardNumber}: {CouncilWords.Conclusion(round.Outcome.Value, degree, round.Types)}";
        var to = DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Council);
        // The citizen is promised the result five working days after the board's conclusion is in.
        dossier.DueOn = LegalClock.StepDueOn(context, dossier.ProcedureCode, to, dossier.Kind) ?? dossier.DueOn;
        return await council.Dossiers.MoveAsync(opened.Value, ActKinds.TakeBoardConclusion, to, $"Kết luận số {round.BoardNumber} ngày {VietnameseFormat.Date(on!.Value)}", cancel, $"council/{round.Id:D}");
    }

    private static IEnumerable<Problem> Faults(BoardConclusionInput input, CouncilCase round, DateOnly? on, DisabilityDegree? degree, string types)
    {
        if (TextFault.Of(input.BoardName.Trim(), nameof(input.BoardName), "tên Hội đồng giám định y khoa", "Tên Hội đồng", 200) is { } name)
        {
            yield return name;
        }

        if (TextFault.Of(input.Number.Trim(), nameof(input.Number), "số biên bản giám định", "Số biên bản", 40) is { } number)
        {
            yield return number;
        }

        if (on < round.SentToBoardOn)
        {
            yield return DisabilityProblems.BoardBeforeSent.At(nameof(input.On), VietnameseFormat.Date(round.SentToBoardOn.Value));
        }

        if (degree is null)
        {
            yield return DisabilityProblems.ChooseDegree.At(nameof(input.Degree));
        }
        else if (degree != DisabilityDegree.None && types.Length == 0)
        {
            yield return DisabilityProblems.TypeNeeded.At(nameof(input.Types));
        }
    }
}

/// <inheritdoc cref="TakeBoardConclusion"/>
[Needs(Actions.DossierReview)]
public sealed class TakeBoardConclusionModel(TakeBoardConclusion verb, CouncilDesk council, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(council.Dossiers, current, foreign)
{
    [BindProperty]
    public string? BoardName { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty]
    public string? Degree { get; set; }

    [BindProperty]
    public List<string> Types { get; set; } = [];

    [BindProperty]
    public bool Lasting { get; set; }

    public override string Verb => ActKinds.TakeBoardConclusion;

    public CouncilCase? Round { get; private set; }

    /// <summary>Part IV of Mẫu số 02 is about children below six.</summary>
    public bool IsSmallChild => EvaluationSheets.FormFor(BirthDate.Parse(Dossier.Owner.BirthDate), Open.Context.Today) == EvaluationSheets.UnderSix;

    protected override string Done => "Đã nhập kết luận giám định y khoa. Hãy niêm yết và trình cấp Giấy xác nhận trong 5 ngày làm việc.";

    protected override async Task ShowAsync(CancellationToken cancel) => Round = await council.ConcludedAsync(Id, cancel);

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new BoardConclusionInput(Id, Version, BoardName ?? "", Number ?? "", On ?? "", Degree ?? "", Types, Lasting), Official, cancel);
}
