using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>One event is helped once: the same person or household, the same kind, the same day (policy 10.2), over dossiers and lists.</summary>
public sealed class GivenOnceTests
{
    private const string Day = "2022-10-05";
    private static readonly Receiver Chief = new("Trần Thị Chăm", "038181000777", "vợ");
    private static readonly Person Wife = new("Trần Thị Chăm", "1985-04-20", "038185000777");

    [Theory]
    [InlineData(Procedures.EmergencyHousing, AidKind.HouseLost, AidKind.HouseLost, 0, "aid-paid-before")]
    [InlineData(Procedures.EmergencyTreatment, AidKind.Treatment, AidKind.Treatment, 0, "aid-paid-before")]
    [InlineData(Procedures.EmergencyHousing, AidKind.HouseLost, AidKind.HouseDamaged, 0, "aid-paid-before")]
    [InlineData(Procedures.EmergencyHousing, AidKind.Relocation, AidKind.HouseDamaged, -3, "aid-paid-near")]
    [InlineData(Procedures.EmergencyTreatment, AidKind.Treatment, AidKind.Treatment, -30, "aid-paid-near")]
    [InlineData(Procedures.EmergencyTreatment, AidKind.Treatment, AidKind.Treatment, -31, null)]
    public async Task Aid_OfAnEventThatWasHelped_IsRefusedByTheEarlierDecision(string procedure, AidKind first, AidKind aid, int apart, string? code)
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.FiledAsync(procedure, RequestKind.Emergency, Person.Disabled), Person.Disabled.Plain, Of(first, OutcomeTests.Day(Day)));
        var again = await run.FiledAsync(procedure, RequestKind.Emergency, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, again);

        var told = await AppraiseAsync(run, again, Of(aid, OutcomeTests.Day(Day).AddDays(apart)));

        if (code is null)
        {
            Assert.True(told.Succeeded);
            return;
        }

        var fault = Assert.Single(told.Problems);
        Assert.Equal(code, fault.Code);
        Assert.Contains("Quyết định số 01/", fault.Message, StringComparison.Ordinal);
        Assert.Contains("05/10/2022", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"đã được {Aids.Name(first)} cho sự việc", fault.Message, StringComparison.Ordinal); // what was given, not what is asked now
    }

    [Fact]
    public async Task Aid_OfAnotherEventNearby_IsPaidWithItsReason()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        foreach (var (on, why) in new[] { (OutcomeTests.Day(Day).AddDays(-9), ""), (OutcomeTests.Day(Day), "Bão số 5, lần trước là hỏa hoạn") })
        {
            var id = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled);
            await run.DecidedAsync(id, Person.Disabled.Plain, Of(AidKind.Treatment, on) with { OtherEventWhy = why });
        }

        Assert.Equal(2, (await run.PaymentsAsync()).Count);
    }

    // Two dossiers wait for the same house: the one that is signed second is told so at its signature.
    [Fact]
    public async Task House_AskedForByTwoOfItsHousehold_IsSignedOnce()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var first = await run.Dossiers.SubmittedAsync("nha-o", v => (v["Household.Count"], v["Household[0].FullName"], v["Household[0].CitizenId"]) = ("1", Wife.Name, Wife.Number));
        await run.Dossiers.MatchIdentityAsync(first);
        var second = await run.FiledAsync(Procedures.EmergencyHousing, RequestKind.Emergency, Wife);
        await run.ToSignatureAsync(second, Wife.Plain, Of(AidKind.HouseLost, OutcomeTests.Day(Day)));
        await run.DecidedAsync(first, Person.Disabled.Plain, Of(AidKind.HouseLost, OutcomeTests.Day(Day)));

        await run.MatchPeopleAsync(second);
        var told = await run.TryAsync(second, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(second, v, o, default));

        Assert.Equal("aid-paid-before", Assert.Single(told.Problems).Code);
        Assert.Contains(Wife.Number, Assert.Single(await run.PaymentsAsync()).HouseholdNumbers, StringComparison.Ordinal);
    }

    // A person without a number is known by name and birth within the commune.
    [Theory]
    [InlineData("1982-03-15", true)]
    [InlineData("1983-03-15", false)]
    public async Task Aid_OfSomebodyWithoutNumber_IsFoundByNameAndBirth(string born, bool refused)
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled with { Number = "" }), Person.Disabled.Plain, Of(AidKind.Treatment, OutcomeTests.Day(Day)));
        var again = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled with { Born = born });
        await OutcomeTests.ToAppraisalAsync(run, again);

        Assert.Equal(refused, (await AppraiseAsync(run, again, Of(AidKind.Treatment, OutcomeTests.Day(Day)))).Has(GivenOnce.PaidBefore));
    }

    // The registry knows both numbers of one person; where it does not know him, numbers of nine and of twelve digits tell nothing of each other.
    [Theory]
    [InlineData(true, "171234567", "1982", true)]
    [InlineData(false, "171234567", "1982-03-15", true)]
    [InlineData(false, "171234567", "1983-03-15", false)]
    [InlineData(false, "038082000999", "1982-03-15", false)]
    public async Task Aid_UnderTheOldCardAndTheNew_IsGivenOnce(bool registered, string first, string born, bool refused)
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        if (registered)
        {
            await run.ReceivingAsync(Person.Disabled);
            await run.SaveAsync(db => db.Beneficiaries.Single().OldIdentityNumber = first);
        }

        var before = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled with { Born = born });
        await run.ChangeAsync(before, d => d.Owner = first.Length == 9 ? d.Owner with { CitizenId = "", OldIdentityNumber = first } : d.Owner with { CitizenId = first });
        await run.DecidedAsync(before, Person.Disabled.Plain, Of(AidKind.Treatment, OutcomeTests.Day(Day)) with { SamePersonWhy = "Giấy tờ cũ chỉ ghi năm sinh" });
        var again = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, again);

        Assert.Equal(refused, (await AppraiseAsync(run, again, Of(AidKind.Treatment, OutcomeTests.Day(Day)))).Has(GivenOnce.PaidBefore));
    }

    // After a flood thousands are paid in one province: only who may be the same is read.
    [Fact]
    public async Task Aid_AmongThoseOfAFlood_IsComparedWithFew()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, known) = (new OutcomeRun(host), Guid.NewGuid());
        OneOffPayment Paid(string name, string number, string born = "1970-01-01", string place = "38.384.14845", string household = "", Guid? person = null) => new()
        {
            Id = Guid.CreateVersion7(), TenantPath = place, Kind = OneOffKind.Treatment, PersonName = name, PersonNumber = number, PersonBirth = born, HouseholdNumbers = household, BeneficiaryId = person,
            ReceiverName = name, Amount = new(1_000_000), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", EventOn = OutcomeTests.Day(Day), RecordedAt = new VietnamTime(host.Clock).UtcNow,
        };
        await run.SaveAsync(db => db.OneOffPayments.AddRange(
            Paid("số", Person.Disabled.Number), Paid("hộ", "038082000900", household: $"038082000900;{Person.Disabled.Number}"), Paid("sổ đăng ký", "171234567", person: known),
            Paid("ngày sinh", "", Person.Disabled.Born, run.Dossiers.Commune), Paid("xã khác", "", Person.Disabled.Born), Paid("người khác", "038082000901", place: run.Dossiers.Commune, household: "038082000901;038082000902")));

        var read = await host.WithDbAsync(db => EarlierAids.Like(db.OneOffPayments, [Person.Disabled.Number], [known], run.Dossiers.Commune, Person.Disabled.Born).Select(p => p.PersonName).ToListAsync());
        var alone = await host.WithDbAsync(db => EarlierAids.Like(db.OneOffPayments, [], [], run.Dossiers.Commune, Person.Disabled.Born).Select(p => p.PersonName).ToListAsync());

        Assert.Equal(["hộ", "ngày sinh", "số", "sổ đăng ký"], read.Order(StringComparer.Ordinal));
        Assert.Equal(["ngày sinh"], alone);
    }

    // A table of values has another collation than the column of numbers: SQL Server would refuse the query when it runs.
    [Fact]
    public void Numbers_OfAHousehold_AreSoughtOneByOneInSqlServer()
    {
        using var server = new SqlServerNodeDbDesign().CreateDbContext([]);

        var sql = EarlierAids.Like(server.OneOffPayments, ["038082000102", "171234567"], [Guid.NewGuid()], "38.16072", "1982").ToQueryString();

        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(sql, @"CHARINDEX\(@\w+, \[o\]\.\[HouseholdNumbers\]\)|\[o\]\.\[HouseholdNumbers\] LIKE @\w+"));
        Assert.DoesNotMatch("EXISTS|OPENJSON", sql);
    }

    // A journey without its price or kilometres would be paid as nothing.
    [Theory]
    [InlineData(TransportWay.Public, 0, 0, 0, "TransportDong")]
    [InlineData(TransportWay.Hired, 0, 40, 22_000, "TransportDong")]
    [InlineData(TransportWay.Own, 500_000, 0, 22_000, "Kilometres")]
    [InlineData(TransportWay.Own, 500_000, 40, 0, "PetrolDong")]
    [InlineData(TransportWay.Own, 0, 40, 22_000, null)]
    [InlineData(TransportWay.Public, 500_000, 0, 0, null)]
    [InlineData(TransportWay.None, 0, 0, 0, null)]
    public async Task Transport_WithoutItsPriceOrKilometres_IsAskedForAtItsBox(TransportWay way, long dong, int km, long petrol, string? field)
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.EmergencyCare, RequestKind.Emergency, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var told = await AppraiseAsync(run, id, Of(AidKind.EmergencyCare, OutcomeTests.Day(Day)) with { Transport = way, TransportDong = dong, Kilometres = km, PetrolDong = petrol });

        Assert.Equal(field, told.Problems.Count > 0 ? Assert.Single(told.Problems).Field : null);
    }

    // Three months are counted over all decisions of one emergency (Art. 18(3)); another one long after has its own.
    [Theory]
    [InlineData(60, 60, 32, null)]   // 60 days from 1 July; 32 more from 30 August make 92, the days of three months
    [InlineData(60, 60, 33, "emergency-care-days")]
    [InlineData(60, 10, 20, "aid-paid-before")]  // days that were paid
    [InlineData(60, 91, 90, null)]   // 31 days later: another emergency
    public async Task Care_OverSeveralDossiers_IsThreeMonthsInAll(int days, int after, int more, string? code)
    {
        await using var host = await OutcomeTests.StartAsync("2022-12-30");
        var (run, begun) = (new OutcomeRun(host), new DateOnly(2022, 7, 1));
        await run.DecidedAsync(await run.FiledAsync(Procedures.EmergencyCare, RequestKind.Emergency, Person.Disabled), Person.Disabled.Plain, Of(AidKind.EmergencyCare, begun) with { Days = days });
        var again = await run.FiledAsync(Procedures.EmergencyCare, RequestKind.Emergency, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, again);

        var told = await AppraiseAsync(run, again, Of(AidKind.EmergencyCare, begun.AddDays(after)) with { Days = more });

        Assert.Equal(code, (told.Problems.Count > 0 ? told.Problems[0].Code : null));
    }

    [Theory]
    [InlineData("2", 1, true, null)]
    [InlineData("2", 2, true, "relief-rice-of-round")]  // four months of one round
    [InlineData("2", 2, false, null)]                  // another village has a head of the same name
    public async Task Rice_OfOneRoundOverLists_IsNoMoreThanThreeMonths(string first, int more, bool village, string? code)
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.Dossiers.SubmittedAsync("thieu-doi", v => v["Households[0].Months"] = first), Person.Disabled.Plain);
        var again = await run.Dossiers.SubmittedAsync("thieu-doi", v => (v["Village"], v["Households.Count"], v["Households[0].Months"]) = (village ? v["Village"] : "Thôn khác", "1", $"{more}"));
        await OutcomeTests.ToAppraisalAsync(run, again);

        var told = await AppraiseAsync(run, again, new Measure());
        Assert.Equal(code, (told.Problems.Count > 0 ? told.Problems[0].Code : null));
        if (code is not null)
        {
            Assert.Contains("theo Quyết định số 01/", told.Problems[0].Message, StringComparison.Ordinal);
            Assert.True((await AppraiseAsync(run, again, new Measure { OtherEventWhy = "Đợt bão số 6, khác đợt giáp hạt" })).Has(GivenOnce.RiceOfRound)); // a reason of no household
            Assert.True((await AppraiseAsync(run, again, new Measure { HouseholdWhys = [new("phạm văn hòa", "Đợt bão số 6, khác đợt giáp hạt")] })).Succeeded);
        }
    }

    // Of two households that were helped before each wants a reason of its own.
    [Fact]
    public async Task Households_OfAListHelpedBefore_AreAskedOneByOneByName()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.Dossiers.SubmittedAsync("thieu-doi", v => (v["Households[0].Months"], v["Households[1].Months"]) = ("3", "3")), Person.Disabled.Plain);
        var again = await run.Dossiers.SubmittedAsync("thieu-doi");
        await OutcomeTests.ToAppraisalAsync(run, again);
        var official = await run.OfficialForAsync(again, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{again}/tham-dinh");
        Assert.Contains("Hộ Phạm Văn Hòa: đã được hỗ trợ gạo 3 tháng theo Quyết định số 01/", page.Main, StringComparison.Ordinal);
        Assert.Contains("Hộ Vũ Thị Thu: đã được hỗ trợ gạo 3 tháng theo Quyết định số 01/", page.Main, StringComparison.Ordinal);
        var typed = new Dictionary<string, object?> { ["Measure.Households[0].Why"] = "Bão số 6", ["Eligible"] = "true", ["Note"] = "Đúng danh sách thôn" };

        var told = await page.SubmitAsync(typed, button: "Trình ký");

        Assert.Contains("Hộ Vũ Thị Thu đã được hỗ trợ gạo 3 tháng", told.ProblemAt("Measure-Households-1-Why"), StringComparison.Ordinal);
        Assert.Single(told.Problems);
        await told.SubmitAsync(new Dictionary<string, object?>(typed) { ["Measure.Households[1].Why"] = "Hộ khác cùng tên" }, button: "Trình ký");
        Assert.Equal(DossierStatus.AwaitingSignature, (await run.Dossiers.LoadAsync(again)).Status);
    }

    [Fact]
    public async Task Household_TwiceOnAList_IsTold()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("thieu-doi", v => v["Households[1].Head"] = v["Households[0].Head"].ToUpperInvariant());
        await OutcomeTests.ToAppraisalAsync(run, id);

        Assert.Equal("relief-household-twice", Assert.Single((await AppraiseAsync(run, id, new Measure())).Problems).Code);
    }

    [Fact]
    public async Task AppraiserPage_OfAnEventThatWasHelped_NamesTheDecisionAndAsksWhy()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled), Person.Disabled.Plain, Of(AidKind.Treatment, new(2022, 9, 20)));
        var again = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, again);
        var official = await run.OfficialForAsync(again, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{again}/tham-dinh");
        var typed = new Dictionary<string, object?> { ["Measure.Days"] = "5", ["Measure.On"] = "05/10/2022", ["Measure.ReceiverName"] = "Lê Thị Mai", ["Eligible"] = "true", ["Note"] = "Đủ giấy tờ" };

        var told = await page.SubmitAsync(typed, button: "Trình ký");

        Assert.Contains("chỉ cách 15 ngày", told.ProblemAt("Measure-OtherEventWhy"), StringComparison.Ordinal);
        Assert.Contains("sự việc ngày 20/09/2022 theo Quyết định số 01/", told.Text("main"), StringComparison.Ordinal);
        await told.SubmitAsync(new Dictionary<string, object?>(typed) { ["Measure.OtherEventWhy"] = "Tai nạn khác" }, button: "Trình ký");
        Assert.Equal(DossierStatus.AwaitingSignature, (await run.Dossiers.LoadAsync(again)).Status);
    }

    private static Measure Of(AidKind aid, DateOnly on) => new() { On = on, Receiver = Chief, Aid = aid, Days = 5, Hard = true, Told = new(UrgentCase.Victim, "") };

    private static Task<Outcome<Dossier>> AppraiseAsync(OutcomeRun run, Guid id, Measure measure) =>
        run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", new() { Birth = BirthDate.Of(1982) }, measure), o, default));
}
