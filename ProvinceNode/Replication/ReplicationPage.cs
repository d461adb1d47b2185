using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Replication.Repair;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication;

/// <summary>Đồng bộ: how the node stands with the hub, what waits, and what the hub refused and why.</summary>
[Needs(Actions.ReplicationView)]
public sealed class ReplicationPageModel(NodeDb db, OutboxStore store, RelayStatus status, CurrentOfficial current, ResendRefused resend, SettleFinding settle) : PageModel
{
    // More are shown by their number.
    private const int Shown = 200;

    public RelaySnapshot Relay { get; private set; } = null!;

    public OutboxCounts Counts { get; private set; }

    private DateTime Now { get; set; }

    public DateTime? OldestWaiting { get; private set; }

    public IReadOnlyList<RefusedLine> Refused { get; private set; } = [];

    public IReadOnlyList<RefusedReason> Reasons { get; private set; } = [];

    /// <summary>Only what was refused for this reason is listed; null: everything.</summary>
    [BindProperty(SupportsGet = true, Name = "ly-do")]
    public string? Code { get; set; }

    /// <summary>Rows that are listed or, when there are too many, could be.</summary>
    public long Listed => Code is null ? Counts.Refused : Reasons.FirstOrDefault(r => r.Code == Code)?.Count ?? 0;

    /// <summary>What a repair could not put right by itself and nobody has seen to yet.</summary>
    public IReadOnlyList<RepairFinding> Findings { get; private set; } = [];

    public int FindingCount { get; private set; }

    public bool MayResend => current.Official?.May(Actions.ReplicationResend) == true;

    /// <summary>Rows that the last resend put back, from the address.</summary>
    [BindProperty(SupportsGet = true, Name = "da-gui-lai")]
    public int? Resent { get; set; }

    /// <summary>How a backlog is worked off; null while there is none.</summary>
    public string? Progress => CatchUpWords(Relay.CatchUp, Counts.Waiting, Now);

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
        (Relay, Now) = (status.Now, TimeProvider.System.GetUtcNow().UtcDateTime);
        Counts = await store.CountAsync(cancel);
        OldestWaiting = await db.Outbox.Where(r => r.RefusedAt == null).MinAsync(r => (DateTime?)r.RecordedAt, cancel);
        (Reasons, Refused) = (await RefusedList.ReasonsAsync(db, cancel), await RefusedList.LinesAsync(db, Code, Shown, cancel));
        var findings = db.RepairFindings.AsNoTracking().Where(f => f.SettledAt == null);
        FindingCount = await findings.CountAsync(cancel);
        Findings = await findings.OrderBy(f => f.Matter).ThenBy(f => f.Kind).ThenBy(f => f.Label).ThenBy(f => f.Id).Take(Shown).ToListAsync(cancel);
    }

    /// <summary>Sends one refused record again, those of one reason, or all of them; the verb asks whether he may.</summary>
    public async Task<IActionResult> OnPostAsync(int? kind, Guid? recordId, string? code, CancellationToken cancel)
    {
        var answer = await resend.HandleAsync(current.Required, kind, recordId, code, cancel);
        if (answer.Succeeded)
        {
            return Redirect($"/dong-bo?da-gui-lai={answer.Value}");
        }

        this.Show(answer.Problems);
        await OnGetAsync(cancel);
        return Page();
    }

    /// <summary>Somebody saw to what a repair found.</summary>
    public async Task<IActionResult> OnPostSettleAsync(Guid finding, string? why, CancellationToken cancel)
    {
        var answer = await settle.HandleAsync(finding, why, current.Required, cancel);
        if (answer.Succeeded)
        {
            return Redirect("/dong-bo#sau-khoi-phuc");
        }

        this.Show(answer.Problems);
        await OnGetAsync(cancel);
        return Page();
    }

    /// <summary>What happened to a record and what is to be done.</summary>
    public static string MatterWords(RepairMatter matter) => matter switch
    {
        RepairMatter.ChangedOnBothSides => "Được sửa sau khi sao lưu và lại được sửa ở đây sau khi khôi phục. Bản ở đây được giữ; hãy đối chiếu với giấy tờ xem còn thiếu gì.",
        RepairMatter.ErasedMeanwhile => "Đã được xóa theo yêu cầu sau khi sao lưu, nay có trở lại. Hãy xóa lại; trục quốc gia không nhận bản ghi này.",
        RepairMatter.LaterAtTheHub => "Trục quốc gia có bản mới hơn nhưng không đủ nội dung để khôi phục. Hãy làm lại các bước sau khi sao lưu theo giấy tờ.",
        _ => "Lập sau khi sao lưu, nay chỉ còn ở trục quốc gia. Hãy nhập lại theo giấy tờ; bản ở trục được giữ đến khi có người xóa ở trang Chứng nhận khớp dữ liệu.",
    };

    /// <summary>How a backlog is worked off, in words; null while there is none.</summary>
    public static string? CatchUpWords(CatchUp? going, long waiting, DateTime now) => going is null
        ? null
        : string.Create(VietnameseFormat.Culture, $"đã gửi {going.Sent:N0} bản ghi từ {Moment(going.Since)} ({going.Rate(now):N0} bản ghi/giây), còn {waiting:N0}")
            + (going.Left(waiting, now) is { } left ? left.TotalMinutes < 1 ? ", còn chưa đến 1 phút" : string.Create(VietnameseFormat.Culture, $", còn khoảng {left.TotalMinutes:N0} phút") : "");

    /// <summary>Kind of a record in words.</summary>
    public static string KindWords(int kind) => (RecordKind)kind switch
    {
        RecordKind.Beneficiary => "Đối tượng", RecordKind.Entitlement => "Chế độ đang hưởng", RecordKind.Decision => "Quyết định", RecordKind.Household => "Hộ gia đình",
        RecordKind.Certificate => "Giấy xác nhận khuyết tật", RecordKind.LifeEvent => "Biến động", RecordKind.PaymentList => "Danh sách chi trả", RecordKind.PaymentLine => "Dòng chi trả",
        _ => "Hồ sơ",
    };

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm:ss dd/MM/yyyy", VietnameseFormat.Culture);
}
