using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using TestSupport;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>Bad input through the real page: each file is refused or neutralised with a sentence that says what to do (issue 4, "Bad input").</summary>
public sealed class HostileUploadTests
{
    private const string Path = "/nhap-danh-sach";

    [Fact]
    public async Task Files_EachByItself_AreRefusedWithItsOwnSentence()
    {
        await using var host = await ImportRun.StartAsync();
        var officer = await new ImportRun(host).OfficerAsync();
        var kinds = typeof(ProvinceNode.Platform.Sheets.SheetProblems).GetFields().Select(f => f.GetValue(null)).OfType<ProvinceNode.Platform.ProblemKind>().ToDictionary(k => k.Code, StringComparer.Ordinal);
        foreach (var (kind, (name, content, problem)) in HostileFiles.All)
        {
            var sent = await ImportRun.SendAsync(officer, (name, content));

            var said = Assert.Single(sent.Problems);
            // The words of its kind up to the file's name and from there on.
            var words = kinds[problem].Sentence.Split("{0}");
            Assert.True(said.Contains($"{words[0]}{name}{words[1].Split('{')[0]}".Trim(), StringComparison.Ordinal), $"{kind}: {said}");
            Assert.Contains("Hãy", said, StringComparison.Ordinal);
            Assert.Equal(Path, sent.Address.AbsolutePath);
        }

        Assert.Equal(0, await host.WithDbAsync(db => db.ImportBatches.CountAsync()));
    }

    [Fact]
    public async Task File_Of200Megabytes_IsRefusedAndOneOf400IsNotEvenRead()
    {
        await using var host = await ImportRun.StartAsync();
        var officer = await new ImportRun(host).OfficerAsync();
        var page = await PageReader.OpenAsync(officer, Path);
        var token = page.Document.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        async Task<(HttpStatusCode Status, string Main, long Read)> SendAsync(long bytes)
        {
            await using var zeros = new Zeros(bytes);
            using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StreamContent(zeros), "Files", "lon.csv" } };
            using var answer = await officer.PostAsync(new Uri(Path, UriKind.Relative), form);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), zeros.Position);
        }

        var large = await SendAsync(200L << 20);
        Assert.Equal(HttpStatusCode.OK, large.Status);
        Assert.Contains("lớn hơn 32 MB. Hãy tách danh sách thành nhiều tệp", WebUtility.HtmlDecode(large.Main), StringComparison.Ordinal);

        var larger = await SendAsync(400L << 20);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.Status);
        Assert.True(larger.Read < 50 << 20, $"{larger.Read} bytes were taken in");
        Assert.Matches("mỗi lần gửi tối đa 330 MB. Hãy gửi từng phần", WebUtility.HtmlDecode(larger.Main).Split("<main")[1]);
    }

    [Fact]
    public async Task MacrosAndFormulas_InAList_AreReadAsValuesAndSaid()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var officer = await run.OfficerAsync();
        var sent = await ImportRun.SendAsync(officer, ("co macro.xlsm", HostileFiles.Macros()));
        await run.WorkAsync(Guid.Parse(sent.Address.AbsolutePath.Split('/')[^1]));
        Assert.Contains("macro không được chạy", (await PageReader.OpenAsync(officer, sent.Address.AbsolutePath)).Main, StringComparison.Ordinal);

        var sheet = new GridSheet { Name = "Danh sách" };
        sheet.Add(ImportRun.Heading.Select(h => (GridCell?)h).ToArray());
        sheet.Add(ImportRun.Row("Nguyễn Văn Thủy").Select((c, i) => i == 8 ? new GridCell(810_000d, Formula: "WEBSERVICE(\"http://ke-xau.example\")") : (GridCell?)c!).ToArray());
        sheet.Add(ImportRun.Row("=HYPERLINK(\"http://ke-xau.example\";\"Lê Văn An\")", "038082000103").Select(c => (GridCell?)c!).ToArray());
        var id = await run.ReadAsync(XlsxFile.Of([sheet]), client: officer);

        var rows = await run.RowsAsync(id);
        Assert.Equal(810_000, rows[0].FileDong);
        Assert.Contains(rows[1].FaultsOf(), f => f.Code == ProvinceNode.Import.Values.ValueProblems.NameCharacters.Code);
        var shown = await PageReader.OpenAsync(officer, $"{Path}/{id}/dong");
        Assert.Empty(shown.Document.QuerySelectorAll("a[href*='ke-xau']"));
    }
}
