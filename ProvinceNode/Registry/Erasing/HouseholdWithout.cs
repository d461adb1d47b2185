using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;
using RecordVersion = ProvinceNode.Replication.RecordVersion;

namespace ProvinceNode.Registry.Erasing;

/// <summary>
/// A household without somebody who is erased. Every version of it names him, here and at the hub, so it leaves a tombstone; who stays begins a record of his own, whose
/// members and kept versions are those of the old one without him: what was known of the others on a day is still known. The hub gets the new record as it is now.
/// </summary>
internal static class HouseholdWithout
{
    /// <summary>Who stays in it.</summary>
    public static List<HouseholdMember> Rest(Household household, ErasedPerson person) => household.Members.FindAll(m => !IsHe(m, person));

    /// <summary>Records it anew; the caller saves.</summary>
    /// <param name="household">With all its members.</param>
    public static async Task RecordAsync(NodeDb db, Household household, ErasedPerson person, CancellationToken cancel)
    {
        var rest = Rest(household, person);
        if (rest.Count > 0)
        {
            var anew = new Household
            {
                Id = Guid.CreateVersion7(), TenantPath = household.TenantPath, Code = household.Code, HeadName = rest.Find(m => m.Relation == Households.Head)?.FullName ?? household.HeadName,
                CommuneCode = household.CommuneCode, Village = household.Village, Epoch = household.Epoch, Version = household.Version,
            };
            db.Add(anew);
            // The members stay the rows that they are: merges and their undoing know them by id.
            rest.ForEach(m => db.Entry(m).Property(x => x.HouseholdId).CurrentValue = anew.Id);
            db.ChangeTracker.DetectChanges();
            await TakeOverAsync(db, household, anew.Id, person, cancel);
        }

        db.RemoveRange(household.Members);
        db.Remove(household);
    }

    private static async Task TakeOverAsync(NodeDb db, Household household, Guid anew, ErasedPerson person, CancellationToken cancel)
    {
        const int kind = (int)RecordKind.Household;
        var (id, his) = (household.Id, household.Members.Where(m => IsHe(m, person)).Select(m => m.Id).ToHashSet());
        foreach (var version in await db.RecordVersions.AsNoTracking().Where(v => v.Kind == kind && v.RecordId == id).ToListAsync(cancel))
        {
            // One that an earlier erasure emptied tells nothing any more.
            if (version.Read() is { } record)
            {
                record.Id = anew.ToString("D");
                Leave(record.Household, his, person);
                db.Add(RecordVersion.Of(record, record.ToByteArray(), version.RecordedAt, takenOver: true));
            }
        }
    }

    // His number may have become known later than he himself: his row of the household tells him in every version.
    private static void Leave(HouseholdState household, HashSet<Guid> his, ErasedPerson person)
    {
        foreach (var member in household.Members.Where(m => IsId(m.BeneficiaryId, person.Id) || (m.Number.Length > 0 && person.Numbers.Contains(m.Number)) || his.Any(h => IsId(m.Id, h))).ToList())
        {
            household.Members.Remove(member);
        }

        if (VietnameseText.Fold(household.HeadName) == person.Person.FoldedName)
        {
            household.HeadName = household.Members.FirstOrDefault(m => m.Relation == Households.Head)?.FullName ?? "";
        }
    }

    private static bool IsHe(HouseholdMember member, ErasedPerson person) => member.BeneficiaryId == person.Id || (member.Number.Length > 0 && person.Numbers.Contains(member.Number));

    private static bool IsId(string text, Guid id) => Guid.TryParse(text, out var told) && told == id;
}
