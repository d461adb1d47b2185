using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Asks the population database, through the hub, whether the owner of a dossier is who the form says (policy 8.2).
/// It changes only the identity check, never the dossier's status: intake goes on while the service is away.
/// </summary>
public sealed class CheckIdentity(NodeDb db, HubClient hub, VietnamTime time, IOptions<CheckIdentityOptions> options)
{
    // A colleague's change of the same dossier is met by reading again; more than this means a fault elsewhere.
    private const int Tries = 5;

    /// <param name="official">Who pressed "Tra cứu lại", or null for the system.</param>
    /// <returns>The check after the answer; still pending when the service could not be reached.</returns>
    public async Task<Outcome<IdentityCheck>> HandleAsync(Guid dossierId, SignedInOfficial? official, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.AsNoTracking().FirstOrDefaultAsync(d => d.Id == dossierId, cancel);
        if (dossier is null)
        {
            return CommonProblems.NotFound.Now();
        }

        if (official is not null && StatusTable.IsDecided(dossier.Status))
        {
            return DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status));
        }

        // What an official justified stands; the system does not ask again behind his back.
        if (official is null && dossier.Identity.Status != IdentityStatus.Pending)
        {
            return dossier.Identity;
        }

        var reply = await AskAsync(dossier, official, cancel);
        for (var i = 0; i < Tries; i++)
        {
            if (await SaveAsync(dossierId, dossier.Owner, reply, official, cancel) is { } check)
            {
                return check;
            }

            db.ChangeTracker.Clear();
        }

        return CommonProblems.ChangedMeanwhile.Now();
    }

    // No transaction is open here: the network is never waited for with a lock held.
    private async Task<VerifyCitizenReply> AskAsync(Dossier dossier, SignedInOfficial? official, CancellationToken cancel)
    {
        var unreachable = new VerifyCitizenReply { Outcome = VerifyOutcome.Unavailable };
        if (dossier.Owner.CitizenId.Length + dossier.Owner.OldIdentityNumber.Length == 0)
        {
            // Without a number there is nothing to look up: the appraiser compares papers and says why he accepts them.
            return new VerifyCitizenReply { Outcome = VerifyOutcome.NotFound };
        }

        if (!hub.IsConfigured)
        {
            return unreachable;
        }

        try
        {
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(options.Value.DeadlineSeconds);
            return await hub.Identity().VerifyAsync(Question(dossier, official), deadline: deadline, cancellationToken: cancel);
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

    private VerifyCitizenRequest Question(Dossier dossier, SignedInOfficial? official)
    {
        var owner = dossier.Owner;
        return new VerifyCitizenRequest
        {
            RequestId = official is null ? QuestionId(dossier) : Guid.CreateVersion7().ToString("D"),
            Purpose = dossier.Code, ProcedureCode = dossier.ProcedureCode, Official = official?.UserName ?? "system",
            Number = owner.CitizenId.Length > 0 ? owner.CitizenId : owner.OldIdentityNumber,
            FullName = owner.FullName, BirthDate = owner.BirthDate, Sex = owner.Sex,
            ReferenceDate = time.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The same question has the same id: killed between answer and save, the node gets the same answer without a second query.</summary>
    private static string QuestionId(Dossier dossier)
    {
        var owner = dossier.Owner;
        var text = $"{dossier.Id:D}|{dossier.Identity.Attempts}|{owner.CitizenId}|{owner.OldIdentityNumber}|{owner.FullName}|{owner.BirthDate}|{owner.Sex}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString("D");
    }

    /// <returns>Null when somebody else changed the dossier meanwhile.</returns>
    private async Task<IdentityCheck?> SaveAsync(Guid id, PersonData asked, VerifyCitizenReply reply, SignedInOfficial? official, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.SingleAsync(d => d.Id == id, cancel);
        var check = dossier.Identity;
        if (IsMoot(dossier, asked, official))
        {
            return check;
        }

        Apply(check, reply, time.UtcNow);
        var reason = reply.AnswerId.Length > 0 ? $"{Outcome(reply)} ({reply.AnswerId})" : Outcome(reply);
        var act = official is null
            ? Act.BySystem(TenantPath.Parse(dossier.TenantPath), ActKinds.CheckIdentity, time.UtcNow, reason)
            : Act.By(official, ActKinds.CheckIdentity, time.UtcNow, reason);
        return await db.SaveAsync(act.On("dossier", id), cancel) ? check : null;
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

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private static string Outcome(VerifyCitizenReply reply) => reply.Outcome switch
    {
        VerifyOutcome.Matched => "KHOP", VerifyOutcome.NotMatched => "KHONG_KHOP", VerifyOutcome.NotFound => "KHONG_TIM_THAY", _ => "LOI_KET_NOI",
    };
}
