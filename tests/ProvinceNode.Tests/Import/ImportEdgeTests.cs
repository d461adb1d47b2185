using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Import;

/// <summary>What an import does when it is interrupted, asked, taught, or stands against the registry.</summary>
public sealed class ImportEdgeTests
{
    [Fact]
    public async Task Reading_Interrupted_GoesOnBehindTheLastKeptRow()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var rows = Enumerable.Range(0, 30).Select(i => ImportRun.Row($"Nguyễn Văn {(char)('A' + (i % 20))}", i == 25 ? "038082000003" : $"038082{i:000000}")).ToArray();
        var id = await run.ReadAsync(ImportRun.Book(rows));
        var whole = (await run.RowsAsync(id)).Select(r => (r.Number, r.Verdict, r.Faults)).ToList();
        Assert.Equal(30, whole.Count);
        // The node stops with ten rows kept.
        await host.WithDbAsync(async db =>
        {
            await db.ImportRows.Where(r => r.BatchId == id && r.Number > 11).ExecuteDeleteAsync();
            await db.ImportSheets.Where(s => s.BatchId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SheetState.Waiting).SetProperty(x => x.LastRow, 11));
            return await db.ImportBatches.Where(b => b.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, BatchState.Reading));
        });

        await host.WithAsync(s => s.GetRequiredService<ImportJob>().RunOnceAsync(default));

        Assert.Equal(whole, (await run.RowsAsync(id)).Select(r => (r.Number, r.Verdict, r.Faults)));
        Assert.Contains("đã có ở", (await run.RowsAsync(id))[25].FaultsOf()[0].Message, StringComparison.Ordinal);
        var sheet = await host.WithDbAsync(db => db.ImportSheets.AsNoTracking().SingleAsync(s => s.BatchId == id));
        Assert.Equal((SheetState.Read, 31, 31), (sheet.State, sheet.TotalLines, sheet.LinesDone));
        Assert.Equal(BatchState.Ready, (await run.BatchAsync(id)).State);
    }

    [Fact]
    public async Task Person_InTwoFiles_IsToldInTheSecond()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var sent = await ImportRun.SendAsync(await run.OfficerAsync(), ("a.xlsx", ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy"))), ("b.xlsx", ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", village: "Thôn 2"))));
        var id = Guid.Parse(sent.Address.AbsolutePath.Split('/')[^1]);
        await run.WorkAsync(id);

        var rows = await run.RowsAsync(id);
        Assert.Equal([RowVerdict.Valid, RowVerdict.Refused], rows.Select(r => r.Verdict));
        Assert.Contains("a.xlsx", rows[1].FaultsOf().Single(f => f.Code == RowProblems.SameNumber.Code).Message, StringComparison.Ordinal);

        // A third file of another import names the first that waits.
        var other = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", village: "Thôn 3")));
        Assert.Contains("tệp “a.xlsx”", Assert.Single((await run.RowsAsync(other))[0].FaultsOf()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unit_ThatWasDivided_IsAskedOnceForAllItsRows()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var officer = await host.SignInAsync(Roles.ProvinceOfficer, "38");
        string[] heading = [.. ImportRun.Heading, "Xã, phường", "Huyện"];
        string?[] Of(string name, string number) => [.. ImportRun.Row(name, number), "Phường Đông Thọ", "TP Thanh Hóa"];
        var id = await run.ReadAsync(ImportRun.BookOf(heading, Of("Nguyễn Văn Thủy", "038082000102"), Of("Lê Văn An", "038082000103"), Of("Lê Văn Bình", "038082000104")), client: officer);
        Assert.All(await run.RowsAsync(id), r => Assert.Equal((RowVerdict.Refused, true), (r.Verdict, r.UnitQuestion.Length > 0)));

        var page = await PageReader.OpenAsync(officer, $"/nhap-danh-sach/{id}");
        Assert.Contains("3 dòng: Phường Đông Thọ", page.Main, StringComparison.Ordinal);
        var answered = await page.SubmitAsync(new Dictionary<string, object?> { ["chon"] = "14758" }, button: "Áp dụng cho 3 dòng");

        Assert.Empty(answered.Problems);
        Assert.All(await run.RowsAsync(id), r => Assert.Equal((RowVerdict.Valid, "14758", ""), (r.Verdict, RowValues.Of(r).Text(ProvinceNode.Import.Columns.Field.Commune), r.UnitQuestion)));
    }

    [Fact]
    public async Task Columns_ChosenOnce_AreOfferedForTheSameHeading()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        string[] heading = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Diễn giải", "Mức trợ cấp tháng"];
        byte[] Of(string name, string number) => ImportRun.BookOf(heading, ["1", name, "15/03/1982", number, "NKT nặng", "810.000"]);
        var officer = await run.OfficerAsync();
        var id = await run.ReadAsync(Of("Nguyễn Văn Thủy", "038082000102"), client: officer);
        Assert.Equal(RowVerdict.Refused, Assert.Single(await run.RowsAsync(id)).Verdict);

        var columns = await PageReader.OpenAsync(officer, $"/nhap-danh-sach/{id}/cot/1");
        var category = ((int)ProvinceNode.Import.Columns.Field.Category).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var twice = await columns.SubmitAsync(new Dictionary<string, object?> { ["Cot4"] = ((int)ProvinceNode.Import.Columns.Field.FullName).ToString(System.Globalization.CultureInfo.InvariantCulture) }, button: "Ghi nhận và đọc lại");
        Assert.Contains("hai cột B và E", Assert.Single(twice.Problems), StringComparison.Ordinal);
        Assert.Empty((await columns.SubmitAsync(new Dictionary<string, object?> { ["Cot4"] = category }, button: "Ghi nhận và đọc lại")).Problems);
        await run.WorkAsync(id);
        Assert.Equal(RowVerdict.Valid, Assert.Single(await run.RowsAsync(id)).Verdict);

        var next = await run.ReadAsync(Of("Lê Văn An", "038082000103"), client: officer);
        Assert.Equal(RowVerdict.Valid, Assert.Single(await run.RowsAsync(next)).Verdict);
        Assert.Contains("Theo lựa chọn của lần nhập trước", (await PageReader.OpenAsync(officer, $"/nhap-danh-sach/{next}/cot/1")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_AgainstARunningEntitlement_IsNotEntered()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy, "6.dbn.adult", 1_080_000);
        await run.RegisteredAsync(ImportRun.Thuy with { FullName = "Lê Văn An", CitizenId = "038082000103", BirthDate = "1982-01-01" });
        var id = await run.ReadAsync(ImportRun.Book(
            ImportRun.Row("Nguyễn Văn Thủy"), ImportRun.Row("Bùi Văn Khác", "038082000103", birth: "1990"), ImportRun.Row("Lê Văn An", null, birth: "01/01/1982"), ImportRun.Row("Vũ Văn Mới", "038082000109")));

        Assert.Equal([EntryProblems.OtherEntitlement.Code, EntryProblems.OtherPerson.Code, EntryProblems.LookAlike.Code],
            (await run.RowsAsync(id)).Take(3).Select(r => r.FaultsOf().Last(f => f.Judged && f.Level == ProvinceNode.Import.Values.FaultLevel.Error).Code));
        await run.AcceptAsync(id);

        Assert.Equal(3, (await run.PeopleAsync()).Count);
        Assert.Equal([1_080_000, 810_000, 810_000], (await run.EntitlementsAsync()).Select(e => e.MonthlyAmount.Amount));
    }

    [Fact]
    public async Task Acceptance_OfAPersonEnteredMeanwhile_LeavesTheRowBehindWithItsReason()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy"), ImportRun.Row("Lê Văn An", "038082000103")));
        await run.RegisteredAsync(ImportRun.Thuy, "6.dbn.adult", 1_080_000);

        await run.AcceptAsync(id);

        var rows = await run.RowsAsync(id);
        Assert.Equal([RowState.Read, RowState.Entered], rows.Select(r => r.State));
        Assert.Equal((RowVerdict.Refused, EntryProblems.OtherEntitlement.Code), (rows[0].Verdict, rows[0].FaultsOf()[^1].Code));
        Assert.Equal(2, (await run.EntitlementsAsync()).Count);
    }

    [Fact]
    public async Task Undo_OfWhatWasBuiltOn_SaysWhatStandsInTheWay()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy"), ImportRun.Row("Lê Văn An", "038082000103")));
        await run.AcceptAsync(id);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.WithDbAsync(async db =>
        {
            var row = await db.Entitlements.OrderBy(e => e.ReceiverName).LastAsync();
            var now = host.App.Services.GetRequiredService<VietnamTime>().UtcNow;
            ChangeEntitlement.GoOn(db, row, new PayMonth(202612), EntitlementStatus.Suspended, new ChangeCause(Guid.CreateVersion7(), "Tạm dừng", now));
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, now), default);
        });
        var checker = await run.OfficialAsync(Roles.DivisionHead);

        var refused = await host.WithAsync(s => s.GetRequiredService<UndoBatch>().Handle(id, "Nhầm", checker, default), ImportRun.Commune);

        var said = Assert.Single(refused.Problems);
        Assert.Equal(BatchProblems.BuiltOn.Code, said.Code);
        Assert.Contains("chế độ từ tháng 12/2026", said.Message, StringComparison.Ordinal);
        Assert.Contains((await run.PeopleAsync()).Single(p => p.FullName == "Nguyễn Văn Thủy").Code, said.Message, StringComparison.Ordinal);
        Assert.Equal(BatchState.Accepted, (await run.BatchAsync(id)).State);
    }
}
