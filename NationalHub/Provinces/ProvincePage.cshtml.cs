using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces.Gates;
using NationalHub.Provinces.Trials;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>One province: how far it has come and what is lacking for its next stage, its weeks, its certificates, and what the operator does about them.</summary>
public sealed class ProvincePageModel(HubDb db, RevokeCertificate revoke, ReadGates gates, SignGate sign, AdvanceStage advance, VietnamTime time) : PageModel
{
    private const int Shown = 20;
    private const int WeeksShown = 8;
    private static readonly List<SecurityEventKind> RefusalKinds =
        [SecurityEventKind.CertificateUntrusted, SecurityEventKind.CertificateRevoked, SecurityEventKind.CertificateExpired, SecurityEventKind.EpochLower, SecurityEventKind.SecondWriter, SecurityEventKind.EnrolmentRefused];

    public Province Province { get; private set; } = null!;

    public IReadOnlyList<GateStanding> Gates { get; private set; } = [];

    public IReadOnlyList<GateSignature> Signatures { get; private set; } = [];

    public IReadOnlyList<StageChange> Changes { get; private set; } = [];

    public IReadOnlyList<PilotWeek> Weeks { get; private set; } = [];

    public IReadOnlyList<ParallelMonth> Months { get; private set; } = [];

    public IReadOnlyList<NodeCertificate> Certificates { get; private set; } = [];

    public IReadOnlyList<(string Css, string Words)> Link { get; private set; } = [];

    public string InvitationWords { get; private set; } = "";

    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <summary>What was typed into the form that was refused.</summary>
    public string? Why { get; private set; }

    /// <summary>Reason of setting back that was refused.</summary>
    public string? BackWhy { get; private set; }

    /// <summary>Reason of removing the trial that was refused.</summary>
    public string? TrialWhy { get; private set; }

    /// <summary>The last removal of the province's trial; null: there was none.</summary>
    public TrialRemoval? Removal { get; private set; }

    /// <summary>Never was in its pilot: what it sent is of its trial.</summary>
    public bool IsTrial { get; private set; }

    public GateKind? RefusedGate { get; private set; }

    public DateTime Now => time.UtcNow;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation) is not { } province)
        {
            return NotFound();
        }

        Province = province;
        Gates = await gates.HandleAsync(province, cancellation);
        Removal = await db.TrialRemovals.AsNoTracking().Where(r => r.ProvinceCode == code).OrderByDescending(r => r.AskedAt).FirstOrDefaultAsync(cancellation);
        IsTrial = province.Stage == ProvinceStage.Testing && !(await RealProvinces.ReadAsync(db, cancellation)).Codes.Contains(code);
        Months = [.. (await gates.MonthsAsync(code, cancellation)).Where(m => m.Communes > 0)];
        Signatures = await db.GateSignatures.AsNoTracking().Where(g => g.ProvinceCode == code).OrderByDescending(g => g.SignedAt).ThenByDescending(g => g.Id).Take(Shown).ToListAsync(cancellation);
        Changes = await db.StageChanges.AsNoTracking().Where(s => s.ProvinceCode == code).OrderByDescending(s => s.At).Take(Shown).ToListAsync(cancellation);
        var today = time.Today;
        Weeks = await db.PilotWeeks.AsNoTracking().Where(w => w.ProvinceCode == code && w.Monday <= today).OrderByDescending(w => w.Monday).Take(WeeksShown).ToListAsync(cancellation);
        Certificates = await db.NodeCertificates.AsNoTracking().Where(c => c.ProvinceCode == code).OrderByDescending(c => c.IssuedAt).Take(Shown).ToListAsync(cancellation);
        InvitationWords = ProvinceWords.Invitation(
            await db.Invitations.AsNoTracking().Where(i => i.ProvinceCode == code).OrderByDescending(i => i.IssuedAt).FirstOrDefaultAsync(cancellation), Now);
        Link = [.. LinkWords.Of(await LinkAsync(code, cancellation), Now)];
        return Page();
    }

    /// <summary>Signs a gate on what is measured now.</summary>
    public async Task<IActionResult> OnPostSignAsync(string code, GateKind gate, string? why, CancellationToken cancellation)
    {
        if (await sign.HandleAsync(code, gate, why ?? "", User.Identity?.Name ?? "", cancellation) is { } fault)
        {
            (Why, RefusedGate) = (why, gate);
            return await RefuseAsync(code, [$"{GateWords.Name(gate)}: {fault}"], cancellation);
        }

        return LocalRedirect($"/tinh/{code}#dieu-kien");
    }

    /// <summary>Takes the province to its next stage.</summary>
    public async Task<IActionResult> OnPostAdvanceAsync(string code, CancellationToken cancellation)
    {
        var lacking = await advance.HandleAsync(code, User.Identity?.Name ?? "", cancellation);
        return lacking.Count > 0 ? await RefuseAsync(code, lacking, cancellation) : LocalRedirect($"/tinh/{code}");
    }

    /// <summary>Takes the province one stage back.</summary>
    public async Task<IActionResult> OnPostBackAsync(string code, string? why, [FromServices] SetBackStage back, CancellationToken cancellation)
    {
        if (await back.HandleAsync(code, why ?? "", User.Identity?.Name ?? "", cancellation) is { } fault)
        {
            BackWhy = why ?? "";
            return await RefuseAsync(code, [fault], cancellation);
        }

        return LocalRedirect($"/tinh/{code}");
    }

    /// <summary>Has what the province's trial sent removed, so that its pilot begins with nothing of it.</summary>
    public async Task<IActionResult> OnPostRemoveTrialAsync(string code, string? typed, string? why, [FromServices] BeginRemoval begin, CancellationToken cancellation)
    {
        if (await begin.HandleAsync(code, typed ?? "", why ?? "", User.Identity?.Name ?? "", cancellation) is { } fault)
        {
            TrialWhy = why ?? "";
            return await RefuseAsync(code, [fault], cancellation);
        }

        return LocalRedirect($"/tinh/{code}");
    }

    /// <summary>Withdraws every certificate of the province at once.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string code, string? why, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(why))
        {
            return await RefuseAsync(code, ["Hãy ghi lý do thu hồi; tỉnh và người kiểm tra sẽ đọc lý do này."], cancellation);
        }

        await revoke.HandleAsync(code, null, $"{why.Trim()} ({User.Identity?.Name})", cancellation);
        return LocalRedirect($"/tinh/{code}");
    }

    private async Task<LinkFacts> LinkAsync(string code, CancellationToken cancellation)
    {
        var position = await db.Positions.AsNoTracking().FirstOrDefaultAsync(p => p.ProvinceCode == code, cancellation);
        var told = await db.Standings.AsNoTracking().FirstOrDefaultAsync(s => s.ProvinceCode == code, cancellation);
        var since = position?.LastPushAt ?? DateTime.UnixEpoch;
        var refused = await db.SecurityEvents.AsNoTracking().Where(e => e.ProvinceCode == code && e.LastAt > since && RefusalKinds.Contains(e.Kind))
            .OrderByDescending(e => e.LastAt).FirstOrDefaultAsync(cancellation);
        return new LinkFacts(Certificates.Count > 0 ? Certificates[0] : null, position?.LastPushAt, position?.WriterUntil > Now, told, refused);
    }

    private Task<IActionResult> RefuseAsync(string code, IReadOnlyList<string> faults, CancellationToken cancellation)
    {
        Faults = faults;
        return OnGetAsync(code, cancellation);
    }
}
