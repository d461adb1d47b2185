using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Protos.Hosting;

namespace NationalHub.Operators;

/// <summary>How often one network may try to sign in: checked before a password is hashed or anything is written.</summary>
public sealed class SignInRate : IDisposable
{
    /// <summary>Tries of one network in <see cref="Window"/>.</summary>
    public const int Most = 60;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(network, _ => new() { PermitLimit = Most, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts a try; false: too many came from there.</summary>
    public bool Allows(IPAddress? from)
    {
        using var lease = _limiter.AttemptAcquire(ClientNetwork.Of(from));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}

internal static class TooManyTries
{
    /// <summary>The page again, with the word to wait.</summary>
    public static PageResult TooMany(this PageModel page, Action<string> say)
    {
        say("Có quá nhiều lần đăng nhập từ mạng này. Hãy đợi 5 phút rồi thử lại.");
        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return page.Page();
    }
}
