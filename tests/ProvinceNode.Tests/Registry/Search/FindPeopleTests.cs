using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Search;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Search;

public sealed class FindPeopleTests : IAsyncLifetime
{
    private NodeHost _host = null!;
    private PeopleRun _run = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync();
        _run = new PeopleRun(_host);
        await _run.AddAsync("Nguyễn Thị Hoà", "1954", old: "171234567", village: "Thôn 1");
        await _run.AddAsync("Nguyễn Thị Hòa", "1961-05-06", number: "038161000111", status: EntitlementStatus.Ended);
        await _run.AddAsync("Nguyễn Hòa", "1961-05-06");
        await _run.AddAsync("Lý Mỹ Kỳ", "1954-03-02");
        await _run.AddAsync("Trần Văn Hoàng", "1954-03-02", PeopleRun.Neighbour, sex: 1);
        await _run.AddAsync("Hòa Thị Nguyễn", "1970", PeopleRun.Far);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("nguyen thi hoa", "Nguyễn Thị Hoà|Nguyễn Thị Hòa")]
    [InlineData("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hoà|Nguyễn Thị Hòa")]
    [InlineData("hoa nguyen", "Nguyễn Hòa|Nguyễn Thị Hoà|Nguyễn Thị Hòa")]
    [InlineData("nguyen hoa", "Nguyễn Hòa|Nguyễn Thị Hoà|Nguyễn Thị Hòa")]
    [InlineData("nguyen h", "Nguyễn Hòa|Nguyễn Thị Hoà|Nguyễn Thị Hòa")]
    [InlineData("nguyen thi ngoc hoa", "Nguyễn Thị Hoà|Nguyễn Thị Hòa|Nguyễn Hòa")]
    [InlineData("li mi ki", "Lý Mỹ Kỳ")]
    [InlineData("lý m", "Lý Mỹ Kỳ")]
    [InlineData("nguyen thi hoa 1954", "Nguyễn Thị Hoà")]
    [InlineData("hoa 06/05/1961", "Nguyễn Hòa|Nguyễn Thị Hòa")]
    [InlineData("hoa 07/05/1961", "")]
    [InlineData("nguyen hoa 02/03/1954", "Nguyễn Thị Hoà")]
    [InlineData("1954", "Lý Mỹ Kỳ|Nguyễn Thị Hoà")]
    [InlineData("0381", "Nguyễn Thị Hòa")]
    [InlineData("171234567", "Nguyễn Thị Hoà")]
    [InlineData("1712 hoa", "Nguyễn Thị Hoà")]
    [InlineData("38-380-14758-000004", "Lý Mỹ Kỳ")]
    [InlineData("ho thi", "")] // "ho" was typed to its end: it is another word than Hòa
    [InlineData("hoang", "")]
    [InlineData("xyz", "")]
    public async Task Search_InACommune_FindsItsPeople(string typed, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(), (await _run.FindAsync(typed)).Order());

    [Fact]
    public async Task Search_OfExactOrder_ComesFirstAndWhoReceivesBeforeWhoDid()
    {
        Assert.Equal(["Nguyễn Thị Hoà", "Nguyễn Thị Hòa"], (await _run.FindAsync("nguyen thi hoa", "38")).Take(2));
        Assert.Equal("Hòa Thị Nguyễn", (await _run.FindAsync("nguyen thi hoa", "38"))[2]);
        Assert.Equal("Hòa Thị Nguyễn", (await _run.FindAsync("hoa thi", "38"))[0]);
    }

    [Theory]
    [InlineData("hoang", PeopleRun.Commune, 0)]
    [InlineData("hoang", "38.380", 1)]
    [InlineData("hoang", "38", 1)]
    [InlineData("hoa thi nguyen", "38.380", 2)]
    [InlineData("hoa thi nguyen", "38", 3)]
    [InlineData("038161000111", PeopleRun.Neighbour, 0)]
    [InlineData("1954", PeopleRun.Neighbour, 1)]
    [InlineData("38-380-14758", PeopleRun.Far, 0)]
    public async Task Search_OfEachOffice_StaysInItsScope(string typed, string office, int people) => Assert.Equal(people, (await _run.FindAsync(typed, office)).Count);

    [Fact]
    public async Task Search_WithACommuneAfterTheComma_IsNarrowedToIt()
    {
        var name = await _host.WithDbAsync(db => db.Offices.Where(o => o.TenantPath == PeopleRun.Neighbour).Select(o => o.UnitName).SingleAsync());
        Assert.Equal(["Trần Văn Hoàng"], await _run.FindAsync("hoang, " + name, "38"));
        Assert.Equal(["Trần Văn Hoàng"], await _run.FindAsync("," + name, "38"));
        Assert.Empty(await _run.FindAsync("hoang, không có xã này", "38"));
    }

    [Fact]
    public async Task Search_OfMoreThanIsShown_IsBounded()
    {
        Assert.Equal(2, (await _run.FindAsync("nguyen", most: 2)).Count);
        Assert.Empty(await _run.FindAsync("  "));
    }

    // Whichever door writes a name: the registry's grant, a plain change, the change of organisation, a row that was put in past the node and indexed later.
    [Fact]
    public async Task Index_AfterEachDoor_KnowsTheName()
    {
        await _host.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.WaitForTurnAsync(default);
            var facts = new PersonFacts("Phạm Thị Ước", "1950", 2, "01", "038150000222", "", "14758", "", "", "Matched");
            await Grant.HandleAsync(db, new GrantInput(TenantPath.Parse(PeopleRun.Far), facts, [], Guid.NewGuid()), new DateTime(2025, 3, 10, 3, 0, 0, DateTimeKind.Utc), default);
            await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Submit, new DateTime(2025, 3, 10, 3, 0, 0, DateTimeKind.Utc)), default);
            await transaction.CommitAsync();
            return true;
        });
        Assert.Equal(["Phạm Thị Ước"], await _run.FindAsync("uoc pham", "38"));
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.CitizenId == "038150000222")).FullName = "Phạm Thị Đậu");
        Assert.Equal(["Phạm Thị Đậu"], await _run.FindAsync("dau pham", "38"));
        Assert.Empty(await _run.FindAsync("uoc pham", "38"));
        await _host.WithDbAsync(async db =>
        {
            await db.Set<NameWord>().ExecuteDeleteAsync();
            return await db.Set<PersonName>().ExecuteDeleteAsync();
        });
        Assert.Empty(await _run.FindAsync("dau pham", "38"));
        var (people, names) = await _host.App.Services.GetRequiredService<ReindexPeople>().HandleAsync(default);
        Assert.Equal((7, 0), (people, names));
        Assert.Equal(["Phạm Thị Đậu"], await _run.FindAsync("dau pham", "38"));
    }

    [Fact]
    public async Task Index_OfANameNobodyBears_IsTakenOutWhenMadeAnew()
    {
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.FullName == "Lý Mỹ Kỳ")).FullName = "Lý Mỹ Khanh");
        var (_, names) = await _host.App.Services.GetRequiredService<ReindexPeople>().HandleAsync(default);
        Assert.Equal(1, names);
        Assert.Equal(["li mi khanh"], await _host.WithDbAsync(db => db.Set<NameWord>().Where(w => w.Word == "li").Select(w => w.Name).ToListAsync()));
    }

    [Fact]
    public async Task ChangeOfOrganisation_MovesPeople_WhoAreFoundAtTheirNewCommune()
    {
        _host.Clock.SetDay(new DateOnly(2025, 7, 1));
        await _host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
        var path = (await _host.WithDbAsync(db => db.Beneficiaries.SingleAsync(b => b.FullName == "Lý Mỹ Kỳ"))).TenantPath;
        Assert.NotEqual(PeopleRun.Commune, path);
        Assert.Equal(["Lý Mỹ Kỳ"], await _run.FindAsync("li ki", path));
    }

    [Fact]
    public async Task Page_WithoutScript_ListsAndPagesWhoFits()
    {
        var client = await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune);
        var page = await PageReader.OpenAsync(client, "/doi-tuong?q=" + Uri.EscapeDataString("hoa nguyen"));
        Assert.Equal(4, page.Table().Count);
        Assert.DoesNotContain("038161000111", page.Main, StringComparison.Ordinal);
        Assert.Contains("3 người khớp", page.Main, StringComparison.Ordinal);
        Assert.Contains("Không có đối tượng nào khớp", (await PageReader.OpenAsync(client, "/doi-tuong?q=khongai")).Main, StringComparison.Ordinal);
    }

    // Whoever may not read numbers would else read them digit by digit: each beginning that finds the person tells one more.
    [Fact]
    public async Task PartOfANumber_TypedByWhoMayNotReadNumbers_FindsNobody()
    {
        var client = await _host.SignInAsync(Roles.Accountant, PeopleRun.Commune);
        foreach (var typed in new[] { "0381", "03816100011", "1712", "17123456 hoa" })
        {
            var page = await PageReader.OpenAsync(client, "/doi-tuong?q=" + Uri.EscapeDataString(typed));
            Assert.True(page.Table().Count == 0 && page.Main.Contains("Ông/Bà chỉ tìm được theo số đủ", StringComparison.Ordinal), typed);
            Assert.Empty((await PageReader.OpenAsync(client, "/doi-tuong?handler=Suggest&q=" + Uri.EscapeDataString(typed))).Document.QuerySelectorAll("[role=option]"));
        }

        foreach (var (typed, name) in new[] { ("038161000111", "Nguyễn Thị Hòa"), ("171234567", "Nguyễn Thị Hoà") })
        {
            Assert.Contains(name, (await PageReader.OpenAsync(client, "/doi-tuong?q=" + typed)).Main, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WholeNumber_LookedFor_IsRecordedAtWhoWasFoundAndWhenNobodyWas()
    {
        var client = await _host.SignInAsync(Roles.Accountant, PeopleRun.Commune);
        var found = await _host.WithDbAsync(db => db.Beneficiaries.Where(b => b.CitizenId == "038161000111").Select(b => b.Id).SingleAsync());
        await PageReader.OpenAsync(client, "/doi-tuong?handler=Suggest&q=038161000111");
        await PageReader.OpenAsync(client, "/doi-tuong?q=038161000111");
        await PageReader.OpenAsync(client, "/doi-tuong?q=038161000999");
        await PageReader.OpenAsync(client, "/doi-tuong?q=hoa");

        var acts = await _host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.SearchNumber).OrderBy(a => a.Sequence).ToListAsync());

        Assert.Equal([$"beneficiary/{found:D}", ""], acts.Select(a => a.Subject));
        Assert.All(acts, a => Assert.DoesNotContain("0381610", a.Reason + a.Evidence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fragment_WhileTyping_ShowsMaskedPeopleOfTheOffice()
    {
        var client = await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune);
        var page = await PageReader.OpenAsync(client, "/doi-tuong?handler=Suggest&q=0381");
        var option = Assert.Single(page.Document.QuerySelectorAll("[role=option]"));
        Assert.Contains("038•••••0111", option.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", page.Document.Source.Text, StringComparison.OrdinalIgnoreCase);
        var other = await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Far);
        Assert.Empty((await PageReader.OpenAsync(other, "/doi-tuong?handler=Suggest&q=0381")).Document.QuerySelectorAll("[role=option]"));
    }
}
