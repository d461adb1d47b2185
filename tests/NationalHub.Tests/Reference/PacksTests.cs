using System.Net.Http.Headers;
using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Reference;
using NationalHub.Tests.Platform;
using Protos.Reference.Packs;
using Protos.ReferenceDown;
using TestSupport;

namespace NationalHub.Tests.Reference;

/// <summary>From a table of the ministry to a signed pack at the nodes' door: one operator drafts, another publishes.</summary>
public sealed class PacksTests : IAsyncLifetime
{
    private const string Basis = "Nghị định số 1/2027/NĐ-CP ngày 10/5/2027";
    private HubHost _hub = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _client = OperatorClient.Stranger(_hub);
        await _client.SignInAsync(_hub);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Pack_DraftedByOneAndPublishedByAnother_IsOfferedSignedAndShown()
    {
        var draft = await DraftAsync("standard-levels.csv", Levels());
        Assert.Contains("540.000 đồng → 600.000 đồng (Nghị định số 1/2027/NĐ-CP)", draft, StringComparison.Ordinal);
        Assert.Contains("không được tự ban hành", draft, StringComparison.Ordinal);
        var id = await _hub.WithDbAsync(db => db.PackDrafts.Select(d => d.Id).SingleAsync());
        Assert.Contains("không được tự ban hành", await _client.SendFormAsync("/goi-tham-chieu", $"/goi-tham-chieu/du-thao/{id}", new()), StringComparison.Ordinal);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.PublishedPacks.CountAsync(p => p.Number == 2)));

        using var second = OperatorClient.Stranger(_hub);
        await second.SignInAsync(_hub, "thu.hai");
        Assert.Contains("van.hanh lập, thu.hai ban hành", await second.SendFormAsync("/goi-tham-chieu", $"/goi-tham-chieu/du-thao/{id}", new()), StringComparison.Ordinal);
        Assert.Contains("540.000 đồng → 600.000 đồng", await second.PageAsync("/goi-tham-chieu/rules/2"), StringComparison.Ordinal);

        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var door = new ReferencePacks.ReferencePacksClient(channel);
        var offered = (await door.ListAsync(new ListPacksRequest { Held = { new HeldPack { Kind = "Rules", Held = 1, Active = 1 }, new HeldPack { Kind = "Units", Held = 1, Active = 1, Trouble = "Xã A chưa thể chấm dứt" } } })).Packs;
        Assert.Equal([("Calendar", 1), ("CodeLists", 1), ("Rules", 2)], offered.Select(p => (p.Kind, p.Number)).Order());
        var file = await FetchAsync(door, "Rules", 2);
        var verdict = PackReader.Read(file, _hub.App.Services.GetRequiredService<CertificateAuthority>().Authority);
        Assert.Empty(verdict.Faults);
        Assert.Equal((2, 1, Basis, offered.Single(p => p.Kind == "Rules").Sha256), (verdict.Content!.Number, verdict.Content.Previous, verdict.Content.Basis, verdict.Sha256));

        var list = await _client.PageAsync("/goi-tham-chieu");
        Assert.Contains("giữ số 1, áp dụng số 1: Xã A chưa thể chấm dứt", list, StringComparison.Ordinal);
        Assert.Contains("◆ giữ số 1, áp dụng số 1", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("standard-levels.csv", "kind;validFrom;validTo;amount;legal;inForceFrom\nstandard;2027-07-01;;nhiều;x;\n", "dòng 2: ô amount “nhiều” không phải số nguyên")]
    [InlineData("muc.csv", "a;b\n1;2\n", "Tên tệp phải là một trong: standard-levels.csv")]
    [InlineData("standard-levels.csv", "", "Không có gì khác với gói số 1")]
    [InlineData("standard-levels.csv", "kind;validFrom;validTo;amount;legal;inForceFrom\nstandard;2027-07-01;;600000;x;\n", "hãy giữ dòng đó và ghi ngày cuối")]
    public async Task Draft_WithAFault_IsToldAndNotKept(string name, string text, string words)
    {
        var page = await DraftAsync(name, text.Length == 0 ? Protos.Reference.ReferenceTable.Shipped("standard-levels") : text);

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.PackDrafts.CountAsync()));
    }

    [Fact]
    public async Task Draft_BesideAPublishedOne_IsDraftedAnew()
    {
        await DraftAsync("standard-levels.csv", Levels());
        await DraftAsync("standard-levels.csv", Levels("610000"));
        var ids = await _hub.WithDbAsync(db => db.PackDrafts.OrderBy(d => d.DraftedAt).Select(d => d.Id).ToListAsync());

        Assert.NotNull((await PublishAsync(ids[0])).Pack);
        Assert.Contains("Hãy lập lại dự thảo", (await PublishAsync(ids[1])).Fault, StringComparison.Ordinal);
        Assert.Contains("đã được ban hành", (await PublishAsync(ids[0])).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_Withdrawn_IsNotOfferedAndTheNextFollowsTheOneBeforeIt()
    {
        await DraftAsync("standard-levels.csv", Levels());
        await PublishAsync(await _hub.WithDbAsync(db => db.PackDrafts.Select(d => d.Id).SingleAsync()));
        await _client.SendFormAsync("/goi-tham-chieu", "/goi-tham-chieu/rules/2?handler=Withdraw", new() { ["why"] = "x" });
        Assert.Null(await _hub.WithDbAsync(db => db.PublishedPacks.Where(p => p.Kind == PackKind.Rules && p.Number == 2).Select(p => p.WithdrawnAt).SingleAsync()));
        await _client.SendFormAsync("/goi-tham-chieu", "/goi-tham-chieu/rules/2?handler=Withdraw", new() { ["why"] = "Sai mức" });

        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var door = new ReferencePacks.ReferencePacksClient(channel);
        Assert.DoesNotContain((await door.ListAsync(new ListPacksRequest())).Packs, p => p.Kind == "Rules" && p.Number == 2);
        Assert.Empty((await door.ListAsync(new ListPacksRequest { Held = { new HeldPack { Kind = "Rules", Held = 1 } } })).Withdrawn);
        var told = Assert.Single((await door.ListAsync(new ListPacksRequest { Held = { new HeldPack { Kind = "Rules", Held = 2 } } })).Withdrawn);
        Assert.Equal(("Rules", 2, "Sai mức"), (told.Kind, told.Number, told.Why));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => FetchAsync(door, "Rules", 2))).StatusCode);

        await DraftAsync("standard-levels.csv", Levels("590000"));
        var (pack, _) = await PublishAsync(await _hub.WithDbAsync(db => db.PackDrafts.Where(d => d.State == PackDraftState.Open).Select(d => d.Id).SingleAsync()));
        Assert.Equal((3, 1), (pack!.Number, pack.Previous));
    }

    [Fact]
    public async Task Door_WithoutACertificate_IsClosed()
    {
        using var forged = HubHost.Forged("38");
        using var channel = _hub.Channel(forged);

        await Assert.ThrowsAsync<RpcException>(async () => await new ReferencePacks.ReferencePacksClient(channel).ListAsync(new ListPacksRequest()));
        Assert.Equal(0, await _hub.WithDbAsync(db => db.ProvincePacks.CountAsync()));
    }

    [Fact]
    public async Task Commands_OfTheOperator_DraftListAndSave()
    {
        var file = Path.Combine(_hub.Folder, "standard-levels.csv");
        await File.WriteAllTextAsync(file, Levels());

        Assert.Contains("540.000 đồng → 600.000 đồng", await RunAsync(0, "reference", "publish", "rules", file, "--from", "2027-07-01", "--basis", Basis), StringComparison.Ordinal);
        Assert.Contains("Ngày áp dụng", await RunAsync(1, "reference", "publish", "rules", file, "--basis", Basis), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("rules 1", await RunAsync(0, "reference", "list"), StringComparison.Ordinal);
        var saved = Path.Combine(_hub.Folder, "goi.json");
        Assert.Contains("SHA-256", await RunAsync(0, "reference", "save", "units", "1", saved), StringComparison.Ordinal);
        Assert.Empty(PackReader.Read(await File.ReadAllBytesAsync(saved), _hub.App.Services.GetRequiredService<CertificateAuthority>().Authority).Faults);
        await RunAsync(0, "reference", "tables", "calendar", Path.Combine(_hub.Folder, "bang"));
        Assert.True(File.Exists(Path.Combine(_hub.Folder, "bang", "days-off.csv")));
        await RunAsync(2, "reference", "publish", "something", file);
    }

    private static string Levels(string amount = "600000") => Protos.Reference.ReferenceTable.Shipped("standard-levels")
        .Replace("standard;2026-07-01;;540000;", "standard;2026-07-01;2027-06-30;540000;", StringComparison.Ordinal) + $"standard;2027-07-01;;{amount};Nghị định số 1/2027/NĐ-CP;\n";

    private async Task<string> RunAsync(int code, params string[] args)
    {
        using var output = new StringWriter();
        Assert.Equal(code, await HubCommands.RunAsync([.. args, $"--Data:Folder={_hub.Folder}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], output, output, CancellationToken.None));
        return output.ToString();
    }

    private async Task<(PublishedPack? Pack, string Fault)> PublishAsync(Guid id)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishPack>().HandleAsync(id, "thu.hai", CancellationToken.None);
    }

    private static async Task<byte[]> FetchAsync(ReferencePacks.ReferencePacksClient door, string kind, int number)
    {
        using var file = new MemoryStream();
        using var call = door.Fetch(new FetchPackRequest { Kind = kind, Number = number });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            call.ResponseStream.Current.Data.WriteTo(file);
        }

        return file.ToArray();
    }

    private async Task<string> DraftAsync(string name, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(OperatorClient.Token(await _client.GetStringAsync(new Uri("/goi-tham-chieu", UriKind.Relative)))), "__RequestVerificationToken" },
            { new StringContent("Rules"), "Kind" }, { new StringContent("2027-07-01"), "From" }, { new StringContent(Basis), "Basis" },
        };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "files", name);
        using var answer = await _client.PostAsync(new Uri("/goi-tham-chieu", UriKind.Relative), form);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
