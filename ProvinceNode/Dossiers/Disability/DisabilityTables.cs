using Microsoft.EntityFrameworkCore;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Mapping of councils, their cases and checks.</summary>
public static class DisabilityTables
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<DisabilityCouncil>(DisabilityCouncil.Map);
        builder.Entity<CouncilMember>(CouncilMember.Map);
        builder.Entity<CouncilCase>(CouncilCase.Map);
        builder.Entity<CertificateCheck>(CertificateCheck.Map);
    }
}
