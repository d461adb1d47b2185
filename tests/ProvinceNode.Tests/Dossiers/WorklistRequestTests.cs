using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who may gain a right by his age: one confirmation writes the requests of many, which they sign; nothing is filed without them (Decree 176/2025; product, scene A).</summary>
public sealed class WorklistRequestTests
{
    [Fact]
    public async Task Candidates_ChosenTogether_GetTheirRequestsWrittenOnceAndNothingFiled()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        await EldersAsync(run);
        await WorklistTests.MakeAsync(host);
        var rows = await WorklistTests.RowsAsync(host);
        Assert.Equal(["Trần Thị Mẹ", "Trần Văn Cha"], rows.Select(r => r.PersonName));
        var client = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        var page = await PageReader.OpenAsync(client, "/viec-hang-thang");
        var chosen = new Dictionary<string, object?> { ["Chosen"] = rows.Select(r => r.Id.ToString()).ToList() };

        var sent = await page.SubmitAsync(chosen, form: "#chon", button: "Xác nhận lập hồ sơ");

        Assert.Contains("Đã soạn sẵn 2 đề nghị", sent.Main, StringComparison.Ordinal);
        Assert.Contains("chờ người dân xác nhận, ký rồi nộp", sent.Main, StringComparison.Ordinal);
        var drafts = await DraftsAsync(host);
        Assert.Equal(["Trần Thị Mẹ", "Trần Văn Cha"], drafts.Select(d => DraftContent.Parse(d.Answers).Values["FullName"]).Order(StringComparer.Ordinal));
        Assert.All(drafts, d => Assert.Equal((Procedures.SocialPension, "16072"), (d.ProcedureCode, DraftContent.Parse(d.Answers).Values["CommuneCode"])));
        Assert.Equal(0, await host.WithDbAsync(db => db.Dossiers.CountAsync()));
        Assert.Equal(2, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.WorklistPrepare)));

        // Pressed again, made again: the same requests.
        await sent.SubmitAsync(chosen, form: "#chon", button: "Xác nhận lập hồ sơ");
        await WorklistTests.AskAsync(host, run.Dossiers.Official(Roles.SocialOfficer));
        Assert.Equal((2, 0), ((await DraftsAsync(host)).Count, (await WorklistTests.MakeAsync(host)).Rows));
        Assert.All(await WorklistTests.RowsAsync(host), r => Assert.Equal(WorklistState.Open, r.State));

        var entering = await PageReader.OpenAsync(client, "/ho-so/nhap-ho");
        Assert.All(rows, r => Assert.Contains(r.PersonName, entering.Main, StringComparison.Ordinal));
        var form = await (await PageReader.OpenAsync(client, $"/viec-hang-thang/{rows[1].Id}")).FollowAsync("Mở đề nghị đã soạn sẵn");
        Assert.Equal("038051000123", form.Document.QuerySelector("[name='CitizenId']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Request_WrittenByAColleague_IsNotWrittenTwice()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        await EldersAsync(run);
        await WorklistTests.MakeAsync(host);
        var ids = (await WorklistTests.RowsAsync(host)).ConvertAll(r => r.Id);
        var (one, other) = (run.Dossiers.Official(Roles.SocialOfficer), run.Dossiers.Official(Roles.SocialOfficer) with { Id = Guid.NewGuid() });
        Assert.Equal(2, (await HandleAsync(host, ids, one)).Prepared.Count);

        var refused = await HandleAsync(host, ids, other);

        Assert.Empty(refused.Prepared);
        Assert.All(refused.Refused, r => Assert.Equal(WorklistProblems.WrittenByOther.Code, r.Why.Code));

        // Sent, and its dossier ended without a decision: the row is open again and another request may be written.
        await host.WithDbAsync(db => db.Drafts.ExecuteUpdateAsync(s => s.SetProperty(d => d.DossierCode, "H56-1")));
        Assert.Equal(2, (await HandleAsync(host, ids, other)).Prepared.Count);
        Assert.Equal(4, (await DraftsAsync(host)).Count);
    }

    private static async Task<OpenedWork> HandleAsync(NodeHost host, List<Guid> ids, SignedInOfficial official) =>
        LevelRun.Must(await host.WithAsync(s => s.GetRequiredService<OpenWorklist>().Handle(ids, official, default), official.Office.Value));

    private static Task<List<Draft>> DraftsAsync(NodeHost host) => host.WithDbAsync(db => db.Drafts.AsNoTracking().OrderBy(d => d.Id).ToListAsync());

    // The parents of somebody who receives: the registry knows them beside him.
    private static async Task EldersAsync(OutcomeRun run)
    {
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
                    new() { Id = Guid.CreateVersion7(), HouseholdId = household, TenantPath = person.TenantPath, FullName = "Trần Thị Mẹ", BirthDate = "1951-12-05", Sex = 2, Number = "038151000124", Relation = "vợ" },
                    new() { Id = Guid.CreateVersion7(), HouseholdId = household, TenantPath = person.TenantPath, FullName = "Trần Thị Con", BirthDate = "1990-02-01", BeneficiaryId = person.Id },
                ],
            });
        });
    }
}
