using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Receiving;

/// <summary>Giải quyết yêu cầu đổi hình thức: the accountant who makes the lists puts it in force from the first list that can still follow it, or declines it. A bad account is never taken.</summary>
public sealed class SettleMethodChange(ReceivingDesk desk)
{
    public const int LongestWhy = 500;
    public const int ShortestWhy = 10;

    /// <param name="accept">False: declined, with the reason.</param>
    public Task<Outcome<MethodChange>> Handle(Guid person, Guid id, bool accept, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<MethodChange>(async () =>
    {
        if (await desk.Db.MethodChanges.SingleOrDefaultAsync(c => c.Id == id && c.BeneficiaryId == person, cancel) is not { } change)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.SettleRefusalAsync(official, change.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        if (change.RecordedById == official.Id)
        {
            return PaymentProblems.SamePerson.Now("ghi yêu cầu này");
        }

        if (change.State != MethodChangeState.Requested)
        {
            return ReceivingProblems.NotOpen.Now();
        }

        var given = why.Trim();
        if (given.Length > LongestWhy || (!accept && given.Length < ShortestWhy))
        {
            return ReceivingProblems.Why.At("SettleWhy");
        }

        if (accept && await AccountFaultAsync(change, given, cancel) is { } fault)
        {
            return fault;
        }

        var now = desk.Time.UtcNow;
        change.FromMonth = accept ? (await desk.FirstMonthAsync(official.Office, cancel)).Number : change.FromMonth;
        (change.State, change.SettledByName, change.SettledWhy, change.SettledAt, change.Version) = (accept ? MethodChangeState.InForce : MethodChangeState.Declined, official.FullName, given, now, change.Version + 1);
        var what = accept ? $"Đổi hình thức nhận tiền thành {ListWords.Method(change.To)} từ tháng {new Protos.Values.PayMonth(change.FromMonth)}" : "Từ chối đổi hình thức nhận tiền";
        var act = Act.By(official, ActKinds.PaymentMethod, now, given.Length > 0 ? $"{what}: {given}" : what, $"method-change/{id:D}").On("beneficiary", person);
        return await desk.Db.SaveAsync(act, cancel) ? change : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    private async Task<Problem?> AccountFaultAsync(MethodChange change, string why, CancellationToken cancel)
    {
        if (change.AccountNumber.Length == 0)
        {
            return null;
        }

        var day = desk.Time.Today;
        if (Building.ProxyAccounts.IsEnded(change, await desk.ProxiesAsync(change.BeneficiaryId, cancel), p => p.HoldsOn(day)))
        {
            return ReceivingProblems.ProxyGone.Now();
        }

        var account = await desk.Db.ReceivingAccounts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().SingleOrDefaultAsync(a => a.BeneficiaryId == change.BeneficiaryId && a.AccountNumber == change.AccountNumber && a.Bank == change.Bank, cancel);
        var state = account?.StateFor(change.AccountHolder);
        return state switch
        {
            AccountState.Good => null,
            null or AccountState.Unchecked => why.Length < ShortestWhy ? ReceivingProblems.UncheckedAccount.At("SettleWhy") : null,
            { } bad => ReceivingProblems.BadAccount.At("SettleWhy", bad == account!.State && account.Answer.Length > 0 ? account.Answer : CheckAccounts.Word(bad)),
        };
    }
}

/// <summary>Rút yêu cầu đổi hình thức: the commune takes back, at the receiver's word, what is not settled yet.</summary>
public sealed class WithdrawMethodChange(ReceivingDesk desk)
{
    public Task<Outcome<MethodChange>> Handle(Guid person, Guid id, string why, SignedInOfficial official, CancellationToken cancel) => TakeBackAsync(person, id, why, WayRecorder.Of(official, desk.Time.UtcNow), cancel);

    /// <summary>As <see cref="Handle"/>, by whoever may: also the citizen himself.</summary>
    public Task<Outcome<MethodChange>> TakeBackAsync(Guid person, Guid id, string why, WayRecorder by, CancellationToken cancel) => desk.Db.InTurnAsync<MethodChange>(async () =>
    {
        if (await desk.PersonAsync(person, cancel) is not { } of || await desk.Db.MethodChanges.SingleOrDefaultAsync(c => c.Id == id && c.BeneficiaryId == person, cancel) is not { } change)
        {
            return CommonProblems.NotFound.Now();
        }

        if (by.Refusal(of) is { } refusal)
        {
            return refusal;
        }

        if (change.State != MethodChangeState.Requested)
        {
            return ReceivingProblems.NotOpen.Now();
        }

        if (why.Trim().Length is < SettleMethodChange.ShortestWhy or > SettleMethodChange.LongestWhy)
        {
            return ReceivingProblems.Why.At("SettleWhy");
        }

        var now = desk.Time.UtcNow;
        (change.State, change.SettledByName, change.SettledWhy, change.SettledAt, change.Version) = (MethodChangeState.Withdrawn, by.Name.TrimEnd(','), why.Trim(), now, change.Version + 1);
        var act = by.Act(of, $"Rút yêu cầu đổi hình thức nhận tiền: {why.Trim()}", $"method-change/{id:D}");
        return await desk.Db.SaveAsync(act, cancel) ? change : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);
}
