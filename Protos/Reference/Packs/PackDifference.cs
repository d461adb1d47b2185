using Protos.Values;

namespace Protos.Reference.Packs;

/// <summary>What became of a row.</summary>
public enum PackChangeKind
{
    Added,

    /// <summary>Its cells are others.</summary>
    Changed,

    /// <summary>Only its last day is another.</summary>
    Ended,
    Removed,
}

/// <summary>One difference between a pack and what it follows.</summary>
/// <param name="Old">Null when it is new.</param>
/// <param name="New">Null when it is gone.</param>
/// <param name="Words">In the words of the law.</param>
/// <param name="Since">First day on which something is different.</param>
public sealed record PackChange(PackTable Table, PackChangeKind Kind, ReferenceTable.Row? Old, ReferenceTable.Row? New, string Words, DateOnly Since)
{
    /// <summary>The row that tells which matter it is.</summary>
    public ReferenceTable.Row Row => New ?? Old!;
}

/// <summary>Everything that a pack changes of what is in force.</summary>
/// <param name="Faults">What a pack may not change, e.g. rows of the law that vanish.</param>
public sealed record PackDifference(IReadOnlyList<PackChange> Changes, IReadOnlyList<PackFault> Faults)
{
    /// <summary>Holds the tables of a pack against those in force. Pure.</summary>
    /// <param name="present">Texts in force, by name of the table; the succession as <see cref="Successions.Told"/>.</param>
    /// <param name="names">Words for codes of the law that only the node knows.</param>
    /// <param name="keepsUnknown">A matter of which the pack says nothing stays as it is, as at a node whose version of the product knows more than the hub's; else it counts as lost.</param>
    /// <param name="withdrawn">Matters that nobody is to know any more, by table, though others stay: see <see cref="Brought"/>.</param>
    public static PackDifference Of(
        PackKind kind, IReadOnlyDictionary<string, string> present, IReadOnlyDictionary<string, string> next, DateOnly inForce, PackNames? names = null, bool keepsUnknown = false,
        IReadOnlyDictionary<string, IReadOnlySet<string>>? withdrawn = null)
    {
        var (changes, faults) = (new List<PackChange>(), new List<PackFault>());
        foreach (var table in PackTables.Of(kind).Where(t => t.Name != PackTables.Succession && next.ContainsKey(t.Name)))
        {
            var (old, now) = (ReferenceTable.Parse(present.GetValueOrDefault(table.Name, "")), ReferenceTable.Parse(next[table.Name]));
            var words = new PackWords(table, old, now, inForce, names ?? PackNames.None, next.TryGetValue(PackTables.Succession, out var after) ? ReferenceTable.Parse(after) : null);
            var known = now.Rows.Select(table.MatterOf).ToHashSet(StringComparer.Ordinal);
            var found = Rows(table, old, now, inForce, words);
            found.RemoveAll(c => keepsUnknown && !table.Losable && c.Kind == PackChangeKind.Removed && !known.Contains(table.MatterOf(c.Old!)) && withdrawn?.GetValueOrDefault(table.Name)?.Contains(table.MatterOf(c.Old!)) != true);
            changes.AddRange(found);
            faults.AddRange(found.Where(c => c.Kind == PackChangeKind.Removed && !table.Losable).Take(PackCheck.MostFaults).Select(c =>
                new PackFault(PackFaultKind.Against, $"Bảng {table.Words}: gói bỏ mất dòng “{c.Words}” đang có. Quy định cũ vẫn cần để tính lại việc đã giải quyết: hãy giữ dòng đó và ghi ngày cuối.")));
        }

        changes.AddRange(kind == PackKind.Units ? Successions.Changes(present, next, inForce) : []);
        return new(changes, faults);
    }

    /// <summary>Matters that stand in a pack and not in what it followed, by table: with the pack they are gone. Pure.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Brought(PackKind kind, IReadOnlyDictionary<string, string> pack, IReadOnlyDictionary<string, string> followed) =>
        PackTables.Of(kind).Where(t => pack.ContainsKey(t.Name)).ToDictionary(
            t => t.Name, t => (IReadOnlySet<string>)Matters(t, pack[t.Name]).Except(Matters(t, followed.GetValueOrDefault(t.Name, "")), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static IEnumerable<string> Matters(PackTable table, string text) => ReferenceTable.Parse(text).Rows.Select(table.MatterOf);

    private static List<PackChange> Rows(PackTable table, ReferenceTable old, ReferenceTable now, DateOnly inForce, PackWords words)
    {
        var known = old.Rows.ToDictionary(table.KeyOf, StringComparer.Ordinal);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var changes = new List<PackChange>();
        foreach (var row in now.Rows)
        {
            kept.Add(table.KeyOf(row));
            if (!known.TryGetValue(table.KeyOf(row), out var before))
            {
                changes.Add(Make(table, PackChangeKind.Added, null, row, inForce, words));
            }
            else if (table.Columns.Where(c => before[c.Name] != row[c.Name]).Select(c => c.Name).ToList() is { Count: > 0 } other)
            {
                changes.Add(Make(table, other is ["validTo"] ? PackChangeKind.Ended : PackChangeKind.Changed, before, row, inForce, words));
            }
        }

        changes.AddRange(known.Where(k => !kept.Contains(k.Key)).Select(k => Make(table, PackChangeKind.Removed, k.Value, null, inForce, words)));
        // A row that ends where the next of its matter begins says nothing of its own.
        var begins = changes.Where(c => c.Kind == PackChangeKind.Added && table.Dated).Select(c => (table.MatterOf(c.New!), (DateOnly?)c.New!.Date("validFrom")!.Value.AddDays(-1))).ToHashSet();
        changes.RemoveAll(c => c.Kind == PackChangeKind.Ended && begins.Contains((table.MatterOf(c.New!), c.New!.Date("validTo"))));
        return changes;
    }

    private static PackChange Make(PackTable table, PackChangeKind kind, ReferenceTable.Row? old, ReferenceTable.Row? now, DateOnly inForce, PackWords words) =>
        new(table, kind, old, now, words.Of(kind, old, now), Since(table, kind, old, now, inForce));

    private static DateOnly Since(PackTable table, PackChangeKind kind, ReferenceTable.Row? old, ReferenceTable.Row? now, DateOnly inForce)
    {
        if (table.Name == PackTables.DaysOff)
        {
            return (now ?? old)!.Date("date")!.Value;
        }

        if (!table.Dated)
        {
            return inForce;
        }

        return kind == PackChangeKind.Ended
            ? new[] { old!.Date("validTo"), now!.Date("validTo") }.OfType<DateOnly>().Min().AddDays(1)
            : (now ?? old)!.Date("validFrom")!.Value;
    }
}
