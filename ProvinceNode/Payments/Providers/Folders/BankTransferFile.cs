using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers.Http;
using Protos.Values;

namespace ProvinceNode.Payments.Providers.Folders;

/// <summary>
/// Lists of accounts as a bank's payroll file, and the bank's answer as results. The list itself stays in the node's book, because the bank knows an order only by its STT.
/// Accounts are checked over the bank's service when the node was told where it is.
/// </summary>
public sealed class BankTransferFile(IOptionsMonitor<FolderOptions> options, BankAccounts accounts, ILogger<BankTransferFile> log) : IPaymentProvider
{
    public const string ProviderCode = "bank-file";
    private readonly FolderOptions _options = options.Get(FolderOptions.Bank);

    public string Code => ProviderCode;

    public bool IsConfigured => _options.Path.Length > 0;

    public Task<SendOutcome> SendAsync(PaymentDocument document, string idempotencyKey, CancellationToken cancel)
    {
        var outcome = Send(document, idempotencyKey);
        FolderLog.Tell(log, Code, document.Header.ListId, outcome);
        return Task.FromResult(outcome);
    }

    public Task<AskOutcome> AskAsync(string idempotencyKey, CancellationToken cancel) =>
        Task.FromResult(IsConfigured ? new ExchangeOutbox(Paths()).Ask(idempotencyKey) : new AskUnanswered("chưa khai báo thư mục của ngân hàng"));

    /// <summary>A folder cannot be asked: its files are taken away, and the node's book of them may have been restored with the node.</summary>
    public Task<ListsOutcome> ListsAsync(string unit, PayMonth month, CancellationToken cancel) => Task.FromResult<ListsOutcome>(new ListsUnanswered("thư mục trao đổi không hỏi được, cần văn bản trả lời của đơn vị chi trả"));

    public async IAsyncEnumerable<ResultBatch> ResultsAsync(ResultQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!IsConfigured)
        {
            yield break;
        }

        await foreach (var batch in new ExchangeInbox(Paths(), _options.Quiet, Open).ReadAsync(cancel))
        {
            FolderLog.Tell(log, Code, batch);
            yield return batch;
        }
    }

    public Task<AccountsOutcome> CheckAccountsAsync(IReadOnlyList<AccountQuestion> questions, CancellationToken cancel) => accounts.CheckAsync(questions, cancel);

    private SendOutcome Send(PaymentDocument document, string key)
    {
        if (!IsConfigured)
        {
            return new SendRefused([ProviderProblems.NotConfigured.Now("thư mục của ngân hàng")]);
        }

        var header = document.Header;
        if (document.Rows.Count(r => r.AccountNumber.Length == 0 || r.Method is not (WireCodes.Bank or WireCodes.Epay)) is > 0 and var without)
        {
            return new SendRefused([ProviderProblems.NotAccounts.Now(without)]);
        }

        try
        {
            var paths = Paths();
            // Kept before anything goes out: an answer must find its list. The same list again is the same file.
            paths.WriteWhole(paths.List(header.ListId), s => PaymentFile.Write(s, WireForm.Json, document));
            var name = FileNames.Of(FileNames.Transfer, header.UnitCode, header.Month, FileNames.NumberOf(header), _options.WireForm);
            return new ExchangeOutbox(paths).Send(name, key, header.Hash, s => BankTransfer.Write(s, _options.WireForm, document, _options.DebitAccount));
        }
        catch (IOException reason)
        {
            return new SendUnknown($"không ghi được thư mục của ngân hàng ({reason.GetType().Name})");
        }
        catch (UnauthorizedAccessException)
        {
            return new SendUnknown("không có quyền ghi thư mục của ngân hàng");
        }
    }

    private InboxContent Open(Stream content, string name)
    {
        var reader = WireReader.Open(content, name, BankTransfer.ResultSchema);
        if (reader.Faults.Count > 0)
        {
            return new(reader.Faults, null, "", []);
        }

        var listId = reader.Header[BankTransfer.ResultSchema.HeaderPlaces["batch"]];
        if (ListOf(listId) is not { } list)
        {
            return new([WireFault.OfFile(FileProblems.UnknownList, listId)], null, listId, []);
        }

        return new([], list.Header.Month, listId, Entries(reader, list));
    }

    private IEnumerable<ResultEntry> Entries(WireReader reader, PaymentDocument list)
    {
        // Two answers to one order contradict each other, whichever comes first; the same answer twice is one.
        var reasons = _options.Reasons;
        var answers = reader.Lines().Select(line => BankTransfer.EntryOf(line, list, reasons)).ToList();
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

    private PaymentDocument? ListOf(string listId)
    {
        var path = Paths().List(listId);
        if (!File.Exists(path))
        {
            return null;
        }

        using var content = File.OpenRead(path);
        return PaymentFile.Read(content, path).Document;
    }

    private ExchangePaths Paths() => new(_options.Path);
}
