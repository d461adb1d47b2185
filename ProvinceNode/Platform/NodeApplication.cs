using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Import;
using ProvinceNode.Joining;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments;
using ProvinceNode.Reference;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Registry.Search;
using ProvinceNode.Replication;
using Microsoft.AspNetCore.HttpOverrides;
using ProvinceNode.Payments.Providers;
using Protos.Values;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Reverify;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Platform;

/// <summary>Builds the node's host; one line per slice. Tests build the same host.</summary>
public static class NodeApplication
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args, ContentRootPath = ContentRoot(), ApplicationName = typeof(NodeApplication).Assembly.GetName().Name,
        });
        builder.WebHost.UseStaticWebAssets();
        configure?.Invoke(builder);
        builder.UseSerilog();
        AddServices(builder);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.Configure<NodeOptions>(configuration.GetSection(NodeOptions.Section));
        services.AddVietnamTime();
        services.AddNodeDb(configuration);
        services.AddOrganization(configuration);
        services.AddReplication(configuration);
        services.AddJoining(configuration);
        services.AddDocuments(configuration);
        services.AddDossiers();
        services.AddReference(configuration);
        services.AddImport();
        services.AddPayments();
        services.AddPeopleSearch();
        services.AddDataQuality();
        services.AddIdentityCheck(configuration);
        services.AddReverification(configuration);
        services.AddPaymentProviders(configuration);
        services.AddJobs();
        services.AddNodeMetrics(configuration);
        services.AddCitizens(configuration);
        services.AddPapers();
        services.AddLayout();
        services.AddRazorPages().WithRazorPagesAtContentRoot();
    }

    private static void Map(WebApplication app)
    {
        // Behind the TLS proxy of the same machine the citizen's own address counts, for throttles and secure cookies.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = "public, max-age=3600" });
        app.UseSessions();
        app.MapRazorPages();
        app.MapPaymentCallBack();
        app.MapHealth();
        app.MapNodeMetrics();
    }

    // Pages and assets lie beside the assembly when published or built, in the project when developed.
    private static string ContentRoot() => AppContext.BaseDirectory;
}
