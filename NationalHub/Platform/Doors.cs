using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using NationalHub.Provinces;

namespace NationalHub.Platform;

/// <summary>
/// Two doors: people and tools over HTTP, nodes over HTTPS with a client certificate. A service answers at its own door
/// only; which door a request came through is told by the connection, so it cannot be claimed.
/// </summary>
public static class Doors
{
    private const int StreamWindow = 4 * 1024 * 1024;
    private const int ConnectionWindow = 16 * 1024 * 1024;

    public static WebApplicationBuilder UseTwoDoors(this WebApplicationBuilder builder)
    {
        var listen = builder.Configuration.GetSection("Listen").Get<ListenOptions>() ?? new ListenOptions();
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            // The default 96 KB windows starve bulk over a long line.
            kestrel.Limits.Http2.InitialStreamWindowSize = StreamWindow;
            kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
            var address = IPAddress.Parse(listen.Address);
            kestrel.Listen(address, listen.HttpPort, options => options.Protocols = HttpProtocols.Http1);
            kestrel.Listen(address, listen.NodePort, options =>
            {
                options.Protocols = HttpProtocols.Http2;
                options.UseHttps(https => UseClientCertificates(https, options.ApplicationServices));
                options.Use(next => connection =>
                {
                    connection.Features.Set(new NodeDoor());
                    return next(connection);
                });
            });
        });
        return builder;
    }

    /// <summary>Marks endpoints for nodes.</summary>
    public static TBuilder ForNodes<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.WithMetadata(new NodeDoor());
        endpoints.RequireAuthorization(NodeAuthentication.Policy);
        return endpoints;
    }

    /// <summary>Marks what a node asks for before it has a certificate of ours.</summary>
    public static TBuilder ForNewNodes<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.WithMetadata(new NodeDoor());
        endpoints.AllowAnonymous();
        return endpoints;
    }

    /// <summary>Answers 404 to what is asked at the wrong door.</summary>
    public static void UseDoors(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var atNodeDoor = context.Features.Get<NodeDoor>() is not null;
        var forNodes = context.GetEndpoint()?.Metadata.GetMetadata<NodeDoor>() is not null;
        if (atNodeDoor == forNodes)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static void UseClientCertificates(HttpsConnectionAdapterOptions https, IServiceProvider services)
    {
        var authority = services.GetRequiredService<CertificateAuthority>();
        https.ServerCertificateSelector = (_, _) => authority.Server;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.AllowAnyClientCertificate(); // Judged, and recorded, by NodeAuthentication.
        https.SslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13;
    }

    private sealed class NodeDoor;
}
