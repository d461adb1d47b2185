using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// Results of a province's month: read from a channel in batches, judged against what was sent, stored with what they do to lines, claims and lists; then the same once more. Against writing
/// the very rows that were left by prepared statements, INSERT OR REPLACE, with as many commits. The aim is at most 3 times.
/// </summary>
public static class ResultsBenchmark
{
    private const int Batch = 1_000;
    private const int LinesOfList = 2_500;
    private static readonly DateTime At = new(2025, 3, 22, 2, 0, 0, DateTimeKind.Utc);

    /// <param name="lines">Lines that were sent; the figure is 500,000.</param>
    public static async Task RunAsync(TextWriter output, int lines, CancellationToken ct)
    {
        await using var host = await NodeHost.StartAsync(new NodeHostSettings { Day = new DateOnly(2025, 4, 15) });
        var rows = await FillAsync(host, lines, ct);
        var (before, commits) = (await PlainRows.CopyAsync(host, ct), (rows.Count + Batch - 1) / Batch);

        var (first, took) = await TakeAsync(host, rows, ct);
        var (raw, written) = await PlainRows.WriteAsync(host, before, [("PaymentResults", ""), ("PaymentLines", ""), ("PaymentClaims", "")], commits, ct);
        var (second, again) = await TakeAsync(host, rows, ct);
        if (first.New != rows.Count || first.Faults > 0 || second.Same != rows.Count)
        {
            throw new InvalidOperationException($"{first} then {second} of {rows.Count} results.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"results: {rows.Count:N0} lines {took:N1} s, {rows.Count / took:N0} lines/s; the same {written:N0} rows by hand {raw:N1} s, ratio {took / raw:N2} (aim <= 3); the same results again {again:N1} s"));
    }

    private static async Task<(TakenResults Taken, double Seconds)> TakeAsync(NodeHost host, List<ResultRow> rows, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var taken = await host.WithAsync(s => s.GetRequiredService<TakeResults>().ReadAsync(new Told(rows), ct));
        return (taken, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task<List<ResultRow>> FillAsync(NodeHost host, int lines, CancellationToken ct)
    {
        var (told, number) = (new List<ResultRow>(lines), 0);
        for (var place = 0; number < lines; place++)
        {
            var office = $"38.{380 + (place % 27)}.{14_000 + place:00000}";
            await host.WithDbAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                var (period, run, list) = Sample.Payment(office, "Kế toán");
                var of = Enumerable.Range(1, Math.Min(LinesOfList, lines - number)).Select(n => Sample.PaymentLine(list, "Nguyễn Thị Thủy", n)).ToList();
                var sent = new PaymentList
                {
                    Id = list.Id, TenantPath = office, HolderPath = office, PeriodId = period.Id, RunId = run.Id, Month = 202504, Type = ListType.Regular, Method = PayMethod.CashPoint, Sequence = 1, UnitName = "Xã mẫu", Status = ListStatus.Sent,
                    BuiltById = list.BuiltById, BuiltByName = "Kế toán", BuiltAt = At, Lines = of.Count, People = of.Count, MonthlyDong = default, CareDong = default, ArrearsDong = default, RecoveryDong = default, CarriedDong = default,
                    OneOffDong = default, TotalDong = new Dong(540_000L * of.Count), Version = 1,
                };
                db.AddRange(period, run, sent, new PaymentSending
                {
                    Id = Guid.CreateVersion7(), ListId = list.Id, TenantPath = office, Attempt = 1, Provider = Told.Name, IdempotencyKey = list.Id.ToString("N"), State = SendingState.Accepted, ListHash = "", SentById = Guid.NewGuid(), SentByName = "", PreparedAt = At,
                });
                await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, At), ct);
                await BulkInsert.AddAsync(db, of, ct);
                await BulkInsert.AddAsync(db, of.ConvertAll(l => Sample.PaymentClaim(l, Guid.CreateVersion7())), ct);
                await transaction.CommitAsync(ct);
                told.AddRange(of.Select(l => Row(l, number++)));
                return true;
            });
        }

        return told;
    }

    // One in twelve was not at home.
    private static ResultRow Row(PaymentLine line, int number) => number % 12 == 0
        ? new() { ListId = line.ListId.ToString("D"), RowId = line.Id.ToString("D"), Status = WireCodes.Unpaid, Amount = line.Total, Method = WireCodes.CashPoint, ReasonCode = "R01", ReasonText = "Vắng mặt" }
        : new()
        {
            ListId = line.ListId.ToString("D"), RowId = line.Id.ToString("D"), Status = WireCodes.Paid, Amount = line.Total, PaidAt = new DateTime(2025, 4, 2 + (number % 9), 8, 30, 0), Method = WireCodes.CashPoint,
            CollectedBy = WireCodes.Self, CollectorName = line.ReceiverName, CollectorId = line.ReceiverNumber, Evidence = $"CT-{number}",
        };

    /// <summary>A channel that tells results without reading any file: reading is measured elsewhere.</summary>
    private sealed class Told(List<ResultRow> rows) : IPaymentProvider
    {
        public const string Name = "vnpost-file";

        public string Code => Name;

        public bool IsConfigured => true;

        public Task<SendOutcome> SendAsync(PaymentDocument document, string idempotencyKey, CancellationToken cancel) => throw new NotSupportedException();

        public Task<AskOutcome> AskAsync(string idempotencyKey, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ListsOutcome> ListsAsync(string unit, PayMonth month, CancellationToken cancel) => throw new NotSupportedException();

        public async IAsyncEnumerable<ResultBatch> ResultsAsync(ResultQuery query, [EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            var number = 0;
            foreach (var chunk in rows.Chunk(Batch))
            {
                cancel.ThrowIfCancellationRequested();
                yield return new ResultLines("KetQua", "", new PayMonth(202504), "", [.. chunk.Select(r => new ResultEntry(++number, r, []))], []);
            }
        }

        public Task<AccountsOutcome> CheckAccountsAsync(IReadOnlyList<AccountQuestion> questions, CancellationToken cancel) => throw new NotSupportedException();
    }
}
