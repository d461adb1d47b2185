using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NationalHub.Platform;

/// <summary>
/// For dotnet ef only:
/// <c>MigrationsTool=true dotnet ef migrations add NAME -p NationalHub --context SqliteHubDb -o Platform/Migrations/Sqlite</c>,
/// and the same with SqlServerHubDb and Platform/Migrations/SqlServer.
/// </summary>
internal sealed class SqliteHubDbDesign : IDesignTimeDbContextFactory<SqliteHubDb>
{
    public SqliteHubDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteHubDb>().UseSqlite("Data Source=design.db").Options);
}

/// <inheritdoc cref="SqliteHubDbDesign"/>
internal sealed class SqlServerHubDbDesign : IDesignTimeDbContextFactory<SqlServerHubDb>
{
    public SqlServerHubDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerHubDb>().UseSqlServer("Server=design").Options);
}
