using System.Collections.Concurrent;
using ProvinceNode.Import.Units;

namespace ProvinceNode.Import.DryRun;

/// <summary>The unit book of a province, made once: its names are folded and sorted only then.</summary>
public sealed class UnitBooks
{
    private readonly ConcurrentDictionary<string, Lazy<UnitBook>> _books = new(StringComparer.Ordinal);

    /// <param name="province">Two-digit code of today.</param>
    public UnitBook Of(string province) => _books.GetOrAdd(province, p => new(() => new UnitBook(p))).Value;
}
