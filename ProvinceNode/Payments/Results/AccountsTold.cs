using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// What results tell of accounts (policy 6.6, R06): one that is wrong or closed is known as such from then on, so that closing a month, the page of ways of receiving and the person's own page
/// ask for another before the next list pays into it again. It changes no way of paying. It belongs inside the transaction of the verb, which saves it.
/// </summary>
public static class AccountsTold
{
    /// <summary>Who told it (<see cref="ReceivingAccount.CheckedBy"/>).</summary>
    public const string Payer = "Đơn vị chi trả";

    private const string Wrong = "R06";
    private const int Set = 500;
    private const int LongestAnswer = 300;

    /// <param name="results">The latest of each line, of lines of which something changed.</param>
    /// <param name="corrected">Lines that had another result before.</param>
    public static async Task KeepAsync(NodeDb db, IReadOnlyCollection<PaymentResult> results, IReadOnlySet<Guid> corrected, DateTime nowUtc, CancellationToken cancel)
    {
        // What was taken back first: another line of the same batch may tell it anew.
        var told = results.Where(r => r.ReasonCode == Wrong || corrected.Contains(r.LineId)).OrderBy(r => r.ReasonCode == Wrong).ToList();
        var rows = new Dictionary<(Guid Person, string Number, string Bank), ReceivingAccount>();
        foreach (var some in told.Chunk(Set))
        {
            var ids = some.Select(r => r.LineId).ToList();
            var lines = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.Id) && l.AccountNumber != "" && l.PersonId != null)
                .Select(l => new { l.Id, Person = l.PersonId!.Value, l.AccountNumber, l.Bank, l.AccountHolder }).ToDictionaryAsync(l => l.Id, cancel);
            var people = lines.Values.Select(l => l.Person).Distinct().ToList();
            // The account lies where the person lies; whoever reads only one commune's file leaves those of people who moved on.
            var places = await db.Beneficiaries.AsNoTracking().Where(b => people.Contains(b.Id)).Select(b => new { b.Id, b.TenantPath }).ToDictionaryAsync(b => b.Id, b => b.TenantPath, cancel);
            foreach (var account in await db.ReceivingAccounts.Where(a => people.Contains(a.BeneficiaryId)).ToListAsync(cancel))
            {
                rows[(account.BeneficiaryId, account.AccountNumber, account.Bank)] = account;
            }

            foreach (var result in some)
            {
                if (!lines.TryGetValue(result.LineId, out var line) || !places.TryGetValue(line.Person, out var place) || !db.Scope.Allows(place))
                {
                    continue;
                }

                var key = (line.Person, line.AccountNumber, line.Bank);
                var known = rows.GetValueOrDefault(key);
                if (result.ReasonCode != Wrong)
                {
                    TakeBack(known);
                    continue;
                }

                if (known is null)
                {
                    rows[key] = known = CheckAccounts.Make(line.Person, place, new(line.AccountNumber, line.Bank, line.AccountHolder), nowUtc);
                    db.ReceivingAccounts.Add(known);
                }

                Close(known, result.ReasonText, nowUtc);
            }
        }
    }

    private static void Close(ReceivingAccount account, string words, DateTime nowUtc)
    {
        var answer = words.Length > 0 ? $"Không chuyển được tiền: {words}" : "Không chuyển được tiền: tài khoản sai hoặc đã đóng";
        (account.State, account.CheckedAt, account.CheckedBy, account.Version) = (AccountState.Closed, nowUtc, Payer, account.Version + 1);
        account.Answer = answer.Length <= LongestAnswer ? answer : answer[..LongestAnswer];
    }

    // Nobody knows what it was before: the bank is asked.
    private static void TakeBack(ReceivingAccount? account)
    {
        if (account is { State: AccountState.Closed, CheckedBy: Payer })
        {
            (account.State, account.CheckedAt, account.CheckedBy, account.Answer, account.Version) = (AccountState.Unchecked, null, "", "", account.Version + 1);
        }
    }
}
