using System.Globalization;
using System.Text;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>The log of questions as CSV for people: UTF-8 with its mark, Vietnamese headings, cells that never run as a formula. Numbers are masked. Pure.</summary>
internal static class QuerySheet
{
    public const string Head = "\uFEFFThời điểm,Tỉnh,Đơn vị,Cán bộ,Loại,Hồ sơ,Mục đích,Thủ tục,Số định danh (che),Kết quả,Mã trả lời,Mã câu hỏi,Mili giây\r\n";

    public static string Line(IdentityQuery q)
    {
        var line = new StringBuilder();
        string[] cells =
        [
            VietnamTime.Local(q.At).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture), q.ProvinceCode, q.Office, q.Official, QueryFilter.Words(q), q.DossierCode, q.Purpose, q.ProcedureCode, q.NumberMasked,
            QueryFilter.Words(q.Outcome), q.AnswerId, q.RequestId, q.Milliseconds.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var cell in cells)
        {
            line.Append(line.Length > 0 ? "," : "").Append(Cell(cell));
        }

        return line.Append("\r\n").ToString();
    }

    // What a node typed must not run in the inspector's spreadsheet.
    private static string Cell(string text)
    {
        var safe = text is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
