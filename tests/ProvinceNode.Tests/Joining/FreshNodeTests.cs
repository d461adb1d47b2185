using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Repair;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Joining;

/// <summary>A node at a real hub: what it is told of its gates, and how a new one begins after the trial was removed there.</summary>
public sealed class FreshNodeTests
{
    private const string Why = "Công văn 12/SYT: hết chạy thử, thí điểm bằng nút mới";

    [Fact]
    public async Task Page_OfANodeOnTrial_ShowsWhatItStillLacksAndItsWeeks()
    {
        await using var hub = await HubHost.StartAsync();
        // The hub takes weeks of its own days only.
        await using var node = await StartAsync(hub, jobs: false, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        await node.WithAsync(s => s.GetRequiredService<ProvinceNode.Joining.TellStanding>().HandleAsync(CancellationToken.None));
        using var client = await node.SignInAsync(Roles.Administrator, "38");

        var page = await (await PageReader.OpenAsync(client, "/ket-noi")).SubmitAsync();

        Assert.Contains("Điều kiện để chuyển sang “Thí điểm”", page.Main, StringComparison.Ordinal);
        Assert.Contains("Không quá 500 bản ghi chờ", page.Main, StringComparison.Ordinal);
        Assert.Contains("Trục chưa xác nhận bản ghi nào của tỉnh", page.Main, StringComparison.Ordinal);
        Assert.Contains("Chưa ai ký.", page.Main, StringComparison.Ordinal);
        Assert.Contains("Chưa ra quyết định cuối tuần", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("phiên bản cũ hơn nút", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_WithANewDatabaseAfterItsTrial_BeginsANewEpochAndBringsOnlyItsOwn()
    {
        await using var hub = await HubHost.StartAsync();
        await using (var trial = await StartAsync(hub, jobs: true))
        {
            await AddAsync(trial, "Thử");
            await UntilAsync(async () => await hub.WithDbAsync(db => db.Beneficiaries.AnyAsync(b => b.FullName == "Thử")));
        }

        await hub.WithDbAsync(db => db.Provinces.ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, NationalHub.Provinces.ProvinceStage.Testing)));
        await using (var scope = hub.App.Services.CreateAsyncScope())
        {
            Assert.Null(await scope.ServiceProvider.GetRequiredService<NationalHub.Provinces.Trials.BeginRemoval>().HandleAsync("38", "38", Why, "an", CancellationToken.None));
        }

        await UntilAsync(async () => await hub.WithDbAsync(db => db.TrialRemovals.AllAsync(r => r.DoneAt != null)));

        await using var node = await StartAsync(hub, jobs: true);
        await AddAsync(node, "Thật");
        await UntilAsync(() => Task.FromResult(node.App.Services.GetRequiredService<RelayStatus>().IsFenced));
        var repaired = await node.WithAsync(s => s.GetRequiredService<RepairNode>().HandleAsync(CancellationToken.None));
        await UntilAsync(async () => await node.WithDbAsync(db => db.Outbox.CountAsync()) == 0);

        Assert.Equal((0, 0), (repaired.Taken, repaired.Found));
        Assert.Equal(["Thật"], await hub.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters().Select(b => b.FullName).ToListAsync()));
        Assert.Equal(repaired.Epoch, await hub.WithDbAsync(db => db.Positions.Select(p => p.Epoch).SingleAsync()));
    }

    private static async Task<NodeHost> StartAsync(HubHost hub, bool jobs, DateOnly? day = null)
    {
        var folder = Path.Combine(hub.Folder, "nodes", Guid.NewGuid().ToString("n"));
        (await hub.AddProvinceAsync("38", folder)).Dispose();
        var settings = new NodeHostSettings();
        return await NodeHost.StartAsync(settings with
        {
            BackgroundJobs = jobs, Day = day ?? settings.Day,
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{hub.Nodes.Port}", ["Hub:CertificateFile"] = Path.Combine(folder, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(folder, HubHost.AuthorityFile),
                ["Relay:FlushMilliseconds"] = "1", ["Relay:MaxPauseSeconds"] = "1",
            },
        });
    }

    private static Task<bool> AddAsync(NodeHost node, string name) => node.WithDbAsync(async db =>
    {
        db.Add(new Beneficiary
        {
            Id = Guid.CreateVersion7(), Code = Guid.NewGuid().ToString("N")[..20], TenantPath = "38.380.14758", FullName = name, FoldedName = "x", BirthDate = "1954", Sex = 2, EthnicCode = "01", CitizenId = "",
            OldIdentityNumber = "", CommuneCode = "14758", Village = "", Phone = "", IdentityStatus = "Matched",
        });
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), "test.change", new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), name), CancellationToken.None);
    });

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
