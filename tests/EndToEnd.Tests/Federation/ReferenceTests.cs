using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reference;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using Protos.Reference;
using Protos.Reference.Packs;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>Packs from the ministry's desk to a province's rules over the real line: published, pulled, refused or approved, in force on their day, with the hub or without it.</summary>
[Collection(Alone.Name)]
public sealed class ReferenceTests
{
    [Fact]
    public async Task Pack_PublishedAtTheHub_IsInForceAtTheNodeOnItsDayAlsoWithTheHubDown()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync(); // 2025-03-10
        await PullAsync(node);
        Assert.Equal(4, await node.WithDbAsync(db => db.ReferencePacks.CountAsync(p => p.Number == 1 && p.State == ReferencePackState.Active)));

        await PublishAsync(federation, "600000", new DateOnly(2025, 4, 1));
        Assert.Equal("", (await PullAsync(node)).Trouble);
        var page = await PageReader.OpenAsync(await node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu/rules/2");
        Assert.Contains("Mức chuẩn trợ giúp xã hội từ 01/05/2025: 500.000 đồng → 600.000 đồng (Nghị định số 2/2025/NĐ-CP)", page.Main, StringComparison.Ordinal);
        await page.SubmitAsync(button: "Duyệt");
        Assert.Equal(500_000, await LevelAsync(node));

        await federation.StopHubAsync();
        node.Clock.SetDay(new DateOnly(2025, 4, 1));
        Assert.Contains("Nút vẫn dùng các gói đang áp dụng", (await PullAsync(node)).Trouble, StringComparison.Ordinal);
        Assert.Equal((600_000, ReferencePackState.Active), (await LevelAsync(node), await StateAsync(node, 2)));

        await federation.StartHubAsync();
        await Federation.UntilAsync(async () => (await PullAsync(node)).Trouble.Length == 0);
        var told = await federation.Hub!.WithDbAsync(db => db.ProvincePacks.AsNoTracking().SingleAsync(p => p.Kind == PackKind.Rules));
        Assert.Equal((2, 2, ""), (told.Held, told.Active, told.Trouble));
    }

    [Fact]
    public async Task Pack_AlteredOnItsWayOrOlder_IsRefusedAndTheLastValidOneStays()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        await PublishAsync(federation, "600000", new DateOnly(2025, 3, 1));
        await PullAsync(node);
        await (await PageReader.OpenAsync(await node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu/rules/2")).SubmitAsync(button: "Duyệt");
        Assert.Equal(600_000, await LevelAsync(node));

        var older = (await PublishAsync(federation, "700000", new DateOnly(2025, 3, 1))).File;
        await federation.Hub!.WithDbAsync(async db =>
        {
            var file = await db.PublishedPacks.Where(p => p.Kind == PackKind.Rules && p.Number == 3).Select(p => p.File).SingleAsync();
            var altered = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(file).Replace("\"signature\":\"M", "\"signature\":\"N", StringComparison.Ordinal));
            return await db.PublishedPacks.Where(p => p.Kind == PackKind.Rules && p.Number == 3).ExecuteUpdateAsync(set => set.SetProperty(p => p.File, altered));
        });
        var pulled = await PullAsync(node);
        Assert.Equal((0, 1), (pulled.Taken, pulled.Refused));
        // Asked again at each turn, for the next copy may be whole; told once.
        await PullAsync(node);
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PackRefuse)));
        Assert.Equal((600_000, ReferencePackState.Active), (await LevelAsync(node), await StateAsync(node, 2)));
        var page = await PageReader.OpenAsync(await node.SignInAsync(Roles.Administrator, "38"), "/goi-tham-chieu");
        Assert.Contains("đã bị sửa sau khi ký", page.Main, StringComparison.Ordinal);
        Assert.Contains("đã bị sửa sau khi ký", await federation.Hub.WithDbAsync(db => db.ProvincePacks.Where(p => p.Kind == PackKind.Rules).Select(p => p.Trouble).SingleAsync()), StringComparison.Ordinal);

        // The good file is taken when it comes, and what is older than it is not.
        var taken = await node.WithAsync(s => s.GetRequiredService<TakePack>().HandleAsync(older, null, null, CancellationToken.None));
        Assert.Equal(3, taken.Pack!.Number);
        await using var scope = federation.Hub.App.Services.CreateAsyncScope();
        var stale = scope.ServiceProvider.GetRequiredService<PackShelf>().Seal(
            PackContent.Of(PackKind.Rules, 2, 1, new DateOnly(2025, 3, 1), "Gói cũ ký lại", TimeProvider.System.GetUtcNow().UtcDateTime, PackTables.Shipped(PackKind.Rules)), "a", "b").File;
        Assert.Equal(PackFaultKind.Older, Assert.Single((await node.WithAsync(s => s.GetRequiredService<TakePack>().HandleAsync(stale, null, null, CancellationToken.None))).Faults).Kind);
        Assert.Equal(600_000, await LevelAsync(node));
    }

    private static async Task<PulledPacks> PullAsync(NodeHost node)
    {
        var pulled = await node.WithAsync(s => s.GetRequiredService<PullPacks>().HandleAsync(CancellationToken.None));
        await node.WithAsync(s => s.GetRequiredService<ActivatePacks>().HandleAsync(CancellationToken.None));
        await node.WithAsync(s => s.GetRequiredService<PullPacks>().TellAsync(CancellationToken.None));
        return pulled;
    }

    private static async Task<PublishedPack> PublishAsync(Federation federation, string amount, DateOnly from)
    {
        await using var scope = federation.Hub!.App.Services.CreateAsyncScope();
        var levels = ReferenceTable.Shipped("standard-levels").Replace(
            "standard;2024-07-01;2026-06-30;500000;Nghị định 76/2024/NĐ-CP;", $"standard;2024-07-01;2025-04-30;500000;Nghị định 76/2024/NĐ-CP;\nstandard;2025-05-01;2026-06-30;{amount};Nghị định số 2/2025/NĐ-CP;", StringComparison.Ordinal);
        var drafted = await scope.ServiceProvider.GetRequiredService<DraftPack>().HandleAsync(
            new(PackKind.Rules, from, "Nghị định số 2/2025/NĐ-CP", [new("standard-levels.csv", System.Text.Encoding.UTF8.GetBytes(levels))]), "người lập", CancellationToken.None);
        Assert.Empty(drafted.Faults);
        var (pack, fault) = await scope.ServiceProvider.GetRequiredService<PublishPack>().HandleAsync(drafted.Draft!.Id, "người duyệt", CancellationToken.None);
        Assert.Equal("", fault);
        return pack!;
    }

    private static Task<int> LevelAsync(NodeHost node) => node.WithDbAsync(async db => (int)(await RuleTables.ReadAsync(db, CancellationToken.None)).LevelIn(new(202505), "38")!.Amount);

    private static Task<ReferencePackState> StateAsync(NodeHost node, int number) => node.WithDbAsync(db => db.ReferencePacks.Where(p => p.Kind == PackKind.Rules && p.Number == number).Select(p => p.State).SingleAsync());
}
