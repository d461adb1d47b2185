using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Eligibility;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Deadlines of 1.001776 in both organisations (policy 3.4, 5.5, A.4).</summary>
public sealed class LegalClockTests
{
    private const string Procedure = Procedures.MonthlyAssistance;
    private static readonly FlowContext ThreeTier = ShippedFlow.On(ShippedFlow.Pilot);
    private static readonly FlowContext TwoTier = ShippedFlow.On(ShippedFlow.TwoTier);

    [Fact]
    public void Promise_InThreeTiers_IsTwentyTwoWorkingDays()
    {
        Assert.Equal(22, LegalClock.TotalDays(ThreeTier, Procedure));
        Assert.Equal(new DateOnly(2022, 11, 4), LegalClock.DueOn(ThreeTier, Procedure, ShippedFlow.Pilot));
    }

    // The figures of Decision 766 ask the same question of the same rows: those of the dossier's organisation and day, not any row of the procedure.
    [Theory]
    [InlineData("3T", "2024-06-30", true)]
    [InlineData("3T", "2024-07-01", false)]
    [InlineData("2T", "2024-06-30", false)]
    public void PlainDays_OfAProcedure_AreThoseOfItsOrganisationAndDay(string regime, string text, bool plain)
    {
        var day = DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        StepRule Row(string of, string from, string? to, bool working) => new()
        {
            Procedure = Procedures.EmergencyTreatment, Regime = of, Step = "DECIDE", Actor = "DECIDER", Days = 2, WorkingDays = working, ValidFrom = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            ValidTo = to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
        };

        Assert.Equal(plain, LegalClock.IsInPlainDays([Row("3T", "2021-07-01", "2024-06-30", false), Row("3T", "2024-07-01", null, true), Row("2T", "2021-07-01", null, true)],
            Procedures.RouteOf(Procedures.EmergencyTreatment, RequestKind.Emergency, regime, day), Procedures.EmergencyTreatment, regime, day));
    }

    [Fact]
    public void Promise_InTwoTiers_IsTwelveWorkingDays()
    {
        Assert.Equal(12, LegalClock.TotalDays(TwoTier, Procedure));
        Assert.Equal(new DateOnly(2026, 12, 3), LegalClock.DueOn(TwoTier, Procedure, ShippedFlow.TwoTier));
    }

    [Theory]
    [InlineData(DossierStatus.Received, "2022-10-14")]
    [InlineData(DossierStatus.SentBack, "2022-10-14")]
    [InlineData(DossierStatus.Posted, "2022-10-10")] // hangs on the 6th and 7th, closed the next working day
    [InlineData(DossierStatus.Objected, "2022-10-19")]
    [InlineData(DossierStatus.AwaitingForward, "2022-10-10")]
    [InlineData(DossierStatus.UnderAppraisal, "2022-10-14")]
    [InlineData(DossierStatus.AwaitingSignature, "2022-10-10")]
    [InlineData(DossierStatus.AwaitingReception, "2022-10-06")] // eight working hours from 8:30
    [InlineData(DossierStatus.SupplementRequested, null)]
    [InlineData(DossierStatus.Issued, null)]
    [InlineData(DossierStatus.HandedOver, null)]
    public void Step_InThreeTiers_HasItsDay(DossierStatus status, string? due) =>
        Assert.Equal(due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), LegalClock.StepDueOn(ThreeTier, Procedure, status));

    [Theory]
    [InlineData(DossierStatus.Received, "2026-11-26")]
    [InlineData(DossierStatus.AwaitingForward, null)]
    [InlineData(DossierStatus.UnderAppraisal, "2026-11-19")] // appraisal and signature share the three days
    [InlineData(DossierStatus.AwaitingSignature, "2026-11-19")]
    public void Step_InTwoTiers_SkipsTheDistrict(DossierStatus status, string? due) =>
        Assert.Equal(due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), LegalClock.StepDueOn(TwoTier, Procedure, status));

    [Fact]
    public void Sending_IsAStep_OnlyInThreeTiers()
    {
        Assert.True(LegalClock.Has(ThreeTier, Procedure, "S4_SEND"));
        Assert.False(LegalClock.Has(TwoTier, Procedure, "S4_SEND"));
        Assert.Equal((2, 2), (LegalClock.PostingDays(ThreeTier, Procedure), LegalClock.PostingDays(TwoTier, Procedure)));
    }

    [Theory]
    [InlineData("2022-10-10", "2022-10-13", "2022-11-09")] // three working days with the citizen
    [InlineData("2022-10-10", "2022-10-10", "2022-11-04")]
    [InlineData("2022-10-07", "2022-10-09", "2022-11-04")] // a weekend costs nobody anything
    [InlineData("2022-10-13", "2022-10-10", "2022-11-04")] // a clock that went back takes nothing away
    public void Clock_AfterASupplement_GoesOnByThePausedDays(string paused, string answered, string due) =>
        Assert.Equal(Day(due), LegalClock.Resume(ShippedFlow.On(Day(answered)), new DateOnly(2022, 11, 4), Day(paused)));

    [Theory]
    [InlineData("2.000777", "2022-10-11")] // a Friday to the Monday after: three plain days
    [InlineData("2.000744", "2022-10-11")] // one working day
    public void Clock_AfterASupplement_CountsThePauseInTheUnitOfTheDeadline(string procedure, string due)
    {
        var context = ShippedFlow.On(Day("2022-10-10"));
        var promised = procedure == "2.000777" ? Day("2022-10-08") : Day("2022-10-10");

        Assert.Equal(Day(due), LegalClock.Resume(context, promised, Day("2022-10-07"), LegalClock.IsInPlainDays(context, procedure)));
    }

    [Theory]
    [InlineData("2.000777", "2 ngày")]
    [InlineData("2.000751", "2 ngày")]
    [InlineData("TGKC-12", "2 ngày")]
    [InlineData("2.000744", "3 ngày làm việc")]
    [InlineData("1.001776", "22 ngày làm việc")]
    public void Promise_InWords_HasTheUnitOfItsText(string procedure, string words)
    {
        var context = ShippedFlow.On(ShippedFlow.Pilot);
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot, procedure: procedure, kind: procedure == Procedure ? RequestKind.Grant : RequestKind.Emergency);

        Assert.Equal(words, LegalClock.PromiseWords(context, procedure, dossier.Kind));
        var receipt = ProvinceNode.Documents.DeskPapers.Receipt(context, dossier, 1, "Lê Thị Hoa", []);
        Assert.Equal(words, receipt.Lines.Single(l => l.Label.StartsWith("Thời gian giải quyết", StringComparison.Ordinal)).Value);
    }

    [Theory]
    [InlineData(0, "2022-11-09", "2022-10-19")] // three working days with the citizen
    [InlineData(1, "2022-11-10", "2022-10-24")] // four working days since the reception, and all seven of the step
    public void Supplement_Answered_SubtractsTheCitizensDaysOrBeginsAnew(int restart, string promised, string step)
    {
        var context = ShippedFlow.On(Day("2022-10-13")) with
        {
            Rules = Law.With(rows => rows with
            {
                Parameters =
                [
                    .. rows.Parameters.Where(p => p.Name != LawParameters.SupplementRestarts),
                    new ParameterRow { Name = LawParameters.SupplementRestarts, Value = restart, Legal = "Quy chế của tỉnh", ValidFrom = ShippedFlow.Pilot },
                ],
            }),
        };
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot, DossierStatus.SupplementRequested);
        (dossier.ReceivedAt, dossier.DueOn, dossier.PausedOn, dossier.ResumeStatus) = (Utc("2022-10-07"), Day("2022-11-04"), Day("2022-10-10"), DossierStatus.Received);
        dossier.Supplements.Add(new Supplement { Id = Guid.NewGuid(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, AskedAt = Utc("2022-10-10"), Wanted = "Giấy xác nhận khuyết tật", Reason = "", AskedBy = "A" });
        dossier.Steps.Add(new DossierStep
        {
            Id = Guid.NewGuid(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Number = 1, Verb = ActKinds.RequestSupplement, From = DossierStatus.Received, To = DossierStatus.SupplementRequested,
            At = Utc("2022-10-10"), ActorName = "A", ActorTitle = "", OfficeName = "", WasDueOn = Day("2022-10-14"), Note = "",
        });

        AnswerSupplement.Resume(context, dossier, "Đã bổ sung", ActKinds.AnswerSupplement, Mover.System, "", "");

        Assert.Equal((Day(promised), Day(step)), (dossier.DueOn!.Value, dossier.StepDueOn!.Value));
    }

    [Fact]
    public void Clock_WithoutADueDay_StaysWithoutOne() => Assert.Null(LegalClock.Resume(ThreeTier, null, ShippedFlow.Pilot));

    private static DateTime Utc(string day) => DateTime.Parse(day + "T03:00:00Z", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
