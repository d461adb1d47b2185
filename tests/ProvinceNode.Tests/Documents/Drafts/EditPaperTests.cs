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

/// <summary>Every paper is a draft until somebody signs it, or says why it is none (policy 4.2).</summary>
public sealed class EditPaperTests
{
    [Fact]
    public void Kinds_OfPapers_AreDraftsOrSayWhyNot()
    {
        Assert.Empty(Draftless.Drafted.Intersect(Draftless.Why.Keys));
        Assert.Equal(PaperKind.All.Select(k => k.Code).Order(StringComparer.Ordinal), Draftless.Drafted.Concat(Draftless.Why.Keys).Order(StringComparer.Ordinal));
        Assert.All(Draftless.Why.Values, w => Assert.True(w.Length > 30));
    }

    [Fact]
    public async Task Notice_Waiting_IsEditedUntilTheChairmanSignsWhatHeRead()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        var notice = await PaperAsync(host, flow.Id, "D09");
        var (officer, chairman) = (await host.SignInAsync(Roles.SocialOfficer, flow.Dossiers.Commune), await host.SignInAsync(Roles.Chairman, flow.Dossiers.Commune));
        var here = $"/ho-so/{flow.Id}/van-ban/{notice.Id}";
        var shown = await PageReader.OpenAsync(chairman, here + "/ky");

        var page = await (await PageReader.OpenAsync(officer, here)).FollowAsync("Sửa câu chữ");
        var refused = await page.SubmitAsync(new Dictionary<string, object?> { ["Closing.0"] = "Thời gian niêm yết: 05 ngày." }, button: "Lưu dự thảo");
        Assert.Contains("Không sửa được", Assert.Single(refused.Problems), StringComparison.Ordinal);
        var saved = await page.SubmitAsync(new Dictionary<string, object?> { ["Recipients.0"] = "Niêm yết tại trụ sở UBND;\nNhà văn hóa thôn;\nLưu: VT, VHXH." }, button: "Lưu dự thảo");
        Assert.Contains("Đã lưu câu chữ", saved.Main, StringComparison.Ordinal);
        var stale = await shown.SubmitAsync(button: "Ký");
        Assert.Contains("sau khi ông/bà mở", Assert.Single(stale.Problems), StringComparison.Ordinal);
        var signed = await stale.SubmitAsync(button: "Ký");
        Assert.Contains("Đã ký", signed.Main, StringComparison.Ordinal);

        notice = await PaperAsync(host, flow.Id, "D09");
        Assert.Equal(PaperState.AwaitingNumber, notice.State);
        Assert.Contains("Nhà văn hóa thôn;", PaperContent.Parse(notice.Content).Recipients);
        Assert.Single((await PageReader.OpenAsync(officer, here + "/sua")).Problems); // signed: no draft any more
    }

    [Fact]
    public async Task Notice_OfAWithdrawal_IsADraftBeforeTheDeskConfirmsIt()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await host.WithDbAsync(async db =>
        {
            var dossier = await db.Dossiers.Include(d => d.Steps).SingleAsync(d => d.Id == flow.Id);
            var context = await new FlowRules(db, new Protos.Values.VietnamTime(host.Clock)).ForAsync(Protos.Values.TenantPath.Parse(dossier.TenantPath), default);
            dossier.ResumeStatus = dossier.Status;
            DossierFlow.Apply(context, dossier, DossierStatus.WithdrawalRequested, ActKinds.Withdraw, Mover.Citizen("Nguyễn Văn Thủy"), "");
            return await db.SaveAsync(Act.ByCitizen(Protos.Values.TenantPath.Parse(dossier.TenantPath), ActKinds.Withdraw, context.NowUtc).On("dossier", flow.Id), default);
        });
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        var page = await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}/du-thao/D05");

        var saved = await page.SubmitAsync(new Dictionary<string, object?> { ["Closing.1"] = "Ông/bà có quyền nộp lại hồ sơ bất cứ lúc nào." }, button: "Lưu dự thảo");
        Assert.Contains("Đã lưu dự thảo", saved.Main, StringComparison.Ordinal);
        await (await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}/dung-xu-ly")).SubmitAsync(new Dictionary<string, object?> { ["Returned"] = "Giấy khai sinh" }, button: "Dừng xử lý");

        Assert.Contains("Ông/bà có quyền nộp lại hồ sơ bất cứ lúc nào.", PaperContent.Parse((await PaperAsync(host, flow.Id, "D05")).Content).Closing);
    }

    private static Task<IssuedPaper> PaperAsync(NodeHost host, Guid dossier, string paper) => host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == dossier && p.Paper == paper));
}
