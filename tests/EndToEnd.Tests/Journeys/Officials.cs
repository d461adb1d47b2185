using EndToEnd.Tests.Processes;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>Officials at their desks: each signs in once.</summary>
/// <param name="enter">Opens a browser for a role at an office (e.g. 38.400) and signs in.</param>
public sealed class Officials(Func<string, string, Task<Visitor>> enter)
{
    private readonly Dictionary<(string Role, string Office), Visitor> _signedIn = [];

    /// <summary>Officials of a node that runs as a process: each types name and password, and the second factor where his role wants it.</summary>
    public Officials(Browser browser, RealProcesses federation, string province, IReadOnlyList<SignIn> accounts)
        : this((role, office) => TypeAsync(browser, federation.Node(province), accounts.Single(a => a.Role == role && a.Office == office)))
    {
    }

    /// <param name="office">Path of the office, e.g. 38.400.</param>
    public async Task<Visitor> AsAsync(string role, string office) =>
        _signedIn.TryGetValue((role, office), out var known) ? known : _signedIn[(role, office)] = await enter(role, office);

    /// <summary>Opens the dossier from the queue of this official, presses a verb, fills it in and confirms; each page is looked at on a phone too.</summary>
    public async Task DoAsync(string role, string office, string code, string verb, string confirm, Func<Visitor, Task>? fill = null)
    {
        var visitor = await AsAsync(role, office);
        await visitor.GoAsync("/ho-so");
        await visitor.PressAsync(code, whole: true);
        await visitor.NarrowAsync();
        await visitor.PressAsync(verb);
        await visitor.NarrowAsync();
        if (fill is not null)
        {
            await fill(visitor);
        }

        await visitor.PressAsync(confirm);
        Assert.True((await visitor.HeadingAsync()).Contains(code, StringComparison.Ordinal), $"{verb}: {string.Join("; ", await visitor.Page.Locator("#problem-summary li").AllInnerTextsAsync())}");
    }

    private static async Task<Visitor> TypeAsync(Browser browser, Uri node, SignIn account)
    {
        var visitor = await browser.VisitorAsync(node, 1280);
        await visitor.GoAsync("/dang-nhap");
        await visitor.FillAsync("UserName", account.User);
        await visitor.FillAsync("Password", account.Password);
        await visitor.PressAsync("Đăng nhập");
        if (account.Totp.Length > 0)
        {
            await visitor.FillAsync("Code", Totp.CodeAt(account.Totp, TimeProvider.System.GetUtcNow()));
            await visitor.PressAsync("Tiếp tục");
        }

        return visitor;
    }
}
