using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>A citizen who proved himself, and whose file is open.</summary>
/// <param name="Number">His own number.</param>
/// <param name="IsSelf">The file is his own.</param>
/// <param name="Proof">By what he proved himself.</param>
public sealed record WayAsker(Guid Person, string Number, bool IsSelf, string Proof);

/// <summary>How a citizen is paid and what he asked for.</summary>
/// <param name="Own">What he himself takes; null when somebody else takes all of it.</param>
/// <param name="Others">Who else takes money of the person.</param>
/// <param name="Waiting">His request that nobody settled yet.</param>
/// <param name="Account">Its account as the bank knows it in the name of the request.</param>
public sealed record OwnWay(Taker? Own, IReadOnlyList<Taker> Others, MethodChange? Waiting, AccountState? Account);

/// <summary>What a citizen asks for, as he typed it.</summary>
public sealed record OwnWayInput(PayMethod? To, string AccountNumber, string Bank, string AccountHolder, string Reason);

/// <summary>
/// Đổi cách nhận tiền trên trang của tôi: who takes money asks for another way of taking it, for himself and for children and wards whose money he takes, never for what somebody else takes. It is the same request that
/// the commune records (<see cref="AskMethodChange"/>): an account is asked about at the bank at once, an accountant settles it.
/// </summary>
public sealed class OwnWayChange(ReceivingDesk desk, AskMethodChange ask, WithdrawMethodChange withdraw)
{
    private const int LongestAsker = 200;
    private const string TakenBack = "Người yêu cầu tự rút trên trang của mình";

    /// <returns>Null when the person is not there any more.</returns>
    public async Task<OwnWay?> OfAsync(WayAsker asker, CancellationToken cancel)
    {
        if (await desk.PersonAsync(asker.Person, cancel) is not { } person)
        {
            return null;
        }

        var takers = await desk.TakersAsync(person, cancel);
        var own = takers.Find(t => IsHis(t, asker));
        var number = own is null || own.Relation.Length == 0 ? "" : own.Number;
        var waiting = own is null ? null : await desk.Db.MethodChanges.AsNoTracking().Where(c => c.BeneficiaryId == person.Id && c.ReceiverNumber == number && c.State == MethodChangeState.Requested).OrderBy(c => c.RecordedAt).FirstOrDefaultAsync(cancel);
        var account = waiting is not { AccountNumber.Length: > 0 } ? null
            : await desk.Db.ReceivingAccounts.AsNoTracking().FirstOrDefaultAsync(a => a.BeneficiaryId == person.Id && a.AccountNumber == waiting.AccountNumber && a.Bank == waiting.Bank, cancel);
        return new(own, takers.FindAll(t => t != own), waiting, account?.StateFor(waiting!.AccountHolder));
    }

    public async Task<Outcome<MethodChange>> AskAsync(WayAsker asker, OwnWayInput input, CancellationToken cancel)
    {
        if (await OfAsync(asker, cancel) is not { Own: { } taker })
        {
            return ReceivingProblems.NotHis.Now();
        }

        var by = $"{taker.Name}, tự yêu cầu trên trang của mình";
        return await ask.RecordAsync(new(asker.Person, taker.Number, input.To, input.AccountNumber, input.Bank, input.AccountHolder, by.Length <= LongestAsker ? by : by[..LongestAsker], desk.Time.Today, input.Reason), WayRecorder.Citizen(asker.Proof, desk.Time.UtcNow), cancel);
    }

    /// <summary>Takes the request that waits back, whoever recorded it for him.</summary>
    public async Task<Outcome<MethodChange>> WithdrawAsync(WayAsker asker, CancellationToken cancel) =>
        await OfAsync(asker, cancel) is { Waiting: { } waiting } ? await withdraw.TakeBackAsync(asker.Person, waiting.Id, TakenBack, WayRecorder.Citizen(asker.Proof, desk.Time.UtcNow), cancel) : ReceivingProblems.NotOpen.Now();

    // What somebody takes for another by his number; what the person takes himself only in his own file.
    private static bool IsHis(Taker taker, WayAsker asker) => taker.Relation.Length == 0 ? asker.IsSelf : asker.Number.Length > 0 && taker.Number == asker.Number;
}
