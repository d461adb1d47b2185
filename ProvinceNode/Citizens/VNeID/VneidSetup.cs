using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ProvinceNode.Platform;
using Serilog.Extensions.Logging;

namespace ProvinceNode.Citizens.VNeID;

/// <summary>
/// Sign-in with VNeID: OpenID Connect, authorization code with PKCE, state and nonce. The tokens live as long as the request that brings them; what stays is the citizen's
/// pass (<see cref="Own.CitizenPass"/>). Officials' sessions are another thing and never made here.
/// </summary>
public static class VneidSetup
{
    public const string Scheme = "vneid";

    private const string HandlerLogs = "Microsoft.AspNetCore.Authentication";
    private static readonly TimeSpan StateHolds = TimeSpan.FromMinutes(10);

    // Asymmetric ones alone: a token that the client's secret could sign proves nothing.
    internal static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384];

    public static IServiceCollection AddVneid(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<VneidOptions>().BindConfiguration(VneidOptions.Section);
        var (vneid, node) = (configuration.GetSection(VneidOptions.Section).Get<VneidOptions>() ?? new(), configuration.GetSection(NodeOptions.Section).Get<NodeOptions>() ?? new());
        if (vneid.Fault(node.PublicAddress) is { Length: > 0 } fault)
        {
            throw new InvalidOperationException(fault);
        }

        services.AddSingleton<VneidService>();
        if (vneid.IsConfigured)
        {
            services.AddScoped<VneidEvents>();
            services.AddAuthentication().AddOpenIdConnect(Scheme, options => Set(options, vneid));
            // At lower levels the handler writes what it received, personal data too, whatever level somebody sets to find a fault.
            services.AddLogging(log => log.AddFilter(HandlerLogs, LogLevel.Information).AddFilter<SerilogLoggerProvider>(HandlerLogs, LogLevel.Information));
        }

        return services;
    }

    private static void Set(OpenIdConnectOptions options, VneidOptions vneid)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (vneid.Authority, vneid.ClientId, vneid.ClientSecret);
        options.RequireHttpsMetadata = !new Uri(vneid.Authority).IsLoopback;
        // The answer comes in the address: a form sent from another site would not bring the cookies that tie it to this browser.
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.CallbackPath, options.SignedOutCallbackPath, options.RemoteSignOutPath) = (VneidDoorModel.Back, VneidDoorModel.SignedOut, PathString.Empty);
        options.SignedOutRedirectUri = "/";
        options.SignInScheme = options.SignOutScheme = IdentityConstants.ExternalScheme; // never written: the events give the pass instead
        (options.SaveTokens, options.GetClaimsFromUserInfoEndpoint, options.MapInboundClaims) = (false, true, false);
        options.RemoteAuthenticationTimeout = options.ProtocolValidator.NonceLifetime = StateHolds;
        options.BackchannelTimeout = TimeSpan.FromMilliseconds(vneid.TimeoutMilliseconds);
        options.BackchannelHttpHandler = VneidService.NewHandler();
        // Real time, whatever clock a demonstration is given: VNeID's tokens live in it.
        options.TimeProvider = TimeProvider.System;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = vneid.ClientId, ValidAlgorithms = Algorithms, RequireSignedTokens = true, RequireExpirationTime = true, ClockSkew = TimeSpan.FromMinutes(2),
        };
        options.Scope.Clear();
        Array.ForEach(vneid.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries), options.Scope.Add);
        foreach (var claim in VneidAnswer.Claims)
        {
            options.ClaimActions.MapUniqueJsonKey(claim, claim);
        }

        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            (cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest, true);
        }

        options.EventsType = typeof(VneidEvents);
    }
}

/// <summary>Whether VNeID answers: asked before somebody is sent there, so that he is not left before a dead page.</summary>
public sealed class VneidService(IOptions<VneidOptions> options, IOptionsMonitor<OpenIdConnectOptions> protocol) : IDisposable
{
    private readonly HttpClient _http = new(NewHandler()) { Timeout = TimeSpan.FromMilliseconds(options.Value.TimeoutMilliseconds) };

    internal static SocketsHttpHandler NewHandler() => new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(options.Value.Authority.TrimEnd('/') + "/.well-known/openid-configuration"), cancel);
            if (!answer.IsSuccessStatusCode)
            {
                return false;
            }

            // Read now what the handler would read: its keys, too, may be out of reach.
            await protocol.Get(VneidSetup.Scheme).ConfigurationManager!.GetConfigurationAsync(cancel);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // the description or the keys could not be read
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false; // no answer in time
        }
    }

    /// <summary>Sends a browser there. A provider that takes questions beforehand (pushed authorization requests) is asked by this node, and may say no.</summary>
    /// <param name="back">Page of this node to come back to.</param>
    /// <returns>Why it came to nothing, see <see cref="VneidFailure"/>; empty when the answer of this request sends him there.</returns>
    public async Task<string> SendAsync(HttpContext context, string back, CancellationToken cancel)
    {
        if (!await AnswersAsync(cancel))
        {
            return VneidFailure.Away;
        }

        try
        {
            await context.ChallengeAsync(VneidSetup.Scheme, new AuthenticationProperties { RedirectUri = back });
            return "";
        }
        catch (OpenIdConnectProtocolException)
        {
            return VneidFailure.NotTaken;
        }
        catch (HttpRequestException)
        {
            return VneidFailure.Away;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return VneidFailure.Away;
        }
    }

    public void Dispose() => _http.Dispose();
}
