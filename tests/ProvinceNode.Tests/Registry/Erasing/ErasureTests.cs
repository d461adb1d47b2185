using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Erasing;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Import;
using Protos.Replication;
using Protos.Values;
using TestSupport;
using Record = Protos.Replication.Record;
using static ProvinceNode.Tests.Registry.Erasing.ErasureWorld;

namespace ProvinceNode.Tests.Registry.Erasing;

/// <summary>A person's data are erased whole, by two officials, unless something stands on them (Law 91/2025/QH15 Art. 14).</summary>
public sealed class ErasureTests
{
    [Fact]
    public async Task Erasure_OfSomebodyEnteredByMistake_LeavesNothingOfHim()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        var household = await BesideAsync(host, person);
        Assert.NotEmpty(await TracesAsync(host));

        var asked = await AskAsync(host, person.Id);
        Assert.Empty(asked.Problems);
        Assert.Contains($"Mã {person.Code}", asked.Main, StringComparison.Ordinal);
        Assert.NotEmpty(await TracesAsync(host));
        var confirm = await PageReader.OpenAsync(await host.SignInAsync(Roles.ProvinceLeader, "38"), $"/doi-tuong/{person.Id}/xoa-du-lieu");
        var done = await confirm.SubmitAsync(button: "Xác nhận xóa dữ liệu");

        Assert.Empty(done.Problems);
        Assert.Contains("Đã xóa", done.Main, StringComparison.Ordinal);
        Assert.Empty(await TracesAsync(host));
        Assert.Empty(await host.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters().Where(b => b.Id == person.Id).ToListAsync()));
        await ToldToTheHubAsync(host, person.Id, household);
        // Who lives with him stays, in a household that never named him.
        var rest = Assert.Single(await host.WithDbAsync(db => db.Households.Include(h => h.Members).AsNoTracking().ToListAsync()));
        Assert.Equal(("HN-1", "Bùi Văn Chủ"), (rest.Code, Assert.Single(rest.Members).FullName));
        // The other row of the list is as it was sent, and a copy of the sheet's own file is due.
        var rows = await host.WithDbAsync(db => db.ImportRows.AsNoTracking().OrderBy(r => r.Number).ToListAsync());
        Assert.Equal([0, ImportRun.Heading.Length], rows.Select(r => r.CellsOf().Count));
        Assert.True(await host.WithDbAsync(db => db.ImportFiles.AllAsync(f => f.CopyDue)));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{rows[0].BatchId}/dong?trang=1")).Status);
        await ChainAsync(host, person.Id);
    }

    [Theory]
    [InlineData("granted", "từ tháng 01/2023", "Luật Kế toán số 88/2015/QH13")]
    [InlineData("filed", "H56.01.10-250310-0001", "Luật Lưu trữ số 33/2024/QH15")]
    [InlineData("named", "H56.01.10-250310-0002", "Luật Lưu trữ số 33/2024/QH15")]
    [InlineData("certified", "38.380.14758.000001", "Luật Người khuyết tật")]
    [InlineData("carded", "1 thông báo thẻ bảo hiểm y tế", "Luật Lưu trữ số 33/2024/QH15")]
    [InlineData("guardian", "người giám hộ, chăm sóc hoặc phụng dưỡng", "trước khi xóa")]
    [InlineData("receiver", "người nhận tiền", "trước khi xóa")]
    [InlineData("head", "chủ hộ của một hộ còn thành viên khác", "trước khi xóa")]
    [InlineData("merged", "đang gộp với hồ sơ khác", "tách hai hồ sơ trước")]
    [InlineData("waiting", "mục nhập trực tiếp đang chờ kiểm tra", "trước khi xóa")]
    public async Task Erasure_OfWhomSomethingStandsOn_SaysWhatAndByWhichLaw(string what, string named, string law)
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var person = await run.AddAsync(Name, number: Number, old: OldNumber, status: EntitlementStatus.Ended);
        await StandAsync(run, person, what);

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.ProvinceOfficer, "38"), $"/doi-tuong/{person.Id}/xoa-du-lieu");

        Assert.Contains("Chưa xóa được dữ liệu của người này", page.Main, StringComparison.Ordinal);
        Assert.Contains(named, page.Main, StringComparison.Ordinal);
        Assert.Contains(law, page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lập đề nghị xóa", page.Main, StringComparison.Ordinal);
        Assert.False((await ProposeAsync(host, person.Id)).Succeeded);
    }

    // Between the request and its confirmation the person was decided on.
    [Fact]
    public async Task Confirmation_AfterSomethingWasBuiltOn_IsRefused()
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var person = await run.AddAsync(Name, number: Number, status: EntitlementStatus.Ended);
        Assert.True((await ProposeAsync(host, person.Id)).Succeeded);
        await run.GrantAsync(person);

        Assert.True((await ConfirmAsync(host, person.Id)).Has(ErasureProblems.Granted));
        Assert.Equal(Name, (await run.PersonAsync(person.Id)).FullName);
    }

    [Fact]
    public async Task Request_ByWhomItIsNotFor_IsRefused()
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var person = await run.AddAsync(Name, number: Number, status: EntitlementStatus.Ended);
        Assert.True((await ConfirmAsync(host, person.Id)).Has(ErasureProblems.NotWaiting));
        Assert.True((await ProposeAsync(host, person.Id, PeopleRun.Official(Roles.ProvinceOfficer, "38.380"))).Has(ErasureProblems.AtProvince));
        Assert.True((await ProposeAsync(host, person.Id, PeopleRun.Official(Roles.Appraiser, "38"))).Has(CommonProblems.NotAllowed));
        var official = PeopleRun.Official(Roles.ProvinceOfficer, "38");
        Assert.True((await ProposeAsync(host, person.Id, official)).Succeeded);

        Assert.True((await ProposeAsync(host, person.Id)).Has(ErasureProblems.Waiting));
        Assert.True((await ConfirmAsync(host, person.Id, official)).Has(ErasureProblems.OwnRequest));
        var declined = await host.WithAsync(s => s.GetRequiredService<ErasePerson>().DeclineAsync(person.Id, "Văn bản chưa đủ căn cứ", PeopleRun.Official(Roles.ProvinceLeader, "38"), default), "38");
        Assert.Equal((ErasureState.Declined, "Văn bản chưa đủ căn cứ"), (declined.Value.State, declined.Value.Note));
        Assert.Equal(Name, (await run.PersonAsync(person.Id)).FullName);
    }

    [Theory]
    [InlineData("Nhập nhầm Quách Thị Ngọc Diệu", "12/CV", "NamesPerson")]
    [InlineData("Nhập nhầm quach thi ngoc dieu hai lần", "12/CV", "NamesPerson")]
    [InlineData("Nhập nhầm số 038 082 000 102", "12/CV", "NamesPerson")]
    [InlineData("Nhập nhầm danh sách", "12/038082000102", "NamesPerson")]
    [InlineData("Nhầm", "12/CV", "ReasonNeeded")]
    public async Task Reason_ThatWouldOutliveTheData_IsRefused(string reason, string paper, string problem)
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var person = await run.AddAsync(Name, number: Number, status: EntitlementStatus.Ended);

        var outcome = await ProposeAsync(host, person.Id, reason: reason, paper: paper);

        Assert.True(outcome.Has((ProblemKind)typeof(ErasureProblems).GetField(problem)!.GetValue(null)!));
    }

    // A list with his row is at work: nothing is taken out of it under its readers.
    [Fact]
    public async Task Erasure_OfWhoStandsInAListAtWork_Waits()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await MistakenAsync(run);
        await run.ReadAsync(ImportRun.Book(Row(), ImportRun.Row("Bùi Thị Khác", "038182000103")), "tháng sau.xlsx");

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.ProvinceOfficer, "38"), $"/doi-tuong/{person.Id}/xoa-du-lieu");

        Assert.Contains("Hãy duyệt, hoàn tác hoặc bỏ đợt nhập đó", page.Main, StringComparison.Ordinal);
    }

    // What other doors may have kept of him.
    private static async Task<Guid> BesideAsync(NodeHost host, Beneficiary person)
    {
        var at = new DateTime(2026, 11, 2, 3, 0, 0, DateTimeKind.Utc);
        var household = new Household { Id = Guid.NewGuid(), TenantPath = person.TenantPath, Code = "HN-1", HeadName = "Bùi Văn Chủ", CommuneCode = person.CommuneCode };
        var work = Sample.Work(person.TenantPath, Name);
        (work.BeneficiaryId, work.PersonNumber) = (person.Id, Number);
        var draft = new Draft { Id = PrepareRequests.KeysOf(work.Id).First(), OfficialId = Guid.NewGuid(), CodeHash = new string('a', 64), SubmissionKey = new string('b', 64), ProcedureCode = "1.001776", Form = "M1", Answers = $$"""{"ten":"{{Name}}","so":"{{Number}}"}""", UpdatedAt = at };
        await host.WithDbAsync(async db =>
        {
            (await db.Beneficiaries.SingleAsync(b => b.Id == person.Id)).OldIdentityNumber = OldNumber;
            var merge = new MergeRecord
            {
                Id = Guid.NewGuid(), SurvivorId = person.Id, AbsorbedId = Guid.NewGuid(), AbsorbedCode = "38-1", Reason = "Nhầm " + Name, MergedAt = at, MergedByName = "Cán bộ", UndoneAt = at,
                ContentJson = MergeRecord.Json(new([], [], [], [new("FullName", Name, "khác")], [])),
            };
            var answer = new PopulationAnswer { BeneficiaryId = person.Id, TenantPath = person.TenantPath, AskedAt = at };
            answer.Suggest([new("FullName", Name, false)]);
            var told = Sample.Event(person, "Tin báo về " + Name);
            db.AddRange(
                household, draft, merge, work, answer, told,
                new HouseholdMember { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = person.TenantPath, FullName = "Bùi Văn Chủ", Relation = Households.Head },
                new HouseholdMember { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = person.TenantPath, FullName = Name, Number = Number, BeneficiaryId = person.Id },
                new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Role = LinkRole.Guardian, FullName = "Quách Văn Cha", Basis = "khai cho " + Name });
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, at), default);
        });
        await host.WithAsync(s => s.GetRequiredService<ProvinceNode.Registry.Duplicates.FindDuplicates>().HandleAsync(default));
        await host.WithAsync(s => s.GetRequiredService<MeasureQuality>().ChangedAsync(default));
        return household.Id;
    }

    private static async Task<PageReader> AskAsync(NodeHost host, Guid person)
    {
        var client = await host.SignInAsync(Roles.ProvinceOfficer, "38");
        var page = await (await PageReader.OpenAsync(client, $"/doi-tuong/{person}")).FollowAsync("Xóa dữ liệu cá nhân");
        return await page.SubmitAsync(new Dictionary<string, object?> { ["Ground"] = nameof(ErasureGround.EnteredByMistake), ["Reason"] = "Danh sách gửi nhầm, đã hoàn tác", ["DocumentNumber"] = "15/CV-UBND", ["DocumentOn"] = "01/11/2026" }, button: "Lập đề nghị xóa");
    }

    private static async Task ToldToTheHubAsync(NodeHost host, Guid person, Guid household)
    {
        var waiting = await host.WithDbAsync(db => db.Outbox.AsNoTracking().ToListAsync());
        var sent = waiting.ConvertAll(o => Record.Parser.ParseFrom(o.Message));
        var gone = sent.Where(r => r.Deleted).ToList();
        Assert.All(gone, r => Assert.Equal(Record.BodyOneofCase.None, r.BodyCase));
        Assert.Equal(
            [RecordKind.Beneficiary, RecordKind.Entitlement, RecordKind.Household, RecordKind.LifeEvent], gone.Select(r => r.Kind).Distinct().Order());
        Assert.Contains(person.ToString("D"), gone.Select(r => r.Id));
        Assert.Contains(household.ToString("D"), gone.Select(r => r.Id));
        // Every version that was kept is empty, and the tombstone is the highest.
        var versions = await host.WithDbAsync(db => db.RecordVersions.AsNoTracking().Where(v => v.RecordId == person || v.RecordId == household).ToListAsync());
        Assert.All(versions, v => Assert.Empty(v.Message));
        Assert.Equal(versions.Where(v => v.RecordId == person).Max(v => v.Version), (long)gone.Single(r => r.Id == person.ToString("D")).Version);
    }

    private static async Task ChainAsync(NodeHost host, Guid person)
    {
        var acts = await host.WithDbAsync(db => db.Acts.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync());
        Assert.Equal([ActKinds.ErasePropose, ActKinds.ErasePerson], acts.Where(a => a.Subject == $"beneficiary/{person:D}" && a.Kind.StartsWith("registry.erase", StringComparison.Ordinal)).Select(a => a.Kind));
        Assert.Contains("15/CV-UBND", acts.Single(a => a.Kind == ActKinds.ErasePerson).Evidence, StringComparison.Ordinal);
        Assert.All(acts.Skip(1).Zip(acts), pair => Assert.Equal(pair.Second.Hash, pair.First.PreviousHash));
    }
}
