using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>A list that was sent, as its results are held against it. Pure.</summary>
public sealed record SentList(string ListId, PayMonth Month);

/// <summary>
/// Holds results against what was sent (policy 6.6 “Reconciliation invariants”): the importer looks up the lists and amounts of a chunk of entries in one query each and asks here.
/// Faults by the line itself come first, so that each line tells everything wrong with it at once. Pure.
/// </summary>
public static class ResultCheck
{
    /// <summary>The entry as it may be settled: its row is null when there is any fault.</summary>
    /// <param name="fileMonth">Month of the file; null where results come one by one (polling).</param>
    /// <param name="fileList">The file's one list; empty where it has many.</param>
    /// <param name="list">The list by its id, of this provider; null when none was sent.</param>
    /// <param name="amountSent">Amount of a row that was sent; null when the list has no such row.</param>
    public static ResultEntry Judge(ResultEntry entry, PayMonth? fileMonth, string fileList, Func<string, SentList?> list, Func<string, string, Dong?> amountSent)
    {
        if (entry.Row is not { } row)
        {
            return entry;
        }

        List<WireFault> faults = [.. Faults(entry.Line, row, fileMonth, fileList, list(row.ListId), amountSent)];
        return faults.Count == 0 ? entry : entry with { Row = null, Faults = [.. entry.Faults, .. faults] };
    }

    private static IEnumerable<WireFault> Faults(int line, ResultRow row, PayMonth? fileMonth, string fileList, SentList? list, Func<string, string, Dong?> amountSent)
    {
        if (fileList.Length > 0 && row.ListId != fileList)
        {
            yield return new(line, "Mã danh sách", FileProblems.OtherList.Now(fileList, WireReader.Shown(row.ListId)));
        }

        if (list is null)
        {
            yield return new(line, "Mã danh sách", FileProblems.UnknownList.Now(WireReader.Shown(row.ListId)));
            yield break;
        }

        if (fileMonth is { } month && month != list.Month)
        {
            yield return new(line, "", FileProblems.WrongMonth.Now(month, list.Month));
        }

        if (amountSent(row.ListId, row.RowId) is not { } sent)
        {
            yield return new(line, "Mã dòng", FileProblems.UnknownRow.Now(WireReader.Shown(row.RowId)));
        }
        else if (sent != row.Amount)
        {
            yield return new(line, "Số tiền", FileProblems.AmountChanged.Now(row.Amount, sent));
        }
    }
}
