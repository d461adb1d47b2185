using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Rules;

/// <summary>The legal officer says who belongs to a group of the province or of a later decree, and moves brackets of ages that join.</summary>
public sealed class GroupProposalTests : IAsyncLifetime
{
    private static readonly (string, string)[] Decree = [("Legal", "Điều 6 Nghị định số 1/2027/NĐ-CP"), ("InForceFrom", "01/01/2027"), ("ValidFrom", "01/01/2027")];

    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync();

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task Group_ProposedOnThePage_IsTheLawWithItsConditionsShown()
    {
        var officer = await _node.SignInAsync(Roles.ProvinceOfficer, "38");
        var fields = new Dictionary<string, object?>
        {
            ["Code"] = "1", ["Label"] = "Người di cư tự do", ["AgeFrom"] = "16", ["Poverty"] = "Either", ["Degrees"] = "Severe, ExtremelySevere", ["SpecialArea"] = "false", ["WithoutPension"] = "true", ["WithoutAllowance"] = "true",
            ["Support"] = "NobodyAble", ["LivesAlone"] = "true", ["Attested"] = "Là người di cư tự do đã được bố trí định cư.", ["Coefficient"] = "1,5", ["Form"] = "1đ", ["ResolutionNumber"] = "12/2025/NQ-HĐND",
            ["ResolutionOnDay"] = "10", ["ResolutionOnMonth"] = "03", ["ResolutionOnYear"] = "2025", ["ValidFromDay"] = "01", ["ValidFromMonth"] = "05", ["ValidFromYear"] = "2025",
        };
        var page = await PageReader.OpenAsync(officer, "/quan-tri/quy-dinh/de-nghi?loai=ExtraGroup");
        var refused = await page.SubmitAsync(fields);
        Assert.Contains(refused.Problems, p => p.Contains("Hãy chọn tờ khai DN-NT.", StringComparison.Ordinal));
        fields["Form"] = ExtraGroupRow.OwnForm;
        Assert.Empty((await page.SubmitAsync(fields)).Problems);

        var leader = await _node.SignInAsync(Roles.ProvinceLeader, "38");
        var decide = await (await PageReader.OpenAsync(leader, "/quan-tri/quy-dinh")).FollowAsync("Nhóm đối tượng của tỉnh P38.1: Người di cư tự do, hệ số 1,5, từ 01/05/2025");
        Assert.Contains("Là người di cư tự do đã được bố trí định cư", decide.Main, StringComparison.Ordinal);
        await decide.SubmitAsync(new Dictionary<string, object?>(), button: "Duyệt");

        var row = await _node.WithDbAsync(db => db.Set<ExtraGroupRow>().SingleAsync());
        Assert.Equal((PovertyStatuses.Either, DisabilityDegrees.Severe | DisabilityDegrees.ExtremelySevere, SupportCondition.NobodyAble, 192), (row.Poverty, row.Degrees, row.Support, row.AgeFromMonths!.Value));
        Assert.True(row is { WithoutPension: true, WithoutAllowance: true, LivesAlone: true, SpecialArea: false });
        var rules = (await PageReader.OpenAsync(officer, "/quan-tri/quy-dinh")).Main;
        Assert.Contains("P38.1: Người di cư tự do", rules, StringComparison.Ordinal);
        Assert.Contains("Mức độ khuyết tật: nặng hoặc đặc biệt nặng", rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NationalGroup_OfALaterDecree_IsEnteredTheSameWay()
    {
        await AddAsync(RuleKind.NationalGroup,
        [
            ("Code", "9"), ("Label", "Người mắc bệnh hiểm nghèo thuộc hộ nghèo"), ("Poverty", "Poor"), ("Degrees", "Any"), ("SpecialArea", "false"), ("WithoutPension", "false"), ("WithoutAllowance", "false"), ("Support", "Any"),
            ("LivesAlone", "false"), ("Attested", "Mắc bệnh thuộc danh mục bệnh hiểm nghèo"), ("Coefficient", "1,5"), ("Form", "DN-NT"), .. Decree,
        ]);

        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        var facts = new Facts { Birth = BirthDate.Of(1986), Poverty = [new(PovertyStatus.Poor)], Supporters = [SupporterFacts.Untold], Attested = [new("QG.9", true)] };
        Assert.Equal([("QG.9", 810_000L)], Assistance.Decide(facts, new(202701), rules, "46").Awards.Select(a => (a.CategoryCode, a.MonthlyDong)));
        Assert.Contains("Điều 6 Nghị định số 1/2027/NĐ-CP", Assistance.Decide(facts, new(202701), rules, "46").Awards[0].Article, StringComparison.Ordinal);
        Assert.Empty(Assistance.Decide(facts, new(202612), rules, "46").Awards);
    }

    [Fact]
    public async Task Bracket_ThatMovesAlone_IsRefusedAndMovesWithItsNeighbours()
    {
        (string, string)[] change = [("CategoryCode", "1.x.u4"), ("AgeUntil", "6"), .. Decree];
        var refused = await ProposeAsync(RuleKind.Category, change);
        Assert.Contains("nhóm 1.x.u4 và nhóm 1.x.o4 chồng lên nhau từ 4 tuổi", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);

        var words = await AddAsync(RuleKind.Category, [.. change, ("Neighbours", "move")]);

        Assert.Contains("nhóm liền kề 1.x.o4 đổi thành từ đủ 6 tuổi đến dưới 16 tuổi (Trẻ em không có nguồn nuôi dưỡng từ đủ 6 đến dưới 16 tuổi)", words, StringComparison.Ordinal);
        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal([(0, 72), (72, 192)], rules.CategoriesIn(new(202701), "1.x").OrderBy(c => c.AgeFromMonths).Select(c => (c.AgeFromMonths!.Value, c.AgeUntilMonths!.Value)));
        Assert.Equal([(0, 48), (48, 192)], rules.CategoriesIn(new(202612), "1.x").OrderBy(c => c.AgeFromMonths).Select(c => (c.AgeFromMonths!.Value, c.AgeUntilMonths!.Value)));
        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);
    }

    [Theory]
    [InlineData("move", "10", "16", "1.x.o4 48-120, 1.x.b 120-192, 1.x.u4 0-48")]
    [InlineData("move", "4", "10", "1.x.b 48-120, 1.x.o4 120-192, 1.x.u4 0-48")]
    [InlineData("move", "6", "10", "rule-ages-taken")]
    [InlineData("", "10", "16", "rule-ages-taken")]
    public async Task NewGroup_WithinABracket_CutsItOrIsRefused(string neighbours, string from, string until, string expected)
    {
        (string, string)[] values = [("CategoryCode", "1.x.o4"), ("Change", RuleFields.NewCategory), ("NewCode", "b"), ("Label", "Nhóm mới"), ("Coefficient", "2,0"), ("AgeFrom", from), ("AgeUntil", until), ("Neighbours", neighbours), .. Decree];
        if (expected.StartsWith("rule", StringComparison.Ordinal))
        {
            Assert.Equal(expected, Assert.Single((await ProposeAsync(RuleKind.Category, values)).Problems).Code);
            return;
        }

        await AddAsync(RuleKind.Category, values);

        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), rules.CategoriesIn(new(202701), "1.x").Select(c => $"{c.Code} {c.AgeFromMonths}-{c.AgeUntilMonths}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Group_ThatEndsBetweenTwoOthers_HandsItsAgesToTheYounger()
    {
        (string, string)[] end = [("CategoryCode", "6.n.adult"), ("Change", RuleFields.EndCategory), .. Decree];
        Assert.Contains("không nối liền", Assert.Single((await ProposeAsync(RuleKind.Category, end)).Problems).Message, StringComparison.Ordinal);

        await AddAsync(RuleKind.Category, [.. end, ("Neighbours", "move")]);

        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal(["6.n.child 0-720", "6.n.elder 720-"], rules.CategoriesIn(new(202701), "6.n").Select(c => $"{c.Code} {c.AgeFromMonths}-{c.AgeUntilMonths}").Order(StringComparer.Ordinal));
    }

    private async Task<Outcome<RuleChange>> ProposeAsync(RuleKind kind, params (string Name, string Value)[] values)
    {
        var fields = values.Append(("PastConfirmed", "1")).Append(("PastReason", "Nhận văn bản chậm")).ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal);
        var official = new TestDossiers(_node).Official(Roles.ProvinceOfficer, "38");
        return await _node.WithAsync(s => Book(s).ProposeAsync(kind, fields, official, CancellationToken.None));
    }

    private async Task<string> AddAsync(RuleKind kind, params (string Name, string Value)[] values)
    {
        var proposed = await ProposeAsync(kind, values);
        Assert.Empty(proposed.Problems);
        var leader = new TestDossiers(_node).Official(Roles.ProvinceLeader, "38");
        Assert.Empty((await _node.WithAsync(s => Book(s).DecideAsync(proposed.Value.Id, new RuleVerdict(true, "", true), leader, CancellationToken.None))).Problems);
        return proposed.Value.Words;
    }

    private static LawBook Book(IServiceProvider services) => (LawBook)services.GetService(typeof(LawBook))!;
}
