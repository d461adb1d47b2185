using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Providers;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>A node beside the stand-in of the post: months that are listed, approved, closed, sent by a third official and told of.</summary>
internal sealed class SendRun : IAsyncDisposable
{
    private string _folder = "";

    private SendRun(ProviderWorld world, NodeHost host)
    {
        (World, Host, Pay) = (world, host, new PayRun(host));
        Cashier = Pay.Flow.Dossiers.Official(Roles.Cashier, Pay.Holder);
    }

    public ProviderWorld World { get; }

    public NodeHost Host { get; }

    public PayRun Pay { get; }

    /// <summary>Sends; neither builds nor approves.</summary>
    public SignedInOfficial Cashier { get; }

    public static async Task<SendRun> StartAsync(params (string Key, string Value)[] more)
    {
        var world = await ProviderWorld.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Payments:VnPost:Address"] = world.Admin.BaseAddress!.ToString(), ["Payments:VnPost:KeyId"] = "nut-38", ["Payments:VnPost:Secret"] = ProviderWorld.Secret, ["Payments:VnPost:RetryMilliseconds"] = "1",
            ["Payments:BankService:Address"] = world.Admin.BaseAddress!.ToString(), ["Payments:BankService:KeyId"] = "nut-38", ["Payments:BankService:Secret"] = ProviderWorld.Secret, ["Payments:BankService:RetryMilliseconds"] = "1",
            ["Payments:VnPost:PartRows"] = "4", ["Payments:VnPost:PageRows"] = "3",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var run = new SendRun(world, await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5), Configuration = settings }));
        await run.BehaveAsync();
        return run;
    }

    /// <summary>A node whose office has no link: lists go out as files and results come as files.</summary>
    public static async Task<SendRun> StartByFileAsync(params (string Key, string Value)[] more)
    {
        var folder = Directory.CreateTempSubdirectory("btxh-trao-doi-").FullName;
        var run = await StartAsync([("Payments:Folder:Path", folder), ("Payments:Folder:QuietSeconds", "0"), ("Payments:Channels:*:CASH_POINT", "vnpost-file"), .. more]);
        run._folder = folder;
        return run;
    }

    /// <summary>So many people who receive 540.000 đồng each month.</summary>
    public async Task<List<Guid>> PeopleAsync(int count)
    {
        var people = new List<Guid>();
        for (var n = 1; n <= count; n++)
        {
            people.Add(await Pay.Flow.ReceivingAsync(PayRun.Somebody(n)));
        }

        return people;
    }

    /// <summary>The one list of a month: built, approved, closed.</summary>
    public async Task<PaymentList> ClosedAsync(int month)
    {
        var period = await Pay.ListedAsync(month);
        foreach (var kind in (await Pay.MattersAsync(period)).Where(m => m.Justifiable).Select(m => m.Kind).Distinct())
        {
            LevelRun.Must(await Pay.JustifyAsync(period, kind));
        }

        LevelRun.Must(await Pay.CloseAsync(period));
        return Assert.Single(await Pay.ListsAsync(period));
    }

    /// <summary>The same, sent, and taken by the post.</summary>
    public async Task<PaymentList> SentAsync(int month)
    {
        var list = await ClosedAsync(month);
        var sent = LevelRun.Must(await SendAsync(list.Id));
        Assert.Equal(ListStatus.Sent, sent.Status);
        return sent;
    }

    public Task<Outcome<PaymentList>> SendAsync(Guid list, SignedInOfficial? by = null, string despite = "") => AsAsync(by ?? Cashier, s => s.GetRequiredService<SendList>().Handle(list, 0, despite, by ?? Cashier, default));

    public Task<Outcome<PaymentList>> WithdrawAsync(Guid list, SignedInOfficial? by = null, string why = "Có người của danh sách đã chết") =>
        AsAsync(by ?? Pay.Head, s => s.GetRequiredService<WithdrawList>().Handle(list, why, by ?? Pay.Head, default));

    public Task<Outcome<int>> SendAllAsync(Guid period) => Pay.TogetherAsync(period, ListVerb.Send, Cashier);

    /// <summary>The job of sendings, once, so many minutes later.</summary>
    public async Task<int> HandOverAsync(int minutes = 60)
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(minutes));
        var waiting = await Host.WithAsync(s => s.GetRequiredService<HandOver>().WaitingAsync(default));
        foreach (var id in waiting)
        {
            await Host.WithAsync(s => s.GetRequiredService<HandOver>().HandleAsync(id, HandOverStart.Resumed, default));
        }

        return waiting.Count;
    }

    /// <summary>The job of notices, once.</summary>
    /// <returns>Notices that wait no longer.</returns>
    public async Task<int> NoticedAsync()
    {
        Task<int> WaitingAsync() => Host.WithDbAsync(db => db.PayerNotices.CountAsync(n => n.State == PayerNoticeState.Waiting));
        var before = await WaitingAsync();
        await Host.App.Services.GetRequiredService<ProvinceNode.Dossiers.Events.TellPayerNoticesJob>().RunOnceAsync(default);
        return before - await WaitingAsync();
    }

    /// <summary>The job of results, once.</summary>
    public async Task<TakenResults> TakeAsync(string provider = "vnpost")
    {
        var taken = await Host.WithAsync(s => s.GetRequiredService<TakeResults>().ReadAsync(s.GetRequiredService<PaymentProviders>().Find(provider)!, default));
        await Host.WithAsync(s => s.GetRequiredService<RetryCorrections>().HandleAsync(default));
        return taken;
    }

    public Task<Outcome<BroughtResults>> UploadAsync(Guid list, string name, Stream content, SignedInOfficial? by = null) =>
        AsAsync(by ?? Cashier, s => s.GetRequiredService<UploadResults>().Handle(list, name, content, by ?? Cashier, default));

    public Task<Outcome<BroughtResults>> ConfirmAsync(Guid list, Guid delivery, SignedInOfficial? by = null, string why = "Biên bản giao nhận chứng từ số 12") =>
        AsAsync(by ?? Pay.Head, s => s.GetRequiredService<ConfirmUpload>().Handle(list, delivery, why, by ?? Pay.Head, default));

    /// <summary>A file that one official brings and another confirms.</summary>
    public async Task<BroughtResults> BringAsync(Guid list, string name, Stream content)
    {
        var brought = LevelRun.Must(await UploadAsync(list, name, content));
        return brought.IsNew ? LevelRun.Must(await ConfirmAsync(list, brought.Delivery.Id)) : brought;
    }

    /// <summary>The post calls back with results, a minute later.</summary>
    /// <param name="number">Of its file: another is another message, though it says the same.</param>
    public async Task<ResultDelivery> TellAsync(PaymentList list, IEnumerable<ProvinceNode.Payments.Files.ResultRow> rows, int number = 1)
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var inbox = Path.Combine(Host.Folder, "payments", "vnpost", "in");
        Directory.CreateDirectory(inbox);
        using var content = Results.ToldFile.Of(list, rows, ProvinceNode.Payments.Files.WireForm.Json, number: number);
        await File.WriteAllBytesAsync(Path.Combine(inbox, $"goi-lai-{Guid.NewGuid():N}.json"), content.ToArray());
        await TakeAsync();
        return (await DeliveriesAsync()).MaxBy(d => d.ReceivedAt)!;
    }

    /// <summary>The post issues results of its lists (again) as its mode bends them.</summary>
    public async Task IssueAsync(string mode = "normal", int unpaidPercent = 0, int seed = 7)
    {
        await BehaveAsync(mode, unpaidPercent, seed);
        await World.TellAsync("/quan-tri/vnpost/phat-hanh", new JsonObject());
    }

    /// <summary>Sets the post's behaviour; results wait to be issued.</summary>
    public Task BehaveAsync(string mode = "normal", int unpaidPercent = 0, int seed = 7, string send = "none") => World.TellAsync(
        "/quan-tri/vnpost/cach-tra", new JsonObject { ["mode"] = mode, ["send"] = send, ["hold"] = true, ["unpaidPercent"] = unpaidPercent, ["seed"] = seed });

    /// <summary>How often the post was handed lists, by list.</summary>
    public async Task<List<int>> HandedAsync() =>
        [.. (await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<JsonArray>(World.Admin, "/quan-tri/vnpost"))!.Select(l => l!["times"]!.GetValue<int>())];

    public Task<PaymentList> ListAsync(Guid id) => Host.WithDbAsync(db => db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == id));

    public Task<List<PaymentLine>> LinesAsync(Guid list) => Host.WithDbAsync(db => db.PaymentLines.AsNoTracking().Where(l => l.ListId == list).OrderBy(l => l.Order).ToListAsync());

    public Task<List<PaymentResult>> ResultsAsync() => Host.WithDbAsync(db => db.PaymentResults.AsNoTracking().OrderBy(r => r.LineId).ThenBy(r => r.Version).ToListAsync());

    public Task<List<PaymentSending>> SendingsAsync() => Host.WithDbAsync(db => db.PaymentSendings.AsNoTracking().OrderBy(s => s.Attempt).ToListAsync());

    public Task<List<ResultFault>> FaultsAsync() => Host.WithDbAsync(db => db.ResultFaults.AsNoTracking().OrderBy(f => f.RecordedAt).ThenBy(f => f.Line).ToListAsync());

    public Task<List<ResultDelivery>> DeliveriesAsync() => Host.WithDbAsync(db => db.ResultDeliveries.AsNoTracking().OrderBy(d => d.ReceivedAt).ThenBy(d => d.Id).ToListAsync());

    public Task<List<PayerNotice>> NoticesAsync() => Host.WithDbAsync(db => db.PayerNotices.AsNoTracking().OrderBy(n => n.Month).ThenBy(n => n.Kind).ToListAsync());

    public Task<List<PaymentClaim>> ClaimsAsync() => Host.WithDbAsync(db => db.PaymentClaims.AsNoTracking().OrderBy(c => c.ListMonth).ThenBy(c => c.Month).ToListAsync());

    public Task<int> ActsAsync() => Host.WithDbAsync(db => db.Acts.CountAsync());

    /// <summary>The identity holds, and claims say what their lines say; told as lines and đồng of each outcome.</summary>
    public async Task<Reconciliation> BalancedAsync(Guid list)
    {
        var (found, lines, claims) = (await ListAsync(list), await LinesAsync(list), (await ClaimsAsync()).Where(c => c.ListId == list).ToLookup(c => c.LineId));
        var sum = await Host.WithDbAsync(db => Reconciliations.OfAsync(db, found, default));
        Assert.True(sum.Holds, $"{sum.Sent} ≠ {sum.Paid} + {sum.Unpaid} + {sum.Returned} + {sum.Failed} + {sum.Open}");
        Assert.All(lines, l => Assert.All(claims[l.Id], c => Assert.Equal(ResultRules.StateOf(l.Outcome), c.State)));
        Assert.Equal(lines.GroupBy(l => l.Outcome).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(l => l.Total.Amount))), sum.Parts.Values.OrderBy(p => p.Outcome).Select(p => (p.Outcome, p.Dong)));
        return sum;
    }

    public Task<T> AsAsync<T>(SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => Host.WithAsync(
        s =>
        {
            s.GetRequiredService<CurrentOfficial>().Set(official);
            return verb(s);
        },
        official.Office.Value);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await World.DisposeAsync();
        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
