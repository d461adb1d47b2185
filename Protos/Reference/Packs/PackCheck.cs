using System.Globalization;
using Protos.Values;

namespace Protos.Reference.Packs;

/// <summary>Whether the tables of a pack are what they say: known, whole, each cell of its kind, rows of one matter after one another. The same at the hub before publishing and at the node. Pure.</summary>
public static class PackCheck
{
    /// <summary>Most rows of a table.</summary>
    public const int MostRows = 20_000;

    /// <summary>Most faults that are told; more are counted.</summary>
    public const int MostFaults = 50;

    public static IReadOnlyList<PackFault> Faults(PackContent content)
    {
        var faults = new List<PackFault>();
        if (content.Number < 1 || content.Previous < 0 || content.Previous >= content.Number || !Enum.IsDefined(content.Kind))
        {
            faults.Add(new(PackFaultKind.Unreadable, "Số của gói không hợp lệ. Hãy lập lại gói."));
        }

        if (content.Basis.Trim().Length is 0 or > PackContent.MostBasis)
        {
            faults.Add(new(PackFaultKind.Unreadable, $"Gói chưa ghi căn cứ pháp lý, hoặc căn cứ dài hơn {PackContent.MostBasis} ký tự. Hãy ghi số, ngày của văn bản."));
        }

        faults.AddRange(TableFaults(content));
        foreach (var text in content.Tables)
        {
            if (PackTables.Find(content.Kind, text.Name) is { } table && faults.Count <= MostFaults)
            {
                faults.AddRange(text.Sha256 == PackText.HashOf(text.Text) ? RowFaults(table, text.Text) : [new(PackFaultKind.Altered, $"Bảng {table.Words}: mã kiểm tra không khớp với nội dung. Hãy lập lại gói.")]);
            }
        }

        return faults.Count <= MostFaults ? faults : [.. faults.Take(MostFaults), new(PackFaultKind.Row, $"Còn {faults.Count - MostFaults} lỗi khác. Hãy sửa các lỗi trên trước.")];
    }

    private static IEnumerable<PackFault> TableFaults(PackContent content)
    {
        foreach (var name in content.Tables.Select(t => t.Name).Where(n => PackTables.Find(content.Kind, n) is null))
        {
            yield return new(PackFaultKind.Tables, $"Gói {PackKinds.Name(content.Kind).ToLowerInvariant()} có bảng “{name}” mà phiên bản này không biết. Hãy bỏ bảng đó, hoặc cập nhật phiên bản phần mềm.");
        }

        foreach (var twice in content.Tables.GroupBy(t => t.Name).Where(g => g.Count() > 1))
        {
            yield return new(PackFaultKind.Tables, $"Bảng “{twice.Key}” có hai lần. Hãy giữ một bảng.");
        }

        foreach (var table in PackTables.Of(content.Kind).Where(t => !t.Optional && content.Tables.All(x => x.Name != t.Name)))
        {
            yield return new(PackFaultKind.Tables, $"Gói thiếu bảng {table.Words} ({table.Name}). Mỗi gói phải có đủ các bảng.");
        }
    }

    private static IEnumerable<PackFault> RowFaults(PackTable table, string text)
    {
        var header = text.Split('\n')[0].TrimEnd('\r');
        var columns = header.Split(ReferenceTable.SeparatorOf(header));
        var (unknown, missing) = (columns.Except(table.Columns.Select(c => c.Name)).ToList(), table.Columns.Select(c => c.Name).Except(columns).ToList());
        if (unknown.Count + missing.Count > 0 || columns.Length != columns.Distinct().Count())
        {
            return [new(PackFaultKind.Columns, $"Bảng {table.Words}, dòng 1: {(unknown.Count > 0 ? $"cột lạ {string.Join(", ", unknown)}; " : "")}{(missing.Count > 0 ? $"thiếu cột {string.Join(", ", missing)}; " : "")}các cột phải là {string.Join(", ", table.Columns.Select(c => c.Name))}, mỗi cột một lần.")];
        }

        var read = ReferenceTable.Parse(text);
        if (read.Rows.Count is 0 or > MostRows)
        {
            return read.Rows.Count == 0 ? [new(PackFaultKind.Row, $"Bảng {table.Words} không có dòng nào. Hãy kiểm tra lại tệp.")]
                : [new(PackFaultKind.TooLarge, $"Bảng {table.Words} có {read.Rows.Count} dòng, quá {MostRows} dòng. Hãy kiểm tra lại tệp.")];
        }

        // Rows are held against each other only once each can be read.
        var cells = read.Rows.SelectMany(r => Cells(table, read, r)).Take(MostFaults + 1).ToList();
        return cells.Count > 0 ? cells : Together(table, read).Take(MostFaults + 1);
    }

    private static IEnumerable<PackFault> Cells(PackTable table, ReferenceTable read, ReferenceTable.Row row)
    {
        if (row.Count > read.Columns.Count)
        {
            yield return Fault(table, row, $"có {row.Count} ô, nhiều hơn {read.Columns.Count} cột. Dấu ngăn ô không được nằm trong nội dung");
        }

        foreach (var column in table.Columns)
        {
            var cell = row[column.Name];
            if (cell.Length == 0 ? !column.Optional : !Fits(column, cell))
            {
                yield return Fault(table, row, cell.Length == 0 ? $"ô {column.Name} để trống" : $"ô {column.Name} “{(cell.Length > 40 ? cell[..40] + "…" : cell)}” {Wanted(column)}");
            }
        }
    }

    private static bool Fits(PackColumn column, string cell) => cell.Length <= column.Most && column.Kind switch
    {
        CellKind.Date => DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200,
        CellKind.Whole => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000_000,
        CellKind.Decimal => decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100 && number * 100 == decimal.Truncate(number * 100),
        _ => (column.Choices.Count == 0 || column.Choices.Contains(cell)) && !cell.Any(char.IsControl),
    };

    private static string Wanted(PackColumn column) => column.Kind switch
    {
        CellKind.Date => "không phải ngày dạng yyyy-MM-dd từ năm 1900 đến 2200", CellKind.Whole => "không phải số nguyên từ 0 đến 1.000.000.000", CellKind.Decimal => "không phải số từ trên 0 đến 100 với nhiều nhất hai chữ số sau dấu chấm",
        _ => column.Choices.Count > 0 ? $"phải là một trong: {string.Join(", ", column.Choices)}" : $"dài hơn {column.Most} ký tự hoặc có ký tự lạ",
    };

    // What only rows beside one another show.
    private static IEnumerable<PackFault> Together(PackTable table, ReferenceTable read)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in read.Rows.Where(r => !seen.TryAdd(table.KeyOf(r), r.Line)))
        {
            yield return Fault(table, row, $"trùng với dòng {seen[table.KeyOf(row)]}");
        }

        foreach (var matter in table.Dated ? read.Rows.GroupBy(table.MatterOf) : [])
        {
            var ordered = matter.OrderBy(r => r.Date("validFrom")).ToList();
            foreach (var row in ordered.Where(r => r.Date("validTo") < r.Date("validFrom")))
            {
                yield return Fault(table, row, "ngày cuối trước ngày đầu");
            }

            foreach (var (one, next) in ordered.Zip(ordered.Skip(1)).Where(p => p.First.Date("validTo") is not { } to || to >= p.Second.Date("validFrom")))
            {
                yield return Fault(table, next, $"chồng lên dòng {one.Line}; ngày cuối của dòng đó phải là {VietnameseFormat.Date(next.Date("validFrom")!.Value.AddDays(-1))}");
            }
        }

        foreach (var fault in table.Name == PackTables.Units ? Units(table, read) : [])
        {
            yield return fault;
        }
    }

    private static IEnumerable<PackFault> Units(PackTable table, ReferenceTable read)
    {
        var provinces = read.Rows.Where(r => r["level"] == "province").Select(r => r["code"]).ToHashSet(StringComparer.Ordinal);
        foreach (var row in read.Rows.Where(r => !r["code"].All(char.IsAsciiDigit) || r["code"].Length != (r["level"] == "province" ? 2 : 5)))
        {
            yield return Fault(table, row, "mã phải gồm 2 chữ số (tỉnh) hoặc 5 chữ số (xã)");
        }

        foreach (var row in read.Rows.Where(r => r["level"] == "commune" ? !provinces.Contains(r["parent_code"]) : r["parent_code"].Length > 0))
        {
            yield return Fault(table, row, $"tỉnh “{row["parent_code"]}” không có trong bảng");
        }
    }

    private static PackFault Fault(PackTable table, ReferenceTable.Row row, string what) => new(PackFaultKind.Row, $"Bảng {table.Words}, dòng {row.Line}: {what}.");
}
