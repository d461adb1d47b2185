using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Provinces;

/// <summary>Refusals and notices, the newest first.</summary>
public sealed class EventsModel(HubDb db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "tinh")]
    public string? ProvinceCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<SecurityEvent> Events { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var code = ProvinceCode ?? "";
        var found = await db.SecurityEvents.AsNoTracking().Where(e => code == "" || e.ProvinceCode == code)
            .OrderByDescending(e => e.LastAt).ThenByDescending(e => e.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        Events = [.. found.Take(PageSize)];
    }

    public static string Words(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.CertificateUntrusted => "Chứng thư lạ bị từ chối",
        SecurityEventKind.CertificateUnknown => "Chứng thư chưa đăng ký bị từ chối",
        SecurityEventKind.CertificateRevoked => "Chứng thư đã thu hồi bị từ chối",
        SecurityEventKind.CertificateExpired => "Chứng thư hết hạn bị từ chối",
        SecurityEventKind.EpochLower => "Nút đẩy lùi kỷ nguyên, bị chặn",
        SecurityEventKind.EpochRaised => "Nút sang kỷ nguyên mới",
        SecurityEventKind.ActChainShortened => "Chuỗi nhật ký của nút ngắn lại",
        SecurityEventKind.SecondWriter => "Luồng đẩy thứ hai bị từ chối",
        SecurityEventKind.CertificateIssued => "Đã cấp chứng thư",
        SecurityEventKind.CertificateWithdrawn => "Đã thu hồi chứng thư",
        SecurityEventKind.CertificateReplaced => "Chứng thư mới thay chứng thư cũ",
        SecurityEventKind.AuthorityMade => "Đã lập cơ quan cấp chứng thư mới",
        SecurityEventKind.AuthorityWithdrawn => "Đã thu hồi cơ quan cấp chứng thư cũ",
        SecurityEventKind.InvitationIssued => "Đã cấp mã mời",
        SecurityEventKind.EnrolmentRefused => "Ghi danh bị từ chối",
        SecurityEventKind.SignInRefused => "Đăng nhập sai",
        SecurityEventKind.AccountLocked => "Tài khoản bị tạm khóa",
        SecurityEventKind.KeyRefused => "Khóa OData sai",
        SecurityEventKind.EqualityBroken => "Dữ liệu hai bên lệch nhau",
        SecurityEventKind.HubWentBack => "Trục quốc gia được khôi phục từ bản cũ, nút gửi lại",
        SecurityEventKind.TransferForeign => "Hỏi hồ sơ chuyển của tỉnh khác, bị từ chối",
        SecurityEventKind.SignedIn => "Cán bộ vận hành đăng nhập",
        SecurityEventKind.FactorSetUp => "Đã bật xác thực hai lớp",
        SecurityEventKind.FactorReset => "Đã đặt lại xác thực hai lớp",
        SecurityEventKind.RecoveryCodeUsed => "Đã dùng mã dự phòng",
        SecurityEventKind.RightRefused => "Việc ngoài vai trò, bị từ chối",
        SecurityEventKind.AccountChanged => "Tài khoản vận hành thay đổi",
        SecurityEventKind.AnalystChanged => "Khóa người phân tích thay đổi",
        SecurityEventKind.BackedUp => "Đã sao lưu dữ liệu của trục",
        SecurityEventKind.TrialRemoved => "Xóa dữ liệu chạy thử của tỉnh",
        _ => kind.ToString(),
    };
}
