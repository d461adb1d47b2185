using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace NationalHub.Reporting.OData;

/// <summary>
/// What stands before the first row of a page, kept as long as what the answers say of themselves stays the same: the pages of one reading begin alike, and to have the library write the
/// beginning costs as much as many rows.
/// </summary>
internal static class Beginnings
{
    /// <summary>Kept beside each other at most; who asks in ever other words has his made each time.</summary>
    private const int Most = 100;

    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, ConcurrentDictionary<Beginning, byte[]>> Known = [];

    /// <param name="annotations">Gone, and what was kept with them, when others take their place.</param>
    public static ReadOnlyMemory<byte> Of(IReadOnlyDictionary<string, string> annotations, Beginning beginning, Func<byte[]> make)
    {
        var known = Known.GetOrCreateValue(annotations);
        if (known.TryGetValue(beginning, out var kept))
        {
            return kept;
        }
        var made = make();
        if (known.Count < Most)
        {
            known.TryAdd(beginning, made);
        }
        return made;
    }
}

/// <summary>All that the beginning of a page of plain rows is made of, beside the annotations.</summary>
internal sealed record Beginning(ODataModel Model, string Root, string Set, string Select, Negotiation Negotiation);
