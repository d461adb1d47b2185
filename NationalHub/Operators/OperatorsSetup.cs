using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.WebEncoders;
using NationalHub.Platform;

namespace NationalHub.Operators;

/// <summary>Sign-in of the ministry's operators with password, second factor and a cookie; what each may open.</summary>
public static class OperatorsSetup
{
    public const string Policy = "Operator";

    public static IServiceCollection AddOperators(this IServiceCollection services, IConfiguration configuration)
    {
        var data = configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        services.AddDataProtection().SetApplicationName("NationalHub").PersistKeysToFileSystem(new DirectoryInfo(data.PathOf("keys")));
        services.AddScoped<OperatorAccounts>().AddScoped<OperatorFactor>();
        services.AddSingleton<CodeRecord>();
        services.AddOptions<StepUpOptions>().BindConfiguration(StepUpOptions.Section).Validate(o => o.Minutes is >= 0 and <= 60, $"{StepUpOptions.Section}:Minutes phải từ 0 đến 60.").ValidateOnStart();
        services.AddSingleton<SignInRate>();
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)); // Vietnamese stays readable in the page's source.
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            Name(cookie.Cookie, "truc");
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(30);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/dang-nhap";
            cookie.LogoutPath = "/dang-xuat";
            cookie.ReturnUrlParameter = "tiep";
            cookie.Events.OnValidatePrincipal = OperatorSession.ValidateAsync;
            cookie.Events.OnRedirectToAccessDenied = refused => Refusal.WriteAsync(refused.HttpContext);
        }).AddCookie(OperatorSession.HalfwayScheme, cookie =>
        {
            Name(cookie.Cookie, "truc-buoc-hai");
            cookie.ExpireTimeSpan = OperatorSession.Halfway;
            cookie.SlidingExpiration = false;
        });
        services.AddAuthorizationBuilder().AddPolicy(
            Policy, policy => policy.AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme).RequireAuthenticatedUser()
                .RequireAssertion(asked => asked.Resource is HttpContext request && PageRights.May(request, asked.User)));
        services.AddRazorPages(pages => pages.Conventions.AuthorizeFolder("/", Policy)
            .AllowAnonymousToPage("/Operators/SignIn").AllowAnonymousToPage("/Operators/SignInCode").AllowAnonymousToPage("/Operators/SetUpFactor")).WithRazorPagesAtContentRoot();
        services.Configure<Microsoft.AspNetCore.Mvc.MvcOptions>(mvc => mvc.Filters.Add<FreshFactor>());
        return services;
    }

    public static void MapOperators(this IEndpointRouteBuilder endpoints) => endpoints.MapRazorPages();

    private static void Name(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
