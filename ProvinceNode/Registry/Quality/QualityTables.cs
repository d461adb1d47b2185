using Microsoft.EntityFrameworkCore;

namespace ProvinceNode.Registry.Quality;

/// <summary>Tables beside the people: what their data are measured by, and what the population database said of them.</summary>
public static class QualityTables
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<PersonFault>(PersonFault.Map);
        model.Entity<ChangedPerson>(ChangedPerson.Map);
        model.Entity<CommuneQuality>(CommuneQuality.Map);
        model.Entity<QualityRound>(QualityRound.Map);
        model.Entity<PopulationAnswer>(PopulationAnswer.Map);
        model.Entity<PopulationAsking>(PopulationAsking.Map);
        model.Entity<Reverification>(Reverification.Map);
    }
}
