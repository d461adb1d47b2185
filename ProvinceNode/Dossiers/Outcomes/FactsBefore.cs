using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What the last signed decision knew of a person: a request to adjust, to resume or to be paid at a new place asks only for what has changed, so
/// the rest of the facts stand as they were decided (Decree 20 Art. 8(1), 8(4)); so do the facts of somebody who is cared for, of whom the forms of
/// care support tell only who he is (Art. 20). The appraiser corrects them.
/// </summary>
public static class FactsBefore
{
    // A decision to suspend or to move away asked for no facts of the conditions.
    private static readonly RequestKind[] Granting = [RequestKind.Grant, RequestKind.SocialPension, RequestKind.Adjust, RequestKind.Resume, RequestKind.Undo, RequestKind.MoveIn, RequestKind.Admit];

    /// <summary>Whether a kind of request begins with what was decided before.</summary>
    public static bool Begin(RequestKind kind) => kind is RequestKind.Adjust or RequestKind.Resume or RequestKind.Undo or RequestKind.MoveIn or RequestKind.MoveWithin or RequestKind.Care;

    /// <summary>Facts and category of the last granting decision; null when the person's rows rest on none that is kept here (e.g. on paper).</summary>
    /// <param name="wrong">Dossier whose decision is undone: it told the wrong facts.</param>
    public static async Task<(Facts Facts, string Category)?> FindAsync(NodeDb db, Beneficiary person, CancellationToken cancel, Guid? wrong = null)
    {
        // The rows and the decision may stand with the commune that the person has left; the person himself is in the caller's scope.
        var rows = await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel);
        var undone = wrong is { } id ? await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(d => d.DossierId == id).Select(d => d.Id).ToListAsync(cancel) : [];
        rows.RemoveAll(r => undone.Contains(r.DecisionId));
        return (await FindAllAsync(db, [(person.BirthDate, (IReadOnlyList<Entitlement>)rows)], cancel))[0] is { } found ? (await ExtendedAsync(db, person, found.Facts, cancel), found.Category) : null;
    }

    /// <summary>Facts and category of who came from another province, as its last decision knew him; null for everybody else, and where it told none.</summary>
    public static (Facts Facts, string Category)? OfArrival(TransferHalf? incoming) => incoming is { CrossesProvinces: true, Side: TransferSide.In } && TransferPacket.Parse(incoming.Packet) is var packet
        && Appraisal.ParseFacts(packet.Facts) is { } facts ? (facts, packet.Category) : null;

    /// <summary>The same for many people at once, each with his birth and all versions of his entitlements; in their order.</summary>
    public static async Task<IReadOnlyList<(Facts Facts, string Category)?>> FindAllAsync(NodeDb db, IReadOnlyList<(string Birth, IReadOnlyList<Entitlement> Rows)> people, CancellationToken cancel)
    {
        var ids = people.SelectMany(p => p.Rows).Where(r => r.IsMain).Select(r => r.DecisionId).Distinct().ToList();
        var decisions = ids.Count == 0 ? [] : (await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => ids.Contains(d.Id))
            .Join(db.Dossiers, d => d.DossierId, o => o.Id, (d, o) => new { d.Id, d.Explanation, o.Kind }).Where(d => Granting.Contains(d.Kind)).ToListAsync(cancel)).ToDictionary(d => d.Id, d => d.Explanation);
        return [.. people.Select(p => Of(p.Birth, p.Rows, decisions))];
    }

    private static (Facts Facts, string Category)? Of(string born, IReadOnlyList<Entitlement> all, Dictionary<Guid, string> decisions)
    {
        // What never was due was undone or taken over by a later decision: so were its facts.
        var rows = all.Where(r => r.EndMonth == 0 || r.EndMonth >= r.StartMonth).ToList();
        if (rows.Where(r => r.IsMain).OrderByDescending(r => r.StartMonth).ThenByDescending(r => r.RecordedAt).FirstOrDefault() is not { } last)
        {
            return null;
        }

        var ids = rows.Where(r => r.IsMain).OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.DecisionId).Select(r => r.DecisionId).Distinct();
        var facts = ids.Select(id => decisions.GetValueOrDefault(id)).OfType<string>().Where(e => e.Length > 2).Select(Read).FirstOrDefault(f => f is not null);
        // Who lives in an institution is asked by his birth at least: his allowance changes with it (Art. 25(1)).
        var stays = Stays(rows);
        facts ??= stays.Any(s => s.Until is null) && BirthDate.TryParse(born, out var birth) ? new Facts { Birth = birth } : null;
        return facts is null ? null : (WithCare(facts with { Institution = stays.Count > 0 ? stays : facts.Institution }, rows), last.CategoryCode);
    }

    // The decision that urgent protection goes on is told after the admission (Art. 24(4)).
    private static async Task<Facts> ExtendedAsync(NodeDb db, Beneficiary person, Facts facts, CancellationToken cancel)
    {
        if (facts.Admission is not { Case: AdmissionCase.Urgent, ExtendedBy: "" } urgent)
        {
            return facts;
        }

        var by = await db.InstitutionResidents.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(s => s.BeneficiaryId == person.Id && s.LeftOn == null && s.ExtendedBy != "")
            .Select(s => s.ExtendedBy).FirstOrDefaultAsync(cancel);
        return by is null ? facts : facts with { Admission = urgent with { ExtendedBy = by } };
    }

    // The registry knows in which months an institution was paid; an admission was only asked for a whole month there.
    private static List<DaySpan> Stays(IReadOnlyList<Entitlement> rows) => rows.Where(r => r.Kind == EntitlementKind.Institution && (r.EndMonth == 0 || r.EndMonth >= r.StartMonth)).OrderBy(r => r.StartMonth)
        .Select(r => new DaySpan(new PayMonth(r.StartMonth).FirstDay, r.EndMonth == 0 ? null : new PayMonth(r.EndMonth).AddMonths(1).FirstDay.AddDays(-1))).ToList();

    /// <summary>Care support that the registry paid for a person in the month before one: a limit of age ends it with the month after (policy 3.6).</summary>
    public static async Task<IReadOnlyList<string>> CareAsync(NodeDb db, Beneficiary person, PayMonth month, CancellationToken cancel)
    {
        var last = month.AddMonths(-1).Number;
        return await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(e => e.BeneficiaryId == person.Id && e.Kind == EntitlementKind.Care && e.StartMonth <= last && (e.EndMonth == 0 || e.EndMonth >= last))
            .OrderBy(e => e.CategoryCode).Select(e => e.CategoryCode).ToListAsync(cancel);
    }

    // Care may have been decided apart from the assistance, on the carer's own form.
    private static Facts WithCare(Facts facts, IReadOnlyList<Entitlement> rows) =>
        facts.Care.Count > 0 || rows.FirstOrDefault(r => r.Strand == EntitlementStrand.Care && r.Status != EntitlementStatus.Ended) is not { } support ? facts
            : facts with { Care = [new CareSpan(support.CategoryCode == "CS.6" ? CareKind.Family : CareKind.TakenIn)] };

    /// <summary>What the form says goes over what was known; what it does not ask stays.</summary>
    public static Facts Over(Facts before, Facts now) => FactsOver.Of(before, now);

    private static Facts? Read(string explanation)
    {
        try
        {
            // What went on without facts, from paper, tells none.
            return Appraisal.Parse(explanation) is { Answer.Awards.Count: > 0 } appraisal ? appraisal.Facts : null;
        }
        catch (System.Text.Json.JsonException)
        {
            // Decisions that rest on no rule, e.g. of an institution, keep other words.
            return null;
        }
    }
}
