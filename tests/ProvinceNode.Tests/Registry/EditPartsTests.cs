using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Registry;

/// <summary>Guardians, stays and households that an official enters by hand, and what he may type.</summary>
public sealed class EditPartsTests
{
    [Fact]
    public async Task Guardian_OfAPastTerm_LeavesTheOneWhoRuns()
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var id = (await people.AddAsync("Nguyễn Thị Lan")).Id;
        await DoneAsync(host, id, EditParts.Link, new() { Role = "Guardian", FullName = "Lê Văn Hộ", From = "01/01/2024" });

        await DoneAsync(host, id, EditParts.Link, new() { Role = "Guardian", FullName = "Lê Văn Hộ", From = "01/01/2020", To = "31/12/2021" });

        (DateOnly?, DateOnly?)[] both = [(new(2020, 1, 1), new(2021, 12, 31)), (new(2024, 1, 1), null)];
        Assert.Equal(both, await TermsAsync(host, id));
        Assert.True((await DoAsync(host, id, EditParts.Link, new() { Role = "Guardian", FullName = "Lê Văn Hộ", From = "01/01/2020", To = "31/12/2021" })).Has(EditParts.NothingNew));
        // The term that began that day is the one that ends.
        await DoneAsync(host, id, EditParts.Link, new() { Role = "Guardian", FullName = "Lê Văn Hộ", From = "01/01/2024", To = "31/12/2024" });
        Assert.Equal([new DateOnly(2021, 12, 31), new DateOnly(2024, 12, 31)], (await TermsAsync(host, id)).Select(t => t.To!.Value));
    }

    [Fact]
    public async Task Day_BeforeTheBeginning_IsRefused()
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var id = (await people.AddAsync("Nguyễn Thị Lan")).Id;
        await DoneAsync(host, id, EditParts.Link, new() { Role = "Guardian", FullName = "Lê Văn Hộ", From = "01/06/2024" });
        await DoneAsync(host, id, EditParts.Stay, new() { Institution = "Trung tâm Bảo trợ", From = "01/06/2024" });
        var link = await host.WithDbAsync(db => db.PersonLinks.Select(l => l.Id).SingleAsync());

        Assert.True((await DoAsync(host, id, EditParts.EndLink, new() { LinkId = link, To = "31/05/2024" })).Has(PersonEntry.DaysTurned));
        Assert.True((await DoAsync(host, id, EditParts.Leave, new() { To = "31/05/2024" })).Has(PersonEntry.DaysTurned));
        Assert.True((await DoAsync(host, id, EditParts.Leave, new() { To = "30/06/2024" }, "Chuyển viện do nhiễm HIV")).Has(PersonEntry.IllnessNamed));
        await DoneAsync(host, id, EditParts.EndLink, new() { LinkId = link, To = "01/06/2024" });
        await DoneAsync(host, id, EditParts.Leave, new() { To = "30/06/2024" });
    }

    [Fact]
    public async Task Member_WhoLeftBeforeHeCame_IsRefused()
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var id = (await people.AddAsync("Nguyễn Thị Lan")).Id;
        async Task<Outcome<Household>> Edit(string what, HouseholdFields fields)
        {
            var version = await host.WithDbAsync(db => db.Households.Select(h => (long?)h.Version).SingleOrDefaultAsync());
            return await host.WithAsync(s => s.GetRequiredService<EditHousehold>().Handle(new(id, version ?? 0, what, fields, "Theo sổ hộ nghèo"), PeopleRun.Official(Roles.SocialOfficer, PeopleRun.Commune), default), PeopleRun.Commune);
        }

        Assert.True((await Edit(EditHousehold.Keep, new() { HeadName = "Nguyễn Văn Chủ" })).Succeeded);
        Assert.True((await Edit(EditHousehold.Enter, new() { FullName = "Nguyễn Thị Út", From = "01/06/2024" })).Succeeded);
        var member = await host.WithDbAsync(db => db.HouseholdMembers.Where(m => m.FullName == "Nguyễn Thị Út").Select(m => m.Id).SingleAsync());
        Assert.True((await Edit(EditHousehold.Left, new() { MemberId = member, To = "31/05/2024" })).Has(PersonEntry.DaysTurned));
        Assert.True((await Edit(EditHousehold.Left, new() { MemberId = member, To = "01/06/2024" })).Succeeded);
    }

    // Who names an heir says who collects the money of the dead: lists ask for a second official (policy 6.7).
    [Fact]
    public async Task Heir_NamedByOneOfficial_CountsWhenAnotherConfirmsHim()
    {
        await using var host = await NodeHost.StartAsync();
        var id = (await new PeopleRun(host).AddAsync("Nguyễn Thị Lan")).Id;
        var (one, other) = (PeopleRun.Official(Roles.SocialOfficer, PeopleRun.Commune), PeopleRun.Official(Roles.SocialOfficer, PeopleRun.Commune));
        var heir = new PartFields { Role = "Heir", FullName = "Trần Thị Con", Relation = "con" };
        Assert.True((await DoAsync(host, id, EditParts.Link, heir, by: one)).Succeeded);
        var link = await host.WithDbAsync(db => db.PersonLinks.AsNoTracking().SingleAsync());
        Assert.True(link.WaitsForSecond);

        Assert.True((await DoAsync(host, id, EditParts.Confirm, new() { LinkId = link.Id }, by: one)).Has(EditParts.SecondNeeded));
        Assert.True((await DoAsync(host, id, EditParts.Confirm, new() { LinkId = link.Id }, "Văn bản thỏa thuận số 12", other)).Succeeded);
        Assert.Equal("Văn bản thỏa thuận số 12", await host.WithDbAsync(db => db.PersonLinks.Select(l => l.Basis).SingleAsync()));
        Assert.True((await DoAsync(host, id, EditParts.Confirm, new() { LinkId = link.Id }, by: other)).Has(EditParts.Unknown));

        // A number given to him afterwards says anew who it is.
        Assert.True((await DoAsync(host, id, EditParts.Link, new() { Role = "Heir", FullName = "Trần Thị Con", Number = "038180000009" }, by: one)).Succeeded);
        Assert.True(await host.WithDbAsync(async db => (await db.PersonLinks.AsNoTracking().SingleAsync()).WaitsForSecond));
    }

    // Nine digits here and at the hub: a card of twelve has the personal number (policy 8.1).
    [Theory]
    [InlineData("171234567", true)]
    [InlineData("038154000123", false)]
    [InlineData("17123456", false)]
    public void OldNumber_OfAnOfficial_HasNineDigits(string number, bool right) =>
        Assert.Equal(right, !PersonEntry.Faults(new Dictionary<string, string> { [nameof(Beneficiary.OldIdentityNumber)] = number }, new DateOnly(2025, 3, 10)).Any());

    [Theory]
    [InlineData("Người nhiễm HIV/AIDS", true)]
    [InlineData("hội chứng suy giảm miễn dịch", true)]
    [InlineData("hiv", true)]
    [InlineData("ARCHIVE 12", false)]
    [InlineData("Suy giảm thính lực", false)]
    public void Words_ThatTellOfTheIllness_AreKnownEverywhere(string text, bool expected) =>
        Assert.Equal((expected, expected), (IllnessWords.Tell(text), ProvinceNode.Documents.NeutralWords.Reveals(text)));

    private static async Task DoneAsync(NodeHost host, Guid id, string what, PartFields fields)
    {
        var outcome = await DoAsync(host, id, what, fields);
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Problems.Select(p => p.Message)));
    }

    private static async Task<Outcome<Beneficiary>> DoAsync(NodeHost host, Guid id, string what, PartFields fields, string why = "Theo quyết định của xã", SignedInOfficial? by = null)
    {
        var version = await host.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == id).Select(b => b.Version).SingleAsync());
        return await host.WithAsync(s => s.GetRequiredService<EditParts>().Handle(new(id, version, what, fields, why), by ?? PeopleRun.Official(Roles.SocialOfficer, PeopleRun.Commune), default), PeopleRun.Commune);
    }

    private static async Task<List<(DateOnly? From, DateOnly? To)>> TermsAsync(NodeHost host, Guid id) =>
        (await host.WithDbAsync(db => db.PersonLinks.AsNoTracking().Where(l => l.BeneficiaryId == id).OrderBy(l => l.From).ToListAsync())).ConvertAll(l => (l.From, l.To));
}
