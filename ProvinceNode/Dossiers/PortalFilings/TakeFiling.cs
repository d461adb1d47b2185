using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using Protos.PublicService;
using Protos.Values;

namespace ProvinceNode.Dossiers.PortalFilings;

/// <summary>
/// Takes one dossier of the national portal out of the hub's mailbox: papers by their hashes, then <see cref="Submit"/> like every other application, then the word to the hub. Killed anywhere
/// between, the next run finds the dossier by its key and only says the word again; what is wrong goes back to the citizen with everything that is wrong.
/// </summary>
public sealed class TakeFiling(NodeDb db, HubClient hub, Submit submit, AttachmentStore store, VietnamTime time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>False when it must be tried again.</returns>
    /// <exception cref="RpcException">The hub does not answer.</exception>
    public async Task<bool> HandleAsync(Filing filing, CancellationToken cancel)
    {
        if (await submit.FirstReceiptAsync(FilingInput.KeyOf(filing.Code), cancel) is not null)
        {
            return await SettleAsync(filing.Code, true, "", cancel);
        }

        var day = FilingInput.DayOf(filing, time.Today);
        if (FilingInput.SituationOf(filing, day) is not { } situation)
        {
            return await SettleAsync(filing.Code, false, $"Thủ tục {filing.ProcedureCode} với tờ khai mẫu {filing.FormCode} không nộp được vào ngày {VietnameseFormat.Date(day)}.", cancel);
        }

        if (await db.Dossiers.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(d => d.Code == filing.Code, cancel))
        {
            return await SettleAsync(filing.Code, false, "Mã hồ sơ này đã dùng cho một hồ sơ khác tại tỉnh.", cancel);
        }

        var (files, faults) = await PapersAsync(filing, situation.FormOn(day)!, cancel);
        if (faults.Count > 0)
        {
            return await SettleAsync(filing.Code, false, string.Join(" ", faults), cancel);
        }

        var outcome = await submit.Handle(FilingInput.Of(filing, situation, files, day), cancel);
        if (!outcome.Succeeded && outcome.Problems.Any(p => p.Code == CommonProblems.ChangedMeanwhile.Code))
        {
            return false;
        }

        return await SettleAsync(filing.Code, outcome.Succeeded, outcome.Succeeded ? "" : string.Join(" ", outcome.Problems.Select(p => p.Message)), cancel);
    }

    // No transaction is open here: the network is never waited for with a lock held.
    private async Task<(List<StoredFile> Files, List<string> Faults)> PapersAsync(Filing filing, Forms.FormDefinition form, CancellationToken cancel)
    {
        var (files, faults) = (new List<StoredFile>(), new List<string>());
        foreach (var paper in filing.Papers)
        {
            if (FilingInput.PaperOf(form, paper.Kind) is not { } kind)
            {
                faults.Add($"Thành phần hồ sơ “{paper.Kind}” (tệp “{paper.FileName}”) không thuộc thủ tục này.");
                continue;
            }

            using var content = await DownloadAsync(filing.Code, paper.Hash, cancel);
            var kept = await store.SaveAsync(content, paper.FileName, kind, cancel);
            if (kept.Succeeded && kept.Value.Hash == paper.Hash)
            {
                files.Add(kept.Value);
            }
            else
            {
                faults.AddRange(kept.Succeeded ? [$"Tệp “{paper.FileName}” không đúng như Cổng đã ghi."] : kept.Problems.Select(p => p.Message));
            }
        }

        return (files, faults);
    }

    private async Task<MemoryStream> DownloadAsync(string code, string hash, CancellationToken cancel)
    {
        using var call = hub.Mailbox().GetPaper(new PaperRequest { Code = code, Hash = hash }, deadline: Deadline(), cancellationToken: cancel);
        var content = new MemoryStream();
        // One byte past the limit is enough to be refused.
        while (content.Length <= AttachmentStore.MostBytes && await call.ResponseStream.MoveNext(cancel))
        {
            call.ResponseStream.Current.Content.WriteTo(content);
        }

        content.Position = 0;
        return content;
    }

    private async Task<bool> SettleAsync(string code, bool accepted, string reason, CancellationToken cancel)
    {
        var epoch = await db.States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel);
        await hub.Mailbox().SettleAsync(new SettleRequest { Code = code, Accepted = accepted, Reason = reason, Epoch = epoch }, deadline: Deadline(), cancellationToken: cancel);
        return true;
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
}
