using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.WebEncoders;
using NationalHub.Platform;

namespace NationalHub.Operators;

/// <summary>Sign-in of the ministry's operators with a cookie.</summary>
public static class OperatorsSetup
{
    public const string Policy = "Operator";

    public static IServiceCollection AddOperators(this IServiceCollection services, IConfiguration configuration)
    {
        var data = configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        services.AddDataProtection().SetApplicationName("NationalHub").PersistKeysToFileSystem(new DirectoryInfo(data.PathOf("keys")));
        services.AddScoped<OperatorAccounts>();
        services.AddSingleton<SignInRate>();
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)); // Vietnamese stays readable in the page's source.
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "truc";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(30);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/dang-nhap";
            cookie.LogoutPath = "/dang-xuat";
            cookie.ReturnUrlParameter = "tiep";
            cookie.Events.OnValidatePrincipal = OperatorSession.ValidateAsync;
        });
        services.AddAuthorizationBuilder().AddPolicy(
            Policy, policy => policy.AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme).RequireAuthenticatedUser());
        services.AddRazorPages(pages => pages.Conventions.AuthorizeFolder("/", Policy).AllowAnonymousToPage("/Operators/SignIn")).WithRazorPagesAtContentRoot();
        return services;
    }

    public static void MapOperators(this IEndpointRouteBuilder endpoints) => endpoints.MapRazorPages();
}
