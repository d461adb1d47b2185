using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>A degree of disability from a phone to a certificate that anyone can verify: declared, received, the council convened, its minutes, posted, signed.</summary>
public sealed class CertificateJourneyTests
{
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-08-03")]
    public async Task Certificate_FromPhoneToVerification_IsGenuine(string day)
    {
        await using var node = await OneNode.StartAsync(day);
        var citizen = await node.CitizenAsync();
        var code = await node.FileAsync(citizen, "xac-dinh-khuyet-tat");
        await node.ReceiveAsync(code);
        await EstablishAsync(node);
        await MeetAsync(node, code);
        await node.Officials.DoAsync(Roles.SocialOfficer, node.Commune, code, "Mở niêm yết", "Mở niêm yết");
        await node.WaitForStepAsync(code);
        await node.Officials.DoAsync(Roles.SocialOfficer, node.Commune, code, "Kết thúc niêm yết", "Kết thúc niêm yết");
        await node.Officials.DoAsync(Roles.Chairman, node.Commune, code, "Ký kết quả", "Ký");
        await node.Officials.DoAsync(Roles.Desk, node.Commune, code, "Trả kết quả", "Trả kết quả");

        var number = (await node.DossierAsync(code)).Owner.CitizenId;
        await citizen.TrackAsync(code, number[^4..]);
        await citizen.SaysAsync("Đã trả kết quả", $"Đã cấp Giấy xác nhận khuyết tật số {node.Commune}.000001");
        await RegisterAsync(node);
        await VerifyAsync(node, citizen, code);
    }

    private static async Task EstablishAsync(OneNode node)
    {
        var officer = await node.AsAsync(Roles.SocialOfficer);
        await officer.GoAsync("/hoi-dong-khuyet-tat");
        await officer.FillAsync("DecisionNumber", "15/QĐ-UBND");
        await officer.FillAsync("EstablishedOn", VietnameseFormat.Date(node.Dossiers.Today.AddYears(-1)));
        await officer.FillAsync("TermUntil", VietnameseFormat.Date(node.Dossiers.Today.AddYears(4)));
        await officer.PressAsync("Ghi quyết định thành lập");
        foreach (var (role, name) in new[] { (CouncilRole.Chairman, "Lê Văn Chủ"), (CouncilRole.HealthStation, "Phạm Thị Y"), (CouncilRole.Secretary, "Trần Thị Thư"), (CouncilRole.Women, "Nguyễn Thị Phượng") })
        {
            await officer.FillAsync("FullName", name);
            await officer.Page.Locator("select[name='Role']").SelectOptionAsync(role.ToString());
            await officer.FillAsync("Post", CouncilWords.Role(role));
            await officer.PressAsync("Thêm thành viên");
        }

        await officer.NarrowAsync();
    }

    private static async Task MeetAsync(OneNode node, string code)
    {
        var day = node.Dossiers.Today.AddDays(1);
        await node.Officials.DoAsync(Roles.SocialOfficer, node.Commune, code, "Triệu tập Hội đồng", "Triệu tập", v => v.FillAsync("Day", VietnameseFormat.Date(day)));
        node.Host.Clock.SetDay(day);

        // What was forgotten is asked for at once, and nothing of what was typed is lost.
        var officer = await node.AsAsync(Roles.SocialOfficer);
        await officer.PressAsync("Kết luận của Hội đồng");
        await officer.FillAsync("Findings", "Đi lại khó khăn, cần người dìu");
        await officer.PressAsync("Ghi biên bản, kết luận");
        Assert.Equal("problem-summary", await officer.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Equal("Đi lại khó khăn, cần người dìu", await officer.Page.Locator("[name='Findings']").InputValueAsync());
        await officer.NarrowAsync();
        var votes = officer.Page.Locator("select[name^='Votes']");
        for (var i = 0; i < await votes.CountAsync(); i++)
        {
            await votes.Nth(i).SelectOptionAsync(nameof(CouncilVote.Severe));
        }

        await officer.ChooseAsync("Agrees", "yes");
        await officer.PressAsync("Ghi biên bản, kết luận");
        await officer.SaysAsync(code, "Là người khuyết tật, mức độ nặng");
        await officer.NarrowAsync();
        await officer.PressAsync("Biên bản họp Hội đồng");
        await officer.NarrowAsync();
    }

    private static async Task RegisterAsync(OneNode node)
    {
        var officer = await node.AsAsync(Roles.SocialOfficer);
        await officer.GoAsync("/giay-xac-nhan-khuyet-tat");
        await officer.NarrowAsync();
        await officer.PressAsync($"{node.Commune}.000001");
        await officer.SaysAsync("Mai Thị Ngọc", "nặng");
        await officer.NarrowAsync();
    }

    // First by the code that is printed on it, then by the signed file itself, as the office hands it out.
    private static async Task VerifyAsync(OneNode node, Visitor citizen, string code)
    {
        var dossier = await node.IdOfAsync(code);
        var paper = await node.Host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == dossier && p.Paper == "KT6"));
        var desk = await node.AsAsync(Roles.Desk);
        await desk.GoAsync($"/ho-so/{dossier}/van-ban/{paper.Id}");
        await desk.NarrowAsync();
        var file = await (await desk.Page.APIRequest.GetAsync($"/ho-so/{dossier}/van-ban/{paper.Id}?handler=pdf")).BodyAsync();

        await citizen.GoAsync("/xac-minh");
        await citizen.FillAsync("ma", VerificationCode.Print(paper.Code));
        await citizen.PressAsync("Kiểm tra mã");
        Assert.Equal("Văn bản có thật và đang có giá trị", await citizen.HeadingAsync());
        await citizen.Page.Locator("input[type=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "giay.pdf", MimeType = "application/pdf", Buffer = file });
        await citizen.PressAsync("Kiểm tra tệp");
        await citizen.SaysAsync("không bị sửa chữ nào từ khi ký", paper.Number);
    }
}
