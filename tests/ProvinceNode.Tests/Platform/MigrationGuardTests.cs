using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Platform;

public sealed class MigrationGuardTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private string File => _folder["node.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migration_FailingHalfway_LeavesDataAsItWas()
    {
        Execute("CREATE TABLE People (Name TEXT); INSERT INTO People VALUES ('one'), ('two')");
        await Assert.ThrowsAsync<SqliteException>(() => MigrationGuard.GuardAsync(File, _ => Break(), default));
        Assert.Equal(2L, Scalar("SELECT count(*) FROM People"));
        Assert.Equal(0L, Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'Half'"));
        Assert.Equal(["node.db", "node.db.migration-lock"], Names());
    }

    [Fact]
    public async Task Migration_KilledHalfway_IsUndoneAtNextStart()
    {
        Execute("CREATE TABLE People (Name TEXT); INSERT INTO People VALUES ('one')");
        SqliteConnection.ClearAllPools();
        // What a killed process leaves: the copy, and a file in the middle of its change.
        System.IO.File.Copy(File, File + ".before-migration");
        Execute("DROP TABLE People; CREATE TABLE Half (Id INTEGER)");
        await MigrationGuard.GuardAsync(File, _ => Task.CompletedTask, default);
        Assert.Equal(1L, Scalar("SELECT count(*) FROM People"));
        Assert.Equal(["node.db", "node.db.migration-lock"], Names());
    }

    [Fact]
    public async Task Migration_OfOldSchemaThatCollides_LeavesOldSchema()
    {
        Execute("CREATE TABLE Dossiers (Old TEXT); INSERT INTO Dossiers VALUES ('kept')");
        await using var db = Context();
        await Assert.ThrowsAsync<SqliteException>(() => MigrationGuard.RunAsync(db, default));
        Assert.Equal("kept", Scalar("SELECT Old FROM Dossiers"));
        Assert.Equal(0L, Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'Acts'"));
    }

    [Fact]
    public async Task Migration_OfMissingFile_MakesItAndSecondRunChangesNothing()
    {
        await using var db = Context();
        await MigrationGuard.RunAsync(db, default);
        var written = System.IO.File.GetLastWriteTimeUtc(File);
        await MigrationGuard.RunAsync(db, default);
        Assert.Equal(written, System.IO.File.GetLastWriteTimeUtc(File));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    private Task Break()
    {
        Execute("CREATE TABLE Half (Id INTEGER); DELETE FROM People");
        Execute("INSERT INTO Nothing VALUES (1)");
        return Task.CompletedTask;
    }

    private SqliteNodeDb Context()
    {
        var options = new DbContextOptionsBuilder<SqliteNodeDb>();
        Persistence.UseSqlite(options, $"Data Source={File}");
        return new SqliteNodeDb(options.Options, new TenantScope());
    }

    private string[] Names()
    {
        SqliteConnection.ClearAllPools();
        return [.. Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
    }

    private void Execute(string sql) => Scalar(sql);

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts stand in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
