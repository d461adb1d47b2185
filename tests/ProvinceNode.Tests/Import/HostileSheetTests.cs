using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using TestSupport;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>The other doors that take sheets, through their pages: each hostile file is refused with its own sentence, nothing is kept, nothing hangs.</summary>
public sealed class HostileSheetTests
{
    private const string Areas = "/quan-tri/quy-dinh/dia-ban";
    private const string Poverty = "/ho-ngheo/nhap";

    private static readonly Dictionary<string, ProblemKind> Kinds = typeof(SheetProblems).GetFields().Select(f => f.GetValue(null)).OfType<ProblemKind>().ToDictionary(k => k.Code, StringComparer.Ordinal);

    [Theory]
    [InlineData(Areas)]
    [InlineData(Poverty)]
    public async Task Files_EachByItself_AreRefusedWithItsOwnSentence(string door)
    {
        await using var host = await ImportRun.StartAsync();
        var (page, before) = (await OpenAsync(host, door), await ActsAsync(host));
        foreach (var (kind, (name, content, problem)) in HostileFiles.All)
        {
            var sent = await SendAsync(page, door, name, content);

            Assert.Equal(HttpStatusCode.OK, sent.Status);
            var said = Assert.Single(sent.Problems);
            // Of a file without bytes the list of places asks for a file.
            var words = door == Areas && content.Length == 0 ? [LawProblems.AreaEmpty.Sentence] : Kinds[problem].Sentence.Split("{0}") is [var first, var rest, ..] ? [first + name + rest.Split('{')[0]] : Array.Empty<string>();
            Assert.True(words.Length == 1 && said.Contains(words[0].Trim(), StringComparison.Ordinal), $"{kind}: {said}");
            Assert.Contains("Hãy", said, StringComparison.Ordinal);
            Assert.Equal(door, sent.Address.AbsolutePath);
        }

        Assert.Equal((0, 0, before), (await host.WithDbAsync(db => db.ImportBatches.CountAsync()), await host.WithDbAsync(db => db.Set<RuleChange>().CountAsync()), await ActsAsync(host)));
    }

    [Theory]
    [InlineData(Areas, "Sheet", 200, HttpStatusCode.RequestEntityTooLarge, "mỗi lần gửi tối đa 40 MB. Hãy gửi từng phần")]
    [InlineData(Poverty, "Files", 200, HttpStatusCode.OK, "lớn hơn 32 MB. Hãy tách danh sách thành nhiều tệp")]
    [InlineData(Poverty, "Files", 400, HttpStatusCode.RequestEntityTooLarge, "mỗi lần gửi tối đa 330 MB. Hãy gửi từng phần")]
    public async Task File_OfHundredsOfMegabytes_IsRefused(string door, string field, int megabytes, HttpStatusCode status, string words)
    {
        await using var host = await ImportRun.StartAsync();
        var client = await ClientAsync(host, door);
        var token = (await PageReader.OpenAsync(client, door)).Document.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await using var zeros = new Zeros((long)megabytes << 20);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("2026"), "Year" }, { new StringContent("215/QĐ-UBND"), "Number" }, { new StringContent("15/10/2026"), "On" },
            { new StreamContent(zeros), field, "lon.csv" },
        };

        using var answer = await client.PostAsync(new Uri(door == Areas ? $"{door}?handler=Try" : door, UriKind.Relative), form);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        if (status == HttpStatusCode.RequestEntityTooLarge)
        {
            Assert.True(zeros.Position < 50 << 20, $"{zeros.Position} bytes were taken in");
        }
    }

    // What a formula gave last is read; it is not computed, and text that looks like one stays text.
    [Fact]
    public async Task Formulas_InAListOfPlaces_AreReadAsValues()
    {
        await using var host = await ImportRun.StartAsync();
        var sheet = new GridSheet { Name = "Danh sách" };
        sheet.Add(AreaSheet.Columns.Select(c => (GridCell?)c).ToArray());
        sheet.Add(new GridCell("16072", Formula: "WEBSERVICE(\"http://ke-xau.example\")"), "=HYPERLINK(\"http://ke-xau.example\";\"Bản Mới\")", "01/01/2027", null, "Quyết định số 1");

        var sent = await SendAsync(await OpenAsync(host, Areas), Areas, "dia ban.xlsx", XlsxFile.Of([sheet]));

        Assert.Empty(sent.Problems);
        Assert.Contains("1 nơi mới", sent.Main, StringComparison.Ordinal);
        Assert.Contains("=HYPERLINK(", sent.Main, StringComparison.Ordinal);
        Assert.Empty(sent.Document.QuerySelectorAll("a[href*='ke-xau'], script:not([src])"));
        Assert.Equal(0, await host.WithDbAsync(db => db.Set<RuleChange>().CountAsync()));
    }

    [Fact]
    public async Task Formulas_InAListOfPoorHouseholds_AreReadAsValues()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy);
        var sheet = new GridSheet { Name = "Hộ nghèo" };
        sheet.Add("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn");
        sheet.Add("1", "Nguyễn Văn Thủy", "15/03/1982", new GridCell("038082000102", Formula: "WEBSERVICE(\"http://ke-xau.example\")"), "=cmd|' /C calc'!A0");

        var sent = await SendAsync(await OpenAsync(host, Poverty), Poverty, "ho ngheo.xlsx", XlsxFile.Of([sheet]));

        var id = Guid.Parse(sent.Address.AbsolutePath.Split('/')[^1]);
        await run.WorkAsync(id);
        var row = (await run.RowsAsync(id)).First(r => r.Number == 2);
        Assert.Equal("038082000102", row.CitizenId);
        var shown = await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}/dong");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Empty(shown.Document.QuerySelectorAll("a[href*='ke-xau'], a[href*='cmd']"));
    }

    private static Task<HttpClient> ClientAsync(NodeHost host, string door) =>
        door == Areas ? host.SignInAsync(Roles.ProvinceOfficer, "38") : host.SignInAsync(Roles.SocialOfficer, ImportRun.Commune);

    private static async Task<PageReader> OpenAsync(NodeHost host, string door) => await PageReader.OpenAsync(await ClientAsync(host, door), door);

    private static Task<PageReader> SendAsync(PageReader page, string door, string name, byte[] content) => door == Areas
        ? page.SubmitAsync(button: "Kiểm tra tệp", files: [("Sheet", name, content)])
        : page.SubmitAsync(new Dictionary<string, object?> { ["Year"] = "2026", ["Number"] = "215/QĐ-UBND", ["On"] = "15/10/2026" }, button: "Gửi và đối chiếu", files: [("Files", name, content)]);

    private static Task<int> ActsAsync(NodeHost host) => host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ImportUpload || a.Kind == ActKinds.RulePropose));
}
