using System.Text.Json.Nodes;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Tests.Payments.Files;

namespace ProvinceNode.Tests.Payments.Providers;

/// <summary>The real adapter against the stand-in over the wire: a list arrives once, whatever is lost.</summary>
public sealed class VnPostHttpTests
{
    private static readonly PaymentDocument List = WireSamples.List(21, 130);

    [Fact]
    public async Task List_InSeveralParts_ArrivesWithItsHash()
    {
        await using var world = await ProviderWorld.StartAsync();
        Assert.IsType<AskNotKnown>(await world.VnPost.AskAsync("khoa-1", default));
        var accepted = Assert.IsType<SendAccepted>(await world.VnPost.SendAsync(List, "khoa-1", default));
        Assert.Equal(new AskReceived(accepted.Reference, List.Header.Hash), await world.VnPost.AskAsync("khoa-1", default));
        Assert.Equal(accepted, await world.VnPost.SendAsync(List, "khoa-1", default)); // the same key is the same list
        var held = (await ListsAsync(world)).Single()!;
        Assert.Equal((130, 1, 2), (held["lines"]!.GetValue<int>(), held["issues"]!.GetValue<int>(), held["times"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Key_UsedForAnotherList_IsRefused()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.VnPost.SendAsync(List, "khoa-1", default);
        var refused = Assert.IsType<SendRefused>(await world.VnPost.SendAsync(WireSamples.List(22, 3), "khoa-1", default));
        Assert.Equal("pay-provider-key-used", refused.Problems.Single().Code);
    }

    // The answer is lost after the list was taken: unknown, not sent again by itself; asking finds it.
    [Fact]
    public async Task Answer_Lost_IsUnknownUntilAsked()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync("normal", send: "lost");
        Assert.IsType<SendUnknown>(await world.VnPost.SendAsync(List, "khoa-1", default));
        Assert.Equal(1, (await ListsAsync(world)).Single()!["times"]!.GetValue<int>());
        Assert.Equal(List.Header.Hash, Assert.IsType<AskReceived>(await world.VnPost.AskAsync("khoa-1", default)).Hash);
    }

    [Fact]
    public async Task Service_FailingBeforeItTakes_IsUnknownThenNotKnownThenSentAgain()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync("normal", send: "fail");
        Assert.IsType<SendUnknown>(await world.VnPost.SendAsync(List, "khoa-1", default));
        Assert.Empty(await ListsAsync(world));
        Assert.IsType<AskNotKnown>(await world.VnPost.AskAsync("khoa-1", default));
        Assert.IsType<SendAccepted>(await world.VnPost.SendAsync(List, "khoa-1", default));
        Assert.Equal(1, (await ListsAsync(world)).Single()!["times"]!.GetValue<int>());
    }

    [Fact]
    public async Task Service_Down_IsUnknownAndAnswersNothing()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.FaultAsync("vnpost", "fail");
        Assert.IsType<SendUnknown>(await world.VnPost.SendAsync(List, "khoa-1", default));
        Assert.IsType<AskUnanswered>(await world.VnPost.AskAsync("khoa-1", default));
        Assert.IsType<ResultsUnanswered>((await world.ResultsAsync()).Single());
    }

    [Fact]
    public async Task Service_ThatNeverAnswers_IsUnknownAfterTheLimit()
    {
        await using var world = await ProviderWorld.StartAsync(("Payments:VnPost:TimeoutMilliseconds", "300"), ("Payments:VnPost:Retries", "0"));
        await world.FaultAsync("vnpost", "blackhole", stage: "after");
        Assert.Equal("hết thời gian chờ", Assert.IsType<SendUnknown>(await world.VnPost.SendAsync(List, "khoa-1", default)).Why);
    }

    // One request in three fails: parts and questions are tried again, and nothing is lost.
    [Fact]
    public async Task Service_FailingNowAndThen_IsTriedAgainWhereThatIsHarmless()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.VnPost.SendAsync(List, "khoa-1", default);
        await world.FaultAsync("vnpost", "fail", rate: 0.34);
        Assert.IsType<AskReceived>(await world.VnPost.AskAsync("khoa-1", default));
        Assert.Equal(130, (await world.ResultsAsync()).OfType<ResultLines>().Sum(b => b.Entries.Count));
    }

    [Fact]
    public async Task Refusal_WithFaults_TellsThemWithoutPersonalNumbers()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync("normal", send: "refuse");
        var refused = Assert.IsType<SendRefused>(await world.VnPost.SendAsync(List, "khoa-1", default));
        Assert.Equal(2, refused.Problems.Count);
        Assert.Contains("dòng 1", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("038154000101", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.IsType<AskNotKnown>(await world.VnPost.AskAsync("khoa-1", default));
    }

    // Both sides have another secret: what the service says is not believed, not even its refusal.
    [Fact]
    public async Task Answer_SignedByAnother_IsNotBelieved()
    {
        await using var world = await ProviderWorld.StartAsync(("Payments:VnPost:Secret", new string('x', 40)));
        Assert.Contains("chữ ký", Assert.IsType<SendUnknown>(await world.VnPost.SendAsync(List, "khoa-1", default)).Why, StringComparison.Ordinal);
        Assert.Empty(await ListsAsync(world));
    }

    [Fact]
    public async Task Results_InOrder_SettleEveryLineToTheDong()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync("normal");
        await world.VnPost.SendAsync(List, "khoa-1", default);
        var batches = await world.ResultsAsync();
        Assert.Equal(4, batches.Count); // 130 lines in pages of 40
        var rows = ProviderWorld.Judged(batches, List).Select(e => Assert.IsType<ResultRow>(e.Row)).ToList();
        Assert.Equal(List.Rows.Select(r => r.RowId), rows.Select(r => r.RowId));
        Assert.Equal(List.Header.TotalAmount.Amount, rows.Sum(r => r.Amount.Amount));
        Assert.InRange(rows.Count(r => r.Status == WireCodes.Unpaid), 10, 60);

        // From the last cursor there is nothing new; from an earlier one the rest comes again.
        Assert.Empty(await world.ResultsAsync(new ResultQuery(Since: ((ResultLines)batches[^1]).Cursor)));
        Assert.Equal(2, (await world.ResultsAsync(new ResultQuery(Since: ((ResultLines)batches[1]).Cursor))).Count);
    }

    [Theory]
    [InlineData("duplicate", 260, 130, 1)]
    [InlineData("reorder", 260, 130, 2)]
    [InlineData("partial", 65, 65, 1)]
    [InlineData("corrected", 260, 130, 2)]
    [InlineData("foreign-rows", 132, 130, 1)]
    public async Task Results_BentByTheMode_AreToldAsTheyAre(string mode, int told, int rows, int version)
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync(mode);
        await world.VnPost.SendAsync(List, "khoa-1", default);
        var judged = ProviderWorld.Judged(await world.ResultsAsync(), List);
        Assert.Equal(told, judged.Count);
        var good = judged.Where(e => e.Row is not null).Select(e => e.Row!).ToList();
        Assert.Equal(rows, good.Select(r => r.RowId).Distinct().Count());
        Assert.Equal(version, good.Max(r => r.Version));
        Assert.Equal(told - good.Count, judged.SelectMany(e => e.Faults).Count(f => f.Problem.Code == FileProblems.UnknownRow.Code));

        // Whatever the order, the latest version of a line is the same.
        var latest = good.GroupBy(r => r.RowId).Select(g => g.MaxBy(r => r.Version)!).ToDictionary(r => r.RowId, r => r.Status);
        var truth = await TruthAsync();
        Assert.All(latest, l => Assert.Equal(truth[l.Key], l.Value));
    }

    [Theory]
    [InlineData("wrong-month", "pay-result-wrong-month", 130)]
    [InlineData("changed-amount", "pay-result-amount-changed", 43)]
    public async Task Results_AgainstTheAgreement_AreFaultsLineByLine(string mode, string code, int faults)
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync(mode);
        await world.VnPost.SendAsync(List, "khoa-1", default);
        var judged = ProviderWorld.Judged(await world.ResultsAsync(), List);
        Assert.Equal(faults, judged.Count(e => e.Row is null && e.Faults.Single().Problem.Code == code));
        Assert.Equal(130 - faults, judged.Count(e => e.Row is not null));
    }

    [Fact]
    public async Task StandIn_Restarted_HoldsWhatItAcknowledged()
    {
        using var folder = new TestSupport.DataFolder();
        List<ResultEntry> before;
        await using (var world = await ProviderWorld.StartAsync(("Data:Folder", folder.Path)))
        {
            await world.BehaveAsync("corrected");
            await world.VnPost.SendAsync(List, "khoa-1", default);
            before = ProviderWorld.Judged(await world.ResultsAsync(), List);
        }

        await using var again = await ProviderWorld.StartAsync(("Data:Folder", folder.Path));
        Assert.Equal(List.Header.Hash, Assert.IsType<AskReceived>(await again.VnPost.AskAsync("khoa-1", default)).Hash);
        Assert.Equal(before.Select(e => e.Row), ProviderWorld.Judged(await again.ResultsAsync(), List).Select(e => e.Row));
    }

    // A bad page is told and does not stop those behind it.
    [Fact]
    public async Task Page_WithADamagedHash_IsRefusedAndTheNextIsRead()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync("damaged-hash");
        await world.VnPost.SendAsync(List, "khoa-1", default);
        await world.BehaveAsync("normal");
        await world.TellAsync("/quan-tri/vnpost/phat-hanh", new JsonObject());
        var batches = await world.ResultsAsync();
        Assert.Equal(4, batches.OfType<ResultsRefused>().Count(b => b.Faults.Single().Problem.Code == FileProblems.Damaged.Code));
        Assert.Equal(130, ProviderWorld.Judged(batches, List).Count(e => e.Row is not null));
    }

    private static async Task<Dictionary<string, string>> TruthAsync()
    {
        await using var world = await ProviderWorld.StartAsync();
        await world.BehaveAsync("normal");
        await world.VnPost.SendAsync(List, "khoa-1", default);
        return ProviderWorld.Judged(await world.ResultsAsync(), List).ToDictionary(e => e.Row!.RowId, e => e.Row!.Status);
    }

    private static async Task<JsonArray> ListsAsync(ProviderWorld world) => (await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<JsonArray>(world.Admin, "/quan-tri/vnpost"))!;
}
