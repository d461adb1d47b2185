using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Sessions;

/// <summary>How officials sign in and what a request may do: ASP.NET Core Identity, one cookie, refusal unless allowed.</summary>
public static class SessionServices
{
    /// <summary>A session ends after this long without a request.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after this long, however much it is used.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromHours(10);

    private const string Since = "since";

    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        var node = configuration.GetSection(NodeOptions.Section).Get<NodeOptions>() ?? new NodeOptions();
        services.AddDataProtection().SetApplicationName("btxh-node-" + node.ProvinceCode)
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(node.DataFolder, "keys")));
        services.AddIdentityCore<Official>(Set)
            .AddEntityFrameworkStores<NodeDb>()
            .AddSignInManager()
            .AddPasswordValidator<PasswordRules>()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddOptions<StepUpOptions>().BindConfiguration(StepUpOptions.Section).Validate(o => o.Minutes is >= 0 and <= 60, $"{StepUpOptions.Section}:Minutes phải từ 0 đến 60.").ValidateOnStart();
        services.AddSingleton<SignInTries>();
        services.AddScoped<SecondFactorAgain>().AddScoped<StepUp>();
        services.AddScoped<IUserConfirmation<Official>, NotDisabled>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(SetSession);
            cookies.TwoFactorUserIdCookie!.Configure(o => Name(o.Cookie, "btxh-xac-thuc"));
        });
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAntiforgery(o => Name(o.Cookie, "btxh-bieu-mau"));
        AddAccess(services);
        return services;
    }

    /// <summary>Who is there and what he may do; after static files, before pages.</summary>
    public static IApplicationBuilder UseSessions(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<SessionCheck>();
        return app.UseAuthorization();
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.AddAuthorization(options =>
        {
            options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            // A page that says nothing is refused to everybody: it was forgotten.
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();
        });
        services.AddSingleton<IAuthorizationPolicyProvider, ActionPolicies>();
        services.AddScoped<IAuthorizationHandler, ActionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalPage>();
    }

    private static void Set(IdentityOptions options)
    {
        options.Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
        // Long rather than odd: composition rules make people write passwords down.
        options.Password = new PasswordOptions
        {
            RequiredLength = PasswordRules.MinimumLength, RequireDigit = false, RequireLowercase = false, RequireUppercase = false,
            RequireNonAlphanumeric = false, RequiredUniqueChars = 5,
        };
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
        options.SignIn.RequireConfirmedAccount = true;
    }

    private static void SetSession(CookieAuthenticationOptions options)
    {
        Name(options.Cookie, "btxh-phien");
        options.ExpireTimeSpan = IdleTime;
        options.SlidingExpiration = true;
        options.Events.OnSigningIn = began =>
        {
            // Renewed as it is used, it keeps its beginning.
            if (!began.Properties.Items.ContainsKey(Since))
            {
                Begin(began.Properties, Clock(began.Options).GetUtcNow());
            }

            return Task.CompletedTask;
        };
        options.LoginPath = "/dang-nhap";
        options.ReturnUrlParameter = "ve";
    }

    /// <summary>A session begins.</summary>
    public static void Begin(AuthenticationProperties session, DateTimeOffset at) => session.Items[Since] = at.UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a session began too long ago, or does not say when.</summary>
    public static async Task<bool> IsOverAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return session.Properties?.Items.TryGetValue(Since, out var since) is not true || !long.TryParse(since, CultureInfo.InvariantCulture, out var ticks)
            || Clock(options).GetUtcNow().UtcTicks - ticks >= LongestTime.Ticks;
    }

    private static TimeProvider Clock(CookieAuthenticationOptions options) => options.TimeProvider ?? TimeProvider.System;

    private static void Name(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }

    private sealed class NotDisabled : IUserConfirmation<Official>
    {
        public Task<bool> IsConfirmedAsync(UserManager<Official> manager, Official user) => Task.FromResult(!user.Disabled);
    }
}
