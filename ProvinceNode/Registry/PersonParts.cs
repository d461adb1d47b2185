using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Somebody who is a guardian, carer or supporter, as a door tells of him.</summary>
public sealed record LinkedPerson(LinkRole Role, string FullName, string Number = "", string Relation = "", string BirthDate = "");

/// <summary>
/// Sets what belongs to a person beside his fields. What is known already is filled up and not repeated, an empty value erases nothing, what changes
/// nothing writes nothing. The caller saves; the person's parts need not be loaded.
/// </summary>
public static class PersonParts
{
    /// <summary>Sees to it that somebody is named from a day on.</summary>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> LinkAsync(NodeDb db, Beneficiary person, LinkedPerson other, DateOnly? from, string basis, CancellationToken cancel)
    {
        var known = (await LinksAsync(db, person, cancel)).Find(l => l.Role == other.Role && l.To is null && Same(l, other));
        if (known is not null)
        {
            var before = (known.Number, known.Relation, known.BirthDate, known.OtherId, known.Basis);
            known.Number = Filled(known.Number, other.Number);
            known.Relation = Filled(known.Relation, other.Relation);
            known.BirthDate = Filled(known.BirthDate, other.BirthDate);
            known.OtherId ??= await RecordOfAsync(db, person, known.Number, cancel);
            // What one official entered by hand rests on a decision from now on.
            known.Basis = Filled(known.Basis, basis);
            return before != (known.Number, known.Relation, known.BirthDate, known.OtherId, known.Basis);
        }

        db.Add(await NewLinkAsync(db, person, other, (from, null), basis, cancel));
        return true;
    }

    /// <summary>Enters what somebody was to the person in a term that is over. Another term of his, also one that runs, stays as it is; the one that began on that day ends.</summary>
    /// <param name="last">Its last day.</param>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> PastLinkAsync(NodeDb db, Beneficiary person, LinkedPerson other, DateOnly? from, DateOnly last, CancellationToken cancel)
    {
        var known = (await LinksAsync(db, person, cancel)).FindAll(l => l.Role == other.Role && l.From == from && Same(l, other));
        if (known.Exists(l => l.To == last))
        {
            return false;
        }

        if (from is not null && known.Find(l => l.To is null) is { } running)
        {
            running.To = last;
            return true;
        }

        db.Add(await NewLinkAsync(db, person, other, (from, last), "", cancel));
        return true;
    }

    /// <summary>Ends what somebody is to the person; the day is the last one.</summary>
    public static async Task<bool> UnlinkAsync(NodeDb db, Beneficiary person, LinkedPerson other, DateOnly last, CancellationToken cancel)
    {
        var open = (await LinksAsync(db, person, cancel)).Where(l => l.Role == other.Role && l.To is null && Same(l, other)).ToList();
        // One that began after its end was never true.
        open.ForEach(l => l.To = l.From > last ? l.From : last);
        return open.Count > 0;
    }

    /// <summary>Sets the poverty of a year.</summary>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> PovertyAsync(NodeDb db, Beneficiary person, int year, PovertyStatus status, string source, CancellationToken cancel, string number = "", DateOnly? on = null)
    {
        var known = db.PovertyYears.Local.FirstOrDefault(y => y.BeneficiaryId == person.Id && y.Year == year)
            ?? await db.PovertyYears.IgnoreQueryFilters([NodeDb.TenantFilter]).SingleOrDefaultAsync(y => y.BeneficiaryId == person.Id && y.Year == year, cancel);
        if (known is null)
        {
            db.Add(new PovertyYear
            {
                Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Year = year, Status = status, Source = source, DecisionNumber = number, DecisionOn = on,
            });
            return true;
        }

        if (known.Status == status && (number.Length == 0 || number == known.DecisionNumber) && (on is null || on == known.DecisionOn))
        {
            return false;
        }

        (known.Status, known.Source, known.DecisionNumber, known.DecisionOn) = (status, source, Filled(number, known.DecisionNumber), on ?? known.DecisionOn);
        return true;
    }

    /// <summary>Enters an admission; one of the same institution that is open already stays.</summary>
    public static async Task<bool> AdmitAsync(NodeDb db, Beneficiary person, InstitutionStay stay, CancellationToken cancel)
    {
        if ((await StaysAsync(db, person, cancel)).Exists(s => s.To is null && VietnameseText.Fold(s.Institution) == VietnameseText.Fold(stay.Institution)))
        {
            return false;
        }

        db.Add(stay);
        return true;
    }

    /// <summary>Ends the stays that are open with their last day.</summary>
    public static async Task<bool> LeaveAsync(NodeDb db, Beneficiary person, DateOnly last, string reason, CancellationToken cancel)
    {
        var open = (await StaysAsync(db, person, cancel)).Where(s => s.To is null).ToList();
        open.ForEach(s => (s.To, s.LeaveReason) = (s.From > last ? s.From : last, reason.Length > 300 ? reason[..300] : reason));
        return open.Count > 0;
    }

    /// <summary>Whether two are one: the same number, or where one has none the same name.</summary>
    private static bool Same(PersonLink link, LinkedPerson other) =>
        link.Number.Length > 0 && other.Number.Length > 0 ? link.Number == other.Number : VietnameseText.Fold(link.FullName) == VietnameseText.Fold(other.FullName);

    // Reading brings the rows into the context, and those added in this transaction are there already.
    private static async Task<List<PersonLink>> LinksAsync(NodeDb db, Beneficiary person, CancellationToken cancel)
    {
        await db.PersonLinks.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(l => l.BeneficiaryId == person.Id).LoadAsync(cancel);
        return db.PersonLinks.Local.Where(l => l.BeneficiaryId == person.Id).ToList();
    }

    private static async Task<List<InstitutionStay>> StaysAsync(NodeDb db, Beneficiary person, CancellationToken cancel)
    {
        await db.InstitutionStays.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(s => s.BeneficiaryId == person.Id).LoadAsync(cancel);
        return db.InstitutionStays.Local.Where(s => s.BeneficiaryId == person.Id).ToList();
    }

    private static async Task<PersonLink> NewLinkAsync(NodeDb db, Beneficiary person, LinkedPerson other, (DateOnly? From, DateOnly? To) term, string basis, CancellationToken cancel) => new()
    {
        Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Role = other.Role, FullName = other.FullName, Number = other.Number,
        Relation = other.Relation, BirthDate = other.BirthDate, From = term.From, To = term.To, Basis = basis, OtherId = await RecordOfAsync(db, person, other.Number, cancel),
    };

    // Only within the scope: that somebody is known elsewhere is not this office's to see.
    private static async Task<Guid?> RecordOfAsync(NodeDb db, Beneficiary person, string number, CancellationToken cancel) => number.Length == 0 ? null
        : await db.Beneficiaries.Where(b => (b.CitizenId == number || b.OldIdentityNumber == number) && b.Id != person.Id).OrderBy(b => b.Code).Select(b => (Guid?)b.Id).FirstOrDefaultAsync(cancel);

    private static string Filled(string first, string otherwise) => first.Length > 0 ? first : otherwise;
}
