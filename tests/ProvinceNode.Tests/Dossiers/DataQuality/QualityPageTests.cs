using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.DataQuality;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.DataQuality;

public sealed class QualityPageTests : IAsyncLifetime
{
    private NodeHost _host = null!;
    private PeopleRun _run = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync();
        _run = new PeopleRun(_host);
        await _run.AddAsync("Nguyễn Thị Lan", number: "038154000123");
        await _run.AddAsync("Trần Thị Mai");
        await _run.AddAsync("Lê Thị Hoa", office: PeopleRun.Neighbour);
        await _run.AddAsync("Phạm Thị Xa", office: PeopleRun.Far);
        while (await _host.WithAsync(s => s.GetRequiredService<MeasureQuality>().ChangedAsync(default)) > 0)
        {
        }
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Page_OfACommune_TellsItsScoreFaultsAndTrend()
    {
        var page = await PageReader.OpenAsync(await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune), "/chat-luong-du-lieu");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        // Both were never asked about (5 points), one has no number (20).
        Assert.Contains("85,0 trên 100", page.Main, StringComparison.Ordinal);
        Assert.Contains(page.Table("#loi ~ table"), r => r[0].StartsWith("Thiếu số định danh", StringComparison.Ordinal) && r[1] == "1");
        Assert.Contains(page.Table("#xu-huong ~ div table"), r => r is ["03/2025", "85,0", "2", "3"]);
        Assert.Equal("Tháng 03/2025: 85,0 điểm.", page.Text("#xu-huong ~ p"));
        Assert.Null(page.Document.QuerySelector("#theo-xa"));
        Assert.DoesNotContain("Nguyễn Thị Lan", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTheProvince_TellsEachCommuneLowestFirst()
    {
        var client = await _host.SignInAsync(Roles.ProvinceOfficer, "38");
        var page = await PageReader.OpenAsync(client, "/chat-luong-du-lieu");

        Assert.Contains("80,0 trên 100", page.Main, StringComparison.Ordinal);
        var rows = page.Table("#theo-xa ~ div table");
        Assert.Equal(["75,0", "75,0", "85,0"], rows.Skip(1).Select(r => r[1]));
        var far = await PageReader.OpenAsync(client, $"/chat-luong-du-lieu?don-vi={PeopleRun.Far}");
        Assert.Contains("75,0 trên 100", far.Main, StringComparison.Ordinal);
        Assert.Contains($"/chat-luong-du-lieu/number-missing?don-vi={PeopleRun.Far}", far.Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
        var list = await PageReader.OpenAsync(client, $"/chat-luong-du-lieu/number-missing?don-vi={PeopleRun.Far}");
        Assert.Equal(["Phạm Thị Xa"], list.Table().Skip(1).Select(r => r[0]));
    }

    [Fact]
    public async Task Page_AskedForAnOfficeElsewhere_ShowsTheOwn()
    {
        var page = await PageReader.OpenAsync(await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune), $"/chat-luong-du-lieu?don-vi={PeopleRun.Far}");
        Assert.Contains("85,0 trên 100", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTheAdministrator_TellsFiguresButNobody()
    {
        var client = await _host.SignInAsync(Roles.Administrator, "38");
        var page = await PageReader.OpenAsync(client, "/chat-luong-du-lieu");
        Assert.Contains("80,0 trên 100", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("#loi ~ table a"));
        Assert.Equal(HttpStatusCode.Forbidden, (await PageReader.OpenAsync(client, "/chat-luong-du-lieu/number-missing")).Status);
    }

    [Fact]
    public async Task List_OfAFault_NamesTheOwnPeopleMaskedWithTheWayToMend()
    {
        var client = await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune);
        var page = await PageReader.OpenAsync(client, "/chat-luong-du-lieu/population-unasked");

        Assert.Equal(["Nguyễn Thị Lan", "Trần Thị Mai"], page.Table().Skip(1).Select(r => r[0]));
        Assert.Contains("038•••••0123", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("038154000123", page.Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
        var missing = await PageReader.OpenAsync(client, "/chat-luong-du-lieu/number-missing");
        var mend = missing.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")).Last();
        Assert.Equal(HttpStatusCode.OK, (await PageReader.OpenAsync(client, mend!)).Status);
        Assert.EndsWith("/sua", mend, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(client, "/chat-luong-du-lieu/no-such")).Status);
        Assert.Contains("Không còn ai", (await PageReader.OpenAsync(client, "/chat-luong-du-lieu/name-wrong")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_TakenOut_AreMaskedAndLeaveAnAct()
    {
        var client = await _host.SignInAsync(Roles.ProvinceOfficer, "38");
        var cells = await FileAsync(client, "/chat-luong-du-lieu/number-missing");
        Assert.Contains("Lê Thị Hoa", cells);
        Assert.Contains("Phạm Thị Xa", cells);
        Assert.DoesNotContain("038154000123", await FileAsync(client, "/chat-luong-du-lieu/population-unasked"));
        Assert.Contains("75,0", await FileAsync(client, "/chat-luong-du-lieu"));
        Assert.Equal(3, await _host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.QualityExport)));
    }

    [Fact]
    public void Trend_OfSeveralMonths_IsTheAverageByPeople()
    {
        CommuneQuality Row(string path, int month, int people, int faults)
        {
            var row = new CommuneQuality { TenantPath = path, Month = month };
            row.Take(people, new Dictionary<string, int> { ["number-missing"] = faults }, DateTime.UnixEpoch);
            return row;
        }

        var trend = QualityTrend.Of([Row("38.1", 202501, 10, 10), Row("38.2", 202501, 30, 0), Row("38.1", 202502, 10, 5), Row("38.2", 202502, 30, 0), Row("38.3", 202502, 0, 0)]);

        Assert.Equal([(new PayMonth(202501), 950, 40, 10), (new PayMonth(202502), 975, 40, 5)], trend.Points.Select(p => (p.Month, p.ScoreTenths, p.People, p.Faults)));
        Assert.Equal("Từ tháng 01/2025 đến tháng 02/2025: tăng 2,5 điểm, từ 95,0 đến 97,5.", trend.Sentence);
        Assert.Equal("Chưa có tháng nào được đo.", QualityTrend.Of([]).Sentence);
    }

    private static async Task<List<string>> FileAsync(HttpClient client, string path)
    {
        var form = (await PageReader.OpenAsync(client, path)).Document.QuerySelector("main form[method=post]")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var book = SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), false);
        return book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(c => c.InnerText).ToList();
    }
}
