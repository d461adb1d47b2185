using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>A new level from the notice on the desk to everybody's new amount, at a screen and on a phone, with a real second factor.</summary>
public sealed class LevelJourneyTests
{
    [Fact]
    public async Task NewLevel_FromTheNoticeToTheNumberedDecision_IsPaidToEverybody()
    {
        await using var node = await OneNode.StartAsync("2026-05-06");
        await ReceivingAsync(node, "Nguyễn Thị Hòa", "6.n.elder", 1_000_000);
        await ReceivingAsync(node, "Lê Văn Minh", "5.a.80", 1_000_000);
        await ReceivingAsync(node, "Phạm Thị Nga", "6.n.adult", 777_000);
        node.Host.Clock.SetDay(new(2026, 10, 6));

        var officer = await PreparedAsync(node);
        await SignedAsync(node);
        Assert.Equal(3, (await node.Host.WithAsync(s => s.GetRequiredService<ApplyLevels>().HandleAsync(CancellationToken.None))).Payments);
        await NumberedAsync(node);

        await officer.GoAsync("/doi-tuong?q=" + Uri.EscapeDataString("nguyen thi hoa"));
        await officer.SaysAsync("1.080.000");
        await officer.GoAsync("/chuyen-muc?loai=huu-tri-xa-hoi");
        await officer.SaysAsync("Không có chế độ nào cần chuyển");
        await officer.NarrowAsync();
    }

    private static async Task<Visitor> PreparedAsync(OneNode node)
    {
        var officer = await node.AsAsync(Roles.SocialOfficer);
        await officer.GoAsync("/ho-so");
        await officer.PressAsync("Mức chuẩn mới đã có hiệu lực, chưa có quyết định chuyển mức cho 3 người");
        await officer.SaysAsync("Chuyển theo danh sách", "2 trường hợp", "160.000", "640.000");
        await officer.NarrowAsync();
        await officer.PressAsync("Xem và xử lý ngoại lệ");
        await officer.SaysAsync("Phạm Thị Nga", "777.000");
        await officer.NarrowAsync();
        await officer.PressAsync("Lưu cách xử lý");
        await officer.NarrowAsync();
        await officer.Page.Locator("input[name=Chosen]").First.CheckAsync();
        await officer.ChooseAsync("Choice", nameof(LevelChoice.Raise));
        await officer.FillAsync("Why", "Quyết định số 12/QĐ-UBND ngày 05/3/2019");
        await officer.PressAsync("Lưu cách xử lý");
        await officer.GoAsync("/chuyen-muc");
        await officer.PressAsync("Lập danh sách 3 trường hợp");
        await officer.NarrowAsync();
        return officer;
    }

    private static async Task SignedAsync(OneNode node)
    {
        var chairman = await node.AsAsync(Roles.Chairman);
        await chairman.GoAsync("/van-ban-cho");
        await chairman.PressAsync("Chuyển sang mức mới");
        await chairman.PressAsync("Xem quyết định và ký");
        await chairman.SaysAsync("DANH SÁCH NGƯỜI HƯỞNG MỨC MỚI TẠI XÃ HOA LỘC", "839.160");
        await chairman.NarrowAsync();
        await chairman.FillAsync("Code", node.CodeNow(Roles.Chairman, node.Commune));
        await chairman.PressAsync("Ký quyết định chuyển mức");
        await chairman.SaysAsync("Ghi sổ mức mới: 0 trên 3 trường hợp");
        await chairman.NarrowAsync();
    }

    private static async Task NumberedAsync(OneNode node)
    {
        var clerk = await node.AsAsync(Roles.RecordsClerk);
        await clerk.GoAsync("/van-ban-cho");
        await clerk.PressAsync("Chuyển sang mức mới");
        await clerk.PressAsync("Vào số");
        await clerk.NarrowAsync();
        await clerk.PressAsync("Vào số và phát hành");
        await clerk.SaysAsync("Số 01/QĐ-UBND", "Ghi sổ mức mới: 3 trên 3 trường hợp");
        await clerk.NarrowAsync();
    }

    private static async Task ReceivingAsync(OneNode node, string name, string category, long monthly)
    {
        var number = $"03814000{await node.Host.WithDbAsync(db => db.Beneficiaries.CountAsync()) + 1:0000}";
        await node.ReceivesAsync(name, number, new AwardRow(EntitlementKind.Assistance, category, 200, 1, new Dong(500_000), new Dong(monthly), new PayMonth(202601), new Receiver(name, number, "")));
    }
}
