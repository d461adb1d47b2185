using Microsoft.EntityFrameworkCore;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Merging;

namespace ProvinceNode.Registry.Search;

/// <summary>Tables beside the people: what they are found, compared and brought together by.</summary>
public static class PeopleTables
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<PersonName>(PersonName.Map);
        model.Entity<NameWord>(NameWord.Map);
        model.Entity<UncheckedPerson>(UncheckedPerson.Map);
        model.Entity<DuplicatePair>(DuplicatePair.Map);
        model.Entity<MergeRecord>(MergeRecord.Map);
    }
}
