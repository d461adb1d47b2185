using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Merging;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Journeys;

/// <summary>Finding people by keyboard as a clerk types, and the pages of duplicates: accessible, and fit for a phone.</summary>
public sealed class PeoplePagesTests : IAsyncLifetime
{
    private const string Commune = "38.380.14758";

    private OneNode _node = null!;
    private Beneficiary _one = null!;
    private Beneficiary _other = null!;

    public async Task InitializeAsync()
    {
        _node = await OneNode.StartAsync("2025-03-10");
        (_one, _other) = (Sample.Beneficiary(Commune, "Nguyễn Thị Lan", "38-380-14758-000001"), Sample.Beneficiary(Commune, "Nguyễn Lan", "38-380-14758-000002"));
        var other = Sample.Beneficiary(Commune, "Lê Mỹ Hạnh", "38-380-14758-000003");
        var away = Sample.Beneficiary("38.384.14845", "Nguyễn Thị Lan", "38-384-14845-000001");
        (_one.CitizenId, _one.Village, _other.OldIdentityNumber, _other.Phone, _one.Phone) = ("038180000123", "Thôn Đông", "171234567", "0912345678", "0987654321");
        _other.Status = other.Status = EntitlementStatus.Ended;
        away.OldIdentityNumber = _other.OldIdentityNumber; // a pair with an office that this one does not see
        await _node.Host.WithDbAsync(db =>
        {
            db.AddRange(_one, _other, other, away);
            return db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Submit, new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc)), default);
        });
        await _node.Host.WithAsync(s => s.GetRequiredService<FindDuplicates>().HandleAsync(default));
    }

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task Suggestions_ByKeyboardAlone_OpenThePerson()
    {
        var clerk = await _node.AsAsync(Roles.SocialOfficer, Commune);
        await clerk.GoAsync("/doi-tuong");
        await clerk.NarrowAsync();
        var field = clerk.Page.Locator("#q");
        // At once: on a slow machine the script asks between two keys, and a list that comes late closes what was chosen.
        await field.FillAsync("lan ng");
        await clerk.Page.Locator("[role=option]").Nth(1).WaitForAsync();
        Assert.Equal("true", await field.GetAttributeAsync("aria-expanded"));
        Assert.Equal(2, await clerk.Page.Locator("[role=option]").CountAsync());
        await clerk.NarrowAsync(); // axe looks at the open list too
        await field.PressAsync("ArrowDown");
        Assert.Equal("goi-y-0", await field.GetAttributeAsync("aria-activedescendant"));
        await field.PressAsync("ArrowUp");
        Assert.Equal("goi-y-1", await field.GetAttributeAsync("aria-activedescendant"));
        await field.PressAsync("Escape");
        Assert.Equal("false", await field.GetAttributeAsync("aria-expanded"));
        await field.FillAsync("le mi");
        await clerk.Page.Locator("[role=option]").GetByText("Lê Mỹ Hạnh").WaitForAsync();
        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");
        await clerk.Page.WaitForURLAsync("**/doi-tuong/*-*");
        Assert.Equal("Lê Mỹ Hạnh", await clerk.HeadingAsync());
    }

    [Fact]
    public async Task Search_WithoutScript_GivesTheList()
    {
        var visitor = await _node.AsAsync(Roles.SocialOfficer, Commune);
        await visitor.GoAsync("/doi-tuong?q=lan+nguyen");
        Assert.Contains("2 người khớp", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.NarrowAsync();
        await visitor.GoAsync("/doi-tuong?q=khongcoai");
        await visitor.NarrowAsync();
    }

    [Fact]
    public async Task Duplicates_FromTheListToTheMergeAndBack_FitAScreenAndAPhone()
    {
        var officer = await _node.AsAsync(Roles.SocialOfficer, Commune);
        await officer.GoAsync("/doi-tuong/trung-lap");
        Assert.Contains("Một hồ sơ của đơn vị khác", await officer.TextAsync(), StringComparison.Ordinal);
        await officer.NarrowAsync();
        await officer.GoAsync($"/doi-tuong/{_one.Id}/gop/{_other.Id}");
        await officer.NarrowAsync();
        await officer.PressAsync("Gộp thành một người");
        await officer.NarrowAsync();
        await officer.FillAsync("Reason", "Đã đối chiếu sổ hộ khẩu cũ, trưởng thôn xác nhận");
        await officer.PressAsync("Gộp thành một người");
        Assert.Contains("Đã gộp hai hồ sơ", await officer.TextAsync(), StringComparison.Ordinal);
        await officer.NarrowAsync();
        var merge = (await _node.Host.WithDbAsync(db => Task.FromResult(db.Set<MergeRecord>().Single()))).Id;
        await officer.GoAsync($"/doi-tuong/{_one.Id}/tach/{merge}");
        await officer.NarrowAsync();
        await officer.FillAsync("Reason", "Hai người khác nhau, đã gặp cả hai");
        await officer.PressAsync("Tách thành hai người");
        Assert.Contains("Đã tách", await officer.TextAsync(), StringComparison.Ordinal);
    }
}
