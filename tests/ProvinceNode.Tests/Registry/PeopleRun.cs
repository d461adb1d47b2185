using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Registry.Search;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Registry;

/// <summary>A three-tier node with people put straight into its registry through the one way to save.</summary>
public sealed class PeopleRun(NodeHost host)
{
    public const string Commune = "38.380.14758";
    public const string Neighbour = "38.380.14761";
    public const string Far = "38.384.14845";

    private int _count;

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
