using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Reference;
using ProvinceNode.Reference.Taking;
using ProvinceNode.Tests.Dossiers;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>A commune that the same pack makes takes people over from the pack's day on: all of them, those of some villages, or a part of a commune that stays; each month is paid once.</summary>
[Collection(UnitsAlone.Name)]
public sealed class TakingNewCommuneTests
{
    [Fact]
    public async Task People_OfACommuneWhoseSuccessorThePackMakes_GoOverOnItsDayAndThePackGoesIntoForce()
    {
        await using var run = await TakingRun.StartAsync();
        var person = await run.ReceivingAsync(1);
        await run.ListedAsync(TakingRun.From, 202509);
        await run.TakePackAsync(ends: true, (TakingRun.New, "whole"));
        Assert.True((await run.PrepareAsync()).Has(TakingProblems.NoSuccessor));

        // Ahead of the day: the commune is there from the day on, and so is the taking.
        var opened = await (await run.OpenAsync(Roles.ProvinceLeader)).SubmitAsync(button: "Lập đơn vị mới của gói");
        Assert.Contains("hoạt động từ ngày 01/12/2025", opened.Main, StringComparison.Ordinal);
        Assert.Equal((TakingRun.Ends, (DateOnly?)null), await run.Node.WithDbAsync(async db => await db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == TakingRun.NewPath) is var o ? (o.ValidFrom, o.ValidTo) : default));
        Assert.Equal(("Xã Thử Nghiệm", false), (UnitNames.Place("38", TakingRun.New, TakingRun.Ends)!.CommuneName, UnitNames.Place("38", TakingRun.New, TakingRun.Ends.AddDays(-1)) is not null));
        Assert.NotNull(UnitNames.Place("38", TakingRun.Gone, TakingRun.Ends)); // works until it is empty
        var shown = await (await run.OpenAsync()).SubmitAsync(button: "Xem ai chuyển");
        Assert.Contains("Người được chuyển từ ngày 01/12/2025", shown.Main, StringComparison.Ordinal);
        Assert.Contains("1 người được chuyển từ ngày 01/12/2025", (await shown.SubmitAsync(button: "Chuyển 1 người")).Main, StringComparison.Ordinal);
        await run.WorkAsync();
        Assert.Equal((TakingRun.From, TakingState.Running), (await run.PlaceAsync(person), (await run.LastAsync()).State));

        run.Node.Clock.SetDay(TakingRun.Ends);
        await run.WorkAsync();
        Assert.Equal((TakingRun.NewPath, TakingState.Done), (await run.PlaceAsync(person), (await run.LastAsync()).State));
        await run.ListedAsync(TakingRun.NewPath, 202601);
        Assert.Equal("202509 202510 202511 202512 202601", await run.MonthsAsync(person));

        await run.SettledAsync();
        await (await PageReader.OpenAsync(await run.Node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu/units/1")).SubmitAsync(button: "Duyệt");
        Assert.Equal(ReferencePackState.Active, await run.Node.WithDbAsync(db => db.ReferencePacks.Select(p => p.State).SingleAsync()));
        Assert.Equal([(TakingRun.From, TakingRun.Ends.AddDays(-1)), (TakingRun.NewPath, (DateOnly?)null)], await run.Node.WithDbAsync(async db =>
            (await db.Offices.AsNoTracking().Where(o => o.TenantPath == TakingRun.From || o.TenantPath == TakingRun.NewPath).OrderBy(o => o.TenantPath).ToListAsync()).ConvertAll(o => (o.TenantPath, o.ValidTo))));
        Assert.Equal((1, TakingRun.New, (UnitPlace?)null), (await run.Node.WithDbAsync(db => db.Units.CountAsync(u => u.Code == TakingRun.New)), Succession.MainOf(TakingRun.Gone), UnitNames.Place("38", TakingRun.Gone, TakingRun.Ends)));
    }

    [Fact]
    public async Task People_OfADividedCommune_GoToTheNewAndTheStandingOneByVillage()
    {
        await using var run = await TakingRun.StartAsync();
        var (east, west, south) = (await run.ReceivingAsync(1, "Thôn Đông"), await run.ReceivingAsync(2, "Thôn Tây"), await run.ReceivingAsync(3, "Thôn Nam"));
        await run.TakePackAsync(ends: true, (TakingRun.New, "part"), (TakingRun.Standing, "part"));
        run.Node.Clock.SetDay(TakingRun.Ends);
        Assert.True((await run.PrepareAsync(("Thôn Đông", TakingRun.New))).Has(TakingProblems.NotSuccessor));
        await (await run.OpenAsync(Roles.ProvinceLeader)).SubmitAsync(button: "Lập đơn vị mới của gói");

        var prepared = LevelRun.Must(await run.PrepareAsync(("Thôn Đông", TakingRun.New), ("Thôn Tây", TakingRun.Standing)));
        Assert.Equal((TakingState.Running, TakingRun.Ends), LevelRun.Must(await run.StartAsync(prepared)) is var begun ? (begun.State, begun.Starts) : default);
        await run.WorkAsync();

        Assert.Equal([TakingRun.NewPath, TakingRun.To, TakingRun.From], [await run.PlaceAsync(east), await run.PlaceAsync(west), await run.PlaceAsync(south)]);
        Assert.Contains("1 người trong sổ đối tượng", (await PageReader.OpenAsync(await run.Node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu/units/1")).Main, StringComparison.Ordinal);
    }

    // Nothing ends: the pack goes into force first, and people of the part follow.
    [Fact]
    public async Task People_OfAPartOfACommuneThatStays_GoOverAndTheOthersStay()
    {
        await using var run = await TakingRun.StartAsync();
        var (gone, stays) = (await run.ReceivingAsync(1, "Thôn Đông"), await run.ReceivingAsync(2, "Thôn Tây"));
        await run.ListedAsync(TakingRun.From, 202509);
        await run.TakePackAsync(ends: false, (TakingRun.New, "part"));
        run.Node.Clock.SetDay(TakingRun.Ends);
        var leader = await run.Node.SignInAsync(Roles.ProvinceLeader, "38");
        await (await PageReader.OpenAsync(leader, "/goi-tham-chieu/units/1")).SubmitAsync(button: "Duyệt");
        Assert.NotNull((await PageReader.OpenAsync(leader, "/goi-tham-chieu/units/1")).Document.QuerySelector($"a[href$='/tiep-nhan/1/{TakingRun.Gone}']"));
        Assert.Contains("vẫn hoạt động", (await run.OpenAsync()).Main, StringComparison.Ordinal);
        Assert.True((await run.PrepareAsync()).Has(TakingProblems.Choose)); // not everybody, though there is one successor

        await run.StartAsync(LevelRun.Must(await run.PrepareAsync(("Thôn Đông", TakingRun.New))));
        await run.WorkAsync();
        await run.ListedAsync(TakingRun.NewPath, 202601);
        await run.ListedAsync(TakingRun.From, 202602);

        Assert.Equal([TakingRun.NewPath, TakingRun.From], [await run.PlaceAsync(gone), await run.PlaceAsync(stays)]);
        Assert.Equal(("202509 202510 202511 202512 202601", "202509 202510 202511 202512 202601 202602"), (await run.MonthsAsync(gone), await run.MonthsAsync(stays)));
    }

    [Fact]
    public async Task Commune_OpenedByAPackThatWasWithdrawn_EndsWithTheNextWhenItIsEmpty()
    {
        await using var run = await TakingRun.StartAsync();
        await run.TakePackAsync(ends: true, (TakingRun.New, "whole"));
        await (await run.OpenAsync(Roles.ProvinceLeader)).SubmitAsync(button: "Lập đơn vị mới của gói");
        run.Node.Clock.SetDay(TakingRun.Ends);
        var there = await run.ReceivingAsync(1, commune: TakingRun.NewPath);

        // The hub withdrew it: the next stands on what was before.
        Assert.Empty((await PackPress.TakeAsync(run.Node, run.Press.Press(PackPress.Content(PackKind.Units, 2, TakingRun.Ends.AddDays(1)) with { Previous = 0 }))).Faults.Select(f => f.Words));
        run.Node.Clock.SetDay(TakingRun.Ends.AddDays(1));
        Assert.Equal(0, await PackPress.TurnAsync(run.Node));
        Assert.Contains("Xã Thử Nghiệm (mã 16998) chưa thể chấm dứt: còn 1 người", await run.Node.WithDbAsync(db => db.ReferencePacks.Where(p => p.Number == 2).Select(p => p.Trouble).SingleAsync()), StringComparison.Ordinal);

        await run.Node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == there).ExecuteUpdateAsync(b => b.SetProperty(x => x.TenantPath, TakingRun.From).SetProperty(x => x.CommuneCode, TakingRun.Gone)));
        Assert.Equal(1, await PackPress.TurnAsync(run.Node));
        Assert.Equal(TakingRun.Ends, await run.Node.WithDbAsync(db => db.Offices.Where(o => o.TenantPath == TakingRun.NewPath).Select(o => o.ValidTo).SingleAsync()));
        Assert.Null(UnitNames.Place("38", TakingRun.New, TakingRun.Ends.AddDays(1)));
    }

    [Fact]
    public async Task Opening_ByWhoMayNotOrTwice_MakesNothingMore()
    {
        await using var run = await TakingRun.StartAsync();
        await run.TakePackAsync(ends: true, (TakingRun.New, "whole"));
        Assert.True((await run.Node.WithAsync(s => s.GetRequiredService<OpenUnits>().HandleAsync(1, run.Officer, default))).Has(ProvinceNode.Platform.CommonProblems.NotAllowed));
        var leader = run.Pay.Flow.Dossiers.Official(Roles.ProvinceLeader, "38");

        LevelRun.Must(await run.Node.WithAsync(s => s.GetRequiredService<OpenUnits>().HandleAsync(1, leader, default)));
        LevelRun.Must(await run.Node.WithAsync(s => s.GetRequiredService<OpenUnits>().HandleAsync(1, leader, default)));

        Assert.Equal((1, 1), await run.Node.WithDbAsync(async db => (await db.Offices.CountAsync(o => o.TenantPath == TakingRun.NewPath), await db.Units.CountAsync(u => u.Code == TakingRun.New))));
    }
}
