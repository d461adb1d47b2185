using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Equality;
using Protos.Values;

namespace NationalHub.Intake.Equality;

/// <summary>Certificates of equality of a province: the last one row by row, the earlier ones, the file, and asking for a new one.</summary>
public sealed class EqualityPageModel(HubDb db, AskEquality ask, CheckSeal check) : PageModel
{
    private const int Listed = 60;
    private const int NamedRows = 500;

    [BindProperty(SupportsGet = true, Name = "ma")]
    public string ProvinceCode { get; set; } = "";

    /// <summary>The certificate to show; the last one without it.</summary>
    [BindProperty(SupportsGet = true, Name = "so")]
    public Guid? RunId { get; set; }

    public string ProvinceName { get; private set; } = "";

    public DateTime? AskedAt { get; private set; }

    public bool HasPushed { get; private set; }

    public IReadOnlyList<CertificateLine> Certificates { get; private set; } = [];

    public CertificateLine? Shown { get; private set; }

    public EqualityContent? Said { get; private set; }

    /// <summary>What the verifier says of the stored file; none when it is whole.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    public IReadOnlyList<EqualityRow> Rows => [.. (Said?.Rows ?? []).Take(NamedRows)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (ProvinceUnits.Find(ProvinceCode) is not { } units || !await db.Provinces.AnyAsync(p => p.Code == ProvinceCode, cancellation))
        {
            return NotFound();
        }

        ProvinceName = units.Name;
        var position = await db.Positions.AsNoTracking().FirstOrDefaultAsync(p => p.ProvinceCode == ProvinceCode, cancellation);
        (AskedAt, HasPushed) = (position?.EqualityAskedAt, position is not null);
        Certificates = await db.EqualityCertificates.AsNoTracking().Where(c => c.ProvinceCode == ProvinceCode).OrderByDescending(c => c.SignedAt).Take(Listed)
            .Select(c => new CertificateLine(c.RunId, c.Reason, c.SignedAt, c.Records, c.InFlight, c.Refused, c.Differing, c.OfTrial)).ToListAsync(cancellation);
        Shown = RunId is null ? (Certificates.Count > 0 ? Certificates[0] : null) : Certificates.FirstOrDefault(c => c.RunId == RunId);
        if (Shown is not null && await FileAsync(Shown.RunId, cancellation) is { } file)
        {
            var verdict = check.Of(file);
            (Said, Faults) = (verdict.Content, verdict.Faults);
        }

        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellation) =>
        RunId is { } id && await FileAsync(id, cancellation) is { } file ? File(file, "application/json", $"khop-du-lieu-{ProvinceCode}-{id:N}.json") : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ask.HandleAsync(ProvinceCode, cancellation);
        return LocalRedirect($"/khop-du-lieu?ma={Uri.EscapeDataString(ProvinceCode)}");
    }

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("dd/MM/yyyy HH:mm", VietnameseFormat.Culture);

    public static string Number(long n) => n.ToString("N0", VietnameseFormat.Culture);

    private async Task<byte[]?> FileAsync(Guid run, CancellationToken cancellation)
    {
        var packed = await db.EqualityCertificates.AsNoTracking().Where(c => c.ProvinceCode == ProvinceCode && c.RunId == run).Select(c => c.Packed).FirstOrDefaultAsync(cancellation);
        return packed is null ? null : EqualityPacking.Unpack(packed);
    }
}
