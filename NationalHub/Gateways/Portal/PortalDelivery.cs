using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using NationalHub.Gateways.ResultPapers;
using Protos.Replication;

namespace NationalHub.Gateways.Portal;

/// <summary>How a delivery ended.</summary>
/// <param name="Code">For the log; empty when all is well.</param>
/// <param name="Reason">For the operator, in Vietnamese.</param>
internal sealed record Delivery(PortalState State, string Code, string Reason)
{
    public static readonly Delivery Done = new(PortalState.Sent, "", "");

    public static Delivery Again(string code, string reason) => new(PortalState.Failed, code, reason);

    public static Delivery Refused(string code, string reason) => new(PortalState.Stuck, code, reason);
}

/// <summary>
/// Brings one dossier to the portal (policy 5.4): creates it, sends the steps it has not yet and the status, then asks what it holds.
/// Whatever was acknowledged is noted on the entry at once; a message sent twice does no harm.
/// </summary>
public sealed class PortalDelivery(PortalClient portal, TellResults results)
{
    private const int LongestList = 500;
    private const string Dossiers = "/dvcqg/ho-so";
    internal const string UnknownThere = "KHONG_CO_HO_SO";

    /// <exception cref="PortalDownException">No usable answer; what was acknowledged before is on the entry.</exception>
    internal async Task<Delivery> HandleAsync(PortalEntry entry, DossierState dossier, DateTime recordedAt, DateTime now, CancellationToken cancellation)
    {
        var ended = await BringAsync(entry, dossier, recordedAt, now, cancellation).ConfigureAwait(false);
        if (ended.Code == UnknownThere)
        {
            Lost(entry);
            await results.LostAsync(entry, cancellation).ConfigureAwait(false);
        }

        return ended;
    }

    private async Task<Delivery> BringAsync(PortalEntry entry, DossierState dossier, DateTime recordedAt, DateTime now, CancellationToken cancellation)
    {
        if (entry.PortalId.Length == 0 && await CreateAsync(entry, dossier, recordedAt, cancellation).ConfigureAwait(false) is { } notCreated)
        {
            return notCreated;
        }

        foreach (var steps in PortalMessages.NewSteps(dossier, entry).Chunk(LongestList))
        {
            if (await ProgressAsync(entry, dossier, steps, cancellation).ConfigureAwait(false) is { } notTaken)
            {
                return notTaken;
            }
        }

        var acknowledged = (entry.SentEpoch, entry.SentVersion) == (entry.Epoch, entry.Version);
        if (!acknowledged && await StatusAsync(entry, recordedAt, now, cancellation).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        return await results.HandleAsync(entry, cancellation).ConfigureAwait(false) ?? await CompareAsync(entry, now, cancellation).ConfigureAwait(false);
    }

    private async Task<Delivery?> CreateAsync(PortalEntry entry, DossierState dossier, DateTime recordedAt, CancellationToken cancellation)
    {
        var reply = await portal.PostAsync(Dossiers, PortalMessages.Create(dossier, recordedAt), cancellation).ConfigureAwait(false);
        // Conflict: it is there already, told otherwise before (e.g. without the day of reception); the portal keeps its first telling.
        if (reply.Status is not (HttpStatusCode.OK or HttpStatusCode.Conflict))
        {
            return Refused(reply);
        }

        var id = Json.Text(reply.Body, "idHoSo");
        if (id.Length is 0 or > 50)
        {
            return Delivery.Again("KHONG_CO_ID", "Cổng trả lời mà không cho mã hồ sơ của Cổng.");
        }

        (entry.PortalId, entry.SentStep, entry.SentStepAt) = (id, 0, null);
        return null;
    }

    private async Task<Delivery?> ProgressAsync(PortalEntry entry, DossierState dossier, DossierStepState[] steps, CancellationToken cancellation)
    {
        var list = new JsonArray([.. steps.Select(s => PortalMessages.Progress(dossier, s, entry.Epoch, entry.PortalId))]);
        var reply = await portal.PostAsync($"{Dossiers}/tien-do", new JsonObject { ["DanhSach"] = list }, cancellation).ConfigureAwait(false);
        if (reply.Status != HttpStatusCode.OK)
        {
            return Refused(reply);
        }

        for (var place = 0; place < steps.Length; place++)
        {
            if (Judge(entry, reply, place) is { } refused)
            {
                return refused;
            }

            (entry.SentStep, entry.SentStepAt) = (steps[place].Number, DateTimeOffset.FromUnixTimeMilliseconds(steps[place].AtUnixMs).UtcDateTime);
        }

        return null;
    }

    private async Task<Delivery?> StatusAsync(PortalEntry entry, DateTime recordedAt, DateTime now, CancellationToken cancellation)
    {
        var list = new JsonArray(PortalMessages.Status(entry, recordedAt));
        var reply = await portal.PostAsync($"{Dossiers}/trang-thai", new JsonObject { ["DanhSach"] = list }, cancellation).ConfigureAwait(false);
        if (reply.Status != HttpStatusCode.OK)
        {
            return Refused(reply);
        }

        if (Judge(entry, reply, 0) is { } refused)
        {
            return refused;
        }

        (entry.SentEpoch, entry.SentVersion, entry.SentStatus, entry.SentAt) = (entry.Epoch, entry.Version, entry.LocalPortalStatus, now);
        return null;
    }

    /// <summary>An acknowledgement is not taken for the truth: what the portal holds is read back.</summary>
    private async Task<Delivery> CompareAsync(PortalEntry entry, DateTime now, CancellationToken cancellation)
    {
        var reply = await portal.GetAsync($"{Dossiers}/{Uri.EscapeDataString(entry.DossierCode)}", cancellation).ConfigureAwait(false);
        if (reply.Status == HttpStatusCode.NotFound && ServiceRefusal.Read(reply.Text).Code == UnknownThere)
        {
            return Lost(entry);
        }

        if (reply.Status != HttpStatusCode.OK || !int.TryParse(Json.Text(reply.Body, "TrangThai"), NumberStyles.None, CultureInfo.InvariantCulture, out var held))
        {
            return Delivery.Again("KHONG_DOC_DUOC", "Không đọc được trạng thái mà Cổng đang giữ.");
        }

        (entry.HeldStatus, entry.HeldAt) = (held, now);
        if (held == entry.LocalPortalStatus)
        {
            return await results.CompareAsync(entry, reply.Body, cancellation).ConfigureAwait(false) ?? Delivery.Done;
        }

        entry.SentVersion = 0; // Told again at the next try.
        return Delivery.Again("LECH", $"Cổng đang giữ trạng thái {held} ({PortalWords.Status(held)}), tỉnh đã báo {entry.LocalPortalStatus} ({PortalWords.Status(entry.LocalPortalStatus)}).");
    }

    /// <returns>Null when the portal took the item, now or before.</returns>
    private static Delivery? Judge(PortalEntry entry, PortalReply reply, int place)
    {
        var items = Json.Items(reply.Body, "KetQua");
        var item = place < items.Count ? items[place] : null;
        if (Json.Text(item, "Ma") is "DA_NHAN" or "DA_NHAN_TRUOC_DO")
        {
            return null;
        }

        if (Json.Text(item, "Ma") != "TU_CHOI")
        {
            return Delivery.Again("KHONG_DOC_DUOC", "Cổng trả lời không theo khuôn đã thống nhất.");
        }

        var faults = Json.Items(item, "Loi").Select(f => new ServiceFault(Json.Text(f, "Truong"), Json.Text(f, "Ma"), Json.Text(f, "ThongBao"))).ToList();
        if (faults.Exists(f => f.Code is UnknownThere))
        {
            return Lost(entry);
        }

        if (faults.Exists(f => f.Code is "SAI_ID"))
        {
            entry.PortalId = "";
            return Delivery.Again("SAI_ID", "Mã hồ sơ của Cổng không đúng; sẽ hỏi lại.");
        }

        return Delivery.Refused(faults.Count > 0 ? faults[0].Code ?? "" : "TU_CHOI", "Cổng từ chối. " + ServiceRefusal.Words(null, faults));
    }

    /// <summary>The portal does not know the dossier (any more): all of it is sent anew.</summary>
    private static Delivery Lost(PortalEntry entry)
    {
        (entry.PortalId, entry.SentStep, entry.SentStepAt, entry.SentVersion) = ("", 0, null, 0);
        return Delivery.Again(UnknownThere, "Cổng không còn hồ sơ này; sẽ nối lại từ đầu.");
    }

    private static Delivery Refused(PortalReply reply)
    {
        var (code, sentence) = ServiceRefusal.Read(reply.Text);
        return Delivery.Refused(code, "Cổng từ chối. " + sentence);
    }
}
