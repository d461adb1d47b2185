using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Direct;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Registry.Search;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Repair;

namespace ProvinceNode.Platform;

/// <summary>
/// The node's database, and its repository. Reads are narrowed to the scope's subtree by the named filter "tenant";
/// writes go through <see cref="SaveAsync"/>, which chains the act, guards the tenant and fills the outbox in one transaction.
/// </summary>
public abstract partial class NodeDb(DbContextOptions options, TenantScope scope) : IdentityUserContext<Official, Guid>(options)
{
    /// <summary>Name of the query filter that narrows reads; switching it off is an act of its own and stands in few places.</summary>
    public const string TenantFilter = "tenant";

    public TenantScope Scope { get; } = scope;

    public DbSet<NodeState> States => Set<NodeState>();

    public DbSet<Act> Acts => Set<Act>();

    public DbSet<AdministrativeUnit> Units => Set<AdministrativeUnit>();

    public DbSet<Office> Offices => Set<Office>();

    public DbSet<OfficialRole> OfficialRoles => Set<OfficialRole>();

    public DbSet<RolePermission> RolePermissions => Set<RolePermission>();

    public DbSet<AuthorityRule> AuthorityRules => Set<AuthorityRule>();

    public DbSet<StepRule> StepRules => Set<StepRule>();

    public DbSet<DayOff> DaysOff => Set<DayOff>();

    public DbSet<CalendarSettings> CalendarSettings => Set<CalendarSettings>();

    public DbSet<LevelRow> Levels => Set<LevelRow>();

    public DbSet<CategoryRow> Categories => Set<CategoryRow>();

    public DbSet<Dossier> Dossiers => Set<Dossier>();

    public DbSet<DossierRequest> DossierRequests => Set<DossierRequest>();

    public DbSet<DossierStep> DossierSteps => Set<DossierStep>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<Supplement> Supplements => Set<Supplement>();

    public DbSet<Objection> Objections => Set<Objection>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<DecisionList> DecisionLists => Set<DecisionList>();

    public DbSet<LevelList> LevelLists => Set<LevelList>();

    public DbSet<LevelCommune> LevelCommunes => Set<LevelCommune>();

    public DbSet<DeadlineMark> DeadlineMarks => Set<DeadlineMark>();

    public DbSet<Reappointment> Reappointments => Set<Reappointment>();

    public DbSet<IssuedPaper> Papers => Set<IssuedPaper>();

    public DbSet<CommonPaper> CommonPapers => Set<CommonPaper>();

    public DbSet<PaperDraft> PaperDrafts => Set<PaperDraft>();

    public DbSet<LegalBasisRow> LegalBases => Set<LegalBasisRow>();

    public DbSet<NumberBook> NumberBooks => Set<NumberBook>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<Beneficiary> Beneficiaries => Set<Beneficiary>();

    public DbSet<PersonLink> PersonLinks => Set<PersonLink>();

    public DbSet<PovertyYear> PovertyYears => Set<PovertyYear>();

    public DbSet<InstitutionStay> InstitutionStays => Set<InstitutionStay>();
    public DbSet<FieldOrigin> FieldOrigins => Set<FieldOrigin>();
    public DbSet<Household> Households => Set<Household>();
    public DbSet<HouseholdMember> HouseholdMembers => Set<HouseholdMember>();
    public DbSet<Entitlement> Entitlements => Set<Entitlement>();
    public DbSet<OneOffPayment> OneOffPayments => Set<OneOffPayment>();
    public DbSet<OverpaidMonth> OverpaidMonths => Set<OverpaidMonth>();
    public DbSet<AidInKind> AidsInKind => Set<AidInKind>();
    public DbSet<InstitutionResident> InstitutionResidents => Set<InstitutionResident>();
    public DbSet<HealthCardNotice> HealthCardNotices => Set<HealthCardNotice>();
    public DbSet<TransferHalf> TransferHalves => Set<TransferHalf>();
    public DbSet<DisabilityCertificate> DisabilityCertificates => Set<DisabilityCertificate>();
    public DbSet<DisabilityCouncil> DisabilityCouncils => Set<DisabilityCouncil>();
    public DbSet<CouncilMember> CouncilMembers => Set<CouncilMember>();
    public DbSet<CouncilCase> CouncilCases => Set<CouncilCase>();
    public DbSet<CertificateCheck> CertificateChecks => Set<CertificateCheck>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<RecordVersion> RecordVersions => Set<RecordVersion>();
    public DbSet<RepairFinding> RepairFindings => Set<RepairFinding>();

    /// <summary>Whether this context speaks to SQL Server; only <c>Platform</c> may ask.</summary>
    protected abstract bool IsSqlServer { get; }

    // Read by the query filter on each query, not once per model.
    private string ScopeFrom => Scope.From;

    private string ScopeUntil => Scope.Until;

    private Guid ScopeHeld => Scope.Held;

    /// <summary>Saves everything changed under one act: chained, guarded and enlisted for replication, all or nothing.</summary>
    /// <returns>False when another official changed one of the rows meanwhile; nothing was saved then.</returns>
    /// <exception cref="TenantViolationException">A row is outside the scope.</exception>
    /// <exception cref="FrozenViolationException">What was signed or issued is changed.</exception>
    public async Task<bool> SaveAsync(Act act, CancellationToken cancel)
    {
        await using var transaction = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancel) : null;
        var state = await TakeTurnAsync(cancel);
        act.Link(state.ActCount + 1, state.ActHead);
        (state.ActCount, state.ActHead) = (act.Sequence, act.Hash);
        Add(act);
        await SharedRows.StampAsync(this, cancel);
        var moved = LifeEventPlaces.MovedIn(this);
        await LifeEventPlaces.FollowAsync(this, moved, cancel);
        await ReceivingPlaces.FollowAsync(this, moved, cancel);
        try
        {
            await OutboxWriter.EnlistAsync(this, state.Epoch, act.At, cancel);
            await SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }

        return true;
    }

    /// <summary>Takes the savers' turn early, before any other row is written (else two savers are a deadlock on SQL Server): until the transaction ends nobody else saves, so what is read now still holds at commit, under either provider.</summary>
    public Task WaitForTurnAsync(CancellationToken cancel) => States.ExecuteUpdateAsync(s => s.SetProperty(x => x.Turn, x => x.Turn + 1), cancel);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await PeopleIndex.KeepAsync(this, cancellationToken);
        await QualityIndex.KeepAsync(this, cancellationToken);
        // Changes are looked for once, not by each guard: of a save of thousands of rows that was a sixth of the time.
        ChangeTracker.DetectChanges();
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            TenantGuard.Check(ChangeTracker, Scope);
            FrozenGuard.Check(ChangeTracker);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        TenantGuard.Check(ChangeTracker, Scope);
        FrozenGuard.Check(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        OrganizationMap.Apply(builder);
        RuleTables.Apply(builder);
        builder.Entity<RuleChange>(RuleChange.Map);
        builder.Entity<RuleConflict>(RuleConflict.Map);
        builder.Entity<NodeState>(NodeState.Map);
        builder.Entity<Act>(Act.Map);
        builder.Entity<Dossier>(Dossier.Map);
        builder.Entity<DossierRequest>(DossierRequest.Map);
        builder.Entity<DossierStep>(DossierStep.Map);
        builder.Entity<Attachment>(Attachment.Map);
        builder.Entity<Supplement>(Supplement.Map);
        builder.Entity<Objection>(Objection.Map);
        builder.Entity<Decision>(Decision.Map);
        builder.Entity<DecisionList>(DecisionList.Map);
        LevelTables.Apply(builder);
        WorklistTables.Apply(builder);
        builder.Entity<ProvinceNode.Dossiers.Elsewhere.ElsewhereCase>(ProvinceNode.Dossiers.Elsewhere.ElsewhereCase.Map);
        builder.Entity<Reappointment>(Reappointment.Map);
        builder.Entity<DeadlineMark>(DeadlineMark.Map);
        builder.Entity<CalendarSettings>(ProvinceNode.Dossiers.Calendar.CalendarSettings.Map);
        builder.Entity<IssuedPaper>(IssuedPaper.Map);
        builder.Entity<PaperDraft>(PaperDraft.Map);
        builder.Entity<CommonPaper>(CommonPaper.Map);
        builder.Entity<LegalBasisRow>(LegalBasisRow.Map);
        builder.Entity<NumberBook>(NumberBook.Map);
        builder.Entity<Draft>(Draft.Map);
        RegistryTables.Apply(builder);
        DisabilityTables.Apply(builder);
        ImportMap.Apply(builder);
        PaymentTables.Apply(builder);
        ReplicationTables.Apply(builder);
        Reference.ReferenceMap.Apply(builder);
        FilterByTenant(builder);
        ColumnShapes.ApplyProvider(builder, IsSqlServer);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Protos.Values.Dong>().HaveConversion<DongConverter>();
    }

    private void FilterByTenant(ModelBuilder builder)
    {
        var filter = typeof(NodeDb).GetMethod(nameof(FilterOne), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        foreach (var type in builder.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.IsAssignableTo(typeof(ITenantOwned))).ToList())
        {
            filter.MakeGenericMethod(type).Invoke(this, [builder]);
        }

        FilterPeople(builder);
    }

    private void FilterOne<T>(ModelBuilder builder)
        where T : class, ITenantOwned
    {
        builder.Entity<T>().Property<string>(nameof(ITenantOwned.TenantPath)).HasMaxLength(20).UseOrdinal();
        builder.Entity<T>().HasIndex(nameof(ITenantOwned.TenantPath));
#pragma warning disable CA1309 // Translated to SQL; the column's binary collation makes the comparison ordinal.
        if (!typeof(T).IsAssignableTo(typeof(IShared)))
        {
            builder.Entity<T>().HasQueryFilter(TenantFilter, row =>
                string.Compare(row.TenantPath, ScopeFrom) >= 0 && string.Compare(row.TenantPath, ScopeUntil) < 0);
            return;
        }

        builder.Entity<T>().Property<string>(nameof(IShared.SharedPath)).HasMaxLength(20).UseOrdinal();
        // Few rows are shared: the index holds only those.
        builder.Entity<T>().HasIndex(nameof(IShared.SharedPath)).HasFilter("[SharedPath] IS NOT NULL");
        builder.Entity<T>().HasQueryFilter(TenantFilter, row =>
            (string.Compare(row.TenantPath, ScopeFrom) >= 0 && string.Compare(row.TenantPath, ScopeUntil) < 0)
            || (string.Compare(EF.Property<string?>(row, "SharedPath"), ScopeFrom) >= 0 && string.Compare(EF.Property<string?>(row, "SharedPath"), ScopeUntil) < 0));
    }

    // The registry's rows of the person in hand are lent beside the scope's own; a suspicion about two records is of both their offices.
    private void FilterPeople(ModelBuilder builder)
    {
        builder.Entity<Registry.Duplicates.DuplicatePair>().HasQueryFilter(TenantFilter, pair => (string.Compare(pair.FirstPath, ScopeFrom) >= 0 && string.Compare(pair.FirstPath, ScopeUntil) < 0)
            || (string.Compare(pair.SecondPath, ScopeFrom) >= 0 && string.Compare(pair.SecondPath, ScopeUntil) < 0));
        builder.Entity<Beneficiary>().HasQueryFilter(TenantFilter, row =>
            (string.Compare(row.TenantPath, ScopeFrom) >= 0 && string.Compare(row.TenantPath, ScopeUntil) < 0)
            || (string.Compare(row.SharedPath, ScopeFrom) >= 0 && string.Compare(row.SharedPath, ScopeUntil) < 0) || row.Id == ScopeHeld);
        builder.Entity<Entitlement>().HasQueryFilter(TenantFilter, row =>
            (string.Compare(row.TenantPath, ScopeFrom) >= 0 && string.Compare(row.TenantPath, ScopeUntil) < 0)
            || (string.Compare(row.SharedPath, ScopeFrom) >= 0 && string.Compare(row.SharedPath, ScopeUntil) < 0) || row.BeneficiaryId == ScopeHeld);
#pragma warning restore CA1309
    }

    private async Task<NodeState> TakeTurnAsync(CancellationToken cancel)
    {
        // The update takes the row's lock until commit, so two savers never read the same head.
        await WaitForTurnAsync(cancel);
        if (ChangeTracker.Entries<NodeState>().FirstOrDefault() is { } tracked)
        {
            await tracked.ReloadAsync(cancel);
            return tracked.Entity;
        }

        return await States.SingleAsync(cancel);
    }
}
