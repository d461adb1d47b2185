using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What the citizen sends in answer: words, papers, or both.</summary>
public sealed record SupplementAnswer(Guid DossierId, string Text, IReadOnlyList<StoredFile> Files);

/// <summary>Bổ sung hồ sơ: answers the one request; the clock goes on where it stood still, the citizen's days are not the office's (policy 5.5).</summary>
public sealed class AnswerSupplement(NodeDb db, FlowRules rules)
{
    private const int MostText = 2000;

    /// <summary>The caller has entered the dossier's scope.</summary>
    public async Task<Outcome<Dossier>> Handle(SupplementAnswer input, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.Include(d => d.Steps).Include(d => d.Supplements).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == input.DossierId, cancel);
        if (dossier is null)
        {
            return CommonProblems.NotFound.Now();
        }

        if (Faults(dossier, input) is { Count: > 0 } faults)
        {
            return faults;
        }

        var context = await rules.ForAsync(TenantPath.Parse(dossier.TenantPath), cancel);
        Resume(context, dossier, input.Text.Trim(), ActKinds.AnswerSupplement, Mover.Citizen(dossier.Applicant.FullName), "", $"Bổ sung {input.Files.Count} tệp");
        db.Attachments.AddRange(input.Files.Select(f => f.AsAttachment(dossier.Id, dossier.TenantPath, context.NowUtc)));
        var act = Act.ByCitizen(TenantPath.Parse(dossier.TenantPath), ActKinds.AnswerSupplement, context.NowUtc).On("dossier", dossier.Id);
        return await db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(Dossier dossier, SupplementAnswer input)
    {
        if (StatusTable.Find(dossier.Status, ActKinds.AnswerSupplement) is null)
        {
            return [DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status))];
        }

        var text = input.Text.Trim();
        if (text.Length > MostText)
        {
            return [CommonProblems.TooLong.At("Text", "Nội dung trả lời", MostText, text.Length)];
        }

        return text.Length == 0 && input.Files.Count == 0 ? [SubmitProblems.AnswerNeeded.At("Text")] : [];
    }

    /// <summary>The answer is in, by whatever door: the clock goes on, and the step ends later by the days it stood still.</summary>
    /// <param name="verb">One of <see cref="ActKinds"/>.</param>
    public static void Resume(FlowContext context, Dossier dossier, string answer, string verb, Mover mover, string office, string note)
    {
        var open = dossier.Supplements.OrderBy(s => s.AskedAt).Last();
        (open.AnsweredAt, open.Answer) = (context.NowUtc, answer);
        var to = dossier.ResumeStatus ?? DossierStatus.AwaitingReception;
        var pausedOn = dossier.PausedOn ?? VietnamTime.Day(open.AskedAt);
        var stepDue = dossier.Steps.Where(s => s.Verb == ActKinds.RequestSupplement).MaxBy(s => s.Number)?.WasDueOn;
        var plainDays = LegalClock.IsInPlainDays(context.For(dossier), dossier.ProcedureCode, dossier.Kind);
        var (own, anew) = (context.For(dossier), LegalClock.StartsAnew(context.For(dossier)));
        dossier.DueOn = LegalClock.Resume(context, dossier.DueOn, anew ? own.ReceivedOn ?? pausedOn : pausedOn, plainDays);
        (dossier.ResumeStatus, dossier.PausedOn) = (null, null);
        DossierFlow.Apply(context, dossier, to, verb, mover, office, note);
        // Reception runs in working hours, whatever the procedure's own days are.
        if (!anew && LegalClock.Resume(context, stepDue, pausedOn, plainDays && to != DossierStatus.AwaitingReception) is { } resumed)
        {
            // The step does not begin anew.
            DossierFlow.EndStepOn(dossier, resumed);
        }
    }
}
