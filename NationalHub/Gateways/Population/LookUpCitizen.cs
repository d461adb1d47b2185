using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Identity;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>
/// Look-up "037" (policy 8.2): what the population database holds of one citizen, for one official with a stated purpose. Counted against the quotas of his office and province; for some hours
/// the same official's same purpose gets the kept answer. Nothing is answered before it is in the log, a kept answer too.
/// </summary>
public sealed class LookUpCitizen(
    IServiceScopeFactory scopes, PopulationClient population, GatewayKey key, IOptions<GatewayOptions> options, VietnamTime time, ILogger<LookUpCitizen> logger)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LookupReply>>> _running = new();

    /// <param name="provinceCode">From the node's certificate.</param>
    /// <exception cref="RpcException">InvalidArgument: what is wrong, in Vietnamese. AlreadyExists: the id is another question's. ResourceExhausted: a day's quota is used up.</exception>
    public async Task<LookupReply> HandleAsync(string provinceCode, LookupRequest request, CancellationToken cancellation)
    {
        var faults = LookUpCheck.Faults(request, provinceCode, time.Today);
        if (faults.Count > 0)
        {
            throw Refuse(StatusCode.InvalidArgument, $"Câu hỏi tra cứu có {faults.Count} lỗi. {string.Join(" ", faults)}");
        }

        // The same question twice at once is asked once; who hangs up does not leave it out of the log.
        var asked = Asking.Of(provinceCode, request, key, time.UtcNow);
        var running = _running.GetOrAdd($"{asked.ServiceId} {asked.Hash}", _ => new Lazy<Task<LookupReply>>(() => RunAsync(asked, CancellationToken.None)));
        return await running.Value.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<LookupReply> RunAsync(Asking asked, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await AnswerAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<QuotaBook>(), asked, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove($"{asked.ServiceId} {asked.Hash}", out _);
        }
    }

    private async Task<LookupReply> AnswerAsync(HubDb db, QuotaBook quotas, Asking asked, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        if (await KeptAsync(db, asked, cancellation).ConfigureAwait(false) is { } kept)
        {
            kept.Reused = true;
            await RecordAsync(db, asked.Log(key, repeated: true), kept.Outcome.ToString(), kept.AnswerId, started, cancellation).ConfigureAwait(false);
            return kept;
        }

        var (day, office) = (time.Today, asked.Request.Office);
        if (await quotas.TakeAsync(db, asked.ProvinceCode, office, day, cancellation).ConfigureAwait(false) is { Length: > 0 } over)
        {
            await RecordAsync(db, asked.Log(key), "OverQuota", "", started, cancellation).ConfigureAwait(false);
            throw Refuse(StatusCode.ResourceExhausted, over);
        }

        // In the log before it leaves the hub: whatever happens then, it is known that it was asked (policy 8.2).
        var row = db.IdentityQueries.Add(asked.Log(key)).Entity;
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        var result = await population.LookUpAsync(LookUpQuestion.Of(asked.Request, asked.ServiceId, day), cancellation).ConfigureAwait(false);
        if (result.Refusal.Length > 0)
        {
            await RecordAsync(db, row, "Refused", "", started, cancellation).ConfigureAwait(false);
            throw result.IsClash ? Clash() : Refuse(StatusCode.InvalidArgument, $"Cơ sở dữ liệu quốc gia về dân cư không nhận câu hỏi. {result.Refusal}");
        }

        if (result.Reply.Outcome == VerifyOutcome.Unavailable)
        {
            await quotas.ReturnAsync(db, asked.ProvinceCode, office, day, cancellation).ConfigureAwait(false);
        }
        else
        {
            db.IdentityAnswers.Add(asked.Keep(result.Reply, key, time.UtcNow));
            if (result.Reply is { Outcome: VerifyOutcome.Matched, Citizen: { } citizen })
            {
                await LinkedNumber.KeepAsync(db, key, citizen.PersonalNumber, citizen.OldNumber, time.UtcNow, cancellation).ConfigureAwait(false);
            }
        }

        await RecordAsync(db, row, result.Reply.Outcome.ToString(), result.Reply.AnswerId, started, cancellation).ConfigureAwait(false);
        return result.Reply;
    }

    /// <summary>The answer to this id; else the youngest that this official got for this purpose within the hours that it holds.</summary>
    private async Task<LookupReply?> KeptAsync(HubDb db, Asking asked, CancellationToken cancellation)
    {
        var kept = await db.IdentityAnswers.AsNoTracking()
            .FirstOrDefaultAsync(a => a.ProvinceCode == asked.ProvinceCode && a.RequestId == asked.Request.RequestId, cancellation).ConfigureAwait(false);
        if (kept is not null && kept.QuestionHash != asked.Hash)
        {
            throw Clash();
        }

        var since = time.UtcNow.AddHours(-options.Value.ReuseHours);
        kept ??= await Reusable(db, asked.ProvinceCode, asked.ReuseHash, since).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        return kept is not null && key.Open(kept.Sealed, $"{kept.ProvinceCode}-{kept.RequestId}") is { } content ? LookupReply.Parser.ParseFrom(content) : null;
    }

    internal static IQueryable<IdentityAnswer> Reusable(HubDb db, string province, string hash, DateTime since) => db.IdentityAnswers.AsNoTracking()
        .Where(a => a.ProvinceCode == province && a.ReuseHash == hash && a.AnsweredAt > since).OrderByDescending(a => a.AnsweredAt);

    private async Task RecordAsync(HubDb db, IdentityQuery row, string outcome, string answerId, long started, CancellationToken cancellation)
    {
        (row.Outcome, row.AnswerId, row.Milliseconds) = (outcome, answerId, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        // Added when it is new.
        db.IdentityQueries.Update(row);
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException) when (db.ChangeTracker.Entries<IdentityAnswer>().Any())
        {
            // The answer to this id is kept already (another hub on the same store, or one that no longer opens): the log stands without it.
            db.ChangeTracker.Clear();
            db.IdentityQueries.Update(row);
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }

        Log.Answered(logger, row.ProvinceCode, outcome, row.Milliseconds);
    }

    // No answer about the citizen, and no fault of what is asked about him: a status of its own, which a node never takes for either.
    private static RpcException Clash() => Refuse(StatusCode.AlreadyExists, "request_id: Mã câu hỏi này đã dùng cho một câu hỏi khác. Hãy dùng mã mới.");

    private static RpcException Refuse(StatusCode code, string sentence) => new(new Status(code, sentence));

    /// <summary>A look-up on its way.</summary>
    private sealed record Asking(string ProvinceCode, LookupRequest Request, string Hash, string ReuseHash, DateTime At)
    {
        /// <summary>MaYeuCau, unique over the provinces.</summary>
        public string ServiceId => $"{ProvinceCode}-{Request.RequestId}";

        public static Asking Of(string province, LookupRequest request, GatewayKey key, DateTime now)
        {
            var whole = Convert.ToHexString(request.ToByteArray());
            var nameless = request.Clone();
            nameless.RequestId = "";
            return new(province, request, key.Hash(whole), key.Hash("lookup " + Convert.ToHexString(nameless.ToByteArray())), now);
        }

        public IdentityAnswer Keep(LookupReply reply, GatewayKey key, DateTime now) => new()
        {
            ProvinceCode = ProvinceCode, RequestId = Request.RequestId, QuestionHash = Hash, ReuseHash = ReuseHash, Sealed = key.Seal(reply.ToByteArray(), ServiceId), AnsweredAt = now,
        };

        public IdentityQuery Log(GatewayKey key, bool repeated = false) => new()
        {
            ProvinceCode = ProvinceCode, RequestId = Request.RequestId, Official = Request.Official, Purpose = Request.Purpose, ProcedureCode = Request.ProcedureCode, Kind = QueryKind.LookUp,
            Office = Request.Office, DossierCode = Request.DossierCode, NumberHash = key.Hash(Request.Number), NumberMasked = CitizenId.Mask(Request.Number), At = At,
            Outcome = IdentityQuery.Asked, Repeated = repeated,
        };
    }
}
