using System.Net;
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
        using var client = node.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/goi-lai/vnpost") { Content = new StringContent("{}") };
        request.Headers.Add("X-Btxh-Nonce", "n");
        request.Headers.Add("X-Btxh-Signature", Convert.ToBase64String(new byte[32]));
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(node.Folder, "payments")));
    }

    private static Task<NodeHost> NodeAsync(ProviderWorld world) => NodeHost.StartAsync(new NodeHostSettings
    {
        RealPort = true,
        Configuration = new Dictionary<string, string?> { ["Payments:VnPost:Address"] = world.Admin.BaseAddress!.ToString(), ["Payments:VnPost:KeyId"] = "nut-38", ["Payments:VnPost:Secret"] = ProviderWorld.Secret },
    });

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
