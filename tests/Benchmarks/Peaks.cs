namespace Benchmarks;

/// <summary>The most of some figures, looked at five times a second.</summary>
internal sealed class Peaks : IDisposable
{
    private readonly Func<long>[] _read;
    private readonly long[] _most;
    private readonly Timer _timer;

    /// <param name="read">Called on a thread of the pool.</param>
    public Peaks(params Func<long>[] read)
    {
        (_read, _most) = (read, new long[read.Length]);
        _timer = new Timer(_ => Look(), null, 0, 200);
    }

    /// <summary>Managed bytes of this process, both ends of a run.</summary>
    public static Func<long> Managed => () => GC.GetTotalMemory(false);

    /// <summary>Bytes of this process in memory.</summary>
    public static Func<long> Resident => () => Environment.WorkingSet;

    public double Megabytes(int figure) => _most[figure] / 1048576.0;

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        for (var i = 0; i < _read.Length; i++)
        {
            _most[i] = Math.Max(_most[i], _read[i]());
        }
    }
}
