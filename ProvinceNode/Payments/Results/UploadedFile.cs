using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers.Folders;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>A file of results as its list's page takes it: VNPost's form, or the bank's answer to a payroll file for a list that went to a bank.</summary>
/// <param name="Faults">Of the file as a whole: any refuses it.</param>
public sealed record UploadedFile(IReadOnlyList<WireFault> Faults, PayMonth? Month, int Lines, IEnumerable<ResultEntry> Entries)
{
    /// <param name="content">Seekable; stays open while entries are read.</param>
    /// <param name="sent">The list as it went out.</param>
    /// <param name="reasons">How the bank's words are read.</param>
    public static UploadedFile Open(Stream content, string name, string provider, PaymentDocument sent, BankReasons reasons)
    {
        if (provider != BankTransferFile.ProviderCode)
        {
            var file = ResultFile.Open(content, name);
            return new([.. file.Faults, .. file.IsRefused ? file.Entries().SelectMany(e => e.Faults).Distinct().Take(10_000) : []], file.Header.Month, file.Lines, file.Entries());
        }

        var reader = WireReader.Open(content, name, BankTransfer.ResultSchema);
        if (reader.Faults.Count > 0)
        {
            return new(reader.Faults, null, 0, []);
        }

        var batch = reader.Header[BankTransfer.ResultSchema.HeaderPlaces["batch"]];
        if (batch != sent.Header.ListId)
        {
            return new([WireFault.OfFile(FileProblems.UnknownList, WireReader.Shown(batch))], null, 0, []);
        }

        var answers = reader.Lines().Select(line => BankTransfer.EntryOf(line, sent, reasons)).ToList();
        return new([], sent.Header.Month, answers.Count, Single(answers));
    }

    // Two answers to one order contradict each other, whichever comes first; the same answer twice is one.
    private static IEnumerable<ResultEntry> Single(List<ResultEntry> answers)
    {
        var contradicted = answers.Where(a => a.Row is not null).GroupBy(a => a.Row!.RowId).Where(g => g.Select(a => a.Row).Distinct().Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in answers)
        {
            yield return answer.Row is not { } row ? answer
                : contradicted.Contains(row.RowId) ? answer with { Row = null, Faults = [new(answer.Line, "", FileProblems.Contradiction.Now())] }
                : seen.Add(row.RowId) ? answer
                : answer with { Row = null, Faults = [new(answer.Line, "", FileProblems.Repeated.Now())] };
        }
    }
}
