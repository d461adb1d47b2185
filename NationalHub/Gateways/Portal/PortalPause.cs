using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>How long to leave the portal alone after it did not answer: doubled each time up to a bound, jittered, for ever.</summary>
public sealed class PortalPause(IOptions<GatewayOptions> options, VietnamTime time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DateTime _until;

    /// <summary>The portal did not answer lately: one dossier is tried before all others.</summary>
    public bool IsProbing
    {
        get
        {
            lock (_lock)
            {
                return _failures > 0;
            }
        }
    }

    public bool IsOver
    {
        get
        {
            lock (_lock)
            {
                return time.UtcNow >= _until;
            }
        }
    }

    /// <summary>Wait before the next try after so many failed ones.</summary>
    public TimeSpan After(int failures)
    {
        var longest = TimeSpan.FromSeconds(options.Value.MostBackOffSeconds);
        var doubled = options.Value.BackOffMilliseconds * Math.Pow(2, Math.Min(failures - 1, 20));
        var jitter = 0.75 + (RandomNumberGenerator.GetInt32(501) / 1000.0);
        return TimeSpan.FromMilliseconds(Math.Min(longest.TotalMilliseconds, doubled) * jitter);
    }

    public TimeSpan Lengthen()
    {
        lock (_lock)
        {
            var pause = After(++_failures);
            _until = time.UtcNow + pause;
            return pause;
        }
    }

    /// <summary>It answered, or a person wants it tried now.</summary>
    /// <returns>Whether there was a pause.</returns>
    public bool End()
    {
        lock (_lock)
        {
            var was = _failures > 0;
            (_failures, _until) = (0, default);
            return was;
        }
    }
}
