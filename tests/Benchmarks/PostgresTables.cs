using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NationalHub.Intake;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;

namespace Benchmarks;

/// <summary>The hub's tables of people and of the history as PostgreSQL has them: the same columns, keys and indexes; and their rows as COPY reads them.</summary>
internal static class PostgresTables
{
    /// <summary>Statements that make both tables.</summary>
    public static string Make()
    {
        using var db = Model();
        return Make(db.Model.FindEntityType(typeof(Beneficiary))!) + Make(db.Model.FindEntityType(typeof(RecordVersion))!);
    }

    /// <summary>A script of psql: for each batch a transaction with its people and their versions.</summary>
    public static async Task WriteAsync(string file, IEnumerable<PushBatch> batches, string province, CancellationToken ct)
    {
        await using var db = Model();
        var (people, history, units) = (new BulkTable<Beneficiary>(db), new BulkTable<RecordVersion>(db), ProvinceUnits.Find(province)!);
        var now = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        await using var script = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20);
        foreach (var batch in batches)
        {
            ct.ThrowIfCancellationRequested();
            await script.WriteAsync("BEGIN;\n");
            await CopyAsync(script, people, batch.Records.Select(r => (Beneficiary)RecordRows.Latest(r, units, now)));
            await CopyAsync(script, history, batch.Records.Select(r => RecordRows.History(r, province, now)));
            await script.WriteAsync("COMMIT;\n");
        }
    }

    /// <summary>A query that has a row when this record is there.</summary>
    public static string Has(Record record, string province) =>
        $"SELECT 1 FROM \"RecordVersions\" WHERE \"ProvinceCode\" = '{province}' AND \"Kind\" = {(int)record.Kind} AND \"Id\" = '{record.Id}' AND \"Epoch\" = {record.Epoch} AND \"Version\" = {record.Version}";

    private static SqliteHubDb Model() => new(new DbContextOptionsBuilder<SqliteHubDb>().UseSqlite("Data Source=:memory:").Options);

    private static string Make(IEntityType entity)
    {
        var table = entity.GetTableName()!;
        var columns = entity.GetProperties().Select(p => $"\"{p.Name}\" {Type(p)}{(p.IsNullable ? "" : " NOT NULL")}");
        var text = $"CREATE TABLE \"{table}\" ({string.Join(", ", columns)}, PRIMARY KEY ({Names(entity.FindPrimaryKey()!.Properties)}));\n";
        return text + string.Concat(entity.GetIndexes().Select(i => $"CREATE {(i.IsUnique ? "UNIQUE " : "")}INDEX ON \"{table}\" ({Names(i.Properties)});\n"));
    }

    private static string Names(IEnumerable<IProperty> properties) => string.Join(", ", properties.Select(p => $"\"{p.Name}\""));

    private static string Type(IProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
    {
        var t when t == typeof(string) => property.GetMaxLength() is { } longest ? $"varchar({longest})" : "text",
        var t when t == typeof(int) => "integer",
        var t when t == typeof(long) => "bigint",
        var t when t == typeof(bool) => "boolean",
        var t when t == typeof(DateTime) => "timestamp",
        var t when t == typeof(byte[]) => "bytea",
        var t => throw new NotSupportedException($"{property.Name} is {t.Name}."),
    };

    private static async Task CopyAsync<T>(StreamWriter script, BulkTable<T> table, IEnumerable<T> rows)
    {
        await script.WriteAsync($"COPY \"{table.Name}\" ({string.Join(", ", table.Names.Select(n => $"\"{n}\""))}) FROM STDIN;\n");
        foreach (var row in rows)
        {
            await script.WriteAsync(string.Join('\t', Enumerable.Range(0, table.Count).Select(i => Text(table.Value(row, i)))));
            await script.WriteAsync('\n');
        }

        await script.WriteAsync("\\.\n");
    }

    private static string Text(object value) => value switch
    {
        DBNull => "\\N",
        bool yes => yes ? "t" : "f",
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        byte[] bytes => "\\\\x" + Convert.ToHexStringLower(bytes),
        string text => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
