using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Quality;

public sealed class QualityRulesTests
{
    private const string Commune = "38.380.14758";
    private static readonly DateOnly Today = new(2025, 3, 10);

    [Fact]
    public void Faults_OfWholeData_AreNone() => Assert.Empty(QualityRules.Of(Whole(), Today));

    [Theory]
    [InlineData("", "number-missing")]
    [InlineData("03815400012", "number-impossible")]
    [InlineData("0381540001234", "number-impossible")]
    [InlineData("03815400012a", "number-impossible")]
    [InlineData("097154000123", "number-impossible")] // no province has 97
    [InlineData("038326000123", "number-impossible")] // a girl of 2026, next year
    [InlineData("038155000123", "number-contradicts")] // 1955
    [InlineData("038054000123", "number-contradicts")] // a man
    [InlineData("140154000123", null)] // born abroad
    public void Number_ThatIsMissingOrCannotBe_IsAFault(string number, string? fault) => AssertFault(Whole(p => p.CitizenId = number), fault);

    [Theory]
    [InlineData("", "", "birth-impossible")]
    [InlineData("1054", "", "birth-impossible")]
    [InlineData("2025-03-11", "", "birth-impossible")]
    [InlineData("1904-03-01", "", "birth-impossible")]
    [InlineData("1905-03-02", "", null)]
    [InlineData("1954-03-02", "7", "birth-group")] // a child's group
    [InlineData("2012-03-02", "5.c", "birth-group")]
    [InlineData("1945-03-02", "5.c", null)] // reached eighty this month
    [InlineData("1945-04-02", "5.c", "birth-group")]
    [InlineData("1945", "5.c", "birth-inexact")]
    [InlineData("1954", "", null)] // nothing turns on the day
    [InlineData("1950", "", "birth-inexact")] // seventy-five this year
    [InlineData("1956-05", "", "birth-inexact")] // seventy next year
    [InlineData("2012", "", "birth-inexact")] // a child
    [InlineData("2012-05", "", "birth-inexact")]
    [InlineData("2012-05-07", "", null)]
    public void Birth_ThatCannotBeOrIsNotEnough_IsAFault(string birth, string category, string? fault)
    {
        var person = Whole(p => (p.BirthDate, p.CitizenId, p.CategoryCode) = (birth, "", category)) with { PovertyYears = [2025] };
        (int? from, int? until) = category switch { "7" => (0, 36), "5.c" => (960, null), _ => ((int?)null, (int?)null) };

        Assert.Equal(fault is null ? ["number-missing"] : ["number-missing", fault], Codes(person with { AgeFromMonths = from, AgeUntilMonths = until, Entitlements = [] }));
    }

    [Theory]
    [InlineData("Nguyễn Thị Lan", false)]
    [InlineData("NGUYỄN THỊ LAN", false)]
    [InlineData("H'Hen Niê", false)]
    [InlineData("K’Brêu Y Ñuê", false)]
    [InlineData("Trần Xuân Tuấn", false)]
    [InlineData("Lò Thị Ỏ", false)]
    [InlineData("Giàng A Sùng-Páo", false)]
    [InlineData("NguyÔn V¨n An", true)] // TCVN3
    [InlineData("TrÇn ThÞ Hoa", true)]
    [InlineData("Nguyeãn Vaên An", true)] // VNI
    [InlineData("Traàn Thò Lan", false)] // reads as letters: nobody guesses
    [InlineData("Nguyễn Văn An 2", true)]
    [InlineData("Nguyễn Thị Lаn", true)] // a Cyrillic а
    [InlineData("Nguyễn Thị Lan (Tý)", true)]
    [InlineData("Nguyễn\u0000 Lan", true)]
    [InlineData("Lan", true)]
    [InlineData("", true)]
    public void Name_OfStrangeLetters_IsAFault(string name, bool wrong) => AssertFault(Whole(p => p.FullName = name), wrong ? "name-wrong" : null);

    [Theory]
    [InlineData("Matched", false, null)]
    [InlineData("Overridden", false, null)]
    [InlineData("NotMatched", false, "population-differs")]
    [InlineData("NotFound", false, "population-not-found")]
    [InlineData("Pending", false, "population-unasked")]
    [InlineData("Matched", true, "population-dead")]
    [InlineData("NotMatched", true, "population-dead")]
    public void Population_Answer_IsAFaultUnlessItAgrees(string status, bool dead, string? fault) =>
        AssertFault(Whole(p => p.IdentityStatus = status) with { IsToldDead = dead }, fault);

    [Theory]
    [InlineData("6.n.adult", "none", "certificate-missing")]
    [InlineData("6.n.adult", "paper", null)]
    [InlineData("6.n.adult", "good", null)]
    [InlineData("6.n.adult", "expired", "certificate-expired")]
    [InlineData("6.n.adult", "withdrawn", "certificate-expired")]
    [InlineData("5.c", "none", null)]
    public void Certificate_OfADisabledPerson_MustStand(string category, string certificate, string? fault)
    {
        var dossier = Sample.Dossier(Commune, "Nguyễn Thị Lan", "H56-1");
        var given = Sample.Certificate(dossier, "Nguyễn Thị Lan");
        var person = Whole(p => p.CategoryCode = category) with
        {
            HasPaperCertificate = certificate == "paper",
            Certificates = certificate switch { "good" or "withdrawn" => [given], "expired" => [Expired(given)], _ => [] },
        };
        given.State = certificate == "withdrawn" ? CertificateState.Withdrawn : CertificateState.Active;

        AssertFault(person, fault);
    }

    [Fact]
    public void Payment_WithoutReceiverOrAccount_IsAFault()
    {
        AssertFault(Whole() with { Entitlements = [Entitlement(e => e.ReceiverName = "")] }, "receiver-missing");
        AssertFault(Whole() with { Entitlements = [Entitlement(e => e.MethodCode = PayWay.ToAccount)] }, "account-missing");
        AssertFault(Whole() with { Entitlements = [Entitlement(e => (e.MethodCode, e.AccountNumber, e.Bank) = (PayWay.ToAccount, "0123456", "Agribank"))] }, null);
        var child = Whole(p => (p.BirthDate, p.CitizenId) = ("2015-05-07", "038315000123"));
        AssertFault(child, "receiver-missing");
        AssertFault(child with { Entitlements = [Entitlement(e => e.ReceiverRelation = "mẹ")] }, null);
    }

    [Fact]
    public void Carer_WhoseDaysAreOver_IsAFaultWhereOneIsNeeded()
    {
        var former = Link(LinkRole.Carer, Today.AddDays(-1));
        var cared = Whole() with { Entitlements = [Entitlement(kind: EntitlementKind.Care)] };
        AssertFault(cared with { Links = [former] }, "carer-ended");
        AssertFault(cared with { Links = [former, Link(LinkRole.Carer, Today)] }, null);
        AssertFault(cared with { Links = [Link(LinkRole.Supporter, Today.AddDays(-1))] }, null);
        AssertFault(cared, null);
        AssertFault(Whole() with { Links = [former] }, null);
        AssertFault(Whole(p => p.CategoryCode = "5.d") with { Links = [former], PovertyYears = [2025] }, "carer-ended");
    }

    [Fact]
    public void Residence_OfAnotherOrEndedCommune_IsAFault()
    {
        AssertFault(Whole(p => p.CommuneCode = "14761"), "unit-ended");
        AssertFault(Whole() with { UnitStands = false }, "unit-ended");
    }

    [Theory]
    [InlineData("4", true)]
    [InlineData("5.a.60", true)]
    [InlineData("7", true)]
    [InlineData("HT.2", true)]
    [InlineData("HT.1", false)]
    [InlineData("5.c", false)]
    [InlineData("1.x.o4", false)]
    public void Poverty_OfTheYear_MustBeKnownWhereMoneyRestsOnIt(string category, bool needed)
    {
        AssertFault(Whole(p => p.CategoryCode = category) with { PovertyYears = [2024] }, needed ? "poverty-missing" : null);
        AssertFault(Whole(p => p.CategoryCode = category) with { PovertyYears = [2024, 2025] }, null);
    }

    [Fact]
    public void Suspicion_ThatNobodyJudged_IsAFault() => AssertFault(Whole() with { IsSuspected = true }, "duplicate-open");

    [Fact]
    public void Weights_OfTheHeaviestFaults_MakeOneHundred()
    {
        Assert.Equal(100, QualityRules.All.GroupBy(f => f.Aspect).Sum(g => g.Max(f => f.Weight)));
        Assert.All(QualityRules.All.GroupBy(f => f.Aspect), g => Assert.Equal(g.OrderByDescending(f => f.Weight), g));
        Assert.All(QualityRules.All, f => Assert.InRange(f.Weight, 1, 20));
        Assert.Equal(QualityRules.All.Count, QualityRules.All.DistinctBy(f => f.Code).Count());
        Assert.All(QualityRules.All, f => Assert.Matches(@"^\p{Lu}.*\.$", f.Sentence + f.Remedy));
    }

    [Fact]
    public void Score_WheneverAFaultIsMended_Rises()
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 5000; i++)
        {
            var fault = QualityRules.All[i * 7 % QualityRules.All.Count];
            counts[fault.Code] = (i * 31) % 40;
            var score = QualityRules.ScoreTenths(40, counts)!.Value;
            Assert.InRange(score, 0, 1000);
            Assert.True(counts[fault.Code] == 0 || QualityRules.ScoreTenths(40, new Dictionary<string, int>(counts) { [fault.Code] = counts[fault.Code] - 1 }) > score || score == 0);
        }

        Assert.Equal(1000, QualityRules.ScoreTenths(40, new Dictionary<string, int>()));
        Assert.Equal(999, QualityRules.ScoreTenths(500_000, new Dictionary<string, int> { ["name-wrong"] = 1 }));
        Assert.Null(QualityRules.ScoreTenths(0, new Dictionary<string, int>()));
    }

    private static void AssertFault(MeasuredPerson person, string? fault) => Assert.Equal(fault is null ? [] : [fault], Codes(person));

    private static IEnumerable<string> Codes(MeasuredPerson person) => QualityRules.Of(person, Today).Select(f => f.Code);

    private static MeasuredPerson Whole(Action<Beneficiary>? change = null)
    {
        var person = Sample.Beneficiary(Commune, "Nguyễn Thị Lan", "38-380-14758-000001");
        (person.BirthDate, person.Sex, person.CitizenId, person.IdentityStatus) = ("1954-03-02", 2, "038154000123", "Matched");
        change?.Invoke(person);
        return new MeasuredPerson(person) { Entitlements = [Entitlement()] };
    }

    private static Entitlement Entitlement(Action<Entitlement>? change = null, EntitlementKind kind = EntitlementKind.Assistance)
    {
        var row = new Entitlement
        {
            BeneficiaryId = Guid.NewGuid(), TenantPath = Commune, Kind = kind, CategoryCode = "5.c", CoefficientHundredths = 100, Level = new(500_000), MonthlyAmount = new(500_000), StartMonth = 202401,
            DecisionId = Guid.NewGuid(), ReceiverName = "Nguyễn Thị Lan", RecordedAt = new DateTime(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        change?.Invoke(row);
        return row;
    }

    private static PersonLink Link(LinkRole role, DateOnly to) => new() { BeneficiaryId = Guid.NewGuid(), TenantPath = Commune, Role = role, FullName = "Lê Thị Mai", To = to };

    private static DisabilityCertificate Expired(DisabilityCertificate c) => new()
    {
        Number = c.Number, TenantPath = c.TenantPath, DossierId = c.DossierId, FullName = c.FullName, FoldedName = c.FoldedName, BirthDate = c.BirthDate, Sex = c.Sex, CitizenId = c.CitizenId,
        OldIdentityNumber = "", Residence = "", Types = "1", Degree = DisabilityDegree.Severe, Basis = "", IssuedOn = c.IssuedOn, IssuerName = "", SignerName = "", ValidTo = Today.AddDays(-1),
    };
}
