using System.Collections.Concurrent;
using ProvinceNode.Import.Units;
using ProvinceNode.Organization;

namespace ProvinceNode.Import.DryRun;

/// <summary>The unit book of a province, made once and again when a pack of units is put in force: its names are folded and sorted only then.</summary>
public sealed class UnitBooks
{
    private Made _made = new(UnitCatalogue.Shipped);

    /// <param name="province">Two-digit code of today.</param>
    public UnitBook Of(string province)
    {
        var (made, catalogue) = (Volatile.Read(ref _made), UnitCatalogue.InForce);
        if (made.Catalogue != catalogue)
        {
            made = new(catalogue);
            Volatile.Write(ref _made, made);
        }

        return made.Books.GetOrAdd(province, p => new(() => new UnitBook(p, catalogue))).Value;
    }

    private sealed class Made(UnitCatalogue catalogue)
    {
        public UnitCatalogue Catalogue => catalogue;

        public ConcurrentDictionary<string, Lazy<UnitBook>> Books { get; } = new(StringComparer.Ordinal);
    }
}
