using System.Net;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Duplicates;
using NationalHub.Tests.Platform;
using Protos.Duplicates;
using static NationalHub.Tests.Duplicates.CaseWorld;

namespace NationalHub.Tests.Duplicates;

/// <summary>The door of the nodes and the page of the ministry.</summary>
public sealed class CaseDoorTests
{
    [Fact]
    public async Task Case_UntilItIsKnown_ComesAgainAndWithEachChange()
    {
        await using var world = await FoundAsync();
        var of = await world.CaseAsync();

        var first = Assert.Single((await world.PullAsync(Here)).Cases);
        Assert.Single((await world.PullAsync(Here)).Cases); // the answer was lost
        Assert.Empty((await world.PullAsync(Here, new KnownCase { Id = first.Id, Version = first.Version })).Cases);
        Assert.Single((await world.PullAsync(There)).Cases); // each for itself

        Assert.Equal("Asked", await world.SayAsync(There, of.Id, "Stops", 202609));
        var heard = Assert.Single((await world.PullAsync(Here)).Cases);
        Assert.Equal(("Stops", 202609, "Cán bộ 46"), (heard.TheirWord.Word, heard.TheirWord.FromMonth, heard.TheirWord.Official));

        Assert.Equal("Agreed", await world.SayAsync(Here, of.Id, "Stays"));
        Assert.Equal("Agreed", await world.SayAsync(Here, of.Id, "Stays")); // the answer was lost
        var agreed = Assert.Single((await world.PullAsync(There)).Cases);
        Assert.Equal(("Agreed", Here, 202609), (agreed.State, agreed.PayerProvince, agreed.StopMonth));
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => world.SayAsync(There, of.Id, "NotSame"))).StatusCode);

        // The decision arrives: from the agreed month on nobody pays twice.
        await world.PushAsync(There, Grant(There, 2, 2, end: 202608, version: 2, status: "Ended"));
        await world.SearchAsync();
        Assert.Equal(CaseState.Closed, (await world.CaseAsync()).State);
    }

    [Fact]
    public async Task Case_OfOtherProvinces_IsNotThere()
    {
        await using var world = await FoundAsync();
        var of = await world.CaseAsync();
        using var channel = world.Hub.Channel(await world.Hub.AddProvinceAsync("48"));
        var stranger = new AcrossProvinces.AcrossProvincesClient(channel);

        Assert.Empty((await stranger.PullAsync(new CasesRequest { Most = 50, Again = true })).Cases);
        var word = new CaseWord { Word = "Stays", Reason = "Đã xác minh tại nhà", Official = "x" };
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await stranger.SayAsync(new SayRequest { Id = of.Id.ToString("D"), Round = 1, Word = word }))).StatusCode);
        Assert.Equal((WordKind.None, WordKind.None), await world.CaseAsync() is var after ? (after.FirstWord.Kind, after.SecondWord.Kind) : default);
    }

    [Theory]
    [InlineData("Maybe", 0, 1)]
    [InlineData("None", 0, 1)]
    [InlineData("Stops", 0, 1)]
    [InlineData("Stops", 209901, 1)]
    [InlineData("Stays", 0, 2)]
    public async Task Word_ThatCannotBe_IsRefused(string word, int month, int round)
    {
        await using var world = await FoundAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await world.SayAsync(Here, (await world.CaseAsync()).Id, word, month, round));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal(WordKind.None, (await world.CaseAsync()).FirstWord.Kind);
    }

    // A node restored from a backup asks for everything once more.
    [Fact]
    public async Task Node_ThatAsksAgain_GetsWhatIsClosedToo()
    {
        await using var world = await FoundAsync();
        var told = Assert.Single((await world.PullAsync(Here)).Cases);
        Assert.Empty((await world.PullAsync(Here, new KnownCase { Id = told.Id, Version = told.Version })).Cases);
        await using var scope = world.Hub.App.Services.CreateAsyncScope();
        var read = scope.ServiceProvider.GetRequiredService<ReadCases>();

        Assert.Single((await read.HandleAsync(Here, new CasesRequest { Most = 50, Again = true }, default)).Cases);
        await world.PushAsync(There, Grant(There, 2, 2, end: 202606, version: 2, status: "Ended"));
        await world.SearchAsync();
        var closed = Assert.Single((await world.PullAsync(Here)).Cases);
        Assert.Empty((await world.PullAsync(Here, new KnownCase { Id = closed.Id, Version = closed.Version })).Cases);

        // The backup holds for it still.
        Assert.Equal("Closed", Assert.Single((await read.HandleAsync(Here, new CasesRequest { Most = 50, Again = true }, default)).Cases).State);
    }

    // One side said by mistake that it stops: they are two people.
    [Fact]
    public async Task Ministry_WhereTheAgreementIsWrong_HasBothAskedAnew()
    {
        await using var world = await FoundAsync();
        var of = await world.CaseAsync();
        await world.SayAsync(Here, of.Id, "Stays");
        Assert.Equal("Agreed", await world.SayAsync(There, of.Id, "Stops", 202609));
        using var client = OperatorClient.Stranger(world.Hub);
        await client.SignInAsync(world.Hub);
        var (page, version) = ($"/trung-tinh/{of.Id:D}", (await world.CaseAsync()).Version.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Contains("ít nhất 20 ký tự", await client.SendFormAsync(page, $"{page}?handler=Reopen", new() { ["version"] = version, ["reason"] = "nhầm" }), StringComparison.Ordinal);
        Assert.Equal(CaseState.Agreed, (await world.CaseAsync()).State);
        var reopened = await client.SendFormAsync(page, $"{page}?handler=Reopen", new() { ["version"] = version, ["reason"] = "Huế báo nhầm: hai người khác nhau, số ghi sai" });

        Assert.Contains("Bộ mở lại (● hai tỉnh đã thống nhất), hỏi lại cả hai tỉnh. Lý do: Huế báo nhầm", reopened, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Reopen", reopened, StringComparison.Ordinal);
        var told = Assert.Single((await world.PullAsync(There)).Cases);
        Assert.Equal(("Asked", 2, "", 0, ""), (told.State, told.Round, told.PayerProvince, told.StopMonth, told.OurWord.Word));
        Assert.Contains("Chỉ mở lại được", await client.SendFormAsync(page, $"{page}?handler=Reopen", new() { ["version"] = version, ["reason"] = "Huế báo nhầm: hai người khác nhau, số ghi sai" }), StringComparison.Ordinal);
        await world.SayAsync(Here, of.Id, "NotSame", round: 2);
        Assert.Equal("NotSame", await world.SayAsync(There, of.Id, "NotSame", round: 2));
    }

    [Fact]
    public async Task Ministry_WhereProvincesDisagree_DecidesOnThePageWithItsReason()
    {
        await using var world = await FoundAsync();
        var of = await world.CaseAsync();
        using var client = OperatorClient.Stranger(world.Hub);
        Assert.Contains("Đăng nhập trục quốc gia", await client.PageAsync("/trung-tinh"), StringComparison.Ordinal);
        await client.SignInAsync(world.Hub);
        await world.SayAsync(Here, of.Id, "Stays");
        Assert.Equal("Disagreed", await world.SayAsync(There, of.Id, "Stays"));

        var list = await client.PageAsync("/trung-tinh?tinh=46");
        Assert.Contains("chờ Bộ quyết định", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Hòa", list, StringComparison.Ordinal);
        Assert.DoesNotContain(of.Id.ToString("D"), await client.PageAsync("/trung-tinh?tinh=48"), StringComparison.Ordinal);
        var page = await client.PageAsync($"/trung-tinh/{of.Id:D}");
        Assert.All(new[] { "Cùng số định danh cá nhân 12 số.", "Tỉnh Thanh Hóa", "Thành phố Huế", "Đã xác minh tại nhà, tỉnh 38", "Đã xác minh tại nhà, tỉnh 46", "1.000.000" }, part => Assert.Contains(part, page, StringComparison.Ordinal));

        var version = (await world.CaseAsync()).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var refused = await client.SendFormAsync($"/trung-tinh/{of.Id:D}", $"/trung-tinh/{of.Id:D}", new() { ["version"] = version, ["payer"] = "46", ["stop"] = "09/2026", ["reason"] = "ngắn" });
        Assert.Contains("ít nhất 20 ký tự", refused, StringComparison.Ordinal);
        var decided = await client.SendFormAsync($"/trung-tinh/{of.Id:D}", $"/trung-tinh/{of.Id:D}", new() { ["version"] = version, ["payer"] = "46", ["stop"] = "09/2026", ["reason"] = "Người này thường trú tại Huế theo dữ liệu dân cư" });

        Assert.Contains("van.hanh", decided, StringComparison.Ordinal);
        var told = Assert.Single((await world.PullAsync(Here)).Cases);
        Assert.Equal(("Decided", There, 202609, "van.hanh"), (told.State, told.PayerProvince, told.StopMonth, told.DecidedBy));
        Assert.Equal(4, await world.Hub.WithDbAsync(db => db.CrossCaseSteps.CountAsync()));
        Assert.Contains("<span>–</span>", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        using var missing = await client.GetAsync(new Uri($"/trung-tinh/{Guid.NewGuid():D}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static async Task<CaseWorld> FoundAsync()
    {
        var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2));
        await world.SearchAsync();
        return world;
    }
}
