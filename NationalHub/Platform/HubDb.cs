using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NationalHub.Duplicates;
using NationalHub.Gateways;
using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.Population;
using NationalHub.Gateways.Portal;
using NationalHub.Gateways.Transfers;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Intake;
using NationalHub.Intake.Equality;
using NationalHub.Intake.Refusals;
using NationalHub.Operators;
using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using NationalHub.Provinces.Joining;
using NationalHub.Provinces.Trials;
using NationalHub.Reference;
using NationalHub.Reporting;
using NationalHub.Reporting.Indicators;

namespace NationalHub.Platform;

/// <summary>The hub's store. One sealed context per provider, so that each has its own migrations.</summary>
public abstract class HubDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Province> Provinces => Set<Province>();

    public DbSet<NodeCertificate> NodeCertificates => Set<NodeCertificate>();

    public DbSet<ProvinceInvitation> Invitations => Set<ProvinceInvitation>();

    public DbSet<GateSignature> GateSignatures => Set<GateSignature>();

    public DbSet<StageChange> StageChanges => Set<StageChange>();

    public DbSet<Standing> Standings => Set<Standing>();

    public DbSet<PilotWeek> PilotWeeks => Set<PilotWeek>();

    public DbSet<ParallelPayment> ParallelPayments => Set<ParallelPayment>();

    public DbSet<ParallelStep> ParallelSteps => Set<ParallelStep>();

    public DbSet<TrialRemoval> TrialRemovals => Set<TrialRemoval>();

    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();

    public DbSet<ProvincePosition> Positions => Set<ProvincePosition>();

    public DbSet<RecordVersion> RecordVersions => Set<RecordVersion>();

    public DbSet<RefusedRecord> RefusedRecords => Set<RefusedRecord>();

    public DbSet<EqualityCertificate> EqualityCertificates => Set<EqualityCertificate>();

    public DbSet<Beneficiary> Beneficiaries => Set<Beneficiary>();

    public DbSet<ApartPerson> ApartPeople => Set<ApartPerson>();

    public DbSet<Entitlement> Entitlements => Set<Entitlement>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<Dossier> Dossiers => Set<Dossier>();

    public DbSet<Household> Households => Set<Household>();

    public DbSet<DisabilityCertificate> DisabilityCertificates => Set<DisabilityCertificate>();

    public DbSet<LifeEvent> LifeEvents => Set<LifeEvent>();

    public DbSet<PaymentList> PaymentLists => Set<PaymentList>();

    public DbSet<PaymentLine> PaymentLines => Set<PaymentLine>();

    public DbSet<Indicator> Indicators => Set<Indicator>();

    public DbSet<IndicatorState> IndicatorStates => Set<IndicatorState>();

    public DbSet<AdministrativeUnit> AdministrativeUnits => Set<AdministrativeUnit>();

    public DbSet<Analyst> Analysts => Set<Analyst>();

    public DbSet<QueryLogEntry> QueryLog => Set<QueryLogEntry>();

    public DbSet<Operator> Operators => Set<Operator>();

    public DbSet<OperatorRecoveryCode> OperatorRecoveryCodes => Set<OperatorRecoveryCode>();

    public DbSet<IdentityQuery> IdentityQueries => Set<IdentityQuery>();

    public DbSet<IdentityAnswer> IdentityAnswers => Set<IdentityAnswer>();

    public DbSet<IdentityQuota> IdentityQuotas => Set<IdentityQuota>();

    public DbSet<PortalEntry> PortalLedger => Set<PortalEntry>();

    public DbSet<PortalFiling> PortalFilings => Set<PortalFiling>();

    public DbSet<PublishedPack> PublishedPacks => Set<PublishedPack>();

    public DbSet<PackDraft> PackDrafts => Set<PackDraft>();

    public DbSet<ProvincePack> ProvincePacks => Set<ProvincePack>();

    public DbSet<LinkedNumber> LinkedNumbers => Set<LinkedNumber>();

    public DbSet<ComparedPerson> ComparedPeople => Set<ComparedPerson>();

    public DbSet<CrossCase> CrossCases => Set<CrossCase>();

    public DbSet<CrossCaseStep> CrossCaseSteps => Set<CrossCaseStep>();
    public DbSet<TransferObject> Transfers => Set<TransferObject>();
    public DbSet<PortalResult> PortalResults => Set<PortalResult>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>().HavePrecision(6);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapProvinces(modelBuilder);
        ProvincePosition.Map(modelBuilder);
        RecordVersion.Map(modelBuilder);
        RefusedRecord.Map(modelBuilder);
        EqualityCertificate.Map(modelBuilder);
        Beneficiary.Map(modelBuilder);
        ApartPerson.Map(modelBuilder);
        Entitlement.Map(modelBuilder);
        Decision.Map(modelBuilder);
        Dossier.Map(modelBuilder);
        Household.Map(modelBuilder);
        DisabilityCertificate.Map(modelBuilder);
        LifeEvent.Map(modelBuilder);
        PaymentList.Map(modelBuilder);
        PaymentLine.Map(modelBuilder);
        Indicator.Map(modelBuilder);
        AdministrativeUnit.Map(modelBuilder);
        Analyst.Map(modelBuilder);
        QueryLogEntry.Map(modelBuilder);
        Operator.Map(modelBuilder);
        OperatorRecoveryCode.Map(modelBuilder);
        IdentityQuery.Map(modelBuilder);
        IdentityAnswer.Map(modelBuilder);
        IdentityQuota.Map(modelBuilder);
        PortalEntry.Map(modelBuilder);
        PortalFiling.Map(modelBuilder);
        PublishedPack.Map(modelBuilder);
        PackDraft.Map(modelBuilder);
        ProvincePack.Map(modelBuilder);
        LinkedNumber.Map(modelBuilder);
        ComparedPerson.Map(modelBuilder);
        CrossCase.Map(modelBuilder);
        CrossCaseStep.Map(modelBuilder);
        TransferObject.Map(modelBuilder);
        PortalResult.Map(modelBuilder);
    }

    private static void MapProvinces(ModelBuilder modelBuilder)
    {
        Province.Map(modelBuilder);
        NodeCertificate.Map(modelBuilder);
        ProvinceInvitation.Map(modelBuilder);
        GateSignature.Map(modelBuilder);
        StageChange.Map(modelBuilder);
        Standing.Map(modelBuilder);
        PilotWeek.Map(modelBuilder);
        ParallelPayment.Map(modelBuilder);
        ParallelStep.Map(modelBuilder);
        TrialRemoval.Map(modelBuilder);
        SecurityEvent.Map(modelBuilder);
    }

    /// <summary>Times are stored in UTC and come back marked as such.</summary>
    private sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
        toStore => toStore.Kind == DateTimeKind.Local ? toStore.ToUniversalTime() : toStore,
        fromStore => DateTime.SpecifyKind(fromStore, DateTimeKind.Utc));
}

/// <summary>Embedded file: one hub, no server.</summary>
public sealed class SqliteHubDb(DbContextOptions<SqliteHubDb> options) : HubDb(options);

/// <summary>SQL Server.</summary>
public sealed class SqlServerHubDb(DbContextOptions<SqlServerHubDb> options) : HubDb(options)
{
    /// <summary>
    /// SQLite compares ordinally; here every text column is told to do the same. A name is then one name and not also its like in capitals, the files of earlier days answer as today's store, and
    /// two columns in one expression never meet with two collations (468).
    /// </summary>
    public const string OrdinalCollation = "Latin1_General_100_BIN2";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            if ((property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
            {
                property.SetCollation(OrdinalCollation);
            }
        }
    }
}
