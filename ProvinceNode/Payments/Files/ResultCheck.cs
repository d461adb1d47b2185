using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>A list that was sent, as its results are held against it. Pure.</summary>
public sealed record SentList(string ListId, PayMonth Month);

/// <summary>Days on which a line can have been paid, both included, clocks allowed for.</summary>
/// <param name="Begun">When the list could first be paid, as it is told; <paramref name="First"/> is a day of grace before it.</param>
public sealed record PaidDays(DateOnly First, DateOnly Last, DateOnly Begun)
{
    /// <summary>Days by which the clocks of a payer and of this node may differ.</summary>
    public const int Grace = 1;

    public static PaidDays Of(DateOnly begun, DateOnly today) => new(begun.AddDays(-Grace), today.AddDays(Grace), begun);
}

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
    /// <param name="days">On which the row can have been paid; null when nobody knows.</param>
    public static ResultEntry Judge(ResultEntry entry, PayMonth? fileMonth, string fileList, Func<string, SentList?> list, Func<string, string, Dong?> amountSent, PaidDays? days = null)
    {
        if (entry.Row is not { } row)
        {
            return entry;
        }

        List<WireFault> faults = [.. Faults(entry.Line, row, fileMonth, fileList, list(row.ListId), amountSent), .. DayFaults(entry.Line, row, days)];
        return faults.Count == 0 ? entry : entry with { Row = null, Faults = [.. entry.Faults, .. faults] };
    }

    // Nobody has paid on a day that is still to come, nor before there was a list.
    private static IEnumerable<WireFault> DayFaults(int line, ResultRow row, PaidDays? days)
    {
        if (row.Status != WireCodes.Paid || days is null || row.PaidAt is not { } at)
        {
            yield break;
        }

        var day = DateOnly.FromDateTime(at);
        if (day > days.Last)
        {
            yield return new(line, "Thời điểm chi trả", FileProblems.PaidAhead.Now(VietnameseFormat.Date(day), VietnameseFormat.Date(days.Last.AddDays(-PaidDays.Grace))));
        }
        else if (day < days.First)
        {
            yield return new(line, "Thời điểm chi trả", FileProblems.PaidBeforeList.Now(VietnameseFormat.Date(day), VietnameseFormat.Date(days.Begun)));
        }
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
