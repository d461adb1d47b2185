using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ProvinceNode.Platform;

/// <summary>The node's database on SQLite: the embedded default.</summary>
public sealed class SqliteNodeDb(DbContextOptions<SqliteNodeDb> options, TenantScope scope) : NodeDb(options, scope)
{
    protected override bool IsSqlServer => false;
}

/// <summary>The node's database on SQL Server: production.</summary>
public sealed class SqlServerNodeDb(DbContextOptions<SqlServerNodeDb> options, TenantScope scope) : NodeDb(options, scope)
{
    protected override bool IsSqlServer => true;
}

/// <summary>Used by the migrations tool only.</summary>
public sealed class SqliteNodeDbDesign : IDesignTimeDbContextFactory<SqliteNodeDb>
{
    public SqliteNodeDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteNodeDb>().UseSqlite("Data Source=design.db").Options, new TenantScope());
}

/// <summary>Used by the migrations tool and by the test that translates every query; it never connects.</summary>
public sealed class SqlServerNodeDbDesign : IDesignTimeDbContextFactory<SqlServerNodeDb>
{
    public SqlServerNodeDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerNodeDb>().UseSqlServer("Server=design;Database=design").Options, new TenantScope());
}
