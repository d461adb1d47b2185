using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Payments.Providers.Http;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>A channel of the payer of whichever schedule runs.</summary>
internal sealed class LedgerChannel(string code) : IPaymentProvider
{
    public string Code => code;

    // A bank's payroll goes by its file, all else by the post, online or in the folder.
    public bool IsConfigured => Worker.Now.Value is { } worker && (worker.World.ByFile ? code is ExchangeFolder.ProviderCode or BankTransferFile.ProviderCode : code == VnPostHttp.ProviderCode);

    private static PayWorld World => Worker.Now.Value!.World;

    public async Task<SendOutcome> SendAsync(PaymentDocument document, string idempotencyKey, CancellationToken cancel)
    {
        await Worker.Now.Value!.PointAsync();
        var outcome = World.Payer.Send(document, idempotencyKey);
        await Worker.Now.Value!.PointAsync();
        return outcome;
    }

    public async Task<AskOutcome> AskAsync(string idempotencyKey, CancellationToken cancel)
    {
        await Worker.Now.Value!.PointAsync();
        return World.Payer.Ask(idempotencyKey);
    }

    public Task<ListsOutcome> ListsAsync(string unit, PayMonth month, CancellationToken cancel) => 
        Task.FromResult<ListsOutcome>(World.ByFile || World.Payer.Mood == PayerMood.Silent ? new ListsUnanswered("không hỏi") : new ListsHeld([.. World.Payer.Lists.Where(l => l.Document.Header.UnitCode == unit && l.Document.Header.Month == month)
            .Select(l => new HeldList(l.Document.Header.ListId, $"BD-{l.Key}", l.Document.Header.Hash))]));

    public async IAsyncEnumerable<ResultBatch> ResultsAsync(ResultQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var since = int.TryParse(query.Since, System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : 0;
        foreach (var message in World.Payer.Messages.ToList())
        {
            var file = World.ByFile || message.CallBack;
            // The bank tells of what went to accounts, the post of all else.
            if ((!file && message.Number <= since) || (World.ByFile && World.Payer.IsBanks(message.ListId) != (code == BankTransferFile.ProviderCode)))
            {
                continue;
            }

            await Worker.Now.Value!.PointAsync();
            var entries = message.Rows.Select((r, i) => new ResultEntry(i + 1, r, [])).ToList();
            var number = message.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return file ? new ResultLines($"{(message.CallBack ? "goi-lai-" : "KetQua_")}{number}.json", "", message.Month, message.ListId, entries, [])
                : new ResultLines($"trang {number}", number, null, "", entries, []);
            if (file)
            {
                // Whoever asks for the next has stored this one; a page is told by its cursor.
                World.Payer.Messages.Remove(message);
            }
        }
    }

    public Task<AccountsOutcome> CheckAccountsAsync(IReadOnlyList<AccountQuestion> questions, CancellationToken cancel) => Task.FromResult<AccountsOutcome>(new AccountsNotOffered());
}
