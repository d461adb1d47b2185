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
        Assert.Contains(refused.Problems, p => p.Contains("chọn tờ khai", StringComparison.Ordinal));
        Assert.Equal([ExtraGroupRow.OwnForm], page.Document.QuerySelectorAll("[name=Form]").SelectMany(f => f.QuerySelectorAll("option").Append(f)).Select(o => o.GetAttribute("value")).Where(v => v is { Length: > 0 }).Distinct());
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

        var long200 = await ProposeAsync(RuleKind.Category, [.. change.Where(c => c.Item1 != "Legal"), ("Legal", new string('x', 200)), ("Neighbours", "move")]);
        Assert.Equal((CommonProblems.TooLong.Code, "Legal"), Assert.Single(long200.Problems) is var told ? (told.Code, told.Field) : default);
        var words = await AddAsync(RuleKind.Category, [.. change, ("Neighbours", "move")]);

        Assert.Contains("nhóm liền kề 1.x.o4 đổi thành từ đủ 6 tuổi đến dưới 16 tuổi (Trẻ em không có nguồn nuôi dưỡng từ đủ 6 đến dưới 16 tuổi)", words, StringComparison.Ordinal);
        var rules = await _node.WithDbAsync(db => RuleTables.ReadAsync(db, CancellationToken.None));
        Assert.Equal([(0, 72), (72, 192)], rules.CategoriesIn(new(202701), "1.x").OrderBy(c => c.AgeFromMonths).Select(c => (c.AgeFromMonths!.Value, c.AgeUntilMonths!.Value)));
        Assert.Equal([(0, 48), (48, 192)], rules.CategoriesIn(new(202612), "1.x").OrderBy(c => c.AgeFromMonths).Select(c => (c.AgeFromMonths!.Value, c.AgeUntilMonths!.Value)));
        // The neighbour stays the group of its own article.
        Assert.Equal("khoản 1 Điều 5 Nghị định số 20/2021/NĐ-CP, sửa đổi theo Điều 6 Nghị định số 1/2027/NĐ-CP", rules.Category("1.x.o4", new(202701))!.Article);
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

    private static (string, string)[] Own(params (string Name, string Value)[] changed)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Code"] = "1", ["Label"] = "Người di cư tự do", ["AgeFrom"] = "16", ["Poverty"] = "Any", ["Degrees"] = "Any", ["SpecialArea"] = "false", ["WithoutPension"] = "false", ["WithoutAllowance"] = "false", ["Support"] = "Any",
            ["LivesAlone"] = "false", ["Coefficient"] = "1,5", ["Form"] = ExtraGroupRow.OwnForm, ["ResolutionNumber"] = "12/2025/NQ-HĐND", ["ResolutionOn"] = "10/03/2025", ["ValidFrom"] = "01/05/2025",
        };
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }

        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    [Theory]
    [InlineData("P38.1", "Sensitive", "false")]
    [InlineData("P38.K.1", "Sensitive", "true")]
    [InlineData("P38.K.1", "Label", "Người nhiễm HIV thuộc hộ cận nghèo")]
    [InlineData("P38.K.1", "Attested", "Có giấy xác nhận nhiễm HIV")]
    public async Task Group_OfHiv_IsMarkedWhateverTheOfficerChose(string code, string field, string value)
    {
        var words = await AddAsync(RuleKind.ExtraGroup, Own((field, value)));

        Assert.Equal(code, (await _node.WithDbAsync(db => db.Set<ExtraGroupRow>().SingleAsync())).Code);
        Assert.Equal(code.Contains('K', StringComparison.Ordinal), words.Contains("giữ kín", StringComparison.Ordinal));
    }

    // Otherwise a raise that forgets the choice would name in public whom the group keeps apart.
    [Fact]
    public async Task Group_KeptApartAndIssuedAgain_StaysApart()
    {
        await AddAsync(RuleKind.ExtraGroup, Own(("Sensitive", "true")));

        var words = await AddAsync(RuleKind.ExtraGroup, Own(("Sensitive", "false"), ("Coefficient", "2,0"), ("ValidFrom", "01/01/2026")));

        Assert.Contains("giữ kín", words, StringComparison.Ordinal);
        Assert.Equal([("P38.K.1", new DateOnly(2025, 12, 31)), ("P38.K.1", (DateOnly?)null)], (await _node.WithDbAsync(db => db.Set<ExtraGroupRow>().OrderBy(g => g.ValidFrom).ToListAsync())).Select(g => (g.Code, g.ValidTo)));
    }

    [Fact]
    public async Task Group_ThatIsNamedInPublic_DoesNotGetATwinThatIsKeptApart()
    {
        await AddAsync(RuleKind.ExtraGroup, Own());

        var refused = await ProposeAsync(RuleKind.ExtraGroup, Own(("Sensitive", "true"), ("ValidFrom", "01/01/2026")));

        var fault = Assert.Single(refused.Problems);
        Assert.Equal(("rule-group-named", "Code"), (fault.Code, fault.Field));
        Assert.Contains("P38.1", fault.Message, StringComparison.Ordinal);
    }

    // A raise for one year would leave nobody in the group after it.
    [Fact]
    public async Task Group_ReissuedForAWhile_IsRefusedAndForGoodSaysWhatItEnds()
    {
        await AddAsync(RuleKind.ExtraGroup, Own());
        (string, string)[] raise = [("Coefficient", "2,0"), ("ValidFrom", "01/01/2026")];

        var refused = await ProposeAsync(RuleKind.ExtraGroup, Own([.. raise, ("ValidTo", "31/12/2026")]));

        var fault = Assert.Single(refused.Problems);
        Assert.Equal(("rule-group-inside", RuleFields.To), (fault.Code, fault.Field));
        Assert.Contains("từ 01/05/2025", fault.Message, StringComparison.Ordinal);
        Assert.Contains("từ ngày 01/01/2027", fault.Message, StringComparison.Ordinal);
        var words = await AddAsync(RuleKind.ExtraGroup, Own(raise));
        Assert.EndsWith("thay cho quy định của nhóm từ 01/05/2025, kết thúc ngày 31/12/2025", words, StringComparison.Ordinal);
        Assert.Equal([new DateOnly(2025, 12, 31), null], await _node.WithDbAsync(db => db.Set<ExtraGroupRow>().OrderBy(g => g.ValidFrom).Select(g => g.ValidTo).ToListAsync()));
    }

    // SQL Server refuses what SQLite takes: the longest text of each field fits its column.
    [Theory]
    [InlineData(RuleKind.Level)]
    [InlineData(RuleKind.Supplement)]
    [InlineData(RuleKind.ExtraGroup)]
    [InlineData(RuleKind.NationalGroup)]
    [InlineData(RuleKind.SpecialArea)]
    [InlineData(RuleKind.Parameter)]
    [InlineData(RuleKind.StepDays)]
    [InlineData(RuleKind.NationalLevel)]
    [InlineData(RuleKind.Category)]
    [InlineData(RuleKind.LegalBasis)]
    [InlineData(RuleKind.Authority)]
    public async Task Texts_AsLongAsTheirFieldsAllow_FitTheirColumns(RuleKind kind)
    {
        var ground = await _node.WithAsync(s => Book(s).GroundAsync("38", CancellationToken.None));
        var fields = RuleFields.Of(kind, ground.Choices);
        string Filled(RuleField field) => field.Name switch
        {
            "CommuneCode" => "16072", "Code" or "NewCode" => new string('A', field.Most), "Coefficient" => kind is RuleKind.ExtraGroup or RuleKind.NationalGroup or RuleKind.Category ? "3,0" : "",
            "OfficeName" => "{đơn vị}" + new string('x', field.Most - 8), "AmountDong" => "", "AgeFrom" or "AgeUntil" => "", "Neighbours" or "Change" => "", "CategoryCode" => "8", "Name" => LawParameters.FuneralTimes, "Value" => "25",
            "Level" => RuleFields.SameLevel, "Role" => "APPRAISER", "Days" => "5", "Step" => "1.001776|3T|S2_REVIEW", _ => field.Kind switch
            {
                RuleFieldKind.Text => new string('x', field.Most), RuleFieldKind.Number => "900000", RuleFieldKind.Date => field.Optional ? "" : field.Name is "ResolutionOn" ? "01/03/2025" : kind == RuleKind.NationalLevel ? "01/01/2027" : "01/05/2025", _ => field.Choices[^1].Key,
            },
        };
        var reader = new RuleReader(fields, fields.ToDictionary(f => f.Name, Filled, StringComparer.Ordinal));

        var plan = RulePlanner.Plan(kind, reader, ground);

        Assert.True(plan is not null, string.Join("; ", reader.Faults.Select(f => $"{f.Field}: {f.Message}")));
        Assert.True(plan.WordsKept.Length <= RulePlan.MostWords);
        await _node.WithDbAsync(db =>
        {
            foreach (var row in plan.All.Select(p => p.Add).OfType<object>())
            {
                var entry = db.Add(row);
                Assert.All(entry.Properties.Where(p => p.CurrentValue is string && p.Metadata.GetMaxLength() is not null),
                    p => Assert.True(((string)p.CurrentValue!).Length <= p.Metadata.GetMaxLength(), $"{row.GetType().Name}.{p.Metadata.Name}: {((string)p.CurrentValue!).Length} > {p.Metadata.GetMaxLength()}"));
            }

            return Task.FromResult(0);
        });
    }

    // The day behind it is counted: there is none behind the end of the calendar.
    [Fact]
    public void Rule_UntilTheEndOfTheCalendar_IsToldAtItsField()
    {
        RuleField[] fields = [new(RuleFields.From, "Áp dụng từ ngày", RuleFieldKind.Date), new(RuleFields.To, "Đến hết ngày", RuleFieldKind.Date, Optional: true)];
        var reader = new RuleReader(fields, new Dictionary<string, string> { [RuleFields.From] = "01/01/2027", [RuleFields.To] = "31/12/9999" });

        reader.CheckAll();

        Assert.Equal((LawProblems.NoDay.Code, RuleFields.To), Assert.Single(reader.Faults) is var told ? (told.Code, told.Field) : default);
    }

    // Huế was a province until 2024 and is a city since.
    [Theory]
    [InlineData("46", 2024, "Hội đồng nhân dân tỉnh")]
    [InlineData("46", 2026, "Hội đồng nhân dân thành phố")]
    [InlineData("01", 2022, "Hội đồng nhân dân thành phố")]
    [InlineData("38", 2026, "Hội đồng nhân dân tỉnh")]
    public void Council_OfAResolution_IsNamedAsOfItsDay(string province, int year, string name)
    {
        AdministrativeUnit Unit(string code, string unit, DateOnly from, DateOnly? to = null) => new() { Code = code, Level = UnitLevel.Province, Name = unit, FoldedName = "", ValidFrom = from, ValidTo = to };
        AdministrativeUnit[] units =
        [
            Unit("46", "Tỉnh Thừa Thiên Huế", new(1989, 7, 1), new(2024, 12, 31)), Unit("46", "Thành phố Huế", new(2025, 1, 1)), Unit("01", "Thành phố Hà Nội", new(1976, 1, 1)), Unit("38", "Tỉnh Thanh Hóa", new(1976, 1, 1)),
        ];

        Assert.Equal(name, new RuleGround(province, new LawRows(), [], new HashSet<string>()) { ProvinceUnits = [.. units.Where(u => u.Code == province)] }.CouncilOn(new(year, 3, 1)));
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
