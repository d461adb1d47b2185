using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Journeys;

/// <summary>Procedures of the law from a citizen's phone to the end, by the officials whom the law names, in a real browser.</summary>
public sealed class LawJourneyTests
{
    private const string Neighbour = "38.16078"; // xã Vạn Lộc

    [Fact]
    public async Task SocialPension_FromPhoneToRegistry_IsPaid()
    {
        await using var node = await OneNode.StartAsync("2026-11-23");
        var citizen = await node.CitizenAsync();
        var code = await node.FileAsync(citizen, "huu-tri-xa-hoi");
        var number = (await node.DossierAsync(code)).Owner.CitizenId;
        await node.ReceiveAsync(code);
        await node.ReviewAsync(code);
        await node.AppraiseAsync(code, node.Deciding);
        await node.DecideAsync(code, node.Deciding, node.Commune);

        var officer = await node.AsAsync(Roles.SocialOfficer);
        await officer.GoAsync("/doi-tuong?q=" + Uri.EscapeDataString("hoang van khue"));
        await officer.NarrowAsync();
        await officer.PressAsync(await node.Host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Code).SingleAsync()));
        await officer.SaysAsync("Hoàng Văn Khuê", "540.000 đồng/tháng", "Đang hưởng");
        await officer.NarrowAsync();
        await citizen.TrackAsync(code, number[^4..]);
        await citizen.SaysAsync("Đã trả kết quả", "Được trợ cấp 540.000 đồng/tháng");
    }

    [Fact]
    public async Task Move_BetweenTwoCommunes_IsOneDossierAtEach()
    {
        await using var node = await OneNode.StartAsync("2026-08-03");
        var receives = (await node.GrantedAsync(0, "Trần Đức Quý")).Owner;
        var citizen = await node.CitizenAsync();
        var left = await node.FileAsync(citizen, "chuyen-di", v =>
            (v["CitizenId"], v["BirthYear"], v["NewProvince"], v["NewCommune"]) = (receives.CitizenId, receives.BirthDate[..4], "38", "Xã Vạn Lộc"));
        await node.ReceiveAsync(left);
        await node.ReviewAsync(left);
        await node.AppraiseAsync(left, node.Deciding);
        await node.DecideAsync(left, node.Deciding, node.Commune);

        Assert.Equal(1, await node.Host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(CancellationToken.None)));
        var come = await node.Host.WithDbAsync(db => db.Dossiers.Where(d => d.Kind == RequestKind.MoveIn).Select(d => d.Code).SingleAsync());
        await node.ReviewAsync(come, Neighbour);
        await node.AppraiseAsync(come, Neighbour);
        await node.DecideAsync(come, Neighbour, Neighbour);

        var there = await node.AsAsync(Roles.SocialOfficer, Neighbour);
        await there.GoAsync("/doi-tuong");
        await there.SaysAsync("Trần Đức Quý", "Đang hưởng");
        var here = await node.AsAsync(Roles.SocialOfficer);
        await here.GoAsync("/doi-tuong");
        await here.SaysAsync("Không có đối tượng nào");
    }

    [Fact]
    public async Task Supplement_AskedOnce_IsAnsweredFromThePhone()
    {
        await using var node = await OneNode.StartAsync("2022-10-05");
        var citizen = await node.CitizenAsync();
        var code = await node.FileAsync(citizen, "khuyet-tat");
        var number = (await node.DossierAsync(code)).Owner.CitizenId;
        await node.Officials.DoAsync(Roles.Desk, node.Commune, code, "Yêu cầu bổ sung", "Yêu cầu bổ sung", async v =>
        {
            await v.FillAsync("Wanted", "Bản chụp rõ hai mặt giấy xác nhận khuyết tật\nSổ hộ nghèo");
            await v.FillAsync("Reason", "Ảnh đã gửi bị mờ, không đọc được số giấy");
        });

        await citizen.TrackAsync(code, number[^4..]);
        await citizen.SaysAsync("Tạm dừng, chờ ông/bà bổ sung", "Sổ hộ nghèo", "Ảnh đã gửi bị mờ");
        await citizen.PressAsync("Gửi bổ sung");
        Assert.StartsWith("Lỗi: ", await citizen.Page.TitleAsync(), StringComparison.Ordinal);
        await citizen.FillAsync("Text", "Tôi gửi lại ảnh chụp rõ");
        await citizen.Page.Locator("input[type=file]").SetInputFilesAsync(Declaration.Scan);
        await citizen.PressAsync("Gửi bổ sung");
        await citizen.SaysAsync("Đã gửi bổ sung", "Chờ tiếp nhận");

        var desk = await node.AsAsync(Roles.Desk);
        await desk.GoAsync("/ho-so");
        await desk.PressAsync(code, whole: true);
        await desk.SaysAsync("Đã bổ sung", "Tôi gửi lại ảnh chụp rõ", "giay-to.pdf");
        await desk.NarrowAsync();
        await node.ReceiveAsync(code);
    }
}
