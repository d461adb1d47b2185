using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Rules;

/// <summary>Days of steps have their own days in force, and a change that reaches the past is counted, confirmed and given a reason, or refused.</summary>
public sealed class PastRuleTests : IAsyncLifetime
{
    private const string Review = "1.001776|3T|S2_REVIEW";

    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(); // 2025-03-10

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task StepDays_ChangedFromADay_HoldForDossiersReceivedFromThatDay()
    {
        Assert.Empty((await ProposeAsync("StepDays", Step("5", "01", "04", "2025"))).Problems);
        Assert.Contains("Đã duyệt", (await ApproveAsync()).Main, StringComparison.Ordinal);

        var rows = await _node.WithDbAsync(db => db.StepRules.AsNoTracking().Where(s => s.Procedure == "1.001776" && s.Regime == "3T" && s.Step == "S2_REVIEW").OrderBy(s => s.ValidFrom).ToListAsync());
        Assert.Equal([(7, new DateOnly(2025, 3, 31), false), (5, new DateOnly(2025, 6, 30), true)], rows.Select(r => (r.Days, r.ValidTo!.Value, r.ByProvince)));
        Assert.Equal((22, 20), (await DaysAsync(new DateOnly(2025, 3, 31)), await DaysAsync(new DateOnly(2025, 4, 1))));

        // A new version of the product leaves the rows of the step to the province, the ended one too.
        await _node.WithDbAsync(async db =>
        {
            await RuleSeed.ApplyAsync(db, default);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(_node.Clock).UtcNow), default);
        });
        Assert.Equal((22, 20), (await DaysAsync(new DateOnly(2025, 3, 31)), await DaysAsync(new DateOnly(2025, 4, 1))));
    }

    [Fact]
    public async Task StepDays_OfADossierInFlight_StayThoseOfItsReception()
    {
        var flow = new FlowRun(_node);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await ProposeAsync("StepDays", Step("1", "11", "03", "2025"));
        await ApproveAsync();
        _node.Clock.SetDay(new DateOnly(2025, 3, 12));

        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        await flow.MustAsync(flow.Officer, (s, v) => s.GetRequiredService<RecordObjection>().Handle(new(flow.Id, v, "Ông Tư", "Không đúng"), flow.Officer, default));
        await flow.MustAsync(flow.CommuneChairman, (s, v) => s.GetRequiredService<ConcludeObjection>().Handle(new(flow.Id, v, true, "Xét lại"), flow.CommuneChairman, default));
        var late = new FlowRun(_node);
        await late.SubmitAsync();
        await late.ReceiveAsync();

        // Both are reviewed from the 12th on: the one received before has its seven working days, the other its one.
        Assert.Equal(new DateOnly(2025, 3, 21), (await flow.Dossiers.LoadAsync(flow.Id)).StepDueOn);
        Assert.Equal(new DateOnly(2025, 3, 13), (await late.Dossiers.LoadAsync(late.Id)).StepDueOn);
    }

    [Theory]
    [InlineData("1.001776|3T|S2_REVIEW", "01", "07", "2025", "Bước này chỉ có đến ngày 30/06/2025")]
    [InlineData("1.001776|3T|S2_REVIEW", "01", "07", "2021", "trước ngày có hiệu lực")]
    public async Task StepDays_WhereTheRowsCannotHoldThem_SayWhatToDo(string step, string day, string month, string year, string words)
    {
        var fields = Step("5", day, month, year);
        (fields["Step"], fields[PastEffect.Confirmed], fields[PastEffect.Reason]) = (step, "1", "Theo quyết định của tỉnh");

        var sent = await ProposeAsync("StepDays", fields);

        Assert.Contains(sent.Problems, p => p.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parameter_FromADayThatIsOver_IsCountedConfirmedAndExplainedByBoth()
    {
        _node.Clock.SetDay(new DateOnly(2025, 2, 3));
        await Documents.FrozenPaperTests.IssuedAsync(_node);
        _node.Clock.SetDay(new DateOnly(2025, 5, 20));
        var page = await ProposeAsync("Parameter", Funeral());
        Assert.Equal(2, page.Problems.Count);
        // A decision about monthly assistance is none about a funeral.
        Assert.Contains("đã ký 0 quyết định", page.Problems[0], StringComparison.Ordinal);
        Assert.Empty(await ChangesAsync());

        page = await page.SubmitAsync(new Dictionary<string, object?> { [PastEffect.Confirmed] = "1", [PastEffect.Reason] = "Nghị quyết có hiệu lực từ tháng 02, nhận chậm" });
        Assert.Empty(page.Problems);
        var change = Assert.Single(await ChangesAsync());
        Assert.Equal("Nghị quyết có hiệu lực từ tháng 02, nhận chậm", change.PastReason);

        var refused = await ApproveAsync();
        Assert.Contains("đã ký 0 quyết định", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Contains("nhận chậm", refused.Main, StringComparison.Ordinal);
        var approved = await refused.SubmitAsync(new Dictionary<string, object?> { [PastEffect.Confirmed] = "1" }, button: "Duyệt");
        Assert.Contains("Đã duyệt", approved.Main, StringComparison.Ordinal);
        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal((20, 25), ((int)rules.Parameter(LawParameters.FuneralTimes, new(2025, 1, 31))!.Value, (int)rules.Parameter(LawParameters.FuneralTimes, new(2025, 2, 1))!.Value));
        Assert.Equal(1, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.RulePropose && a.Reason.Contains("nhận chậm"))));
    }

    [Fact]
    public async Task Proposal_ThatTheClockOvertook_NeedsTheApproversReason()
    {
        Assert.Empty((await ProposeAsync("StepDays", Step("5", "11", "03", "2025"))).Problems);
        _node.Clock.SetDay(new DateOnly(2025, 3, 14));

        var refused = await ApproveAsync();
        Assert.Equal(2, refused.Problems.Count);
        var approved = await refused.SubmitAsync(new Dictionary<string, object?> { [PastEffect.Confirmed] = "1", ["Note"] = "Trình chậm, vẫn áp dụng từ ngày 11" }, button: "Duyệt");

        Assert.Contains("Đã duyệt", approved.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Level_BeforeItsOwnResolution_IsRefusedThoughConfirmed()
    {
        var page = await ProposeAsync("Level", new()
        {
            ["Kind"] = "Standard", ["Prefix"] = "*", ["Amount"] = "600.000", ["ResolutionNumber"] = "12/2025/NQ-HĐND", ["ResolutionOnDay"] = "10", ["ResolutionOnMonth"] = "02", ["ResolutionOnYear"] = "2025",
            ["ValidFromDay"] = "01", ["ValidFromMonth"] = "01", ["ValidFromYear"] = "2025", [PastEffect.Confirmed] = "1", [PastEffect.Reason] = "Cho đủ năm",
        });

        Assert.Contains("không được quy định hiệu lực trở về trước", Assert.Single(page.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Level_OverAnother_IsRefusedByTheChecksOfAllRows()
    {
        var fields = new Dictionary<string, object?>
        {
            ["Kind"] = "Standard", ["Prefix"] = "*", ["Amount"] = "600.000", ["ResolutionNumber"] = "12/2025/NQ-HĐND", ["ResolutionOnDay"] = "10", ["ResolutionOnMonth"] = "03", ["ResolutionOnYear"] = "2025",
            ["ValidFromDay"] = "01", ["ValidFromMonth"] = "05", ["ValidFromYear"] = "2025",
        };
        Assert.Empty((await ProposeAsync("Level", fields)).Problems);
        await ApproveAsync();
        (fields["Amount"], fields["ValidFromMonth"]) = ("650.000", "08");

        var page = await ProposeAsync("Level", fields);

        Assert.Contains("Hãy ghi ngày hết hiệu lực của dòng trước là 31/07/2025", Assert.Single(page.Problems), StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Step(string days, string day, string month, string year) => new()
    {
        ["Step"] = Review, ["Days"] = days, ["StartsOnDay"] = day, ["StartsOnMonth"] = month, ["StartsOnYear"] = year, ["Legal"] = "Quyết định số 5/QĐ-UBND",
    };

    private static Dictionary<string, object?> Funeral() => new()
    {
        ["Name"] = LawParameters.FuneralTimes, ["Value"] = "25", ["Legal"] = "Nghị quyết số 1", ["ValidFromDay"] = "01", ["ValidFromMonth"] = "02", ["ValidFromYear"] = "2025",
    };

    private async Task<PageReader> ProposeAsync(string kind, Dictionary<string, object?> fields) =>
        await (await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), "/quan-tri/quy-dinh/de-nghi?loai=" + kind)).SubmitAsync(fields);

    private async Task<PageReader> ApproveAsync()
    {
        var change = (await ChangesAsync()).Single(c => c.State == RuleChangeState.Proposed);
        return await (await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), $"/quan-tri/quy-dinh/{change.Id}")).SubmitAsync(new Dictionary<string, object?>(), button: "Duyệt");
    }

    private Task<List<RuleChange>> ChangesAsync() => _node.WithDbAsync(db => db.Set<RuleChange>().AsNoTracking().ToListAsync());

    private async Task<int> DaysAsync(DateOnly received)
    {
        var rules = await _node.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(TestDossiers.CommuneOn(received)), default));
        return LegalClock.TotalDays(rules with { ReceivedOn = received }, Procedures.MonthlyAssistance);
    }
}
