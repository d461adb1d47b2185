using System.Globalization;
using System.Text;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>A figure of a week.</summary>
/// <param name="Of">Null: the node did not tell it.</param>
public sealed record PilotColumn(string Name, Func<PilotWeek, int?> Of);

/// <summary>
/// The weekly figures of the pilot: new dossiers and those on which nothing is decided yet, and what was decided before and came in from lists or paper
/// (letter 575/BTXH-BQLDA of 19/9/2022; product 2.3). Pure.
/// </summary>
public static class PilotFigures
{
    /// <summary>Said of what a node of before does not tell.</summary>
    public const string Untold = "nút chưa báo";

    /// <summary>In the order of pages and files.</summary>
    public static IReadOnlyList<PilotColumn> Columns { get; } =
    [
        new("Hồ sơ mới", w => w.Entered), new("Chưa ra quyết định cuối tuần", w => w.Undecided), new("Đã kết thúc", w => w.Decided), new("Trong đó từ chối, rút, dừng", w => w.Closed),
        new("Đã có quyết định, nhập từ danh sách", w => w.Listed), new("Đã có quyết định, nhập từng người", w => w.OnPaper), new("Danh sách chi trả duyệt", w => w.Lists), new("Biến động", w => w.Changes),
    ];

    public static string Words(int? figure) => figure is { } told ? told.ToString("N0", VietnameseFormat.Culture) : Untold;

    /// <summary>Weeks as a file that sheets open: UTF-8 with its mark, semicolons, a line for each week, days as dd/MM/yyyy; figures are digits, what was not told is empty.</summary>
    public static byte[] File(string provinceCode, string provinceName, IEnumerable<PilotWeek> weeks)
    {
        var text = new StringBuilder("\uFEFF");
        string[] heading = ["Mã tỉnh", "Tỉnh", "Từ ngày", "Đến ngày", .. Columns.Select(c => c.Name)];
        text.Append(string.Join(';', heading)).Append("\r\n");
        foreach (var week in weeks)
        {
            string[] cells = [provinceCode, Cell(provinceName), VietnameseFormat.Date(week.Monday), VietnameseFormat.Date(week.Monday.AddDays(6)), .. Columns.Select(c => c.Of(week)?.ToString(CultureInfo.InvariantCulture) ?? "")];
            text.Append(string.Join(';', cells)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
