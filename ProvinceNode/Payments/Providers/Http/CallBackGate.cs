using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>How much the door of calls back takes: so many an address and minute, and few bodies at a time, whoever sends them. The minute is real time, whatever clock the node is given.</summary>
public sealed class CallBackGate(IOptionsMonitor<ServiceOptions> options) : IDisposable
{
    private const int Bodies = 4;
    private const int Waiting = 64;

    private readonly PartitionedRateLimiter<string> _addresses = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Get(ServiceOptions.VnPost).CallBacksPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    private readonly ConcurrencyLimiter _bodies = new(new() { PermitLimit = Bodies, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Whether an address may call once more in this minute.</summary>
    public bool Allows(string address)
    {
        using var lease = _addresses.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <summary>The right to read one body, until it is disposed; not acquired when too many wait.</summary>
    public ValueTask<RateLimitLease> ReadingAsync(CancellationToken cancel) => _bodies.AcquireAsync(1, cancel);

    public void Dispose()
    {
        _addresses.Dispose();
        _bodies.Dispose();
    }
}
