using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Protos.Hosting;
using Protos.Values;

namespace NationalHub.Platform;

/// <summary>Clock, database, health, metrics, headers and the page for what went wrong.</summary>
public static class PlatformSetup
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<VietnamTime>();
        services.AddHubDatabase(configuration);
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: ["ready"]);
        services.AddSingleton(new PrometheusText(["NationalHub", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"]));
        // A door that says nothing is refused to everybody: it was forgotten. Where there is no door, who signed in reads so.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(a => a.Resource is HttpContext request && request.GetEndpoint() is null).Build());
        return services;
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseExceptionHandler(failed => failed.Run(ErrorPage.WriteAsync));
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            context.Response.OnStarting(() =>
            {
                // Pages have people's data; files of the product say themselves how long they last.
                if (headers.CacheControl.Count == 0)
                {
                    headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    public static void MapPlatform(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        // Counts only, no names: for this machine and the ministry's collectors.
        endpoints.MapGet("/metrics", (PrometheusText metrics) => Results.Text(metrics.Write(), PrometheusText.ContentType)).ForCollectors();
    }

    /// <summary>Open to this machine and to <c>Metrics:AllowedAddresses</c>, without a sign-in; not there for others.</summary>
    public static void ForCollectors(this RouteHandlerBuilder door) => door.AllowAnonymous().AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        var allowed = context.RequestServices.GetRequiredService<IConfiguration>().GetSection("Metrics:AllowedAddresses").Get<string[]>() ?? [];
        // Behind a proxy on this machine every request comes from this machine: its header, or what was made of it, tells.
        var forwarded = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("X-Original-For") || context.Request.Headers.ContainsKey("Forwarded");
        return ClientNetwork.IsOneOf(context.Connection.RemoteIpAddress, forwarded, allowed) ? await next(call).ConfigureAwait(false) : Results.NotFound();
    });

    private sealed class DatabaseReady(HubDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await db.Database.CanConnectAsync(cancellationToken).ConfigureAwait(false)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}
