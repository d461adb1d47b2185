using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Tests.Payments.Files;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Providers;

/// <summary>VNPost calls back at the node's real door.</summary>
public sealed class PostCallBackTests
{
    private static readonly PaymentDocument List = WireSamples.List(51, 20);

    [Fact]
    public async Task Results_CalledBack_AreReadOnceThoughPolledToo()
    {
        await using var world = await ProviderWorld.StartAsync();
        await using var node = await NodeAsync(world);
        await world.BehaveAsync("normal", hold: true);
        await world.VnPost.SendAsync(List, "khoa-1", default);
        var told = await world.TellAsync("/quan-tri/vnpost/phat-hanh", new JsonObject { ["callBack"] = new Uri(node.Address, "/goi-lai/vnpost").ToString() });
        Assert.Equal("[202]", told["callBack"]!.ToJsonString());

        var first = await ReadAsync(node);
        Assert.Equal([20, 20], first.OfType<ResultLines>().Select(b => b.Entries.Count)); // called back, and polled
        Assert.Equal(first.OfType<ResultLines>().First().Entries.Select(e => e.Row), first.OfType<ResultLines>().Last().Entries.Select(e => e.Row));
        var cursor = first.OfType<ResultLines>().Last().Cursor;
        Assert.Empty(await ReadAsync(node, cursor));

        // The same message again is known by its content.
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(node.Folder, "payments", "vnpost", "done")));
    }

    [Fact]
    public async Task Message_WithoutVnPostsSignature_IsNotKept()
    {
        await using var world = await ProviderWorld.StartAsync();
        await using var node = await NodeAsync(world);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(node));
        Assert.False(Directory.Exists(Path.Combine(node.Folder, "payments")));
    }

    // Who does not know the key gets his answer before he sent anything of his body.
    [Theory]
    [InlineData("", 1 << 20, 401)]
    [InlineData("nut-46", 1 << 20, 401)]
    [InlineData("nut-38", 17 << 20, 413)]
    public async Task Stranger_WhoSendsNoBodyYet_IsAnsweredAtOnce(string keyId, int length, int status)
    {
        await using var world = await ProviderWorld.StartAsync();
        await using var node = await NodeAsync(world);
        using var line = new TcpClient();
        await line.ConnectAsync(node.Address.Host, node.Address.Port);
        await using var stream = line.GetStream();
        var key = keyId.Length > 0 ? $"X-Btxh-Key-Id: {keyId}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /goi-lai/vnpost HTTP/1.1\r\nHost: {node.Address.Authority}\r\nContent-Length: {length}\r\n{key}X-Btxh-Nonce: n\r\nX-Btxh-Signature: {Convert.ToBase64String(new byte[32])}\r\n\r\n"));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var buffer = new byte[64];
        var read = await stream.ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false, patience.Token);

        Assert.Equal($"HTTP/1.1 {status}", Encoding.ASCII.GetString(buffer, 0, Math.Min(read, 12)));
    }

    [Fact]
    public async Task Address_ThatCallsTooOften_IsTurnedAwayForTheMinute()
    {
        await using var world = await ProviderWorld.StartAsync();
        await using var node = await NodeAsync(world, ("Payments:VnPost:CallBacksPerMinute", "3"));

        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
        {
            answers.Add(await CallAsync(node));
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], answers);
        // Strangers are not counted: they are not read.
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(node, "nut-46"));
    }

    [Fact]
    public async Task Message_OverHttp2_IsReadToo()
    {
        await using var world = await ProviderWorld.StartAsync();
        await using var node = await NodeAsync(world, ("Kestrel:EndpointDefaults:Protocols", "Http2"));

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(node, version: HttpVersion.Version20));
    }

    private static async Task<HttpStatusCode> CallAsync(NodeHost node, string keyId = "nut-38", Version? version = null)
    {
        using var client = node.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/goi-lai/vnpost") { Content = new StringContent("{}"), Version = version ?? HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("X-Btxh-Key-Id", keyId);
        request.Headers.Add("X-Btxh-Nonce", "n");
        request.Headers.Add("X-Btxh-Signature", Convert.ToBase64String(new byte[32]));
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<NodeHost> NodeAsync(ProviderWorld world, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Payments:VnPost:Address"] = world.Admin.BaseAddress!.ToString(), ["Payments:VnPost:KeyId"] = "nut-38", ["Payments:VnPost:Secret"] = ProviderWorld.Secret };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return NodeHost.StartAsync(new NodeHostSettings { RealPort = true, Configuration = settings });
    }

    private static async Task<List<ResultBatch>> ReadAsync(NodeHost node, string since = "")
    {
        await using var scope = node.App.Services.CreateAsyncScope();
        List<ResultBatch> batches = [];
        await foreach (var batch in scope.ServiceProvider.GetRequiredService<PaymentProviders>().Find("vnpost")!.ResultsAsync(new ResultQuery(Since: since), CancellationToken.None))
        {
            batches.Add(batch);
        }

        return batches;
    }
}
