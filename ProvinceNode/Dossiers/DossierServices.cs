using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Dossiers.People;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers;

/// <summary>Registers the verbs of dossiers.</summary>
public static class DossierServices
{
    public static IServiceCollection AddDossiers(this IServiceCollection services) => services
        .AddScoped<FlowRules>().AddScoped<DossierDesk>().AddScoped<PersonViews>().AddScoped<EditPerson>().AddScoped<EditParts>().AddScoped<EditHousehold>().AddScoped<PersonFileReader>().AddScoped<ForeignTenant>()
        .AddScoped<Receive>().AddScoped<RequestSupplement>().AddScoped<Refuse>().AddScoped<Review>().AddScoped<OpenPosting>()
        .AddScoped<RecordObjection>().AddScoped<ConcludeObjection>().AddScoped<ClosePosting>().AddScoped<Forward>().AddScoped<Appraise>()
        .AddScoped<SendBack>().AddScoped<Sign>().AddScoped<ReviewMinutes>().AddScoped<Submissions>().AddScoped<SignSubmission>().AddScoped<AuthoriseProxy>().AddScoped<CopyPaper>().AddScoped<Number>().AddScoped<HandOver>().AddScoped<StopDossier>().AddScoped<KeepGoing>().AddScoped<OverrideIdentity>()
        .AddScoped<DemoPeople>().AddScoped<ChangeRegime>().AddScoped<HandOverTransfers>().AddScoped<ReturnTransfer>().AddScoped<AnswerTransfer>()
        .AddSingleton<Transfers.TransferWay>().AddScoped<Transfers.TransferDesk>().AddScoped<Transfers.TransferFiles>().AddScoped<Transfers.PostTransfers>().AddScoped<Transfers.TakeTransfer>().AddScoped<Transfers.AnswerTransfers>().AddScoped<Transfers.LostHalf>().AddNodeJob<Transfers.TransferRounds>(TimeSpan.FromMinutes(1))
        .AddScoped<OpenOwn>().AddScoped<Propose>().AddScoped<AppraiseProvince>().AddNodeJob<HandOverTransfersJob>(TimeSpan.FromMinutes(1)).AddScoped<OutcomeDesk>().AddNodeJob<ChangeRegimeJob>(TimeSpan.FromHours(1))
        .AddScoped<ReportEvent>().AddScoped<EventDesk>().AddScoped<RefuteEvent>().AddScoped<OpenFromEvent>().AddScoped<EventPreview>().AddScoped<EventPageDoors>()
        .AddScoped<TellPayerNotices>().AddNodeJob<TellPayerNoticesJob>(TimeSpan.FromMinutes(1)).AddScoped<AfterDeath>().AddScoped<ReturnedPeople>().AddNodeJob<AfterDeathJob>(TimeSpan.FromMinutes(5))
        .AddScoped<Elsewhere.TakeCase>().AddScoped<Elsewhere.TakeBackMonths>().AddScoped<Elsewhere.SendWords>().AddScoped<Elsewhere.AnswerCase>().AddSingleton<Elsewhere.FirstPull>().AddNodeJob<Elsewhere.TakeCasesJob>(TimeSpan.FromMinutes(1))
        .AddScoped<LevelReader>().AddScoped<LevelDesk>().AddScoped<LevelsDue>().AddScoped<SettleLevel>().AddScoped<MakeLevelList>().AddScoped<WithdrawLevelList>()
        .AddScoped<SignLevelList>().AddScoped<NumberLevelList>().AddScoped<ApplyLevels>().AddNodeJob<ApplyLevelsJob>(TimeSpan.FromMinutes(1))
        .AddSingleton<Forecast.ForecastBook>().AddScoped<Forecast.MakeForecasts>().AddNodeJob<Forecast.MakeForecastsJob>(TimeSpan.FromMinutes(2)).AddScoped<WorklistReader>().AddScoped<OthersOfCommune>().AddScoped<WorklistKeeper>().AddScoped<WorklistGround>().AddScoped<MakeWorklist>().AddScoped<OpenWorklist>().AddScoped<CloseWorklist>().AddScoped<AskWorklist>().AddScoped<WorklistQuery>().AddScoped<WorklistPrefill>().AddScoped<PrepareRequests>()
        .AddNodeJob<MakeWorklistJob>(TimeSpan.FromMinutes(1))
        .AddScoped<DataQuality.QualityFigures>().AddScoped<Registry.Erasing.IPersonalTraces, People.DossierTraces>()
        .AddSingleton<LookUp.LookUpPass>().AddScoped<LookUp.LookUpCitizen>().AddScoped<LookUp.TakeLookedUp>()
        .AddScoped<TellStudy>().AddScoped<TellStayExtended>().AddScoped<HealthCardList>()
        .AddSingleton<IOutcome, MonthlyOutcome>().AddSingleton<IOutcome, AdjustOutcome>().AddSingleton<IOutcome, StopOutcome>()
        .AddSingleton<IOutcome, SuspendOutcome>().AddSingleton<IOutcome, ResumeOutcome>().AddSingleton<IOutcome, MoveOutcome>()
        .AddSingleton<IOutcome, MoveInOutcome>().AddSingleton<IOutcome, FuneralOutcome>().AddSingleton<IOutcome, EmergencyOutcome>()
        .AddSingleton<IOutcome, InstitutionOutcome>().AddSingleton<IOutcome, UndoOutcome>().AddSingleton<IOutcome, RecoverOutcome>().AddScoped<ProposeRecovery>()
        .AddScoped<CouncilDesk>().AddScoped<DisabilityFigures>().AddScoped<KeepCouncil>().AddScoped<AskSchool>().AddScoped<Convene>().AddScoped<ConcludeCouncil>().AddScoped<SendToBoard>()
        .AddScoped<TakeBoardConclusion>().AddScoped<CheckCertificate>().AddScoped<IssueCertificate>().AddScoped<WithdrawCertificate>()
        .AddScoped<ChangeCalendar>().AddScoped<Apologise>().AddScoped<AnnounceChild>().AddScoped<ChangeInstitution>().AddScoped<KpiReport>().AddScoped<DossierRegister>()
        .AddScoped<DeskFiles>().AddScoped<TakeSupplement>().AddScoped<TakeWithdrawal>().AddScoped<LawBook>().AddScoped<BulkDesk>().AddScoped<BulkSign>().AddScoped<BulkSignPapers>().AddScoped<BulkNumber>().AddScoped<ListDesk>().AddScoped<MakeList>().AddScoped<TakeOffList>().AddScoped<SignList>().AddScoped<NumberList>().AddScoped<WaitingPapers>().AddScoped<CommonStep>().AddScoped<SignedLetters>().AddScoped<PostTogether>().AddScoped<ForwardTogether>();
}
