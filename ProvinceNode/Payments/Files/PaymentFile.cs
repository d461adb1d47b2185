using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>Makes, writes and reads payment lists. The reader is the partner's side: the stand-ins of tests and offices that send a list back use it.</summary>
public static class PaymentFile
{
    /// <summary>The list with its texts as files carry them, totals counted and the hash computed. What is approved and sent is this.</summary>
    /// <param name="header">Totals and hash are filled in.</param>
    public static PaymentDocument Seal(PaymentHeader header, IEnumerable<PaymentRow> rows)
    {
        var plain = rows.Select(PaymentColumns.Plain).ToList();
        var total = plain.Aggregate(Dong.Zero, (sum, r) => sum + r.Total);
        var counted = header with
        {
            ListId = WireValues.Plain(header.ListId), UnitName = WireValues.Plain(header.UnitName), SignedBy = WireValues.Plain(header.SignedBy), Hash = "",
            TotalLines = plain.Count, TotalPeople = plain.Sum(r => r.People), TotalAmount = total,
        };
        return new(counted with { Hash = HashOf(counted, plain) }, plain);
    }

    /// <summary>Hash of the canonical text, see <see cref="WireHash"/>.</summary>
    public static string HashOf(PaymentHeader header, IEnumerable<PaymentRow> rows)
    {
        using var hash = new WireHash(PaymentColumns.Schema, PaymentColumns.Values(header));
        foreach (var row in rows)
        {
            hash.Add(PaymentColumns.Values(row));
        }

        return hash.Finish();
    }

    public static void Write(Stream output, WireForm form, PaymentDocument document) =>
        WireWriter.Write(output, form, PaymentColumns.Schema, PaymentColumns.Values(document.Header), document.Rows.Select(PaymentColumns.Values));

    /// <summary>The list of a file of any form, or everything that is wrong with it.</summary>
    public static PaymentReading Read(Stream content, string name)
    {
        var reader = WireReader.Open(content, name, PaymentColumns.Schema);
        var (faults, rows, seen) = (reader.Faults.ToList(), new List<PaymentRow>(), new HashSet<string>(StringComparer.Ordinal));
        using var hash = new WireHash(PaymentColumns.Schema, reader.Header);
        foreach (var line in reader.Lines())
        {
            faults.AddRange(line.Faults);
            if (line.Values.Count > 0)
            {
                hash.Add(line.Values);
                var row = PaymentColumns.RowOf(line.Values);
                faults.AddRange(Check(line, row, seen));
                rows.Add(row);
            }
        }

        var header = PaymentColumns.HeaderOf(reader.Header);
        faults.AddRange(CheckWhole(header, rows, hash.Finish(), faults.Any(f => f.Line == 0)));
        return faults.Count > 0 ? new(null, faults) : new(new(header, rows), []);
    }

    private static IEnumerable<WireFault> Check(WireLine line, PaymentRow row, HashSet<string> seen)
    {
        if (row.RowId.Length > 0 && !seen.Add(row.RowId))
        {
            yield return new(line.Number, "Mã dòng", FileProblems.TwiceRow.Now(row.RowId));
        }

        if (row.Sum() != row.Total)
        {
            yield return new(line.Number, "Tổng số tiền", FileProblems.WrongTotal.Now(row.Total, row.Sum()));
        }

        if (row.Method.Length > 0 && !WireCodes.Methods.ContainsKey(row.Method))
        {
            yield return new(line.Number, "Hình thức chi trả", FileProblems.UnknownCode.Now(WireReader.Shown(row.Method), string.Join(", ", WireCodes.Methods.Keys)));
        }
    }

    private static IEnumerable<WireFault> CheckWhole(PaymentHeader header, List<PaymentRow> rows, string hash, bool broken)
    {
        if (broken)
        {
            yield break;
        }

        if (rows.Count != header.TotalLines)
        {
            yield return WireFault.OfFile(FileProblems.Partial, header.TotalLines, rows.Count);
        }
        else if (!string.Equals(hash, header.Hash, StringComparison.OrdinalIgnoreCase))
        {
            yield return WireFault.OfFile(FileProblems.Damaged);
        }

        var total = rows.Aggregate(0L, (sum, r) => sum + r.Total.Amount);
        if (total != header.TotalAmount.Amount)
        {
            yield return WireFault.OfFile(FileProblems.Count, "tổng số tiền", header.TotalAmount, new Dong(total));
        }

        var people = rows.Sum(r => (long)r.People);
        if (people != header.TotalPeople)
        {
            yield return WireFault.OfFile(FileProblems.Count, "số người", header.TotalPeople, people);
        }
    }
}
