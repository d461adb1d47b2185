using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>A line as read: canonical texts in the order of the schema's columns, and what is wrong with them.</summary>
/// <param name="Number">As <see cref="WireFault.Line"/>; 0 for the end of a file that breaks off.</param>
public readonly record struct WireLine(int Number, IReadOnlyList<string> Values, IReadOnlyList<WireFault> Faults);

/// <summary>
/// Opens a document of any form and gives its lines, as often as asked, one at a time. Never throws for what a file holds: everything wrong is a fault with its line.
/// </summary>
public sealed class WireReader
{
    private const int LargestJson = 512;

    private readonly WireSource? _source;
    private readonly WireSchema _schema;

    private WireReader(WireSchema schema, WireSource? source, IReadOnlyList<string> header, IReadOnlyList<WireFault> faults) =>
        (_schema, _source, Header, Faults) = (schema, source, header, faults);

    /// <summary>Canonical texts in the order of the schema's header; empty where absent or wrong.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Of the file and its header. A file that could not be opened has no lines.</summary>
    public IReadOnlyList<WireFault> Faults { get; }

    /// <param name="content">Seekable; stays open and must stay so while lines are read.</param>
    /// <param name="name">As sent; only for sentences.</param>
    public static WireReader Open(Stream content, string name, WireSchema schema)
    {
        name = FileGuard.Bare(name);
        try
        {
            if (content.Length > (long)LargestJson << 20)
            {
                return Shut(schema, FileProblems.TooLarge.Now(name, LargestJson));
            }

            WireSource source = IsJson(content) ? new JsonRows(content, name, schema) : new SheetRows(content, name, schema);
            var faults = new List<WireFault>();
            var header = Values(0, source.Header, schema.Header, faults);
            return new WireReader(schema, source, header, faults);
        }
        catch (WireBrokenException broken)
        {
            return Shut(schema, broken.Problem);
        }
    }

    /// <summary>Lines in the order of the file; a file that breaks off ends with a line 0 that says so.</summary>
    public IEnumerable<WireLine> Lines()
    {
        using var rows = _source?.Rows().GetEnumerator();
        while (rows is not null)
        {
            Problem? broken = null;
            try
            {
                if (!rows.MoveNext())
                {
                    yield break;
                }
            }
            catch (WireBrokenException reason)
            {
                broken = reason.Problem;
            }

            if (broken is not null)
            {
                yield return new WireLine(0, [], [new WireFault(0, "", broken)]);
                yield break;
            }

            yield return Line(_schema, rows.Current);
        }
    }

    /// <summary>A row of JSON that came by itself, as in a page of results.</summary>
    internal static WireLine Line(WireSchema schema, RawRow row)
    {
        var faults = new List<WireFault>();
        var values = Values(row.Number, row.Cells, schema.Columns, faults);
        return new WireLine(row.Number, values, faults);
    }

    private static string[] Values(int line, SheetCell[] cells, IReadOnlyList<WireField> fields, List<WireFault> faults)
    {
        var values = new string[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = fields[i];
            if (!WireValues.TryRead(field.Kind, cells[i], out values[i]))
            {
                values[i] = "";
                faults.Add(new(line, field.Heading, NotA(field.Kind).Now(Shown(cells[i].Text))));
            }
            else if (values[i].Length > field.Longest)
            {
                faults.Add(new(line, field.Heading, FileProblems.TooLong.Now(values[i].Length, field.Longest)));
                values[i] = "";
            }
            else if (values[i].Length == 0 && field.Required)
            {
                faults.Add(new(line, field.Heading, FileProblems.Missing.Now(field.Heading)));
            }
        }

        return values;
    }

    private static ProblemKind NotA(WireKind kind) => kind switch
    {
        WireKind.Amount => FileProblems.NotAmount,
        WireKind.Moment => FileProblems.NotMoment,
        WireKind.Month => FileProblems.NotMonth,
        _ => FileProblems.NotCount,
    };

    internal static string Shown(string text) => WireValues.Plain(text) is { Length: > 40 } plain ? plain[..40] + "…" : WireValues.Plain(text);

    private static bool IsJson(Stream content)
    {
        content.Position = 0;
        var head = new byte[64];
        head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        content.Position = 0;
        var from = head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        return head.AsSpan(from).TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }

    private static WireReader Shut(WireSchema schema, Problem problem) => new(schema, null, [.. schema.Header.Select(_ => "")], [new WireFault(0, "", problem)]);
}
