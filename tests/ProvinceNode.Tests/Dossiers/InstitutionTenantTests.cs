using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Each care institution is a tenant of its own (Decree 20 Art. 28–30): its officials read, appraise, sign and number only what was handed over to it.</summary>
public sealed class InstitutionTenantTests
{
    private const string Day = "2026-11-02";
    private const string First = "Trung tâm Bảo trợ xã hội số 1";
    private const string Second = "Trung tâm Bảo trợ xã hội số 2";

    [Fact]
    public async Task Verbs_OfAnInstitution_FindNoDossierOfAnother()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, id, _) = await TwoAsync(host, DossierStatus.AwaitingSignature);

        foreach (var (role, act) in new (string, Func<IServiceProvider, long, SignedInOfficial, Task<Outcome<Dossier>>>)[]
        {
            (Roles.InstitutionHead, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default)),
            (Roles.InstitutionHead, (s, v, o) => s.GetRequiredService<SendBack>().Handle(new(id, v, "Thiếu giấy tờ"), o, default)),
            (Roles.InstitutionOfficer, (s, v, o) => s.GetRequiredService<OverrideIdentity>().Handle(new(id, v, "Đã xem bản chính"), o, default)),
            (Roles.RecordsClerk, (s, v, o) => s.GetRequiredService<Number>().Handle(id, v, o, default)),
        })
        {
            var official = run.Dossiers.Official(role, "38.90002");
            var outcome = await host.WithAsync(s => act(s, 1, official), official.Office.Value);
            Assert.True(outcome.Has(CommonProblems.NotFound), role);
        }

        // Its own head may; an account that is still at the province's path may not.
        var stray = run.Dossiers.Official(Roles.InstitutionHead, "38");
        Assert.True((await run.Dossiers.DoAsync(id, stray, (s, v) => s.GetRequiredService<Sign>().Handle(id, v, stray, default))).Has(DossierProblems.OtherOffice));
        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
    }

    [Fact]
    public async Task Rows_OfEveryKind_AreSeenByTheirInstitutionAlone()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (_, first, second) = await TwoAsync(host, DossierStatus.HandedOver);

        foreach (var (office, own, other) in new[] { ("38.90001", first, second), ("38.90002", second, first) })
        {
            var seen = await host.WithDbAsync(async db => new
            {
                Dossiers = await db.Dossiers.Select(d => d.Id).ToListAsync(), Requests = await db.DossierRequests.Select(r => r.DossierId).ToListAsync(), Steps = await db.DossierSteps.Select(r => r.DossierId).ToListAsync(),
                Papers = await db.Papers.Select(p => p.DossierId).ToListAsync(), Decisions = await db.Decisions.Select(d => d.DossierId).ToListAsync(), Files = await db.Attachments.Select(a => a.DossierId).ToListAsync(),
                People = await db.Beneficiaries.Select(b => b.Code).ToListAsync(), Paid = await db.Entitlements.Select(e => e.ReceiverName).ToListAsync(),
            }, office);

            Assert.Equal([own], seen.Dossiers);
            Assert.All(new[] { seen.Requests, seen.Steps, seen.Papers, seen.Decisions, seen.Files }, rows => Assert.All(rows, r => Assert.Equal(own, r)));
            Assert.All(new[] { seen.Requests, seen.Steps, seen.Papers, seen.Decisions }, rows => Assert.NotEmpty(rows));
            Assert.Single(seen.People);
            Assert.Equal([office == "38.90001" ? First : Second], seen.Paid);
            Assert.NotEqual(own, other);
        }
    }

    [Fact]
    public async Task Write_OfAnotherInstitutionsRow_IsRefusedByTheGuard()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (_, id, _) = await TwoAsync(host, DossierStatus.UnderAppraisal);

        async Task<bool> ChangeAsync(NodeDb db)
        {
            var dossier = await db.Dossiers.IgnoreQueryFilters([NodeDb.TenantFilter]).SingleAsync(d => d.Id == id);
            dossier.AppraisalNote = "x";
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(host.Clock).UtcNow), default);
        }

        await Assert.ThrowsAsync<TenantViolationException>(() => host.WithDbAsync(ChangeAsync, "38.90002"));
        Assert.True(await host.WithDbAsync(ChangeAsync, "38.90001"));
    }

    [Fact]
    public async Task WaitingPapers_AndNumbers_AreThoseOfTheOwnInstitution()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, first, second) = await TwoAsync(host, DossierStatus.Signed);

        foreach (var (office, own) in new[] { ("38.90001", first), ("38.90002", second) })
        {
            var clerk = run.Dossiers.Official(Roles.RecordsClerk, office);
            var (lines, _) = await host.WithAsync(s => s.GetRequiredService<BulkNumber>().WaitingAsync(clerk, default), office);
            Assert.Equal(own, Assert.Single(lines).DossierId);
            var pile = await host.WithAsync(s => s.GetRequiredService<WaitingPapers>().ToNumberAsync(clerk, default), office);
            Assert.Single(pile.Results);
        }
    }

    // Who receives at his commune and is admitted at once: the institution ends what the commune pays though it sees nothing else of that commune.
    [Fact]
    public async Task Admission_OfAReceiver_EndsWhatHisCommunePays()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var known = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 1_000_000, OutcomeTests.Month(Day, -6));
        var neighbour = await run.ReceivingAsync(Person.Disabled with { Name = "Người khác", Number = "038082000188" }, "6.dbn.adult", 1_000_000, OutcomeTests.Month(Day, -6));
        var id = await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, Person.Disabled);

        await run.DecidedAsync(id, Extreme, new Measure { On = OutcomeTests.Day(Day), Institution = First });

        Assert.Equal([EntitlementStatus.Ended, EntitlementStatus.Active], (await run.RowsAsync(known)).Select(r => r.Status));
        Assert.Equal([known], await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).ToListAsync(), "38.90001"));
        Assert.Equal(EntitlementStatus.Active, Assert.Single(await run.RowsAsync(neighbour)).Status);
    }

    [Fact]
    public async Task Reception_WithoutAnInstitution_SaysToChooseOne()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.InstitutionAsync(First);
        var id = await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, Person.Disabled);

        foreach (var wrong in new[] { "", "38.90002", "38.16072" })
        {
            Assert.True((await run.TryAsync(id, ActKinds.Receive, (s, v, o) => s.GetRequiredService<Receive>().Handle(new(id, v) { Institution = wrong }, o, default))).Has(DossierProblems.ChooseInstitution), wrong);
        }

        Assert.Empty(await host.WithDbAsync(db => db.Dossiers.ToListAsync(), "38.90001"));
    }

    [Fact]
    public async Task Admission_ThatIsProposed_ReachesTheInstitutionWhenTheDepartmentPassesItOn()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.InstitutionAsync(First);
        var id = await InstitutionPaperTests.ToAsync(run, DossierStatus.UnderProvince, Person.Disabled, "2022-10-05");
        Assert.Empty(await host.WithDbAsync(db => db.Dossiers.ToListAsync(), "38.90001"));

        await run.StepAsync(id, DossierStatus.UnderProvince, Extreme);

        var seen = await host.WithDbAsync(db => db.Dossiers.Include(d => d.Steps).Include(d => d.Requests).SingleAsync(), "38.90001");
        Assert.Equal((id, "38.400.16063", "38.90001"), (seen.Id, seen.TenantPath, seen.SharedPath));
        Assert.Contains(seen.Steps, s => s.Verb == ActKinds.Review);
        Assert.Equal(First, seen.Steps.MaxBy(s => s.Number)!.NextOffice);
        Assert.Contains("D11", await host.WithDbAsync(db => db.Papers.Select(p => p.Paper).ToListAsync(), "38.90001"));
    }

    [Fact]
    public async Task Measure_NamingAnInstitutionThatIsNotRegistered_IsNoDecision()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, id, _) = await TwoAsync(host, DossierStatus.UnderAppraisal);
        Task<Outcome<Dossier>> With(string name) => run.TryAsync(id, ActKinds.Appraise, (s, v, o) =>
            s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", Extreme, new Measure { On = OutcomeTests.Day(Day), Institution = name }), o, default));

        Assert.True((await With("Nhà tình thương")).Has(OutcomeProblems.InstitutionUnknown));
        Assert.True((await With(Second)).Has(OutcomeProblems.InstitutionOther));
        Assert.True((await With(First.ToUpperInvariant())).Succeeded);
    }

    [Fact]
    public async Task Page_OfInstitutions_AddsAnOfficeWhoseRolesFit()
    {
        await using var host = await NodeHost.StartAsync();
        using var client = await host.SignInAsync(Roles.Administrator, "38");
        var page = await PageReader.OpenAsync(client, "/quan-tri/co-so");
        var empty = await page.SubmitAsync(new Dictionary<string, object?> { ["Name"] = " " });
        Assert.Contains("tên cơ sở", empty.Main, StringComparison.Ordinal);
        var done = await empty.SubmitAsync(new Dictionary<string, object?> { ["Name"] = First });
        Assert.Contains("38.90001", done.Main, StringComparison.Ordinal);
        var twice = await done.SubmitAsync(new Dictionary<string, object?> { ["Name"] = "TRUNG TÂM bảo trợ xã hội số 1" });
        Assert.Contains("Đã có cơ sở", twice.Main, StringComparison.Ordinal);

        var by = new TestDossiers(host).Official(Roles.Administrator, "38");
        async Task<bool> Fits(string office, string role) => (await host.WithAsync(s => s.GetRequiredService<CreateAccounts>().CheckAsync([new("moi.ten", "Lê Thị Mới", "Giám đốc", office, [role])], by, default)))[0].Count == 0;
        Assert.True(await Fits("38.90001", Roles.InstitutionHead));
        Assert.True(await Fits("38.90001", Roles.RecordsClerk));
        Assert.False(await Fits("38", Roles.InstitutionHead));
        Assert.False(await Fits("38.90001", Roles.Chairman));
    }

    private static Facts Extreme => Person.Disabled.With(DisabilityDegree.ExtremelySevere, OutcomeTests.Day(Day).AddYears(-5));

    // One urgent admission at each of two institutions.
    private static async Task<(OutcomeRun Run, Guid First, Guid Second)> TwoAsync(NodeHost host, DossierStatus until)
    {
        var (run, ids) = (new OutcomeRun(host), new List<Guid>());
        foreach (var name in new[] { First, Second })
        {
            var person = Person.Disabled with { Name = $"Người ở {name}", Number = $"03808200010{ids.Count}" };
            var (id, measure) = (await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, person), new Measure { On = OutcomeTests.Day(Day), Institution = name });
            ids.Add(id);
            switch (until)
            {
                case DossierStatus.UnderAppraisal:
                    await run.StepAsync(id, DossierStatus.AwaitingReception, Extreme, measure);
                    break;
                case DossierStatus.AwaitingSignature:
                    await run.ToSignatureAsync(id, Extreme, measure);
                    break;
                case DossierStatus.Signed:
                    await run.ToSignatureAsync(id, Extreme, measure);
                    await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
                    break;
                default:
                    await run.DecidedAsync(id, Extreme, measure);
                    break;
            }
        }

        return (run, ids[0], ids[1]);
    }
}
