using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Registry.Merging;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Two records of one person become one, and two again.</summary>
internal sealed partial class WorldDecisions
{
    private static readonly SignedInOfficial Appraiser = PayWorld.Official(Roles.Appraiser, ModelGround.District);

    public async Task<string> MergeAsync(Worker w, TruePerson person, Guid survivor, Guid absorbed)
    {
        try
        {
            return await world.AsAsync(w, Appraiser, s => s.GetRequiredService<MergePeople>().HandleAsync(new(survivor, absorbed, "Đã đối chiếu sổ hộ khẩu cũ", []), Appraiser, default));
        }
        finally
        {
            if (world.Read("SELECT Id FROM MergeRecords WHERE SurvivorId = $id AND UndoneAt IS NULL", r => r.GetGuid(0), survivor) is [var merge])
            {
                person.Merge = merge;
                Name(person, survivor);
            }
        }
    }

    public async Task<string> UnmergeAsync(Worker w, TruePerson person, Guid merge)
    {
        try
        {
            return await world.AsAsync(w, Appraiser, s => s.GetRequiredService<UnmergePeople>().HandleAsync(new(merge, "Hai người khác nhau, có giấy khai sinh"), Appraiser, default));
        }
        finally
        {
            if (world.Read("SELECT Id FROM MergeRecords WHERE Id = $id AND UndoneAt IS NOT NULL", r => r.GetGuid(0), merge).Count > 0)
            {
                person.Merge = null;
                // What runs, or ended last, says about which of the two the next decision is.
                Name(person, person.Ids.MaxBy(id => world.Read("SELECT StartMonth, RecordedAt FROM Entitlements WHERE BeneficiaryId = $id AND (EndMonth = 0 OR EndMonth >= StartMonth) ORDER BY StartMonth DESC, RecordedAt DESC LIMIT 1",
                    r => (r.GetInt32(0), r.GetString(1)), id).FirstOrDefault()));
            }
        }
    }

    private void Name(TruePerson person, Guid id) => (person.Id, person.Number) = (id, world.Read("SELECT CitizenId FROM Beneficiaries WHERE Id = $id", r => r.GetString(0), id)[0]);
}
