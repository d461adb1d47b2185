using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport.House;

namespace ProvinceNode.Tests.Platform;

/// <summary>What the model tells SQL Server and what SQLite does by itself.</summary>
public sealed partial class SqlServerModelTests
{
    private const string Ordinal = "Latin1_General_100_BIN2";

    /// <summary>Else a name is on SQL Server also its like in capitals, and two columns in one comparison may have two collations (468).</summary>
    [Fact]
    public void Texts_OnSqlServer_AreComparedByCodePointsAsOnSqlite()
    {
        using var server = new SqlServerNodeDbDesign().CreateDbContext([]);
        var unlike = Designed(server).GetEntityTypes().SelectMany(e => e.GetFlattenedProperties()).Where(p => p.GetColumnType().StartsWith("nvarchar", StringComparison.Ordinal) && p.GetCollation() != Ordinal);

        Assert.Equal([], unlike.Select(p => $"{p.DeclaringType.ClrType.Name}.{p.Name}").ToList());
    }

    [Fact]
    public void UniqueIndexes_OverWhatMayBeMissing_LeaveItOutOnBoth()
    {
        using var server = new SqlServerNodeDbDesign().CreateDbContext([]);
        var unlike = Designed(server).GetEntityTypes().SelectMany(e => e.GetIndexes()).Where(i => i.IsUnique && i.Properties.Any(p => p.IsNullable && i.GetFilter()?.Contains($"[{p.GetColumnName()}] IS NOT NULL", StringComparison.Ordinal) != true))
            .Select(i => $"{i.DeclaringEntityType.ClrType.Name}: {string.Join(", ", i.Properties.Select(p => p.Name))}");

        Assert.Equal([], unlike.ToList());
    }

    [Fact]
    public void SumOfARecovery_OfManyMonths_HasRoom()
    {
        using var server = new SqlServerNodeDbDesign().CreateDbContext([]);

        Assert.Null(server.Model.FindEntityType(typeof(OneOffPayment))!.FindProperty(nameof(OneOffPayment.Arithmetic))!.GetMaxLength());
    }

    /// <summary>SQL Server orders such numbers from behind: the first of them there is not the one that was made first.</summary>
    [Fact]
    public void FirstOrLast_ByIdAlone_IsNowhereAskedOfTheDatabase()
    {
        var asked = SourceTree.Of("ProvinceNode", "NationalHub").Where(f => OrderedById().IsMatch(f.Text)).Select(f => f.Path);

        Assert.Equal([], asked.ToList());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Start_OverADatabaseWithoutRowVersions_IsRefusedWithTheCommand(bool on)
    {
        var refusal = Record.Exception(() => RowVersions.Require(on, "btxh"));

        Assert.Equal(on, refusal is null);
        Assert.True(on || refusal!.Message.Contains("ALTER DATABASE [btxh] SET READ_COMMITTED_SNAPSHOT ON", StringComparison.Ordinal));
    }

    // Collations and filters of indexes are known to the model of the tools only.
    private static IModel Designed(SqlServerNodeDb db) => Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<IDesignTimeModel>(db).Model;

    [System.Text.RegularExpressions.GeneratedRegex(@"\.OrderBy(Descending)?\((\w+) => \2\.Id\)\s*\.(First|Last)")]
    private static partial System.Text.RegularExpressions.Regex OrderedById();
}
