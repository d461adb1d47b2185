using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Seeing;

/// <summary>The page of statistics goes over a month's rows a few times, whatever it shows of them.</summary>
public sealed class StatisticsPassesTests
{
    [Fact]
    public async Task Statistics_OfAMonthWithTwoCodesOfOneLabel_GoOverItsRowsAFewTimes()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        await run.SentAsync(202211);
        await run.Host.WithDbAsync(db => db.Entitlements.Where(e => e.BeneficiaryId == people[1]).ExecuteUpdateAsync(s => s.SetProperty(e => e.CategoryCode, "5.a.80")));

        var (month, counted) = await CountedAsync(run);

        Assert.Equal(2, Assert.Single(month.Categories).People);
        Assert.True(counted.Claims is > 0 and <= 7 && counted.Lines is > 0 and <= 3, $"{counted.Claims} queries go over claims, {counted.Lines} over lines.");
    }

    [Fact]
    public async Task Person_PaidAMonthAndWaitingForAnother_IsOneOfTheCategoryAndOneOfEachOutcome()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        await run.SentAsync(202211);
        await run.Host.WithDbAsync(db => db.PaymentClaims.Where(c => c.BeneficiaryId == people[1])
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.BeneficiaryId, people[0]).SetProperty(c => c.Month, 202210).SetProperty(c => c.State, ClaimState.Paid)));

        var (month, _) = await CountedAsync(run);

        Assert.Equal((1, 1, 1_080_000L), (month.People, Assert.Single(month.Categories).People, month.Categories[0].Dong));
        Assert.Equal([(1, 1, 540_000L), (3, 1, 540_000L)], month.Outcomes.Select(o => (o.State, o.People, o.Dong)));
        Assert.Equal([(1, 1_080_000L)], month.Ages.Select(a => (a.People, a.Dong)));
    }

    private static async Task<(MonthStatistics Month, Passes Counted)> CountedAsync(SendRun run)
    {
        var (scope, counted) = (new TenantScope(), new Passes());
        scope.Enter(TenantPath.Parse("38"));
        await using var db = new SqliteNodeDb(new DbContextOptionsBuilder<SqliteNodeDb>().UseSqlite($"Data Source={Path.Combine(run.Host.Folder, "node.db")};Pooling=False").AddInterceptors(counted).Options, scope);
        var time = new VietnamTime(run.Host.Clock);
        return (await new PaymentStatistics(new PaymentDesk(db, time, Options.Create(new SuccessorOptions())), db, time).OfAsync(202211, TenantPath.Parse("38"), default), counted);
    }

    private sealed class Passes : DbCommandInterceptor
    {
        public int Claims { get; private set; }

        public int Lines { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Claims += command.CommandText.Contains("FROM \"PaymentClaims\"", StringComparison.Ordinal) ? 1 : 0;
            Lines += command.CommandText.Contains("FROM \"PaymentLines\"", StringComparison.Ordinal) ? 1 : 0;
            return ValueTask.FromResult(result);
        }
    }
}
