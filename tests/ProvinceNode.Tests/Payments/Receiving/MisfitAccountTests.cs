using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Receiving;

/// <summary>One answer of the bank that is about another account than asked: the others are stored, and it is asked about again later, behind nobody.</summary>
public sealed class MisfitAccountTests
{
    [Fact]
    public async Task Account_AnsweredAsAnother_KeepsNoOtherUnchecked()
    {
        await using var run = await SendRun.StartAsync();
        var person = Assert.Single(await run.PeopleAsync(1));
        // The bank's system loses leading zeros.
        await AddAsync(run, person, "0017", "18", "19");

        Assert.Equal(2, await CheckAsync(run));

        // What was answered is told in the chain, and what of that is wrong: not what nobody answered.
        Assert.Contains("Ngân hàng trả lời về 2 tài khoản, 2 không khớp", await run.Host.WithDbAsync(db => db.Acts.OrderByDescending(a => a.Sequence).Select(a => a.Reason).FirstAsync()), StringComparison.Ordinal);
        var first = await AccountsAsync(run);
        Assert.Equal([AccountState.Unchecked, AccountState.Missing, AccountState.Missing], first.ConvertAll(a => a.State));
        Assert.Contains("không khớp với tài khoản được hỏi", first[0].Answer, StringComparison.Ordinal);

        // One that comes later is asked about, and the misfit is left alone for some hours.
        run.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await AddAsync(run, person, "20");
        Assert.Equal(1, await CheckAsync(run));
        Assert.Equal(first[0].CheckedAt, (await AccountsAsync(run))[0].CheckedAt);
        run.Host.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(0, await CheckAsync(run));
        Assert.True((await AccountsAsync(run))[0].CheckedAt > first[0].CheckedAt);
    }

    private static Task AddAsync(SendRun run, Guid person, params string[] numbers) => run.Pay.SaveAsync(db => db.ReceivingAccounts.AddRange(
        numbers.Select(n => CheckAccounts.Make(person, LifeOfPayments.Here, new(n, "Agribank", "Lê Thị Số 001"), new VietnamTime(run.Host.Clock).UtcNow))));

    private static Task<int> CheckAsync(SendRun run) => run.Host.WithAsync(s => s.GetRequiredService<CheckAccounts>().HandleAsync(null, default));

    private static Task<List<ReceivingAccount>> AccountsAsync(SendRun run) => run.Host.WithDbAsync(db => db.ReceivingAccounts.AsNoTracking().OrderBy(a => a.AccountNumber).ToListAsync());
}
