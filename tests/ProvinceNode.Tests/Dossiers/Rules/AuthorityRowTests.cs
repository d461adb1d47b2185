using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Rules;

/// <summary>Who does what on a date is rows that the province may enter with the text cited (policy 3.12), and no later version of the product overrides what it entered.</summary>
public sealed class AuthorityRowTests : IAsyncLifetime
{
    private const string Home = "Phòng Nội vụ {unit}";
    private const string Legal = "Nghị quyết số 12/NQ-HĐND ngày 20/02/2025 của Hội đồng nhân dân tỉnh";

    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(); // 2025-03-10, three tiers

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task Row_OfTheProvince_IsUsedOnItsDaysAndStaysAfterARestart()
    {
        await AddAsync(RuleKind.Authority, Row("01/03/2025", "30/06/2025"));
        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);

        var context = await ContextAsync();
        var commune = TenantPath.Parse("38.400.16063");
        Assert.Equal(["Phòng Y tế {unit}", Home, Home, "Phòng Văn hóa – Xã hội {unit}"],
            new[] { 2, 3, 6, 7 }.Select(m => m == 2 ? "Phòng Y tế {unit}" : context.Authorities.Rule(Authorities.Appraiser, new DateOnly(2025, m, 1)).OfficeName));
        Assert.Equal(("Phòng Nội vụ huyện Hậu Lộc", "NV"), (context.OfficeName(Authorities.Appraiser, commune), PaperScenes.Of(context, commune).DivisionLetters));
        Assert.Equal("3T", context.Regime);
        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), "/quan-tri/quy-dinh");
        Assert.Contains(Legal, page.Main, StringComparison.Ordinal);
        Assert.Contains("Chuyên viên Phòng Nội vụ", page.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01/03/2025", "31/07/2025", Home, "same", "rule-authority-ends")]
    [InlineData("01/03/2025", "28/02/2025", Home, "same", "rule-ends-before")]
    [InlineData("01/03/2025", "30/06/2025", "Phòng Nội vụ", "same", "rule-unit-place")]
    [InlineData("01/07/2025", "", Home, "District", "rule-authority-level")]
    [InlineData("01/07/2020", "", Home, "same", "rule-no-authority")]
    public async Task Row_ThatTheOrganisationCannotHold_IsRefused(string from, string to, string office, string level, string code)
    {
        var values = Row(from, to);
        (values["OfficeName"], values["Level"]) = (office, level);

        Assert.Equal(code, Assert.Single((await ProposeAsync(RuleKind.Authority, values)).Problems).Code);
    }

    [Fact]
    public async Task Row_OverAnother_EndsItOrIsRefused()
    {
        await AddAsync(RuleKind.Authority, Row("15/03/2025", ""));
        Assert.Equal("rule-authority-overlaps", Assert.Single((await ProposeAsync(RuleKind.Authority, Row("01/03/2025", ""))).Problems).Code);

        await AddAsync(RuleKind.Authority, Row("01/05/2025", ""));

        var rows = await _node.WithDbAsync(db => db.AuthorityRules.AsNoTracking().Where(r => r.ByProvince).OrderBy(r => r.ValidFrom).ToListAsync());
        Assert.Equal([new DateOnly(2025, 4, 30), new(2025, 6, 30)], rows.Select(r => r.ValidTo!.Value));
    }

    // A short row inside a longer one would end it and give the days after it back to the nation's.
    [Fact]
    public async Task Row_InsideALongerOne_IsRefusedWithWords()
    {
        await AddAsync(RuleKind.Authority, Row("15/03/2025", "30/06/2025"));

        var told = Assert.Single((await ProposeAsync(RuleKind.Authority, Row("01/04/2025", "30/04/2025"))).Problems);

        Assert.Equal("rule-authority-inside", told.Code);
        Assert.Contains("từ ngày 15/03/2025 đến ngày 30/06/2025", told.Message, StringComparison.Ordinal);
        Assert.Contains("những ngày từ 01/05/2025", told.Message, StringComparison.Ordinal);
        await AddAsync(RuleKind.Authority, Row("01/04/2025", "30/06/2025"));
    }

    [Fact]
    public async Task Proposal_TellsHowManyDossiersAreTouched_AndIsConfirmedByBoth()
    {
        var dossiers = new TestDossiers(_node);
        await dossiers.SubmittedAsync();
        await dossiers.SubmittedAsync(f => (f.CitizenId, f.FullName) = ("038085000109", "Lê Văn Hai"));
        using var officer = await _node.SignInAsync(Roles.ProvinceOfficer, "38");
        var page = await PageReader.OpenAsync(officer, "/quan-tri/quy-dinh/de-nghi?loai=Authority");

        var asked = await page.SubmitAsync(new Dictionary<string, object?>
        {
            ["Role"] = Authorities.Appraiser, ["Level"] = "same", ["Title"] = "Chuyên viên Phòng Nội vụ", ["OfficeName"] = Home, ["ActsFromDay"] = "01", ["ActsFromMonth"] = "04", ["ActsFromYear"] = "2025", ["Legal"] = Legal,
        });
        Assert.Contains("2 hồ sơ đang giải quyết còn bước “Thẩm định”", Assert.Single(asked.Problems), StringComparison.Ordinal);
        var sent = await asked.SubmitAsync(new Dictionary<string, object?> { [PastEffect.Confirmed] = "1" });
        Assert.Empty(sent.Problems);

        using var leader = await _node.SignInAsync(Roles.ProvinceLeader, "38");
        var change = (await _node.WithDbAsync(db => db.Set<RuleChange>().AsNoTracking().SingleAsync())).Id;
        var decide = await PageReader.OpenAsync(leader, $"/quan-tri/quy-dinh/{change}");
        Assert.Contains("2 hồ sơ đang giải quyết", decide.Main, StringComparison.Ordinal);
        Assert.NotEmpty((await decide.SubmitAsync(button: "Duyệt")).Problems);
        Assert.Contains("Đã duyệt", (await decide.SubmitAsync(new Dictionary<string, object?> { [PastEffect.Confirmed] = "1" }, button: "Duyệt")).Main, StringComparison.Ordinal);
    }

    // A later version of the product brings a row over one that the officer entered: the node starts, his row is in force, the task is shown and can be settled either way.
    [Theory]
    [InlineData(RuleKind.NationalLevel, true)]
    [InlineData(RuleKind.NationalLevel, false)]
    [InlineData(RuleKind.Category, true)]
    [InlineData(RuleKind.Parameter, true)]
    [InlineData(RuleKind.StepDays, true)]
    [InlineData(RuleKind.StepDays, false)]
    [InlineData(RuleKind.Authority, true)]
    [InlineData(RuleKind.Authority, false)]
    public async Task ShippedRow_OverTheOfficers_WaitsAsATask(RuleKind kind, bool apply)
    {
        await OfficersAsync(kind);
        var own = await ValueAsync(kind);

        await SeedAsync(Later(kind));
        await _node.WithDbAsync(async db =>
        {
            await RuleTables.RequireSoundAsync(db, default);
            return 0;
        });
        Assert.Equal(own, await ValueAsync(kind));
        var conflict = Assert.Single(await _node.WithDbAsync(db => db.Set<RuleConflict>().AsNoTracking().ToListAsync()));
        Assert.Equal((kind, RuleConflictState.Open), (conflict.Kind, conflict.State));
        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), "/quan-tri/quy-dinh");
        Assert.Contains("Cần xử lý: bản cập nhật khác với quy định của tỉnh", page.Main, StringComparison.Ordinal);
        Assert.Contains(conflict.Words, page.Main, StringComparison.Ordinal);

        await AddAsync(RuleKind.Shipped, new() { ["Conflict"] = conflict.Key, ["Verdict"] = apply ? "apply" : "keep", ["Legal"] = "Đã đối chiếu văn bản" });
        await SeedAsync(Later(kind));

        Assert.Equal(apply, !own.Equals(await ValueAsync(kind)));
        Assert.Equal(apply ? RuleConflictState.Applied : RuleConflictState.Kept, (await _node.WithDbAsync(db => db.Set<RuleConflict>().AsNoTracking().SingleAsync())).State);
        Assert.DoesNotContain("Cần xử lý", (await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), "/quan-tri/quy-dinh")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShippedRow_ThatSaysWhatTheOfficerSaid_IsNoTask()
    {
        await OfficersAsync(RuleKind.NationalLevel);
        await SeedAsync(ShippedRules.Read() with { Levels = [.. RuleSeed.Levels(), new LevelRow { Amount = 600_000, Legal = "Nghị định mới", ValidFrom = new(2027, 1, 1), InForceFrom = new(2027, 2, 15) }] });

        Assert.Empty(await _node.WithDbAsync(db => db.Set<RuleConflict>().ToListAsync()));
    }

    // Numbers with a name that nobody touched follow the shipment: before, a name was brought once and never again.
    [Fact]
    public async Task ShippedParameter_OfANameLeftAlone_ComesIntoForce()
    {
        var shipped = RuleSeed.Parameters().Select(p => p.Name == LawParameters.FuneralTimes ? new ParameterRow { Name = p.Name, Value = p.Value, Legal = p.Legal, ValidFrom = p.ValidFrom, ValidTo = new(2027, 6, 30) } : p);
        await SeedAsync(ShippedRules.Read() with { Parameters = [.. shipped, new ParameterRow { Name = LawParameters.FuneralTimes, Value = 22, Legal = "Nghị định mới", ValidFrom = new(2027, 7, 1) }] });

        Assert.Equal(22, await ValueAsync(RuleKind.Parameter));
    }

    private async Task OfficersAsync(RuleKind kind) => await AddAsync(kind, kind switch
    {
        RuleKind.NationalLevel => new() { ["Kind"] = "Standard", ["Amount"] = "600.000", ["Legal"] = "Điều 4", ["InForceFrom"] = "15/02/2027", ["ValidFrom"] = "01/01/2027" },
        RuleKind.Category => new() { ["CategoryCode"] = "6.n.adult", ["Coefficient"] = "2,0", ["Legal"] = "Điều 6", ["InForceFrom"] = "15/02/2027", ["ValidFrom"] = "01/01/2027" },
        RuleKind.Parameter => new() { ["Name"] = LawParameters.FuneralTimes, ["Value"] = "25", ["Legal"] = "Nghị quyết", ["ValidFrom"] = "01/01/2027" },
        RuleKind.StepDays => new() { ["Step"] = "1.001776|2T|S2_REVIEW", ["Days"] = "5", ["Legal"] = "Quyết định", ["StartsOn"] = "01/01/2027" },
        _ => Row("01/01/2027", ""),
    });

    private static ShippedRules Later(RuleKind kind)
    {
        var (shipped, from) = (ShippedRules.Read(), new DateOnly(2027, 7, 1));
        return kind switch
        {
            RuleKind.NationalLevel => shipped with { Levels = [.. shipped.Levels, new LevelRow { Amount = 650_000, Legal = "Nghị định mới", ValidFrom = from }] },
            RuleKind.Category => shipped with { Categories = [.. shipped.Categories, new CategoryRow { Code = "6.n.adult", Legal = "Đ6", Label = "Người khuyết tật nặng", CoefficientHundredths = 250, AgeFromMonths = 192, AgeUntilMonths = 720, Form = "1đ", ValidFrom = from }] },
            RuleKind.Parameter => shipped with { Parameters = [.. shipped.Parameters, new ParameterRow { Name = LawParameters.FuneralTimes, Value = 30, Legal = "Nghị định mới", ValidFrom = from }] },
            RuleKind.StepDays => shipped with { Steps = [.. shipped.Steps, new StepRule { Procedure = "1.001776", Regime = "2T", Step = "S2_REVIEW", Actor = "COMMUNE", Days = 6, WorkingDays = true, ValidFrom = from }] },
            _ => shipped with
            {
                Authority = [.. shipped.Authority.Where(a => a.Role != Authorities.Appraiser || a.ValidTo is not null), With(shipped, from.AddDays(-1), new(2025, 7, 1), "Phòng Văn hóa – Xã hội {unit}"), With(shipped, null, from, "Phòng Y tế và Bảo trợ {unit}")],
            },
        };
    }

    private static AuthorityRule With(ShippedRules shipped, DateOnly? to, DateOnly from, string office) => new()
    {
        Role = Authorities.Appraiser, Regime = "2T", Level = shipped.Authority.Last(a => a.Role == Authorities.Appraiser).Level, Title = "Chuyên viên", OfficeName = office, ValidFrom = from, ValidTo = to,
    };

    // What holds on 2027-08-01.
    private async Task<object> ValueAsync(RuleKind kind)
    {
        var (rules, day) = (await _node.WithDbAsync(db => RuleTables.ReadAsync(db, default)), new DateOnly(2027, 8, 1));
        return kind switch
        {
            RuleKind.NationalLevel => rules.LevelIn(new(202708), "38")!.Amount,
            RuleKind.Category => rules.CategoriesIn(new(202708), "6.n.adult").Single().CoefficientHundredths,
            RuleKind.Parameter => (int)rules.Parameter(LawParameters.FuneralTimes, day)!.Value,
            RuleKind.StepDays => (await _node.WithDbAsync(db => db.StepRules.SingleAsync(s => s.Procedure == "1.001776" && s.Regime == "2T" && s.Step == "S2_REVIEW" && s.ValidFrom <= day && (s.ValidTo == null || s.ValidTo >= day)))).Days,
            _ => (await ContextAsync()).Authorities.Rule(Authorities.Appraiser, day).OfficeName,
        };
    }

    private static Dictionary<string, string> Row(string from, string to) => new(StringComparer.Ordinal)
    {
        ["Role"] = Authorities.Appraiser, ["Level"] = "same", ["Title"] = "Chuyên viên Phòng Nội vụ", ["OfficeName"] = "Phòng Nội vụ {đơn vị}", ["ActsFrom"] = from, ["ActsTo"] = to, ["Legal"] = Legal,
    };

    private Task<FlowContext> ContextAsync() => _node.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse("38.400.16063"), default));

    private Task<bool> SeedAsync(ShippedRules shipped) => _node.WithDbAsync(async db =>
    {
        await RuleSeed.ApplyAsync(db, shipped, default);
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(_node.Clock).UtcNow), default);
    });

    private Task<Outcome<RuleChange>> ProposeAsync(RuleKind kind, Dictionary<string, string> values)
    {
        (values[PastEffect.Confirmed], values[PastEffect.Reason]) = ("1", "Nhận văn bản chậm");
        return _node.WithAsync(s => s.GetRequiredService<LawBook>().ProposeAsync(kind, values, Leader, default));
    }

    private async Task AddAsync(RuleKind kind, Dictionary<string, string> values)
    {
        var proposed = await ProposeAsync(kind, values);
        Assert.Empty(proposed.Problems);
        var decided = await _node.WithAsync(s => s.GetRequiredService<LawBook>().DecideAsync(proposed.Value.Id, new RuleVerdict(true, "", true), Leader, default));
        Assert.Empty(decided.Problems);
    }

    private SignedInOfficial Leader => new TestDossiers(_node).Official(Roles.ProvinceLeader, "38");
}
