using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// A result file that was looked through once: whether it is whole and unchanged. Then its lines stream, as often as asked; nothing but the line at hand and
/// sixteen bytes a line is kept.
/// </summary>
public sealed class ResultFile
{
    private readonly WireReader _reader;
    private readonly HashSet<ulong> _contradicted;

    private ResultFile(WireReader reader, IReadOnlyList<WireFault> faults, int lines, HashSet<ulong> contradicted)
    {
        (_reader, Faults, Lines, _contradicted) = (reader, faults, lines, contradicted);
        Header = ResultColumns.HeaderOf(reader.Header);
    }

    public ResultHeader Header { get; }

    /// <summary>Of the file as a whole, all at once: when there is one, the file is refused and nothing of it counts.</summary>
    public IReadOnlyList<WireFault> Faults { get; }

    /// <summary>Lines found.</summary>
    public int Lines { get; }

    public bool IsRefused => Faults.Count > 0;

    /// <param name="content">Seekable; stays open and must stay so while entries are read.</param>
    /// <param name="name">As sent. A name in the form of <see cref="FileNames"/> must tell what is inside.</param>
    public static ResultFile Open(Stream content, string name)
    {
        var reader = WireReader.Open(content, name, ResultColumns.Schema);
        var (faults, lines, total, first, contradicted) = (reader.Faults.ToList(), 0, 0L, new Dictionary<ulong, ulong>(), new HashSet<ulong>());
        using var hash = new WireHash(ResultColumns.Schema, reader.Header);
        foreach (var line in reader.Lines())
        {
            if (line.Values.Count == 0)
            {
                faults.AddRange(line.Faults);
                continue;
            }

            lines++;
            var (key, content64) = (Key(line.Values), hash.Add(line.Values));
            total += new WireCells(ResultColumns.Schema.ColumnPlaces, line.Values).Number("amount");
            if (!first.TryAdd(key, content64) && first[key] != content64)
            {
                contradicted.Add(key);
            }
        }

        var header = ResultColumns.HeaderOf(reader.Header);
        if (faults.Count == 0)
        {
            faults.AddRange(Whole(header, lines, total, hash.Finish()));
        }

        if (reader.Faults.Count == 0 && FileNames.Parse(name) is { } named && (named.Prefix != FileNames.Result || named.Unit != header.Unit || named.Month != header.Month || named.Seq != header.Seq))
        {
            faults.Add(WireFault.OfFile(FileProblems.OtherName, name, $"đơn vị {header.Unit}, tháng {header.Month}, số {header.Seq}"));
        }

        return new(reader, faults, lines, contradicted);
    }

    /// <summary>The lines with what is wrong with each by itself; a line told twice alike comes once, with a remark.</summary>
    public IEnumerable<ResultEntry> Entries()
    {
        var seen = new HashSet<ulong>();
        foreach (var line in _reader.Lines())
        {
            var entry = ResultColumns.EntryOf(line, Header.MadeAt);
            if (line.Values.Count > 0)
            {
                var key = Key(line.Values);
                if (_contradicted.Contains(key))
                {
                    entry = entry with { Row = null, Faults = [.. entry.Faults, new(line.Number, "", FileProblems.Contradiction.Now())] };
                }
                else if (!seen.Add(key))
                {
                    entry = entry with { Row = null, Faults = [.. entry.Faults, new(line.Number, "", FileProblems.Repeated.Now())] };
                }
            }

            yield return entry;
        }
    }

    /// <summary>The file with totals and hash filled in.</summary>
    public static ResultDocument Seal(ResultHeader header, IEnumerable<ResultRow> rows)
    {
        var list = rows.ToList();
        var counted = header with { TotalLines = list.Count, TotalAmount = list.Aggregate(Dong.Zero, (sum, r) => sum + r.Amount), Hash = "" };
        using var hash = new WireHash(ResultColumns.Schema, ResultColumns.Values(counted));
        list.ForEach(row => hash.Add(ResultColumns.Values(row)));
        return new(counted with { Hash = hash.Finish() }, list);
    }

    public static void Write(Stream output, WireForm form, ResultDocument document) =>
        WireWriter.Write(output, form, ResultColumns.Schema, ResultColumns.Values(document.Header), document.Rows.Select(ResultColumns.Values));

    // One result of one line; another version is another result.
    private static ulong Key(IReadOnlyList<string> values)
    {
        var v = new WireCells(ResultColumns.Schema.ColumnPlaces, values);
        return WireHash.Short($"{v["listId"]}\t{v["rowId"]}\t{Math.Max(1, v.Number("version"))}");
    }

    private static IEnumerable<WireFault> Whole(ResultHeader header, int lines, long total, string hash)
    {
        if (lines != header.TotalLines)
        {
            yield return WireFault.OfFile(FileProblems.Partial, header.TotalLines, lines);
        }
        else if (!string.Equals(hash, header.Hash, StringComparison.OrdinalIgnoreCase))
        {
            yield return WireFault.OfFile(FileProblems.Damaged);
        }
        else if (total != header.TotalAmount.Amount)
        {
            yield return WireFault.OfFile(FileProblems.Count, "tổng số tiền", header.TotalAmount, new Dong(total));
        }
    }
}
