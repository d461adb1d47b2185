using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalServices;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Payments.Providers;

/// <summary>The stand-in on a free port and the node's providers as they are registered, over the real wire.</summary>
internal sealed class ProviderWorld : IAsyncDisposable
{
    public const string Secret = "chi-dung-de-thu-tren-may-nay-0123456789";

    private readonly WebApplication _services;
    private readonly ServiceProvider _node;

    private ProviderWorld(WebApplication services, ServiceProvider node)
    {
        (_services, _node) = (services, node);
        Admin = new HttpClient { BaseAddress = new Uri(services.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>To the stand-in's own doors.</summary>
    public HttpClient Admin { get; }

    public PaymentProviders Providers => _node.GetRequiredService<PaymentProviders>();

    public IPaymentProvider VnPost => Providers.Find("vnpost")!;

    public IPaymentProvider Bank => Providers.Find("bank-file")!;

    /// <param name="more">Of the node; what begins with <c>Data:</c> is the stand-in's.</param>
    public static async Task<ProviderWorld> StartAsync(params (string Key, string Value)[] more)
    {
        var services = NationalServicesHost.Build(["--urls", "http://127.0.0.1:0", "--PopulationDatabase:Households", "0", .. more.Where(m => m.Key.StartsWith("Data:", StringComparison.Ordinal)).Select(m => $"--{m.Key}={m.Value}")]);
        await services.StartAsync();
        var address = services.Urls.First();
        var settings = new Dictionary<string, string?>
        {
            ["Payments:VnPost:Address"] = address, ["Payments:VnPost:KeyId"] = "nut-38", ["Payments:VnPost:Secret"] = Secret, ["Payments:VnPost:RetryMilliseconds"] = "1", ["Payments:VnPost:TimeoutMilliseconds"] = "20000",
            ["Payments:VnPost:PartRows"] = "50", ["Payments:VnPost:PageRows"] = "40",
            ["Payments:BankService:Address"] = address, ["Payments:BankService:KeyId"] = "nut-38", ["Payments:BankService:Secret"] = Secret, ["Payments:BankService:RetryMilliseconds"] = "1",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return new(services, Node(settings));
    }

    /// <summary>The node's registration with some configuration.</summary>
    public static ServiceProvider Node(IDictionary<string, string?> settings) =>
        new ServiceCollection().AddLogging().Configure<NodeOptions>(o => o.DataFolder = Path.Combine(Path.GetTempPath(), "btxh-none")).AddPaymentProviders(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();

    public async Task<JsonNode> TellAsync(string path, JsonNode body)
    {
        using var answer = await Admin.PostAsJsonAsync(path, body);
        var told = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.True(answer.IsSuccessStatusCode, told?.ToJsonString());
        return told!;
    }

    public Task BehaveAsync(string mode, string send = "none", bool hold = false) =>
        TellAsync("/quan-tri/vnpost/cach-tra", new JsonObject { ["mode"] = mode, ["send"] = send, ["hold"] = hold, ["unpaidPercent"] = 25, ["seed"] = 7 });

    public Task FaultAsync(string service, string mode, double rate = 1, string stage = "before") =>
        TellAsync("/quan-tri/che-do", new JsonObject { ["service"] = service, ["mode"] = mode, ["rate"] = rate, ["stage"] = stage });

    public async Task<List<ResultBatch>> ResultsAsync(ResultQuery? query = null)
    {
        List<ResultBatch> batches = [];
        await foreach (var batch in VnPost.ResultsAsync(query ?? new ResultQuery(), CancellationToken.None))
        {
            batches.Add(batch);
        }

        return batches;
    }

    /// <summary>Every entry as an importer judges it.</summary>
    public static List<ResultEntry> Judged(IEnumerable<ResultBatch> batches, PaymentDocument list) =>
    [
        .. batches.OfType<ResultLines>().SelectMany(b => b.Entries.Select(e => ResultCheck.Judge(
            e, b.Month, b.ListId, id => id == list.Header.ListId ? new SentList(id, list.Header.Month) : null, (_, row) => list.Rows.FirstOrDefault(r => r.RowId == row)?.Total))),
    ];

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _node.DisposeAsync();
        await _services.DisposeAsync();
    }
}
