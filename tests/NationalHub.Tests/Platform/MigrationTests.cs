using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Tests.Platform;

public sealed class MigrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migration-").FullName;

    private string DbFile => Path.Combine(_folder, "hub.db");

    [Fact]
    public async Task Database_MigrationFailsHalfway_IsAsBefore()
    {
        await RunAsync("CREATE TABLE People (Name TEXT); INSERT INTO People VALUES ('An')");

        await Assert.ThrowsAsync<InvalidOperationException>(() => SqliteSafeguard.RunAsync(
            DbFile,
            async _ =>
            {
                await RunAsync("DROP TABLE People; CREATE TABLE Half (X TEXT)");
                throw new InvalidOperationException("the second step fails");
            },
            CancellationToken.None));

        Assert.Equal("An", await ReadAsync("SELECT Name FROM People"));
        Assert.Equal("0", await ReadAsync("SELECT COUNT(*) FROM sqlite_master WHERE name='Half'"));
    }

    [Fact]
    public async Task Database_ProcessKilledWhileMigrating_IsAsBeforeAtNextStart()
    {
        await RunAsync("CREATE TABLE People (Name TEXT); INSERT INTO People VALUES ('An')");
        File.Copy(DbFile, DbFile + ".before-migration"); // What a killed process leaves behind:
        await RunAsync("DELETE FROM People");

        await SqliteSafeguard.RunAsync(DbFile, _ => Task.CompletedTask, CancellationToken.None);

        Assert.Equal("An", await ReadAsync("SELECT Name FROM People"));
        Assert.False(File.Exists(DbFile + ".before-migration"));
    }

    [Fact]
    public async Task Database_FirstMigrationFails_LeavesNoFile()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => SqliteSafeguard.RunAsync(
            DbFile,
            async _ =>
            {
                await RunAsync("CREATE TABLE Half (X TEXT)");
                throw new InvalidOperationException("no");
            },
            CancellationToken.None));

        Assert.False(File.Exists(DbFile));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Model_AgainstItsMigrations_HasNothingPending(string provider)
    {
        using var db = Providers.Open(provider);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DbFile}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string?> ReadAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DbFile}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
