using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Rules;

/// <summary>A province changes its rules: one proposes with the resolution, another approves, and the rows follow.</summary>
public sealed class LawBookTests : IAsyncLifetime
{
    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync();

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task Level_ProposedAndApproved_IsPaidFromItsMonth()
    {
        var officer = await _node.SignInAsync(Roles.ProvinceOfficer, "38");
        var sent = await (await PageReader.OpenAsync(officer, "/quan-tri/quy-dinh/de-nghi?loai=Level")).SubmitAsync(Fields("600.000"));
        Assert.Empty(sent.Problems);
        Assert.Equal(2, await LevelsAsync());

        var leader = await _node.SignInAsync(Roles.ProvinceLeader, "38");
        var page = await (await PageReader.OpenAsync(leader, "/quan-tri/quy-dinh")).FollowAsync("Mức chuẩn của tỉnh: 600.000 đồng/tháng, mọi đối tượng, từ 01/05/2025");
        var decided = await page.SubmitAsync(new Dictionary<string, object?>(), button: "Duyệt");

        Assert.Contains("Đã duyệt", decided.Main, StringComparison.Ordinal);
        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal(600_000, rules.LevelIn(new(202505), "38")!.Amount);
        Assert.Equal(500_000, rules.LevelIn(new(202504), "38")!.Amount);
        Assert.Equal(500_000, rules.LevelIn(new(202505), "46")!.Amount);
    }

    [Fact]
    public async Task Level_BelowTheNations_IsRefusedWithAllFaults()
    {
        var officer = await _node.SignInAsync(Roles.ProvinceOfficer, "38");
        var fields = Fields("400.000");
        (fields["ValidFromDay"], fields["ResolutionNumber"]) = ("15", "");
        var sent = await (await PageReader.OpenAsync(officer, "/quan-tri/quy-dinh/de-nghi?loai=Level")).SubmitAsync(fields);
        Assert.Equal(2, sent.Problems.Count);

        (fields["ValidFromDay"], fields["ResolutionNumber"]) = ("01", "12/2025/NQ-HĐND");
        sent = await sent.SubmitAsync(fields);
        Assert.Contains("phải cao hơn mức chung cả nước (540.000 đồng)", Assert.Single(sent.Problems), StringComparison.Ordinal);
        Assert.Equal("400.000", sent.Document.QuerySelector("input[name=Amount]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Proposer_DecidingHimself_IsRefused()
    {
        var official = await _node.OfficialAsync(Roles.ProvinceLeader, "38");
        var signedIn = new SignedInOfficial(official.Id, official.UserName!, official.FullName, official.Title, Protos.Values.TenantPath.Parse("38"), UnitLevel.Province, new HashSet<string> { Roles.ProvinceLeader }, new HashSet<string> { Actions.RulesApprove, Actions.RulesPropose });
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["Name"] = LawParameters.FuneralTimes, ["Value"] = "25", ["Legal"] = "Nghị quyết số 1", ["ValidFrom"] = "01/05/2025" };
        var proposed = await _node.WithAsync(s => Book(s).ProposeAsync(RuleKind.Parameter, values, signedIn, CancellationToken.None));
        var own = await _node.WithAsync(s => Book(s).DecideAsync(proposed.Value.Id, new RuleVerdict(true, ""), signedIn, CancellationToken.None));
        Assert.True(own.Has(LawProblems.OwnProposal));

        var other = signedIn with { Id = Guid.NewGuid() };
        Assert.True((await _node.WithAsync(s => Book(s).DecideAsync(proposed.Value.Id, new RuleVerdict(true, ""), other, CancellationToken.None))).Succeeded);
        Assert.True((await _node.WithAsync(s => Book(s).DecideAsync(proposed.Value.Id, new RuleVerdict(true, ""), other, CancellationToken.None))).Has(LawProblems.AlreadyDecided));
        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal((20, 25), ((int)rules.Parameter(LawParameters.FuneralTimes, new(2025, 4, 30))!.Value, (int)rules.Parameter(LawParameters.FuneralTimes, new(2025, 5, 1))!.Value));
    }

    // A new national decree before a new version of the product: its level and a coefficient. A restart leaves them.
    [Fact]
    public async Task NationalRows_ProposedAndApproved_StayAfterARestart()
    {
        var signedIn = await OfficerAsync();
        await AddAsync(signedIn, RuleKind.NationalLevel, ("Kind", "Standard"), ("Amount", "600.000"), ("Legal", "Điều 4 Nghị định số 1/2027/NĐ-CP"), ("InForceFrom", "15/02/2027"), ("ValidFrom", "01/01/2027"));
        await AddAsync(signedIn, RuleKind.Category, ("CategoryCode", "6.n.adult"), ("Coefficient", "2,0"), ("Legal", "Điều 6 Nghị định số 1/2027/NĐ-CP"), ("InForceFrom", "15/02/2027"), ("ValidFrom", "01/01/2027"));

        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);

        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal([540_000, 540_000, 600_000], new[] { (202612, new DateOnly(2027, 3, 1)), (202701, new(2027, 2, 14)), (202701, new(2027, 2, 15)) }.Select(m => rules.On(m.Item2).LevelIn(new(m.Item1), "38")!.Amount));
        Assert.Equal(200, rules.CategoriesIn(new(202701), "6.n.adult").Single().CoefficientHundredths);
    }

    // A new decree may end a group, and add one of the same conditions at other ages (policy U1).
    [Fact]
    public async Task NationalGroup_EndedAndAdded_IsTheLawOfItsMonths()
    {
        var signedIn = await OfficerAsync();
        await AddAsync(signedIn, RuleKind.Category, ("CategoryCode", "8"), ("Change", RuleFields.EndCategory), ("Legal", "Điều 6 Nghị định số 1/2027/NĐ-CP"), ("InForceFrom", "01/01/2027"), ("ValidFrom", "01/01/2027"));
        await AddAsync(signedIn, RuleKind.Category, ("CategoryCode", "5.a.60"), ("Change", RuleFields.NewCategory), ("NewCode", "b"), ("Label", "Người từ đủ 55 tuổi thuộc hộ nghèo không có người phụng dưỡng"), ("Coefficient", "1,0"),
            ("AgeFrom", "55"), ("AgeUntil", "60"), ("Legal", "Điều 6 Nghị định số 1/2027/NĐ-CP"), ("InForceFrom", "01/01/2027"), ("ValidFrom", "01/01/2027"));

        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);

        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal((1, 0), (rules.CategoriesIn(new(202612), "8").Count(), rules.CategoriesIn(new(202701), "8").Count()));
        var facts = new Facts { Birth = Protos.Values.BirthDate.Of(1971, 3, 1), Poverty = [new(PovertyStatus.Poor)] };
        Assert.Empty(Assistance.Decide(facts, new(202612), rules, "38").Awards);
        Assert.Equal(("5.a.b", 540_000), (Assistance.Decide(facts, new(202701), rules, "38").Awards[0].CategoryCode, Assistance.Decide(facts, new(202701), rules, "38").Awards[0].MonthlyDong));
        Assert.Equal("5.a.60", Assistance.Decide(facts with { Birth = Protos.Values.BirthDate.Of(1966, 3, 1) }, new(202701), rules, "38").Awards[0].CategoryCode);
    }

    [Theory]
    [InlineData("rule-ages-taken", "Change", RuleFields.NewCategory, "NewCode", "b", "Label", "Nhóm", "Coefficient", "1,0", "AgeFrom", "55", "AgeUntil", "61")]
    [InlineData("rule-code-taken", "Change", RuleFields.NewCategory, "NewCode", "80", "Label", "Nhóm", "Coefficient", "1,0", "AgeFrom", "55", "AgeUntil", "60")]
    [InlineData("rule-no-new-group", "CategoryCode", "4", "Change", RuleFields.NewCategory, "NewCode", "b", "Label", "Nhóm", "Coefficient", "1,0", "AgeFrom", "55", "AgeUntil", "60")]
    [InlineData("rule-force-after-end", "Change", RuleFields.EndCategory, "InForceFrom", "15/02/2027")]
    [InlineData("rule-missing", "Change", "")]
    public async Task NationalGroup_ThatDoesNotFit_IsRefused(string code, params string[] changed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["CategoryCode"] = "5.a.60", ["Legal"] = "Điều 6", ["InForceFrom"] = "01/01/2027", ["ValidFrom"] = "01/01/2027" };
        for (var i = 0; i < changed.Length; i += 2)
        {
            values[changed[i]] = changed[i + 1];
        }

        var refused = await _node.WithAsync(async s => await Book(s).ProposeAsync(RuleKind.Category, values, await OfficerAsync(), CancellationToken.None));

        Assert.Equal(code, Assert.Single(refused.Problems).Code);
    }

    [Theory]
    [InlineData(RuleKind.NationalLevel, "thấp hơn mức đang áp dụng", "Kind", "Standard", "Amount", "500.000")]
    [InlineData(RuleKind.Category, "thấp hơn hệ số đang áp dụng", "CategoryCode", "6.n.adult", "Coefficient", "1,0")]
    [InlineData(RuleKind.Parameter, "thấp hơn mức chung cả nước 20", "Name", LawParameters.FuneralTimes, "Value", "5")]
    [InlineData(RuleKind.Parameter, "chỉ nhận 0 hoặc 1", "Name", LawParameters.DecreaseNextMonth, "Value", "7")]
    public async Task Proposal_BelowTheNation_IsRefused(RuleKind kind, string words, string one, string first, string two, string second)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { [one] = first, [two] = second, ["Legal"] = "Điều 1", ["InForceFrom"] = "01/01/2027", ["ValidFrom"] = "01/01/2027" };

        var refused = await _node.WithAsync(async s => await Book(s).ProposeAsync(kind, values, await OfficerAsync(), CancellationToken.None));

        Assert.Contains(words, Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_WithContradictingRows_DoesNotStart()
    {
        await _node.WithDbAsync(async db =>
        {
            await db.Set<LevelRow>().Where(l => l.ValidFrom == new DateOnly(2024, 7, 1)).ExecuteUpdateAsync(u => u.SetProperty(l => l.ByOfficer, true).SetProperty(l => l.ValidTo, new DateOnly(2026, 5, 31)));
            return 0;
        });

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None));

        Assert.Contains("Mức chuẩn quốc gia: không có dòng nào từ 01/06/2026 đến 30/06/2026", refused.Message, StringComparison.Ordinal);
    }

    private async Task<SignedInOfficial> OfficerAsync()
    {
        var official = await _node.OfficialAsync(Roles.ProvinceLeader, "38");
        return new SignedInOfficial(official.Id, official.UserName!, official.FullName, official.Title, Protos.Values.TenantPath.Parse("38"), UnitLevel.Province, new HashSet<string> { Roles.ProvinceLeader }, new HashSet<string> { Actions.RulesApprove, Actions.RulesPropose });
    }

    private async Task AddAsync(SignedInOfficial official, RuleKind kind, params (string Name, string Value)[] values)
    {
        var fields = values.Append(("PastConfirmed", "1")).Append(("PastReason", "Nhận văn bản chậm")).ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal);
        var proposed = await _node.WithAsync(s => Book(s).ProposeAsync(kind, fields, official, CancellationToken.None));
        Assert.Empty(proposed.Problems);
        var decided = await _node.WithAsync(s => Book(s).DecideAsync(proposed.Value.Id, new RuleVerdict(true, "", true), official with { Id = Guid.NewGuid() }, CancellationToken.None));
        Assert.Empty(decided.Problems);
    }

    [Theory]
    [InlineData(RuleKind.NationalLevel)]
    [InlineData(RuleKind.Category)]
    [InlineData(RuleKind.Supplement)]
    [InlineData(RuleKind.ExtraGroup)]
    [InlineData(RuleKind.NationalGroup)]
    [InlineData(RuleKind.SpecialArea)]
    [InlineData(RuleKind.Parameter)]
    [InlineData(RuleKind.StepDays)]
    [InlineData(RuleKind.End)]
    [InlineData(RuleKind.LegalBasis)]
    [InlineData(RuleKind.Authority)]
    [InlineData(RuleKind.Shipped)]
    public async Task Proposal_LeftEmpty_NamesEachFieldOnce(RuleKind kind)
    {
        var officer = await _node.SignInAsync(Roles.ProvinceOfficer, "38");
        var sent = await (await PageReader.OpenAsync(officer, "/quan-tri/quy-dinh/de-nghi?loai=" + kind)).SubmitAsync(new Dictionary<string, object?>());
        Assert.NotEmpty(sent.Problems);
        Assert.Equal(sent.Problems.Count, sent.Problems.Distinct().Count());
        Assert.All(sent.Problems, p => Assert.StartsWith("Hãy nhập hoặc chọn", p, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LegalBasis_Corrected_StandsInThePlaceOfTheShippedTextFromItsDay()
    {
        const string Right = "Nghị định số 335/2026/NĐ-CP ngày 21 tháng 8 năm 2026 của Chính phủ quy định chính sách trợ giúp xã hội";
        var officer = await _node.SignInAsync(Roles.ProvinceOfficer, "38");
        var page = await PageReader.OpenAsync(officer, "/quan-tri/quy-dinh/de-nghi?loai=LegalBasis");
        var fields = new Dictionary<string, object?> { ["Basis"] = "new", ["Text"] = Right + ".", ["CitedFromDay"] = "05", ["CitedFromMonth"] = "10", ["CitedFromYear"] = "2026" };
        Assert.Contains("nội dung nào", Assert.Single((await page.SubmitAsync(fields)).Problems), StringComparison.Ordinal);
        fields["Basis"] = "ND335-2026";
        Assert.Empty((await page.SubmitAsync(fields)).Problems);

        var leader = await _node.SignInAsync(Roles.ProvinceLeader, "38");
        var decide = await (await PageReader.OpenAsync(leader, "/quan-tri/quy-dinh")).FollowAsync($"Căn cứ trích dẫn trong văn bản: {Right}, từ 05/10/2026");
        await decide.SubmitAsync(new Dictionary<string, object?>(), button: "Duyệt");

        var laws = await _node.WithAsync(async s => (await ((FlowRules)s.GetService(typeof(FlowRules))!).ForAsync(Protos.Values.TenantPath.Parse("38.16072"), default)).Laws);
        var cited = LegalBases.InForce(laws, new(2026, 11, 2), LegalBases.Assistance);
        Assert.Equal(Right, Assert.Single(cited, l => l.Code == "ND335-2026").Text);
        Assert.DoesNotContain(LegalBases.InForce(laws, new(2026, 10, 4), LegalBases.Assistance), l => l.Code == "ND335-2026");
        Assert.Contains("của tỉnh", (await PageReader.OpenAsync(leader, "/quan-tri/quy-dinh")).Main, StringComparison.Ordinal);
    }

    private static LawBook Book(IServiceProvider services) => (LawBook)services.GetService(typeof(LawBook))!;

    private static Dictionary<string, object?> Fields(string amount) => new()
    {
        ["Kind"] = "Standard", ["Prefix"] = "*", ["Amount"] = amount, ["ResolutionNumber"] = "12/2025/NQ-HĐND", ["ResolutionOnDay"] = "10", ["ResolutionOnMonth"] = "03",
        ["ResolutionOnYear"] = "2025", ["ValidFromDay"] = "01", ["ValidFromMonth"] = "05", ["ValidFromYear"] = "2025",
    };

    private async Task<int> LevelsAsync() => await _node.WithDbAsync(db => db.Set<LevelRow>().CountAsync(l => l.ValidFrom > new DateOnly(2026, 1, 1)));
}
