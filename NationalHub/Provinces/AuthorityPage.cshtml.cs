using Microsoft.AspNetCore.Mvc.RazorPages;

namespace NationalHub.Provinces;

/// <summary>The hub's authority, and while it is changed which province still needs the old one and what to do.</summary>
public sealed class AuthorityPageModel(CertificateAuthority authority, AuthorityChange change) : PageModel
{
    public string Current { get; private set; } = "";

    public DateTime Until { get; private set; }

    /// <summary>Null while nothing is changed.</summary>
    public string? Next { get; private set; }

    public IReadOnlyList<AuthorityUser> Users { get; private set; } = [];

    public int Left => Users.Count(u => u.Use != AuthorityUse.Done);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (Current, Until) = (CertificateAuthority.Thumbprint(authority.Authority), authority.Authority.NotAfter.ToUniversalTime());
        Next = authority.Next is { } next ? CertificateAuthority.Thumbprint(next) : null;
        Users = await change.UsersAsync(cancellation);
    }

    public static (string Css, string Words, string ToDo) Of(AuthorityUse use) => use switch
    {
        AuthorityUse.Done => ("good", "● đã dùng cơ quan mới", ""),
        AuthorityUse.Renewing => ("wait", "○ đã tin cơ quan mới, chờ tự gia hạn", "Nút tự gia hạn trong vòng một giờ; nếu lâu hơn, hãy xem trang /ket-noi của nút."),
        AuthorityUse.Learning => ("warn", "◆ chưa biết cơ quan mới", "Nút đang chạy tự học trong 15 phút. Nếu nút đang tắt, hãy chờ nút chạy lại trước khi thu hồi; nút phiên bản cũ phải nâng cấp. Thu hồi trước thì nút phải ghi danh lại bằng mã mời mới."),
        _ => ("warn", "◆ có mã mời theo cơ quan cũ", "Chờ nút ghi danh hoặc mã mời hết hạn. Thu hồi trước thì phải cấp mã mời mới."),
    };
}
