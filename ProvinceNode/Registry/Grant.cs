using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>A person as the registry knows him.</summary>
public sealed record PersonFacts(
    string FullName, string BirthDate, int Sex, string EthnicCode, string CitizenId, string OldIdentityNumber, string CommuneCode,
    string Village, string Phone, string IdentityStatus);

/// <summary>What a decision grants.</summary>
public sealed record GrantInput(
    TenantPath Commune, PersonFacts Person, string CategoryCode, int CoefficientHundredths, Dong Level, Dong MonthlyAmount, PayMonth Start,
    Guid DecisionId, string ReceiverName);

/// <summary>Enters what a decision granted: the beneficiary, new or known, and the entitlement. Saved by the caller with the decision, in one transaction.</summary>
public static class Grant
{
    /// <summary>The active beneficiary with the same number in this province, if any: one assistance a person (policy 10.2).</summary>
    public static async Task<Beneficiary?> ActiveAsync(NodeDb db, string citizenId, string oldNumber, CancellationToken cancel) =>
        citizenId.Length == 0 && oldNumber.Length == 0 ? null
            // Across the whole province: another commune's beneficiary blocks too, though its record is not shown.
            : await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().FirstOrDefaultAsync(
                b => b.Status == EntitlementStatus.Active && b.CategoryCode != ""
                    && ((citizenId != "" && b.CitizenId == citizenId) || (oldNumber != "" && b.OldIdentityNumber == oldNumber)),
                cancel);

    /// <summary>Adds the rows; call inside the transaction that saves the decision.</summary>
    public static async Task<Beneficiary> HandleAsync(NodeDb db, GrantInput input, DateTime nowUtc, CancellationToken cancel)
    {
        var person = input.Person;
        var beneficiary = await KnownAsync(db, person, cancel) ?? await AddAsync(db, input, nowUtc, cancel);
        (beneficiary.CategoryCode, beneficiary.CoefficientHundredths) = (input.CategoryCode, input.CoefficientHundredths);
        (beneficiary.MonthlyAmount, beneficiary.StartMonth, beneficiary.Status) = (input.MonthlyAmount, input.Start.Number, EntitlementStatus.Active);
        (beneficiary.FullName, beneficiary.FoldedName, beneficiary.TenantPath) = (person.FullName, VietnameseText.Fold(person.FullName), input.Commune.Value);
        (beneficiary.CommuneCode, beneficiary.Village, beneficiary.Phone) = (person.CommuneCode, person.Village, person.Phone);
        beneficiary.IdentityStatus = person.IdentityStatus;
        db.Entitlements.Add(new Entitlement
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), BeneficiaryId = beneficiary.Id, TenantPath = input.Commune.Value,
            CategoryCode = input.CategoryCode, CoefficientHundredths = input.CoefficientHundredths, Level = input.Level,
            MonthlyAmount = input.MonthlyAmount, StartMonth = input.Start.Number, DecisionId = input.DecisionId,
            ReceiverName = input.ReceiverName, RecordedAt = nowUtc,
        });
        return beneficiary;
    }

    private static async Task<Beneficiary?> KnownAsync(NodeDb db, PersonFacts person, CancellationToken cancel) =>
        person.CitizenId.Length == 0 ? null
            : await db.Beneficiaries.FirstOrDefaultAsync(b => b.CitizenId == person.CitizenId && b.Status == EntitlementStatus.Ended, cancel);

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
