using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>How a citizen, or a child or ward of his, is paid.</summary>
/// <param name="Number">Of the person on his own page; 0 where he cannot ask from it.</param>
/// <param name="Waiting">Requests and papers on which somebody still decides, and accounts that the bank does not confirm.</param>
public sealed record OwnWays(IReadOnlyList<string> Now, IReadOnlyList<string> Proxies, IReadOnlyList<string> Waiting, int Number);

/// <summary>The part of a citizen's own page about ways of being paid: who takes the money and how, with whom he shares it by a certified paper, what waits, and how to ask for another way. Accounts are masked.</summary>
public sealed class WaysOfOneselfViewComponent(ReceivingDesk desk) : ViewComponent
{
    /// <param name="id">A person whom the reader may see; the scope is the province.</param>
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel, int number = 0)
    {
        if (await desk.PersonAsync(id, cancel) is not { } person)
        {
            return Content("");
        }

        var (takers, proxies, today) = (await desk.TakersAsync(person, cancel), await desk.ProxiesAsync(id, cancel), desk.Time.Today);
        var asked = await desk.Db.MethodChanges.AsNoTracking().Where(c => c.BeneficiaryId == id && c.State == MethodChangeState.Requested).OrderBy(c => c.RecordedAt).ToListAsync(cancel);
        var accounts = await desk.Db.ReceivingAccounts.AsNoTracking().Where(a => a.BeneficiaryId == id).ToListAsync(cancel);
        var used = takers.Select(t => (t.AccountNumber, t.Bank, t.Holder)).Concat(asked.Select(c => (c.AccountNumber, c.Bank, Holder: c.AccountHolder))).Distinct();
        var bad = used.Join(accounts, u => (u.AccountNumber, u.Bank), a => (a.AccountNumber, a.Bank), (u, a) => (u.AccountNumber, u.Bank, State: a.StateFor(u.Holder)))
            .Where(a => a.State is AccountState.NameDiffers or AccountState.Missing or AccountState.Closed).Distinct();
        return View("/Payments/Receiving/_WaysOfOneself.cshtml", new OwnWays(
            [.. takers.Select(t => $"{t.Words}: {Lower(ListWords.Method(t.Method))}{(t.AccountNumber.Length > 0 ? $", số {Masked(t.AccountNumber)}, {t.Bank}, chủ tài khoản {t.Holder}" : "")}, {t.Basis}")],
            [.. proxies.Where(p => p.HoldsOn(today)).Select(p => $"{p.ProxyName} ({p.Relation}), đến hết ngày {VietnameseFormat.Date(p.To)}")],
            [
                .. asked.Select(c => $"Yêu cầu đổi sang {Lower(ListWords.Method(c.To))} ngày {VietnameseFormat.Date(c.RequestedOn)}: chờ kế toán giải quyết"),
                .. proxies.Where(p => p.IsWaiting && p.To >= today).Select(p => $"Giấy ủy quyền cho {p.ProxyName}: chờ xác nhận"),
                .. proxies.Where(p => p.IsNamed && p.To >= today).Select(p => $"{p.ProxyName} là người nhận thay theo tờ khai: chỉ nhận được khi có văn bản ủy quyền được Ủy ban nhân dân cấp xã chứng thực; đến lúc đó tiền vẫn trả cho chính người hưởng"),
                .. bad.Select(a => $"Tài khoản {Masked(a.AccountNumber)}, {a.Bank}: {Lower(CheckAccounts.Word(a.State))}. Hãy đến Ủy ban nhân dân cấp xã khai lại tài khoản"),
            ],
            number));
    }

    private static string Lower(string text) => text.ToLower(VietnameseFormat.Culture).Replace("vneid", "VNeID", StringComparison.Ordinal);

    // Also short ones: a phone is read over shoulders.
    internal static string Masked(string account) => account.Length <= 4 ? "••••" : $"•••••{account[^4..]}";
}
