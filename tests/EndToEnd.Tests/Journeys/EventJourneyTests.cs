using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>What happens to a person, on a screen and on a phone: the report, the proposal, the task on the desk, the dossier that it opens, and refuting it.</summary>
public sealed class EventJourneyTests
{
    [Fact]
    public async Task Event_OnScreenAndPhone_IsReportedProposedAndRefuted()
    {
        await using var node = await OneNode.StartAsync("2026-11-23");
        var id = await PersonAsync(node);
        var officer = await node.AsAsync(Roles.SocialOfficer);
        await officer.GoAsync($"/doi-tuong/{id}/ghi-bien-dong");
        await officer.NarrowAsync();

        await officer.Page.Locator("[name='loai']").SelectOptionAsync(nameof(LifeEventKind.Death));
        await officer.FillAsync("HappenedOn", "02/10/2026");
        await officer.Page.Locator("[name='Source']").SelectOptionAsync(nameof(EventSource.Family));
        await officer.FillAsync("Note", "Trưởng thôn báo");
        await officer.PressAsync("Ghi nhận, xem đề xuất");

        Assert.Contains("Truy thu: 810.000 đồng", await officer.TextAsync(), StringComparison.Ordinal);
        await officer.NarrowAsync();
        var told = await node.Host.WithDbAsync(db => db.LifeEvents.Select(e => e.Id).SingleAsync());
        foreach (var path in new[] { "/ho-so", "/bien-dong", $"/doi-tuong/{id}", $"/bien-dong/{told}/bac-bo" })
        {
            await officer.GoAsync(path);
            await officer.NarrowAsync();
        }

        await officer.GoAsync($"/bien-dong/{told}");
        await officer.PressAsync("Lập hồ sơ theo đề xuất");
        Assert.Contains("Biến động mà hồ sơ này giải quyết", await officer.TextAsync(), StringComparison.Ordinal);
        await officer.NarrowAsync();
        await officer.GoAsync($"/bien-dong/{told}/bac-bo");
        await officer.FillAsync("Reason", "Đã gặp ông Thủy tại nhà");
        await officer.PressAsync("Bác bỏ tin báo sai");
        Assert.Contains("tin báo sai, đã bác bỏ", await officer.TextAsync(), StringComparison.Ordinal);
        await officer.NarrowAsync();
    }

    private static async Task<Guid> PersonAsync(OneNode node)
    {
        var (id, at) = (Guid.Empty, new VietnamTime(node.Host.Clock).UtcNow);
        await node.Host.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.WaitForTurnAsync(default);
            var facts = new PersonFacts("Nguyễn Văn Thủy", "1982-03-15", 1, "01", "038082000102", "", TenantPath.Parse(node.Commune).UnitCode, "Thôn Hoa Trung", "0911222333", "Matched");
            var award = new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(540_000), new Dong(810_000), new PayMonth(202609), new Receiver(facts.FullName, facts.CitizenId, ""));
            id = (await Grant.HandleAsync(db, new GrantInput(TenantPath.Parse(node.Commune), facts, [award], Guid.NewGuid()), at, default)).Id;
            await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, at), default);
            await transaction.CommitAsync();
            return 0;
        });
        return id;
    }
}
