using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Tests.Payments.Files;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Providers;

/// <summary>Files in a shared folder: whole or not at all, once, and nothing is put away before it is stored.</summary>
public sealed class ExchangeFolderTests : IDisposable
{
    private const string Name = "KetQua_16063_202211_1.json";
    private static readonly PaymentDocument List = WireSamples.List(31, 12);
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("json")]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task List_Sent_LiesWholeUnderItsName(string form)
    {
        var folder = Folder(form);
        Assert.IsType<AskNotKnown>(await folder.AskAsync("k", default));
        var name = $"ChiTra_16063_202211_1101.{form}";
        Assert.Equal(new SendAccepted(name), await folder.SendAsync(List, "k", default));
        using var content = File.OpenRead(Path("out", name));
        var read = PaymentFile.Read(content, name);
        Assert.Equal((List.Header, true), (read.Document!.Header, read.Document.Rows.SequenceEqual(List.Rows)));
        Assert.Equal(new AskReceived(name, List.Header.Hash), await folder.AskAsync("k", default));
        Assert.Equal([name], Directory.GetFiles(Path("out")).Select(System.IO.Path.GetFileName));
    }

    // The partner took the file away: the same key sends nothing again, another content under the key or name is refused.
    [Fact]
    public async Task List_SentAgain_IsNotWrittenAgain()
    {
        var folder = Folder();
        await folder.SendAsync(List, "k", default);
        File.Delete(Path("out", "ChiTra_16063_202211_1101.json"));
        Assert.IsType<SendAccepted>(await folder.SendAsync(List, "k", default));
        Assert.Empty(Directory.GetFiles(Path("out")));
        Assert.Equal("pay-provider-key-used", Assert.IsType<SendRefused>(await folder.SendAsync(WireSamples.List(32, 2), "k", default)).Problems.Single().Code);
        await folder.SendAsync(WireSamples.List(32, 2), "k2", default);
        Assert.Equal("pay-provider-name-taken", Assert.IsType<SendRefused>(await folder.SendAsync(WireSamples.List(33, 2), "k3", default)).Problems.Single().Code);
    }

    // Stopped between the note and the rename, or between the rename and the second note.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sending_StoppedInTheMiddle_IsToldByWhatLiesThere(bool renamed)
    {
        var folder = Folder();
        await folder.SendAsync(List, "k", default);
        var (paths, target) = (new ExchangePaths(_folder.Path), Path("out", "ChiTra_16063_202211_1101.json"));
        File.Move(paths.Sent("k"), paths.Pending("k"));
        if (!renamed)
        {
            File.Move(target, paths.Draft("k"));
        }

        var asked = await folder.AskAsync("k", default);
        Assert.Equal(renamed, asked is AskReceived);
        Assert.Equal(!renamed, asked is AskNotKnown);
        Assert.IsType<SendAccepted>(await folder.SendAsync(List, "k", default));
        Assert.True(File.Exists(target));
    }

    [Fact]
    public async Task Folder_ThatCannotBeWritten_IsUnknown()
    {
        File.WriteAllText(_folder["out"], "a file where the folder should be");
        Assert.IsType<SendUnknown>(await Folder().SendAsync(List, "k", default));
    }

    [Fact]
    public async Task Results_TakenWhole_GoToDone()
    {
        var results = WireSamples.Results(List, 1);
        Put(Name, results);
        var batches = await ReadAsync(Folder());
        Assert.Equal(results.Rows, batches.OfType<ResultLines>().Single().Entries.Select(e => e.Row));
        Assert.Empty(Directory.GetFiles(Path("in")));
        Assert.Equal([Name], Directory.GetFiles(Path("done")).Select(System.IO.Path.GetFileName));
    }

    // The importer stops before it stored the batch: the file is still there, and comes again whole.
    [Fact]
    public async Task Results_NotTakenToTheEnd_ComeAgain()
    {
        Put(Name, WireSamples.Results(List, 1));
        await foreach (var batch in Folder().ResultsAsync(new ResultQuery(), default))
        {
            Assert.IsType<ResultLines>(batch);
            break;
        }

        Assert.True(File.Exists(Path("in", Name)));
        Assert.IsType<ResultLines>((await ReadAsync(Folder())).Single());
    }

    [Fact]
    public async Task SameFile_Again_SaysSoAndChangesNothing()
    {
        var results = WireSamples.Results(List, 1);
        Put(Name, results);
        await ReadAsync(Folder());
        Put("KetQua_16063_202211_1.json", results);
        Assert.Equal(Name, Assert.IsType<ResultsRepeated>((await ReadAsync(Folder())).Single()).Source);
        Assert.Equal(2, Directory.GetFiles(Path("done")).Length);
    }

    [Theory]
    [InlineData("KetQua_16063_202211_1.json.tmp")]
    [InlineData("KetQua_16063_202211_1.json.part")]
    [InlineData(".KetQua_16063_202211_1.json")]
    [InlineData("~$KetQua_16063_202211_1.xlsx")]
    public async Task Draft_ByItsName_IsLeftAlone(string name)
    {
        Put(name, WireSamples.Results(List, 1));
        Assert.Empty(await ReadAsync(Folder()));
        Assert.True(File.Exists(Path("in", name)));
    }

    [Fact]
    public async Task File_StillBeingWritten_IsLeftAlone()
    {
        Put(Name, WireSamples.Results(List, 1));
        Assert.Empty(await ReadAsync(Folder(quiet: 3600)));
        File.SetLastWriteTimeUtc(Path("in", Name), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        using (new FileStream(Path("in", Name), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Empty(await ReadAsync(Folder(quiet: 3600))); // quiet for long, but somebody holds it
        }

        Assert.IsType<ResultLines>((await ReadAsync(Folder(quiet: 3600))).Single());
    }

    [Theory]
    [InlineData("half", "pay-file-broken")]
    [InlineData("foreign", "pay-file-foreign")]
    [InlineData("other-name", "pay-file-other-name")]
    public async Task File_HalfOrForeign_IsRefusedWithAReport(string what, string code)
    {
        var results = WireSamples.Results(List, 1);
        Put(what == "other-name" ? "KetQua_16063_202212_1.json" : Name, results);
        if (what == "half")
        {
            File.WriteAllBytes(Path("in", Name), File.ReadAllBytes(Path("in", Name))[..900]);
        }
        else if (what == "foreign")
        {
            File.WriteAllText(Path("in", Name), "{\"a\":1}");
        }

        // Another, good file behind it is not stopped.
        Put("KetQua_16063_202299.json", results with { });
        var batches = await ReadAsync(Folder());
        Assert.Equal(code, batches.OfType<ResultsRefused>().Single().Faults[0].Problem.Code);
        Assert.Single(batches.OfType<ResultLines>());
        var report = Directory.GetFiles(Path("refused")).Single(f => f.EndsWith(".loi.xlsx", StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFiles(Path("refused")).Length);
        using var content = File.OpenRead(report);
        var lines = ProvinceNode.Platform.Sheets.WorkbookReader.Open(content, ProvinceNode.Platform.Sheets.FileGuard.Inspect(content, "a.xlsx").Value).Value.Lines(0).ToList();
        Assert.Contains(lines, l => l[4].Text == code && l[1].Text == "Cả tệp");
    }

    [Fact]
    public async Task Lines_RefusedByTheImporter_AreReportedBesideTheFile()
    {
        Put(Name, WireSamples.Results(List, 1));
        await foreach (var batch in Folder().ResultsAsync(new ResultQuery(), default))
        {
            ((ResultLines)batch).Report.Add(new WireFault(3, "Mã dòng", FileProblems.UnknownRow.Now("d-la")));
        }

        using var content = File.OpenRead(Path("done", Name + ".loi.xlsx"));
        var lines = ProvinceNode.Platform.Sheets.WorkbookReader.Open(content, ProvinceNode.Platform.Sheets.FileGuard.Inspect(content, "a.xlsx").Value).Value.Lines(0).ToList();
        Assert.Equal(("3", "pay-result-unknown-row"), (lines[^1][1].Text, lines[^1][4].Text));
    }

    private static async Task<List<ResultBatch>> ReadAsync(IPaymentProvider folder)
    {
        List<ResultBatch> batches = [];
        await foreach (var batch in folder.ResultsAsync(new ResultQuery(), CancellationToken.None))
        {
            batches.Add(batch);
        }

        return batches;
    }

    private IPaymentProvider Folder(string form = "json", int quiet = 0)
    {
        var node = ProviderWorld.Node(new Dictionary<string, string?> { ["Payments:Folder:Path"] = _folder.Path, ["Payments:Folder:Form"] = form, ["Payments:Folder:QuietSeconds"] = $"{quiet}" });
        return node.GetRequiredService<PaymentProviders>().Find("vnpost-file")!;
    }

    private void Put(string name, ResultDocument results)
    {
        Directory.CreateDirectory(Path("in"));
        using var content = File.Create(Path("in", name));
        ResultFile.Write(content, WireForm.Json, results);
    }

    private string Path(params string[] parts) => System.IO.Path.Combine([_folder.Path, .. parts]);
}
