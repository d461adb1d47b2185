using ProvinceNode.Registry.Search;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>A stored person with no more than he is compared by.</summary>
public sealed record ComparedPerson(
    Guid Id, string TenantPath, string FullName, string SearchName, string BirthDate, int BirthYear, int Sex, string CitizenId, string OldIdentityNumber, string CommuneCode, string Village, string Phone)
{
    private const int MostMiddles = 4;

    public PersonTraits Traits(IEnumerable<string> guardians) =>
        new(FullName, BirthDate, Sex, CitizenId, OldIdentityNumber, TenantPath[..2], CommuneCode, Village, Phone) { Guardians = [.. guardians] };

    /// <summary>Numbers of both kinds, those that are there.</summary>
    public IEnumerable<string> Numbers => new[] { CitizenId, OldIdentityNumber }.Where(n => n.Length > 0);

    /// <summary>Names that lack some or all of his middle words.</summary>
    public IEnumerable<string> ShorterNames
    {
        get
        {
            var words = NameKey.Words(SearchName);
            var middles = Math.Clamp(words.Length - 2, 0, MostMiddles);
            return Enumerable.Range(0, (1 << middles) - 1).Select(kept => string.Join(' ', words.Where((_, at) => at == 0 || at == words.Length - 1 || (at <= middles && (kept >> (at - 1) & 1) == 1)))).Distinct(StringComparer.Ordinal);
        }
    }
}
