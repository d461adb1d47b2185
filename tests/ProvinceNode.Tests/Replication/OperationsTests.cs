using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Replication;

public sealed class OperationsTests
{
    [Fact]
    public async Task Health_WithoutAHub_IsLiveAndReady()
    {
        await using var node = await NodeHost.StartAsync();
        using var client = node.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("\"database\":\"ok\"", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_WithoutItsDatabase_IsLiveAndNotReady()
    {
        await using var node = await NodeHost.StartAsync();
        await node.WithAsync(s => s.GetRequiredService<NodeDb>().Database.ExecuteSqlRawAsync("DROP TABLE NodeState"));
        using var client = node.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Metrics_FromThisMachine_TellTheOutboxAndTheDossiers()
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { RealPort = true, BackgroundJobs = true });
        using var client = node.NewClient();
        var text = "";
        await RelayNode.UntilAsync(async () =>
        {
            text = await client.GetStringAsync("/metrics");
            return text.Contains("jobs_runs_total{job=\"PostingEnds\",outcome=\"done\"}", StringComparison.Ordinal)
                && text.Contains("jobs_runs_total{job=\"RelayGaugesJob\",outcome=\"done\"}", StringComparison.Ordinal)
                && text.Contains("jobs_runs_total{job=\"JobsCleanDrafts\",outcome=\"done\"}", StringComparison.Ordinal);
        });
        Assert.Contains("outbox_waiting 0", text, StringComparison.Ordinal);
        Assert.Contains("dossiers_posting_over 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_ThroughAProxy_AreNotFound()
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { RealPort = true });
        using var client = node.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics")).StatusCode);
    }

    [Fact]
    public async Task DemoClock_OutsideADemo_DoesNotExist()
    {
        await using var node = await NodeHost.StartAsync();
        using var client = node.NewClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/demo/dong-ho")).StatusCode);
    }

    [Fact]
    public async Task DemoClock_MovedByWorkingDays_SkipsTheWeekendAndSurvivesARestart()
    {
        using var folder = new DataFolder();
        var options = Microsoft.Extensions.Options.Options.Create(new NodeOptions { Demo = true, DemoStartsOn = "2025-03-14", DataFolder = folder.Path });
        var friday = new DemoClock(options);
        Assert.Equal(new DateTime(2025, 3, 14, 8, 0, 0), new VietnamTime(friday).Now, TimeSpan.FromMinutes(1));

        await using var node = await NodeHost.StartAsync(new NodeHostSettings
        {
            Configuration = new Dictionary<string, string?> { ["Node:Demo"] = "true", ["Node:DemoStartsOn"] = "2025-03-14" },
            Services = s => s.AddSingleton(p => new VietnamTime(p.GetRequiredService<DemoClock>())),
        });
        using var client = node.NewClient();
        Assert.Contains("14/03/2025", await client.GetStringAsync("/demo/dong-ho"), StringComparison.Ordinal);
        var page = await PostAsync(client, "/demo/dong-ho", "days", "1");
        Assert.Contains("17/03/2025", page, StringComparison.Ordinal);
        Assert.Contains(
            await node.WithAsync(s => s.GetRequiredService<NodeDb>().Acts.ToListAsync()), a => a.Kind == ActKinds.MoveClock && a.Reason == "2025-03-14 → 2025-03-17");

        var again = new DemoClock(Microsoft.Extensions.Options.Options.Create(new NodeOptions { Demo = true, DemoStartsOn = "2025-03-14", DataFolder = node.Folder }));
        Assert.Equal(new DateOnly(2025, 3, 17), new VietnamTime(again).Today);
    }

    [Fact]
    public async Task OldDraft_IsRemoved_AndAYoungOneStays()
    {
        await using var node = await NodeHost.StartAsync();
        await node.WithAsync(async s =>
        {
            var (db, now) = (s.GetRequiredService<NodeDb>(), s.GetRequiredService<VietnamTime>().UtcNow);
            db.Drafts.AddRange(NewDraft("old", now.AddDays(-31)), NewDraft("young", now.AddDays(-29)));
            await db.SaveChangesAsync();
            await s.GetRequiredService<JobsCleanDrafts>().RunOnceAsync(CancellationToken.None);
            Assert.Equal(["young"], await db.Drafts.Select(d => d.CodeHash).ToListAsync());
            return 0;
        });
    }

    private static Draft NewDraft(string name, DateTime at) => new()
    {
        Id = Guid.CreateVersion7(), CodeHash = name, ProcedureCode = Procedures.MonthlyAssistance, Form = "1đ", Answers = "{}", SubmissionKey = name, UpdatedAt = at,
    };

    private static async Task<string> PostAsync(HttpClient client, string address, string name, string value)
    {
        var form = await client.GetStringAsync(address);
        var token = System.Text.RegularExpressions.Regex.Match(form, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { [name] = value, ["__RequestVerificationToken"] = token });
        var answer = await client.PostAsync(address, content);
        return await answer.Content.ReadAsStringAsync();
    }
}
