using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers;
using ProvinceNode.Replication;
using Protos.Hosting;

namespace ProvinceNode.Platform;

/// <summary>Who may read the figures. Section <c>Metrics</c>.</summary>
public sealed class NodeMetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>Addresses of collectors besides this machine.</summary>
    public string[] AllowedAddresses { get; set; } = [];
}

/// <summary><c>/metrics</c> as Prometheus text, for this machine and the configured collectors.</summary>
public static class NodeMetrics
{
    private static readonly string[] Meters =
        [RelayStatus.MeterName, DossierGauges.MeterName, NodeJob.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static IServiceCollection AddNodeMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<NodeMetricsOptions>(configuration.GetSection(NodeMetricsOptions.Section));
        return services.AddSingleton(_ => new PrometheusText(Meters));
    }

    public static void MapNodeMetrics(this WebApplication app)
    {
        // Made now: it counts from the start, not from the first reading.
        var text = app.Services.GetRequiredService<PrometheusText>();
        app.MapGet("/metrics", (HttpContext context, IOptions<NodeMetricsOptions> options) =>
            Allows(context, options.Value) ? Results.Text(text.Write(), PrometheusText.ContentType) : Results.NotFound()).AllowAnonymous();
    }

    // Behind a proxy on this machine every request comes from this machine; its header tells.
    private static bool Allows(HttpContext context, NodeMetricsOptions options)
    {
        var forwarded = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("Forwarded");
        return ClientNetwork.IsOneOf(context.Connection.RemoteIpAddress, forwarded, options.AllowedAddresses);
    }
}
