using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Identity;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>
/// Answers a node's question about a citizen. The same question id gets the same kept answer; no connection is an outcome, not an
/// error, and is not kept: the same id may be asked again. Nothing is answered before it is in the log.
/// </summary>
public sealed class VerifyCitizen(
    IServiceScopeFactory scopes, PopulationClient population, GatewayKey key, QuotaBook quotas, VietnamTime time, ILogger<VerifyCitizen> logger)
{
    private static readonly Meter Meter = new("NationalHub");
    private static readonly Counter<long> Asked = Meter.CreateCounter<long>("hub.identity.questions", description: "Questions to the population database by outcome.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("hub.identity.question", "s", "Time to an answer of the population database.");
    private readonly ConcurrentDictionary<string, Lazy<Task<VerifyCitizenReply>>> _running = new();

    /// <param name="provinceCode">From the node's certificate.</param>
    /// <exception cref="RpcException">InvalidArgument: what is wrong, in Vietnamese. AlreadyExists: the id is another question's. ResourceExhausted: the day's quota is used up.</exception>
    public async Task<VerifyCitizenReply> HandleAsync(string provinceCode, VerifyCitizenRequest question, CancellationToken cancellation)
    {
        var faults = QuestionCheck.Faults(question, time.Today);
        if (faults.Count > 0)
        {
            throw Refuse(StatusCode.InvalidArgument, $"Câu hỏi xác thực có {faults.Count} lỗi. {string.Join(" ", faults)}");
        }

        // The same question twice at once is asked once; who hangs up does not spoil it for the other, nor leave it out of the log.
        var asked = new Asking(provinceCode, question, key.Hash(Convert.ToHexString(question.ToByteArray())), time.UtcNow);
        var running = _running.GetOrAdd(asked.Key, _ => new Lazy<Task<VerifyCitizenReply>>(() => RunAsync(asked, CancellationToken.None)));
        return await running.Value.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<VerifyCitizenReply> RunAsync(Asking asked, CancellationToken cancellation)
    {
        try
        {
            return await AnswerAsync(asked, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(asked.Key, out _);
        }
    }

    private async Task<VerifyCitizenReply> AnswerAsync(Asking asked, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var started = Stopwatch.GetTimestamp();
        if (await KeptAsync(db, asked, cancellation).ConfigureAwait(false) is { } kept)
        {
            await RecordAsync(db, asked.Log(key, repeated: true), kept.Outcome.ToString(), kept.AnswerId, started, cancellation).ConfigureAwait(false);
            return kept;
        }

        var day = time.Today;
        if (await quotas.TakeAsync(db, asked.ProvinceCode, "", day, cancellation).ConfigureAwait(false) is { Length: > 0 } over)
        {
            await RecordAsync(db, asked.Log(key), "OverQuota", "", started, cancellation).ConfigureAwait(false);
            throw Refuse(StatusCode.ResourceExhausted, over);
        }

        // In the log before it leaves the hub: whatever happens then, it is known that it was asked (policy 8.2).
        var row = db.IdentityQueries.Add(asked.Log(key)).Entity;
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        var result = await population.ConfirmAsync(ConfirmQuestion.Of(asked.Question, asked.RequestId, day), cancellation).ConfigureAwait(false);
        if (result.Refusal.Length > 0)
        {
            await RecordAsync(db, row, "Refused", "", started, cancellation).ConfigureAwait(false);
            throw result.IsClash ? Clash() : Refuse(StatusCode.InvalidArgument, $"Cơ sở dữ liệu quốc gia về dân cư không nhận câu hỏi. {result.Refusal}");
        }

        if (result.Reply.Outcome == VerifyOutcome.Unavailable)
        {
            await quotas.ReturnAsync(db, asked.ProvinceCode, "", day, cancellation).ConfigureAwait(false);
        }
        else
        {
            db.IdentityAnswers.Add(asked.Keep(result.Reply, key, time.UtcNow));
            await LinkedNumber.KeepAsync(db, key, result.Reply.PersonalNumber, result.Reply.OldNumber, time.UtcNow, cancellation).ConfigureAwait(false);
        }

        await RecordAsync(db, row, result.Reply.Outcome.ToString(), result.Reply.AnswerId, started, cancellation).ConfigureAwait(false);
        return result.Reply;
    }

    private async Task<VerifyCitizenReply?> KeptAsync(HubDb db, Asking asked, CancellationToken cancellation)
    {
        var kept = await db.IdentityAnswers.AsNoTracking()
            .FirstOrDefaultAsync(a => a.ProvinceCode == asked.ProvinceCode && a.RequestId == asked.Question.RequestId, cancellation).ConfigureAwait(false);
        if (kept is null)
        {
            return null;
        }

        if (kept.QuestionHash != asked.Hash)
        {
            throw Clash();
        }

        return key.Open(kept.Sealed, asked.RequestId) is { } content
            ? VerifyCitizenReply.Parser.ParseFrom(content)
            : throw Refuse(StatusCode.DataLoss, "Câu trả lời đã lưu không mở được. Hãy hỏi lại với mã câu hỏi mới.");
    }

    private async Task RecordAsync(HubDb db, IdentityQuery row, string outcome, string answerId, long started, CancellationToken cancellation)
    {
        var took = Stopwatch.GetElapsedTime(started);
        (row.Outcome, row.AnswerId, row.Milliseconds) = (outcome, answerId, (int)took.TotalMilliseconds);
        // Added when it is new.
        db.IdentityQueries.Update(row);
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException) when (db.ChangeTracker.Entries<IdentityAnswer>().Any())
        {
            // Another hub on the same store kept the answer to this id first; the service gives both of us the same one.
            db.ChangeTracker.Clear();
            db.IdentityQueries.Update(row);
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }

        Asked.Add(1, new KeyValuePair<string, object?>("province", row.ProvinceCode), new KeyValuePair<string, object?>("outcome", outcome));
        Seconds.Record(took.TotalSeconds);
        Log.Answered(logger, row.ProvinceCode, outcome, (long)took.TotalMilliseconds);
    }

    // No answer about the citizen, and no fault of what is asked about him: a status of its own, which a node never takes for either.
    private static RpcException Clash() => Refuse(StatusCode.AlreadyExists, "request_id: Mã câu hỏi này đã dùng cho một câu hỏi khác. Hãy dùng mã mới.");

    private static RpcException Refuse(StatusCode code, string sentence) => new(new Status(code, sentence));

    /// <summary>A question on its way.</summary>
    private sealed record Asking(string ProvinceCode, VerifyCitizenRequest Question, string Hash, DateTime At)
    {
        /// <summary>Unique over the provinces.</summary>
        public string RequestId => $"{ProvinceCode}-{Question.RequestId}";

        public string Key => $"{RequestId} {Hash}";

        public IdentityAnswer Keep(VerifyCitizenReply reply, GatewayKey key, DateTime now) => new()
        {
            ProvinceCode = ProvinceCode,
            RequestId = Question.RequestId,
            QuestionHash = Hash,
            Sealed = key.Seal(reply.ToByteArray(), RequestId),
            AnsweredAt = now,
        };

        public IdentityQuery Log(GatewayKey key, bool repeated = false) => new()
        {
            ProvinceCode = ProvinceCode,
            RequestId = Question.RequestId,
            Official = Question.Official,
            Purpose = Question.Purpose,
            ProcedureCode = Question.ProcedureCode,
            NumberHash = key.Hash(Question.Number),
            NumberMasked = CitizenId.Mask(Question.Number),
            At = At,
            Outcome = IdentityQuery.Asked,
            Repeated = repeated,
        };
    }
}
