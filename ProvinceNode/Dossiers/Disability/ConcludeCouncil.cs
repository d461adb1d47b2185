using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>What happened at the session.</summary>
/// <param name="Present">Ids of the members who came.</param>
/// <param name="Votes">Vote by member id.</param>
/// <param name="Percent">Working ability lost, from a medical board's conclusion before 2012-06-01; null without one.</param>
/// <param name="Agrees">Whether the person or his representative agrees: yes, no or absent.</param>
public sealed record ConcludeInput(
    Guid Id, long Version, IReadOnlySet<Guid> Present, IReadOnlyDictionary<Guid, CouncilVote> Votes, IReadOnlyList<string> Types,
    IReadOnlyList<Ability?> Activities, string Point, string Findings, string Discussion, string Agrees, int? Percent = null);

/// <summary>
/// Ghi biên bản và kết luận của Hội đồng (Mẫu số 02 or 03, and 05): attendance, evaluation, votes. The conclusion goes to the posting;
/// what the council cannot conclude, or the person does not agree with, goes to the medical board (Law 51/2010 Art. 15(2)).
/// </summary>
public sealed class ConcludeCouncil(CouncilDesk council)
{
    /// <summary>Number book of the minutes.</summary>
    public const string Minutes = "BB-HĐXĐKT";

    public Task<Outcome<Dossier>> Handle(ConcludeInput input, SignedInOfficial official, CancellationToken cancel) =>
        council.Dossiers.InTransactionAsync(() => ConcludeAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> ConcludeAsync(ConcludeInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await council.Dossiers.OpenAsync(input.Id, input.Version, official, ActKinds.ConcludeCouncil, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var round = await council.OpenRoundAsync(opened.Value, cancel);
        var sitting = (await council.CouncilAsync(dossier.TenantPath, context.Today, cancel))?.Sitting ?? [];
        var form = EvaluationSheets.FormFor(BirthDate.Parse(dossier.Owner.BirthDate), context.Today);
        var (session, tally) = SessionRules.Of(input, form, sitting);
        if (SessionRules.Faults(input, session, tally, round, context.NowUtc) is { Count: > 0 } faults)
        {
            return faults;
        }

        Keep(round, input, session, CouncilRules.Meaning(tally.Winner!.Value), context.Today);
        var number = await PaperNumbers.NextAsync(council.Db, dossier.TenantPath, Minutes, context.Today.Year, cancel);
        round.MinutesNumber = PaperNumbers.Print(number, Minutes);
        council.Db.Papers.Add(PaperDesk.Issue(context, dossier, "KT2", "", CouncilPapers.Sheet(context, dossier, round, session)));
        council.Db.Papers.Add(PaperDesk.Issue(context, dossier, "KT5", round.MinutesNumber, CouncilPapers.Minutes(context, dossier, round, session, tally)));
        if (round.Outcome == CouncilOutcome.MedicalBoard)
        {
            return await SendToBoard.SendAsync(council, opened.Value, round, BoardReason(tally, session), ActKinds.ConcludeCouncil, cancel);
        }

        var words = CouncilWords.Conclusion(round.Outcome!.Value, round.Degree, round.Types);
        (dossier.ReviewedEligible, dossier.ReviewNote, dossier.AppraisedById) = (round.Outcome == CouncilOutcome.Disabled, $"Biên bản số {round.MinutesNumber}: {words}", official.Id);
        return await council.Dossiers.MoveAsync(opened.Value, ActKinds.ConcludeCouncil, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Council),
            $"Biên bản số {round.MinutesNumber}", cancel, $"council/{round.Id:D}");
    }

    private static void Keep(CouncilCase round, ConcludeInput input, CouncilSession session, (CouncilOutcome Outcome, DisabilityDegree Degree) meaning, DateOnly today)
    {
        (round.HeldOn, round.Session) = (today, session.ToJson());
        // Somebody who does not agree has the right to the medical board (Law 51/2010 Art. 15(2)(b)).
        round.Outcome = session.Agrees == false ? CouncilOutcome.MedicalBoard : meaning.Outcome;
        round.Degree = meaning.Degree;
        round.Types = meaning.Outcome == CouncilOutcome.Disabled ? CouncilWords.Types(input.Types) : "";
        round.ListedExtremelySevere = meaning.Degree == DisabilityDegree.ExtremelySevere && EvaluationSheets.IsLasting(session.Sheet.Point);
    }

    private static string BoardReason(Tally tally, CouncilSession session) =>
        tally.Winner == CouncilVote.CannotConclude ? "Hội đồng không đưa ra được kết luận về mức độ khuyết tật"
        : session.Agrees == false ? "Người được xác định hoặc người đại diện hợp pháp không đồng ý với kết luận của Hội đồng" : "";
}

/// <summary>Turns what was typed into a session and tells everything that is wrong with it.</summary>
public static class SessionRules
{
    public static (CouncilSession Session, Tally Tally) Of(ConcludeInput input, string form, IReadOnlyList<CouncilMember> sitting)
    {
        var members = sitting.Select(m => new Attendance(m.Id, m.FullName, m.Post, m.Role, input.Present.Contains(m.Id),
            input.Votes.TryGetValue(m.Id, out var vote) ? vote : null)).ToList();
        var sheet = new EvaluationSheet(form, CouncilWords.Types(input.Types).Split(',', StringSplitOptions.RemoveEmptyEntries),
            form == EvaluationSheets.FromSix ? input.Activities : [], form == EvaluationSheets.UnderSix ? input.Point : "", input.Findings.Trim());
        var votes = members.Where(m => m.Present && m.Vote is not null).ToList();
        var tally = CouncilRules.Count(votes.Select(m => m.Vote!.Value).ToList(), votes.FirstOrDefault(m => m.Role == CouncilRole.Chairman)?.Vote);
        return (new CouncilSession(members, sheet, input.Discussion.Trim(), input.Agrees switch { "yes" => true, "no" => false, _ => null }), tally);
    }

    public static List<Problem> Faults(ConcludeInput input, CouncilSession session, Tally tally, CouncilCase round, DateTime nowUtc)
    {
        var faults = new List<Problem>();
        if (round.MeetsAt is not { } meets)
        {
            faults.Add(DisabilityProblems.NotConvened.Now());
        }
        else if (VietnamTime.Day(nowUtc) < VietnamTime.Day(meets))
        {
            faults.Add(DisabilityProblems.NotYetHeld.Now(VietnamTime.Local(meets).ToString("HH:mm dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (round is { SchoolAskedOn: not null, SchoolAnsweredOn: null })
        {
            faults.Add(DisabilityProblems.SchoolPending.Now(round.School));
        }

        faults.AddRange(OfVotes(session, tally));
        faults.AddRange(OfSheet(input, session.Sheet, tally));
        return faults;
    }

    private static IEnumerable<Problem> OfVotes(CouncilSession session, Tally tally)
    {
        var present = session.Members.Count(m => m.Present);
        if (!CouncilRules.HasQuorum(present, session.Members.Count))
        {
            yield return DisabilityProblems.NoQuorum.At("Present", present, session.Members.Count, Math.Max(1, CouncilRules.QuorumOf(session.Members.Count)));
            yield break;
        }

        foreach (var member in session.Members.Where(m => m.Present != m.Vote.HasValue))
        {
            yield return (member.Present ? DisabilityProblems.VoteMissing : DisabilityProblems.VoteOfAbsent).At($"Votes[{member.MemberId}]", member.FullName);
        }

        if (tally.Winner is null && session.Members.All(m => m.Present == m.Vote.HasValue))
        {
            yield return DisabilityProblems.NoMajority.Now(tally.Printed);
        }
    }

    private static IEnumerable<Problem> OfSheet(ConcludeInput input, EvaluationSheet sheet, Tally tally)
    {
        var (outcome, degree) = tally.Winner is { } winner ? CouncilRules.Meaning(winner) : (CouncilOutcome.MedicalBoard, DisabilityDegree.None);
        if (sheet.Form == EvaluationSheets.FromSix)
        {
            for (var i = 0; i < EvaluationSheets.Activities.Count; i++)
            {
                if (sheet.Activities.ElementAtOrDefault(i) is null)
                {
                    yield return DisabilityProblems.ActivityMissing.At($"Activities[{i}]", EvaluationSheets.Activities[i]);
                }
            }
        }

        if (outcome == CouncilOutcome.Disabled && sheet.Types.Count == 0)
        {
            yield return DisabilityProblems.TypeNeeded.At(nameof(input.Types));
        }

        if (TextFault.Of(sheet.Findings, nameof(input.Findings), "kết quả quan sát, phỏng vấn", "Kết quả quan sát", 2000) is { } findings)
        {
            yield return findings;
        }

        if (input.Discussion.Length > 2000)
        {
            yield return CommonProblems.TooLong.At(nameof(input.Discussion), "Ý kiến thảo luận", 2000, input.Discussion.Length);
        }

        if (input.Agrees is not ("yes" or "no" or "absent"))
        {
            yield return DisabilityProblems.AgreesNeeded.At(nameof(input.Agrees));
        }

        if (input.Percent is < 0 or > 100)
        {
            yield return DisabilityProblems.PercentWrong.At(nameof(input.Percent));
        }
        else if (input.Percent is { } percent && outcome == CouncilOutcome.Disabled && CouncilRules.OfLoss(percent) != degree)
        {
            yield return DisabilityProblems.PercentDiffers.At(nameof(input.Percent), percent, Registry.CertificateWords.Degree(CouncilRules.OfLoss(percent)));
        }
    }
}
