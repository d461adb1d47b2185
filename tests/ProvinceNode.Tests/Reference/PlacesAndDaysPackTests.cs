using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using ProvinceNode.Tests.Dossiers;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>Days come into the working calendar and move dossiers; communes are added, renamed and ended, and none is ended over the heads of people.</summary>
[Collection(UnitsAlone.Name)]
public sealed class PlacesAndDaysPackTests : IDisposable
{
    private readonly PackPress _press = new();

    public void Dispose() => _press.Dispose();

    [Fact]
    public async Task Days_OfAnApprovedPack_MoveOpenDossiersAndLeaveTheProvincesOwn()
    {
        await using var node = await NodeHost.StartAsync(_press.Settings(new DateOnly(2022, 10, 5)));
        var flow = new FlowRun(node);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        Assert.Equal(new DateOnly(2022, 11, 4), (await flow.Dossiers.LoadAsync(flow.Id)).DueOn);
        await node.WithDbAsync(async db =>
        {
            db.DaysOff.Add(new DayOff { Date = new DateOnly(2022, 12, 1), Name = "Nghỉ của tỉnh" });
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), "test.change", new DateTime(2022, 10, 5, 2, 0, 0, DateTimeKind.Utc)), CancellationToken.None);
        });
        await TakeAsync(node, PackKind.Calendar, new DateOnly(2022, 10, 5), t => t[PackTables.DaysOff] += "2022-10-12;off;Nghỉ do bão số 5\n2022-12-01;work;Làm bù\n");

        var page = await LeaderAsync(node, "calendar");
        Assert.Contains("Ngày nghỉ thêm: 12/10/2022 (Nghỉ do bão số 5)", page.Main, StringComparison.Ordinal);
        Assert.Contains("1 hồ sơ đang giải quyết được tính lại thời hạn", page.Main, StringComparison.Ordinal);
        Assert.Contains("01/12/2022 (nghỉ: Nghỉ của tỉnh); giữ lịch của tỉnh", page.Main, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2022, 11, 4), (await flow.Dossiers.LoadAsync(flow.Id)).DueOn); // looking changes nothing

        Assert.Contains("đưa vào áp dụng", (await page.SubmitAsync(button: "Duyệt")).Main, StringComparison.Ordinal);
        var dossier = await flow.Dossiers.LoadAsync(flow.Id);
        Assert.Equal(new DateOnly(2022, 11, 7), dossier.DueOn);
        Assert.Equal("Hệ thống", dossier.Steps.MaxBy(s => s.Number)!.ActorName);
        var days = await node.WithDbAsync(db => db.DaysOff.AsNoTracking().Where(d => d.Date == new DateOnly(2022, 10, 12) || d.Date == new DateOnly(2022, 12, 1)).OrderBy(d => d.Date).ToListAsync());
        Assert.Equal([("Nghỉ do bão số 5", false), ("Nghỉ của tỉnh", false)], days.Select(d => (d.Name, d.Worked)));
    }

    [Fact]
    public async Task Day_ThatIsOver_IsToldAsPastAndNeedsAReason()
    {
        await using var node = await NodeHost.StartAsync(_press.Settings(new DateOnly(2022, 10, 5)));
        await TakeAsync(node, PackKind.Calendar, new DateOnly(2022, 10, 1), t => t[PackTables.DaysOff] += "2022-09-20;off;Nghỉ bão\n");
        var page = await LeaderAsync(node, "calendar");

        Assert.Contains("tính từ 20/09/2022, đã qua", page.Main, StringComparison.Ordinal);
        Assert.Equal(2, (await page.SubmitAsync(button: "Duyệt")).Problems.Count);
        Assert.False(await node.WithDbAsync(db => db.DaysOff.AnyAsync(d => d.Date == new DateOnly(2022, 9, 20))));
    }

    [Fact]
    public async Task Communes_NewRenamedAndEnded_FollowFromThePacksDay()
    {
        await using var node = await NodeHost.StartAsync(_press.Settings(new DateOnly(2025, 8, 1)));
        var communes = Communes();
        var (gone, renamed) = (communes[0], communes[1]);
        await TakeAsync(node, PackKind.Units, new DateOnly(2025, 9, 1), t => Change(t, gone, renamed));
        var page = await LeaderAsync(node, "units");
        Assert.Contains("Đơn vị mới: Xã Tân Lập (mã 99001, Tỉnh Thanh Hóa) từ 01/09/2025", page.Main, StringComparison.Ordinal);
        Assert.Contains("Từ ngày 01/09/2025, danh sách nơi ở để chọn trong tờ khai", page.Main, StringComparison.Ordinal);
        await page.SubmitAsync(button: "Duyệt");
        node.Clock.SetDay(new DateOnly(2025, 9, 1));
        Assert.Equal(1, await PackPress.TurnAsync(node));
        await NodeSetUp.RunAsync(node.App.Services, CancellationToken.None);

        var offices = await node.WithDbAsync(db => db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.TenantPath.Length == 8).ToListAsync());
        var added = offices.Single(o => o.TenantPath == "38.99001");
        Assert.Equal(("Xã Tân Lập", new DateOnly(2025, 9, 1)), (added.UnitName, added.ValidFrom));
        Assert.Equal(offices.Count, offices.Select(o => o.Identifier).Distinct().Count());
        Assert.Equal(new DateOnly(2025, 8, 31), offices.Single(o => o.TenantPath == $"38.{gone[1]}").ValidTo);
        var office = offices.Single(o => o.TenantPath == $"38.{renamed[1]}");
        Assert.Equal(("Phường Mới", UnitSeed.OfficialName(renamed[2])), (office.UnitName, Assert.Single(office.Formers).Name));
        var names = await node.WithDbAsync(db => db.Units.AsNoTracking().Where(u => u.Level == UnitLevel.Commune && u.Code == renamed[1] && u.ValidFrom >= new DateOnly(2025, 7, 1)).OrderBy(u => u.ValidFrom).ToListAsync());
        Assert.Equal([(UnitSeed.OfficialName(renamed[2]), (DateOnly?)new DateOnly(2025, 8, 31)), ("Phường Mới", null)], names.Select(n => (n.Name, n.ValidTo)));
    }

    [Fact]
    public async Task Commune_WhoseOfficeHasPeople_IsNotEndedAndEverythingStays()
    {
        await using var node = await NodeHost.StartAsync(_press.Settings(new DateOnly(2025, 8, 1)));
        var communes = Communes();
        await TakeAsync(node, PackKind.Units, new DateOnly(2025, 8, 1), t => Change(t, communes[0], communes[1]));
        Assert.NotNull((await LeaderAsync(node, "units")).Document.QuerySelector("#duyet"));
        var open = await LeaderAsync(node, "units");
        await node.OfficialAsync(Roles.Desk, $"38.{communes[0][1]}");

        Assert.Contains("1 tài khoản cán bộ", (await LeaderAsync(node, "units")).Main, StringComparison.Ordinal);
        Assert.Contains("đổi đơn vị hoặc khóa tài khoản tại trang Tài khoản", (await LeaderAsync(node, "units")).Main, StringComparison.Ordinal);
        var refused = await open.SubmitAsync(button: "Duyệt");

        Assert.Contains("chưa thể chấm dứt", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.False(await node.WithDbAsync(db => db.Offices.AnyAsync(o => o.TenantPath == "38.99001")));
    }

    [Fact]
    public async Task Pack_ThatCannotGoIntoForceOnItsDay_SaysWhyAndLeavesAll()
    {
        await using var node = await NodeHost.StartAsync(_press.Settings(new DateOnly(2025, 8, 1)));
        var communes = Communes();
        await TakeAsync(node, PackKind.Units, new DateOnly(2025, 9, 1), t => Change(t, communes[0], communes[1]));
        await (await LeaderAsync(node, "units")).SubmitAsync(button: "Duyệt");
        await node.OfficialAsync(Roles.Desk, $"38.{communes[0][1]}");
        node.Clock.SetDay(new DateOnly(2025, 9, 2));

        Assert.Equal(0, await PackPress.TurnAsync(node));
        Assert.Equal(0, await PackPress.TurnAsync(node));

        Assert.Contains("chưa thể chấm dứt", (await PageReader.OpenAsync(await node.SignInAsync(Roles.Administrator, "38"), "/goi-tham-chieu")).Main, StringComparison.Ordinal);
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PackTrouble)));
        Assert.False(await node.WithDbAsync(db => db.Offices.AnyAsync(o => o.TenantPath == "38.99001")));
    }

    private static List<string[]> Communes() => [.. PackTables.Shipped(PackKind.Units)[PackTables.Units].Split('\n')
        .Where(l => l.StartsWith("commune,", StringComparison.Ordinal) && l.EndsWith(",38", StringComparison.Ordinal)).Select(l => l.Split(',')).Take(2)];

    private static void Change(Dictionary<string, string> texts, string[] gone, string[] renamed)
    {
        var units = PackPress.Edited(texts[PackTables.Units], string.Join(',', gone) + "\n", "");
        texts[PackTables.Units] = PackPress.Edited(units, $",{renamed[1]},{renamed[2]},", $",{renamed[1]},Phường Mới,") + "commune,99001,Xã Tân Lập,Xã,38\n";
        texts[PackTables.Succession] = $"old_level,old_code,new_commune_code,share\ncommune,{gone[1]},99001,whole\n";
    }

    private async Task TakeAsync(NodeHost node, PackKind kind, DateOnly inForce, Action<Dictionary<string, string>> edit) =>
        Assert.Empty((await PackPress.TakeAsync(node, _press.Press(kind, 1, inForce, edit))).Faults.Select(f => f.Words));

    private static async Task<PageReader> LeaderAsync(NodeHost node, string kind) => await PageReader.OpenAsync(await node.SignInAsync(Roles.ProvinceLeader, "38"), $"/goi-tham-chieu/{kind}/1");
}
