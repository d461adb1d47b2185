using System.Globalization;
using System.Text;
using NationalServices.VnPost;

namespace NationalServices.Bank;

/// <summary>
/// The bank's answer to a payroll file (CSV): STT, account, amount, status, moment, transaction, reason. Orders to unknown or closed accounts fail; of the others one in fifty by the seed.
/// Modes: <c>duplicate</c> each line twice, <c>reorder</c> shuffled, <c>partial</c> the first half, <c>changed-amount</c> every third a thousand more, <c>pending</c> every third still under way.
/// </summary>
internal static class TransferAnswer
{
    private static readonly string[] Modes = ["normal", "duplicate", "reorder", "partial", "changed-amount", "pending"];

    public static string? Of(string file, AccountBook book, string mode, int seed)
    {
        var lines = file.TrimStart('\uFEFF').Split('\n').Select(line => Cells(line.TrimEnd('\r'))).ToList();
        string Label(string name) => lines.Find(line => line[0] == name) is [_, var value, ..] ? value : "";
        var heading = lines.FindIndex(line => line[0] == "STT");
        var (batch, month) = (Label("Mã lô"), Label("Tháng chi trả"));
        if (!Modes.Contains(mode) || heading < 0 || batch.Length == 0 || month.Length != 6)
        {
            return null;
        }

        var (number, account, amount) = (0, lines[heading].IndexOf("Số tài khoản"), lines[heading].IndexOf("Số tiền"));
        if (account < 0 || amount < 0)
        {
            return null;
        }

        var answers = lines.Skip(heading + 1).Where(line => line.Count > amount).Select(line => Answer(line, account, amount, Day(batch) ?? $"{month[..4]}-{month[4..]}-05", book, mode, seed, number++)).ToList();
        IEnumerable<string> told = mode switch
        {
            "duplicate" => answers.SelectMany(answer => new[] { answer, answer }),
            "reorder" => answers.OrderBy(answer => PostPaying.Dice(seed, answer)),
            "partial" => answers.Take((answers.Count + 1) / 2),
            _ => answers,
        };
        return $"Kết quả chuyển khoản\r\nMã lô,{batch}\r\nThời điểm lập,{month[..4]}-{month[4..]}-12T16:00:00\r\n\r\nSTT,Số tài khoản,Số tiền,Trạng thái,Thời điểm giao dịch,Mã giao dịch,Lý do\r\n"
            + string.Concat(told.Select(line => line + "\r\n"));
    }

    // Whoever sends has a clock of his own, which may stand years away; his batch is a UUID of version 7, which tells his day.
    private static string? Day(string batch) => Guid.TryParse(batch, out var id) && id.Version == 7
        ? DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16)).ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string Answer(List<string> order, int account, int amount, string day, AccountBook book, string mode, int seed, int number)
    {
        var dice = PostPaying.Dice(seed, $"{order[0]}|{order[account]}");
        var found = book.Find(order[account]);
        var money = mode == "changed-amount" && number % 3 == 2 ? (long.Parse(order[amount], CultureInfo.InvariantCulture) + 1000).ToString(CultureInfo.InvariantCulture) : order[amount];
        var start = $"{order[0]},{order[account]},{money}";
        if (mode == "pending" && number % 3 == 2)
        {
            return $"{start},Đang xử lý,,,";
        }

        var why = found is null ? "Sai số tài khoản" : found.Closed ? "Tài khoản đã đóng" : dice % 50 == 0 ? "Lỗi hệ thống ngân hàng nhận" : "";
        return why.Length > 0 ? $"{start},Thất bại,,,{why}"
            : string.Create(CultureInfo.InvariantCulture, $"{start},Thành công,{day}T{9 + (dice % 7):00}:{dice % 60:00}:00,FT{dice:0000000000},");
    }

    // Cells of one line; quotes as CSV has them.
    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
