using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Batches;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>A person to be entered with what he receives.</summary>
/// <param name="Known">The person of the registry that it is; null: nobody whom the registry has.</param>
/// <param name="Awards">None when he receives it already and only his data are filled in; several when the amount changed since the first month.</param>
/// <param name="Evidence">Row or entry that it rests on.</param>
/// <param name="OtherPerson">An official said that he is nobody of those who look like him.</param>
public sealed record EntryOfPerson(TenantPath Commune, Guid? Known, PersonFacts Facts, IReadOnlyList<AwardRow> Awards, Guid Evidence, EntitlementSource Source, bool OtherPerson)
{
    /// <summary>File and sheet of a list, or the official who typed.</summary>
    public required Origin Origin { get; init; }

    /// <summary>Office of the sender: of people outside its area it is said that they are there, not who they are.</summary>
    public required TenantPath Sender { get; init; }

    /// <summary>What the registry knows, tracked and asked in this transaction for many at once; null: it is asked for this one.</summary>
    public RegistryPicture? Registry { get; init; }

    /// <summary>Field of the person → its cell.</summary>
    public IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();
}

/// <summary>What entering did.</summary>
/// <param name="Changes">Of a person whom the registry had; empty for a new one.</param>
/// <param name="Begun">Versions that it began, not saved yet.</param>
public sealed record Entered(Beneficiary Person, bool Made, IReadOnlyList<RowChange> Changes, IReadOnlyList<Entitlement> Begun);

/// <summary>Enters a person through the registry's own verbs, after its own guards. Saved by the caller, in the transaction in which this is called.</summary>
public static class EnterPerson
{
    public static async Task<Outcome<Entered>> HandleAsync(NodeDb db, EntryOfPerson entry, DateTime nowUtc, CancellationToken cancel)
    {
        if (entry.Awards.Count > 0 && await BlockedAsync(db, entry, cancel) is { } problem)
        {
            return problem;
        }

        var known = entry.Known is { } id ? entry.Registry?.Person(id) ?? await db.Beneficiaries.SingleAsync(b => b.Id == id, cancel) : null;
        if (known?.DiedOn is { } died && entry.Awards.Count > 0)
        {
            return EntryProblems.RecordedDead.Now(known.Code, VietnameseFormat.Date(died));
        }

        var before = known is null ? null : PersonWriting.Snapshot(known);
        var person = known;
        if (entry.Awards.Count > 0)
        {
            var input = new GrantInput(entry.Commune, entry.Facts, entry.Awards, entry.Evidence)
            {
                BeneficiaryId = entry.Known, Source = entry.Source, Origin = entry.Origin, Places = entry.Places, Known = entry.Registry is { } all ? new(known, known is null ? [] : all.Running(known.Id)) : null,
            };
            person = await Grant.HandleAsync(db, input, nowUtc, cancel);
        }

        if (person is null)
        {
            throw new InvalidOperationException("Neither a known person nor an award: the row was not judged.");
        }

        var begun = entry.Awards.Count == 0 ? [] : Grant.Of(db, entry.Evidence);
        var made = db.Entry(person).State == EntityState.Added;
        if (!made)
        {
            PersonWriting.Apply(db, person, entry.Facts, entry.Commune, entry.Origin, entry.Places);
        }

        return new Entered(person, made, before is null ? [] : PersonWriting.Changes(before, person), begun);
    }

    private static async Task<Problem?> BlockedAsync(NodeDb db, EntryOfPerson entry, CancellationToken cancel)
    {
        var person = entry.Facts;
        if (entry.Registry is { } registry && registry.Knows(person.CitizenId, person.OldIdentityNumber, person.FullName, person.BirthDate))
        {
            return Blocked(registry, entry);
        }

        if (await Grant.BlockedByAsync(db, entry.Facts.CitizenId, entry.Facts.OldIdentityNumber, entry.Awards, [], cancel) is { } blocked)
        {
            return Receives(entry, blocked, blocked.MonthlyAmount);
        }

        if (entry.Known is { } id)
        {
            var running = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == id && e.Status != EntitlementStatus.Ended).ToListAsync(cancel);
            if (running.Exists(r => entry.Awards.Any(a => Standing.Exclude(a.Kind, a.CategoryCode, r.Kind, r.CategoryCode))))
            {
                var code = await db.Beneficiaries.Where(b => b.Id == id).Select(b => b.Code).SingleAsync(cancel);
                return EntryProblems.OtherEntitlement.Now(code, new Dong(running.Sum(r => r.MonthlyAmount.Amount)).Digits());
            }
        }

        return !entry.OtherPerson && await Grant.LookAlikeAsync(db, entry.Facts, entry.Awards, entry.Known, cancel) is { } alike ? Alike(entry, alike) : null;
    }

    private static Problem Receives(EntryOfPerson entry, Beneficiary other, Dong monthly) =>
        entry.Sender.Covers(other.TenantPath) ? EntryProblems.OtherEntitlement.Now(other.Code, monthly.Digits()) : EntryProblems.Elsewhere.Now();

    private static Problem Alike(EntryOfPerson entry, Beneficiary other) =>
        entry.Sender.Covers(other.TenantPath) ? EntryProblems.LookAlike.Now(other.Code) : EntryProblems.LookAlikeElsewhere.Now();

    // The same guards over what was asked for all rows at once.
    private static Problem? Blocked(RegistryPicture registry, EntryOfPerson entry)
    {
        var (person, known) = (entry.Facts, entry.Known is { } id ? registry.Person(id) : null);
        var numbered = registry.Numbered(person.CitizenId, person.OldIdentityNumber);
        if ((known is null ? numbered : numbered.Append(known)).FirstOrDefault(p => Grant.Excludes(registry.Running(p.Id), entry.Awards)) is { } blocking)
        {
            return Receives(entry, blocking, new Dong(registry.Running(blocking.Id).Sum(r => r.MonthlyAmount.Amount)));
        }

        var alike = entry.OtherPerson ? null : registry.Named(VietnameseText.Fold(person.FullName)).OrderBy(p => p.Code, StringComparer.Ordinal)
            .FirstOrDefault(p => p.Id != entry.Known && Grant.LooksAlike(person, p) && Grant.Excludes(registry.Running(p.Id), entry.Awards));
        return alike is null ? null : Alike(entry, alike);
    }
}
