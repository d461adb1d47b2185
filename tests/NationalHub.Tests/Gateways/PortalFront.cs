using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NationalHub.Tests.Gateways;

/// <summary>What stands before a national service: a proxy that passes everything on, unless the test has it answer by itself.</summary>
internal sealed class PortalFront : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _behind = new();

    private PortalFront(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The service; null: nobody is there.</summary>
    public Uri? Behind { get; set; }

    /// <summary>Its own answer to method and path with query: status, kind, body; null: it passes the question on.</summary>
    public Func<string, (int Status, string Kind, string Body)?> Own { get; set; } = _ => null;

    /// <summary>Done with method and path before the question goes on.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public static async Task<PortalFront> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var front = new PortalFront(app);
        app.Run(front.AnswerAsync);
        await app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _behind.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var asked = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        await Before(asked);
        if (Own(asked) is { } own)
        {
            (http.Response.StatusCode, http.Response.ContentType) = (own.Status, own.Kind);
            await http.Response.WriteAsync(own.Body);
            return;
        }

        if (Behind is null)
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(Behind, $"{http.Request.Path}{http.Request.QueryString}"));
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        request.Content = new ByteArrayContent(body.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType ?? "application/octet-stream");
        request.Headers.TryAddWithoutValidation("Authorization", http.Request.Headers.Authorization.ToString());
        using var answer = await _behind.SendAsync(request);
        (http.Response.StatusCode, http.Response.ContentType) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString());
        await http.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }
}
