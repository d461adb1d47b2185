using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>One list decision converts everybody to a new level (policy 3.5; Circular 02/2021 Art. 5), in both organisations.</summary>
public sealed class LevelListTests
{
    [Fact]
    public async Task List_OfADistrict_ChangesNobodyUntilItIsSigned()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new LevelRun(host);
        var (one, two) = (await run.Flow.ReceivingAsync(Person.Disabled), await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000, commune: LevelRun.Neighbour));
        host.Clock.SetDay(new(2024, 7, 10));
        var list = await run.MadeAsync();

        Assert.Equal(0, (await run.ApplyAsync()).Payments);
        Assert.Equal("6.n.adult 202206-0 540000", await run.VersionsAsync(one));
        Assert.Empty(await run.Flow.PaymentsAsync());

        LevelRun.Must(await run.SignAsync(list));
        Assert.Equal(new ApplyReport(2, 2, 0), await run.ApplyAsync());
        Assert.Equal(new ApplyReport(0, 0, 0), await run.ApplyAsync()); // once

        Assert.Equal(("6.n.adult 202206-202406 540000; 6.n.adult 202407-0 750000", "6.n.elder 202206-202406 720000; 6.n.elder 202407-0 1000000"), (await run.VersionsAsync(one), await run.VersionsAsync(two)));
        Assert.Equal(750_000, (await run.Flow.PersonAsync(one)).MonthlyAmount.Amount);
        var parts = await run.CommunesAsync(list);
        Assert.Equal([("38.400.16063", LevelState.Applied, 1, 210_000L), (LevelRun.Neighbour, LevelState.Applied, 1, 280_000L)], parts.Select(p => (p.TenantPath, p.State, p.People, p.ArrearsDong)));
        var rows = await run.Flow.RowsAsync(one);
        Assert.Equal((parts[0].DecisionId, parts[0].DecisionId, rows[0].Id), (rows[0].EndDecisionId, (Guid?)rows[1].DecisionId, rows[1].PreviousId!.Value));
        var arrears = (await run.Flow.PaymentsAsync()).Single(p => p.BeneficiaryId == one);
        Assert.Equal((OneOffKind.Arrears, 210_000L, 202407, 202407, 202408, parts[0].DecisionId!.Value, rows[1].Id),
            (arrears.Kind, arrears.Amount.Amount, arrears.FromMonth, arrears.ToMonth, arrears.DueMonth, arrears.DecisionId, arrears.EntitlementId!.Value));
        Assert.Empty(await run.DueAsync());
    }

    [Fact]
    public async Task Decision_OfADistrict_HasOneNumberAndAnExtractForEachCommune()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(Person.Disabled);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000, commune: LevelRun.Neighbour);
        host.Clock.SetDay(new(2024, 7, 10));
        var list = await run.MadeAsync();
        host.Clock.SetDay(new(2024, 7, 12));
        LevelRun.Must(await run.SignAsync(list));
        host.Clock.SetDay(new(2024, 7, 15));

        var number = LevelRun.Must(await run.NumberAsync(list)).Number;

        Assert.Equal("01/QĐ-UBND", number);
        var papers = await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.Paper == "D15").OrderBy(p => p.TenantPath).ToListAsync());
        Assert.Equal(["38.400", "38.400.16063", LevelRun.Neighbour], papers.Select(p => p.TenantPath));
        Assert.All(papers, p => Assert.Equal((number, PaperState.Frozen, "38.400"), (p.Number, p.State, p.OfficePath)));
        var whole = PaperContent.Parse(papers[0].Content);
        Assert.Equal(2, whole.Annexes.Count);
        Assert.Contains("02 trường hợp tại 02 xã, phường, thị trấn", whole.Paragraphs[0], StringComparison.Ordinal);
        Assert.Contains("1.750.000 đồng (Bằng chữ: Một triệu bảy trăm năm mươi nghìn đồng)", whole.Paragraphs[1], StringComparison.Ordinal);
        Assert.Contains("Truy lĩnh đến hết tháng 07/2024: 490.000 đồng", whole.Paragraphs[1], StringComparison.Ordinal);
        Assert.Contains(whole.Bases, b => b.Contains("Thông tư số 02/2021/TT-BLĐTBXH", StringComparison.Ordinal));
        Assert.Contains($"Quyết định số {number} ngày 12 tháng 7 năm 2024", whole.Annexes[0].Reference, StringComparison.Ordinal);
        Assert.Equal(["1", "Nguyễn Văn Thủy", "15/03/1982", "Nam", "038082000102", "Thôn 1", "K6Đ5", "1,5", "540.000", "750.000", "07/2024", "210.000", ""], whole.Annexes[0].Table!.Rows[0]);
        Assert.NotEmpty(PaperPdf.Render(whole, PaperFonts.Shipped, new PdfOptions { Id = Guid.Empty, CreatedAt = DateTimeOffset.UnixEpoch }).Bytes);
        // A commune reads nothing of its neighbour.
        Assert.DoesNotContain("Nguyễn Văn Thủy", papers[2].Content, StringComparison.Ordinal);
        Assert.All(await host.WithDbAsync(db => db.Decisions.Where(d => d.ListId == list).ToListAsync()), d => Assert.Equal((number, 1), (d.Number, PaperContent.Parse(d.Content).Annexes.Count)));
    }

    [Fact]
    public async Task Level_ThatCameLate_LeavesArrearsAndIsDueOnlyWithItsForce()
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var run = new LevelRun(host);
        var granted = await GrantedAsync(run, new(2026, 4, 6));
        var paper = await run.Flow.ReceivingAsync(Person.Old, "6.n.elder", 1_000_000, 202601);
        host.Clock.SetDay(new(2026, 9, 30));
        Assert.True((await run.MakeAsync()).Has(LevelProblems.NothingDue));
        host.Clock.SetDay(new(2026, 10, 6));

        var list = await run.DoneAsync();

        Assert.Equal("38.16072", (await run.LoadAsync(list)).TenantPath); // the commune's chairman since July 2025
        Assert.Equal("6.n.adult 202604-202606 750000; 6.n.adult 202607-0 810000", await run.VersionsAsync(granted));
        var arrears = (await run.Flow.PaymentsAsync()).Where(p => p.FromMonth == 202607).ToDictionary(p => p.BeneficiaryId!.Value, p => (p.Amount.Amount, p.ToMonth, p.DueMonth));
        Assert.Equal(((4 * 60_000L, 202610, 202611), (4 * 80_000L, 202610, 202611)), (arrears[granted], arrears[paper]));
    }

    [Fact]
    public async Task Pension_FromJuly2025_IsTheListOfTheCommunesChairman()
    {
        await using var host = await OutcomeTests.StartAsync("2025-07-03");
        var run = new LevelRun(host);
        var old = await run.Flow.ReceivingAsync(LevelRun.Somebody(1, "1940-02-10"), "5.c", 500_000, 202407);
        var young = await run.Flow.ReceivingAsync(LevelRun.Somebody(2, "1960-02-10"), "5.c", 500_000, 202407);
        var disabled = await run.Flow.ReceivingAsync(LevelRun.Somebody(3, "1945-02-10"), "6.n.elder", 1_000_000, 202407); // stays: higher

        var list = await run.DoneAsync(LevelChange.Pension);

        Assert.Equal("5.c 202407-202506 500000; HT.1 202507-0 500000", await run.VersionsAsync(old));
        var rows = await run.Flow.RowsAsync(old);
        Assert.Equal((EntitlementKind.SocialPension, rows[0].Id, "HT.1"), (rows[1].Kind, rows[1].PreviousId!.Value, (await run.Flow.PersonAsync(old)).CategoryCode));
        Assert.Equal(("5.c 202407-0 500000", "6.n.elder 202407-0 1000000"), (await run.VersionsAsync(young), await run.VersionsAsync(disabled)));
        Assert.Empty(await run.Flow.PaymentsAsync()); // the same amount
        var left = Assert.Single(await run.DueAsync(LevelChange.Pension));
        Assert.Equal((young, LevelDoubt.Age), (left.BeneficiaryId, left.Answer.Doubt));
        Assert.Equal(("D26", ListState.Signed), await run.LoadAsync(list) is var l ? (l.Paper, l.State) : default);
        Assert.Contains(PaperContent.Parse((await run.LoadAsync(list)).Content!).Bases, b => b.Contains("Nghị định số 176/2025/NĐ-CP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_SuspendedStoppingOrMoving_AreToldApartAndLeftOut()
    {
        await using var host = await OutcomeTests.StartAsync("2024-07-10");
        var run = new LevelRun(host);
        var people = new List<Guid>();
        foreach (var number in Enumerable.Range(1, 4))
        {
            people.Add(await run.Flow.ReceivingAsync(LevelRun.Somebody(number), "6.n.elder", 720_000));
        }

        var suspended = await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, LevelRun.Somebody(1));
        await run.Flow.DecidedAsync(suspended, LevelRun.Somebody(1).Plain, new Measure { Reason = "S1", On = new(2024, 7, 10) });
        await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, LevelRun.Somebody(2));
        await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.MoveOut, LevelRun.Somebody(3));

        var places = (await run.DueAsync()).Where(e => e.Place != LevelPlace.Running).Select(e => (e.BeneficiaryId, e.Place)).ToList();
        var list = await run.DoneAsync();

        Assert.Equal([(people[0], LevelPlace.Suspended), (people[1], LevelPlace.Stopping), (people[2], LevelPlace.Moving)], places.OrderBy(p => people.IndexOf(p.BeneficiaryId)));
        Assert.Equal((1, 3), Assert.Single(await run.CommunesAsync(list)) is var c ? (c.People, c.LeftOut) : default);
        Assert.EndsWith("202407-0 1000000", await run.VersionsAsync(people[3]), StringComparison.Ordinal);
    }

    // A list decision about levels does not stand in the place of what granted the payment: an adjustment still counts from the month of its condition.
    [Fact]
    public async Task Adjust_AfterAList_CountsFromTheMonthOfItsConditionBeforeTheList()
    {
        await using var host = await OutcomeTests.StartAsync("2023-01-05");
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(Person.Disabled, "6.n.adult", 540_000, 202301);
        host.Clock.SetDay(new(2024, 7, 10));
        await run.DoneAsync();
        var id = await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        while ((await run.Flow.Dossiers.LoadAsync(id)).Status is var status and not DossierStatus.UnderAppraisal)
        {
            await run.Flow.StepAsync(id, status, Person.Disabled.Plain);
        }

        var facts = Person.Disabled.With(ProvinceNode.Eligibility.DisabilityDegree.ExtremelySevere, new(2024, 5, 6));
        var refused = await run.Flow.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Mức mới", facts, new Measure { On = new(2024, 7, 1) }), o, default));

        Assert.Contains("từ tháng 05/2024", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_NamedToNobody_HasAListOfItsOwn()
    {
        await using var host = await OutcomeTests.StartAsync("2024-07-10");
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        var apart = await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "8", 540_000);

        var (open, own) = (await run.MadeAsync(), await run.MadeAsync(LevelChange.Apart));

        Assert.DoesNotContain(LevelRun.Somebody(2).Name, Assert.Single(await run.CommunesAsync(open)).Annex, StringComparison.Ordinal);
        var annex = Assert.Single(await run.CommunesAsync(own)).Annex;
        Assert.Contains($"\"{NeutralWords.Code}\"", System.Text.RegularExpressions.Regex.Unescape(annex), StringComparison.Ordinal);
        LevelRun.Must(await run.SignAsync(own));
        await run.ApplyAsync();
        Assert.EndsWith("202407-0 750000", await run.VersionsAsync(apart), StringComparison.Ordinal);
    }

    private static async Task<Guid> GrantedAsync(LevelRun run, DateOnly certificate)
    {
        var id = await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.Flow.DecidedAsync(id, Person.Disabled.With(ProvinceNode.Eligibility.DisabilityDegree.Severe, certificate));
        return await run.IdOfAsync(Person.Disabled.Number);
    }
}
