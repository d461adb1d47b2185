using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using Protos.Values;

namespace ProvinceNode.Payments.Providers.Folders;

/// <summary>Lists and results as files in a watched folder, for offices without a link (policy 6.6). Names as <see cref="FileNames"/>; see <see cref="ExchangePaths"/> for the folders.</summary>
public sealed class ExchangeFolder(IOptionsMonitor<FolderOptions> options, ILogger<ExchangeFolder> log) : IPaymentProvider
{
    public const string ProviderCode = "vnpost-file";
    private readonly FolderOptions _options = options.Get(FolderOptions.Exchange);

    public string Code => ProviderCode;

    public bool IsConfigured => _options.Path.Length > 0;

    public Task<SendOutcome> SendAsync(PaymentDocument document, string idempotencyKey, CancellationToken cancel)
    {
        if (!IsConfigured)
        {
            return Task.FromResult<SendOutcome>(new SendRefused([ProviderProblems.NotConfigured.Now("thư mục trao đổi")]));
        }

        var header = document.Header;
        var name = FileNames.Of(FileNames.List, header.UnitCode, header.Month, FileNames.NumberOf(header), _options.WireForm);
        var outcome = new ExchangeOutbox(Paths()).Send(name, idempotencyKey, header.Hash, s => PaymentFile.Write(s, _options.WireForm, document));
        FolderLog.Tell(log, Code, header.ListId, outcome);
        return Task.FromResult(outcome);
    }

    public Task<AskOutcome> AskAsync(string idempotencyKey, CancellationToken cancel) =>
        Task.FromResult(IsConfigured ? new ExchangeOutbox(Paths()).Ask(idempotencyKey) : new AskUnanswered("chưa khai báo thư mục trao đổi"));

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

    public Task<AccountsOutcome> CheckAccountsAsync(IReadOnlyList<AccountQuestion> questions, CancellationToken cancel) => Task.FromResult<AccountsOutcome>(new AccountsNotOffered());

    internal static InboxContent Open(Stream content, string name)
    {
        var file = ResultFile.Open(content, name);
        return new(file.Faults, file.Header.Month, file.Header.ListId, file.Entries());
    }

    private ExchangePaths Paths() => new(_options.Path);
}

internal static class FolderLog
{
    public static void Tell(ILogger log, string code, string list, SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendAccepted accepted:
                ProviderLog.Accepted(log, code, list, accepted.Reference);
                break;
            case SendRefused refused:
                ProviderLog.Refused(log, code, list, string.Join(", ", refused.Problems.Select(p => p.Code)));
                break;
            case SendUnknown unknown:
                ProviderLog.Unanswered(log, code, $"list {list}", unknown.Why);
                break;
        }
    }

    public static void Tell(ILogger log, string code, ResultBatch batch)
    {
        switch (batch)
        {
            case ResultsRefused refused:
                ProviderLog.FileRefused(log, code, refused.Source, refused.Faults.Count);
                break;
            case ResultLines lines:
                ProviderLog.FileTaken(log, code, lines.Source, lines.Entries.Count, lines.Report.Count);
                break;
            case ResultsUnanswered silent:
                ProviderLog.Unanswered(log, code, "results", silent.Why);
                break;
        }
    }
}
