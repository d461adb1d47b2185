using System.Diagnostics;
using Serilog;
using Serilog.Events;

namespace ProvinceNode.Platform;

/// <summary>
/// Console and a rolling file; levels by the section <c>Serilog</c>. Lines carry no personal data: they are declared in Log classes,
/// and a request is logged by the pattern of its route, never by its address, whose parts may be codes or searches.
/// </summary>
public static class NodeLogging
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {SourceContext}: {Message:lj}{NewLine}{Exception}";

    public static void UseSerilog(this WebApplicationBuilder builder)
    {
        var node = builder.Configuration.GetSection(NodeOptions.Section).Get<NodeOptions>() ?? new NodeOptions();
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Error)
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(outputTemplate: Template, formatProvider: invariant)
            .WriteTo.File(
                Path.Combine(node.DataFolder, "logs", "node-.log"), outputTemplate: Template, formatProvider: invariant,
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: 30, fileSizeLimitBytes: 100_000_000, rollOnFileSizeLimit: true)
            .CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
    }

    /// <summary>One line a request: method, route pattern, status, time.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ProvinceNode.Requests");
        app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
            LoggingLog.Request(log, context.Request.Method, route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        });
    }
}

internal static partial class LoggingLog
{
    [LoggerMessage(LogLevel.Information, "{Method} {Route} {Status} {Milliseconds:0.0} ms")]
    public static partial void Request(Microsoft.Extensions.Logging.ILogger logger, string method, string route, int status, double milliseconds);
}
