using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces.Joining;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>One province: how far it has come, its certificates, and what the operator does about them.</summary>
public sealed class ProvincePageModel(HubDb db, RevokeCertificate revoke, VietnamTime time) : PageModel
{
    public Province Province { get; private set; } = null!;

    public IReadOnlyList<NodeCertificate> Certificates { get; private set; } = [];

    public string InvitationWords { get; private set; } = "";

    public string Fault { get; private set; } = "";

    public string? Why { get; private set; }

    public DateTime Now => time.UtcNow;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation) is not { } province)
        {
            return NotFound();
        }

        Province = province;
        Certificates = await db.NodeCertificates.AsNoTracking().Where(c => c.ProvinceCode == code).OrderByDescending(c => c.IssuedAt).Take(20).ToListAsync(cancellation);
        InvitationWords = ProvinceWords.Invitation(
            await db.Invitations.AsNoTracking().Where(i => i.ProvinceCode == code).OrderByDescending(i => i.IssuedAt).FirstOrDefaultAsync(cancellation), Now);
        return Page();
    }

    /// <summary>Withdraws every certificate of the province at once.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string code, string? why, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(why))
        {
            Fault = "Hãy ghi lý do thu hồi; tỉnh và người kiểm tra sẽ đọc lý do này.";
            return await OnGetAsync(code, cancellation);
        }

        await revoke.HandleAsync(code, null, $"{why.Trim()} ({User.Identity?.Name})", cancellation);
        return LocalRedirect($"/tinh/{code}");
    }
}
