using Grpc.Core;
using Protos.Identity;

namespace NationalHub.Gateways.Population;

/// <summary>
/// Answers a node's questions about many citizens: each as <see cref="VerifyCitizen"/> answers it alone, a few at a time so that the questions of counters are not held
/// up. When the population database is plainly away the rest is not asked: the node asks again later.
/// </summary>
public sealed class VerifyMany(VerifyCitizen verify)
{
    /// <summary>Questions of one call.</summary>
    public const int Most = 100;

    private const int AtOnce = 4;

    // So many without an answer and the rest would only wait for time-outs.
    private const int EnoughAway = 3;

    /// <param name="provinceCode">From the node's certificate.</param>
    /// <exception cref="RpcException">InvalidArgument: too many questions, or none.</exception>
    public async Task<VerifyManyReply> HandleAsync(string provinceCode, VerifyManyRequest request, CancellationToken cancellation)
    {
        if (request.Questions.Count is 0 or > Most)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"questions: Mỗi lần hỏi từ 1 đến {Most} người; lần này {request.Questions.Count}. Hãy chia nhỏ rồi hỏi lại."));
        }

        var answers = new CitizenAnswer[request.Questions.Count];
        var away = 0;
        await Parallel.ForAsync(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (i, cancel) =>
        {
            answers[i] = Volatile.Read(ref away) >= EnoughAway ? Away(request.Questions[i]) : await AskAsync(provinceCode, request, request.Questions[i], cancel).ConfigureAwait(false);
            if (answers[i].Reply?.Outcome == VerifyOutcome.Unavailable)
            {
                Interlocked.Increment(ref away);
            }
        }).ConfigureAwait(false);
        var reply = new VerifyManyReply();
        reply.Answers.AddRange(answers);
        return reply;
    }

    private async Task<CitizenAnswer> AskAsync(string provinceCode, VerifyManyRequest request, CitizenQuestion question, CancellationToken cancellation)
    {
        var answer = new CitizenAnswer { RequestId = question.RequestId };
        try
        {
            answer.Reply = await verify.HandleAsync(provinceCode, Single(request, question), cancellation).ConfigureAwait(false);
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.InvalidArgument or StatusCode.ResourceExhausted or StatusCode.DataLoss or StatusCode.AlreadyExists)
        {
            (answer.Refusal, answer.RefusalReason) = (refused.StatusCode switch { StatusCode.ResourceExhausted => AnswerRefusal.OverQuota, StatusCode.AlreadyExists => AnswerRefusal.IdTaken, _ => AnswerRefusal.Invalid }, refused.Status.Detail);
        }

        return answer;
    }

    private static VerifyCitizenRequest Single(VerifyManyRequest request, CitizenQuestion question) => new()
    {
        RequestId = question.RequestId, Purpose = request.Purpose, ProcedureCode = request.ProcedureCode, Official = request.Official, ReferenceDate = request.ReferenceDate,
        Number = question.Number, FullName = question.FullName, BirthDate = question.BirthDate, Sex = question.Sex,
    };

    private static CitizenAnswer Away(CitizenQuestion question) => new() { RequestId = question.RequestId, Reply = new VerifyCitizenReply { Outcome = VerifyOutcome.Unavailable } };
}
