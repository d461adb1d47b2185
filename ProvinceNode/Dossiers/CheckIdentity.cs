using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Asks the population database, through the hub, whether the owner of a dossier and everybody else in it are who the form says (policy 8.2).
/// It changes only the identity check, never the dossier's status: intake goes on while the service is away.
/// </summary>
public sealed class CheckIdentity(NodeDb db, HubClient hub, VietnamTime time, IOptions<CheckIdentityOptions> options, AskingLog askings)
{
    // A colleague's change of the same dossier is met by reading again; more than this means a fault elsewhere.
    private const int Tries = 5;

    /// <param name="official">Who pressed "Tra cứu lại", or null for the system.</param>
    /// <returns>The check after the answer; still pending when the service could not be reached.</returns>
    public async Task<Outcome<IdentityCheck>> HandleAsync(Guid dossierId, SignedInOfficial? official, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.AsNoTracking().Include(d => d.Requests).FirstOrDefaultAsync(d => d.Id == dossierId, cancel);
        if (dossier is null)
        {
            return CommonProblems.NotFound.Now();
        }

        if (official is not null && StatusTable.IsDecided(dossier.Status))
        {
            return DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status));
        }

        // What an official justified stands; the system does not ask again behind his back.
        if (official is null && dossier.Identity.Status != IdentityStatus.Pending && !dossier.AsksPeople)
        {
            return dossier.Identity;
        }

        var answers = await AskAllAsync(dossier, official, cancel);
        for (var i = 0; i < Tries; i++)
        {
            if (await SaveAsync(dossierId, dossier.Owner, answers, official, cancel) is { } check)
            {
                return check;
            }

            db.ChangeTracker.Clear();
        }

        return CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task<Answers> AskAllAsync(Dossier dossier, SignedInOfficial? official, CancellationToken cancel)
    {
        var answers = new Answers(official is not null || dossier.Identity.Status == IdentityStatus.Pending ? await AskAsync(dossier, OwnerOf(dossier), official, cancel) : null, []);
        foreach (var person in PersonChecks.Of(dossier).Where(p => official is null ? p.Check.Status == IdentityStatus.Pending : !p.Check.AllowsDecision))
        {
            // Once it is away it is away for all: the job asks for the rest.
            if (answers.IsAway)
            {
                break;
            }

            answers.People.Add((person, await AskAsync(dossier, person, official, cancel)));
        }

        return answers;
    }

    internal static PersonCheck OwnerOf(Dossier dossier) => OwnerOf(dossier.Owner);

    private static PersonCheck OwnerOf(PersonData owner)
    {
        return new PersonCheck("", "", owner.FullName, owner.BirthDate, owner.Sex, owner.CitizenId.Length > 0 ? owner.CitizenId : owner.OldIdentityNumber);
    }

    // No transaction is open here: the network is never waited for with a lock held.
    private async Task<VerifyCitizenReply> AskAsync(Dossier dossier, PersonCheck person, SignedInOfficial? official, CancellationToken cancel)
    {
        var unreachable = new VerifyCitizenReply { Outcome = VerifyOutcome.Unavailable };
        if (person.Number.Length == 0 || BirthOf(person).Length == 0)
        {
            // Without a number, or with an old one and no birth, there is nothing to look up: the appraiser compares papers and says why he accepts them.
            return new VerifyCitizenReply { Outcome = VerifyOutcome.NotFound };
        }

        if (!hub.IsConfigured)
        {
            return unreachable;
        }

        try
        {
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(options.Value.DeadlineSeconds);
            return await hub.Identity().VerifyAsync(Question(dossier, person, official), deadline: deadline, cancellationToken: cancel);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument)
        {
            // The question itself is refused and would be again: an answer, not an outage.
            return new VerifyCitizenReply { Outcome = VerifyOutcome.NotFound };
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            return unreachable;
        }
    }

    // Whose birth no form asks is asked about with the year that his number tells (policy 8.1).
    internal static string BirthOf(PersonCheck person) => person.BirthDate.Length > 0 ? person.BirthDate
        : CitizenId.TryParse(person.Number, out var id) ? id.BirthYear.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    private VerifyCitizenRequest Question(Dossier dossier, PersonCheck person, SignedInOfficial? official)
    {
        var on = time.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return new VerifyCitizenRequest
        {
            RequestId = official is null ? QuestionId(dossier, person, on) : Guid.CreateVersion7().ToString("D"),
            Purpose = dossier.Code, ProcedureCode = dossier.ProcedureCode, Official = official?.UserName ?? "system",
            Number = person.Number, FullName = person.FullName, BirthDate = BirthOf(person), Sex = person.Sex > 0 || !CitizenId.TryParse(person.Number, out var id) ? person.Sex : id.Sex,
            ReferenceDate = on,
        };
    }

    /// <summary>The same question has the same id: killed between answer and save, the node gets the same answer without a second query. Another reference day is another question.</summary>
    internal static string QuestionId(Dossier dossier, PersonCheck person, string on)
    {
        var text = $"{dossier.Id:D}|{dossier.Identity.Attempts}|{person.Key}|{person.Number}|{person.FullName}|{person.BirthDate}|{person.Sex}|{on}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString("D");
    }

    /// <returns>Null when somebody else changed the dossier meanwhile.</returns>
    private async Task<IdentityCheck?> SaveAsync(Guid id, PersonData asked, Answers answers, SignedInOfficial? official, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.Include(d => d.Requests).SingleAsync(d => d.Id == id, cancel);
        var check = dossier.Identity;
        var people = ApplyPeople(dossier, answers, official);
        if (answers.Owner is not { } reply || IsMoot(dossier, asked, official))
        {
            if (!people)
            {
                return check;
            }

            // The next question waits from now, and longer when the service was away.
            (check.CheckedAt, check.Attempts) = (time.UtcNow, check.Attempts + (answers.IsAway ? 1 : 0));
        }
        else
        {
            Apply(check, reply, time.UtcNow);
            Complete(dossier.Owner, reply);
        }

        var asker = new Asker(AskingKind.Confirm, official?.Office.Value ?? dossier.TenantPath, official?.Id, dossier.Code, id);
        foreach (var (person, told) in answers.People.Concat(answers.Owner is { } ofOwner ? [(OwnerOf(asked), ofOwner)] : []))
        {
            askings.Note(asker, person.Number, BirthOf(person), told.Outcome, told.AnswerId);
        }

        var reason = string.Join("; ", answers.All.Select(r => r.AnswerId.Length > 0 ? $"{Outcome(r)} ({r.AnswerId})" : Outcome(r)));
        var act = official is null
            ? Act.BySystem(TenantPath.Parse(dossier.TenantPath), ActKinds.CheckIdentity, time.UtcNow, reason)
            : Act.By(official, ActKinds.CheckIdentity, time.UtcNow, reason);
        return await db.SaveAsync(act.On("dossier", id), cancel) ? check : null;
    }

    // Who was registered under his old card is found under his new number too, and the other way (policy 10.2).
    private static void Complete(PersonData owner, VerifyCitizenReply reply)
    {
        if (reply.Outcome != VerifyOutcome.Matched)
        {
            return;
        }

        owner.CitizenId = owner.CitizenId.Length == 0 && CitizenId.TryParse(reply.PersonalNumber, out _) ? reply.PersonalNumber : owner.CitizenId;
        owner.OldIdentityNumber = owner.OldIdentityNumber.Length == 0 && CitizenId.IsOldCardNumber(reply.OldNumber) ? reply.OldNumber : owner.OldIdentityNumber;
    }

    /// <returns>Whether something is to be kept.</returns>
    private bool ApplyPeople(Dossier dossier, Answers answers, SignedInOfficial? official)
    {
        var people = PersonChecks.Of(dossier).ToList();
        foreach (var (asked, reply) in answers.People)
        {
            // Who was answered, accepted or corrected meanwhile stays as he is.
            var at = people.FindIndex(asked.IsOf);
            if (at >= 0 && (official is null ? people[at].Check.Status == IdentityStatus.Pending : !people[at].Check.AllowsDecision))
            {
                people[at] = people[at] with { Check = people[at].Check with { } };
                Apply(people[at].Check, reply, time.UtcNow);
            }
        }

        var changed = answers.People.Count > 0 || dossier.AsksPeople != people.Exists(p => p.Check.Status == IdentityStatus.Pending);
        PersonChecks.Keep(dossier, people);
        return changed;
    }

    // Somebody answered or overrode meanwhile, or the person's data were corrected and the answer is about other data.
    private static bool IsMoot(Dossier dossier, PersonData asked, SignedInOfficial? official) =>
        dossier.Owner != asked || (official is null && dossier.Identity.Status != IdentityStatus.Pending);

    /// <summary>What an answer makes of the check. A failed connection only counts; it never takes away an earlier answer.</summary>
    internal static void Apply(IdentityCheck check, VerifyCitizenReply reply, DateTime utcNow)
    {
        check.CheckedAt = utcNow;
        IdentityStatus? status = reply.Outcome switch
        {
            VerifyOutcome.Matched => IdentityStatus.Matched,
            VerifyOutcome.NotMatched => IdentityStatus.NotMatched,
            VerifyOutcome.NotFound => IdentityStatus.NotFound,
            _ => null,
        };
        if (status is null)
        {
            check.Attempts++;
            return;
        }

        check.Status = status.Value;
        check.AnswerId = reply.AnswerId;
        check.Fields = JsonSerializer.Serialize(
            reply.Fields.Select(f => new { field = f.Field, matches = f.Matches, officialValue = f.OfficialValue }), Json);
    }

    private sealed record Answers(VerifyCitizenReply? Owner, List<(PersonCheck Person, VerifyCitizenReply Reply)> People)
    {
        public IEnumerable<VerifyCitizenReply> All => (Owner is null ? [] : new[] { Owner }).Concat(People.Select(p => p.Reply));

        public bool IsAway => All.Any(r => r.Outcome is not (VerifyOutcome.Matched or VerifyOutcome.NotMatched or VerifyOutcome.NotFound));
    }

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private static string Outcome(VerifyCitizenReply reply) => reply.Outcome switch
    {
        VerifyOutcome.Matched => "KHOP", VerifyOutcome.NotMatched => "KHONG_KHOP", VerifyOutcome.NotFound => "KHONG_TIM_THAY", _ => "LOI_KET_NOI",
    };
}
