using Microsoft.EntityFrameworkCore;
using ProvinceNode.Registry.Erasing;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Registry.Search;

namespace ProvinceNode.Registry;

/// <summary>Tables of the registry.</summary>
public static class RegistryTables
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<Beneficiary>(Beneficiary.Map);
        model.Entity<PersonLink>(PersonLink.Map);
        model.Entity<PovertyYear>(PovertyYear.Map);
        model.Entity<InstitutionStay>(InstitutionStay.Map);
        model.Entity<FieldOrigin>(FieldOrigin.Map);
        model.Entity<Household>(Household.Map);
        model.Entity<HouseholdMember>(HouseholdMember.Map);
        model.Entity<Entitlement>(Entitlement.Map);
        model.Entity<OneOffPayment>(OneOffPayment.Map);
        model.Entity<OverpaidMonth>(OverpaidMonth.Map);
        model.Entity<AidInKind>(AidInKind.Map);
        model.Entity<InstitutionResident>(InstitutionResident.Map);
        model.Entity<HealthCardNotice>(HealthCardNotice.Map);
        model.Entity<TransferHalf>(TransferHalf.Map);
        model.Entity<DisabilityCertificate>(DisabilityCertificate.Map);
        model.Entity<CertificateChange>(CertificateChange.Map);
        model.Entity<LifeEvent>(LifeEvent.Map);
        model.Entity<PaymentHold>(PaymentHold.Map);
        model.Entity<ErasureRequest>(ErasureRequest.Map);
        model.Entity<PayerNotice>(PayerNotice.Map);
        PeopleTables.Apply(model);
        QualityTables.Apply(model);
    }
}
