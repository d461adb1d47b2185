using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Tests.Import;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Merging;

/// <summary>Lists beside merges: what a list led to follows the person, what only looked at him stands in nobody's way.</summary>
public sealed class MergeEvidenceTests
{
    [Fact]
    public async Task Merge_OfWhomTheDepartmentsListEntered_IsForTheCommuneAndUndone()
    {
        await using var host = await ImportRun.StartAsync();
        var (run, people) = (new ImportRun(host), new PeopleRun(host, 100));
        var known = await people.AddAsync("Nguyễn Thủy", "1982", ImportRun.Commune, old: "171234567", sex: 1, status: EntitlementStatus.Ended);
        string?[] row = [.. ImportRun.Row("Nguyễn Văn Thủy"), "Xã Hoa Lộc"];
        var id = await run.ReadAsync(ImportRun.BookOf([.. ImportRun.Heading, "Xã, phường"], row), client: await host.SignInAsync(Roles.ProvinceOfficer, "38"));
        await (await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, "38"), $"/nhap-danh-sach/{id}")).SubmitAsync(button: "Duyệt và ghi sổ");
        await run.WorkAsync(id);
        var entered = Assert.Single(await run.RowsAsync(id)).BeneficiaryId!.Value;

        // The row lies with the department; the commune merges all the same.
        var merge = await people.MergeAsync(known.Id, entered, ImportRun.Commune, Roles.SocialOfficer);
        Assert.True(merge.Succeeded, string.Join(' ', merge.Problems.Select(p => p.Message)));
        Assert.Equal(known.Id, Assert.Single(await run.RowsAsync(id)).BeneficiaryId);

        // A new list that names him is only being looked at.
        var dry = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", phone: "0987654321")), "b.xlsx");
        Assert.Equal(known.Id, Assert.Single(await run.RowsAsync(dry)).BeneficiaryId);
        var undone = await people.UnmergeAsync(merge.Value.Id, ImportRun.Commune, Roles.SocialOfficer);
        Assert.True(undone.Succeeded, string.Join(' ', undone.Problems.Select(p => p.Message)));
        Assert.Equal(((Guid?)entered, (Guid?)known.Id), (Assert.Single(await run.RowsAsync(id)).BeneficiaryId, Assert.Single(await run.RowsAsync(dry)).BeneficiaryId));
    }

    // As known on the days between, the months were the survivor's; before and after they are the other's.
    [Fact]
    public async Task History_OfAMergeAndItsUndoing_TellsWhoseTheMonthsWere()
    {
        await using var host = await ImportRun.StartAsync();
        var people = new PeopleRun(host);
        var (one, other) = (await people.AddAsync("Nguyễn Văn Thủy", "1982", ImportRun.Commune, "038082000102", sex: 1), await people.AddAsync("Nguyễn Văn Thủy", "1982-03-15", ImportRun.Commune, old: "171234567", sex: 1));
        await people.GrantAsync(other);
        host.Clock.Advance(TimeSpan.FromDays(2));
        var merge = await people.MergeAsync(one.Id, other.Id, ImportRun.Commune, Roles.SocialOfficer);
        Assert.True(merge.Succeeded, string.Join(' ', merge.Problems.Select(p => p.Message)));
        host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await people.UnmergeAsync(merge.Value.Id, ImportRun.Commune, Roles.SocialOfficer)).Succeeded);

        var today = DateOnly.Parse(ImportRun.Today, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((0, 1), (await KnownAsync(host, one.Id, today.AddDays(1)), await KnownAsync(host, other.Id, today.AddDays(1))));
        Assert.Equal((1, 0), (await KnownAsync(host, one.Id, today.AddDays(3)), await KnownAsync(host, other.Id, today.AddDays(3))));
        Assert.Equal((0, 1), (await KnownAsync(host, one.Id, today.AddDays(4)), await KnownAsync(host, other.Id, today.AddDays(4))));
    }

    [Fact]
    public async Task Number_OfAChainOfMerges_FindsTheLast()
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var (a, b, c) = (await people.AddAsync("Nguyễn Thị Lan", old: "171234567"), await people.AddAsync("Nguyễn Thị Lan", old: "171234568"), await people.AddAsync("Nguyễn Thị Liên", old: "171234569"));
        Assert.True((await people.MergeAsync(b.Id, a.Id)).Succeeded);
        Assert.True((await people.MergeAsync(c.Id, b.Id)).Succeeded);
        Assert.Equal([c.FullName, c.FullName], [.. await people.FindAsync("171234567", "38"), .. await people.FindAsync(a.Code, "38")]);
    }

    // Two numbers that differ in the masked digits only are two values all the same; codes are shown by their names.
    [Fact]
    public async Task MergePage_OfDifferingValues_AsksForEachAndNamesIt()
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var (one, other) = (await people.AddAsync("Nguyễn Thị Lan", number: "038154000123"), await people.AddAsync("Nguyễn Thị Lan", number: "038154990123"));
        await people.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == other.Id)).EthnicCode = "02");
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune), $"/doi-tuong/{one.Id}/gop/{other.Id}");
        Assert.Equal(["CitizenId", "EthnicCode"], page.Document.QuerySelectorAll("input[name=Take]").Select(i => i.GetAttribute("value")!).Order(StringComparer.Ordinal));
        Assert.Contains("Tày", page.Main, StringComparison.Ordinal);
    }

    // What the population database said was said of who was asked about.
    [Theory]
    [InlineData("FullName", "Pending")]
    [InlineData("Phone", "Matched")]
    [InlineData("FullName,BirthDate,CitizenId", "NotMatched")] // whole the other, as he was checked
    public async Task Merge_ThatWritesSomebodyOtherwise_HasHimCheckedAnew(string take, string expected)
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var (one, other) = (await people.AddAsync("Nguyễn Thị Lan", "1954", number: "038154000123"), await people.AddAsync("Nguyễn Thị Lân", "1954-03-02", number: "038154000124"));
        await people.SaveAsync(async db =>
        {
            (await db.Beneficiaries.SingleAsync(b => b.Id == one.Id)).IdentityStatus = "Matched";
            var absorbed = await db.Beneficiaries.SingleAsync(b => b.Id == other.Id);
            (absorbed.IdentityStatus, absorbed.Phone, absorbed.SharedPath) = ("NotMatched", "0912345678", "38.90001");
        });

        var merge = await people.MergeAsync(one.Id, other.Id, take: take.Split(','));

        Assert.True(merge.Succeeded, string.Join(' ', merge.Problems.Select(p => p.Message)));
        var survivor = await people.PersonAsync(one.Id);
        Assert.Equal((expected, "38.90001"), (survivor.IdentityStatus, survivor.SharedPath));
        Assert.True((await people.UnmergeAsync(merge.Value.Id)).Succeeded);
        var back = await people.PersonAsync(one.Id);
        Assert.Equal(("Matched", null), (back.IdentityStatus, back.SharedPath));
    }

    [Fact]
    public async Task Decision_ByANumberOfAnAbsorbedRecord_IsThePersons()
    {
        await using var host = await ImportRun.StartAsync();
        var (run, people) = (new ImportRun(host), new PeopleRun(host, 100));
        var (one, other) = (await people.AddAsync("Nguyễn Văn Thủy", "1982", ImportRun.Commune, "038082000102", sex: 1, status: EntitlementStatus.Ended), await people.AddAsync("Nguyễn Văn Thủy", "1982", ImportRun.Commune, "038082000199", sex: 1, status: EntitlementStatus.Ended));
        Assert.True((await people.MergeAsync(one.Id, other.Id, ImportRun.Commune, Roles.SocialOfficer)).Succeeded);
        Assert.Equal(one.Id, await run.RegisteredAsync(ImportRun.Thuy with { CitizenId = "038082000199" }));
    }

    // What a merge brought is his from the day of the merge to the day before its undoing; on other days it is whose it was then.
    [Fact]
    public async Task AsOf_OfAMergedRecord_GathersHouseholdsCertificatesAndEvents()
    {
        await using var host = await NodeHost.StartAsync();
        var people = new PeopleRun(host);
        var (one, other) = (await people.AddAsync("Nguyễn Thị Lan", number: "038154000123"), await people.AddAsync("Nguyễn Thị Lan", number: "038154000124"));
        await people.SaveAsync(db =>
        {
            var household = new Household { Id = Guid.NewGuid(), TenantPath = PeopleRun.Commune, HeadName = "Nguyễn Văn Chủ", CommuneCode = "14758" };
            household.Members.Add(new() { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = PeopleRun.Commune, FullName = "Nguyễn Thị Lan", BeneficiaryId = other.Id });
            var dossier = Sample.Dossier(PeopleRun.Commune, "Nguyễn Thị Lan", "H56.01.10-250310-0001");
            var sample = Sample.Certificate(dossier, "Nguyễn Thị Lan");
            db.AddRange(household, dossier, Sample.Event(other, ""), new DisabilityCertificate
            {
                Id = sample.Id, Number = sample.Number, TenantPath = sample.TenantPath, DossierId = dossier.Id, FullName = sample.FullName, FoldedName = sample.FoldedName, BirthDate = "1954-03-02", Sex = 2,
                CitizenId = "038154000124", OldIdentityNumber = "", Residence = "", Types = "1", Degree = sample.Degree, Basis = sample.Basis, IssuedOn = sample.IssuedOn, IssuerName = sample.IssuerName, SignerName = sample.SignerName,
            });
            return Task.CompletedTask;
        });
        host.Clock.SetDay(new(2025, 3, 12));
        var merge = await people.MergeAsync(one.Id, other.Id);
        Assert.True(merge.Succeeded, string.Join(' ', merge.Problems.Select(p => p.Message)));
        host.Clock.SetDay(new(2025, 3, 14));
        Assert.True((await people.UnmergeAsync(merge.Value.Id)).Succeeded);

        Assert.Equal(["0 0 0", "1 1 1", "1 1 1", "0 0 0"], await AroundAsync(host, one.Id));
        Assert.Equal(["1 1 1", "0 1 0", "0 1 0", "1 1 1"], await AroundAsync(host, other.Id));
    }

    private static async Task<List<string>> AroundAsync(NodeHost host, Guid person)
    {
        var found = new List<string>();
        foreach (var day in new[] { 11, 12, 13, 14 })
        {
            found.Add(await host.WithDbAsync(async db =>
            {
                var known = (await PersonHistory.AsOfAsync(db, await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).SingleAsync(b => b.Id == person), new(2025, 3, day), default))!;
                return $"{known.Households.Count} {known.Certificates.Count} {known.Events.Count}";
            }));
        }

        return found;
    }

    private static Task<int> KnownAsync(NodeHost host, Guid person, DateOnly day) => host.WithDbAsync(async db =>
        (await PersonHistory.AsOfAsync(db, await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).SingleAsync(b => b.Id == person), day, default))!.Entitlements.Count);
}
