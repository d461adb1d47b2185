using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake.Equality;
using NationalHub.Provinces.Gates;
using NationalHub.Reporting;
using NationalHub.Tests.Intake;
using Protos.Equality;
using Protos.Values;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>What gates read of the store: communes that are to be compared, lists that count, the last certificate, and nothing of another province.</summary>
public sealed class GateFactsTests : IAsyncLifetime
{
    private HubHost _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        (await _hub.AddProvinceAsync("38")).Dispose();
        (await _hub.AddProvinceAsync("46")).Dispose();
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Theory]
    [InlineData("38", "Active", "Assistance", false, 202401, 0, true)]
    [InlineData("38", "Ended", "Assistance", false, 202401, 202610, true)] // its last month
    [InlineData("38", "Ended", "Assistance", false, 202401, 202609, false)]
    [InlineData("38", "Active", "Assistance", false, 202610, 0, true)] // its first
    [InlineData("38", "Active", "Assistance", false, 202611, 0, false)]
    [InlineData("38", "Suspended", "Assistance", false, 202401, 0, false)]
    [InlineData("38", "Active", "Institution", false, 202401, 0, false)]
    [InlineData("38", "Active", "Assistance", true, 202401, 0, false)]
    [InlineData("46", "Active", "Assistance", false, 202401, 0, false)]
    public async Task Commune_ByWhatItsPeopleHave_IsDueInAMonthOrNot(string province, string status, string kind, bool withheld, int start, int end, bool due)
    {
        await SaveAsync(new Entitlement { ProvinceCode = province, Id = Records.Id(1), CommuneCode = "14758", Status = status, Kind = kind, Withheld = withheld, StartMonth = start, EndMonth = end, Epoch = 1, Version = 1 });

        Assert.Equal(due ? ["14758"] : [], await _hub.WithDbAsync(db => ReadGates.Due(db, "38", 202610).ToListAsync()));
    }

    // Two lists of one commune add up; what was given up or is not approved is none, and another province's lists are its own.
    [Fact]
    public async Task Month_OfLists_IsTheSumOfThoseThatStand()
    {
        var month = PayMonth.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7))).AddMonths(-1).Number;
        var lists = new[] { ("38", "Settled", 1_000_000L), ("38", "Approved", 200_000L), ("38", "Draft", 30_000L), ("38", "Discarded", 4_000L), ("46", "Settled", 500L) };
        await SaveAsync([.. lists.Select((l, i) => new PaymentList { ProvinceCode = l.Item1, Id = Records.Id(100 + i), Month = month, CommuneCode = "14758", Status = l.Item2, People = 1, Total = l.Item3, Epoch = 1, Version = 1 })]);

        var found = Assert.Single(await WithAsync(g => g.MonthsAsync("38", default)), m => m.Month == month);

        Assert.Equal((1_200_000L, 1), (found.Built, found.BuiltOnly));
    }

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(3, 0, "còn 3 bản ghi lệch")]
    [InlineData(0, 2, "còn 2 bản ghi bị trục từ chối")]
    public async Task Certificate_TheLastOfTheProvince_IsTheOneThatCounts(int differing, int refused, string words)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await SaveAsync(Of("38", now.AddHours(-2), differing == 0 ? 9 : 0, 0), Of("38", now.AddHours(-1), differing, refused), Of("46", now, 7, 7));
        await _hub.WithDbAsync(db => db.Provinces.ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, NationalHub.Provinces.ProvinceStage.Testing)));
        await SaveAsync(new Standing { ProvinceCode = "38", ReceivedAt = now });

        var province = await _hub.WithDbAsync(db => db.Provinces.AsNoTracking().SingleAsync(p => p.Code == "38"));
        var gate = (await WithAsync(g => g.HandleAsync(province, default))).Single(g => g.Now.Gate == GateKind.Replication).Now;

        Assert.Contains($"lệch {differing}, đang gửi 0, bị từ chối {refused}", gate.Measure, StringComparison.Ordinal);
        Assert.Contains(words, gate.Lacking, StringComparison.Ordinal);
        Assert.Equal(words.Length > 0, gate.Lacking.Contains("Chứng nhận khớp dữ liệu còn", StringComparison.Ordinal));
    }

    private static EqualityCertificate Of(string province, DateTime at, int differing, int refused)
    {
        var content = new EqualityContent(EqualityContent.Version, province, Guid.NewGuid(), "Nightly", at, at, 1, 1, "x", "1", 10, 0, refused, differing, differing == 0, [], []);
        return EqualityCertificate.Of(content, at, new EqualitySeal(EqualityContent.Version, content.ToBytes(), new EqualitySignature([], []), "", new EqualitySignature([], [])).ToBytes());
    }

    private Task<int> SaveAsync(params object[] rows) => _hub.WithDbAsync(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    private async Task<T> WithAsync<T>(Func<ReadGates, Task<T>> read)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ReadGates>());
    }
}
