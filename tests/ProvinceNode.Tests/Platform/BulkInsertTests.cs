using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Rows;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using TestSupport;
using RowState = ProvinceNode.Import.Batches.RowState;

namespace ProvinceNode.Tests.Platform;

/// <summary>Rows written past EF stand as if EF had written them, and nobody gets round the guards that way.</summary>
public sealed class BulkInsertTests
{
    [Fact]
    public async Task Rows_WrittenInBulk_ReadAsThoseThatEfWrites()
    {
        await using var host = await NodeHost.StartAsync();
        var sheet = await SheetAsync(host);
        var (plain, bulk) = (Row(sheet, 2), Row(sheet, 3));

        await host.WithDbAsync(async db =>
        {
            db.Add(plain);
            await db.SaveChangesAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await BulkInsert.AddAsync(db, [bulk], default);
            await transaction.CommitAsync();
            return true;
        });

        var rows = await host.WithDbAsync(db => db.ImportRows.AsNoTracking().OrderBy(r => r.Number).ToListAsync());
        Assert.Equal([plain.Id, bulk.Id], rows.Select(r => r.Id));
        foreach (var property in typeof(ImportRow).GetProperties().Where(p => p.Name is not (nameof(ImportRow.Id) or nameof(ImportRow.Number))))
        {
            Assert.Equal((property.Name, property.GetValue(rows[0])), (property.Name, property.GetValue(rows[1])));
        }

        // As stored too: text of a key, of a moment, of a state.
        Assert.Equal(1, await host.WithDbAsync(db => db.ImportRows.CountAsync(r => r.Id == bulk.Id && r.SheetId == sheet.Id && r.EnteredAt == bulk.EnteredAt && r.State == RowState.Entered && r.Match == RegistryMatch.Same)));
    }

    // To the letter: a query that asks for a key, a day or a moment finds both.
    [Fact]
    public async Task Rows_WrittenInBulk_AreStoredAsEfStoresThem()
    {
        await using var host = await NodeHost.StartAsync();
        var sheet = await SheetAsync(host);
        var (period, run, list) = Sample.Payment("38.380", "Kế toán");
        var (lines, rows) = (Enumerable.Range(1, 2).Select(n => Sample.PaymentLine(list, "Nguyễn Thị Ổn'; --", n)).ToList(), new[] { Row(sheet, 2), Row(sheet, 3) });
        lines.ForEach(l => (l.Outcome, l.PaidOn) = (LineOutcome.Paid, new DateOnly(2025, 4, 5)));

        await host.WithDbAsync(async db =>
        {
            db.AddRange(period, run, list, lines[0], rows[0]);
            await db.SaveChangesAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await BulkInsert.AddAsync(db, [lines[1]], default);
            await BulkInsert.AddAsync(db, [rows[1]], default);
            await transaction.CommitAsync();
            return true;
        });

        foreach (var (table, order) in new[] { ("PaymentLines", "Order"), ("ImportRows", "Number") })
        {
            var stored = await StoredAsync(host, $"SELECT * FROM \"{table}\" ORDER BY \"{order}\"");
            Assert.Equal(2, stored.Count);
            Assert.True(stored[0].Count > 20);
            Assert.All(stored[0].Where(c => c.Key != "Id" && c.Key != order), c => Assert.Equal((c.Key, c.Value.GetType(), c.Value), (c.Key, stored[1][c.Key].GetType(), stored[1][c.Key])));
        }

        Assert.Equal(1, await host.WithDbAsync(db => db.PaymentLines.CountAsync(l => l.Id == lines[1].Id && l.PaidOn == lines[1].PaidOn && l.ProxyId == null && l.Village == "Thôn 1" && l.Note == "")));
    }

    [Fact]
    public async Task Rows_OfAnotherOffice_AreRefused()
    {
        await using var host = await NodeHost.StartAsync();
        var sheet = await SheetAsync(host);

        await host.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Assert.ThrowsAsync<TenantViolationException>(() => BulkInsert.AddAsync(db, [Row(sheet, 2)], default));
            return true;
        }, "38.384");
        Assert.Equal(0, await host.WithDbAsync(db => db.ImportRows.CountAsync()));
    }

    [Fact]
    public async Task Rows_WithoutATransaction_AreRefused()
    {
        await using var host = await NodeHost.StartAsync();
        var sheet = await SheetAsync(host);

        await host.WithDbAsync(async db =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => BulkInsert.AddAsync(db, [Row(sheet, 2)], default));
            return true;
        });
    }

    // What SqlBulkCopy is given, without a server: each column by its name and in its stored type.
    [Fact]
    public void Rows_ForSqlServer_HaveTheModelsColumnsAndTypes()
    {
        using var db = new SqlServerNodeDbDesign().CreateDbContext([]);
        var row = Row(new ImportSheet { Id = Guid.NewGuid(), BatchId = Guid.NewGuid(), FileId = Guid.NewGuid(), TenantPath = "38.380", Ordinal = 1, Index = 0, Name = "A" }, 2);

        using var data = BulkInsert.Data(BulkColumns<ImportRow>.Of(db.Model), [row]);

        var type = db.Model.FindEntityType(typeof(ImportRow))!;
        Assert.Equal(type.GetProperties().Select(p => p.GetColumnName()), data.Columns.Cast<System.Data.DataColumn>().Select(c => c.ColumnName));
        Assert.Equal(("Entered", typeof(string)), (data.Rows[0]["State"], data.Columns["State"]!.DataType));
        Assert.Equal((row.Id, typeof(Guid)), (data.Rows[0]["Id"], data.Columns["Id"]!.DataType));
        Assert.Equal((row.EnteredAt, typeof(DateTime)), (data.Rows[0]["EnteredAt"], data.Columns["EnteredAt"]!.DataType));
        Assert.Equal((DBNull.Value, typeof(long)), (data.Rows[0]["LawDong"], data.Columns["LawDong"]!.DataType));
    }

    private static Task<List<Dictionary<string, object>>> StoredAsync(NodeHost host, string sql) => host.WithDbAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue));
        }

        return rows;
    });

    private static async Task<ImportSheet> SheetAsync(NodeHost host)
    {
        var (batch, file) = Sample.Import("38.380", "Danh sách huyện");
        var sheet = new ImportSheet { Id = Guid.NewGuid(), BatchId = batch.Id, FileId = file.Id, TenantPath = batch.TenantPath, Ordinal = 1, Index = 0, Name = "Danh sách", State = SheetState.Read };
        await host.WithDbAsync(async db =>
        {
            db.AddRange(batch, file, sheet);
            return await db.SaveChangesAsync();
        });
        return sheet;
    }

    private static ImportRow Row(ImportSheet sheet, int number) => new()
    {
        Id = Guid.CreateVersion7(), BatchId = sheet.BatchId, SheetId = sheet.Id, TenantPath = sheet.TenantPath, Sheet = 1, Number = number, Cells = "[\"Nguyễn Thị Lan\",\"'; DROP TABLE ImportRows; --\"]", Values = "[]",
        Verdict = RowVerdict.ValidWithWarnings, State = RowState.Entered, CitizenId = "038154000123", NameKey = "nguyen thi lan", FileDong = 750_000, LawDong = null, Match = RegistryMatch.Same,
        BeneficiaryId = Guid.Parse("00000000-0000-4000-8000-000000000001"), MadePerson = true, EnteredAt = new DateTime(2025, 3, 10, 3, 4, 5, 678, DateTimeKind.Utc), Version = 7,
    };
}
