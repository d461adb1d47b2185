using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Reporting;
using NationalHub.Reporting.Indicators;
using NationalHub.Tests.Platform;
using Protos.Values;
using TestSupport;

namespace NationalHub.Tests.Reporting.Indicators;

/// <summary>Figures from the hub's own records to the analysts' door and the dashboard.</summary>
public sealed partial class IndicatorTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private HttpClient _people = null!;
    private HttpClient _analyst = null!;
    private PayMonth _month;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Indicators:Every"] = "10.00:00:00", ["Indicators:Look"] = "10.00:00:00" }));
        _month = PayMonth.Of(_hub.App.Services.GetRequiredService<VietnamTime>().Today);
        await _hub.AddProvinceAsync("38");
        await _hub.AddProvinceAsync("46");
        await StageAsync("38", ProvinceStage.Pilot);
        await StageAsync("46", ProvinceStage.Live);
        (_people, _analyst) = (OperatorClient.Stranger(_hub), new HttpClient { BaseAddress = _hub.Http });
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", CancellationToken.None));
        await _people.SignInAsync(_hub);
    }

    public async Task DisposeAsync()
    {
        _people.Dispose();
        _analyst.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Figures_OfTwoProvinces_AreTheirsAndTheCountrys()
    {
        await FillAsync("38", thirty: 30, few: 3);
        await FillAsync("46", thirty: 12, few: 7);

        Assert.Equal(2, await ComputeAsync());

        Assert.Equal(52, await CountedAsync("00", IndicatorCode.People, ""));
        Assert.Equal((33, 33 * 750_000), (await CountedAsync("38", IndicatorCode.People, ""), await CountedAsync("38", IndicatorCode.Money, "")));
        Assert.Equal((3_000_000, 1_000_000), (await CountedAsync("38", IndicatorCode.Listed, "Bank"), await CountedAsync("38", IndicatorCode.Paid, "")));
        var rows = await AnalystAsync($"/odata/Indicators?$filter=Month eq {_month.Number} and Code eq 'PEOPLE' and Part eq '4'&$orderby=ProvinceCode");
        // Three people of Thanh Hóa are not told, nor what would tell them: Huế's.
        Assert.Equal([("00", 10L), ("38", null), ("46", (long?)null)], rows.Select(r => (r.GetProperty("ProvinceCode").GetString()!, Value(r))));
        var cashless = Assert.Single(await AnalystAsync($"/odata/Indicators?$filter=Month eq {_month.Number} and Code eq 'CASHLESS' and ProvinceCode eq '38'"));
        Assert.Equal((1_000_000L, 1_000_000L), (Value(cashless), cashless.GetProperty("Whole").GetInt64()));
        Assert.False(cashless.TryGetProperty("Counted", out _));
    }

    [Fact]
    public async Task Round_WithoutAPush_ReadsNothingAndOneAfterItWritesOnlyWhatChanged()
    {
        await FillAsync("38", thirty: 30, few: 6);
        await ComputeAsync();
        Assert.Equal(0, await ComputeAsync());
        var before = await _hub.WithDbAsync(db => db.Indicators.AsNoTracking().MaxAsync(i => i.ChangedAt));

        await _hub.WithDbAsync(async db =>
        {
            var ended = await db.Entitlements.FirstAsync(e => e.CategoryCode == "6.n.adult");
            (ended.EndMonth, ended.Status, ended.ReceivedAt) = (_month.AddMonths(-1).Number, "Ended", before.AddSeconds(1));
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, await ComputeAsync());
        Assert.Equal(35, await CountedAsync("38", IndicatorCode.People, ""));
        Assert.Equal(1, await CountedAsync("38", IndicatorCode.Ended, ""));
        var changed = await _hub.WithDbAsync(db => db.Indicators.AsNoTracking().Where(i => i.ChangedAt > before).Select(i => i.Month).Distinct().ToListAsync());
        Assert.Equal([_month.Number, _month.AddMonths(1).Number], changed.Order());
    }

    [Fact]
    public async Task Round_AfterAnEmptyHeartbeat_ReadsNothing()
    {
        await FillAsync("38", thirty: 30, few: 6);
        await ComputeAsync();

        await _hub.WithDbAsync(async db =>
        {
            (await db.Positions.SingleAsync(p => p.ProvinceCode == "38")).LastPushAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(0, await ComputeAsync());
    }

    [Fact]
    public async Task Round_AfterADossier_ReadsDossiersAndNobodysEntitlements()
    {
        await FillAsync("38", thirty: 30, few: 6);
        await ComputeAsync();
        var now = (await _hub.WithDbAsync(db => db.IndicatorStates.AsNoTracking().SingleAsync())).ReadAt;

        await _hub.WithDbAsync(async db =>
        {
            db.Dossiers.Add(new Dossier { ProvinceCode = "38", Id = Guid.NewGuid().ToString("D"), AcceptedAt = _month.FirstDay.ToDateTime(new TimeOnly(5, 0), DateTimeKind.Utc), ReceivedAt = now });
            // Of long ago: only who reads the entitlements again finds it.
            db.Entitlements.Remove(await db.Entitlements.FirstAsync());
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, await ComputeAsync());
        Assert.Equal(1, await CountedAsync("38", IndicatorCode.Received, ""));
        Assert.Equal((36, 3_000_000), (await CountedAsync("38", IndicatorCode.People, ""), await CountedAsync("38", IndicatorCode.Listed, "")));
    }

    [Fact]
    public async Task Round_AfterATombstone_CountsWithoutTheErased()
    {
        await FillAsync("38", thirty: 30, few: 6);
        await ComputeAsync();
        await _hub.WithDbAsync(async db =>
        {
            var erased = await db.Entitlements.FirstAsync();
            (erased.Deleted, erased.ReceivedAt) = (true, TimeProvider.System.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, await ComputeAsync());
        Assert.Equal(35, await CountedAsync("38", IndicatorCode.People, ""));
    }

    [Fact]
    public async Task Country_WithAProvinceThatIsTriedOut_IsWithoutItUntilItWorksForReal()
    {
        await StageAsync("46", ProvinceStage.Testing);
        await FillAsync("38", thirty: 30, few: 6);
        await FillAsync("46", thirty: 50, few: 3);
        await ComputeAsync();

        Assert.Equal((36, 36 * 750_000, 3_000_000), (await CountedAsync("00", IndicatorCode.People, ""), await CountedAsync("00", IndicatorCode.Money, ""), await CountedAsync("00", IndicatorCode.Listed, "")));
        Assert.Equal(53, await CountedAsync("46", IndicatorCode.People, ""));
        var rows = (await AnalystAsync($"/odata/Indicators?$filter=Month eq {_month.Number} and Code eq 'PEOPLE' and Part eq '4'&$orderby=ProvinceCode&$expand=Province($select=IsReal)")).ToDictionary(r => r.GetProperty("ProvinceCode").GetString()!);
        // Its three are hidden, and with them nobody else's.
        Assert.Equal((6L, 6L, null), (Value(rows["00"]), Value(rows["38"]), Value(rows["46"])));
        Assert.Equal((JsonValueKind.Null, true, false), (rows["00"].GetProperty("Province").ValueKind, rows["38"].GetProperty("Province").GetProperty("IsReal").GetBoolean(), rows["46"].GetProperty("Province").GetProperty("IsReal").GetBoolean()));
        var page = await PageAsync("/so-lieu");
        Assert.All(new[] { "Thành phố Huế</a> (đang thử)", "Không tính vào cả nước, vì đang thử với số liệu mẫu: Thành phố Huế.", "Thành phố Huế: 53 người, đang thử, không tính vào cả nước", ">36<" }, w => Assert.Contains(w, page, StringComparison.Ordinal));
        Assert.DoesNotContain("Thanh Hóa</a> (đang thử)", page, StringComparison.Ordinal);
        Assert.Contains("đây là số liệu mẫu", await PageAsync("/so-lieu?tinh=46"), StringComparison.Ordinal);

        // Nothing came in; that it works for real now is enough.
        await StageAsync("46", ProvinceStage.Pilot);
        Assert.Equal(0, await ComputeAsync());

        Assert.Equal(36 + 53, await CountedAsync("00", IndicatorCode.People, ""));
        Assert.DoesNotContain("đang thử)", await PageAsync("/so-lieu"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Country_BeforeAnyProvinceWorksForReal_HasNoFigures()
    {
        await StageAsync("38", ProvinceStage.Testing);
        await FillAsync("38", thirty: 30, few: 6);
        await ComputeAsync();

        var page = await PageAsync("/so-lieu");

        Assert.Empty(await AnalystAsync("/odata/Indicators?$filter=ProvinceCode eq '00'"));
        Assert.Contains("Chưa có tỉnh nào chạy thật", page, StringComparison.Ordinal);
        Assert.Contains("Thanh Hóa</a> (đang thử)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"tiles\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"tiles\"", await PageAsync("/so-lieu?tinh=38"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_OfFewUnpaidByAMethod_IsNotTold()
    {
        await FillAsync("38", thirty: 30, few: 6);
        await FillAsync("46", thirty: 30, few: 6);
        await _hub.WithDbAsync(async db =>
        {
            db.PaymentLists.Add(new PaymentList
            {
                ProvinceCode = "38", Id = Guid.NewGuid().ToString("D"), Month = _month.Number, Type = "Regular", Method = "CashPoint", Status = "Settled", Lines = 20, People = 20, Total = 10_000_000, PaidLines = 19, Paid = 9_460_000, UnpaidLines = 1, Unpaid = 540_000,
            });
            return await db.SaveChangesAsync();
        });
        await ComputeAsync();

        var told = (await AnalystAsync($"/odata/Indicators?$filter=Month eq {_month.Number} and Part eq 'CashPoint' and ProvinceCode eq '38'")).ToDictionary(r => r.GetProperty("Code").GetString()!, Value);
        Assert.Equal((10_000_000L, null, null), (told["LISTED"], told["PAID"], told["NOT_PAID"]));
        Assert.Contains("ít, không công bố", (await PageAsync($"/so-lieu?tinh=38&thang={_month.Number}")).Split("id=\"chi-tra\"")[1], StringComparison.Ordinal);
        Assert.False((await AnalystAsync("/odata/Indicators?$top=1"))[0].TryGetProperty("People", out _));
    }

    [Fact]
    public async Task Dashboard_OfAMonth_LinksToPeopleAndMoneyAlike()
    {
        await FillAsync("38", thirty: 30, few: 6);
        await ComputeAsync();

        var links = ODataLink().Matches(await PageAsync("/so-lieu?tinh=38")).Select(m => Uri.UnescapeDataString(m.Groups[1].Value)).ToList();

        Assert.Contains(links, l => l.EndsWith("ProvinceCode eq '38' and Code eq 'PEOPLE' and Part eq ''", StringComparison.Ordinal));
        Assert.Contains(links, l => l.EndsWith("ProvinceCode eq '38' and Code eq 'MONEY' and Part eq ''", StringComparison.Ordinal));
        Assert.Equal(2, links.Count(l => l.Contains("(Code eq 'PEOPLE' or Code eq 'MONEY')", StringComparison.Ordinal)));
        foreach (var link in links)
        {
            Assert.NotEmpty(await AnalystAsync(link));
        }
    }

    [Fact]
    public async Task Dashboard_WithoutFigures_SaysWhyAndWhatToDo() =>
        Assert.Contains("Chưa có số liệu", await PageAsync("/so-lieu"), StringComparison.Ordinal);

    [Fact]
    public async Task Dashboard_OfTheCountry_HasTheMapTheTablesAndTheirODataLinks()
    {
        await FillAsync("38", thirty: 30, few: 3);
        await FillAsync("46", thirty: 12, few: 7);
        await ComputeAsync();

        var page = await PageAsync("/so-lieu");

        Assert.All(new[] { "Quần đảo Hoàng Sa", "Quần đảo Trường Sa", "Cả nước", "Người khuyết tật nặng", "/odata/Indicators?$filter=", "Tỉnh Cà Mau" }, w => Assert.Contains(w, page, StringComparison.Ordinal));
        Assert.Contains(">52<", page, StringComparison.Ordinal);
        // The thirty of the other group would tell the three.
        var one = await PageAsync($"/so-lieu?tinh=38&thang={_month.Number}");
        Assert.Contains("ít, không công bố", await PageAsync("/so-lieu?tinh=38"), StringComparison.Ordinal);
        Assert.Contains("Tỉnh Thanh Hóa", one, StringComparison.Ordinal);
        Assert.DoesNotContain(">30<", one, StringComparison.Ordinal);
        Assert.Contains(">33<", one, StringComparison.Ordinal);
        // What the page links to is what the analysts' door answers.
        var link = WebUtility.HtmlDecode(ODataLink().Match(one).Groups[1].Value);
        Assert.NotEmpty(await AnalystAsync(link));
    }

    [Theory]
    [InlineData("?thang=209901", "Chưa có số liệu của tháng")]
    [InlineData("?tinh=99", "Không có tỉnh mang mã")]
    [InlineData("?nhom=%27%3B--", "Không có ai thuộc nhóm")]
    public async Task Dashboard_AskedForWhatIsNot_SaysSoAndShowsTheRest(string query, string words)
    {
        await FillAsync("38", thirty: 30, few: 6);
        await ComputeAsync();

        Assert.Contains(words, await PageAsync("/so-lieu" + query), StringComparison.Ordinal);
    }

    private Task<int> StageAsync(string province, ProvinceStage stage) => _hub.WithDbAsync(db => db.Provinces.Where(p => p.Code == province).ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, stage)));

    private Task<int> FillAsync(string province, int thirty, int few) => _hub.WithDbAsync(async db =>
    {
        var position = await db.Positions.FirstOrDefaultAsync(p => p.ProvinceCode == province);
        if (position is null)
        {
            db.Positions.Add(position = new ProvincePosition { ProvinceCode = province });
        }

        position.LastPushAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < thirty + few; i++)
        {
            db.Entitlements.Add(new Entitlement
            {
                ProvinceCode = province, Id = Guid.NewGuid().ToString("D"), BeneficiaryId = Guid.NewGuid().ToString("D"), CategoryCode = i < thirty ? "6.n.adult" : "4",
                Kind = "Assistance", Status = "Active", MonthlyAmount = 750_000, StartMonth = _month.AddMonths(-5).Number,
            });
        }

        db.PaymentLists.Add(new PaymentList
        {
            ProvinceCode = province, Id = Guid.NewGuid().ToString("D"), Month = _month.Number, Type = "Regular", Method = "Bank", Status = "Sent",
            Lines = 30, People = 30, Total = 3_000_000, PaidLines = 10, Paid = 1_000_000, UnpaidLines = 5, Unpaid = 500_000, OpenLines = 15, Open = 1_500_000,
        });
        return await db.SaveChangesAsync();
    });

    private Task<int> ComputeAsync() => _hub.App.Services.GetRequiredService<ComputeIndicators>().HandleAsync(CancellationToken.None);

    private Task<long> CountedAsync(string province, string code, string part) => _hub.WithDbAsync(db => db.Indicators.AsNoTracking()
        .Where(i => i.Month == _month.Number && i.ProvinceCode == province && i.Code == code && i.Part == part).Select(i => i.Counted).SingleAsync());

    private async Task<List<JsonElement>> AnalystAsync(string address) =>
        [.. JsonDocument.Parse(await _analyst.GetStringAsync(new Uri(address, UriKind.Relative))).RootElement.GetProperty("value").EnumerateArray()];

    private async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await _people.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static long? Value(JsonElement row) => row.GetProperty("Value") is { ValueKind: JsonValueKind.Number } n ? n.GetInt64() : null;

    [GeneratedRegex("href=\"(/odata/Indicators[^\"]+)\"")]
    private static partial Regex ODataLink();
}
