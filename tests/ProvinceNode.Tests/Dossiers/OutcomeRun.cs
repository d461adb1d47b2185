using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A dossier of any procedure walked along its route by whoever the law names at each step, through the real verbs.</summary>
public sealed class OutcomeRun(NodeHost host)
{
    private readonly Dictionary<string, SignedInOfficial> _officials = [];

    public TestDossiers Dossiers { get; } = new(host);

    /// <summary>Puts a dossier at a commune, as a door would: filed and waiting for the desk.</summary>
    public async Task<Guid> FiledAsync(string procedure, RequestKind kind, Person person, string? commune = null, params RequestKind[] beside)
    {
        var office = commune ?? Dossiers.Commune;
        var id = Guid.CreateVersion7();
        await SaveAsync(db => db.Add(new Dossier
        {
            Id = id, Code = $"H56-{id:N}"[..20].ToUpperInvariant(), TenantPath = office, ProcedureCode = procedure, Kind = kind, Channel = 1, Status = DossierStatus.AwaitingReception,
            Owner = new PersonData
            {
                FullName = person.Name, BirthDate = person.Born, Sex = 1, CitizenId = person.Number, CommuneCode = TenantPath.Parse(office).UnitCode, CommuneName = "Xã cũ", Village = "Thôn 1",
            },
            Applicant = new ApplicantData { IsOwner = false, FullName = "Trần Thị Chăm", CitizenId = "038181000777", Relation = "con" },
            Identity = new IdentityCheck { Status = IdentityStatus.Matched }, SubmissionKey = id.ToString("N"), SubmittedAt = new VietnamTime(host.Clock).UtcNow,
            Requests = [.. beside.Prepend(kind).Select((k, i) => DossierRequest.Of(id, office, k, "DN", new DateOnly(2021, 7, 1), "{}", i + 1))],
        }));
        return id;
    }

    /// <summary>Walks to the end: received, every step of the route, signed, numbered.</summary>
    public async Task<Dossier> DecidedAsync(Guid id, Facts facts, Measure? measure = null, bool eligible = true)
    {
        await ToSignatureAsync(id, facts, measure, eligible);
        await MatchPeopleAsync(id);
        await MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
        return await MustAsync(id, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(id, v, o, default));
    }

    public async Task ToSignatureAsync(Guid id, Facts facts, Measure? measure = null, bool eligible = true)
    {
        while ((await Dossiers.LoadAsync(id)).Status is var status and not DossierStatus.AwaitingSignature)
        {
            await StepAsync(id, status, facts, measure, eligible);
        }
    }

    /// <summary>The verb that the route wants now, by its official.</summary>
    public async Task StepAsync(Guid id, DossierStatus status, Facts facts, Measure? measure = null, bool eligible = true)
    {
        switch (status)
        {
            case DossierStatus.AwaitingReception:
                var institution = await InstitutionAsync(measure?.Institution is { Length: > 0 } name ? name : "Trung tâm Bảo trợ xã hội số 1");
                await MustAsync(id, ActKinds.Receive, (s, v, o) => s.GetRequiredService<Receive>().Handle(new(id, v) { Institution = institution }, o, default));
                break;
            case DossierStatus.Received:
                var carers = Fit(await Dossiers.LoadAsync(id));
                await MustAsync(id, ActKinds.Review, (s, v, o) => s.GetRequiredService<Review>().Handle(new(id, v, true, "Đã xác minh") { Carers = carers, Attested = ["yes", "yes"] }, o, default));
                break;
            case DossierStatus.Reviewed:
                await MustAsync(id, ActKinds.OpenPosting, (s, v, o) => s.GetRequiredService<OpenPosting>().Handle(id, v, o, default));
                host.Clock.SetDay((await Dossiers.LoadAsync(id)).StepDueOn!.Value);
                break;
            case DossierStatus.Posted:
                await MustAsync(id, ActKinds.ClosePosting, (s, v, o) => s.GetRequiredService<ClosePosting>().Handle(id, v, o, default));
                break;
            case DossierStatus.AwaitingForward:
                await MustAsync(id, ActKinds.Forward, (s, v, o) => s.GetRequiredService<Forward>().Handle(id, v, o, default));
                await NumberAsync(id, "D11");
                break;
            case DossierStatus.UnderAppraisal:
                await MustAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, eligible, eligible ? "Đủ giấy tờ" : InsideNote, facts, eligible ? measure : Answered(measure ?? new Measure())), o, default));
                await MatchPeopleAsync(id);
                break;
            case DossierStatus.AwaitingProposal:
                await MustAsync(id, ActKinds.Propose, (s, v, o) => s.GetRequiredService<Propose>().Handle(id, v, o, default));
                await NumberAsync(id, "CS0");
                break;
            case DossierStatus.UnderProvince:
                await MustAsync(id, ActKinds.AppraiseProvince, (s, v, o) => s.GetRequiredService<AppraiseProvince>().Handle(new(id, v, "Đồng ý"), o, default));
                break;
            default:
                throw new InvalidOperationException($"Nothing goes on from {status}.");
        }
    }

    /// <summary>The appraiser's opinion on what he refuses: for the file only.</summary>
    public const string InsideNote = "Nghi khai man, đề nghị theo dõi";

    /// <summary>What the citizen reads where the rules have no clause of their own.</summary>
    public const string Sentence = "Chưa đủ điều kiện theo khoản 1 Điều 5 Nghị định số 20/2021/NĐ-CP.";

    private static Measure Answered(Measure measure) => measure.Words.Length > 0 ? measure : measure with { Words = Sentence };

    /// <summary>Path of the institution of a name, registered at first need by the province's administrator.</summary>
    public async Task<string> InstitutionAsync(string name)
    {
        var offices = await host.WithDbAsync(db => db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Institution).ToListAsync());
        if (offices.Find(o => VietnameseText.NameKey(o.UnitName) == VietnameseText.NameKey(name)) is { } known)
        {
            return known.TenantPath;
        }

        var made = await host.WithAsync(s => s.GetRequiredService<RegisterInstitution>().Handle(name, Dossiers.Official(Roles.Administrator, "38"), default));
        return made.Value.TenantPath;
    }

    /// <summary>The commune confirms every condition of whoever cares, where a request was made on a form of carers (or on none); elsewhere nobody is there to be confirmed.</summary>
    public static List<CarerFields> Fit(Dossier dossier) => !dossier.Requests.Exists(r => r.Kind == RequestKind.Care && r.Form is "2a" or "2b" or "03" or OwnDossier.Form) ? [] :
        [.. CarerChecks.AskedOf(dossier).Select(_ => new CarerFields { A = "yes", B = "yes", C = "yes", D = "yes", Spouse = "none", Near = "no" })];

    /// <summary>The clerk of the office that signed a letter gives it its number.</summary>
    public async Task NumberAsync(Guid id, string paper)
    {
        var letter = await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.DossierId == id && p.Paper == paper && p.State == PaperState.AwaitingNumber).SingleAsync());
        var clerk = Dossiers.Official(Roles.RecordsClerk, letter.OfficePath);
        var outcome = await host.WithAsync(s => s.GetRequiredService<NumberPaper>().Handle(letter.Id, clerk, default), letter.OfficePath);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
    }

    public async Task<Dossier> MustAsync(Guid id, string verb, Func<IServiceProvider, long, SignedInOfficial, Task<Outcome<Dossier>>> act)
    {
        var outcome = await TryAsync(id, verb, act);
        Assert.True(outcome.Succeeded, verb + ": " + string.Join("; ", outcome.Problems.Select(p => $"{p.Code} {p.Message}")));
        return outcome.Value;
    }

    /// <summary>Acts as the official whom the authority map names for the verb on this day.</summary>
    public async Task<Outcome<Dossier>> TryAsync(Guid id, string verb, Func<IServiceProvider, long, SignedInOfficial, Task<Outcome<Dossier>>> act)
    {
        var official = await OfficialForAsync(id, verb);
        return await Dossiers.DoAsync(id, official, (s, v) => act(s, v, official));
    }

    public async Task<SignedInOfficial> OfficialForAsync(Guid id, string verb)
    {
        var dossier = await Dossiers.LoadAsync(id);
        var context = await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(dossier.TenantPath), default));
        var authority = DossierFlow.AuthorityOf(context, dossier, StatusTable.Find(dossier.Status, verb)!)!;
        var office = context.For(dossier).OfficeFor(authority, TenantPath.Parse(dossier.TenantPath)).Value;
        var key = $"{authority}@{office}";
        return _officials.TryGetValue(key, out var known) ? known : _officials[key] = Dossiers.Official(Authorities.AccountRole[authority], office);
    }

    /// <summary>Everybody of the dossier beside its person, also who takes the money, is known to the population database.</summary>
    public Task MatchPeopleAsync(Guid id) => SaveAsync(db => TestDossiers.MatchPeople(db.Dossiers.Include(d => d.Requests).Single(d => d.Id == id)));

    public Task SaveAsync(Action<NodeDb> change) => host.WithDbAsync(async db =>
    {
        change(db);
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(host.Clock).UtcNow), default);
    });

    /// <summary>Changes a dossier as it lies there, e.g. what its form says.</summary>
    public Task ChangeAsync(Guid id, Action<Dossier> change) => host.WithDbAsync(async db =>
    {
        change(await db.Dossiers.Include(d => d.Requests).SingleAsync(d => d.Id == id));
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(host.Clock).UtcNow), default);
    });

    /// <summary>A beneficiary with one running entitlement, as an earlier decision left him.</summary>
    public async Task<Guid> ReceivingAsync(Person person, string category = "6.n.adult", long monthly = 540_000, int start = 202206, string? commune = null, EntitlementKind kind = EntitlementKind.Assistance)
    {
        var office = commune ?? Dossiers.Commune;
        Guid id = default;
        await host.WithAsync(async s =>
        {
            var db = s.GetRequiredService<NodeDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.WaitForTurnAsync(default);
            var facts = new PersonFacts(person.Name, person.Born, 1, "01", person.Number, "", TenantPath.Parse(office).UnitCode, "Thôn 1", "", "Matched");
            var known = await db.Beneficiaries.FirstOrDefaultAsync(b => b.CitizenId == person.Number);
            var award = new AwardRow(kind, category, 150, 1, new Dong(360_000), new Dong(monthly), new PayMonth(start), new Receiver(person.Name, person.Number, ""));
            id = (await Grant.HandleAsync(db, new GrantInput(TenantPath.Parse(office), facts, [award], Guid.NewGuid()) { BeneficiaryId = known?.Id }, new VietnamTime(host.Clock).UtcNow, default)).Id;
            await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(host.Clock).UtcNow), default);
            await transaction.CommitAsync();
            return 0;
        });
        return id;
    }

    public Task<Beneficiary> PersonAsync(Guid id) => host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().SingleAsync(b => b.Id == id));

    public Task<List<Entitlement>> RowsAsync(Guid id) => host.WithDbAsync(db => db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == id).OrderBy(e => e.StartMonth).ThenBy(e => e.RecordedAt).ToListAsync());

    public Task<List<OneOffPayment>> PaymentsAsync() => host.WithDbAsync(db => db.OneOffPayments.AsNoTracking().OrderBy(p => p.Id).ToListAsync());

    public Task<List<Decision>> DecisionsAsync(Guid dossier) => host.WithDbAsync(db => db.Decisions.AsNoTracking().Where(d => d.DossierId == dossier).OrderBy(d => d.Order).ThenBy(d => d.Id).ToListAsync());
}

/// <summary>Somebody of a test.</summary>
public sealed record Person(string Name, string Born, string Number)
{
    public static Person Disabled { get; } = new("Nguyễn Văn Thủy", "1982-03-15", "038082000102");

    public static Person Old { get; } = new("Lê Thị Già", "1949-02-10", "038149000201");

    /// <summary>Facts of a disabled adult.</summary>
    public Facts With(DisabilityDegree degree, DateOnly certificate) => new()
    {
        Birth = BirthDate.Parse(Born), Disability = new DisabilityFacts(degree, 1, "38.400.16063.000012", certificate),
    };

    public Facts Plain => new() { Birth = BirthDate.Parse(Born) };
}
