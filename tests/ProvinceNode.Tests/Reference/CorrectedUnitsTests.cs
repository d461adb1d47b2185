using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Import;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>A pack of units in force that was wrong, and those that mend it: who goes on with what ended, and what had moved by the mistake.</summary>
[Collection(UnitsAlone.Name)]
public sealed class CorrectedUnitsTests : IAsyncLifetime
{
    private const string New = "99001";
    private static readonly DateOnly From = new(2025, 9, 1);
    private static readonly List<string[]> Lines = [.. PackTables.Shipped(PackKind.Units)[PackTables.Units].Split('\n').Where(l => l.StartsWith("commune,", StringComparison.Ordinal)).Select(l => l.Split(',')).Where(l => l[4] == "38")];
    private static readonly string[] Gone = Lines[0];
    private static readonly string[] Right = Lines[2];

    private readonly PackPress _press = new();
    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(_press.Settings(From));

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    // First the pack names the wrong one that goes on, then nobody was to end at all.
    [Fact]
    public async Task Imports_MovedByAWrongPack_FollowItsCorrectionAndComeBackOpenWhenTheCommuneStands()
    {
        var run = new ImportRun(_node);
        var batch = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")), client: await run.OfficerAsync($"38.{Gone[1]}"));
        await _node.WithDbAsync(db => db.Users.Where(u => u.OfficePath == $"38.{Gone[1]}").ExecuteUpdateAsync(u => u.SetProperty(x => x.Disabled, true)));
        await ActivateAsync(1, t => Change(t, New));
        await FollowAsync();
        Assert.Equal(($"38.{New}", $"38.{Gone[1]}"), await run.BatchAsync(batch) is var b ? (b.TenantPath, b.FormerPath) : default);

        await ActivateAsync(2, t => Change(t, Right[1]));
        await FollowAsync();
        Assert.Equal((BatchState.Withdrawn, $"38.{Right[1]}"), await run.BatchAsync(batch) is var moved ? (moved.State, moved.TenantPath) : default);

        await ActivateAsync(3, _ => { });
        await FollowAsync();
        Assert.Equal((BatchState.Reading, $"38.{Gone[1]}", "", ""), await run.BatchAsync(batch) is var back ? (back.State, back.TenantPath, back.FormerPath, back.Reason) : default);
        Assert.All(await run.RowsAsync(batch), r => Assert.Equal($"38.{Gone[1]}", r.TenantPath));
        Assert.True(await _node.WithDbAsync(db => db.Acts.AnyAsync(a => a.Kind == ActKinds.ChangeRegime && a.Reason.Contains("trở về đơn vị đã gửi 38." + Gone[1]))));
        Assert.Equal(0, await FollowAsync());
        await run.WorkAsync(batch);
        Assert.Equal(BatchState.Ready, (await run.BatchAsync(batch)).State);
    }

    // The withdrawn pack founded the commune under a wrong name and from a later day.
    [Fact]
    public async Task Commune_FoundedByAWithdrawnPack_HasTheNameAndTheDayOfItsCorrection()
    {
        var (october, november) = (new DateOnly(2025, 10, 1), new DateOnly(2025, 11, 1));
        _node.Clock.SetDay(november);
        static void Found(Dictionary<string, string> texts, string name) => texts[PackTables.Units] += $"commune,{New},{name},Xã,38\n";
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackPress.Content(PackKind.Units, 1, november, t => Found(t, "Xã Sai"))))).Faults);
        await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt");
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackPress.Content(PackKind.Units, 2, october, t => Found(t, "Xã Đúng")) with { Previous = 0 }))).Faults);
        Assert.Contains("đưa vào áp dụng", (await (await LeaderAsync(2)).SubmitAsync(button: "Duyệt")).Main, StringComparison.Ordinal);

        Assert.Equal([("Xã Đúng", october, (DateOnly?)null)], (await _node.WithDbAsync(db => db.Units.AsNoTracking().Where(u => u.Level == UnitLevel.Commune && u.Code == New).ToListAsync())).Select(u => (u.Name, u.ValidFrom, u.ValidTo)));
        Assert.Equal(("Xã Đúng", october, 0), await _node.WithDbAsync(async db => await db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == $"38.{New}") is var o ? (o.UnitName, o.ValidFrom, o.Formers.Count) : default));
    }

    // The table of who goes on was wrong: its correction of the same day changes nothing else, and the leader reads where the commune goes before and after.
    [Fact]
    public async Task Succession_CorrectedForTheSameDay_IsShownToTheLeaderAndCounts()
    {
        await ActivateAsync(1, t => Change(t, New));
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, 2, From, t => Change(t, Right[1])))).Faults.Select(f => f.Words));
        Assert.Equal(0, await PackPress.TurnAsync(_node)); // it changes something: somebody reads it

        var page = await LeaderAsync(2);
        Assert.Contains("Những điểm khác (1)", page.Main, StringComparison.Ordinal);
        Assert.Contains($"Đơn vị kế tiếp của {Gone[2]} (mã {Gone[1]}, đã chấm dứt) từ 01/09/2025: Xã Thử Nghiệm (mã {New}) → {Right[2]} (mã {Right[1]})", page.Main, StringComparison.Ordinal);
        Assert.Equal(New, Succession.MainOf(Gone[1]));
        Assert.Contains("đưa vào áp dụng", (await page.SubmitAsync(button: "Duyệt")).Main, StringComparison.Ordinal);
        Assert.Equal(Right[1], Succession.MainOf(Gone[1]));
    }

    private Task<int> FollowAsync() => _node.WithAsync(s => s.GetRequiredService<FollowUnits>().HandleAsync(default)).WaitAsync(TimeSpan.FromSeconds(60));

    private async Task ActivateAsync(int number, Action<Dictionary<string, string>> edit)
    {
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, number, From, edit))).Faults.Select(f => f.Words));
        Assert.Contains("đưa vào áp dụng", (await (await LeaderAsync(number)).SubmitAsync(button: "Duyệt")).Main, StringComparison.Ordinal);
    }

    private static void Change(Dictionary<string, string> texts, string next)
    {
        texts[PackTables.Units] = PackPress.Edited(texts[PackTables.Units], string.Join(',', Gone) + "\n", "") + $"commune,{New},Xã Thử Nghiệm,Xã,38\n";
        texts[PackTables.Succession] = $"old_level,old_code,new_commune_code,share\ncommune,{Gone[1]},{next},whole\n";
    }

    private async Task<PageReader> LeaderAsync(int number) => await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), $"/goi-tham-chieu/units/{number}");
}
