using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Registry;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Tests.Import;

/// <summary>One person has one line of a list, however he came to have two.</summary>
public sealed class ImportTwinTests
{
    [Fact]
    public async Task Row_MendedToTheNumberOfARowBelow_IsRefusedAndTheOtherStays()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", "038082000103"), ImportRun.Row("Lê Văn An", "038082000104"), ImportRun.Row("Nguyễn Văn Thủy", village: "Thôn 9")));

        var mended = await run.MendAsync(id, 2, Field.CitizenNumber, "038082000102");
        // Whatever else is mended in them, one of the two has the number.
        var other = await run.MendAsync(id, 4, Field.Village, "Thôn 8");
        await run.MendAsync(id, 2, Field.Village, "Thôn 7");

        Assert.Equal((RowVerdict.Refused, RowVerdict.Valid, RowVerdict.Refused), (mended.Verdict, other.Verdict, (await run.RowAsync(id, 2)).Verdict));
        Assert.Contains("dòng 4", Assert.Single(mended.FaultsOf(), f => f.Code == RowProblems.SameNumber.Code).Message, StringComparison.Ordinal);
        await run.AcceptAsync(id);
        Assert.Equal((2, 2), ((await run.PeopleAsync()).Count, (await run.EntitlementsAsync()).Count));
        Assert.Equal([RowState.Read, RowState.Entered, RowState.Entered], (await run.RowsAsync(id)).Select(r => r.State));
    }

    // The reading keeps a number from standing twice; what got past it is one person, also when the other row was entered before.
    [Fact]
    public async Task Rows_OfOnePersonInTwoChunks_AreEnteredOnce()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy"), ImportRun.Row("Nguyễn Văn Thủy", "038082000103"), ImportRun.Row("Lê Văn An", null), ImportRun.Row("Lê Văn An", null, village: "Thôn 2")));
        await host.WithDbAsync(async db =>
        {
            var second = await db.ImportRows.SingleAsync(r => r.BatchId == id && r.Number == 3);
            (second.Values, second.CitizenId) = (second.Values.Replace("038082000103", "038082000102", StringComparison.Ordinal), "038082000102");
            await db.ImportBatches.ExecuteUpdateAsync(s => s.SetProperty(b => b.State, BatchState.Accepting).SetProperty(b => b.CheckedById, b => b.SentById));
            return await db.SaveChangesAsync();
        });

        await host.WithAsync(s =>
        {
            var enter = s.GetRequiredService<EnterBatch>();
            enter.Chunk = 1;
            return enter.HandleAsync(id, default);
        });

        var rows = await run.RowsAsync(id);
        Assert.Equal([RowState.Entered, RowState.Read, RowState.Entered, RowState.Read], rows.Select(r => r.State));
        Assert.Equal([EntryProblems.UsedTwice.Code, EntryProblems.LookAlike.Code], new[] { rows[1], rows[3] }.Select(r => r.FaultsOf()[^1].Code));
        Assert.Equal((2, 2), ((await run.PeopleAsync()).Count, (await run.EntitlementsAsync()).Count));
    }

    [Fact]
    public async Task Rows_OfOnePersonWithoutNumberInAChunk_AreEnteredOnce()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Lê Văn An", null), ImportRun.Row("Lê Văn An", null, village: "Thôn 2")));
        await run.AcceptAsync(id);
        Assert.Equal([RowState.Entered, RowState.Read], (await run.RowsAsync(id)).Select(r => r.State));
        Assert.Single(await run.EntitlementsAsync());
    }

    [Fact]
    public async Task Row_TakenInAgain_IsJudgedAsThingsAreNow()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy"), ImportRun.Row("Nguyễn Văn Thủy", "038082000103", village: "Thôn 9"), ImportRun.Row("Lê Văn An", "038082000104")));
        await run.LeaveOutAsync(id, 2, leave: true);
        await run.LeaveOutAsync(id, 4, leave: true);
        Assert.Equal(RowVerdict.Valid, (await run.MendAsync(id, 3, Field.CitizenNumber, "038082000102")).Verdict);
        await run.RegisteredAsync(ImportRun.Thuy with { FullName = "Lê Văn An", CitizenId = "038082000104" }, "6.dbn.adult", 1_080_000);

        var (back, late) = (await run.LeaveOutAsync(id, 2, leave: false), await run.LeaveOutAsync(id, 4, leave: false));

        Assert.Equal((RowState.Read, RowVerdict.Refused, RowProblems.SameNumber.Code), (back.State, back.Verdict, back.FaultsOf()[^1].Code));
        Assert.Equal((RowVerdict.Refused, EntryProblems.OtherEntitlement.Code), (late.Verdict, late.FaultsOf()[^1].Code));
        // The number is free when the row that has it is left out.
        await run.LeaveOutAsync(id, 3, leave: true);
        await run.LeaveOutAsync(id, 2, leave: true);
        Assert.Equal(RowVerdict.Valid, (await run.LeaveOutAsync(id, 2, leave: false)).Verdict);
    }
}
