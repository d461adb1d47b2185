using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Tests.Platform;

/// <summary>Contexts of both providers; they translate without a server.</summary>
internal static class Providers
{
    public static TheoryData<string> All => ["Sqlite", "SqlServer"];

    public static HubDb Open(string provider)
    {
        if (provider == "Sqlite")
        {
            var sqlite = new DbContextOptionsBuilder<SqliteHubDb>();
            DatabaseSetup.UseSqlite(sqlite, "Data Source=:memory:");
            return new SqliteHubDb(sqlite.Options);
        }

        var server = new DbContextOptionsBuilder<SqlServerHubDb>();
        DatabaseSetup.UseSqlServer(server, "Server=nowhere");
        return new SqlServerHubDb(server.Options);
    }
}
