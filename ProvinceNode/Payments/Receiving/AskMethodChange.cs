using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>A receiver's wish, as the commune takes it down.</summary>
/// <param name="ReceiverNumber">Of one of who takes the money; empty for who has none.</param>
/// <param name="RequestedBy">Who asked, and by which paper.</param>
public sealed record MethodChangeInput(Guid PersonId, string ReceiverNumber, PayMethod? To, string AccountNumber, string Bank, string AccountHolder, string RequestedBy, DateOnly? RequestedOn, string Reason);

/// <summary>
/// Yêu cầu đổi hình thức nhận tiền: the commune records what the receiver asks for, or he asks himself on his own page; the fund holder's accountant settles it (<see cref="SettleMethodChange"/>). An account is asked about at the bank at
/// once, so that a wrong one is seen while the receiver is still there (policy 6.3, column 17).
/// </summary>
public sealed partial class AskMethodChange(ReceivingDesk desk, CheckAccounts check)
{
    private const int LongestText = 200;
    private const int LongestReason = 500;

    public Task<Outcome<MethodChange>> Handle(MethodChangeInput input, SignedInOfficial official, CancellationToken cancel) => RecordAsync(input, WayRecorder.Of(official, desk.Time.UtcNow), cancel);

    /// <summary>As <see cref="Handle"/>, by whoever may: also the citizen himself.</summary>
    public async Task<Outcome<MethodChange>> RecordAsync(MethodChangeInput input, WayRecorder by, CancellationToken cancel)
    {
        var asked = await desk.Db.InTurnAsync(() => AskAsync(input, by, cancel), cancel);
        if (asked.Succeeded && asked.Value.AccountNumber.Length > 0)
        {
            desk.Db.ChangeTracker.Clear();
            await check.HandleAsync(asked.Value.BeneficiaryId, cancel);
        }

        return asked;
    }

    private async Task<Outcome<MethodChange>> AskAsync(MethodChangeInput input, WayRecorder by, CancellationToken cancel)
    {
        if (await desk.PersonAsync(input.PersonId, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        if (by.Refusal(person) is { } refusal)
        {
            return refusal;
        }

        if ((await desk.TakersAsync(person, cancel)).Find(t => t.Number == input.ReceiverNumber) is not { } taker)
        {
            return ReceivingProblems.Receiver.At("ReceiverNumber");
        }

        if (taker is { Relation.Length: > 0, Number.Length: 0 })
        {
            return ReceivingProblems.NoNumber.At("ReceiverNumber", taker.Name);
        }

        input = Vneid(input, person, taker);
        var (isHolder, authorisation) = await HolderAsync(input.AccountHolder, person, taker, cancel);
        if (Faults(input, taker, isHolder) is { Count: > 0 } faults)
        {
            return faults;
        }

        // Who takes for himself is named by nothing, as lists look for it.
        var number = taker.Relation.Length == 0 ? "" : taker.Number;
        if (await desk.Db.MethodChanges.AnyAsync(c => c.BeneficiaryId == person.Id && c.ReceiverNumber == number && c.State == MethodChangeState.Requested, cancel))
        {
            return ReceivingProblems.Waits.Now();
        }

        return await SaveAsync(input, person, taker, (number, authorisation), by, cancel);
    }

    // Without the number of an account it is his own, known by his number; an account that a bank keeps for it may still be named.
    private static MethodChangeInput Vneid(MethodChangeInput input, Beneficiary person, Taker taker) => input.To != PayMethod.Epay || input.AccountNumber.Trim().Length > 0 ? input : input with
    {
        AccountNumber = IsCitizens(taker.Number) ? taker.Number : taker.Relation.Length == 0 && IsCitizens(person.CitizenId) ? person.CitizenId : "", Bank = ListWords.Vneid, AccountHolder = taker.Name,
    };

    private static bool IsCitizens(string number) => CitizenId.TryParse(number, out _);

    private List<Problem> Faults(MethodChangeInput input, Taker taker, bool isHolder)
    {
        var (faults, account) = (new List<Problem>(), input.To is { } to && ListWords.IsAccount(to));
        // The same account under the name of its true holder, or at the bank's right name, is another request: it is how a name that the bank does not know is mended.
        if (input.To is not { } method || !Enum.IsDefined(method)
            || (method == taker.Method && (!account || (input.AccountNumber.Trim(), input.Bank.Trim(), input.AccountHolder.Trim()) == (taker.AccountNumber, taker.Bank, taker.Holder))))
        {
            faults.Add(ReceivingProblems.Method.At("To"));
        }

        faults.AddRange(account ? AccountFaults(input, taker, isHolder) : []);
        if (input.RequestedBy.Trim().Length is 0 or > LongestText)
        {
            faults.Add(CommonProblems.Required.At("RequestedBy", "người yêu cầu và giấy tờ kèm theo"));
        }

        if (input.RequestedOn is not { } on || on > desk.Time.Today)
        {
            faults.Add(CommonProblems.Required.At("RequestedOn", "ngày yêu cầu, không sau hôm nay"));
        }

        if (input.Reason.Trim().Length > LongestReason)
        {
            faults.Add(CommonProblems.TooLong.At("Reason", "Lý do", LongestReason, input.Reason.Trim().Length));
        }
        else if (input.To == PayMethod.CashHome && input.Reason.Trim().Length < 10)
        {
            faults.Add(ReceivingProblems.Home.At("Reason"));
        }

        return faults;
    }

    private static IEnumerable<Problem> AccountFaults(MethodChangeInput input, Taker taker, bool isHolder)
    {
        if (input is { To: PayMethod.Epay, AccountNumber.Length: 0 })
        {
            yield return ReceivingProblems.VneidNumber.At("To", taker.Name);
        }
        else if (!Digits().IsMatch(input.AccountNumber.Trim()))
        {
            yield return ReceivingProblems.AccountNumber.At("AccountNumber");
        }

        if (input.Bank.Trim().Length is 0 or > 120)
        {
            yield return CommonProblems.Required.At("Bank", "tên ngân hàng, chi nhánh");
        }

        if (!isHolder)
        {
            yield return ReceivingProblems.Holder.At("AccountHolder");
        }
    }

    // The beneficiary, who takes the money for him, or who collects by a paper in force: then the account rests on that paper. Banks know no tones, so Hòa's account may be that of her proxy Hoa:
    // between two names that a bank cannot tell apart the letters of the request decide, and in doubt the paper binds the account, for money that waits for a new request is not lost.
    private async Task<(bool May, Guid? Authorisation)> HolderAsync(string holder, Beneficiary person, Taker taker, CancellationToken cancel)
    {
        bool IsHis(string name) => HolderName.Compare(name, holder) == HolderMatch.Same;
        var paper = (await desk.ProxiesAsync(person.Id, cancel)).FindAll(p => p.HoldsOn(desk.Time.Today) && IsHis(p.ProxyName)).OrderByDescending(p => IsWritten(p.ProxyName, holder)).FirstOrDefault();
        var own = new[] { person.FullName, taker.Name }.Where(IsHis).ToList();
        return paper is null || (own.Exists(n => IsWritten(n, holder)) && !IsWritten(paper.ProxyName, holder)) ? (own.Count > 0, null) : (true, paper.Id);
    }

    private static bool IsWritten(string name, string holder) => string.Equals(Letters(name), Letters(holder), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string name) => string.Join(' ', name.Normalize().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private async Task<Outcome<MethodChange>> SaveAsync(MethodChangeInput input, Beneficiary person, Taker taker, (string Receiver, Guid? Authorisation) of, WayRecorder by, CancellationToken cancel)
    {
        var (now, account) = (desk.Time.UtcNow, ListWords.IsAccount(input.To!.Value));
        var change = new MethodChange
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = person.TenantPath, BeneficiaryId = person.Id, ReceiverNumber = of.Receiver, From = taker.Method, To = input.To.Value,
            AccountNumber = account ? input.AccountNumber.Trim() : "", Bank = account ? input.Bank.Trim() : "", AccountHolder = account ? input.AccountHolder.Trim() : "", AuthorisationId = account ? of.Authorisation : null, FromMonth = desk.Time.Month.AddMonths(1).Number,
            RequestedBy = input.RequestedBy.Trim(), RequestedOn = input.RequestedOn!.Value, Reason = Documents.NeutralWords.Remark(input.Reason.Trim()), RecordedById = by.Id, RecordedByName = by.Name, RecordedAt = now, Version = 1,
        };
        desk.Db.MethodChanges.Add(change);
        // Wherever it lies: the database knows one row of a person's account.
        if (account)
        {
            await EnlistAsync(change, person, now, cancel);
        }

        var act = by.Act(person, $"Yêu cầu đổi hình thức nhận tiền: {ListWords.Method(change.From)} → {ListWords.Method(change.To)}; {change.RequestedBy}", $"method-change/{change.Id:D}");
        return await desk.Db.SaveAsync(act, cancel) ? change : CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task EnlistAsync(MethodChange change, Beneficiary person, DateTime now, CancellationToken cancel)
    {
        if (await desk.Db.ReceivingAccounts.IgnoreQueryFilters([NodeDb.TenantFilter]).SingleOrDefaultAsync(a => a.BeneficiaryId == person.Id && a.AccountNumber == change.AccountNumber && a.Bank == change.Bank, cancel) is not { } known)
        {
            desk.Db.ReceivingAccounts.Add(CheckAccounts.Make(person.Id, person.TenantPath, new(change.AccountNumber, change.Bank, change.AccountHolder), now));
        }
        else if (desk.Db.Scope.Allows(known.TenantPath))
        {
            known.Declare(change.AccountHolder);
        }
    }

    [GeneratedRegex(@"^\d{6,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
