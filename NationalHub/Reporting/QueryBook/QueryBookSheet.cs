using System.Globalization;
using NationalHub.Reporting.OData;
using Protos.Values;

namespace NationalHub.Reporting.QueryBook;

/// <summary>The log of queries as CSV for people: UTF-8 with its mark, Vietnamese headings, cells that never run as a formula. Pure.</summary>
internal static class QueryBookSheet
{
    public const string Head = "\uFEFFThời điểm,Người khai thác,Truy vấn,Mục đích,Số dòng,Trả lời,Mili giây\r\n";

    public static string Line(QueryLogEntry q) => string.Join(',', new[]
    {
        VietnamTime.Local(q.At).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture), q.Analyst, q.Query, q.Purpose,
        q.Rows.ToString(CultureInfo.InvariantCulture), q.StatusCode.ToString(CultureInfo.InvariantCulture), q.Milliseconds.ToString(CultureInfo.InvariantCulture),
    }.Select(Cell)) + "\r\n";

    // What an analyst typed must not run in the operator's spreadsheet.
    private static string Cell(string text) => SheetCellText.Harmless(text) is var safe && safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
