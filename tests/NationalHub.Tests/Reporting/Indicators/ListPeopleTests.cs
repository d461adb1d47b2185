using NationalHub.Reporting;
using NationalHub.Reporting.Indicators;
using Protos.Values;
using TestSupport;

namespace NationalHub.Tests.Reporting.Indicators;

/// <summary>How many people stand behind the money of lists: never more than there are.</summary>
public sealed class ListPeopleTests : IAsyncLifetime
{
    private const int Month = 202611;
    private HubHost _hub = null!;

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task People_InListsThatFollowOneAnother_CountOnce()
    {
        await AddAsync(List("Supplementary", "Epay", 3, sequence: 2), List("Supplementary", "Epay", 3, sequence: 3), List("Supplementary", "Epay", 4, sequence: 2, commune: "14764"));

        Assert.Equal(3 + 4, await PeopleAsync(IndicatorCode.Listed, "Epay"));
        Assert.Equal(3 + 4, await PeopleAsync(IndicatorCode.Paid, "Epay"));
    }

    [Fact]
    public async Task People_InTwoTypesOrMethods_CountOnce()
    {
        await AddAsync(List("Regular", "Bank", 3), List("Supplementary", "Bank", 2, sequence: 2), List("Supplementary", "Epay", 3, sequence: 2));

        Assert.Equal((3, 3), (await PeopleAsync(IndicatorCode.Listed, "Bank"), await PeopleAsync(IndicatorCode.Listed, "Epay")));
        Assert.Equal((3, 3), (await PeopleAsync(IndicatorCode.Listed, ""), await PeopleAsync(IndicatorCode.Cashless, "")));
    }

    [Fact]
    public async Task People_WithTwoLinesEach_CountOnce()
    {
        var list = List("Regular", "Bank", 6);
        (list.People, list.PaidLines, list.Paid, list.UnpaidLines, list.Unpaid) = (3, 5, 2_700_000, 1, 540_000);
        await AddAsync(list);

        Assert.Equal((3, 2), (await PeopleAsync(IndicatorCode.Listed, "Bank"), await PeopleAsync(IndicatorCode.Paid, "Bank")));
        // Money is somebody's.
        Assert.Equal((1, 0), (await PeopleAsync(IndicatorCode.NotPaid, "Bank"), await PeopleAsync(IndicatorCode.Open, "Bank")));
    }

    [Fact]
    public async Task People_OfOneLine_AreOneReceiver()
    {
        var list = List("Regular", "CashHome", 1);
        list.People = 6;
        await AddAsync(list);

        Assert.Equal(1, await PeopleAsync(IndicatorCode.Listed, "CashHome"));
    }

    private Task<int> AddAsync(params PaymentList[] lists) => _hub.WithDbAsync(async db =>
    {
        db.PaymentLists.AddRange(lists);
        return await db.SaveChangesAsync();
    });

    private async Task<long> PeopleAsync(string code, string part) =>
        (await _hub.WithDbAsync(db => new ProvinceFigures(db, "38", new PayMonth(Month), 1).ReadAsync(FigureSources.Lists, CancellationToken.None))).Single(f => f.Code == code && f.Part == part).People;

    private static PaymentList List(string type, string method, int people, int sequence = 1, string commune = "14758") => new()
    {
        ProvinceCode = "38", Id = Guid.NewGuid().ToString("D"), Month = Month, Type = type, Method = method, Sequence = sequence, CommuneCode = commune, Status = "Settled",
        Lines = people, People = people, Total = people * 540_000L, PaidLines = people, Paid = people * 540_000L,
    };
}
