using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;
using Person = ProvinceNode.Tests.Dossiers.Person;

namespace ProvinceNode.Tests.Registry;

/// <summary>The page of a person, through the real host: what decisions fill in, who may edit and reveal, and both dates.</summary>
public sealed class PersonPageTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);

    [Fact]
    public async Task Decision_OfAHousehold_FillsCarerHouseholdAndPovertyWithTheirOrigin()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("ho-cham-soc", v => v["Poverty"] = "poor");
        await run.Dossiers.MatchIdentityAsync(id);

        await run.DecidedAsync(id, Person.Disabled.Plain);

        var dossier = await run.Dossiers.LoadAsync(id);
        var person = await host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().Include(b => b.Links).Include(b => b.PovertyYears).SingleAsync());
        var carer = Assert.Single(person.Links);
        Assert.Equal((LinkRole.Carer, "Đỗ Thị Oanh", dossier.Code, null), (carer.Role, carer.FullName, carer.Basis, carer.To));
        Assert.Equal((2022, PovertyStatus.Poor, dossier.Code), (person.PovertyYears.Single().Year, person.PovertyYears.Single().Status, person.PovertyYears.Single().Source));
        var household = await host.WithDbAsync(db => db.Households.AsNoTracking().Include(h => h.Members).SingleAsync());
        Assert.Equal(dossier.Owner.FullName, household.HeadName);
        Assert.Contains(household.Members, m => m.BeneficiaryId == person.Id && m.CertificateNumber.Length > 0);
        Assert.Equal(1, household.DisabledOn(Pilot));
        var origins = await host.WithDbAsync(db => db.FieldOrigins.AsNoTracking().Where(o => o.BeneficiaryId == person.Id && o.Reference == dossier.Code).ToListAsync());
        Assert.Contains(origins, o => o.Kind == OriginKind.Dossier && o.Places.ContainsKey(PersonFields.Links) && o.Places[PersonFields.Poverty] == "Poverty");
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/doi-tuong/{person.Id}?nguon=1");
        Assert.Contains("Đỗ Thị Oanh", page.Main, StringComparison.Ordinal);
        Assert.Contains("Năm 2022: Hộ nghèo", page.Main, StringComparison.Ordinal);
        Assert.Contains($"hồ sơ {dossier.Code}", page.Main, StringComparison.Ordinal);
        Assert.Contains("1 người khuyết tật", page.Main, StringComparison.Ordinal);
    }

    // Declared poor, and struck out by the appraiser: the registry keeps what was found.
    [Theory]
    [InlineData(true, PovertyStatus.Poor)]
    [InlineData(false, PovertyStatus.None)]
    public async Task Poverty_DeclaredAndStruckOut_IsNotedAsFound(bool kept, PovertyStatus noted)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync(f => f.Poverty = "poor");
        await run.Dossiers.MatchIdentityAsync(id);
        var facts = FormFacts.Of(await run.Dossiers.LoadAsync(id));

        await run.DecidedAsync(id, kept ? facts : facts with { Poverty = [] });

        Assert.Equal((2022, noted), (await host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().Include(b => b.PovertyYears).SingleAsync())).PovertyYears.Select(y => (y.Year, y.Status)).Single());
    }

    [Fact]
    public async Task Care_GivenUp_EndsTheCarer()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "CS.6", 360_000, 202206, kind: EntitlementKind.Care);
        await run.SaveAsync(db => db.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = person, TenantPath = run.Dossiers.Commune, Role = LinkRole.Carer, FullName = "Trần Thị Chăm", From = new(2022, 6, 1) }));
        await run.SaveAsync(db => db.Entitlements.Single(e => e.BeneficiaryId == person).ReceiverName = "Trần Thị Chăm");
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "C1", On = new(2022, 9, 20) });

        Assert.Equal(new DateOnly(2022, 9, 20), await host.WithDbAsync(db => db.PersonLinks.Select(l => l.To).SingleAsync()));
    }

    [Fact]
    public async Task Editor_WhoIsSecond_IsToldFieldByFieldAndKeepsWhatHeTyped()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (run, id, officer) = await PersonAsync(host);
        var first = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/sua");
        var other = await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice);
        var second = await PageReader.OpenAsync(other, $"/doi-tuong/{id}/sua");
        await first.SubmitAsync(Fields(("Phone", "0912345678"), ("Village", "Thôn 9")), button: "Lưu");

        var told = await second.SubmitAsync(Fields(("Phone", "0987654321"), ("Needs", "Cần xe lăn")), button: "Lưu");

        var rows = told.Table("#da-thay-doi");
        Assert.Contains(rows, r => r[0] == "Điện thoại" && r[2] == "0912345678" && r[3].Contains("social-officer", StringComparison.Ordinal) && r[4] == "0987654321");
        Assert.Contains(rows, r => r[0].StartsWith("Thôn", StringComparison.Ordinal) && r[1] == "Thôn 1" && r[2] == "Thôn 9" && r[4] == "không đổi");
        Assert.Equal(("0912345678", ""), await StoredAsync(host, id));
        Assert.Equal("0987654321", Box(told, "Phone"));
        Assert.Equal("Cần xe lăn", told.Document.QuerySelector("textarea[name='Values[Needs]']")!.TextContent.Trim());
        Assert.Equal("Thôn 9", Box(told, "Village")); // what he left alone is not put back

        await told.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Gọi lại để xác nhận" }, button: "Lưu");
        Assert.Equal(("0987654321", "Cần xe lăn"), await StoredAsync(host, id));
        Assert.Equal("Thôn 9", (await run.PersonAsync(id)).Village);
        Assert.Equal(2, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.EditPerson)));
    }

    [Fact]
    public async Task Edit_WithFaults_SaysAllOfThemAndKeepsWhatWasTyped()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (_, id, officer) = await PersonAsync(host);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/sua");

        var told = await page.SubmitAsync(Fields(("FullName", ""), ("BirthDate", "31/02/1954"), ("CitizenId", "03808200010"), ("Phone", "không có"), ("Needs", "Thuốc điều trị HIV"), ("Reason", "")), button: "Lưu");

        Assert.Equal(6, told.Problems.Count);
        Assert.Contains("bỏ tên bệnh", told.ProblemAt("Values-Needs"), StringComparison.Ordinal);
        Assert.Contains("11 ký tự", told.ProblemAt("Values-CitizenId"), StringComparison.Ordinal);
        Assert.Equal("31/02/1954", Box(told, "BirthDate"));
        Assert.Equal(0, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.EditPerson)));
    }

    [Fact]
    public async Task Edit_OfTheNumber_AsksThePopulationDatabaseAnewAndTakesNobodyElses()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (run, id, officer) = await PersonAsync(host);
        await run.ReceivingAsync(Person.Old, "5.b", 360_000);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/sua");

        var taken = await page.SubmitAsync(Fields(("CitizenId", Person.Old.Number)), button: "Lưu");
        Assert.Contains("đối tượng khác", taken.ProblemAt("Values-CitizenId"), StringComparison.Ordinal);
        await taken.SubmitAsync(Fields(("CitizenId", "038082000999")), button: "Lưu");

        Assert.Equal(("038082000999", "Pending"), await host.WithDbAsync(async db => await db.Beneficiaries.Where(b => b.Id == id).Select(b => new { b.CitizenId, b.IdentityStatus }).SingleAsync() is var b ? (b.CitizenId, b.IdentityStatus) : default));
    }

    [Fact]
    public async Task Number_OnThePage_IsMaskedUntilAnActRevealsItOnce()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (_, id, officer) = await PersonAsync(host);

        foreach (var path in new[] { "/doi-tuong", $"/doi-tuong/{id}", $"/doi-tuong/{id}/sua", $"/doi-tuong/{id}/nguoi-lien-quan", $"/doi-tuong/{id}/hien-so" })
        {
            Assert.DoesNotContain(Person.Disabled.Number, (await PageReader.OpenAsync(officer, path)).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        var ask = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/hien-so");
        Assert.DoesNotContain(Person.Disabled.Number, (await ask.SubmitAsync()).Main, StringComparison.Ordinal);
        Assert.Equal(0, await RevealsAsync(host, id));
        Assert.Contains(Person.Disabled.Number, (await ask.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Đối chiếu căn cước" })).Main, StringComparison.Ordinal);
        Assert.Equal(1, await RevealsAsync(host, id));
        Assert.DoesNotContain(Person.Disabled.Number, (await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/hien-so")).Main, StringComparison.Ordinal);
        Assert.Contains("xem số định danh đầy đủ – Đối chiếu căn cước", (await PageReader.OpenAsync(officer, $"/doi-tuong/{id}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTwoDates_TellsWhatWasTrueAndWhatWasKnown()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (run, id, _) = await PersonAsync(host);
        host.Clock.SetDay(new(2023, 3, 6));
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "T2", On = new(2022, 12, 20) });

        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        async Task<string> At(string day, string known) => (await PageReader.OpenAsync(officer, $"/doi-tuong/{id}?ngay={day}&biet={known}")).Text("section[aria-labelledby='che-do'] > p");

        Assert.Contains("540.000 đồng/tháng", await At("2023-02-01", "2022-12-31"), StringComparison.Ordinal); // nobody knew yet that it ended
        Assert.Contains("01/02/2023: 0 đồng/tháng", await At("2023-02-01", "2023-12-31"), StringComparison.Ordinal);
        Assert.Contains("540.000 đồng/tháng", await At("2022-11-15", "2023-12-31"), StringComparison.Ordinal);
        var before = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}?biet=2020-01-01");
        Assert.Contains("chưa biết gì về người này", before.Main, StringComparison.Ordinal);
        Assert.Contains("Ngày ghi dạng", (await PageReader.OpenAsync(officer, $"/doi-tuong/{id}?ngay=hôm-qua")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_OfHiv_IsNeutralForWhoDoesNotDecideIt()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var dossier = await run.Dossiers.SubmittedAsync("hiv");
        await run.Dossiers.MatchIdentityAsync(dossier);
        await run.DecidedAsync(dossier, new Facts { Birth = BirthDate.Parse("1982"), Hiv = new HivFacts(new(2022, 1, 5), "12"), Poverty = [new PovertySpan(PovertyStatus.Poor)] });
        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());

        foreach (var (role, office) in new[] { (Roles.Accountant, run.Dossiers.DecidingOffice), (Roles.ProvinceOfficer, "38") })
        {
            var page = await PageReader.OpenAsync(await host.SignInAsync(role, office), $"/doi-tuong/{person}?nguon=1");
            Assert.DoesNotMatch("HIV|AIDS|mẫu 1b|1b:|khoản [38] Điều 5", page.Document.DocumentElement.OuterHtml);
            Assert.Contains("có hoàn cảnh khó khăn", page.Main, StringComparison.Ordinal);
        }

        Assert.Contains("HIV", (await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice), $"/doi-tuong/{person}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_EnteredByAnOfficial_AreOnThePageWithAnActEach()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (_, id, officer) = await PersonAsync(host);
        async Task<PageReader> Enter(string what, params (string, string)[] fields) =>
            await (await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/nguoi-lien-quan?viec={what}")).SubmitAsync(fields.Append(("Reason", "Theo đơn của gia đình")).ToDictionary(f => f.Item1, f => (object?)f.Item2), button: "Ghi");

        await Enter(EditParts.Link, ("Fields.Role", "Guardian"), ("Fields.FullName", "Lê Văn Hộ"), ("Fields.Number", "038082000777"), ("Fields.Relation", "chú"), ("Fields.From", "01/02/2022"));
        await Enter(EditParts.Year, ("Fields.Year", "2022"), ("Fields.Status", "NearPoor"), ("Fields.DecisionNumber", "01/QĐ-UBND"));
        await Enter(EditParts.Stay, ("Fields.Institution", "Trung tâm Bảo trợ"), ("Fields.From", "01/03/2022"), ("Fields.To", "30/04/2022"));
        var wrong = await Enter(EditParts.Year, ("Fields.Year", "2050"), ("Fields.Status", "NearPoor"));

        Assert.Contains("2050", wrong.ProblemAt("Fields-Year"), StringComparison.Ordinal);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}");
        Assert.Contains("Người giám hộ: Lê Văn Hộ (chú), 038", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("038082000777", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Năm 2022: Hộ cận nghèo, quyết định 01/QĐ-UBND", page.Main, StringComparison.Ordinal);
        Assert.Contains("Trung tâm Bảo trợ, từ 01/03/2022 đến hết 30/04/2022", page.Main, StringComparison.Ordinal);
        Assert.Equal(3, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.EditPerson)));
        Assert.Equal(4, (await ReadAsync(host, id)).Version);
    }

    // The months of an earlier commune stay with it; that there were some is said.
    [Fact]
    public async Task Page_OfWhoMovedHere_DoesNotSayThatHeReceivedNothing()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (run, id, _) = await PersonAsync(host);
        await run.SaveAsync(db => db.Entitlements.Single(e => e.BeneficiaryId == id).EndMonth = 202209);
        await host.WithDbAsync(async db =>
        {
            await db.Entitlements.ExecuteUpdateAsync(s => s.SetProperty(e => e.Status, EntitlementStatus.Ended));
            return await db.Beneficiaries.Where(b => b.Id == id).ExecuteUpdateAsync(s => s.SetProperty(b => b.TenantPath, "38.400.16066"));
        });
        var officer = await host.SignInAsync(Roles.SocialOfficer, "38.400.16066");

        var then = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}?ngay=2022-08-15");
        var now = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}");

        Assert.DoesNotContain("không có chế độ nào", then.Main, StringComparison.Ordinal);
        Assert.Contains("tháng đó do", then.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("540.000", then.Main, StringComparison.Ordinal);
        Assert.Contains("không có chế độ nào", now.Main, StringComparison.Ordinal);
        Assert.Contains("từ tháng 06/2022 đến hết tháng 09/2022", now.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Household_KeptByAnOfficial_CountsItsMembers()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var (_, id, officer) = await PersonAsync(host);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/ho-gia-dinh");
        await page.SubmitAsync(new Dictionary<string, object?> { ["Fields.HeadName"] = "Nguyễn Văn Chủ", ["Fields.Code"] = "HN-7", ["Fields.Relation"] = "con", ["Reason"] = "Theo sổ hộ nghèo" }, button: "Ghi hộ");
        page = await (await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/ho-gia-dinh")).FollowAsync("Thêm một thành viên");
        // One form a page: each fault stands at its own box.
        Assert.Single(page.Document.QuerySelectorAll("[name=Reason]"));
        var empty = await page.SubmitAsync(new Dictionary<string, object?> { ["Fields.FullName"] = "Nguyễn Thị Út" }, button: "Thêm");
        Assert.NotEmpty(empty.ProblemAt("Reason"));
        await page.SubmitAsync(new Dictionary<string, object?> { ["Fields.FullName"] = "Nguyễn Thị Út", ["Reason"] = "Mới về ở" }, button: "Thêm");
        var stale = await page.SubmitAsync(new Dictionary<string, object?> { ["Fields.FullName"] = "Nguyễn Thị Hai", ["Reason"] = "Mới về ở" }, button: "Thêm");

        Assert.Contains("người khác đã cập nhật", string.Join(' ', stale.Problems), StringComparison.Ordinal);
        Assert.Equal("Nguyễn Thị Hai", stale.Document.QuerySelector("input[name='Fields.FullName']")!.GetAttribute("value"));
        var shown = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}");
        Assert.Contains("Chủ hộ Nguyễn Văn Chủ, mã hộ HN-7, 2 người, trong đó 0 người khuyết tật", shown.Main, StringComparison.Ordinal);
    }

    private static async Task<(OutcomeRun Run, Guid Id, HttpClient Officer)> PersonAsync(NodeHost host)
    {
        var run = new OutcomeRun(host);
        var id = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 540_000, 202206);
        return (run, id, await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune));
    }

    private static Dictionary<string, object?> Fields(params (string Field, string Value)[] fields)
    {
        var values = fields.ToDictionary(f => f.Field == "Reason" ? f.Field : PersonEntry.At(f.Field), f => (object?)f.Value);
        values.TryAdd("Reason", "Theo căn cước mới");
        return values;
    }

    private static string? Box(PageReader page, string field) => page.Document.QuerySelector($"input[name='Values[{field}]']")!.GetAttribute("value");

    private static Task<(string, string)> StoredAsync(NodeHost host, Guid id) =>
        host.WithDbAsync(async db => await db.Beneficiaries.AsNoTracking().SingleAsync(b => b.Id == id) is var b ? (b.Phone, b.Needs) : default);

    private static Task<int> RevealsAsync(NodeHost host, Guid id)
    {
        var subject = $"beneficiary/{id:D}";
        return host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.RevealNumber && a.Subject == subject));
    }

    private static Task<Beneficiary> ReadAsync(NodeHost host, Guid id) => host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().SingleAsync(b => b.Id == id));
}
