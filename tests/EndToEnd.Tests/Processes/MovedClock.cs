using System.IO.MemoryMappedFiles;

namespace EndToEnd.Tests.Processes;

/// <summary>
/// The clock of one of the product's processes, which a test sets while it runs, as an operator or a time server does: everything that reads the clock through <see cref="TimeProvider"/> sees it, and the
/// product reads it in no other way. What TLS itself checks, and timers, keep the machine's time. The product knows nothing of it: see <c>StartupHook</c>.
/// </summary>
public sealed class MovedClock : IDisposable
{
    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _offset;

    public MovedClock(string path)
    {
        _path = path;
        _file = StartupHook.Open(path);
        _offset = _file.CreateViewAccessor();
    }

    /// <summary>How far it is ahead of the machine's.</summary>
    public TimeSpan Ahead
    {
        get => new(_offset.ReadInt64(0));
        set
        {
            _offset.Write(0, value.Ticks);
            _offset.Flush();
        }
    }

    internal void Hand(IDictionary<string, string?> environment)
    {
        environment["DOTNET_STARTUP_HOOKS"] = typeof(MovedClock).Assembly.Location;
        environment[StartupHook.Variable] = _path;
    }

    public void Dispose()
    {
        _offset.Dispose();
        _file.Dispose();
    }
}
