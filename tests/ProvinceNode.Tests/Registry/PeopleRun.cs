using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Protos.Values;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Direct;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Registry.Search;
using TestSupport;

namespace ProvinceNode.Tests.Registry;

/// <summary>A three-tier node with people put straight into its registry through the one way to save.</summary>
/// <param name="numbered">Codes begin behind it, where others give codes of the same communes.</param>
public sealed class PeopleRun(NodeHost host, int numbered = 0)
{
    public const string Commune = "38.380.14758";
    public const string Neighbour = "38.380.14761";
    public const string Far = "38.384.14845";

    private int _count = numbered;

    public NodeHost Host => host;

    /// <summary>Saves something as the system does.</summary>
    public Task<bool> SaveAsync(Func<NodeDb, Task> change) => host.WithDbAsync(async db =>
    {
        await change(db);
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Submit, new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc)), default);
    });

    /// <summary>A person; his sex is a woman's unless told otherwise.</summary>
    public async Task<Beneficiary> AddAsync(string name, string birth = "1954-03-02", string office = Commune, string number = "", string old = "", int sex = 2, string village = "", EntitlementStatus status = EntitlementStatus.Active)
    {
        var person = Sample.Beneficiary(office, name, $"{office.Replace('.', '-')}-{++_count:000000}");
        (person.BirthDate, person.CitizenId, person.OldIdentityNumber, person.Sex, person.Village, person.Status) = (birth, number, old, sex, village, status);
        Assert.True(await SaveAsync(db =>
        {
            db.Add(person);
            return Task.CompletedTask;
        }));
        return person;
    }

    /// <summary>A monthly assistance of a person, with his summary brought up to it.</summary>
    public async Task<Entitlement> GrantAsync(Beneficiary person, string category = "6.n.adult", int start = 202301, EntitlementKind kind = EntitlementKind.Assistance, bool ended = false, Guid? previous = null, string guardian = "")
    {
        var row = new Entitlement
        {
            Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Kind = kind, CategoryCode = category, CoefficientHundredths = 150, Level = new Dong(500_000),
            MonthlyAmount = new Dong(750_000), StartMonth = start, EndMonth = ended ? start + 2 : 0, Status = ended ? EntitlementStatus.Ended : EntitlementStatus.Active, DecisionId = Guid.NewGuid(),
            ReceiverName = guardian.Length > 0 ? guardian : person.FullName, ReceiverRelation = guardian.Length > 0 ? "con" : "", PreviousId = previous, RecordedAt = new DateTime(2025, 3, 10, 3, 0, 0, DateTimeKind.Utc),
        };
        Assert.True(await SaveAsync(async db =>
        {
            db.Add(row);
            var stored = await db.Beneficiaries.SingleAsync(b => b.Id == person.Id);
            Standing.Refresh(stored, (await db.Entitlements.Where(e => e.BeneficiaryId == person.Id).ToListAsync()).Append(row));
        }));
        return row;
    }

    /// <summary>What else names a person: his household, an institution, the health card, a list and an entry from paper that led to him.</summary>
    public Task<bool> FiledAsync(Guid person) => SaveAsync(db =>
    {
        var at = new DateTime(2025, 3, 10, 3, 0, 0, DateTimeKind.Utc);
        var household = new Household { Id = Guid.NewGuid(), TenantPath = Commune, HeadName = "Nguyễn Văn Chủ", CommuneCode = "14758" };
        var (batch, file) = Sample.Import("38.380", "Danh sách huyện");
        var sheet = new ImportSheet { Id = Guid.NewGuid(), BatchId = batch.Id, FileId = file.Id, TenantPath = batch.TenantPath, Ordinal = 1, Index = 0, Name = "Danh sách", State = SheetState.Read };
        var entry = Sample.Entry("38.380", "Nguyễn Lan");
        var told = new LifeEvent { Id = Guid.NewGuid(), BeneficiaryId = person, TenantPath = Commune, Kind = LifeEventKind.Death, Source = EventSource.CommuneOfficer, RecordedAt = at };
        told.Holds.Add(new PaymentHold { Id = Guid.NewGuid(), EventId = told.Id, BeneficiaryId = person, TenantPath = Commune, FromMonth = 202504, Why = "Xác minh", RecordedAt = at });
        (entry.State, entry.BeneficiaryId) = (EntryState.Entered, person);
        db.AddRange(Paid(person, at));
        db.AddRange(
            household, batch, file, sheet, entry, told,
            new HouseholdMember { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = Commune, FullName = "Nguyễn Lan", BeneficiaryId = person },
            new InstitutionStay { Id = Guid.NewGuid(), BeneficiaryId = person, TenantPath = Commune, Institution = "Trung tâm Bảo trợ" },
            new InstitutionResident { Id = Guid.NewGuid(), TenantPath = Commune, BeneficiaryId = person, PersonName = "Nguyễn Lan", BirthDate = "1954", Institution = "Trung tâm Bảo trợ", From = new(2024, 1, 1), DecisionId = Guid.NewGuid(), RecordedAt = at },
            Work(person),
            new HealthCardNotice { Id = Guid.NewGuid(), TenantPath = Commune, Event = HealthCardEvent.Grant, BeneficiaryId = person, PersonName = "Nguyễn Lan", BirthDate = "1954", Sex = 2, FromMonth = 202501, DecisionId = Guid.NewGuid(), RecordedAt = at },
            new ImportRow { Id = Guid.NewGuid(), BatchId = batch.Id, SheetId = sheet.Id, TenantPath = batch.TenantPath, Sheet = 1, Number = 2, Cells = "", State = ProvinceNode.Import.Batches.RowState.Entered, BeneficiaryId = person, EnteredAt = at });
        return Task.CompletedTask;
    });

    private static object[] Paid(Guid person, DateTime at)
    {
        var (period, run, list) = Sample.Payment(Commune, "Xã");
        var line = Sample.PaymentLine(list, "Nguyễn Lan");
        return
        [
            period, run, list, line, Sample.PaymentClaim(line, person),
            new PayerNotice
            {
                Id = Guid.NewGuid(), TenantPath = Commune, BeneficiaryId = person, Kind = PayerNoticeKind.NewAccount, ListId = list.Id, LineId = line.Id, ResultVersion = 1, Month = 202504, Words = "", RecordedAt = at, State = PayerNoticeState.Open,
            },
            new ReceivingAccount { Id = Guid.NewGuid(), TenantPath = Commune, BeneficiaryId = person, AccountNumber = "0123", Bank = "Agribank", Holder = "Nguyễn Lan", RecordedAt = at },
            new MethodChange
            {
                Id = Guid.NewGuid(), TenantPath = Commune, BeneficiaryId = person, From = PayMethod.CashPoint, To = PayMethod.CashHome, FromMonth = 202504, RequestedBy = "Nguyễn Lan", RequestedOn = new(2025, 3, 10),
                RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = at,
            },
            new ProxyAuthorisation
            {
                Id = Guid.NewGuid(), TenantPath = Commune, BeneficiaryId = person, ProxyName = "Nguyễn Văn Con", ProxyNumber = "038080000001", Relation = "con", Related = true, CertificateNumber = "12", CertifiedOn = new(2025, 3, 1),
                CertifiedBy = "UBND xã", From = new(2025, 3, 1), To = new(2026, 2, 28), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = at,
            },
        ];
    }

    private static WorklistRow Work(Guid person)
    {
        var work = Sample.Work(Commune, "Nguyễn Lan");
        work.BeneficiaryId = person;
        return work;
    }

    public Task<Beneficiary> PersonAsync(Guid id) => host.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AsNoTracking().SingleAsync(b => b.Id == id));

    /// <summary>Names of those found, best first.</summary>
    public Task<List<string>> FindAsync(string typed, string office = Commune, int most = 50) => host.WithAsync(
        async s => (await s.GetRequiredService<FindPeople>().HandleAsync(PeopleQuery.Parse(typed), most, default)).Select(p => p.FullName).ToList(), office);

    /// <summary>Compares all who are left.</summary>
    public async Task CompareAsync()
    {
        while (await host.WithAsync(s => s.GetRequiredService<FindDuplicates>().HandleAsync(default)) > 0)
        {
        }
    }

    public Task<List<DuplicatePair>> PairsAsync(string office = "38") => host.WithDbAsync(db => db.Set<DuplicatePair>().AsNoTracking().OrderByDescending(p => p.Score).ToListAsync(), office);

    public async Task<Outcome<MergeRecord>> MergeAsync(Guid survivor, Guid absorbed, string office = "38.380", string role = Roles.Appraiser, params string[] take)
    {
        var official = Official(role, office);
        return await host.WithAsync(s => s.GetRequiredService<MergePeople>().HandleAsync(new(survivor, absorbed, "Đã đối chiếu sổ hộ khẩu cũ", take), official, default), office);
    }

    public async Task<Outcome<MergeRecord>> UnmergeAsync(Guid merge, string office = "38.380", string role = Roles.Appraiser)
    {
        var official = Official(role, office);
        return await host.WithAsync(s => s.GetRequiredService<UnmergePeople>().HandleAsync(new(merge, "Hai người khác nhau, có giấy khai sinh"), official, default), office);
    }

    public static SignedInOfficial Official(string role, string office) =>
        new(Guid.NewGuid(), role, "Cán bộ " + role, "Chuyên viên", TenantPath.Parse(office), UnitLevel.District, new HashSet<string> { role },
            Protos.Reference.ReferenceTable.Read("role-actions").Rows.Where(r => r["role"] == role).Select(r => r["action"]).ToHashSet());
}
