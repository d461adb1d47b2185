using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Reference.Taking;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>Before anybody goes over, the officer sees who goes where and who stays and why, leaves people out with a reason, and can stop what runs.</summary>
[Collection(UnitsAlone.Name)]
public sealed class TakingPreviewTests
{
    [Fact]
    public async Task Preview_BeforeTheTaking_NamesWhoGoesAndWhoStaysAndWhy()
    {
        await using var run = await TakingRun.StartAsync();
        var (one, busy, moving, other) = (await run.ReceivingAsync(1, "Thôn Đông"), await run.ReceivingAsync(2, "Thôn Đông"), await run.ReceivingAsync(3, "Thôn Đông"), await run.ReceivingAsync(4, "Thôn Tây"));
        await run.Pay.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, PayRun.Somebody(2), TakingRun.From);
        await run.Pay.Flow.SaveAsync(db => db.TransferHalves.Add(new TransferHalf
        {
            Id = Guid.NewGuid(), TransferId = Guid.NewGuid(), Side = TransferSide.Out, TenantPath = TakingRun.From, BeneficiaryId = moving, OtherProvince = "46", OtherCommune = "19753", OtherName = "Phường Phú Xuân", StopMonth = 202508,
            Packet = "{}", RecordedAt = new DateTime(2025, 8, 4, 2, 0, 0, DateTimeKind.Utc), Status = TransferStatus.Outside,
        }));
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "part"), (TakingRun.New, "part"));
        var prepared = LevelRun.Must(await run.PrepareAsync(("Thôn Đông", TakingRun.Standing)));
        Assert.Equal((TakingState.Prepared, 1), (prepared.State, prepared.Total));
        await run.WorkAsync();
        Assert.Equal(TakingRun.From, await run.PlaceAsync(one)); // looked at only

        var going = await run.OpenAsync();
        Assert.Contains($"1 người: 1 người sang {TakingRun.StandingName}", going.Main, StringComparison.Ordinal);
        Assert.Contains("3 người: 1 người có hồ sơ đang giải quyết, 1 người đang chuyển nơi cư trú, 1 người ở thôn chưa chọn đơn vị", going.Main, StringComparison.Ordinal);
        Assert.Equal([one], Listed(going));
        var staying = await run.OpenAsync(query: "?nhom=o-lai");
        Assert.Equal(new[] { busy, moving, other }.Order(), Listed(staying).Order());
        Assert.All(new[] { "Có hồ sơ đang giải quyết", "Đang chuyển nơi cư trú, chưa xong", "Thôn, tổ dân phố chưa chọn đơn vị tiếp nhận" }, why => Assert.Contains(why, staying.Main, StringComparison.Ordinal));
        Assert.Empty(Listed(await run.OpenAsync(Roles.Administrator))); // names nobody to who may not see the registry

        LevelRun.Must(await run.StartAsync(prepared));
        await run.WorkAsync();
        Assert.Equal([TakingRun.To, TakingRun.From, TakingRun.From, TakingRun.From], [await run.PlaceAsync(one), await run.PlaceAsync(busy), await run.PlaceAsync(moving), await run.PlaceAsync(other)]);
    }

    [Fact]
    public async Task Person_LeftOutWithAReason_StaysAndMayGoAlongAgain()
    {
        await using var run = await TakingRun.StartAsync();
        var (one, two) = (await run.ReceivingAsync(1), await run.ReceivingAsync(2));
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        var shown = await (await run.OpenAsync()).SubmitAsync(button: "Xem ai chuyển");
        Assert.Equal(new[] { one, two }.Order(), Listed(shown).Order());

        var asked = await run.OpenAsync(query: $"?nguoi={two}");
        Assert.Contains("từ 5 đến 300 ký tự", Assert.Single((await asked.SubmitAsync(new Dictionary<string, object?> { ["Why"] = " " }, button: "Để lại người này")).Problems), StringComparison.Ordinal);
        Assert.Contains("Bây giờ có 1 người chuyển", (await asked.SubmitAsync(new Dictionary<string, object?> { ["Why"] = "Đang tranh chấp nơi cư trú" }, button: "Để lại người này")).Main, StringComparison.Ordinal);
        var staying = await run.OpenAsync(query: "?nhom=o-lai");
        Assert.Contains("để lại: Đang tranh chấp nơi cư trú", staying.Main, StringComparison.Ordinal);
        Assert.Contains(await run.Node.WithDbAsync(db => db.Acts.Where(a => a.Subject == $"beneficiary/{two:D}").Select(a => a.Reason).ToListAsync()), r => r.Contains("Đang tranh chấp nơi cư trú", StringComparison.Ordinal));

        await (await run.OpenAsync()).SubmitAsync(button: "Chuyển 1 người");
        await run.WorkAsync();
        Assert.Equal([TakingRun.To, TakingRun.From], [await run.PlaceAsync(one), await run.PlaceAsync(two)]);

        // Looked at again, he still stays, until somebody takes him along.
        Assert.Contains("0 người", (await (await run.OpenAsync()).SubmitAsync(button: "Xem ai chuyển")).Main, StringComparison.Ordinal);
        await (await run.OpenAsync(query: "?nhom=o-lai")).SubmitAsync(button: "Chuyển cùng");
        await (await run.OpenAsync()).SubmitAsync(button: "Chuyển 1 người");
        await run.WorkAsync();
        Assert.Equal(TakingRun.To, await run.PlaceAsync(two));
    }

    [Fact]
    public async Task Taking_WhenPeopleChangedSinceItWasSeen_BeginsOnlyWhenItIsSeenAgain()
    {
        await using var run = await TakingRun.StartAsync();
        await run.ReceivingAsync(1);
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        var prepared = LevelRun.Must(await run.PrepareAsync());
        await run.ReceivingAsync(2);

        Assert.True((await run.StartAsync(prepared)).Has(TakingProblems.Changed));
        Assert.Equal(TakingState.Prepared, (await run.LastAsync()).State);
        Assert.Equal(2, LevelRun.Must(await run.StartAsync(prepared, seen: 2)).Total);
        LevelRun.Must(await run.StartAsync(prepared, seen: 2)); // pressed twice
    }

    [Fact]
    public async Task Taking_Stopped_LeavesWhoDidNotGoWhereTheyAre()
    {
        await using var run = await TakingRun.StartAsync();
        var (one, two) = (await run.ReceivingAsync(1), await run.ReceivingAsync(2));
        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        var begun = LevelRun.Must(await run.StartAsync(LevelRun.Must(await run.PrepareAsync())));
        var left = await run.Node.WithAsync(s => s.GetRequiredService<WorkTaking>().LeftAsync(begun.Id, default));
        Assert.True(await run.Node.WithAsync(s => s.GetRequiredService<WorkTaking>().PersonAsync(begun.Id, left[0], default)));

        Assert.Contains("Đã dừng: 1 trên 2 người đã chuyển", (await (await run.OpenAsync()).SubmitAsync(button: "Dừng chuyển")).Main, StringComparison.Ordinal);
        Assert.False(await run.Node.WithAsync(s => s.GetRequiredService<WorkTaking>().PersonAsync(begun.Id, left[1], default)));
        await run.Node.WithAsync(async s =>
        {
            await s.GetRequiredService<WorkTaking>().EndAsync(begun.Id, default);
            return 0;
        });
        await run.WorkAsync();

        Assert.Equal(new[] { TakingRun.From, TakingRun.To }.Order(), new[] { await run.PlaceAsync(one), await run.PlaceAsync(two) }.Order());
        Assert.Equal((TakingState.Stopped, 1), await run.LastAsync() is var stopped ? (stopped.State, stopped.Moved) : default);
        LevelRun.Must(await run.PrepareAsync());
    }

    // A long list goes by page.
    [Fact]
    public async Task Preview_OfManyPeople_GoesByPage()
    {
        await using var run = await TakingRun.StartAsync();
        for (var n = 1; n <= TakingPageModel.PageSize + 1; n++)
        {
            await run.ReceivingAsync(n);
        }

        await run.TakePackAsync(ends: true, (TakingRun.Standing, "whole"));
        LevelRun.Must(await run.PrepareAsync());

        var (first, second) = (Listed(await run.OpenAsync()), Listed(await run.OpenAsync(query: "?trang=2")));
        Assert.Equal((TakingPageModel.PageSize, 1, TakingPageModel.PageSize + 1), (first.Count, second.Count, first.Union(second).Count()));
    }

    private static List<Guid> Listed(PageReader page) => [.. page.Document.QuerySelectorAll("section[aria-labelledby=xem] th[scope=row] a").Select(a => Guid.Parse(a.GetAttribute("href")!.Split('/')[^1]))];
}
