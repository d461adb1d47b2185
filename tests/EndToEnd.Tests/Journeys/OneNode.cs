using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Journeys;

/// <summary>One node on a real port in this process, its own clock and a browser: a journey that needs no hub begins after a second, not after twenty.</summary>
public sealed class OneNode : IAsyncDisposable
{
    private readonly Dictionary<string, string> _keys = [];
    private readonly Dictionary<string, long> _steps = [];

    private OneNode(NodeHost host, Browser browser)
    {
        (Host, Browser, Dossiers) = (host, browser, new TestDossiers(host));
        Officials = new Officials(SignInAsync);
    }

    public NodeHost Host { get; }

    public Browser Browser { get; }

    public TestDossiers Dossiers { get; }

    public Officials Officials { get; }

    public string Commune => Dossiers.Commune;

    public string Deciding => Dossiers.DecidingOffice;

    /// <summary>Three tiers until 2025-06-30, then two.</summary>
    public bool ThreeTier => Commune != Deciding;

    /// <param name="day">yyyy-MM-dd, a working day.</param>
    /// <param name="configuration">More of it, e.g. where the post is.</param>
    public static async Task<OneNode> StartAsync(string day, IReadOnlyDictionary<string, string?>? configuration = null)
    {
        var browser = Browser.StartAsync();
        var host = await NodeHost.StartAsync(new NodeHostSettings { Day = DateOnly.Parse(day, CultureInfo.InvariantCulture), RealPort = true, Configuration = configuration ?? new Dictionary<string, string?>() });
        return new OneNode(host, await browser);
    }

    /// <summary>Somebody with a phone.</summary>
    public Task<Visitor> CitizenAsync(bool javaScript = true) => Browser.VisitorAsync(Host.Address, 360, javaScript);

    public Task<Visitor> AsAsync(string role, string? office = null) => Officials.AsAsync(role, office ?? Commune);

    public async Task<Guid> IdOfAsync(string code) => await Host.WithDbAsync(db => db.Dossiers.Where(d => d.Code == code).Select(d => d.Id).SingleAsync());

    public async Task<Dossier> DossierAsync(string code) => await Dossiers.LoadAsync(await IdOfAsync(code));

    /// <summary>Somebody who receives already, by a decision that is not looked at here.</summary>
    /// <param name="number">His number, and his receiver's.</param>
    public Task<Guid> ReceivesAsync(string name, string number, AwardRow award, string village = "Thôn 1") => Host.WithAsync(async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.WaitForTurnAsync(default);
        var (commune, now) = (TenantPath.Parse(Commune), new VietnamTime(Host.Clock).UtcNow);
        var facts = new PersonFacts(name, "1940-02-10", 2, "01", number, "", commune.UnitCode, village, "", "Matched");
        var person = await Grant.HandleAsync(db, new GrantInput(commune, facts, [award], Guid.NewGuid()), now, default);
        await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, now), default);
        await transaction.CommitAsync();
        return person.Id;
    });

    /// <summary>The day on which the step of a dossier is due comes: a posting ends.</summary>
    public async Task WaitForStepAsync(string code) => Host.Clock.SetDay((await DossierAsync(code)).StepDueOn!.Value);

    /// <summary>What the phone of an official with a second factor shows: each code once, the next one a little early when this one is used.</summary>
    public string CodeNow(string role, string office)
    {
        var name = $"{role}.{office}";
        _steps[name] = Math.Max(Totp.StepAt(TimeProvider.System.GetUtcNow()), _steps.GetValueOrDefault(name) + 1);
        return Totp.CodeOf(_keys[name], _steps[name]);
    }

    /// <summary>The session of an official ends, as after half an hour without a request.</summary>
    public static Task EndSessionAsync(Visitor official) => official.Page.Context.ClearCookiesAsync(new() { Name = "btxh-phien" });

    /// <summary>The same official signs in again in another tab of the same browser.</summary>
    public async Task SignInAgainAsync(Visitor visitor, string role, string office) => await visitor.Page.Context.AddCookiesAsync([await CookieAsync(role, office)]);

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Host.DisposeAsync();
    }

    private async Task<Visitor> SignInAsync(string role, string office)
    {
        var visitor = await Browser.VisitorAsync(Host.Address, 1280);
        await visitor.Page.Context.AddCookiesAsync([await CookieAsync(role, office)]);
        return visitor;
    }

    // No password is typed: the cookie is sealed as the node does. A new key for the second factor ends older sessions, so it comes first.
    private async Task<Microsoft.Playwright.Cookie> CookieAsync(string role, string office)
    {
        var official = await Host.OfficialAsync(role, office);
        var sealedCookie = await Host.WithAsync(async s =>
        {
            var users = s.GetRequiredService<UserManager<Official>>();
            if (_keys.TryAdd(official.UserName!, ""))
            {
                await users.ResetAuthenticatorKeyAsync((await users.FindByIdAsync(official.Id.ToString()))!);
            }

            var user = (await users.FindByIdAsync(official.Id.ToString()))!;
            _keys[official.UserName!] = (await users.GetAuthenticatorKeyAsync(user))!;
            return await SessionCookie.ForAsync(s, user);
        });
        var parts = sealedCookie.Split(';')[0].Split('=', 2);
        return new() { Name = parts[0], Value = parts[1], Url = Host.Address.ToString() };
    }
}
