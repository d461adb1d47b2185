using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Direct;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Review;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Upload;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Tests.Import;

/// <summary>Imports of more than one chunk that stop on the way, and who may work on them.</summary>
public sealed class ImportStopTests
{
    [Fact]
    public async Task Entering_StoppedInAChunk_GoesOnWhereItWas()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await FiveAsync(run);
        await AcceptedAsync(run, id);

        await StopInSecondChunkAsync<EnterBatch>(host, (enter, cancel) => Chunked(enter).HandleAsync(id, cancel));

        Assert.Equal((BatchState.Accepting, 2, 2), ((await run.BatchAsync(id)).State, (await run.RowsAsync(id)).Count(r => r.State == RowState.Entered), (await run.PeopleAsync()).Count));
        Assert.Equal(3, await host.WithAsync(s => Chunked(s.GetRequiredService<EnterBatch>()).HandleAsync(id, default)));
        Assert.All(await run.RowsAsync(id), r => Assert.Equal(RowState.Entered, r.State));
        Assert.Equal(["38-16072-000001", "38-16072-000002", "38-16072-000003", "38-16072-000004", "38-16072-000005"], (await run.PeopleAsync()).Select(p => p.Code));
        Assert.Equal((BatchState.Accepted, 5), ((await run.BatchAsync(id)).State, (await run.EntitlementsAsync()).Count));
    }

    [Fact]
    public async Task TakingBack_StoppedInAChunk_GoesOnWhereItWas()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await FiveAsync(run);
        await run.AcceptAsync(id);
        await UndoAsync(run, id);

        await StopInSecondChunkAsync<TakeBackBatch>(host, (back, cancel) => Chunked(back).HandleAsync(id, cancel));

        Assert.Equal((BatchState.Undoing, 2), ((await run.BatchAsync(id)).State, (await run.RowsAsync(id)).Count(r => r.State == RowState.Undone)));
        Assert.Equal(3, await host.WithAsync(s => Chunked(s.GetRequiredService<TakeBackBatch>()).HandleAsync(id, default)));
        Assert.All(await run.EntitlementsAsync(), e => Assert.Equal(EntitlementStatus.Ended, e.Status));
        Assert.Equal(BatchState.Undone, (await run.BatchAsync(id)).State);
    }

    // Something came between the check and the taking back: the import is not undone, and what is left may be undone later.
    [Fact]
    public async Task TakingBack_OfWhatWasBuiltOnMeanwhile_LeavesAnEnteredImport()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await FiveAsync(run);
        await run.AcceptAsync(id);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await UndoAsync(run, id);
        var person = (await run.RowsAsync(id))[1].BeneficiaryId;
        await host.WithDbAsync(async db =>
        {
            var now = host.App.Services.GetRequiredService<VietnamTime>().UtcNow;
            ChangeEntitlement.GoOn(db, await db.Entitlements.SingleAsync(e => e.BeneficiaryId == person), new PayMonth(202612), EntitlementStatus.Suspended, new ChangeCause(Guid.CreateVersion7(), "Tạm dừng", now));
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, now), default);
        });

        Assert.Equal(4, await host.WithAsync(s => Chunked(s.GetRequiredService<TakeBackBatch>()).HandleAsync(id, default)));

        var rows = await run.RowsAsync(id);
        Assert.Equal((BatchState.Accepted, RowState.Entered, BatchProblems.BuiltOn.Code), ((await run.BatchAsync(id)).State, rows[1].State, Assert.Single(rows[1].FaultsOf()).Code));
        Assert.Contains("Đã hoàn tác một phần: 1 dòng", (await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}")).Main, StringComparison.Ordinal);
        var again = await host.WithAsync(async s => await s.GetRequiredService<UndoBatch>().Handle(id, "Gửi nhầm", await run.OfficialAsync(Roles.DivisionHead), default), ImportRun.Commune);
        Assert.True(again.Has(BatchProblems.BuiltOn));
    }

    [Fact]
    public async Task Reading_OfAWithdrawnImport_KeepsNothingMore()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var book = ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy"));
        var id = await run.ReadAsync(book);
        await host.WithDbAsync(async db =>
        {
            await db.ImportRows.ExecuteDeleteAsync();
            await db.ImportSheets.ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SheetState.Waiting).SetProperty(x => x.LastRow, 0));
            return await db.ImportBatches.ExecuteUpdateAsync(s => s.SetProperty(b => b.State, BatchState.Withdrawn));
        });

        // As a reading that was under way when the sender withdrew.
        var kept = await host.WithAsync(async s =>
        {
            var (db, time) = (s.GetRequiredService<NodeDb>(), s.GetRequiredService<VietnamTime>());
            var ground = await JudgeGround.TakeAsync(db, new PayMonth(202611), ImportRun.Commune, time, default);
            using var content = new MemoryStream(book);
            var source = WorkbookReader.Open(content, FileGuard.Inspect(content, "a.xlsx").Value).Value;
            var reader = new ReadSheet(new ReadSettings("38", time.Today, time.Today, new PayMonth(202611)), s.GetRequiredService<UnitBooks>().Of("38"));
            return await new SheetReading(ground, new DuplicateWatch(), db, time).HandleAsync(await db.ImportSheets.AsNoTracking().SingleAsync(), "a.xlsx", source, reader, default);
        });

        Assert.Equal((0, 0), (kept, (await run.RowsAsync(id)).Count));
    }

    [Fact]
    public async Task Import_ThatFails_KeepsNoOtherWaiting()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var broken = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")));
        // Accepted by nobody: entering it throws, again and again.
        await host.WithDbAsync(db => db.ImportBatches.Where(b => b.Id == broken).ExecuteUpdateAsync(s => s.SetProperty(b => b.State, BatchState.Accepting)));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = await ImportRun.SendAsync(await run.OfficerAsync(), ("b.xlsx", ImportRun.Book(ImportRun.Row("Lê Văn An", "038082000103"))));

        await host.WithAsync(s => s.GetRequiredService<ImportJob>().RunOnceAsync(default));

        Assert.Equal(BatchState.Ready, (await run.BatchAsync(Guid.Parse(sent.Address.AbsolutePath.Split('/')[^1]))).State);
        Assert.Equal(BatchState.Accepting, (await run.BatchAsync(broken)).State);
    }

    // The pages ask too; a verb that another door leads to must not depend on it.
    [Fact]
    public async Task Verbs_ByWhoMayNot_AreRefused()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")));
        var (chairman, officer) = (await run.OfficialAsync(Roles.Chairman), await run.OfficialAsync(Roles.SocialOfficer));
        Task<IReadOnlyList<Problem>> Ask<TVerb, T>(Func<TVerb, Task<Outcome<T>>> ask)
            where TVerb : notnull => host.WithAsync(async s => (await ask(s.GetRequiredService<TVerb>())).Problems, ImportRun.Commune);
        var empty = new Dictionary<Field, string>();
        using var content = new MemoryStream(ImportRun.Book());

        Assert.All(
            new[]
            {
                await Ask<AcceptBatch, ImportBatch>(v => v.Handle(id, 0, officer, default)), await Ask<UndoBatch, ImportBatch>(v => v.Handle(id, "Nhầm", officer, default)),
                await Ask<UndoBatch, ImportBatch>(v => v.WithdrawAsync(id, chairman, default)), await Ask<MendRow, ImportRow>(v => v.Handle(new(id, 1, 2, 0, []), chairman, default)),
                await Ask<ChooseForRow, ImportRow>(v => v.Handle(id, 1, 2, new("person", "other"), chairman, default)), await Ask<ChooseForRow, ImportRow>(v => v.LeaveOutAsync(id, 1, 2, true, chairman, default)),
                await Ask<ChooseForRow, int>(v => v.AllDifferencesAsync(id, RowChoice.TakeFile, chairman, default)), await Ask<AnswerUnit, int>(v => v.Handle(id, "x", "16072", chairman, default)),
                await Ask<SheetChoices, ImportSheet>(v => v.ReadAsync(id, 1, null, chairman, default)), await Ask<SheetChoices, ImportBatch>(v => v.AmountsAsync(id, AmountRule.Law, chairman, default)),
                await Ask<TakeFiles, TakenFiles>(v => v.Handle([new("a.xlsx", content)], null, chairman, default)), await Ask<CheckEntry, DirectEntry>(v => v.Handle(Guid.NewGuid(), 0, true, "", officer, default)),
                await Ask<ProposeEntry, DirectEntry>(v => v.Handle(new(empty, "", null, new Dictionary<string, string>(), ""), chairman, default)),
            },
            problems => Assert.Equal(CommonProblems.NotAllowed.Code, Assert.Single(problems).Code));
    }

    private static EnterBatch Chunked(EnterBatch enter)
    {
        enter.Chunk = 2;
        return enter;
    }

    private static TakeBackBatch Chunked(TakeBackBatch back)
    {
        back.Chunk = 2;
        return back;
    }

    private static Task<Guid> FiveAsync(ImportRun run) => run.ReadAsync(ImportRun.Book([.. new[] { "An", "Bình", "Cường", "Dũng", "Em" }.Select((name, i) => ImportRun.Row("Nguyễn Văn " + name, $"03808200010{i + 2}"))]));

    private static async Task AcceptedAsync(ImportRun run, Guid id)
    {
        var (checker, version) = (await run.OfficialAsync(Roles.DivisionHead), (await run.BatchAsync(id)).Version);
        Assert.True((await run.Host.WithAsync(s => s.GetRequiredService<AcceptBatch>().Handle(id, version, checker, default), ImportRun.Commune)).Succeeded);
    }

    private static async Task UndoAsync(ImportRun run, Guid id)
    {
        var checker = await run.OfficialAsync(Roles.DivisionHead);
        Assert.True((await run.Host.WithAsync(s => s.GetRequiredService<UndoBatch>().Handle(id, "Gửi nhầm", checker, default), ImportRun.Commune)).Succeeded);
    }

    // The node stops after the second chunk was written and before it was committed.
    private static async Task StopInSecondChunkAsync<T>(NodeHost host, Func<T, CancellationToken, Task<int>> work)
        where T : notnull
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.WithAsync(s =>
        {
            var saved = 0;
            s.GetRequiredService<NodeDb>().SavedChanges += (_, _) =>
            {
                if (++saved == 2)
                {
                    stop.Cancel();
                }
            };
            return work(s.GetRequiredService<T>(), stop.Token);
        }));
    }
}
