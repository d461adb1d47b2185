using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using QRCoder;

namespace ProvinceNode.Citizens;

/// <summary>Giấy biên nhận: what was sent, when, what happens next and by when. Opened by the draft's code, so it can be opened again.</summary>
[AllowAnonymous]
public sealed class ReceiptModel(Drafts drafts, TrackDossier track, FlowRules rules, IOptions<NodeOptions> options) : PageModel
{
    public Dossier Dossier { get; private set; } = default!;

    /// <summary>Day of the result if the dossier were received today.</summary>
    public DateOnly Expected { get; private set; }

    /// <summary>The days that the law gives, in their unit.</summary>
    public string Days { get; private set; } = "";

    public string Desk { get; private set; } = "";

    /// <summary>Where the QR code leads.</summary>
    public string Link { get; private set; } = "";

    public string Qr { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var draft = await drafts.FindAsync(DraftCookie.Get(HttpContext), cancel);
        if (draft?.DossierCode is null || await track.OfDraftAsync(draft, cancel) is not { } dossier)
        {
            return Redirect("/nop-ho-so");
        }

        var commune = TenantPath.Parse(dossier.TenantPath);
        var context = await rules.ForAsync(commune, cancel);
        Dossier = dossier;
        Expected = LegalClock.DueOn(context, dossier.ProcedureCode, context.Today, dossier.Kind);
        Days = LegalClock.PromiseWords(context, dossier.ProcedureCode, dossier.Kind);
        Desk = context.OfficeName(Authorities.CommuneDesk, commune);
        var site = options.Value.PublicAddress is { Length: > 0 } address ? address.TrimEnd('/') : $"{Request.Scheme}://{Request.Host}";
        Link = $"{site}/tra-cuu?ma={Uri.EscapeDataString(dossier.Code)}";
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Link, QRCodeGenerator.ECCLevel.M);
        Qr = new SvgQRCode(data).GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return Page();
    }
}
