using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Duplicates;
using NationalHub.Tests.Platform;
using Protos.Duplicates;
using static NationalHub.Tests.Duplicates.CaseWorld;

namespace NationalHub.Tests.Duplicates;

/// <summary>Months in common that are all over: both provinces are asked who takes back, and nobody holds anything.</summary>
public sealed class PastCasesTests
{
    [Fact]
    public async Task Person_PaidTwiceForMonthsThatAreOver_IsAskedOfBothWithMonthsAndMoney()
    {
        await using var world = await FoundAsync();

        var of = await world.CaseAsync();
        Assert.Equal((CaseState.Asked, true, 1), (of.State, of.Past, of.Round));
        var told = Assert.Single((await world.PullAsync(There)).Cases);
        Assert.Equal(("Asked", true, Intake.Records.Id(2)), (told.State, told.Past, told.BeneficiaryId));
        Assert.Equal([(202608, 1_000_000L, 1_000_000L, 1_000_000L, 0L), (202607, 1_000_000L, 1_000_000L, 1_000_000L, 1_000_000L)], told.Months.Select(m => (m.Month, m.OurDong, m.TheirDong, m.OurPaidDong, m.TheirPaidDong)));

        // One of them takes back; a month after the last in common is refused.
        var late = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => world.SayAsync(There, of.Id, "Stops", 202609));
        Assert.Contains("tháng cuối là 08/2026", late.Status.Detail, StringComparison.Ordinal);
        await world.SayAsync(There, of.Id, "Stops", 202607);
        Assert.Equal("Agreed", await world.SayAsync(Here, of.Id, "Stays"));
        var agreed = Assert.Single((await world.PullAsync(There)).Cases);
        Assert.Equal(("Agreed", true, Here, 202607), (agreed.State, agreed.Past, agreed.PayerProvince, agreed.StopMonth));

        // It stays settled, whatever is searched again.
        await world.SearchAsync();
        await world.FindAsync(f => f.KeptAsync(default));
        Assert.Equal((CaseState.Agreed, 202608), await world.CaseAsync() is var after ? (after.State, after.SettledTo) : default);
    }

    // The node of the version before would hold the payment of somebody who is paid in one place alone.
    [Fact]
    public async Task Node_OfTheVersionBefore_HearsThatItEnded()
    {
        await using var world = await FoundAsync();
        await using var scope = world.Hub.App.Services.CreateAsyncScope();
        var read = scope.ServiceProvider.GetRequiredService<ReadCases>();

        var old = Assert.Single((await read.HandleAsync(Here, new CasesRequest { Most = 50 }, default)).Cases);
        Assert.Equal(("Closed", false, 0), (old.State, old.Past, old.StopMonth));
        Assert.Contains("nâng cấp", old.ClosedWhy, StringComparison.Ordinal);

        // Upgraded, it asks for everything again.
        await read.HandleAsync(Here, new CasesRequest { Most = 50, Known = { new KnownCase { Id = old.Id, Version = old.Version } } }, default);
        Assert.Empty((await world.PullAsync(Here)).Cases);
        Assert.True(Assert.Single((await read.HandleAsync(Here, new CasesRequest { Most = 50, Again = true, KnowsPast = true }, default)).Cases).Past);
    }

    // It ran and was asked; one of them stopped by itself: nobody holds any more, the months paid twice are asked about. Granted anew there, it runs again.
    [Fact]
    public async Task Case_ThatRan_TurnsWhenItsMonthsAreOverAndBack()
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1, 202601));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2, 202607));
        await world.SearchAsync();
        Assert.Equal((CaseState.Asked, false, 1), await world.CaseAsync() is var runs ? (runs.State, runs.Past, runs.Round) : default);

        await world.PushAsync(There, Person(There, 2, version: 2, change: b => (b.Status, b.MonthlyAmountDong) = ("Ended", 0)), Grant(There, 2, 2, 202607, 202609, version: 2, status: "Ended"));
        await world.SearchAsync();
        Assert.Equal((CaseState.Asked, true, 2), await world.CaseAsync() is var past ? (past.State, past.Past, past.Round) : default);
        Assert.True(Assert.Single((await world.PullAsync(Here)).Cases).Past);

        await world.PushAsync(There, Grant(There, 5, 2, 202611));
        await world.SearchAsync();
        Assert.Equal((CaseState.Asked, false, 3), await world.CaseAsync() is var again ? (again.State, again.Past, again.Round) : default);
    }

    // Kept quietly by the version before: found by the walk after a start.
    [Fact]
    public async Task Pair_KeptQuietlyByRulesOfBefore_IsAskedAfterAStart()
    {
        await using var world = await FoundAsync();
        await world.Hub.WithDbAsync(db => db.CrossCases.ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaseState.Quiet).SetProperty(c => c.Past, false).SetProperty(c => c.Round, 0)));

        await world.Hub.App.Services.GetRequiredService<CaseRounds>().RoundAsync(CancellationToken.None);

        Assert.Equal((CaseState.Asked, true), await world.CaseAsync() is var of ? (of.State, of.Past) : default);
    }

    [Fact]
    public async Task Page_OfPastMonths_SaysItInWordsAndDecides()
    {
        await using var world = await FoundAsync();
        var of = await world.CaseAsync();
        using var client = OperatorClient.Stranger(world.Hub);
        await client.SignInAsync(world.Hub);

        Assert.Contains("các tháng đã qua", await client.PageAsync("/trung-tinh"), StringComparison.Ordinal);
        var page = await client.PageAsync($"/trung-tinh/{of.Id:D}");
        Assert.All(new[] { "không tỉnh nào tạm giữ", "2 tháng, cộng", "2.000.000", "Tỉnh kia thu hồi từ tháng", "12/QĐ-UBND, ngày 20/06/2026, UBND xã" }, part => Assert.Contains(part, page, StringComparison.Ordinal));

        var sent = new Dictionary<string, string> { ["version"] = of.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), ["payer"] = "46", ["stop"] = "09/2026", ["reason"] = "Người này ở Huế từ tháng 7 theo dữ liệu dân cư" };
        Assert.Contains("không được sau tháng đó", await client.SendFormAsync($"/trung-tinh/{of.Id:D}", $"/trung-tinh/{of.Id:D}", sent), StringComparison.Ordinal);
        sent["stop"] = "07/2026";
        Assert.Contains("Thành phố Huế chi trả đúng; tỉnh kia thu hồi các tháng cùng có tiền từ tháng 07/2026.", await client.SendFormAsync($"/trung-tinh/{of.Id:D}", $"/trung-tinh/{of.Id:D}", sent), StringComparison.Ordinal);
        Assert.Equal(("Decided", There), Assert.Single((await world.PullAsync(Here)).Cases) is var told ? (told.State, told.PayerProvince) : default);

        // Settled, it leaves the list of what goes on.
        Assert.DoesNotContain(of.Id.ToString("D"), await client.PageAsync("/trung-tinh"), StringComparison.Ordinal);
        Assert.Contains(of.Id.ToString("D"), await client.PageAsync("/trung-tinh?tinh-trang=Decided"), StringComparison.Ordinal);
    }

    // Here from January to August, there from July on: July and August twice. Lists there paid both months, here July.
    private static async Task<CaseWorld> FoundAsync()
    {
        var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1, change: b => (b.Status, b.MonthlyAmountDong) = ("Ended", 0)), Grant(Here, 1, 1, 202601, 202608, status: "Ended"), Decision(Here, 1, "12/QĐ-UBND"), Paid(Here, 1, 1, 202607));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2, 202607), Paid(There, 2, 2, 202607), Paid(There, 3, 2, 202608));
        await world.SearchAsync();
        return world;
    }
}
