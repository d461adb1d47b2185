using Microsoft.EntityFrameworkCore;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>Mapping of lists of new levels.</summary>
public static class LevelTables
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<LevelList>(LevelList.Map);
        builder.Entity<LevelCommune>(LevelCommune.Map);
        builder.Entity<LevelSettlement>(LevelSettlement.Map);
    }
}
