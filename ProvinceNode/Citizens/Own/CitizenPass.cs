using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>Who a citizen proved to be. Every door to his own page ends in one: code, number and birth date (<see cref="ProveCitizen"/>), or a sign-in with VNeID after its answer was checked.</summary>
/// <param name="Number">12 digits, or the 9 of an old card.</param>
/// <param name="BirthDate">1954, 1954-03 or 1954-03-02: tells him from somebody else of the same old number.</param>
public sealed record CitizenIdentity(string Number, string BirthDate)
{
    /// <summary>Code of the one dossier whose owner he sees, where he declared for somebody else; empty: himself and all who are his.</summary>
    public string OnlyOf { get; init; } = "";

    /// <summary>Level of his VNeID account, 1 or 2 (policy 8.3); 0 when he proved himself by code, number and birth date.</summary>
    public int Level { get; init; }

    /// <summary>As VNeID told it, for his forms; empty by the other door.</summary>
    public string FullName { get; init; } = "";

    /// <summary>1 male, 2 female, else empty.</summary>
    public string Sex { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>VNeID knows him, and an office has seen him for it: he may file in his name.</summary>
    public bool MayFile => Level >= 2;

    /// <summary>VNeID knows no more of him than what he typed into it: what he has and was paid is not told on that.</summary>
    public bool IsWeak => Level == 1;

    /// <summary>He is the owner of a dossier, or declared for its owner; by his birth date, or by the phone that he declared.</summary>
    internal const string ByOwner = "dossier-owner";
    internal const string ByApplicant = "dossier-applicant";
    internal const string ByPhone = "dossier-phone";

    /// <summary>He signed in with VNeID.</summary>
    internal const string ByVneid = "vneid";

    /// <summary>By what he proved himself: one of these words, and the code of the dossier where there is one. Acts keep it, so it names nobody.</summary>
    public string Proof { get; init; } = "";

    /// <summary>Whether a birth date as somebody wrote it down is his: as far as it was written, never less than it.</summary>
    public bool IsBornOn(string written) => written.Length >= 4 && BirthDate.StartsWith(written, StringComparison.Ordinal);
}

/// <summary>The proof of a citizen, in an encrypted cookie of this browser: for twenty minutes by his dossier, for thirty with VNeID, which fills in forms too.</summary>
public sealed class CitizenPass(IDataProtectionProvider protection)
{
    /// <summary>Where the own page and its door lie; without VNeID the cookie goes nowhere else.</summary>
    public const string Page = "/cua-toi";

    private const string Forms = "/nop-ho-so";

    private const string Name = "btxh-cua-toi";
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan HoldsWithVneid = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("citizens.own").ToTimeLimitedDataProtector();

    public void Give(HttpContext context, CitizenIdentity identity)
    {
        Take(context);
        var value = _protector.Protect(JsonSerializer.Serialize(identity), identity.Level > 0 ? HoldsWithVneid : Holds);
        foreach (var path in identity.Level > 0 ? new[] { Page, Forms } : [Page])
        {
            context.Response.Cookies.Append(Name, value, Options(context, path));
        }
    }

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
    public void Take(HttpContext context)
    {
        foreach (var path in new[] { Page, Forms })
        {
            context.Response.Cookies.Delete(Name, Options(context, path));
        }
    }

    private static CookieOptions Options(HttpContext context, string path) => new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true, Path = path };
}
