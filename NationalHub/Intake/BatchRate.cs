using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace NationalHub.Intake;

/// <summary>
/// How many batches, and streams, a province may send: a bucket that fills again with time. Each costs a transaction whatever is in it, so a node gone wild with tiny messages would take the turns of all
/// others although it never holds much memory. A relay in order never comes near: it sends what waits together. Time here is the machine's running time, no clock that can be set.
/// </summary>
public sealed class BatchRate(IOptions<IntakeOptions> options, TimeProvider clock)
{
    /// <summary>Trailer by which gRPC (proposal A6) tells a client when to come back; the relay keeps to it.</summary>
    public const string Trailer = "grpc-retry-pushback-ms";

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many; the trailer tells when there is room for a good many again.</exception>
    public void Take(string province)
    {
        if (options.Value.BatchesPerSecond > 0 && _buckets.GetOrAdd(province, _ => new Bucket(options.Value.BatchesAtOnce, clock.GetTimestamp())).Take(options.Value, clock) is { } wait)
        {
            var milliseconds = ((long)Math.Ceiling(wait.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
            throw new RpcException(
                new Status(StatusCode.ResourceExhausted, $"Tỉnh gửi quá nhiều gói trong thời gian ngắn. Trục quốc gia nhận tiếp sau {Math.Ceiling(wait.TotalSeconds)} giây; dữ liệu được giữ tại nút, hệ thống tự gửi lại."),
                new Metadata { { Trailer, milliseconds } });
        }
    }

    private sealed class Bucket(double left, long at)
    {
        // A node that comes back finds this share of the bucket: it is not sent away again after its first batch.
        private const double Worthwhile = 0.2;

        private readonly Lock _lock = new();
        private double _left = left;
        private long _at = at;

        /// <returns>Null when there was one to take; else how long to stay away.</returns>
        public TimeSpan? Take(IntakeOptions options, TimeProvider clock)
        {
            lock (_lock)
            {
                var now = clock.GetTimestamp();
                _left = Math.Min(options.BatchesAtOnce, _left + (clock.GetElapsedTime(_at, now).TotalSeconds * options.BatchesPerSecond));
                _at = now;
                if (_left >= 1)
                {
                    _left--;
                    return null;
                }

                return TimeSpan.FromSeconds(Math.Max(1, (options.BatchesAtOnce * Worthwhile) - _left) / options.BatchesPerSecond);
            }
        }
    }
}
