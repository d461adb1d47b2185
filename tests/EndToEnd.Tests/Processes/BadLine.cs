using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Tests.Processes;

/// <summary>A line between node and hub that is cut, slow or silent as a test wants it; it carries bytes and knows nothing of what they mean.</summary>
public sealed class BadLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ends = new();
    private readonly int _target;
    private readonly Task _accepting;
    private CancellationTokenSource _cut = new();
    private long _toHub;

    /// <param name="target">Port of the hub on this machine.</param>
    public BadLine(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes towards the hub after which each connection breaks, in the midst of a frame; 0: never.</summary>
    public int BreaksAfter { get; set; }

    /// <summary>Time that each piece takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Takes everything and passes nothing on, in either direction: a black hole.</summary>
    public bool Silent { get; set; }

    public int Connections { get; private set; }

    /// <summary>Bytes that went to the hub.</summary>
    public long ToHub => Interlocked.Read(ref _toHub);

    /// <summary>Breaks every connection now.</summary>
    public void Cut() => Interlocked.Exchange(ref _cut, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ends.Dispose();
        _cut.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ends.IsCancellationRequested)
        {
            var near = await _listener.AcceptTcpClientAsync(_ends.Token);
            Connections++;
            _ = ServeAsync(near);
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(_ends.Token, _cut.Token);
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target, ends.Token);
                await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream(), true, ends.Token), CarryAsync(far.GetStream(), near.GetStream(), false, ends.Token));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or IOException)
            {
                // The hub is not there, or the line was cut.
            }

            await ends.CancelAsync();
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, bool toHub, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        for (var carried = 0L; await from.ReadAsync(buffer, cancel) is > 0 and var count;)
        {
            if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay, cancel);
            }

            if (Silent)
            {
                continue;
            }

            var left = toHub && BreaksAfter > 0 ? (int)Math.Clamp(BreaksAfter - carried, 0, count) : count;
            await to.WriteAsync(buffer.AsMemory(0, left), cancel);
            if (toHub)
            {
                Interlocked.Add(ref _toHub, left);
            }

            if (left < count)
            {
                return;
            }

            carried += count;
        }
    }
}
