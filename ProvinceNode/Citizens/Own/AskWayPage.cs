using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Citizens.Own;

/// <summary>Đổi cách nhận tiền: a citizen asks for another way of taking the money that he takes, or takes such a request back. An accountant settles it as one that the commune recorded.</summary>
[AllowAnonymous]
public sealed class AskWayPageModel(OwnPeople people, CitizenPass pass, OwnViews views, OwnWayChange ways, Throttle throttle, NodeDb db) : PageModel
{
    public const string Address = CitizenPass.Page + "/cach-nhan";

    private const int MostPerDay = 10;
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>Whose money, as counted from 1 on the own page.</summary>
    [BindProperty(SupportsGet = true, Name = "nguoi")]
    public int Number { get; set; } = 1;

    /// <summary>Name of a <see cref="PayMethod"/>.</summary>
    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? AccountNumber { get; set; }

    [BindProperty]
    public string? Bank { get; set; }

    [BindProperty]
    public string? AccountHolder { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public OwnPerson Person { get; private set; } = null!;

    public OwnWay Way { get; private set; } = null!;

    public static IReadOnlyList<KeyValuePair<string, string>> Methods { get; } = [.. Enum.GetValues<PayMethod>().Select(m => KeyValuePair.Create(m.ToString(), ListWords.Method(m)))];

    private string Here => $"{Address}?nguoi={Number}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) is { } elsewhere ? elsewhere : Page();

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => AnswerAsync(
        asker => ways.AskAsync(asker, new(Enum.TryParse<PayMethod>(To, out var to) && Enum.IsDefined(to) ? to : null, AccountNumber ?? "", Bank ?? "", AccountHolder ?? "", Reason ?? ""), cancel),
        "Đã nhận yêu cầu. Kế toán giải quyết trước khi lập danh sách tháng sau; ông/bà xem kết quả ở trang này.", cancel);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) => AnswerAsync(asker => ways.WithdrawAsync(asker, cancel), "Đã rút yêu cầu. Tiền vẫn được trả như cũ.", cancel);

    private async Task<IActionResult> AnswerAsync(Func<WayAsker, Task<Outcome<MethodChange>>> act, string done, CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!throttle.CountOne($"own-way:{Person.Id:N}", MostPerDay, OneDay))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var outcome = await act(Asker(pass.Of(HttpContext)!));
        if (outcome.Succeeded)
        {
            TempData["Done"] = done;
            return Redirect(Here);
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await LoadAsync(cancel) ?? Page();
    }

    // Null when everything is here; else where he is to go.
    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (pass.Of(HttpContext) is not { } who)
        {
            return Redirect(OwnDoorModel.Address);
        }

        // What VNeID does not vouch for tells no money and moves none.
        var mine = who.IsWeak ? [] : await people.OfAsync(who, cancel);
        if (mine.Count == 0)
        {
            return Redirect(CitizenPass.Page);
        }

        // As on the own page: a number that is not in the list opens what is.
        Number = Math.Clamp(Number, 1, mine.Count);
        Person = mine[Number - 1];
        if (await ways.OfAsync(Asker(who), cancel) is not { } way)
        {
            return Redirect(CitizenPass.Page);
        }

        Way = way;
        await views.RecordAsync(Person, who, cancel);
        return null;
    }

    private WayAsker Asker(CitizenIdentity who) => new(Person.Id, who.Number, Person.IsSelf, who.Proof);
}
