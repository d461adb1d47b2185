using Protos.Values;

namespace NationalHub.Tests.Platform;

/// <summary>An operator's authenticator. It gives each code once, as people use them; while the clock stands there are four. Not the oldest that is still taken: its time would end on its way.</summary>
internal sealed class Phone(TimeProvider clock, string key)
{
    private long _last;

    public string Key => key;

    /// <summary>A code that was not used yet.</summary>
    public string NextCode()
    {
        var now = Totp.StepAt(clock.GetUtcNow());
        _last = Math.Max(now - Totp.Skew + 1, _last + 1);
        Assert.True(_last <= now + Totp.Skew, "The clock must move before there is another code.");
        return Totp.CodeOf(key, _last);
    }

    /// <summary>Six digits that are no code of now.</summary>
    public string WrongCode()
    {
        var now = Totp.StepAt(clock.GetUtcNow());
        var right = Enumerable.Range(-Totp.Skew, (2 * Totp.Skew) + 1).Select(skew => Totp.CodeOf(key, now + skew)).ToHashSet();
        return Enumerable.Range(0, 10).Select(n => $"{n}00000").First(code => !right.Contains(code));
    }
}
