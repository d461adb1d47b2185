using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication;

/// <summary>Đồng bộ: how the node stands with the hub, what waits, and what the hub refused and why.</summary>
[Needs(Actions.ReplicationView)]
public sealed class ReplicationPageModel(NodeDb db, OutboxStore store, RelayStatus status, CurrentOfficial current, ResendRefused resend) : PageModel
{
    // More are shown by their number.
    private const int Shown = 200;

    public RelaySnapshot Relay { get; private set; } = null!;

    public OutboxCounts Counts { get; private set; }

    public DateTime? OldestWaiting { get; private set; }

    public IReadOnlyList<RefusedLine> Refused { get; private set; } = [];

    public bool MayResend => current.Official?.May(Actions.ReplicationResend) == true;

    /// <summary>Rows that the last resend put back, from the address.</summary>
    [BindProperty(SupportsGet = true, Name = "da-gui-lai")]
    public int? Resent { get; set; }

    public string StateWords => Relay.State switch
    {
        RelayState.Connected => "Đang kết nối",
        RelayState.Connecting => "Đang nối tới trục quốc gia",
        RelayState.Waiting => "Chưa kết nối được, sẽ tự thử lại",
        RelayState.Fenced => "Đã ngừng gửi, cần người quản trị xử lý",
        RelayState.NotConfigured => "Chưa cấu hình địa chỉ trục quốc gia",
        _ => "Đang dừng",
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Relay = status.Now;
        Counts = await store.CountAsync(cancel);
        OldestWaiting = await db.Outbox.Where(r => r.RefusedAt == null).MinAsync(r => (DateTime?)r.RecordedAt, cancel);
        Refused = await db.Outbox.AsNoTracking().Where(r => r.RefusedAt != null).OrderByDescending(r => r.RefusedAt).Take(Shown)
            .Select(r => new RefusedLine(r.Kind, r.RecordId, r.Version, r.RefusedCode!, r.RefusedReason!, r.RefusedAt!.Value)).ToListAsync(cancel);
    }

    /// <summary>Sends one refused record again, or all of them; the verb asks whether he may.</summary>
    public async Task<IActionResult> OnPostAsync(int? kind, Guid? recordId, CancellationToken cancel)
    {
        var answer = await resend.HandleAsync(current.Required, kind, recordId, cancel);
        if (answer.Succeeded)
        {
            return Redirect($"/dong-bo?da-gui-lai={answer.Value}");
        }

        this.Show(answer.Problems);
        await OnGetAsync(cancel);
        return Page();
    }

    /// <summary>Kind of a record in words.</summary>
    public static string KindWords(int kind) => (RecordKind)kind switch
    {
        RecordKind.Beneficiary => "Đối tượng", RecordKind.Entitlement => "Chế độ đang hưởng", RecordKind.Decision => "Quyết định", _ => "Hồ sơ",
    };

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm:ss dd/MM/yyyy", VietnameseFormat.Culture);
}

/// <summary>A refused record as listed: no personal data, only its id.</summary>
public sealed record RefusedLine(int Kind, Guid RecordId, long Version, string Code, string Reason, DateTime RefusedAt);
