using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.Portal;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.ResultPapers;

/// <summary>
/// Tells the portal the result papers of one dossier (policy 5.4): each file first, then all papers as DanhSachGiayToKetQua. A file stays sealed here until the portal has its paper; then it is
/// forgotten, and when the portal loses it the node is asked for it.
/// </summary>
public sealed class TellResults(HubDb db, PortalClient portal, MailboxPapers papers, VietnamTime time)
{
    private const string List = "/dvcqg/ho-so/ket-qua";

    /// <returns>Null when everything that is here is told.</returns>
    /// <exception cref="PortalDownException">No usable answer; what was acknowledged before is on the rows.</exception>
    internal async Task<Delivery?> HandleAsync(PortalEntry entry, CancellationToken cancellation)
    {
        var rows = await RowsAsync(entry, cancellation).ConfigureAwait(false);
        foreach (var row in rows.Where(r => r.State == ResultState.Waiting))
        {
            if (await UploadAsync(row, cancellation).ConfigureAwait(false) is { } notTaken)
            {
                return notTaken;
            }
        }

        var ready = rows.FindAll(r => r.State is ResultState.Uploaded or ResultState.Told);
        var withdrawn = rows.FindAll(r => r.State == ResultState.Withdrawn && r.FileId.Length > 0);
        return ready.Exists(r => r.State == ResultState.Uploaded) || withdrawn.Count > 0 ? await TellAsync(entry, ready, withdrawn, cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>What the portal said it holds of the dossier, after all was told.</summary>
    /// <returns>Null when nothing is missing there.</returns>
    internal async Task<Delivery?> CompareAsync(PortalEntry entry, JsonNode? held, CancellationToken cancellation)
    {
        var told = (await RowsAsync(entry, cancellation).ConfigureAwait(false)).FindAll(r => r.State == ResultState.Told);
        var there = Json.Items(held, "KetQua").Select(k => Json.Text(k, "GiayToId")).ToHashSet(StringComparer.Ordinal);
        var lost = told.FindAll(r => !there.Contains(r.FileId));
        lost.ForEach(Want);
        return lost.Count == 0 ? null : Delivery.Again("THIEU_KET_QUA", $"Cổng thiếu {lost.Count} giấy tờ kết quả đã nhận; tỉnh gửi lại tệp.");
    }

    /// <summary>The portal does not know the dossier any more: what it had is wanted again.</summary>
    internal async Task LostAsync(PortalEntry entry, CancellationToken cancellation)
    {
        foreach (var row in (await RowsAsync(entry, cancellation).ConfigureAwait(false)).Where(r => r.State is ResultState.Uploaded or ResultState.Told or ResultState.Withdrawn))
        {
            if (row.State == ResultState.Withdrawn)
            {
                row.FileId = "";
            }
            else
            {
                Want(row);
            }
        }
    }

    /// <summary>Files of what was told go; call after it is saved.</summary>
    internal async Task ForgetAsync(PortalEntry entry, CancellationToken cancellation)
    {
        foreach (var row in (await RowsAsync(entry, cancellation).ConfigureAwait(false)).Where(r => r.State == ResultState.Told))
        {
            papers.Forget(row.Place);
        }
    }

    /// <summary>The dossier was erased at the province: nothing of its papers stays here.</summary>
    internal async Task EraseAsync(PortalEntry entry, CancellationToken cancellation)
    {
        foreach (var row in await RowsAsync(entry, cancellation).ConfigureAwait(false))
        {
            papers.Forget(row.Place);
            db.PortalResults.Remove(row);
        }
    }

    private Task<List<PortalResult>> RowsAsync(PortalEntry entry, CancellationToken cancellation) =>
        db.PortalResults.Where(r => r.ProvinceCode == entry.ProvinceCode && r.DossierId == entry.DossierId).OrderBy(r => r.PaperId).ToListAsync(cancellation);

    private async Task<Delivery?> UploadAsync(PortalResult row, CancellationToken cancellation)
    {
        if (await papers.OpenAsync(row.Place, row.Hash, cancellation).ConfigureAwait(false) is not { } content)
        {
            Want(row);
            return null;
        }

        var reply = await portal.UploadAsync($"/dvcqg/tep?ten={Uri.EscapeDataString(row.FileName)}", content, cancellation).ConfigureAwait(false);
        if (reply.Status != HttpStatusCode.OK)
        {
            var (code, sentence) = ServiceRefusal.Read(reply.Text);
            row.Reason = Cut($"Cổng không nhận tệp. {sentence}");
            return Delivery.Refused(code, $"Cổng không nhận tệp kết quả “{row.FileName}”. {sentence}");
        }

        var (id, hash) = (Json.Text(reply.Body, "IdTepTin"), Json.Text(reply.Body, "HashTepTin"));
        if (id.Length is 0 or > 50 || !string.Equals(hash, row.Hash, StringComparison.OrdinalIgnoreCase))
        {
            row.Reason = "Cổng nhận tệp không đúng như đã gửi; gửi lại.";
            return Delivery.Again("SAI_TEP", $"Cổng nhận tệp kết quả “{row.FileName}” không đúng như đã gửi.");
        }

        (row.State, row.FileId, row.Reason) = (ResultState.Uploaded, id, "");
        return null;
    }

    /// <summary>The list is whole: what is not in it is no result of the dossier.</summary>
    private async Task<Delivery?> TellAsync(PortalEntry entry, List<PortalResult> rows, List<PortalResult> withdrawn, CancellationToken cancellation)
    {
        var reply = await portal.PostAsync(List, Message(entry, rows), cancellation).ConfigureAwait(false);
        if (reply.Status == HttpStatusCode.OK)
        {
            rows.ForEach(r => (r.State, r.ToldAt, r.Reason) = (ResultState.Told, r.ToldAt ?? time.UtcNow, ""));
            withdrawn.ForEach(r => r.FileId = "");
            return null;
        }

        var (code, sentence) = ServiceRefusal.Read(reply.Text);
        if (reply.Status == HttpStatusCode.NotFound)
        {
            return Delivery.Again(code, "Cổng chưa có hồ sơ của giấy tờ kết quả; sẽ gửi lại.");
        }

        if (code == "KHONG_CO_TEP")
        {
            rows.ForEach(Want);
            return Delivery.Again(code, "Cổng không còn tệp kết quả; tỉnh gửi lại tệp.");
        }

        rows.ForEach(r => r.Reason = Cut($"Cổng từ chối. {sentence}"));
        return Delivery.Refused(code, $"Cổng từ chối giấy tờ kết quả. {sentence}");
    }

    /// <summary>DanhSachGiayToKetQua (policy 5.4). Pure, and alike for the same rows.</summary>
    internal static JsonObject Message(PortalEntry entry, IReadOnlyList<PortalResult> rows) => new()
    {
        ["IdHoSo"] = entry.PortalId,
        ["MaHoSo"] = entry.DossierCode,
        ["DanhSachGiayToKetQua"] = new JsonArray([.. rows.Select(r => new JsonObject
        {
            ["TenGiayTo"] = r.Name, ["MaThanhPhanHoSo"] = r.Component, ["GiayToId"] = r.FileId, ["DuongDanTepTinKetQua"] = $"/dvcqg/tep/{r.FileId}",
        })]),
    };

    private static void Want(PortalResult row) => (row.State, row.FileId, row.Reason, row.ToldAt) = (ResultState.Wanted, "", "Chờ tỉnh gửi lại tệp.", null);

    private static string Cut(string text) => text.Length <= PortalResult.LongestReason ? text : text[..PortalResult.LongestReason];
}
