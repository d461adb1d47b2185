using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Whoever is shown somebody's dossier has read it, whichever way he came by the page: refused he sees as much as whoever opens it.</summary>
public sealed class ReadingTests
{
    [Fact]
    public async Task VerbOfADossier_RefusedAtOnce_IsAReading()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var client = await host.SignInAsync(Roles.SocialOfficer, flow.Dossiers.Commune);
        var before = await ReadingsAsync(host, flow.Id);

        var page = await SendAsync(client, $"/ho-so/{flow.Id}/yeu-cau-bo-sung");

        Assert.Contains((await flow.Dossiers.LoadAsync(flow.Id)).Code, page, StringComparison.Ordinal);
        Assert.Equal(before + 1, await ReadingsAsync(host, flow.Id));
    }

    [Fact]
    public async Task VerbOfAPaper_RefusedAtOnce_IsAReading()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var receipt = await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == flow.Id && p.Paper == "D01").Select(p => p.Id).SingleAsync());
        var client = await host.SignInAsync(Roles.Chairman, flow.Dossiers.Commune);
        var before = await ReadingsAsync(host, flow.Id);

        await SendAsync(client, $"/ho-so/{flow.Id}/van-ban/{receipt}/ky");

        Assert.Equal(before + 1, await ReadingsAsync(host, flow.Id));
    }

    [Fact]
    public async Task DraftOfAList_OpenedOrRefused_IsAReadingOfEverybody()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        Guid[] ids = [.. await run.WaitingAsync(2)];
        var address = $"/ho-so/danh-sach-trinh/{await run.MadeAsync(ids)}/du-thao";
        var before = await ReadingsAsync(host, ids);

        await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, run.Flow.Dossiers.DecidingOffice), address);
        Assert.Equal(before + 2, await ReadingsAsync(host, ids));
        await SendAsync(await host.SignInAsync(Roles.DivisionHead, run.Flow.Dossiers.DecidingOffice), address);

        Assert.Equal(before + 4, await ReadingsAsync(host, ids));
    }

    private static async Task<string> SendAsync(HttpClient client, string address)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = await TenancyWorld.TokenAsync(client) });
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static Task<int> ReadingsAsync(NodeHost host, params Guid[] dossiers)
    {
        var subjects = dossiers.Select(d => $"dossier/{d:D}").ToList();
        return host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ViewPerson && subjects.Contains(a.Subject)));
    }
}
