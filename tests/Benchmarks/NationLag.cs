using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Protos.Replication;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// All provinces change records at a steady rate, each of them at its moment; batches go out as the relay makes them: woken by the first change it waits for the burst, takes what is
/// there and keeps its window. Told are the time from sending a batch to its answer (durable at the hub) and from a change to its answer, and whether the rate was held.
/// </summary>
internal static class NationLag
{
    public const int PerSecond = 200;

    /// <summary>The hub keeps up when nothing is left to be answered this long after the last change.</summary>
    private const double HeldWithinSeconds = 1;

    public static async Task RunAsync(TextWriter output, HubHost hub, IReadOnlyList<ProvinceLine> lines, int seconds, CancellationToken ct)
    {
        var provinces = lines.Select((line, i) => new ProvinceLag(line, PerSecond * seconds, TimeSpan.FromMilliseconds(ProvinceLine.Relay.FlushMilliseconds * (double)i / lines.Count))).ToList();
        await Task.WhenAll(provinces.Select(p => p.ReadyAsync(ct)));
        using var peaks = new Peaks(Peaks.Managed, Peaks.Resident);
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(provinces.Select(p => p.RunAsync(started, ct)));
        var (took, processors) = (Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        var (batches, records) = (Sorted(provinces.SelectMany(p => p.Batches)), Sorted(provinces.SelectMany(p => p.Records)));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  steady: {provinces.Count} x {PerSecond} changes/s for {seconds} s, {records.Count:N0} changes in {batches.Count:N0} batches; all answered {took - seconds:N2} s after the last change, rate {(took - seconds <= HeldWithinSeconds ? "held" : "NOT held")} ({records.Count / took:N0} of {provinces.Count * PerSecond:N0}/s)"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    from sending to the answer: {Text(batches)}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    from the change to the answer: {Text(records)} (the wait for a burst of {ProvinceLine.Relay.FlushMilliseconds} ms included)"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"    CPU {processors:N0} s of {took:N0} s (both ends); at most {peaks.Megabytes(0):N0} MB managed, {peaks.Megabytes(1):N0} MB resident; file {FileMegabytes(hub):N0} MB"));
    }

    /// <summary>The hub's database with its log.</summary>
    public static double FileMegabytes(HubHost hub) => new DirectoryInfo(hub.Folder).GetFiles("hub.db*").Sum(f => f.Length) / 1048576.0;

    private static List<double> Sorted(IEnumerable<double> values)
    {
        var list = values.ToList();
        list.Sort();
        return list;
    }

    private static string Text(List<double> ms) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {At(ms, 0.5):N0} ms, p95 {At(ms, 0.95):N0} ms, p99 {At(ms, 0.99):N0} ms, max {ms[^1]:N0} ms");

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    /// <param name="total">Changes to be made.</param>
    /// <param name="phase">When in the burst of all provinces this one begins.</param>
    private sealed class ProvinceLag(ProvinceLine line, int total, TimeSpan phase)
    {
        private readonly ConcurrentQueue<(long SentAt, int From, int Count)> _inFlight = [];
        private AsyncDuplexStreamingCall<PushBatch, PushResult>? _call;
        private long _started;

        /// <summary>Milliseconds, one a batch.</summary>
        public List<double> Batches { get; } = [];

        /// <summary>Milliseconds, one a change.</summary>
        public List<double> Records { get; } = [];

        /// <summary>Opens the stream with an empty batch, as the relay does.</summary>
        public async Task ReadyAsync(CancellationToken ct)
        {
            _call = line.Push(ct);
            await _call.RequestStream.WriteAsync(ProvinceRecords.Header(1), ct);
            _ = await _call.ResponseStream.MoveNext(ct) ? ProvinceLine.Good(_call.ResponseStream.Current) : throw new InvalidOperationException("The hub ended the stream.");
        }

        public async Task RunAsync(long started, CancellationToken ct)
        {
            using var call = _call!;
            using var window = new SemaphoreSlim(ProvinceLine.Relay.Window);
            _started = started;
            var sending = Task.Run(() => SendAsync(call.RequestStream, window, ct), ct);
            while (await call.ResponseStream.MoveNext(ct))
            {
                var answer = ProvinceLine.Good(call.ResponseStream.Current);
                var now = Stopwatch.GetTimestamp();
                if (!_inFlight.TryDequeue(out var batch) || answer.Applied != batch.Count)
                {
                    throw new InvalidOperationException($"{answer.Applied} of {batch.Count} changes of {line.Records.Code} were applied.");
                }

                Batches.Add(Stopwatch.GetElapsedTime(batch.SentAt, now).TotalMilliseconds);
                Records.AddRange(Enumerable.Range(batch.From, batch.Count).Select(n => (Stopwatch.GetElapsedTime(_started, now) - Due(n)).TotalMilliseconds));
                window.Release();
            }

            await sending;
        }

        private async Task SendAsync(IClientStreamWriter<PushBatch> requests, SemaphoreSlim window, CancellationToken ct)
        {
            var sent = 0;
            for (ulong sequence = 2; sent < total; sequence++)
            {
                if (Due(sent) - Stopwatch.GetElapsedTime(_started) is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait + TimeSpan.FromMilliseconds(ProvinceLine.Relay.FlushMilliseconds), ct);
                }

                await window.WaitAsync(ct);
                var made = Math.Min(total, (int)((Stopwatch.GetElapsedTime(_started) - phase).TotalSeconds * PerSecond) + 1);
                var batch = ProvinceRecords.Header(sequence);
                batch.Records.AddRange(Enumerable.Range(sent, Math.Clamp(made - sent, 1, ProvinceLine.Relay.BatchRows)).Select(line.Records.Changed));
                _inFlight.Enqueue((Stopwatch.GetTimestamp(), sent, batch.Records.Count));
                sent += batch.Records.Count;
                await requests.WriteAsync(batch, ct);
            }

            await requests.CompleteAsync();
        }

        private TimeSpan Due(int change) => phase + TimeSpan.FromSeconds((double)change / PerSecond);
    }
}
