using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Documents.Pdf;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Papers made on request: certified copies (Decree 30/2020 Art. 25, 26; policy 4.1) and authorisations to collect (D24, policy 4.2, 6.5).</summary>
public sealed class CopyAndProxyTests
{
    [Fact]
    public async Task Copy_OfADecision_HasItsOwnNumberSealAndCodeAndFallsWithTheOriginal()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        await flow.MustAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        await flow.MustAsync(flow.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(flow.Id, v, flow.Clerk, default));
        var decision = await PaperAsync(host, flow.Id, "D14");
        var (clerk, chairman) = (await host.SignInAsync(Roles.RecordsClerk, flow.Dossiers.DecidingOffice), await host.SignInAsync(Roles.Chairman, flow.Dossiers.DecidingOffice));
        var page = await (await PageReader.OpenAsync(clerk, $"/ho-so/{flow.Id}/van-ban/{decision.Id}")).FollowAsync("Sao y");

        var made = await page.SubmitAsync(button: "Lập bản sao y");
        Assert.Contains("SAO Y", made.Main, StringComparison.Ordinal);
        await page.SubmitAsync(button: "Lập bản sao y"); // pressed twice: one copy
        var copy = await PaperAsync(host, flow.Id, PaperKind.CertifiedCopy);
        Assert.Equal((PaperState.AwaitingSignature, (Guid?)decision.Id), (copy.State, copy.CopyOf));
        await (await PageReader.OpenAsync(chairman, $"/ho-so/{flow.Id}/van-ban/{copy.Id}/ky")).SubmitAsync(button: "Ký");
        await (await PageReader.OpenAsync(clerk, $"/ho-so/{flow.Id}/van-ban/{copy.Id}/vao-so")).SubmitAsync(button: "Vào số");
        using var answer = await clerk.GetAsync(new Uri($"/ho-so/{flow.Id}/van-ban/{copy.Id}?handler=pdf", UriKind.Relative));
        var text = PdfTools.Text(await answer.Content.ReadAsByteArrayAsync());

        Assert.All(new[] { "QUYẾT ĐỊNH", "Số: 01/QĐ-UBND", "SAO Y", "Số: 01/SY-UBND", "Điều 1." }, t => Assert.Contains(t, text, StringComparison.Ordinal));
        copy = await PaperAsync(host, flow.Id, PaperKind.CertifiedCopy);
        Assert.Equal((Verdict.Genuine, "Bản sao y"), await VerifiedAsync(host, copy));
        await RevokeAsync(host, decision);
        Assert.Equal((Verdict.Revoked, "Bản sao y"), await VerifiedAsync(host, copy));
        Assert.DoesNotContain("Sao y", (await PageReader.OpenAsync(clerk, $"/ho-so/{flow.Id}/van-ban/{copy.Id}")).Document.QuerySelectorAll("a.btn").Select(a => a.TextContent)); // no copy of a copy
    }

    [Fact]
    public async Task Proxy_OnRequest_IsCertifiedAndNumberedByTheCommune()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var (desk, chairman) = (await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune), await host.SignInAsync(Roles.Chairman, flow.Dossiers.Commune));
        var page = await (await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}")).FollowAsync("Lập giấy ủy quyền nhận thay trợ cấp");
        var typed = new Dictionary<string, object?> { ["Name"] = "Lê Thị Mận", ["Number"] = "038175000111", ["Relation"] = "vợ", ["Reason"] = "đi lại khó khăn", ["Until"] = "06/10/2023" };

        var told = await page.SubmitAsync(typed, button: "Lập giấy ủy quyền");
        Assert.Contains("tối đa 12 tháng, đến hết ngày 05/10/2023", Assert.Single(told.Problems), StringComparison.Ordinal);
        var late = await told.SubmitAsync(new Dictionary<string, object?>(typed) { ["From"] = "31/12/9999", ["Until"] = "" }, button: "Lập giấy ủy quyền");
        Assert.Contains("Không có ngày 31/12/9999", Assert.Single(late.Problems), StringComparison.Ordinal);
        typed["Until"] = "05/10/2023";
        var made = await told.SubmitAsync(typed, button: "Lập giấy ủy quyền");
        Assert.Contains("GIẤY ỦY QUYỀN", made.Main, StringComparison.Ordinal);
        var again = await told.SubmitAsync(typed, button: "Lập giấy ủy quyền"); // pressed twice: PaperAsync finds one
        Assert.Equal(made.Address, again.Address);
        var paper = await PaperAsync(host, flow.Id, AuthoriseProxy.Code);
        Assert.Equal(PaperState.AwaitingSignature, paper.State);
        var views = await host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.ViewPerson && a.Subject == $"dossier/{flow.Id:D}").Select(a => a.OfficialId).ToListAsync());
        var sign = await PageReader.OpenAsync(chairman, $"/ho-so/{flow.Id}/van-ban/{paper.Id}/ky");
        Assert.Single((await host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.ViewPerson && a.Subject == $"dossier/{flow.Id:D}").Select(a => a.OfficialId).ToListAsync())).Except(views)); // the whole text is read there
        await sign.SubmitAsync(button: "Ký");
        var clerk = flow.Dossiers.Official(Roles.RecordsClerk);
        var numbered = await host.WithAsync(s => s.GetRequiredService<NumberPaper>().Handle(paper.Id, clerk, default), flow.Dossiers.Commune);

        Assert.Equal("01/GUQ-UBND", numbered.Value.Number);
        var content = PaperContent.Parse(numbered.Value.Content);
        Assert.Equal(["Nguyễn Văn Thủy", "Lê Thị Mận"], content.Signatures.Take(2).Select(s => s.Name));
        Assert.Contains("Thời hạn ủy quyền: từ ngày 05/10/2022 đến ngày 05/10/2023.", content.Paragraphs);
        var foreign = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, flow.Dossiers.DecidingOffice), $"/ho-so/{flow.Id}/uy-quyen");
        Assert.Single(foreign.Problems); // the district writes none
    }

    private static Task<IssuedPaper> PaperAsync(NodeHost host, Guid dossier, string paper) => host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == dossier && p.Paper == paper));

    private static Task<(Verdict, string)> VerifiedAsync(NodeHost host, IssuedPaper paper) => host.WithAsync(async s =>
    {
        var found = await s.GetRequiredService<VerifyPaper>().ByCodeAsync(VerificationCode.Print(paper.Code), default);
        return (found.Verdict, found.Paper?.Name ?? "");
    });

    private static Task RevokeAsync(NodeHost host, IssuedPaper paper) => host.WithAsync(async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        var stored = await db.Papers.SingleAsync(p => p.Id == paper.Id);
        (stored.Validity, stored.ValidityChangedAt, stored.ValidityChangedBy, stored.RevokedFor, stored.RevokedWhy) = (PaperValidity.Revoked, new Protos.Values.VietnamTime(host.Clock).UtcNow, "Chủ tịch", RevocationGrounds.Names.Keys.First(), "Sai thẩm quyền");
        Assert.True(await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, new Protos.Values.VietnamTime(host.Clock).UtcNow), default));
    });
}
