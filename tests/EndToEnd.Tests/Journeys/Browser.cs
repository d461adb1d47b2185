using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Journeys;

/// <summary>Headless Chromium of the distribution. Every page that a journey opens is checked: no failed response, no foreign host, no axe violation.</summary>
public sealed class Browser : IAsyncDisposable
{
    // A bound for what never comes: other projects run beside this one on two processors.
    private const int Patience = 90_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium-headless-shell", Args = ["--no-sandbox", "--disable-dev-shm-usage"], Timeout = Patience }));
    }

    /// <summary>A fresh person at a screen.</summary>
    /// <param name="width">360 for a citizen's phone, 1280 for an official.</param>
    public async Task<Visitor> VisitorAsync(Uri site, int width, bool javaScript = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = site.ToString(), ViewportSize = new() { Width = width, Height = 800 }, JavaScriptEnabled = javaScript, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh",
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(await context.NewPageAsync(), site, javaScript);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>One person with a browser.</summary>
public sealed class Visitor
{
    // What axe judges: elements, attributes and whether there is text, not what the text says. Equal neighbours (rows of a list) count once.
    private const string Shape = """
        (() => {
          const kept = new Set(['class', 'role', 'type', 'name', 'for', 'aria-labelledby', 'aria-describedby', 'lang', 'scope', 'tabindex', 'id']);
          const bare = value => value.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi, '#');
          const of = e => {
            const children = [];
            if (!(e instanceof SVGElement)) for (const c of e.children) { const s = of(c); if (children.at(-1) !== s) children.push(s); }
            const attributes = [...e.attributes].map(a => kept.has(a.name) ? `${a.name}=${bare(a.value)}` : a.value === '' ? a.name + '=' : a.name).sort();
            return `<${e.tagName} ${attributes.join(' ')}${[...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()) ? ' text' : ''}>${children.join('')}</>`;
          };
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          return `${innerWidth} ${document.title.trim() === ''} ${new Set(ids).size === ids.length} ${of(document.documentElement)}`;
        })()
        """;

    private static readonly ConcurrentDictionary<string, bool> Judged = new();
    private static int _pictures;
    private readonly List<string> _faults = [];

    public Visitor(IPage page, Uri site, bool javaScript)
    {
        (Page, JavaScript) = (page, javaScript);
        page.Response += (_, response) =>
        {
            if ((response.Status >= 400 && response.Status != Expected) || new Uri(response.Url).Host != site.Host)
            {
                _faults.Add($"{response.Status} {response.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>A status that the journey itself brings about and is no fault, e.g. 401 when a session ends.</summary>
    public int Expected { get; set; }

    /// <summary>False for a browser without scripts; axe needs them.</summary>
    public bool JavaScript { get; }

    /// <summary>Opens an address and checks the page.</summary>
    public async Task GoAsync(string path)
    {
        try
        {
            await Page.GotoAsync(path);
        }
        catch (PlaywrightException gone) when (gone.Message.Contains("ERR_ABORTED", StringComparison.Ordinal))
        {
            // A page that looks again by itself while a job works was just leaving.
            await Page.GotoAsync(path);
        }

        await CheckAsync();
    }

    /// <summary>Presses a button or link by its words and checks the page it leads to.</summary>
    /// <param name="whole">The words are the whole name: a dossier's code, which longer links begin with too.</param>
    public async Task PressAsync(string words, bool whole = false)
    {
        // Words begin the name: "Ký" is not "Lập phiếu xin lỗi, trình ký".
        var name = new System.Text.RegularExpressions.Regex("^" + System.Text.RegularExpressions.Regex.Escape(words) + (whole ? "$" : ""));
        var target = Page.Locator("main").GetByRole(AriaRole.Button, new() { NameRegex = name }).Or(Page.Locator("main").GetByRole(AriaRole.Link, new() { NameRegex = name })).First;
        // Every press leads to a page: waiting begins before it, so that a fast answer is not missed.
#pragma warning disable CS0612 // Its replacement waits for an address, and half of these pages answer at the address they were sent to.
        await Page.RunAndWaitForNavigationAsync(() => target.ClickAsync(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
#pragma warning restore CS0612
        await CheckAsync();
    }

    /// <summary>The page as a phone shows it: nothing scrolls sideways.</summary>
    public async Task NarrowAsync()
    {
        var (width, height) = (Page.ViewportSize!.Width, Page.ViewportSize.Height);
        await Page.SetViewportSizeAsync(360, height);
        await PictureAsync();
        // A loaded machine lays the page out a frame after the window has its width.
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))");
        var sideways = await Page.EvaluateAsync<string>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1 ? [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ') || 'the page' : ''");
        await Page.SetViewportSizeAsync(width, height);
        Assert.True(sideways.Length == 0, $"{Page.Url} scrolls sideways at 360 px: {sideways}");
    }

    public Task FillAsync(string name, string value) => Page.Locator($"[name='{name}']").FillAsync(value);

    public Task ChooseAsync(string name, string value) => Page.Locator($"input[name='{name}'][value='{value}']").CheckAsync();

    public Task<string> HeadingAsync() => Page.Locator("h1").First.InnerTextAsync();

    public Task<string> TextAsync() => Page.Locator("main").InnerTextAsync();

    // BTXH_PICTURES=folder keeps a picture of every page of the journeys, to look at.
    private async Task PictureAsync()
    {
        if (Environment.GetEnvironmentVariable("BTXH_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{Page.ViewportSize!.Width}-{Interlocked.Increment(ref _pictures):000}{new Uri(Page.Url).AbsolutePath.Replace('/', '_')}.png"), FullPage = true });
        }
    }

    /// <summary>No failed response, no sideways scrolling, nothing that axe finds.</summary>
    private async Task CheckAsync()
    {
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
        await PictureAsync();
        var title = $"{Page.Url} “{await Page.TitleAsync()}”";
        if (!JavaScript)
        {
            return;
        }

        Assert.False(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"), $"{title} scrolls sideways.");
        // Journeys open pages of one shape dozens of times; axe says the same of each.
        var shape = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(await Page.EvaluateAsync<string>(Shape))));
        if (Judged.ContainsKey(shape))
        {
            return;
        }

        var axe = await Page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{title}\n{string.Join('\n', axe.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"))}");
        Judged.TryAdd(shape, true);
    }
}
