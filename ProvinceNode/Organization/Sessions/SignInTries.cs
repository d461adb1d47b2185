using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Hosting;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>
/// Wrong sign-ins and activations of one network, counted in memory before a password is hashed and before the province's savers wait for one another: whoever floods the door is turned away there, can
/// try few passwords over however many names, and writes few acts for names that nobody has.
/// </summary>
public sealed class SignInTries(VietnamTime time)
{
    /// <summary>Wrong ones of one network in <see cref="Window"/>: an office behind one address errs now and then, a machine all the time.</summary>
    public const int Most = 40;

    /// <summary>Acts of one network and <see cref="Window"/> about names that nobody has.</summary>
    public const int MostUnknown = 10;

    /// <summary>Wrong codes of one signed-in official in <see cref="Window"/>.</summary>
    public const int MostCodes = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Throttle _throttle = new(time);

    /// <summary>Too many came from there: nothing is looked at.</summary>
    public bool Barred(HttpContext request) => !_throttle.Allows(Key(request), Most, Window);

    /// <summary>Counts a wrong one.</summary>
    /// <param name="official">Null: nobody has the name.</param>
    /// <returns>Whether it is to be recorded as an act of its own.</returns>
    public bool Failed(HttpContext request, Guid? official)
    {
        var key = Key(request);
        _throttle.Count(key, Window);
        return official is not null || _throttle.CountOne($"?{key}", MostUnknown, Window);
    }

    /// <summary>He typed too many wrong codes.</summary>
    public bool CodesBarred(Guid official) => !_throttle.Allows(Code(official), MostCodes, Window);

    public void CodeFailed(Guid official) => _throttle.Count(Code(official), Window);

    private static string Code(Guid official) => $"#{official:N}";

    private static string Key(HttpContext request) => ClientNetwork.Of(request.Connection.RemoteIpAddress);
}

internal static class TooManyTries
{
    /// <summary>The page again, with the word to wait.</summary>
    public static IActionResult TooMany(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        page.Show([SessionProblems.TooManyTries.Now()]);
        return page.Page();
    }
}
