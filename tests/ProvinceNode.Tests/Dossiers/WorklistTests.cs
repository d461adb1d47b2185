using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The worklist of the month through the real host: made by the job, opened by one confirmation, done with the signature.</summary>
public sealed class WorklistTests
{
    private const string Day = "2022-11-16";

    [Fact]
    public async Task Worklist_OfACommune_IsMadeOnceAndFollowsWhatIsDecided()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, officer) = await ReadyAsync(host);
        var child = new Person("Bùi Hữu Quý", "2018-11-12", "038218000301");
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, child), child.Plain with { AbandonedOn = new(2018, 11, 13) });
        var adult = await run.ReceivingAsync(new Person("Lê Văn Sáu", "1962-11-15", "038062000777"), start: 202206);
        host.Clock.SetDay(OutcomeTests.Day(Day));

        var first = await MakeAsync(host);
        Assert.Equal(2, first.Rows);
        Assert.Equal(0, (await MakeAsync(host)).Rows); // done today
        await AskAsync(host, officer);
        Assert.Equal(0, (await MakeAsync(host)).Rows); // made again, nothing new
        var rows = await RowsAsync(host);
        Assert.Equal([("Bùi Hữu Quý", WorklistStep.Adjust, 900_000L, 540_000L), ("Lê Văn Sáu", WorklistStep.Adjust, 540_000L, 720_000L)], rows.Select(r => (r.PersonName, r.Step, r.BeforeDong, r.AfterDong)));

        // One confirmation, two dossiers, each with its own code.
        var opened = await host.WithAsync(s => s.GetRequiredService<OpenWorklist>().Handle([.. rows.Select(r => r.Id)], officer, default), officer.Office.Value);
        Assert.Equal(2, opened.Value.Opened.Select(d => d.Code).Distinct().Count());
        Assert.Empty(opened.Value.Refused);
        var again = await host.WithAsync(s => s.GetRequiredService<OpenWorklist>().Handle([.. rows.Select(r => r.Id)], officer, default), officer.Office.Value);
        Assert.All(again.Value.Refused, r => Assert.Equal(WorklistProblems.NotOpen.Code, r.Why.Code));

        var dossier = opened.Value.Opened.Single(d => d.Owner.FullName == child.Name);
        await OutcomeTests.ToAppraisalAsync(run, dossier.Id);
        var appraiser = await run.OfficialForAsync(dossier.Id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(appraiser.Roles.Single(), appraiser.Office.Value), $"/ho-so/{dossier.Id}/tham-dinh");
        Assert.Equal("12/11/2022", page.Document.QuerySelector("[name='Measure.On']")!.GetAttribute("value"));
        await page.SubmitAsync(new Dictionary<string, object?> { ["Eligible"] = "true", ["Note"] = "Đúng tuổi" }, button: "Trình ký");
        await run.DecidedAsync(dossier.Id, child.Plain);

        await AskAsync(host, officer);
        await MakeAsync(host);
        rows = await RowsAsync(host);
        Assert.Equal([("Bùi Hữu Quý", WorklistState.Done), ("Lê Văn Sáu", WorklistState.Opened)], rows.Select(r => (r.PersonName, r.State)));
        Assert.Equal("1.x.o4", (await run.PersonAsync((await RowsAsync(host))[0].BeneficiaryId!.Value)).CategoryCode);
        Assert.Equal("6.n.adult", (await run.PersonAsync(adult)).CategoryCode);
    }

    [Fact]
    public async Task Row_ThatNeedsNothing_StaysClosedUntilItIsTakenUpAgain()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, officer) = await ReadyAsync(host);
        await run.ReceivingAsync(new Person("Lê Văn Sáu", "1962-11-15", "038062000777"), start: 202206);
        await MakeAsync(host);
        var row = Assert.Single(await RowsAsync(host));

        var file = await host.WithAsync(s => s.GetRequiredService<WorklistQuery>().ExportAsync(new(null, null, null, null, null), officer, default), officer.Office.Value);
        Assert.Equal(["Lê Văn Sáu", CitizenId.Mask("038062000777")], [file.Value[1][1], file.Value[1][3]]);
        Assert.True((await CloseAsync(host, row.Id, " ", officer)).Has(DossierProblems.ReasonNeeded));
        Assert.Equal(WorklistState.NotNeeded, (await CloseAsync(host, row.Id, "Đã có quyết định trên giấy", officer)).Value.State);
        await AskAsync(host, officer);
        Assert.Equal(0, (await MakeAsync(host)).Rows);
        Assert.Equal(WorklistState.NotNeeded, Assert.Single(await RowsAsync(host)).State);
        Assert.Equal(WorklistState.Open, (await CloseAsync(host, row.Id, "", officer)).Value.State);
        Assert.False((await CloseAsync(host, row.Id, "Không", run.Dossiers.Official(Roles.Chairman))).Succeeded);
    }

    // Who stops receiving, or is found younger, leaves the list by himself.
    [Fact]
    public async Task Row_WhoseFactsHaveChanged_IsDone()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, officer) = await ReadyAsync(host);
        var person = await run.ReceivingAsync(new Person("Lê Văn Sáu", "1962-11-15", "038062000777"), start: 202206);
        await MakeAsync(host);
        await run.SaveAsync(db => PersonFields.Set(db, db.Beneficiaries.Single(b => b.Id == person), [new(nameof(Beneficiary.BirthDate), "1965-11-15")], new Origin(OriginKind.Official, "", DateTime.UnixEpoch)));
        await AskAsync(host, officer);

        await MakeAsync(host);

        var row = Assert.Single(await RowsAsync(host));
        Assert.Equal((WorklistState.Done, null), (row.State, row.DossierId));
    }

    [Fact]
    public async Task Others_OfTheCommune_AreNamedBesideThoseWhoReceive()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, _) = await ReadyAsync(host);
        await run.ReceivingAsync(new Person("Trần Thị Con", "1990-02-01", "038190000444"), "6.n.adult", 810_000, 202607);
        await run.SaveAsync(db =>
        {
            var (person, household) = (db.Beneficiaries.Single(), Guid.CreateVersion7());
            db.Add(new Household
            {
                Id = household, TenantPath = person.TenantPath, HeadName = "Trần Văn Cha", CommuneCode = person.CommuneCode,
                Members =
                [
                    new() { Id = Guid.CreateVersion7(), HouseholdId = household, TenantPath = person.TenantPath, FullName = "Trần Văn Cha", BirthDate = "1951-11-20", Sex = 1, Number = "038051000123", Relation = "chủ hộ" },
                    new() { Id = Guid.CreateVersion7(), HouseholdId = household, TenantPath = person.TenantPath, FullName = "Trần Thị Con", BirthDate = "1990-02-01", BeneficiaryId = person.Id },
                ],
            });
            db.Add(new LifeEvent
            {
                Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Kind = LifeEventKind.NotCollected, Source = EventSource.Post, RecordedAt = new DateTime(2026, 11, 1, 2, 0, 0, DateTimeKind.Utc), DueOn = new(2026, 11, 6),
            });
            db.Add(Expiring(person.TenantPath, "Nguyễn Văn Bé", new(2026, 12, 20)));
            db.Add(Expiring(person.TenantPath, "Nguyễn Văn Xa", new(2027, 3, 20)));
        });

        await MakeAsync(host);

        var rows = await RowsAsync(host);
        Assert.Equal([(WorklistKind.CertificateAtSix, "Nguyễn Văn Bé", 202612), (WorklistKind.NotCollected, "Trần Thị Con", 202611), (WorklistKind.Candidate, "Trần Văn Cha", 202611)], rows.Select(r => (r.Kind, r.PersonName, r.Month)));
        var clerk = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        var work = await PageReader.OpenAsync(clerk, $"/viec-hang-thang/{rows[2].Id}");
        Assert.Contains("Trợ cấp hưu trí xã hội", work.Main, StringComparison.OrdinalIgnoreCase);
        var form = await work.FollowAsync("Mở tờ khai điền sẵn");
        Assert.Equal(("Trần Văn Cha", "1951", "038051000123"), (Value(form, "FullName"), Value(form, "BirthYear"), Value(form, "CitizenId")));
        // Who saw the whole number stands on record, and who read the row.
        Assert.Equal((1, 1), await host.WithDbAsync(async db => (await db.Acts.CountAsync(a => a.Kind == ActKinds.RevealNumber && a.OfficialId != null), await db.Acts.CountAsync(a => a.Kind == ActKinds.ViewPerson))));
    }

    [Fact]
    public async Task Page_OfTheCommune_OpensWhatIsChosenAndTakesTheListOut()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, _) = await ReadyAsync(host);
        await run.ReceivingAsync(new Person("Lê Văn Sáu", "1962-11-15", "038062000777"), start: 202206);
        await run.ReceivingAsync(new Person("Lê Thị Bảy", "1962-12-15", "038162000778"), start: 202206);
        await MakeAsync(host);
        var client = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);

        var page = await (await PageReader.OpenAsync(client, "/ho-so")).FollowAsync("Việc của tháng 2 việc chưa làm");
        Assert.Contains("1.080.000 đồng thành 1.440.000 đồng (tăng 360.000 đồng)", page.Main, StringComparison.Ordinal);
        var rows = await RowsAsync(host);
        // The December birthday has not come: it says so and the other one is opened.
        var sent = await page.SubmitAsync(new Dictionary<string, object?> { ["Chosen"] = rows.Select(r => r.Id.ToString()).ToList() }, form: "#chon", button: "Xác nhận lập hồ sơ");

        Assert.Contains("Đã lập 1 hồ sơ. Chưa lập được 1 hồ sơ", sent.Main, StringComparison.Ordinal);
        Assert.Contains("Lê Thị Bảy: Sự việc xảy ra ngày 15/12/2022", sent.Main, StringComparison.Ordinal);
        Assert.Contains("Lê Văn Sáu", (await PageReader.OpenAsync(client, "/viec-hang-thang?tt=Opened")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lê Văn Sáu", (await PageReader.OpenAsync(client, "/viec-hang-thang?thang=202212&tt=tat-ca")).Main, StringComparison.Ordinal);
        Assert.Contains("Lê Thị Bảy", (await PageReader.OpenAsync(client, "/viec-hang-thang?in=1")).Main, StringComparison.Ordinal);
        Assert.Contains("Không có việc nào", (await PageReader.OpenAsync(client, "/viec-hang-thang?thon=Xóm+9")).Main, StringComparison.Ordinal);
        var skip = await (await PageReader.OpenAsync(client, $"/viec-hang-thang/{rows.Single(r => r.PersonName == "Lê Thị Bảy").Id}")).SubmitAsync(new Dictionary<string, object?> { ["Why"] = "Đã chuyển đi" }, button: "Ghi không cần làm", form: "form:has([name=Why])");
        Assert.Contains("không cần làm việc của Lê Thị Bảy", skip.Main, StringComparison.Ordinal);
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.WorklistClose)));
    }

    [Fact]
    public async Task Offices_Above_SeeFiguresByCommuneAndNobodySeesAnother()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, officer) = await ReadyAsync(host);
        await run.ReceivingAsync(new Person("Lê Văn Sáu", "1962-11-15", "038062000777"), start: 202206);
        await run.ReceivingAsync(new Person("Lê Thị Bảy", "1962-11-15", "038162000778"), start: 202206, commune: LevelRun.Neighbour);
        await MakeAsync(host);
        var foreign = (await RowsAsync(host)).Single(r => r.TenantPath == LevelRun.Neighbour);

        var district = await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, "38.400"), "/viec-hang-thang");
        Assert.Equal(2, district.Table().Skip(1).Count(r => r[1] == "1"));
        Assert.Contains("Lê Thị Bảy", (await district.FollowAsync("Xã Liên Lộc")).Main, StringComparison.Ordinal);
        var own = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        Assert.DoesNotContain("Lê Thị Bảy", (await PageReader.OpenAsync(own, $"/viec-hang-thang?xa={LevelRun.Neighbour}")).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(own, $"/viec-hang-thang/{foreign.Id}")).Status);
        Assert.False((await host.WithAsync(s => s.GetRequiredService<OpenWorklist>().Handle([foreign.Id], officer, default), officer.Office.Value)).Succeeded);
    }

    // A node that was stopped goes on behind the last lot, and does nobody twice.
    [Fact]
    public async Task Run_ThatWasInterrupted_GoesOnBehindTheLastPerson()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, _) = await ReadyAsync(host);
        foreach (var i in Enumerable.Range(0, 3))
        {
            await run.ReceivingAsync(new Person($"Lê Văn Số {i}", "1962-11-15", $"03806200077{i}"), start: 202206);
        }

        var people = await host.WithDbAsync(db => db.Beneficiaries.OrderBy(b => b.Id).Select(b => new { b.Id, b.FullName }).ToListAsync());
        var cursor = people[1].Id;
        await run.SaveAsync(db => db.Add(new WorklistRun { Commune = run.Dossiers.Commune, Month = 202211, Cursor = cursor, People = 2 }));

        var report = await MakeAsync(host);

        Assert.Equal(people[2].FullName, Assert.Single(await RowsAsync(host)).PersonName);
        Assert.Equal(3, report.People);
        Assert.Null((await host.WithDbAsync(db => db.Set<WorklistRun>().SingleAsync(r => r.Commune == run.Dossiers.Commune))).Cursor);
    }

    internal static Task<WorklistReport> MakeAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<MakeWorklist>().HandleAsync(default));

    internal static Task<List<WorklistRow>> RowsAsync(NodeHost host) => host.WithDbAsync(db => db.Set<WorklistRow>().AsNoTracking().OrderBy(r => r.PersonName).ThenBy(r => r.Kind).ToListAsync());

    internal static Task<Outcome<int>> AskAsync(NodeHost host, SignedInOfficial officer) => host.WithAsync(s => s.GetRequiredService<AskWorklist>().Handle(officer, default), officer.Office.Value);

    private static Task<Outcome<WorklistRow>> CloseAsync(NodeHost host, Guid row, string why, SignedInOfficial officer) =>
        host.WithAsync(s => s.GetRequiredService<CloseWorklist>().Handle(row, why, officer, default), officer.Office.Value);

    private static Task<(OutcomeRun Run, SignedInOfficial Officer)> ReadyAsync(NodeHost host)
    {
        var run = new OutcomeRun(host);
        return Task.FromResult((run, run.Dossiers.Official(Roles.SocialOfficer)));
    }

    private static DisabilityCertificate Expiring(string path, string name, DateOnly last) => new()
    {
        Id = Guid.CreateVersion7(), Number = $"{path}.{last:MMdd}", TenantPath = path, DossierId = Guid.NewGuid(), FullName = name, FoldedName = VietnameseText.Fold(name), BirthDate = last.AddDays(1).AddYears(-6).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Sex = 1, CitizenId = "", OldIdentityNumber = "", Residence = "", Types = "1", Degree = DisabilityDegree.Severe, Basis = "Biên bản", IssuedOn = new(2024, 3, 10), IssuerName = "UBND xã", SignerName = "Chủ tịch", ValidTo = last,
    };

    private static string Value(PageReader page, string name) => page.Document.QuerySelector($"[name='{name}']")?.GetAttribute("value") ?? "";
}
