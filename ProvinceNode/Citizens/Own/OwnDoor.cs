using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>Why the own page does not open.</summary>
public static class OwnProblems
{
    public static readonly ProblemKind NotProven = new("own-not-proven",
        "Không có hồ sơ đã có quyết định nào khớp cả ba thông tin. Ông/Bà hãy xem lại mã hồ sơ trên giấy biên nhận, số định danh và ngày sinh đúng như đã khai. Nếu vẫn không được, mời ông/bà mang giấy tờ đến Bộ phận Một cửa của UBND cấp xã.");

    public static readonly ProblemKind Number = new("own-number", "Số định danh có 12 chữ số, chứng minh nhân dân có 9 chữ số. Ông/Bà hãy nhập đủ các chữ số.");
}

/// <summary>Asks who somebody is before his own page opens. Tries are counted by address, by dossier and by number; wrong ones say only that the three do not belong together.</summary>
[AllowAnonymous]
public sealed class OwnDoorModel(ProveCitizen prove, CitizenPass pass, Throttle throttle, VietnamTime time) : PageModel
{
    public const string Address = CitizenPass.Page + "/vao";

    private const int MostPerKey = 5;
    private const int MostPerDay = 15;
    private const int MostPerAddress = 30;
    private const int MostText = 40;
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Code of any dossier of his; a link fills it in.</summary>
    [BindProperty(SupportsGet = true, Name = "ma")]
    public string? Code { get; set; }

    [BindProperty(Name = "so")]
    public string? Number { get; set; }

    [BindProperty]
    public string? BirthDay { get; set; }

    [BindProperty]
    public string? BirthMonth { get; set; }

    [BindProperty]
    public string? BirthYear { get; set; }

    /// <summary>As declared in the dossier, by who declared for somebody else.</summary>
    [BindProperty]
    public string? Phone { get; set; }

    // Who is known by level 1 of VNeID alone may still prove himself here.
    public IActionResult OnGet() => pass.Of(HttpContext) is null or { IsWeak: true } ? Page() : Redirect(CitizenPass.Page);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // The address first: who is refused leaves no trace of what he typed.
        var byAddress = "own-from:" + Citizens.Address.Of(HttpContext);
        if (!throttle.CountOne(byAddress, MostPerAddress, Window))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var (code, number) = ((Code ?? "").Trim().ToUpperInvariant(), CitizenId.Clean(Number));
        var birth = PersonRules.Birth(BirthDay ?? "", BirthMonth ?? "", BirthYear ?? "", time.Today, "Birth", out var problem);
        if (Faults(code, number, problem) is { Count: > 0 } faults)
        {
            this.Show(faults);
            return Page();
        }

        string[] keys = ["own:" + code, "own-of:" + number];
        if (!Allowed(keys))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await prove.HandleAsync(code, number, birth!.Value, Phone, cancel) is not { } who)
        {
            this.Show([OwnProblems.NotProven.At("ma")]);
            return Page();
        }

        keys.SelectMany(k => new[] { k, k + ":day" }).Append(byAddress).ToList().ForEach(throttle.Forgive);
        pass.Give(HttpContext, who);
        return Redirect(CitizenPass.Page);
    }

    // Each is counted, whatever the others say.
    private bool Allowed(string[] keys) =>
        Array.TrueForAll(Array.ConvertAll(keys, k => throttle.CountOne(k, MostPerKey, Window) & throttle.CountOne(k + ":day", MostPerDay, OneDay)), allowed => allowed);

    private static List<Problem> Faults(string code, string number, Problem? birth)
    {
        var faults = new List<Problem>();
        if (code.Length is 0 or > MostText)
        {
            faults.Add(CommonProblems.Required.At("ma", "mã hồ sơ"));
        }

        if (number.Length is not (9 or 12) || !number.All(char.IsAsciiDigit))
        {
            faults.Add(OwnProblems.Number.At("so"));
        }

        if (birth is not null)
        {
            faults.Add(birth);
        }

        return faults;
    }
}
