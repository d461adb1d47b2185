using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Dossiers.LookUp;

/// <summary>Whom an official wants looked up, and what for.</summary>
/// <param name="Place">Place in <see cref="LookUpPeople"/>.</param>
public sealed record LookUpInput(Guid Id, int Place, string Purpose);

/// <summary>Whom the population database answered about, and what. It is shown and forgotten.</summary>
public sealed record LookedUp(PersonCheck Person, LookupReply Reply);

/// <summary>
/// Tra cứu dân cư ("037", policy 8.2): an official asks, through the hub, what the population database holds of somebody in the dossier that he works on. The answer is given back only when the act
/// and the line of the log are saved. It changes nothing of the dossier, and when the service is away work goes on.
/// </summary>
public sealed class LookUpCitizen(DossierDesk desk, HubClient hub, AskingLog askings, VietnamTime time, IOptions<CheckIdentityOptions> options)
{
    public const int FewestPurpose = 10;

    public async Task<Outcome<LookedUp>> Handle(LookUpInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(input.Id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (dossier, purpose) = (open.Dossier, VietnameseText.Clean(input.Purpose));
        if (Faults(dossier, input, purpose, official) is { Count: > 0 } faults)
        {
            return faults;
        }

        var person = LookUpPeople.At(dossier, input.Place)!;
        // No transaction is open here: the network is never waited for with a lock held.
        var answer = await AskAsync(dossier, person, purpose, official, cancel);
        if (!answer.Succeeded)
        {
            return answer.Problems.ToList();
        }

        var reply = answer.Value;
        askings.Note(new Asker(AskingKind.LookUp, official.Office.Value, official.Id, purpose, dossier.Id), person.Number, CheckIdentity.BirthOf(person), reply.Outcome, reply.AnswerId, reply.Reused);
        await TellRegistryAsync(dossier, person, reply, cancel);
        var act = Act.By(official, ActKinds.LookUp, time.UtcNow, purpose, $"{reply.Outcome} {reply.AnswerId}").On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? new LookedUp(person, reply) : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(Dossier dossier, LookUpInput input, string purpose, SignedInOfficial official)
    {
        if (!official.May(Actions.PopulationLookUp))
        {
            return [CommonProblems.NotAllowed.Now()];
        }

        // After the decision nothing is left to look for.
        if (StatusTable.IsDecided(dossier.Status))
        {
            return [DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status))];
        }

        var faults = new List<Problem>();
        if (LookUpPeople.At(dossier, input.Place) is not { } person)
        {
            faults.Add(LookUpProblems.ChoosePerson.At(nameof(input.Place)));
        }
        else if (person.Number.Length == 0 || CheckIdentity.BirthOf(person).Length == 0)
        {
            faults.Add(LookUpProblems.NothingToAsk.At(nameof(input.Place), person.FullName));
        }

        if (purpose.Length is < FewestPurpose or > AskingLog.LongestPurpose)
        {
            faults.Add(purpose.Length < FewestPurpose ? LookUpProblems.PurposeNeeded.At(nameof(input.Purpose), FewestPurpose)
                : CommonProblems.TooLong.At(nameof(input.Purpose), "Mục đích tra cứu", AskingLog.LongestPurpose, purpose.Length));
        }
        else if (NeutralWords.Reveals(purpose))
        {
            faults.Add(LookUpProblems.IllnessNamed.At(nameof(input.Purpose)));
        }

        return faults;
    }

    private async Task<Outcome<LookupReply>> AskAsync(Dossier dossier, PersonCheck person, string purpose, SignedInOfficial official, CancellationToken cancel)
    {
        if (!hub.IsConfigured)
        {
            return LookUpProblems.Away.Now();
        }

        var request = new LookupRequest
        {
            RequestId = Guid.CreateVersion7().ToString("D"), Purpose = purpose, DossierCode = dossier.Code, ProcedureCode = dossier.ProcedureCode,
            Official = official.UserName.Length > 64 ? official.UserName[..64] : official.UserName, Office = official.Office.Value, Number = person.Number, FullName = person.FullName,
            BirthDate = CheckIdentity.BirthOf(person), ReferenceDate = time.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        try
        {
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(options.Value.DeadlineSeconds);
            var reply = await hub.Identity().LookupAsync(request, deadline: deadline, cancellationToken: cancel);
            return reply.Outcome is VerifyOutcome.Matched or VerifyOutcome.NotMatched or VerifyOutcome.NotFound ? reply : LookUpProblems.Away.Now();
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.InvalidArgument or StatusCode.ResourceExhausted)
        {
            return LookUpProblems.Refused.Now(refused.Status.Detail);
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            // Also a hub of the version before, which knows no look-up.
            return LookUpProblems.Away.Now();
        }
        catch (FileNotFoundException)
        {
            return LookUpProblems.Away.Now(); // not enrolled yet
        }
    }

    /// <summary>Of who is in the registry already, what differs there waits for an official at the place where answers are taken over, and a death goes to the commune (see <see cref="Reverify.TakeAnswer"/>).</summary>
    private async Task TellRegistryAsync(Dossier dossier, PersonCheck person, LookupReply reply, CancellationToken cancel)
    {
        if (person.Key.Length > 0 || reply.Citizen is null || dossier.BeneficiaryId is not { } id
            || await desk.Db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } known || known.IdentityStatus == nameof(IdentityStatus.Pending) || (known.CitizenId != person.Number && known.OldIdentityNumber != person.Number)
            || await desk.Db.Set<PopulationAnswer>().SingleOrDefaultAsync(a => a.BeneficiaryId == id, cancel) is not { } row)
        {
            return;
        }

        var told = LookUpComparison.AsConfirmation(known, reply);
        var suggested = Reverify.PopulationQuestion.Suggestions(known, told);
        (row.AskedAt, row.AnswerId, row.Version) = (time.UtcNow, reply.AnswerId, row.Version + 1);
        row.Kind = suggested.All(s => s.Completes) ? AnswerKind.Matched : AnswerKind.Differs;
        row.Suggest(suggested);
        if (Reverify.PopulationQuestion.DiedOn(told) is var died && died != row.DiedOn)
        {
            (row.DiedOn, row.DeathToldAt) = (died, null);
        }
    }
}
