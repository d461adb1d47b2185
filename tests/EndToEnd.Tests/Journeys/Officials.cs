using EndToEnd.Tests.Processes;
using ProvinceNode.Organization.Sessions;

namespace EndToEnd.Tests.Journeys;

/// <summary>Officials at their desks: each signs in once, with the second factor where his role wants it.</summary>
public sealed class Officials(Browser browser, RealProcesses federation, string province, IReadOnlyList<SignIn> accounts)
{
    private readonly Dictionary<string, Visitor> _signedIn = [];

    /// <param name="office">Path of the office, e.g. 38.400.</param>
    public async Task<Visitor> AsAsync(string role, string office)
    {
        var account = accounts.Single(a => a.Role == role && a.Office == office);
        if (_signedIn.TryGetValue(account.User, out var known))
        {
            return known;
        }

        var visitor = await browser.VisitorAsync(federation.Node(province), 1280);
        await visitor.GoAsync("/dang-nhap");
        await visitor.FillAsync("UserName", account.User);
        await visitor.FillAsync("Password", account.Password);
        await visitor.PressAsync("Đăng nhập");
        if (account.Totp.Length > 0)
        {
            await visitor.FillAsync("Code", Totp.CodeAt(account.Totp, TimeProvider.System.GetUtcNow()));
            await visitor.PressAsync("Tiếp tục");
        }

        return _signedIn[account.User] = visitor;
    }

    /// <summary>Opens the dossier from the queue of this official, presses a verb, fills it in and confirms.</summary>
    public async Task DoAsync(string role, string office, string code, string verb, string confirm, Func<Visitor, Task>? fill = null)
    {
        var visitor = await AsAsync(role, office);
        await visitor.GoAsync("/ho-so");
        await visitor.PressAsync(code, whole: true);
        await visitor.PressAsync(verb);
        if (fill is not null)
        {
            await fill(visitor);
        }

        await visitor.PressAsync(confirm);
        Assert.True((await visitor.HeadingAsync()).Contains(code, StringComparison.Ordinal), $"{verb}: {string.Join("; ", await visitor.Page.Locator("#problem-summary li").AllInnerTextsAsync())}");
    }
}
