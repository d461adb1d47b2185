using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;
using TestSupport.Server;

namespace ProvinceNode.Tests.Platform;

/// <summary>What only SQL Server refuses is refused in every host test (see <see cref="ServerConduct"/>); here the net itself is tried.</summary>
public sealed class ServerConductTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly ServerConduct _conduct = new();

    public ServerConductTests() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public async Task Query_WhileAnotherIsRead_IsRefused()
    {
        await using var db = await MadeAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var office in db.NumberBooks.AsNoTracking().AsAsyncEnumerable())
            {
                await db.NumberBooks.CountAsync(b => b.Series != office.Series);
            }
        });

        Assert.Contains("one open reader", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(_conduct.Check);
    }

    [Fact]
    public async Task Transaction_BegunWhileAQueryIsRead_IsRefused()
    {
        await using var db = await MadeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in db.NumberBooks.AsNoTracking().AsAsyncEnumerable())
            {
                await db.Database.BeginTransactionAsync();
            }
        });
    }

    [Fact]
    public async Task Query_AfterAnotherWasReadOrLeftOrSplit_Goes()
    {
        await using var db = await MadeAsync();

        await foreach (var _ in db.NumberBooks.AsNoTracking().AsAsyncEnumerable())
        {
            break;
        }

        await db.NumberBooks.CountAsync();
        db.Households.Add(House("hộ"));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        Assert.Single(await db.Households.Include(h => h.Members).AsSplitQuery().ToListAsync());
        Assert.Empty(_conduct.Faults);
    }

    [Fact]
    public async Task Turn_TakenAfterAnotherRow_IsRefused()
    {
        await using var db = await MadeAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.NumberBooks.ExecuteUpdateAsync(s => s.SetProperty(b => b.Last, 2));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => db.WaitForTurnAsync(default));

        Assert.Contains("deadlock", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_TakenFirstAndAgain_Goes()
    {
        await using var db = await MadeAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();

        await db.WaitForTurnAsync(default);
        await db.NumberBooks.ExecuteUpdateAsync(s => s.SetProperty(b => b.Last, 2));
        await db.WaitForTurnAsync(default);
        await transaction.CommitAsync();

        Assert.Empty(_conduct.Faults);
    }

    [Fact]
    public async Task Text_LongerThanItsColumn_IsRefused()
    {
        await using var db = await MadeAsync();
        db.Households.Add(House(new string('a', 121)));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("Household.HeadName holds 120 characters", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfThousandsInOneQuery_IsRefused()
    {
        await using var db = await MadeAsync();
        var many = Enumerable.Range(0, 2_500).Select(i => $"{i}").ToList();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => db.NumberBooks.CountAsync(b => many.Contains(b.Series)));

        Assert.Contains("in chunks", refusal.Message, StringComparison.Ordinal);
    }

    private static Household House(string head) => new() { Id = Guid.CreateVersion7(), TenantPath = "38.16063", HeadName = head, CommuneCode = "16063" };

    private async Task<SqliteNodeDb> MadeAsync()
    {
        var builder = new DbContextOptionsBuilder<SqliteNodeDb>().UseSqlite(_connection);
        _conduct.Attach(builder);
        var scope = new TenantScope();
        scope.Enter(TenantPath.Parse("38"));
        var db = new SqliteNodeDb((DbContextOptions<SqliteNodeDb>)builder.Options, scope);
        await db.Database.EnsureCreatedAsync();
        db.NumberBooks.AddRange(new NumberBook { OfficePath = "38", Series = "A", Period = 1 }, new NumberBook { OfficePath = "38", Series = "B", Period = 1 });
        await db.SaveChangesAsync();
        return db;
    }
}
