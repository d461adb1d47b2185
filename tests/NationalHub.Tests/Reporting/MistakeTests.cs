using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>A hub with two people, for the mistakes that analysts make.</summary>
public sealed class MistakenHub : IAsyncLifetime
{
    public HubHost Hub { get; private set; } = null!;

    public HttpClient Analyst { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Hub = await HubHost.StartAsync();
        Analyst = new HttpClient { BaseAddress = new Uri(Hub.Http, "odata/") };
        await using var scope = Hub.App.Services.CreateAsyncScope();
        Analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", CancellationToken.None));
        await Hub.WithDbAsync(async db =>
        {
            db.Beneficiaries.AddRange(
                new Beneficiary { ProvinceCode = "38", Id = "a", FullName = "Nguyễn Thị Thủy", CommuneName = "Xã Hoa Lộc", CategoryCode = "6.1" },
                new Beneficiary { ProvinceCode = "66", Id = "b", FullName = "Y Bih", CommuneName = "Xã Đắk R'Lấp", CategoryCode = "6.1" });
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        Analyst.Dispose();
        await Hub.DisposeAsync();
    }
}

/// <summary>Queries as analysts get them wrong, before the real hub: each is refused by one Vietnamese sentence that names the place and says what to do.</summary>
public sealed class MistakeTests(MistakenHub world) : IClassFixture<MistakenHub>
{
    [Theory]
    // A column that is none, by its Vietnamese name and by a slip of the finger.
    [InlineData("Beneficiaries?$filter=HoTen eq 'An'", "OData.UnknownProperty", "$filter", "“HoTen”", "FullName")]
    [InlineData("Beneficiaries?$select=Fullnam", "OData.UnknownProperty", "$select", "“FullName”")]
    [InlineData("Beneficiaries?$orderby=MonthlyAmout desc", "OData.UnknownProperty", "$orderby", "“MonthlyAmount”")]
    // A value of another type.
    [InlineData("Beneficiaries?$filter=MonthlyAmount eq '540000'", "OData.TypeMismatch", "$filter", "dấu nháy đơn")]
    [InlineData("Beneficiaries?$filter=ProvinceCode eq 38", "OData.TypeMismatch", "$filter", "dấu nháy đơn")]
    [InlineData("Entitlements?$filter=StartMonth eq '2025-07'", "OData.TypeMismatch", "$filter", "dấu nháy đơn")]
    // A quote that is missing: at the end, at both ends, inside a name, or lost to an ampersand.
    [InlineData("Beneficiaries?$filter=ProvinceCode eq '38", "OData.UnclosedQuote", "$filter", "ký tự thứ 17")]
    [InlineData("Beneficiaries?$filter=CategoryCode eq abc", "OData.UnknownProperty", "$filter", "'abc'")]
    [InlineData("Beneficiaries?$filter=CommuneName eq 'Xã Đắk R'Lấp'", "OData.UnclosedQuote", "$filter", "R''Lấp")]
    [InlineData("Beneficiaries?$filter=FullName eq 'A&B'", "OData.UnclosedQuote", "$filter", "%26")]
    // More rows than may be.
    [InlineData("Beneficiaries?$top=99999999", "OData.OverLimit", "$top", "@odata.nextLink")]
    [InlineData("Beneficiaries?$top=1e6", "OData.BadNumber", "$top", "số nguyên")]
    // A set where one row is expected.
    [InlineData("Beneficiaries?$expand=Entitlements", "OData.UnknownProperty", "$expand", "đọc chính tập Entitlements")]
    [InlineData("Beneficiaries?$expand=Provinces", "OData.UnknownProperty", "$expand", "(Province)")]
    // A name that was not given.
    [InlineData("Beneficiaries?$apply=groupby((ProvinceCode),aggregate(MonthlyAmount with sum as Money))&$orderby=Mony desc", "OData.UnknownProperty", "$orderby", "“Money”")]
    [InlineData("Beneficiaries?$apply=groupby((ProvinceCode),aggregate(Amount with sum as Money))", "OData.UnknownProperty", "$apply", "“Amount”")]
    [InlineData("Beneficiaries?$filter=ProvinceCode eq @tinh", "OData.UnknownAlias", "$filter", "@tinh=")]
    // A moment without its zone, and one whose plus has become a space.
    [InlineData("Beneficiaries?$filter=ReceivedAt ge 2026-01-01T00:00:00", "OData.BadMoment", "$filter", "múi giờ")]
    [InlineData("Beneficiaries?$filter=ReceivedAt ge 2026-01-01T00:00:00+07:00", "OData.BadMoment", "$filter", "%2B")]
    [InlineData("Beneficiaries?$filter=ReceivedAt ge '2026-01-01'", "OData.TypeMismatch", "$filter", "ngày (2026-01-31) không có dấu nháy")]
    [InlineData("Units?$filter=Until ge 31/12/2026", "OData.BadMoment", "$filter", "năm-tháng-ngày")]
    // Letters in another coding, and coded twice.
    [InlineData("Beneficiaries?$filter=CommuneName%20eq%20'X%E3%20Hoa'", "OData.BadEncoding", "$filter", "UTF-8")]
    [InlineData("Beneficiaries?$filter=ProvinceCode%2520eq%2520'38'", "OData.Syntax", "$filter", "vị trí")]
    // Words of other languages.
    [InlineData("Beneficiaries?$filter=ProvinceCode = '38'", "OData.Syntax", "$filter", "vị trí")]
    [InlineData("Beneficiaries?$filter=FullName like 'Nguyễn%25'", "OData.Syntax", "$filter", "vị trí")]
    [InlineData("Beneficiaries?$filter=ProvinceCode eq \"38\"", "OData.Syntax", "$filter", "dấu nháy đơn")]
    public async Task Query_OfAMistakenAnalyst_IsRefusedByOneSentenceThatNamesThePlace(string query, string code, string place, params string[] said)
    {
        using var answer = await world.Analyst.GetAsync(new Uri(query, UriKind.Relative));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{answer.StatusCode}: {text}");
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        var message = error.GetProperty("message").GetString()!;
        Assert.True(error.GetProperty("code").GetString() == code, text);
        Assert.All(said.Append(place), s => Assert.Contains(s, message, StringComparison.Ordinal));
        Assert.Equal(place, error.GetProperty("target").GetString());
        Assert.InRange(message.Length, 20, 1500);
    }

    /// <summary>A right that is missing is no mistake of the query: 403, by a sentence of the same kind.</summary>
    [Theory]
    [InlineData("Households?$orderby=Members", "$orderby")]
    [InlineData("Households?$filter=contains(Members,'A')", "$filter")]
    [InlineData("Households?$apply=groupby((Members))", "$apply")]
    public async Task Column_ThatIsMasked_OrdersAndFiltersNothing(string query, string place)
    {
        using var answer = await world.Analyst.GetAsync(new Uri(query, UriKind.Relative));

        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Equal((HttpStatusCode.Forbidden, "OData.MaskedProperty"), (answer.StatusCode, error.GetProperty("code").GetString()));
        Assert.All(new[] { place, "“Members”", "bỏ nó" }, s => Assert.Contains(s, error.GetProperty("message").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CommuneName eq 'Xã Hoa Lộc'", "a")]
    [InlineData("contains(FullName,'Thị Thủy')", "a")]
    [InlineData("CommuneName in ('Xã Hoa Lộc')", "a")]
    [InlineData("CommuneName eq 'Xã Đắk R''Lấp'", "b")]
    public async Task Filter_InVietnamese_FindsWhateverWayItIsCoded(string filter, string id)
    {
        // Letter by letter, as one sign each and as letter and marks, coded and as typed.
        foreach (var way in new[] { filter, Uri.EscapeDataString(filter), Uri.EscapeDataString(filter.Normalize(NormalizationForm.FormD)), string.Concat(Encoding.UTF8.GetBytes(filter).Select(b => $"%{b:x2}")) })
        {
            using var feed = JsonDocument.Parse(await world.Analyst.GetStringAsync(new Uri("Beneficiaries?$select=Id&$filter=" + way, UriKind.Relative)));
            Assert.Equal([id], feed.RootElement.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("Id").GetString()));
        }
    }
}
