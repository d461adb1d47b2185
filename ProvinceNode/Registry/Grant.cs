using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>A person as the registry knows him.</summary>
public sealed record PersonFacts(
    string FullName, string BirthDate, int Sex, string EthnicCode, string CitizenId, string OldIdentityNumber, string CommuneCode,
    string Village, string Phone, string IdentityStatus);

/// <summary>One monthly payment that a decision grants, for months of one amount.</summary>
/// <param name="End">Last month, when another version follows it or the right has ended since; null while open.</param>
public sealed record AwardRow(
    EntitlementKind Kind, string CategoryCode, int CoefficientHundredths, int Times, Dong Level, Dong Monthly, PayMonth Start, Receiver Receiver, PayMonth? End = null)
{
    public EntitlementStrand Strand => Strands.Of(Kind, CategoryCode);

    /// <summary>Why it ends where no other version follows; empty: one does.</summary>
    public string EndReason { get; init; } = "";

    public bool Covers(PayMonth month) => Start <= month && (End is not { } end || month <= end);
}

/// <summary>What a decision grants: one or several monthly payments to one person.</summary>
public sealed record GrantInput(TenantPath Commune, PersonFacts Person, IReadOnlyList<AwardRow> Awards, Guid DecisionId)
{
    /// <summary>The beneficiary when he is known already; else his number tells.</summary>
    public Guid? BeneficiaryId { get; init; }

    /// <summary>Where what is told of the person comes from; null: the decision alone tells.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Field → its place in the origin.</summary>
    public IReadOnlyDictionary<string, string>? Places { get; init; }

    /// <summary>What the id of the decision is the id of.</summary>
    public EntitlementSource Source { get; init; }

    /// <summary>The person as the caller, who enters many, asked for in this transaction; null: he is asked for here.</summary>
    public KnownRows? Known { get; init; }

    /// <summary>One monthly assistance, paid to the person himself.</summary>
    public GrantInput(TenantPath commune, PersonFacts person, string category, int coefficientHundredths, Dong level, Dong monthly, PayMonth start, Guid decisionId, string receiverName)
        : this(commune, person, [new AwardRow(EntitlementKind.Assistance, category, coefficientHundredths, 1, level, monthly, start, new Receiver(receiverName, person.CitizenId, ""))], decisionId)
    {
    }
}

/// <summary>Somebody as the registry has him, tracked.</summary>
/// <param name="Person">Null: nobody.</param>
/// <param name="Running">His versions, at least those that have not ended.</param>
public sealed record KnownRows(Beneficiary? Person, IReadOnlyList<Entitlement> Running);

/// <summary>Enters what a decision granted: the beneficiary, new or known, and the entitlements. Saved by the caller with the decision, in one transaction.</summary>
public static class Grant
{
    /// <summary>The active beneficiary with the same number in this province, if any: one assistance a person (policy 10.2).</summary>
    public static async Task<Beneficiary?> ActiveAsync(NodeDb db, string citizenId, string oldNumber, CancellationToken cancel) =>
        citizenId.Length == 0 && oldNumber.Length == 0 ? null
            // Across the whole province: another commune's beneficiary blocks too, though its record is not shown.
            : await Numbered(db, citizenId, oldNumber).FirstOrDefaultAsync(b => b.Status != EntitlementStatus.Ended && b.CategoryCode != "", cancel);

    /// <summary>The beneficiary whose running entitlement excludes one of the awards, if any: the same number, here or in another commune of the province.</summary>
    /// <param name="replaced">Versions whose place the awards take.</param>
    public static async Task<Beneficiary?> BlockedByAsync(
        NodeDb db, string citizenId, string oldNumber, IReadOnlyList<AwardRow> awards, IReadOnlyList<Guid> replaced, CancellationToken cancel)
    {
        if (citizenId.Length == 0 && oldNumber.Length == 0)
        {
            return null;
        }

        var absorbed = (await AbsorbedRecords.NumberedAsync(db, [citizenId, oldNumber], cancel)).Select(n => n.Person).Distinct().ToList();
        var merged = absorbed.Count == 0 ? [] : await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => absorbed.Contains(b.Id)).ToListAsync(cancel);
        foreach (var person in (await Numbered(db, citizenId, oldNumber).ToListAsync(cancel)).Concat(merged))
        {
            if (await ExcludesAsync(db, person.Id, awards, replaced, cancel))
            {
                return person;
            }
        }

        return null;
    }

    /// <summary>
    /// Somebody of the same name (accents aside), birth and sex whose running entitlement excludes one of the awards and whom no number tells apart: one of
    /// the two has none, or they have numbers of different kinds. In another commune only when both births are known to the day.
    /// </summary>
    /// <param name="self">The beneficiary himself when he is known, or null.</param>
    public static async Task<Beneficiary?> LookAlikeAsync(NodeDb db, PersonFacts person, IReadOnlyList<AwardRow> awards, Guid? self, CancellationToken cancel)
    {
        if (awards.Count == 0)
        {
            return null;
        }

        var (name, sex, year) = (VietnameseText.Fold(person.FullName), person.Sex, YearOf(person));
        var like = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(b => b.FoldedName == name && b.Sex == sex && b.BirthDate.StartsWith(year) && b.Status != EntitlementStatus.Ended).OrderBy(b => b.Code).ToListAsync(cancel);
        foreach (var other in like.Where(b => b.Id != self && LooksAlike(person, b)))
        {
            if (await ExcludesAsync(db, other.Id, awards, [], cancel))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>Whether somebody who receives has the name, birth and sex of another and no number tells them apart; see <see cref="LookAlikeAsync"/>.</summary>
    public static bool LooksAlike(PersonFacts person, Beneficiary other)
    {
        if (other.Status == EntitlementStatus.Ended || other.Sex != person.Sex || other.FoldedName != VietnameseText.Fold(person.FullName) || !other.BirthDate.StartsWith(YearOf(person), StringComparison.Ordinal))
        {
            return false;
        }

        var told = (person.CitizenId.Length > 0 && other.CitizenId.Length > 0) || (person.OldIdentityNumber.Length > 0 && other.OldIdentityNumber.Length > 0);
        var (one, two) = (person.BirthDate, other.BirthDate);
        return !told && (one.StartsWith(two, StringComparison.Ordinal) || two.StartsWith(one, StringComparison.Ordinal))
            && (person.CommuneCode == other.CommuneCode || (one == two && BirthDate.TryParse(one, out var birth) && birth.Precision == BirthPrecision.Day));
    }

    /// <summary>Whether one of the versions cannot stand beside one of the awards.</summary>
    public static bool Excludes(IEnumerable<Entitlement> running, IReadOnlyList<AwardRow> awards) => running.Any(r => awards.Any(a => Standing.Exclude(a.Kind, a.CategoryCode, r.Kind, r.CategoryCode)));

    private static string YearOf(PersonFacts person) => person.BirthDate[..Math.Min(4, person.BirthDate.Length)];

    private static async Task<bool> ExcludesAsync(NodeDb db, Guid person, IReadOnlyList<AwardRow> awards, IReadOnlyList<Guid> replaced, CancellationToken cancel)
    {
        var running = await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(e => e.BeneficiaryId == person && e.Status != EntitlementStatus.Ended && !replaced.Contains(e.Id)).ToListAsync(cancel);
        return Excludes(running, awards);
    }

    /// <summary>Adds the rows; call inside the transaction that saves the decision.</summary>
    public static async Task<Beneficiary> HandleAsync(NodeDb db, GrantInput input, DateTime nowUtc, CancellationToken cancel)
    {
        var origin = input.Origin ?? new Origin(OriginKind.Dossier, $"decision/{input.DecisionId:D}", nowUtc);
        var known = input.Known ?? await KnownAsync(db, input, cancel);
        var beneficiary = known.Person;
        if (beneficiary is null)
        {
            beneficiary = await AddAsync(db, input, nowUtc, cancel);
            PersonFields.NoteNew(db, beneficiary, origin, input.Places);
        }
        else
        {
            beneficiary.TenantPath = input.Commune.Value;
            PersonFields.Set(db, beneficiary, Told(beneficiary, input), origin);
        }

        var rows = known.Running.ToList();
        var cause = new ChangeCause(input.DecisionId, "", nowUtc) { Source = input.Source };
        rows.AddRange(ChangeEntitlement.BeginAll(db, beneficiary.Id, input.Commune.Value, input.Awards, cause));
        Standing.Refresh(beneficiary, rows);
        return beneficiary;
    }

    // A decision tells where he lives and how he is called; who he is was settled before: it only fills what was not known.
    private static IEnumerable<FieldValue> Told(Beneficiary known, GrantInput input)
    {
        var person = input.Person;
        FieldValue Of(string field, string value) => new(field, value, input.Places?.GetValueOrDefault(field) ?? "");
        FieldValue Missing(string field, string before, string value) => Of(field, before.Length == 0 ? value : "");
        yield return Of(nameof(Beneficiary.FullName), person.FullName);
        yield return Of(nameof(Beneficiary.BirthDate), person.BirthDate.StartsWith(known.BirthDate, StringComparison.Ordinal) ? person.BirthDate : "");
        yield return Missing(nameof(Beneficiary.EthnicCode), known.EthnicCode, person.EthnicCode);
        // A number of the other kind that became known since makes him found under either.
        yield return Missing(nameof(Beneficiary.CitizenId), known.CitizenId, person.CitizenId);
        yield return Missing(nameof(Beneficiary.OldIdentityNumber), known.OldIdentityNumber, person.OldIdentityNumber);
        yield return Of(nameof(Beneficiary.CommuneCode), person.CommuneCode);
        yield return Of(nameof(Beneficiary.Village), person.Village);
        yield return Of(nameof(Beneficiary.Phone), person.Phone);
        yield return Of(nameof(Beneficiary.IdentityStatus), person.IdentityStatus);
    }

    /// <summary>Versions that a decision begins and that the caller has not saved yet.</summary>
    public static IReadOnlyList<Entitlement> Of(NodeDb db, Guid decision) => db.Entitlements.Local.Where(e => e.DecisionId == decision).ToList();

    private static IQueryable<Beneficiary> Numbered(NodeDb db, string citizenId, string oldNumber) =>
        db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(b => (citizenId != "" && b.CitizenId == citizenId) || (oldNumber != "" && b.OldIdentityNumber == oldNumber));

    private static async Task<KnownRows> KnownAsync(NodeDb db, GrantInput input, CancellationToken cancel)
    {
        var (id, number) = (input.BeneficiaryId, input.Person.CitizenId);
        var person = id is not null ? await db.Beneficiaries.SingleAsync(b => b.Id == id, cancel)
            : number.Length == 0 ? null
            : await db.Beneficiaries.OrderBy(b => b.Status == EntitlementStatus.Ended).FirstOrDefaultAsync(b => b.CitizenId == number, cancel) ?? await AbsorbedAsync(db, number, cancel);
        return new(person, person is null ? [] : await db.Entitlements.Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel));
    }

    // A number that only a record holds which became part of another means its person, when he is in the scope.
    private static async Task<Beneficiary?> AbsorbedAsync(NodeDb db, string number, CancellationToken cancel)
    {
        var ids = (await AbsorbedRecords.NumberedAsync(db, [number], cancel)).Select(n => n.Person).ToList();
        return ids.Count == 0 ? null : await db.Beneficiaries.OrderBy(b => b.Status == EntitlementStatus.Ended).FirstOrDefaultAsync(b => ids.Contains(b.Id), cancel);
    }

    private static async Task<Beneficiary> AddAsync(NodeDb db, GrantInput input, DateTime nowUtc, CancellationToken cancel)
    {
        var person = input.Person;
        var number = await PaperNumbers.NextAsync(db, input.Commune.Value, PaperNumbers.Beneficiaries, 0, cancel);
        var beneficiary = new Beneficiary
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = input.Commune.Value,
            Code = $"{input.Commune.Value.Replace('.', '-')}-{number:000000}", FullName = person.FullName,
            FoldedName = VietnameseText.Fold(person.FullName), BirthDate = person.BirthDate, Sex = person.Sex, EthnicCode = person.EthnicCode,
            CitizenId = person.CitizenId, OldIdentityNumber = person.OldIdentityNumber, CommuneCode = person.CommuneCode,
            Village = person.Village, Phone = person.Phone, IdentityStatus = person.IdentityStatus,
        };
        db.Beneficiaries.Add(beneficiary);
        return beneficiary;
    }
}
