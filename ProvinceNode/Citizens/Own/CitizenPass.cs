using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>Who a citizen proved to be. Every door to his own page ends in one: today code, number and birth date (<see cref="ProveCitizen"/>); a sign-in by VNeID gives the same after its answer was checked.</summary>
/// <param name="Number">12 digits, or the 9 of an old card.</param>
/// <param name="BirthDate">1954, 1954-03 or 1954-03-02: tells him from somebody else of the same old number.</param>
public sealed record CitizenIdentity(string Number, string BirthDate)
{
    /// <summary>Code of the one dossier whose owner he sees, where only his phone spoke for him; empty: all who are his.</summary>
    public string OnlyOf { get; init; } = "";

    /// <summary>Whether a birth date as somebody wrote it down is his: as far as it was written, never less than it.</summary>
    public bool IsBornOn(string written) => written.Length >= 4 && BirthDate.StartsWith(written, StringComparison.Ordinal);
}

/// <summary>The proof of a citizen, in an encrypted cookie of this browser for twenty minutes.</summary>
public sealed class CitizenPass(IDataProtectionProvider protection)
{
    /// <summary>Where the own page and its door lie; the cookie goes nowhere else.</summary>
    public const string Page = "/cua-toi";

    private const string Name = "btxh-cua-toi";
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(20);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("citizens.own").ToTimeLimitedDataProtector();

    public void Give(HttpContext context, CitizenIdentity identity) =>
        context.Response.Cookies.Append(Name, _protector.Protect(JsonSerializer.Serialize(identity), Holds), Options(context));

    public CitizenIdentity? Of(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Name] is { Length: > 0 } value ? JsonSerializer.Deserialize<CitizenIdentity>(_protector.Unprotect(value)) : null;
        }
        catch (CryptographicException)
        {
            return null; // too old, or not ours
        }
    }

    /// <summary>He leaves: nobody who takes the phone after him sees anything.</summary>
    public void Take(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    private static CookieOptions Options(HttpContext context) => new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true, Path = Page };
}
