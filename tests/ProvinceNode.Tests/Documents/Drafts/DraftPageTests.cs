using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Drafts;

/// <summary>Drafts through the real pages: edited by who holds the step, told to the second editor, frozen as edited by the signature.</summary>
public sealed class DraftPageTests
{
    private const string Summary = "Về việc thực hiện trợ cấp xã hội hàng tháng cho người khuyết tật";

    [Fact]
    public async Task Draft_Edited_IsWhatIsSignedAndNumbered()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await WaitingAsync(node);
        var client = await node.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice);
        var page = await PageReader.OpenAsync(client, $"/ho-so/{run.Id}/du-thao/D14");

        var saved = await SendAsync(client, page, $"/ho-so/{run.Id}/du-thao/D14", new() { ["Summary.0"] = Summary });
        Assert.Contains("Đã lưu dự thảo", System.Net.WebUtility.HtmlDecode(saved), StringComparison.Ordinal);
        await run.MustAsync(run.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(run.Id, v, run.Chairman, default));
        await run.MustAsync(run.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(run.Id, v, run.Clerk, default));

        var issued = PaperContent.Parse(await node.WithDbAsync(db => db.Papers.Where(p => p.DossierId == run.Id && p.Paper == "D14").Select(p => p.Content).SingleAsync()));
        Assert.Equal((Summary, false), (issued.Summary, issued.IsDraft));
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.EditPaper)));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/ho-so/{run.Id}/du-thao/D14", UriKind.Relative))).StatusCode); // signed: no draft any more
    }

    [Fact]
    public async Task Draft_EditedWhileTheChairmanReads_IsNotSignedUnseen()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await WaitingAsync(node);
        var (appraiser, chairman) = (await node.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice), await node.SignInAsync(Roles.Chairman, run.Dossiers.DecidingOffice));
        var read = await PageReader.OpenAsync(chairman, $"/ho-so/{run.Id}/ky");
        await SendAsync(appraiser, await PageReader.OpenAsync(appraiser, $"/ho-so/{run.Id}/du-thao/D14"), $"/ho-so/{run.Id}/du-thao/D14", new() { ["Summary.0"] = Summary });

        var told = await read.SubmitAsync(button: "Ký");
        Assert.Contains("đã thay đổi sau khi", Assert.Single(told.Problems), StringComparison.Ordinal);
        Assert.Contains(Summary, told.Main, StringComparison.Ordinal); // the new text is there to be read
        Assert.Equal(DossierStatus.AwaitingSignature, (await run.Dossiers.LoadAsync(run.Id)).Status);
        var without = await told.SubmitAsync(new Dictionary<string, object?> { ["Seen"] = null }, button: "Ký");
        Assert.Single(without.Problems);

        await told.SubmitAsync(button: "Ký");
        Assert.Equal(DossierStatus.Signed, (await run.Dossiers.LoadAsync(run.Id)).Status);
    }

    [Fact]
    public async Task Draft_WithAnAmountChanged_IsRefusedAndKeepsWhatWasTyped()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await WaitingAsync(node);
        var client = await node.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice);
        var address = $"/ho-so/{run.Id}/du-thao/D14";
        var page = await PageReader.OpenAsync(client, address);
        var field = page.Document.QuerySelectorAll("textarea").Single(t => t.TextContent.Contains("đồng/tháng", StringComparison.Ordinal));
        var typed = System.Text.RegularExpressions.Regex.Replace(field.TextContent, @"[\d.]+ đồng/tháng", "999.000 đồng/tháng");

        var answer = System.Net.WebUtility.HtmlDecode(await SendAsync(client, page, address, new() { [field.GetAttribute("name")!] = typed }));

        Assert.Contains("Không sửa được “999.000 đồng” trong dự thảo", answer, StringComparison.Ordinal);
        Assert.Contains("999.000 đồng/tháng", answer, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDbAsync(db => db.PaperDrafts.CountAsync()));
    }

    [Fact]
    public async Task SecondEditor_WithTheOldPage_IsTold()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await WaitingAsync(node);
        var address = $"/ho-so/{run.Id}/du-thao/D14";
        var (first, second) = (await node.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice), await node.SignInAsync(Roles.Chairman, run.Dossiers.DecidingOffice));
        var (one, two) = (await PageReader.OpenAsync(first, address), await PageReader.OpenAsync(second, address));

        await SendAsync(first, one, address, new() { ["Summary.0"] = Summary });
        var told = await SendAsync(second, two, address, new() { ["Summary.0"] = "Về việc khác" });

        Assert.Contains("đã lưu một bản khác", System.Net.WebUtility.HtmlDecode(told), StringComparison.Ordinal);
        Assert.Equal(1, await node.WithDbAsync(db => db.PaperDrafts.Select(d => d.Version).SingleAsync()));
        var reset = await SendAsync(second, await PageReader.OpenAsync(second, address), address + "?handler=Reset", []);
        Assert.Contains("Đã bỏ mọi chỗ sửa", System.Net.WebUtility.HtmlDecode(reset), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_Downloaded_IsAWordFileAndAPdf()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await WaitingAsync(node);
        var client = await node.SignInAsync(Roles.Desk, run.Dossiers.Commune);

        var docx = await client.GetByteArrayAsync(new Uri($"/ho-so/{run.Id}/du-thao/D14?handler=Docx", UriKind.Relative));
        Assert.Equal(1, await ReadingsAsync(node, run.Id)); // a file is read as a page is
        node.Clock.Advance(TimeSpan.FromMinutes(31));
        client = await node.SignInAsync(Roles.Desk, run.Dossiers.Commune);
        var pdf = await client.GetByteArrayAsync(new Uri($"/ho-so/{run.Id}/du-thao/D14?handler=Pdf", UriKind.Relative));
        var page = await PageReader.OpenAsync(client, $"/ho-so/{run.Id}/du-thao/D14");

        Assert.Equal(2, await ReadingsAsync(node, run.Id));
        Assert.Equal("PK"u8.ToArray(), docx[..2]);
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
        Assert.Null(page.Document.QuerySelector("textarea")); // the desk does not hold the step
        Assert.Contains("dự thảo", (await PageReader.OpenAsync(client, $"/ho-so/{run.Id}")).Document.QuerySelector("[aria-labelledby=giay-to]")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<int> ReadingsAsync(NodeHost node, Guid dossier) => node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ViewPerson && a.Subject == $"dossier/{dossier:D}"));

    [Fact]
    public async Task Editor_WhoDoesNotHoldTheStep_IsRefused()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await WaitingAsync(node);
        var address = $"/ho-so/{run.Id}/du-thao/D14";
        var appraiser = await PageReader.OpenAsync(await node.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice), address);
        var desk = await node.SignInAsync(Roles.Desk, run.Dossiers.Commune);
        var token = (await PageReader.OpenAsync(desk, "/tai-khoan/mat-khau")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await SendAsync(desk, appraiser, address, new() { ["Summary.0"] = Summary, ["__RequestVerificationToken"] = token });

        Assert.Contains("cán bộ đang giữ bước", System.Net.WebUtility.HtmlDecode(answer), StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDbAsync(db => db.PaperDrafts.CountAsync()));
    }

    private static async Task<FlowRun> WaitingAsync(NodeHost node)
    {
        var run = new FlowRun(node);
        await run.ToAwaitingSignatureAsync();
        return run;
    }

    // All fields of the form as they stand, with some changed.
    private static async Task<string> SendAsync(HttpClient client, PageReader page, string address, Dictionary<string, string> changed)
    {
        var fields = page.Document.QuerySelectorAll("form input[name], form textarea[name]").GroupBy(e => e.GetAttribute("name")!)
            .ToDictionary(g => g.Key, g => g.First().LocalName == "textarea" ? g.First().TextContent : g.First().GetAttribute("value") ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }

        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
