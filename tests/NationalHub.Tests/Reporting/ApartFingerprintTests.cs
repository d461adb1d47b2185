using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reporting;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>Whoever law keeps apart is found by nothing that is known of him elsewhere, whatever form the answer has.</summary>
public sealed class ApartFingerprintTests : IAsyncLifetime
{
    private const string Marker = "dauvet";
    private const int Number = 7777;

    // What sums are made of, and what says whose record of which version it is.
    private static readonly string[] Kept =
    [
        "ProvinceCode", "Id", "CommuneCode", "CommuneName", "CategoryCode", "MonthlyAmount", "CoefficientHundredths", "StartMonth", "Status", "IdentityStatus", "MergedIntoId", "IsMerged", "TenantPath", "RecordedAt", "ReceivedAt", "Epoch", "Version",
    ];

    private HubHost _hub = null!;
    private HttpClient _auditor = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _auditor = new HttpClient { BaseAddress = new Uri(_hub.Http, "odata/") };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _auditor.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("kt", AnalystRole.Auditor, CancellationToken.None));
        await _hub.WithDbAsync(async db =>
        {
            db.Beneficiaries.AddRange(Person("a", apart: false, "6.1"), Person("b", apart: true, "6.1"), Person("c", apart: false, "KHAC"));
            db.LifeEvents.AddRange(new[] { "a", "b", "c" }.Select(id => new LifeEvent { ProvinceCode = "38", Id = "v" + id, BeneficiaryId = id, Kind = "Death", State = "Decided", HappenedOn = "2026-01-02", Reference = Marker, Value = Marker, Holds = Marker, SettledAt = DateTime.UnixEpoch, HoldLiftedAt = DateTime.UnixEpoch }));
            db.Entitlements.Add(new Entitlement { ProvinceCode = "38", Id = "e", BeneficiaryId = "b", CategoryCode = "6.1" });
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        _auditor.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("Beneficiaries?$orderby=Id")]
    [InlineData("Beneficiaries?$orderby=Id&$expand=Province")]
    [InlineData("Beneficiaries?$orderby=Id&$compute=MonthlyAmount mul 2 as M")]
    [InlineData("Beneficiaries?$apply=filter(ProvinceCode eq '38')&$orderby=Id")]
    public async Task Rows_OfWhoIsKeptApart_HaveNothingButWhatSumsNeed(string address)
    {
        var rows = (await JsonAsync(address)).GetProperty("value").EnumerateArray().ToList();

        Assert.Equal(["a", "b", "c"], rows.Select(r => r.GetProperty("Id").GetString()));
        AssertFull(rows[0]);
        Assert.All(rows.Skip(1), AssertEmpty);
    }

    [Fact]
    public async Task Row_OfWhoIsKeptApart_IsTheSameByKeyByExpandAndInADelta()
    {
        AssertEmpty(await JsonAsync("Beneficiaries(ProvinceCode='38',Id='b')"));
        AssertEmpty((await JsonAsync("Entitlements?$expand=Beneficiary")).GetProperty("value")[0].GetProperty("Beneficiary"));
        AssertEmpty(await JsonAsync("Entitlements(ProvinceCode='38',Id='e')/Beneficiary"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "Beneficiaries") { Headers = { { "Prefer", "odata.track-changes" } } };
        using var first = await _auditor.SendAsync(request);
        var link = JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement.GetProperty("@odata.deltaLink").GetString()!;
        await _hub.WithDbAsync(async db =>
        {
            db.Beneficiaries.ToList().ForEach(b => b.ReceivedAt = TimeProvider.System.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });

        var rows = (await JsonAsync(link)).GetProperty("value").EnumerateArray().ToList();

        Assert.Equal(3, rows.Count);
        Assert.All(rows.Where(r => r.GetProperty("Id").GetString() != "a"), AssertEmpty);
    }

    [Theory]
    [InlineData("$filter=BirthYear eq 7777")]
    [InlineData("$filter=Sex eq 7777 and PovertyYear eq 7777")]
    [InlineData("$filter=contains(EthnicCode,'d') or DiedOn ne '' or Institution ne '' or ResidentSince ne ''")]
    [InlineData("$search=dauvet")]
    public async Task Condition_OnWhatIsEmpty_FindsOnlyOthers(string query)
        => Assert.Equal(["a"], (await JsonAsync("Beneficiaries?" + query)).GetProperty("value").EnumerateArray().Select(r => r.GetProperty("Id").GetString()));

    [Fact]
    public async Task Events_OfWhoIsKeptApart_HaveNoDayAndNoPaper()
    {
        var rows = (await JsonAsync("LifeEvents?$orderby=Id")).GetProperty("value").EnumerateArray().ToList();

        Assert.Equal(("2026-01-02", Marker), (rows[0].GetProperty("HappenedOn").GetString(), rows[0].GetProperty("Reference").GetString()));
        Assert.All(rows.Skip(1), row =>
        {
            Assert.Equal("Death", row.GetProperty("Kind").GetString());
            Assert.All(new[] { "HappenedOn", "Reference", "Value", "Holds" }, name => Assert.Equal("", row.GetProperty(name).GetString()));
            Assert.All(new[] { "SettledAt", "HoldLiftedAt" }, name => Assert.Equal(JsonValueKind.Null, row.GetProperty(name).ValueKind));
        });
        Assert.Equal("va", (await JsonAsync("LifeEvents?$filter=HappenedOn eq '2026-01-02'")).GetProperty("value").EnumerateArray().Single().GetProperty("Id").GetString());
        Assert.Equal(3, (await JsonAsync("LifeEvents?$apply=groupby((Kind,ProvinceCode),aggregate($count as N))")).GetProperty("value")[0].GetProperty("N").GetInt32());
    }

    [Fact]
    public async Task Groups_ByWhatIsEmpty_HoldOnlyOthers()
    {
        var groups = (await JsonAsync("Beneficiaries?$apply=filter(ProvinceCode eq '38')/groupby((BirthYear,Sex,EthnicCode),aggregate($count as N,PovertyYear with max as M))&$orderby=BirthYear")).GetProperty("value").EnumerateArray().ToList();

        Assert.Equal([(0, 0, 2, 0), (Number, Number, 1, Number)], groups.Select(g => (g.GetProperty("BirthYear").GetInt32(), g.GetProperty("Sex").GetInt32(), g.GetProperty("N").GetInt32(), g.GetProperty("M").GetInt32())));
    }

    [Fact]
    public async Task Files_OfWhoIsKeptApart_HoldNoTraceOfHim()
    {
        const string Those = "Beneficiaries?$filter=Id ne 'a'&purpose=kiem tra&$format=";
        var csv = await _auditor.GetStringAsync(new Uri(Those + "csv", UriKind.Relative));
        using var zip = new ZipArchive(await _auditor.GetStreamAsync(new Uri(Those + "xlsx", UriKind.Relative)));
        using var sheet = new StreamReader(zip.Entries.First(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Open());

        foreach (var text in new[] { csv, await sheet.ReadToEndAsync() })
        {
            Assert.Contains("xa14758", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Marker, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Number.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        }
    }

    // Every column there is, also one that is added tomorrow.
    private static Beneficiary Person(string id, bool apart, string category)
    {
        var person = new Beneficiary();
        foreach (var property in typeof(Beneficiary).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && !Kept.Contains(p.Name)))
        {
            property.SetValue(person, property.PropertyType == typeof(string) ? Cut(Marker, property.Name) : property.PropertyType == typeof(int) ? Number : property.PropertyType == typeof(bool) ? false : property.GetValue(person));
        }

        (person.ProvinceCode, person.Id, person.CommuneCode, person.CommuneName, person.CategoryCode, person.Apart, person.Deleted, person.StartMonth, person.FoldedName) = ("38", id, "14758", "xa14758", category, apart, false, 202501, apart || category == "KHAC" ? "" : Marker);
        return person;
    }

    private static string Cut(string text, string property) => property is "EthnicCode" ? text[..5] : text;

    private static void AssertEmpty(JsonElement row) => Assert.All(Columns(row), column => Assert.True(
        column.Value.ValueKind is JsonValueKind.Null || (column.Value.ValueKind == JsonValueKind.String ? column.Value.GetString()!.Length == 0 : column.Value.GetInt64() == 0), $"{column.Name}: {column.Value}"));

    private static void AssertFull(JsonElement row) => Assert.All(Columns(row).Where(column => column.Name != "Members"), column => Assert.False(
        column.Value.ValueKind == JsonValueKind.Number ? column.Value.GetInt64() == 0 : column.Value.GetString()!.Length == 0, column.Name));

    private static IEnumerable<JsonProperty> Columns(JsonElement row) => row.EnumerateObject().Where(p => !p.Name.Contains('@', StringComparison.Ordinal) && p.Name is not ("Province" or "M") && !Kept.Contains(p.Name));

    private async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await _auditor.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
