using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting.Indicators;
using NationalHub.Reporting.OData;
using NationalHub.Reporting.QueryBook;

namespace NationalHub.Reporting;

/// <summary>What the ministry's tools read, and who may.</summary>
public static class ReportingSetup
{
    private const string Door = "/odata";
    private const int LongestLine = 64 * 1024;

    public static IServiceCollection AddReporting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddODataDoor(configuration);
        services.AddHttpContextAccessor();
        // Longer addresses than the door takes are still to be refused in words.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = LongestLine);
        services.AddSingleton<RowCounter>();
        services.ConfigureDbContext<SqliteHubDb>((provider, options) => options.AddInterceptors(provider.GetRequiredService<RowCounter>()));
        services.ConfigureDbContext<SqlServerHubDb>((provider, options) => options.AddInterceptors(provider.GetRequiredService<RowCounter>()));
        services.AddSingleton<QueryLogWriter>();
        services.AddScoped<AnalystKeys>();
        services.AddSingleton<TokenSigning>();
        services.AddSingleton<Freshness>();
        services.Configure<IndicatorOptions>(configuration.GetSection("Indicators"));
        services.AddSingleton<ComputeIndicators>();
        services.AddSingleton<IndicatorRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<IndicatorRounds>());
        services.AddSingleton<SetSizes>();
        services.AddOptions<QueryBookOptions>().Bind(configuration.GetSection("QueryLog")).Validate(o => o.KeepMonths >= 0, "QueryLog: KeepMonths must not be negative.").ValidateOnStart();
        services.AddHostedService<ForgetQueries>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ToolAuthentication>(ToolAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(
            ToolAuthentication.Policy,
            policy => policy.AddAuthenticationSchemes(ToolAuthentication.SchemeName).RequireAuthenticatedUser());
        return services;
    }

    /// <summary>Between who may and what is asked: each query is recorded, in whatever letters its address is written, for routing takes them all.</summary>
    public static void UseReporting(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Door, StringComparison.OrdinalIgnoreCase), door => door.UseQueryRecording());

    public static void MapReporting(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/token", TokenAsync).AllowAnonymous().DisableAntiforgery();
        endpoints.MapODataDoor<HubDb>(Door, PublishedModel.Build()).RequireAuthorization(ToolAuthentication.Policy);
    }

    /// <summary>OAuth 2.0 client credentials (RFC 6749, 4.4) with the analyst's name and key.</summary>
    private static async Task<IResult> TokenAsync(
        [FromForm(Name = "client_id")] string? id, [FromForm(Name = "client_secret")] string? secret, [FromForm(Name = "grant_type")] string? grant,
        AnalystKeys keys, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (grant is not (null or "" or "client_credentials"))
        {
            return Results.Json(new { error = "unsupported_grant_type" }, statusCode: StatusCodes.Status400BadRequest);
        }

        var token = await keys.TokenAsync(id ?? "", secret ?? "", context.RequestAborted).ConfigureAwait(false);
        return token is null
            ? Results.Json(new { error = "invalid_client", error_description = "Tên hoặc khóa không đúng." }, statusCode: StatusCodes.Status401Unauthorized)
            : Results.Json(new { access_token = token, token_type = "Bearer", expires_in = (int)AnalystKeys.TokenLife.TotalSeconds });
    }
}
