using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Platform;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>Sends one dossier of the ledger and notes how it went. The state comes from the history, which holds the unmasked message.</summary>
public sealed class SendDossier(HubDb db, PortalDelivery delivery, TellResults results, PortalPause pause, VietnamTime time, ILogger<SendDossier> logger)
{
    /// <returns>What did not answer; empty when the portal answered, whatever it said.</returns>
    public async Task<string> HandleAsync(string provinceCode, string dossierId, CancellationToken cancellation)
    {
        var entry = await db.PortalLedger.FirstOrDefaultAsync(e => e.ProvinceCode == provinceCode && e.DossierId == dossierId, cancellation).ConfigureAwait(false);
        if (entry is null || entry.State is PortalState.Sent or PortalState.Stuck)
        {
            return "";
        }

        var down = "";
        var told = await StateAsync(entry, cancellation).ConfigureAwait(false);
        if (told is null)
        {
            await results.EraseAsync(entry, cancellation).ConfigureAwait(false);
        }

        if (told is null && entry.PortalId.Length == 0)
        {
            // Erased before the portal heard of it.
            db.PortalLedger.Remove(entry);
        }
        else if (told is null)
        {
            Note(entry, new Delivery(PortalState.Sent, "", "Hồ sơ đã xóa ở tỉnh; Cổng giữ trạng thái cuối cùng."));
        }
        else
        {
            down = await DeliverAsync(entry, told, cancellation).ConfigureAwait(false);
        }

        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await results.ForgetAsync(entry, cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A newer version came meanwhile: it waits in the ledger, and what was sent twice does no harm.
        }

        return down;
    }

    private async Task<string> DeliverAsync(PortalEntry entry, Record told, CancellationToken cancellation)
    {
        var recordedAt = DateTimeOffset.FromUnixTimeMilliseconds(told.RecordedAtUnixMs).UtcDateTime;
        try
        {
            Note(entry, await IsTakenAsync(entry, cancellation).ConfigureAwait(false)
                ? Delivery.Refused("TRUNG_MA", "Mã hồ sơ này đã được nối với Cổng cho một hồ sơ khác. Kiểm tra số hồ sơ ở tỉnh.")
                : await delivery.HandleAsync(entry, told.Dossier, recordedAt, time.UtcNow, cancellation).ConfigureAwait(false));
            return "";
        }
        catch (PortalDownException e)
        {
            Note(entry, Delivery.Again("", "Cổng chưa trả lời; hệ thống tự gửi lại."));
            return e.Message;
        }
    }

    private void Note(PortalEntry entry, Delivery ended)
    {
        (entry.State, entry.Reason) = (ended.State, ended.Reason.Length <= PortalEntry.LongestReason ? ended.Reason : ended.Reason[..PortalEntry.LongestReason]);
        entry.FailedSince = ended.State == PortalState.Sent ? null : entry.FailedSince ?? time.UtcNow;
        entry.Attempts = ended.State == PortalState.Sent ? 0 : entry.Attempts + 1;
        entry.NextAttemptAt = ended.State == PortalState.Failed ? time.UtcNow + pause.After(entry.Attempts) : time.UtcNow;
        if (ended.State == PortalState.Stuck)
        {
            Log.PortalRefused(logger, entry.ProvinceCode, entry.DossierCode, ended.Code);
        }
    }

    /// <returns>Null when the dossier was erased.</returns>
    private async Task<Record?> StateAsync(PortalEntry entry, CancellationToken cancellation)
    {
        var payload = await db.RecordVersions.AsNoTracking()
            .Where(v => v.ProvinceCode == entry.ProvinceCode && v.Kind == (int)RecordKind.Dossier && v.Id == entry.DossierId && v.Epoch == entry.Epoch && v.Version == entry.Version)
            .Select(v => v.Payload).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        return payload is { Length: > 0 } && Record.Parser.ParseFrom(payload) is { Dossier: not null } record ? record : null;
    }

    private Task<bool> IsTakenAsync(PortalEntry entry, CancellationToken cancellation) => db.PortalLedger.AnyAsync(
        e => e.DossierCode == entry.DossierCode && e.PortalId != "" && (e.ProvinceCode != entry.ProvinceCode || e.DossierId != entry.DossierId), cancellation);
}
