using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>What is due on a list, over many lives by chance: nothing twice, nothing forgotten, to the đồng.</summary>
public sealed class DueRulesTests
{
    [Fact]
    public void Lives_ByChance_ArePaidWhatTheRegistrySaysToTheDong()
    {
        var (lists, claims, overpaid, refunds, taken, settled, wrong) = (0, 0, 0, 0, 0, 0, new List<string>());
        for (var seed = 1; seed <= 4000; seed++)
        {
            var life = new LifeOfPayments(seed).Live(14, 4);
            (taken, settled) = (taken + life.TakenBack, settled + life.Unlooked);
            (lists, claims, overpaid, refunds) = (lists + life.Lists, claims + life.Claims.Count, overpaid + (life.Overpaid > 0 ? 1 : 0), refunds + life.Refunds);
            if (life.Paid != life.Due + life.Owed)
            {
                wrong.Add($"paid {life.Paid}, due {life.Due}, still owed back {life.Owed}: {life.Story}");
            }
        }

        // The shortest lives tell most.
        Assert.True(wrong.Count == 0, $"{wrong.Count} lives: {string.Join("\n", wrong.OrderBy(w => w.Length).Take(4))}");
        Assert.True(lists > 50_000 && claims > 30_000, $"{lists} lists, {claims} claims: the lives are too quiet to prove anything.");
        Assert.True(taken > 500, $"{taken} months taken back: the lives are too quiet to prove anything.");
        Assert.True(settled > 5_000, $"{settled} buildings without settled months: the lives are too unsettled to prove anything.");
        Assert.True(overpaid > 100 && refunds > 10, $"{overpaid} overpaid, {refunds} refunds: the lives are too quiet to prove anything.");
    }

    [Fact]
    public void Months_LeftUnpaid_AreCarriedWithTheirAmount()
    {
        var version = Version(202211, 540_000);
        var due = Of([version], [Claim(202211, 540_000, ClaimState.Unpaid), Claim(202212, 540_000, ClaimState.Returned)], 202301);

        Assert.Equal([(202211, ClaimWhy.Carried), (202212, ClaimWhy.Carried), (202301, ClaimWhy.Current)], due.Claims.Select(c => (c.Month, c.Why)));
        Assert.Equal(1_620_000, due.Claims.Sum(c => c.Amount));
    }

    [Fact]
    public void Months_OfAnEndedVersion_AreCarriedUpToTheMonthOfDeath()
    {
        var version = Version(202211, 540_000);
        ChangeEntitlement.End(version, new PayMonth(202212), new ChangeCause(Guid.NewGuid(), "T1", At(202301, 5)));

        var due = Of([version], [Claim(202211, 540_000, ClaimState.Paid), Claim(202212, 540_000, ClaimState.Unpaid), Claim(202301, 540_000, ClaimState.Unpaid)], 202302);

        Assert.Equal([(202212, ClaimWhy.Carried)], due.Claims.Select(c => (c.Month, c.Why)));
        Assert.Equal(OmissionReason.NotDueAnyMore, Assert.Single(due.Omissions).Reason);
    }

    [Fact]
    public void Month_OfAnotherCommune_IsPaidThereAlone()
    {
        var old = Version(202211, 540_000);
        var next = Version(202301, 540_000, "38.384.14845", At(202212, 15));
        ChangeEntitlement.End(old, new PayMonth(202212), new ChangeCause(Guid.NewGuid(), "", At(202212, 15)));

        Assert.DoesNotContain(Of([old, next], [], 202301).Claims, c => c.Month == 202301);
        Assert.Equal([202301], Of([old, next], [], 202301, "38.384.14845").Claims.Select(c => c.Month));
    }

    [Fact]
    public void Person_EnteredFromPaper_IsDueFromTheFirstMonthOfTheSystem()
    {
        var version = Version(202001, 540_000, recorded: At(202301, 12), source: EntitlementSource.Import);

        var due = Of([version], [], 202302);

        Assert.Equal([202211, 202212, 202301, 202302], due.Claims.Select(c => c.Month));
        Assert.Equal(3, due.Claims.Count(c => c.Why == ClaimWhy.Missed));
    }

    [Fact]
    public void Month_LoweredByADecisionAfterItsListWasClosed_IsToldAsOverpaid()
    {
        var version = Version(202211, 540_000);
        ChangeEntitlement.End(version, new PayMonth(202211), new ChangeCause(Guid.NewGuid(), "T2", At(202211, 26)));

        var due = Of([version], [Claim(202211, 540_000, ClaimState.Paid), Claim(202212, 540_000, ClaimState.Paid)], 202301);

        Assert.Empty(due.Claims);
        var told = Assert.Single(due.Omissions);
        Assert.Equal((OmissionReason.Overpaid, 1, 540_000L), (told.Reason, told.Months, told.Amount));
        Assert.Contains("12/2022", told.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Month_ToldUnpaidAfterItsRecoveryWasTaken_IsGivenBack()
    {
        var version = Version(202211, 540_000);
        ChangeEntitlement.End(version, new PayMonth(202211), new ChangeCause(Guid.NewGuid(), "T2", At(202301, 5)));
        var recovery = new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = version.BeneficiaryId, EntitlementId = version.Id, Kind = OneOffKind.Recovery, PersonName = "A", ReceiverName = "Nguyễn Văn A", ReceiverNumber = "038050000001",
            Amount = new Dong(1_080_000), FromMonth = 202212, ToMonth = 202301, DueMonth = 202302, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = At(202301, 5),
        };
        ClaimFact[] claims =
        [
            Claim(202211, 540_000, ClaimState.Paid), Claim(202212, 540_000, ClaimState.Unpaid), Claim(202301, 540_000, ClaimState.Paid),
            new(EntitlementStrand.Own, 202302, ClaimKind.Recovery, recovery.Id, 1_080_000, ClaimState.Paid),
        ];

        var due = DueRules.Of(new PersonOfMonth(version.BeneficiaryId, [version], claims, [recovery], []), new MonthTerms(new PayMonth(202303), new PayMonth(202211), new PayMonth(202302), LifeOfPayments.Here));

        var back = Assert.Single(due.Claims);
        Assert.Equal((ClaimKind.Arrears, recovery.Id, 540_000L), (back.Kind, back.SourceId, back.Amount));
        Assert.Empty(due.Recoveries);
    }

    // Suspended after the list of December had been closed; he moved, and the new place resumes with arrears of December and January: its list pays December less what was paid.
    [Fact]
    public void Month_ThatAnotherCommuneWillSetOff_IsNotToldAsOverpaid()
    {
        const string there = "38.384.14845";
        var paid = Version(202211, 540_000);
        ChangeEntitlement.End(paid, new PayMonth(202211), new ChangeCause(Guid.NewGuid(), "S1", At(202211, 26)));
        var suspended = Version(202212, 540_000, recorded: At(202211, 26));
        (suspended.BeganSuspended, suspended.Status) = (true, EntitlementStatus.Suspended);
        ChangeEntitlement.End(suspended, new PayMonth(202301), new ChangeCause(Guid.NewGuid(), "", At(202301, 15)));
        var next = Version(202302, 540_000, there, At(202301, 15));
        var arrears = new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = there, BeneficiaryId = paid.BeneficiaryId, EntitlementId = suspended.Id, Kind = OneOffKind.Arrears, PersonName = "A", ReceiverName = "Nguyễn Văn A", ReceiverNumber = "038050000001",
            Amount = new Dong(1_080_000), FromMonth = 202212, ToMonth = 202301, DueMonth = 202302, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = At(202301, 15),
        };
        PersonDue At202302(string commune, params OneOffPayment[] once) =>
            DueRules.Of(new PersonOfMonth(paid.BeneficiaryId, [paid, suspended, next], [Claim(202211, 540_000, ClaimState.Paid), Claim(202212, 540_000, ClaimState.Paid)], once, []), new MonthTerms(new PayMonth(202302), new PayMonth(202211), new PayMonth(202301), commune));

        Assert.Equal(540_000, Assert.Single(At202302(LifeOfPayments.Here).Overpaid).Amount);
        var here = At202302(LifeOfPayments.Here, arrears);
        Assert.Empty(here.Overpaid);
        Assert.Empty(here.Claims);
        Assert.Empty(here.Omissions);
        Assert.Equal([(ClaimKind.Arrears, 1_080_000L), (ClaimKind.Recovery, 540_000L)], At202302(there, arrears).Claims.Where(c => c.Once is not null).Select(c => (c.Kind, c.Amount)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Lê Thị Con", 2)]
    public void Months_OfTheDead_GoToWhomHisFileNames(string heir, int expected)
    {
        var version = Version(202211, 540_000);
        ChangeEntitlement.End(version, new PayMonth(202212), new ChangeCause(Guid.NewGuid(), "T1", At(202212, 26)));
        var gone = new Departed("Nguyễn Văn A", ["038050000001"], heir.Length > 0 ? new Receiver(heir, "", "con") : null);
        var person = new PersonOfMonth(version.BeneficiaryId, [version], [Claim(202211, 540_000, ClaimState.Unpaid), Claim(202212, 540_000, ClaimState.Unpaid)], [], []) { Gone = gone };

        var due = DueRules.Of(person, new MonthTerms(new PayMonth(202301), new PayMonth(202211), new PayMonth(202212), LifeOfPayments.Here));

        Assert.Equal(Enumerable.Repeat(heir, expected), due.Claims.Select(c => c.Receiver.Name));
        Assert.Equal(heir.Length > 0 ? [] : [(OmissionReason.AwaitingHeir, 1_080_000L)], due.Omissions.Select(o => (o.Reason, o.Amount)));
    }

    // The lifting of the hold pays it: until then the building says that it waits, though nothing of him runs.
    [Fact]
    public void Month_HeldOfWhoWasStoppedMeanwhile_IsToldWhileItWaits()
    {
        var version = Version(202211, 540_000);
        ChangeEntitlement.End(version, new PayMonth(202212), new ChangeCause(Guid.NewGuid(), "T2", At(202301, 5)));
        var hold = new PaymentHold { Id = Guid.NewGuid(), EventId = Guid.NewGuid(), BeneficiaryId = version.BeneficiaryId, TenantPath = LifeOfPayments.Here, FromMonth = 202212, Why = "Tin báo chết", RecordedAt = At(202211, 26) };

        var due = DueRules.Of(new PersonOfMonth(version.BeneficiaryId, [version], [Claim(202211, 540_000, ClaimState.Paid)], [], [hold]), new MonthTerms(new PayMonth(202302), new PayMonth(202211), new PayMonth(202301), LifeOfPayments.Here));

        Assert.Empty(due.Claims);
        Assert.Equal((OmissionReason.Held, 1, 540_000L), Assert.Single(due.Omissions) is var told ? (told.Reason, told.Months, told.Amount) : default);
    }

    // November's list came back with "R02"; the hold begins with December's list, and a supplementary list of November is made.
    [Fact]
    public void Month_CarriedOfWhoIsReportedDead_WaitsForTheVerificationWhateverTheFirstHeldMonth()
    {
        var version = Version(202211, 540_000);
        var hold = new PaymentHold { Id = Guid.NewGuid(), EventId = Guid.NewGuid(), BeneficiaryId = version.BeneficiaryId, TenantPath = LifeOfPayments.Here, FromMonth = 202212, Why = "Tin báo chết", RecordedAt = At(202211, 7) };
        var arrears = new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = version.BeneficiaryId, EntitlementId = version.Id, Kind = OneOffKind.Arrears, PersonName = "A", ReceiverName = "Nguyễn Văn A", Amount = new Dong(100_000), DueMonth = 202211,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = At(202210, 5),
        };
        PersonDue With(params PaymentHold[] holds) => DueRules.Of(new PersonOfMonth(version.BeneficiaryId, [version], [Claim(202211, 540_000, ClaimState.Unpaid)], [arrears], holds),
            new MonthTerms(new PayMonth(202211), new PayMonth(202211), new PayMonth(202211), LifeOfPayments.Here));

        Assert.Equal([540_000, 100_000], With().Claims.Select(c => c.Amount));
        Assert.Empty(With(hold).Claims);
        Assert.Equal([(OmissionReason.Held, 540_000L), (OmissionReason.Held, 100_000L)], With(hold).Omissions.Select(o => (o.Reason, o.Amount)));
        hold.Lift(new PayMonth(202211), At(202211, 9), "Cán bộ", "Tin sai");
        Assert.Equal([540_000, 100_000], With(hold).Claims.Select(c => c.Amount));
    }

    [Fact]
    public void Allowance_OfAnInstitution_StandsOnNoListAndIsToldWithItsReason()
    {
        var version = Version(202211, 1_800_000, kind: EntitlementKind.Institution);
        var due = Of([version], [], 202301);

        Assert.Empty(due.Claims);
        var told = Assert.Single(due.Omissions);
        Assert.Equal((OmissionReason.AtInstitution, 1, 1_800_000L), (told.Reason, told.Months, told.Amount));
        Assert.Contains("Điều 25 Nghị định số 20/2021/NĐ-CP", told.Why, StringComparison.Ordinal);
        Assert.Empty(Of([version], [], 202301, "38.384.14845").Omissions); // of another commune
    }

    private static DateTime At(int month, int day) => VietnamTime.Utc(new PayMonth(month).FirstDay.AddDays(day - 1).ToDateTime(new TimeOnly(9, 0)));

    private static ClaimFact Claim(int month, long amount, ClaimState state) => new(EntitlementStrand.Own, month, ClaimKind.Regular, Guid.Empty, amount, state);

    private static PersonDue Of(IReadOnlyList<Entitlement> versions, IReadOnlyList<ClaimFact> claims, int month, string commune = LifeOfPayments.Here) =>
        DueRules.Of(new PersonOfMonth(versions[0].BeneficiaryId, versions, claims, [], []), new MonthTerms(new PayMonth(month), new PayMonth(202211), new PayMonth(month).AddMonths(-1), commune));

    private static Entitlement Version(int start, long amount, string commune = LifeOfPayments.Here, DateTime? recorded = null, EntitlementSource source = EntitlementSource.Decision, EntitlementKind kind = EntitlementKind.Assistance) => new()
    {
        Id = Guid.NewGuid(), BeneficiaryId = new Guid("11111111-1111-1111-1111-111111111111"), TenantPath = commune, Kind = kind, CategoryCode = "5.a", CoefficientHundredths = 150, Level = new Dong(360_000),
        MonthlyAmount = new Dong(amount), StartMonth = start, DecisionId = Guid.NewGuid(), Source = source, ReceiverName = "Nguyễn Văn A", ReceiverNumber = "038050000001", RecordedAt = recorded ?? At(202210, 5),
    };
}
