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

    [Theory]
    [InlineData(RuleKind.Supplement)]
    [InlineData(RuleKind.ExtraGroup)]
    [InlineData(RuleKind.SpecialArea)]
    [InlineData(RuleKind.Parameter)]
    [InlineData(RuleKind.StepDays)]
    [InlineData(RuleKind.End)]
    [InlineData(RuleKind.LegalBasis)]
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
