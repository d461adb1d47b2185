using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Review;
using ProvinceNode.Platform.Sheets;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Import.Returned;

/// <summary>The sender's heading again, level by level, so that the returned file is read with the same columns.</summary>
internal sealed class ReturnedHeading
{
    // The register of certificates holds what was signed; a list tells neither day nor signer (Circular 01/2019 Art. 7).
    private const string Kept = " Dạng, mức độ khuyết tật, số giấy xác nhận chỉ dùng để đối chiếu, không ghi vào sổ giấy xác nhận vì danh sách không có ngày cấp và người ký (Điều 7 Thông tư số 01/2019/TT-BLĐTBXH).";

    private readonly List<IReadOnlyList<string>> _paths;
    private readonly string _kept;

    public ReturnedHeading(SheetHeader header, ColumnMap map)
    {
        var width = Math.Max(header.Paths.Count, map.Columns.Count == 0 ? 0 : map.Columns.Max(c => c.Column) + 1);

        // A column without words that a person or its values gave a meaning gets the field's name.
        _paths = [.. Enumerable.Range(0, width).Select(c => c < header.Paths.Count && header.Paths[c].Count > 0 ? header.Paths[c]
            : map.Columns.FirstOrDefault(m => m.Column == c) is { Field: not Field.None } known ? [FieldNames.Of(known.Field)] : (IReadOnlyList<string>)[])];
        _kept = map.Columns.Any(c => FieldReading.OnlyKept.Contains(c.Field)) ? Kept : "";
        Rows = Math.Max(1, _paths.Count == 0 ? 1 : _paths.Max(p => p.Count));
    }

    /// <summary>Columns of the sender's sheet.</summary>
    public int Columns => _paths.Count;

    /// <summary>Rows of the heading, below one row that says what to do.</summary>
    public int Rows { get; }

    public void Write(OpenXmlWriter writer, string file, string sheet)
    {
        writer.WriteStartElement(new Row { RowIndex = 1 });
        ReturnedWorkbook.Cell(writer, 1, 0, $"Các dòng chưa nhập được của trang “{sheet}”, tệp “{file}”. Hãy sửa các ô tô màu rồi tải lại tệp này.{_kept}", ReturnedStyles.Title);
        writer.WriteEndElement();
        for (var level = 0; level < Rows; level++)
        {
            writer.WriteStartElement(new Row { RowIndex = (uint)(level + 2) });
            for (var c = 0; c < Columns; c++)
            {
                ReturnedWorkbook.Cell(writer, level + 2, c, Goes(c, level) ? "" : _paths[c].ElementAtOrDefault(level) ?? "", ReturnedStyles.Heading);
            }

            ReturnedWorkbook.Cell(writer, level + 2, Columns, level == 0 ? "Dòng gốc" : "", ReturnedStyles.Heading);
            ReturnedWorkbook.Cell(writer, level + 2, Columns + 1, level == 0 ? "Lý do trả lại" : "", ReturnedStyles.Heading);
            writer.WriteEndElement();
        }
    }

    public DocumentFormat.OpenXml.Spreadsheet.Columns Widths() => new(Enumerable.Range(0, Columns + 2).Select(c => new Column
    {
        Min = (uint)c + 1, Max = (uint)c + 1, Width = c == Columns + 1 ? 60 : 16, CustomWidth = true,
    }));

    public MergeCells Merges()
    {
        var merges = new MergeCells(new MergeCell { Reference = $"A1:{CellPlace.ColumnLetters(Columns + 1)}1" });
        for (var c = 0; c < Columns; c++)
        {
            if (_paths[c].Count == 1 && Rows > 1)
            {
                merges.AppendChild(new MergeCell { Reference = $"{CellPlace.ColumnLetters(c)}2:{CellPlace.ColumnLetters(c)}{Rows + 1}" });
            }

            var last = c;
            while (_paths[c].Count > 1 && !Goes(c, 0) && last + 1 < Columns && Goes(last + 1, 0))
            {
                last++;
            }

            if (last > c)
            {
                merges.AppendChild(new MergeCell { Reference = $"{CellPlace.ColumnLetters(c)}2:{CellPlace.ColumnLetters(last)}2" });
            }
        }

        return merges;
    }

    // A common heading stands over its first column.
    private bool Goes(int column, int level) => level == 0 && column > 0 && _paths[column].Count > 1 && _paths[column - 1].Count > 1 && _paths[column][0] == _paths[column - 1][0];
}
