using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>
/// Asks the population database, through the hub, about the people whose turn it is: those never asked about first, then who was asked about longest ago. It keeps when and what was
/// answered; what differs becomes a suggestion, never a change. What could not be asked is asked later; it goes on where it stopped. Call in the scope of the province.
/// </summary>
public sealed class AskPopulation(NodeDb db, HubClient hub, VietnamTime time, IOptions<ReverificationOptions> options, IOptions<NodeOptions> node, AskingLog askings)
{
    /// <summary>Code of the task in the log of queries: it belongs to no procedure.</summary>
    public const string TaskCode = "BTXH-DOI-CHIEU";

    /// <summary>One batch, as large as the pace allows.</summary>
    /// <returns>People dealt with.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        if (await db.Set<Reverification>().AsNoTracking().SingleOrDefaultAsync(cancel) is not { } run)
        {
            return 0;
        }

        var due = await DueAsync(ReverificationPace.Share(run, time.UtcNow, time.Today, options.Value), cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        // Midnight may come between question and answer: the question is that of the day on which it was asked.
        var on = time.Today;
        var questions = due.Select(d => PopulationQuestion.Of(d.Person, d.Answer, on)).OfType<CitizenQuestion>().ToList();
        // No transaction is open here: the network is never waited for with a lock held.
        var answers = questions.Count == 0 ? [] : await AskAsync(run, questions, on, cancel);
        return await SaveAsync(due, on, answers.ToDictionary(a => a.RequestId, StringComparer.Ordinal), cancel);
    }

    private async Task<List<(Beneficiary Person, PopulationAnswer Answer)>> DueAsync(int most, CancellationToken cancel)
    {
        if (most == 0)
        {
            return [];
        }

        var before = time.UtcNow.AddDays(-options.Value.AgainAfterDays);
        var rows = await db.Set<PopulationAnswer>().AsNoTracking().Where(a => a.AskedAt == null || a.AskedAt < before)
            .Join(db.Beneficiaries.AsNoTracking().Where(b => b.Status != EntitlementStatus.Ended), a => a.BeneficiaryId, b => b.Id, (a, b) => new { Answer = a, Person = b })
            .OrderBy(x => x.Answer.AskedAt).Take(most).ToListAsync(cancel);
        return rows.ConvertAll(r => (r.Person, r.Answer));
    }

    private async Task<IReadOnlyList<CitizenAnswer>> AskAsync(Reverification run, List<CitizenQuestion> questions, DateOnly on, CancellationToken cancel)
    {
        if (!hub.IsConfigured)
        {
            return [];
        }

        var request = new VerifyManyRequest
        {
            Purpose = run.Purpose, ProcedureCode = TaskCode, Official = run.StartedByUser.Length > 64 ? run.StartedByUser[..64] : run.StartedByUser,
            ReferenceDate = on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        request.Questions.AddRange(questions);
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(options.Value.DeadlineSeconds);
        try
        {
            return (await hub.Identity().VerifyManyAsync(request, deadline: deadline, cancellationToken: cancel)).Answers;
        }
        catch (RpcException older) when (older.StatusCode == StatusCode.Unimplemented)
        {
            return await OneByOneAsync(request, deadline, cancel);
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            return [];
        }
    }

    // A hub of the version before.
    private async Task<IReadOnlyList<CitizenAnswer>> OneByOneAsync(VerifyManyRequest all, DateTime deadline, CancellationToken cancel)
    {
        var answers = new List<CitizenAnswer>();
        foreach (var q in all.Questions)
        {
            var answer = new CitizenAnswer { RequestId = q.RequestId };
            try
            {
                answer.Reply = await hub.Identity().VerifyAsync(new VerifyCitizenRequest
                {
                    RequestId = q.RequestId, Purpose = all.Purpose, ProcedureCode = all.ProcedureCode, Official = all.Official, ReferenceDate = all.ReferenceDate,
                    Number = q.Number, FullName = q.FullName, BirthDate = q.BirthDate, Sex = q.Sex,
                }, deadline: deadline, cancellationToken: cancel);
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.InvalidArgument or StatusCode.ResourceExhausted or StatusCode.AlreadyExists)
            {
                answer.Refusal = refused.StatusCode switch { StatusCode.ResourceExhausted => AnswerRefusal.OverQuota, StatusCode.AlreadyExists => AnswerRefusal.IdTaken, _ => AnswerRefusal.Invalid };
            }
            catch (RpcException) when (!cancel.IsCancellationRequested)
            {
                return answers;
            }

            answers.Add(answer);
        }

        return answers;
    }

    private async Task<int> SaveAsync(List<(Beneficiary Person, PopulationAnswer Answer)> due, DateOnly on, Dictionary<string, CitizenAnswer> answers, CancellationToken cancel)
    {
        var ids = due.ConvertAll(d => d.Person.Id);
        var run = await db.Set<Reverification>().SingleAsync(cancel);
        var people = await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
        var kept = await db.Set<PopulationAnswer>().Where(a => ids.Contains(a.BeneficiaryId)).ToDictionaryAsync(a => a.BeneficiaryId, cancel);
        if (run.Day != time.Today)
        {
            (run.Day, run.AskedToday, run.OverQuota) = (time.Today, 0, false);
        }

        var (done, away) = (0, false);
        foreach (var (person, answer) in due)
        {
            var question = PopulationQuestion.Of(person, answer, on);
            // Changed, merged or asked about meanwhile: the answer is about something else.
            if (!people.TryGetValue(person.Id, out var now) || !kept.TryGetValue(person.Id, out var row) || PopulationQuestion.Of(now, row, on)?.RequestId != question?.RequestId)
            {
                continue;
            }

            var told = question is null ? null : answers.GetValueOrDefault(question.RequestId);
            run.OverQuota |= told?.Refusal == AnswerRefusal.OverQuota;
            var unanswered = question is not null && told?.Refusal != AnswerRefusal.Invalid && told?.Reply?.Outcome is not (VerifyOutcome.Matched or VerifyOutcome.NotMatched or VerifyOutcome.NotFound);
            away |= unanswered && told?.Refusal is not (AnswerRefusal.OverQuota or AnswerRefusal.IdTaken);
            if (!unanswered)
            {
                Take(run, now, row, told?.Reply);
                Note(run, question, told?.Reply);
                done++;
            }
        }

        (run.LastAskedAt, run.Failures, run.AskedToday, run.Version) = (time.UtcNow, away ? run.Failures + 1 : 0, run.AskedToday + answers.Values.Count(a => a.Reply is { } r && r.Outcome != VerifyOutcome.Unavailable), run.Version + 1);
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.Reverify, time.UtcNow, $"Đối chiếu dân cư {done} trên {due.Count} đối tượng. Mục đích: {run.Purpose}. Người cho chạy: {run.StartedByName}");
        return await db.SaveAsync(act, cancel) ? done : 0;
    }

    private void Note(Reverification run, CitizenQuestion? question, VerifyCitizenReply? reply)
    {
        if (question is not null && reply is not null)
        {
            askings.Note(new Asker(AskingKind.Round, node.Value.ProvinceCode, null, run.Purpose, null), question.Number, question.BirthDate, reply.Outcome, reply.AnswerId);
        }
    }

    private void Take(Reverification run, Beneficiary person, PopulationAnswer row, VerifyCitizenReply? reply)
    {
        row.AskedAt = time.UtcNow;
        row.Version++;
        if (reply is null)
        {
            row.Kind = AnswerKind.NotAskable;
            run.NotAskable++;
            return;
        }

        var (kind, status) = reply.Outcome switch
        {
            VerifyOutcome.Matched => (AnswerKind.Matched, nameof(IdentityStatus.Matched)),
            VerifyOutcome.NotMatched => (AnswerKind.Differs, nameof(IdentityStatus.NotMatched)),
            _ => (AnswerKind.NotFound, nameof(IdentityStatus.NotFound)),
        };
        (run.Matched, run.Differing, run.NotFound) = (run.Matched + (kind == AnswerKind.Matched ? 1 : 0), run.Differing + (kind == AnswerKind.Differs ? 1 : 0), run.NotFound + (kind == AnswerKind.NotFound ? 1 : 0));
        (row.Kind, row.AnswerId) = (kind, reply.AnswerId);
        // What an official kept with his reason stands until the data change.
        var overridden = person.IdentityStatus == nameof(IdentityStatus.Overridden) && kind != AnswerKind.Matched;
        row.Suggest(PopulationQuestion.Suggestions(person, reply).Where(s => !overridden || s.Completes));
        if (!overridden)
        {
            PersonFields.Set(db, person, [new FieldValue(nameof(Beneficiary.IdentityStatus), status)], new Origin(OriginKind.Population, reply.AnswerId, time.UtcNow));
        }

        // Told otherwise than before it is told to the officials anew; who is alive after all is no longer told as dead.
        if (kind != AnswerKind.NotFound && PopulationQuestion.DiedOn(reply) is var died && died != row.DiedOn)
        {
            run.Dead += died is null ? 0 : 1;
            (row.DiedOn, row.DeathToldAt) = (died, null);
        }
    }
}
