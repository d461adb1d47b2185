using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>What the page of statistics asks of a month whose results came: nine in ten lines paid, one in ten not.</summary>
internal static class PaymentFigures
{
    private const int Times = 5;

    public static async Task<string> MeasureAsync(NodeHost host, PayMonth month, CancellationToken ct)
    {
        var lines = await host.WithDbAsync(db => TellAsync(db, month, ct));
        var took = new List<double>();
        for (var time = 0; time <= Times; time++)
        {
            var started = Stopwatch.GetTimestamp();
            await host.WithAsync(async s =>
            {
                var statistics = s.GetRequiredService<PaymentStatistics>();
                var shown = await statistics.OfAsync(month.Number, TenantPath.Parse("38"), ct);
                await statistics.CashAsync(TenantPath.Parse("38"), month.Number, ct);
                return shown.Lines.Sum(l => l.Lines) == lines ? 0 : throw new InvalidOperationException("The statistics do not show every line.");
            });
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        // The first compiles its queries.
        return string.Create(CultureInfo.InvariantCulture, $"  statistics of the month, {lines:N0} lines: {took.Skip(1).Order().ElementAt(Times / 2):N0} ms (median of {Times}; the first {took[0]:N0} ms)");
    }

    private static async Task<int> TellAsync(NodeDb db, PayMonth month, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, month.FirstDay.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)), ct);
        var lists = await db.PaymentLists.Where(l => l.Month == month.Number && l.Status == ListStatus.Approved).Select(l => l.Id).ToListAsync(ct);
        var sum = 0;
        foreach (var list in lists)
        {
            var lines = await db.PaymentLines.AsNoTracking().Where(l => l.ListId == list).ToListAsync(ct);
            await BulkInsert.AddAsync(db, lines.ConvertAll(l => new PaymentResult
            {
                Id = Guid.CreateVersion7(), ListId = list, LineId = l.Id, TenantPath = l.TenantPath, Version = 1, PayerVersion = 1, Outcome = l.Order % 10 == 0 ? LineOutcome.Unpaid : LineOutcome.Paid, Amount = l.Total, ReasonCode = l.Order % 10 == 0 ? "R01" : "",
                Channel = ResultChannel.CallBack, Source = "VNPost", SourceRow = l.Order, RecordedAt = month.FirstDay.AddDays(9).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            }), ct);
            await db.PaymentLines.Where(l => l.ListId == list).ExecuteUpdateAsync(s => s.SetProperty(l => l.Outcome, l => l.Order % 10 == 0 ? LineOutcome.Unpaid : LineOutcome.Paid).SetProperty(l => l.ResultVersion, 1), ct);
            await db.PaymentClaims.Where(c => c.ListId == list).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, c => db.PaymentLines.Any(l => l.Id == c.LineId && l.Outcome == LineOutcome.Paid) ? ClaimState.Paid : ClaimState.Unpaid), ct);
            sum += lines.Count;
        }

        await transaction.CommitAsync(ct);
        return sum;
    }
}
