using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Platform;

/// <summary>Every query of every host test is translated for both providers (see <see cref="QueryRecorder"/>); here the net itself is tried.</summary>
public sealed class QueryTranslationTests
{
    [Fact]
    public async Task Query_BothProvidersUnderstand_IsTranslatedForBoth()
    {
        await using var node = await NodeHost.StartAsync();
        var name = "Thành phố Thanh Hóa";
        var before = QueryRecorder.Seen.Count;
        await node.WithDbAsync(db => db.Offices.Where(o => o.UnitName == name && o.TenantPath.StartsWith("38")).OrderBy(o => o.Id).Select(o => o.Identifier).ToListAsync());
        await node.WithDbAsync(db => db.Dossiers.Include(d => d.Steps).Where(d => d.Owner.FullName == name).Take(3).ToListAsync());
        await node.WithDbAsync(db => db.Dossiers.Where(d => d.Code == name).ExecuteUpdateAsync(s => s.SetProperty(d => d.Version, d => d.Version + 1)));
        Assert.True(QueryRecorder.Seen.Count > before);
        Assert.Empty(QueryRecorder.Failures);
    }

    [Fact]
    public void Query_OnlySqliteUnderstands_IsRefused()
    {
        using var sqlite = new SqliteNodeDbDesign().CreateDbContext([]);
        var query = sqlite.Offices.Where(o => EF.Functions.Glob(o.UnitName, "Xã*"));
        Assert.Contains("GLOB", query.ToQueryString(), StringComparison.Ordinal);
        var refusal = Assert.Throws<InvalidOperationException>(() => QueryRecorder.TranslateForSqlServer(query.Expression));
        Assert.Contains("SQL Server does not understand", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_OfEachProvider_HasNoChangeWithoutMigration()
    {
        using var sqlite = new SqliteNodeDbDesign().CreateDbContext([]);
        using var server = new SqlServerNodeDbDesign().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges(), "Run deploy/new-migrations.");
        Assert.False(server.Database.HasPendingModelChanges(), "Run deploy/new-migrations.");
    }
}
