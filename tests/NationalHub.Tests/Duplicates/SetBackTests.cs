using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Duplicates;
using NationalHub.Gateways.Transfers;
using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using static NationalHub.Tests.Duplicates.CaseWorld;

namespace NationalHub.Tests.Duplicates;

/// <summary>A province that is set back to be tried again works on with real people: what it shares with other provinces goes on.</summary>
public sealed class SetBackTests
{
    private const string Why = "Công văn 82/SYT: chi sai kỳ 11, thử lại từ đầu";

    [Fact]
    public async Task Case_OfAProvinceSetBackToTesting_StaysAskedOnBothSides()
    {
        await using var world = await FoundAsync();
        await SetBackAsync(world, There);
        await world.SearchAsync();

        var of = await world.CaseAsync();
        Assert.Equal((CaseState.Asked, 1), (of.State, of.Round));
        Assert.Equal("Asked", Assert.Single((await world.PullAsync(Here)).Cases).State);
        var told = Assert.Single((await world.PullAsync(There)).Cases);
        Assert.Equal(("Asked", 1_000_000L), (told.State, told.Theirs.MonthlyDong));

        // What both say is still taken.
        await world.SayAsync(Here, of.Id, "Stays");
        Assert.Equal("Agreed", await world.SayAsync(There, of.Id, "Stops", 202609));
    }

    // Before, setting back ended all cases of the province: they open again by themselves.
    [Fact]
    public async Task Case_EndedBecauseAProvinceWasSetBack_IsAskedAnew()
    {
        await using var world = await FoundAsync();
        await StageAsync(world, There, ProvinceStage.Testing);
        await world.SearchAsync();
        Assert.Equal(CaseState.Closed, (await world.CaseAsync()).State);

        await world.Hub.WithDbAsync(async db =>
        {
            db.Add(new StageChange { ProvinceCode = There, From = ProvinceStage.Pilot, To = ProvinceStage.Testing, By = "van.hanh", At = DateTime.UnixEpoch, Why = Why });
            return await db.SaveChangesAsync();
        });
        await world.SearchAsync();

        Assert.Equal((CaseState.Asked, 2), await world.CaseAsync() is var of ? (of.State, of.Round) : default);
    }

    [Fact]
    public async Task Transfer_WithAProvinceSetBackToTesting_GoesOn()
    {
        await using var world = await FoundAsync();
        await SetBackAsync(world, There);

        Assert.True(await TakesAsync(world, Here, There));
        Assert.True(await TakesAsync(world, There, Here));

        // One that was never real is a stranger to it.
        using var certificate = await world.Hub.AddProvinceAsync("48");
        Assert.False(await TakesAsync(world, "48", There));
        Assert.False(await TakesAsync(world, There, "48"));
        Assert.False(await TakesAsync(world, There, "01"));
    }

    private static async Task<CaseWorld> FoundAsync()
    {
        var world = await StartAsync();
        await StageAsync(world, Here, ProvinceStage.Live);
        await StageAsync(world, There, ProvinceStage.Live);
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2));
        await world.SearchAsync();
        Assert.Equal(CaseState.Asked, (await world.CaseAsync()).State);
        return world;
    }

    private static Task<int> StageAsync(CaseWorld world, string province, ProvinceStage stage) =>
        world.Hub.WithDbAsync(db => db.Provinces.Where(p => p.Code == province).ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, stage)));

    // From Live to Pilot to Testing, as the operator does.
    private static async Task SetBackAsync(CaseWorld world, string province)
    {
        for (var i = 0; i < 2; i++)
        {
            await using var scope = world.Hub.App.Services.CreateAsyncScope();
            Assert.Null(await scope.ServiceProvider.GetRequiredService<SetBackStage>().HandleAsync(province, Why, "van.hanh", CancellationToken.None));
        }

        Assert.Equal(ProvinceStage.Testing, await world.Hub.WithDbAsync(db => db.Provinces.Where(p => p.Code == province).Select(p => p.Stage).SingleAsync()));
    }

    private static async Task<bool> TakesAsync(CaseWorld world, string receiver, string sender)
    {
        await using var scope = world.Hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TransferNodes>().TakesAsync(receiver, sender, CancellationToken.None);
    }
}
