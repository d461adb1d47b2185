using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What an official typed for a person.</summary>
/// <param name="Version">The version that he saw.</param>
/// <param name="Values">Field → text as stored; a field that is not there is not touched.</param>
public sealed record EditPersonInput(Guid Id, long Version, IReadOnlyDictionary<string, string> Values, string Reason);

/// <summary>A field that somebody else changed after the page was opened.</summary>
/// <param name="Before">As it was when the page was opened.</param>
/// <param name="Now">As it is.</param>
/// <param name="By">Who or what changed it, in words.</param>
/// <param name="Typed">What this official typed, when it is a value of his own; null when he left the field as he saw it.</param>
public sealed record MeanwhileChange(PersonField Field, string Before, string Now, string By, DateTime At, string? Typed);

/// <summary>What came of an edit.</summary>
/// <param name="Changed">Fields that changed; empty: nothing did, and nothing was written.</param>
/// <param name="Meanwhile">When it is not empty nothing was saved: this is what the official must look at first.</param>
public sealed record EditedPerson(Beneficiary Person, IReadOnlyList<string> Changed, IReadOnlyList<MeanwhileChange> Meanwhile);

/// <summary>
/// Sửa thông tin: an official corrects or completes a person's file, with his reason, as an act. Who was second is told field by field what changed and
/// by whom, and keeps what he typed. Where somebody lives is changed by the decision on his move, not here.
/// </summary>
public sealed class EditPerson(NodeDb db, VietnamTime time)
{
    /// <summary>Fields of the page, in its order. A death is told by a decision, never typed here.</summary>
    public static IReadOnlyList<PersonField> Fields { get; } = [.. PersonFields.All.Where(f => f.Name is not (nameof(Beneficiary.CommuneCode) or nameof(Beneficiary.IdentityStatus) or nameof(Beneficiary.DiedOn)))];

    public async Task<Outcome<EditedPerson>> Handle(EditPersonInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == input.Id, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!official.May(Actions.RegistryEdit))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var seen = await PersonHistory.AtAsync(db, person.Id, input.Version, cancel);
        var typed = Typed(input, person, seen?.State);
        if (seen is { } old && person.Version != input.Version && await MeanwhileAsync(person, old.State, old.RecordedAt, typed, cancel) is { Count: > 0 } meanwhile)
        {
            return new EditedPerson(person, [], meanwhile);
        }

        if (await FaultsAsync(input, person, typed, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        return await SaveAsync(input, person, typed, official, cancel);
    }

    private async Task<Outcome<EditedPerson>> SaveAsync(EditPersonInput input, Beneficiary person, Dictionary<string, string> typed, SignedInOfficial official, CancellationToken cancel)
    {
        var act = Act.By(official, ActKinds.EditPerson, time.UtcNow, input.Reason.Trim(), string.Join(' ', typed.Keys)).On("beneficiary", person.Id);
        var changed = PersonFields.Set(db, person, typed.Select(t => new FieldValue(t.Key, t.Value) { Erases = true }), new Origin(OriginKind.Official, "", act.At, official.FullName));
        if (changed.Count == 0)
        {
            return new EditedPerson(person, [], []);
        }

        return await db.SaveAsync(act, cancel) ? new EditedPerson(person, changed, []) : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>What the official changed of what he saw: a field that he left alone keeps what somebody else made of it meanwhile.</summary>
    private static Dictionary<string, string> Typed(EditPersonInput input, Beneficiary person, BeneficiaryState? seen) => input.Values
        .Where(v => Fields.Any(f => f.Name == v.Key) && v.Value != PersonEntry.Stored(v.Key, seen is null ? PersonFields.Of(v.Key).Read(person) : PersonFields.Sent(v.Key, seen)))
        // Numbers are not shown whole: an empty box leaves them.
        .Where(v => v.Value.Length > 0 || v.Key is not (nameof(Beneficiary.CitizenId) or nameof(Beneficiary.OldIdentityNumber)))
        .ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);

    private async Task<List<MeanwhileChange>> MeanwhileAsync(Beneficiary person, BeneficiaryState seen, DateTime since, Dictionary<string, string> typed, CancellationToken cancel)
    {
        var changed = Fields.Where(f => f.Read(person) != PersonFields.Sent(f.Name, seen)).ToList();
        var origins = changed.Count == 0 ? []
            : (await db.FieldOrigins.AsNoTracking().Where(o => o.BeneficiaryId == person.Id && o.At >= since).ToListAsync(cancel))
                // A demo's clock may stand still: of one moment it is the official who came after the record.
                .OrderByDescending(o => o.At).ThenByDescending(o => o.Kind == OriginKind.Official).ToList();
        return changed.ConvertAll(f =>
        {
            var origin = origins.Find(o => o.Places.ContainsKey(f.Name));
            return new MeanwhileChange(f, PersonFields.Sent(f.Name, seen), f.Read(person), origin is null ? "không rõ" : OriginWords.Of(origin), origin?.At ?? since, typed.GetValueOrDefault(f.Name));
        });
    }

    private async Task<List<Problem>> FaultsAsync(EditPersonInput input, Beneficiary person, Dictionary<string, string> typed, CancellationToken cancel)
    {
        var faults = PersonEntry.Faults(typed, time.Today).ToList();
        if (input.Reason.Trim().Length is 0 or > PersonEntry.LongestReason)
        {
            faults.Add(input.Reason.Trim().Length == 0 ? CommonProblems.Required.At(nameof(input.Reason), "lý do sửa") : CommonProblems.TooLong.At(nameof(input.Reason), "Lý do", PersonEntry.LongestReason, input.Reason.Length));
        }

        var number = typed.GetValueOrDefault(nameof(Beneficiary.CitizenId), "");
        // Across the whole province: one person must not get another one's number.
        if (number.Length > 0 && (await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(b => b.CitizenId == number && b.Id != person.Id, cancel)
            || (await AbsorbedRecords.NumberedAsync(db, [number], cancel)).Any(n => n.Person != person.Id)))
        {
            faults.Add(PersonEntry.NumberTaken.At(PersonEntry.At(nameof(Beneficiary.CitizenId))));
        }

        return faults;
    }
}
