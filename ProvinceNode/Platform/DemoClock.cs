using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>
/// The legal clock of a demo: real time plus an offset kept in the data folder, so that a posting of two days need not take two days.
/// Only <see cref="VietnamTime"/> reads it; sessions, cookies and certificates live in real time.
/// </summary>
public sealed class DemoClock : TimeProvider
{
    /// <summary>Hour at which a day that was moved to begins.</summary>
    public static readonly TimeOnly StartOfWork = new(8, 0);

    private readonly Lock _lock = new();
    private readonly string _file;
    private TimeSpan _offset;

    public DemoClock(IOptions<NodeOptions> options)
    {
        _file = Path.Combine(options.Value.DataFolder, "demo-clock.json");
        if (File.Exists(_file))
        {
            _offset = JsonSerializer.Deserialize<Saved>(File.ReadAllText(_file))?.Offset ?? TimeSpan.Zero;
        }
        else if (options.Value.DemoStartsOn is { Length: > 0 } day)
        {
            MoveTo(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return System.GetUtcNow() + _offset;
        }
    }

    /// <summary>Goes to eight in the morning of a Vietnamese day; kept through restarts.</summary>
    public void MoveTo(DateOnly day)
    {
        lock (_lock)
        {
            _offset = VietnamTime.Utc(day.ToDateTime(StartOfWork)) - System.GetUtcNow().UtcDateTime;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            // Replaced whole: a killed process leaves the old offset or the new one.
            File.WriteAllText(_file + ".new", JsonSerializer.Serialize(new Saved(_offset)));
            File.Move(_file + ".new", _file, overwrite: true);
        }
    }

    private sealed record Saved(TimeSpan Offset);
}

/// <summary>Gives the node its legal clock.</summary>
public static class DemoClockSetup
{
    public static IServiceCollection AddVietnamTime(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DemoClock>();
        return services.AddSingleton(s => new VietnamTime(
            s.GetRequiredService<IOptions<NodeOptions>>().Value.Demo ? s.GetRequiredService<DemoClock>() : TimeProvider.System));
    }
}
