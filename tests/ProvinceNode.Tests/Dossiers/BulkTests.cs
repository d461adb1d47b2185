using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Signing and numbering many dossiers in one go: each is its own decision and act (issue 3, Bulk).</summary>
public sealed class BulkTests
{
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) };

    [Fact]
    public async Task Signing_Several_MakesADecisionAndAnActOfEach()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var (first, second) = await TwoAsync(host);
        var items = new[] { await ItemAsync(host, first), await ItemAsync(host, second) };

        // The second dossier is of a person who receives by the first one: it fails and does not stop the others.
        var done = await SignAsync(host, first.Chairman, items);

        Assert.Equal([BulkState.Done, BulkState.Failed], done.Value.Select(r => r.State));
        Assert.Contains("đang hưởng", done.Value[1].Why, StringComparison.Ordinal);
        Assert.Equal(1, await host.WithDbAsync(db => db.Decisions.CountAsync()));
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.Sign)));

        // Sent twice: the signed one stays signed, once.
        var again = await SignAsync(host, first.Chairman, items);
        Assert.Equal([BulkState.Already, BulkState.Failed], again.Value.Select(r => r.State));
        Assert.Equal(1, await host.WithDbAsync(db => db.Decisions.CountAsync()));
    }

    [Fact]
    public async Task Signing_WhatOneAppraisedOneself_IsRefusedForThatDossierOnly()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        var both = flow.Dossiers.Official(Roles.Chairman, flow.Dossiers.DecidingOffice, flow.Appraiser.Id);

        var refused = await SignAsync(host, both, [await ItemAsync(host, flow), new BulkItem(Guid.NewGuid(), 1)]);

        Assert.All(refused.Value, r => Assert.Equal(BulkState.Failed, r.State));
        Assert.Contains("không được đồng thời", refused.Value[0].Why, StringComparison.Ordinal);
        Assert.Contains("Không tìm thấy", refused.Value[1].Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public async Task Signing_NoneOrMoreThanThirty_IsRefusedWhole(int count)
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var dossiers = new TestDossiers(host);
        var chairman = dossiers.Official(Roles.Chairman, dossiers.DecidingOffice);

        var refused = await SignAsync(host, chairman, [.. Enumerable.Range(0, count).Select(_ => new BulkItem(Guid.NewGuid(), 1))]);

        Assert.True(refused.Has(count == 0 ? BulkDesk.NothingChosen : BulkDesk.TooMany));
    }

    [Fact]
    public async Task Page_WithTheSecondFactor_SignsWhatWasTicked()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        var client = await host.SignInAsync(Roles.Chairman, flow.Dossiers.DecidingOffice);
        var page = await PageReader.OpenAsync(client, "/ho-so/ky-hang-loat");
        var row = page.Table("#f-Ticked")[1];
        Assert.Contains("Nguyễn Văn Thủy", row[2], StringComparison.Ordinal);
        Assert.Equal(("540.000 đồng", "09/2022"), (row[4], row[5]));
        Assert.Contains("Đủ điều kiện. Giấy tờ đầy đủ", row[7], StringComparison.Ordinal);

        var without = await page.SubmitAsync(button: "Ký các hồ sơ");
        Assert.Contains("mã xác thực", Assert.Single(without.Problems), StringComparison.Ordinal);
        var wrong = await page.SubmitAsync(new Dictionary<string, object?> { ["Code"] = "000000" }, button: "Ký các hồ sơ");
        Assert.Single(wrong.Problems);
        Assert.Equal(DossierStatus.AwaitingSignature, (await flow.Dossiers.LoadAsync(flow.Id)).Status);

        var official = await host.OfficialAsync(Roles.Chairman, flow.Dossiers.DecidingOffice);
        var key = await host.WithAsync(async s =>
        {
            var users = s.GetRequiredService<UserManager<Official>>();
            var user = (await users.FindByIdAsync(official.Id.ToString()))!;
            await users.ResetAuthenticatorKeyAsync(user);
            return (await users.GetAuthenticatorKeyAsync(user))!;
        });
        client = await SignInAgainAsync(host, official.Id);
        page = await PageReader.OpenAsync(client, "/ho-so/ky-hang-loat");
        var signed = await page.SubmitAsync(new Dictionary<string, object?> { ["Code"] = Totp.CodeAt(key, TimeProvider.System.GetUtcNow()) }, button: "Ký các hồ sơ");

        Assert.Contains("Xong 1 trên 1 hồ sơ", signed.Main, StringComparison.Ordinal);
        Assert.Equal(DossierStatus.Signed, (await flow.Dossiers.LoadAsync(flow.Id)).Status);
    }

    [Fact]
    public async Task Page_WithADraftEditedAfterItWasShown_SignsNothing()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        var shown = await ItemAsync(host, flow);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, flow.Dossiers.DecidingOffice), "/ho-so/ky-hang-loat");
        Assert.Equal(32, page.Document.QuerySelector("input[name=Ticked]")!.GetAttribute("value")!.Split('.')[2].Length);
        var draft = await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, flow.Dossiers.DecidingOffice), $"/ho-so/{flow.Id}/du-thao/D14");
        await draft.SubmitAsync(new Dictionary<string, object?> { ["Summary.0"] = "Về việc khác" });

        var refused = await SignAsync(host, flow.Chairman, [shown]);
        var again = await SignAsync(host, flow.Chairman, [await ItemAsync(host, flow)]);

        Assert.Contains("đã thay đổi sau khi", Assert.Single(refused.Value).Why, StringComparison.Ordinal);
        Assert.Equal(BulkState.Done, Assert.Single(again.Value).State);
    }

    [Fact]
    public async Task Numbering_Several_TakesTheNextNumbersOnce()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        await SignAsync(host, flow.Chairman, [await ItemAsync(host, flow)]);
        var client = await host.SignInAsync(Roles.RecordsClerk, flow.Dossiers.DecidingOffice);

        var page = await PageReader.OpenAsync(client, "/ho-so/vao-so-hang-loat");
        var done = await page.SubmitAsync(button: "Vào số các văn bản");
        var again = await page.SubmitAsync(button: "Vào số các văn bản");

        Assert.Contains("Xong 1 trên 1 hồ sơ", done.Main, StringComparison.Ordinal);
        Assert.Contains("đã thực hiện trước đó", again.Main, StringComparison.Ordinal);
        Assert.Equal(["01/QĐ-UBND"], await host.WithDbAsync(db => db.Decisions.Select(d => d.Number!).ToListAsync()));
    }

    private static async Task<(FlowRun First, FlowRun Second)> TwoAsync(NodeHost host)
    {
        var (first, second) = (new FlowRun(host), new FlowRun(host));
        await first.ToAwaitingSignatureAsync();
        await second.ToAwaitingSignatureAsync();
        return (first, second);
    }

    // The line as the chairman sees it.
    private static Task<BulkItem> ItemAsync(NodeHost host, FlowRun flow) => host.WithAsync(async s =>
    {
        var open = (await s.GetRequiredService<DossierDesk>().FindAsync(flow.Id, flow.Chairman, default))!;
        var found = await s.GetRequiredService<OutcomeDesk>().FindAsync(open, Sign.Today(open.Dossier, open.Context), default);
        return new BulkItem(flow.Id, open.Dossier.Version, await s.GetRequiredService<Sign>().SeenAsync(found, default));
    });

    private static Task<Outcome<IReadOnlyList<BulkResult>>> SignAsync(NodeHost host, SignedInOfficial official, IReadOnlyList<BulkItem> items) => host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return s.GetRequiredService<BulkSign>().Handle(items, official, default);
    }, official.Office.Value);

    // A new key ends older sessions.
    private static async Task<HttpClient> SignInAgainAsync(NodeHost host, Guid id)
    {
        var cookie = await host.WithAsync(async s => await SessionCookie.ForAsync(s, (await s.GetRequiredService<UserManager<Official>>().FindByIdAsync(id.ToString()))!));
        var client = host.NewClient();
        client.DefaultRequestHeaders.Add(CookieHandler.Fixed, cookie);
        return client;
    }
}
