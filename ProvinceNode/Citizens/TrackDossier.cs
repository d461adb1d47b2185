using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Platform;
using Microsoft.Extensions.Options;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>What a code and four digits were found to be.</summary>
public sealed record TrackProof(Guid Id, bool Proven);

/// <summary>Finds a dossier for who knows its code and the last four digits of its owner's number; then narrows the scope to its commune.</summary>
public sealed class TrackDossier(NodeDb db, FlowRules rules, IOptions<NodeOptions> options)
{
    private static readonly RequestKind[] MonthlyKinds = [RequestKind.Grant, RequestKind.Care, RequestKind.SocialPension];

    /// <summary>The dossier of the code and whether the digits are its own; null when there is no such code.</summary>
    public async Task<TrackProof?> ProveAsync(string? code, string? lastDigits, CancellationToken cancel)
    {
        var (clean, digits) = ((code ?? "").Trim().ToUpperInvariant(), CitizenId.Clean(lastDigits));
        if (clean.Length is 0 or > 40 || digits.Length != 4)
        {
            return null;
        }

        db.Scope.Enter(Province);
        var found = await db.Dossiers.AsNoTracking().Where(d => d.Code == clean)
            .Select(d => new { d.Id, Numbers = new[] { d.Owner.CitizenId, d.Owner.OldIdentityNumber, d.Owner.Phone, d.Applicant.Phone } }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        // Either number of the person, for the other may have become known since the receipt; of who has none the phone.
        var own = found.Numbers[..2].Where(n => n.Length > 0).ToList();
        var asked = own.Count > 0 ? own : found.Numbers.Where(n => n.Length > 0).Take(1).ToList();
        return new(found.Id, asked.Exists(n => n.EndsWith(digits, StringComparison.Ordinal)));
    }

    /// <summary>The whole dossier for who proved it, in the scope of its commune.</summary>
    public async Task<Dossier?> OpenAsync(Guid id, CancellationToken cancel)
    {
        db.Scope.Enter(Province);
        var dossier = await db.Dossiers.AsNoTracking().Include(d => d.Steps).Include(d => d.Supplements).Include(d => d.Requests).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (dossier is not null)
        {
            db.Scope.Enter(TenantPath.Parse(dossier.TenantPath));
        }

        return dossier;
    }

    /// <summary>What was decided, once it is numbered, and why; null before. The sentence never tells the category: a phone is read over shoulders.</summary>
    public async Task<TrackedResult?> ResultAsync(Dossier dossier, CancellationToken cancel)
    {
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.DossierId == dossier.Id && d.Number != null).OrderBy(d => d.Paper == "D20").ThenByDescending(d => d.NumberedAt).ThenBy(d => d.Order).ToListAsync(cancel);
        if (decisions.Count == 0)
        {
            return null;
        }

        var decision = decisions[0];
        var signed = $"ký ngày {VietnameseFormat.Date(decision.SignedOn)}";
        if (decision.Paper == "KT6")
        {
            return new($"Đã cấp Giấy xác nhận khuyết tật số {decision.Number}, {signed}.");
        }

        if (decision.Explanation.Length == 0)
        {
            return new($"Đã có văn bản trả lời: thông báo số {decision.Number}, {signed}; lý do ghi trong thông báo.");
        }

        var reasons = Explains(dossier.Kind) || decision.Paper == "D20" ? await ReasonsAsync(dossier, decisions, cancel) : null;
        if (decision.Paper == "D20")
        {
            return new($"Chưa đủ điều kiện hưởng trợ cấp. Thông báo số {decision.Number}, {signed}; lý do ghi trong thông báo.", reasons);
        }

        // Of several decisions of one signature each has its number; what they grant is one sum.
        var numbers = string.Join(", ", decisions.Where(d => d.SignedOn == decision.SignedOn && d.Paper != "D20").Select(d => d.Number).Distinct());
        // What was asked beside it and refused has its own written answer.
        var refused = string.Join(", ", decisions.Where(d => d.SignedOn == decision.SignedOn && d.Paper == "D20").Select(d => d.Number).Distinct());
        var rest = refused.Length > 0 ? $" Phần chưa đủ điều kiện được trả lời tại Thông báo số {refused}, {signed}; lý do ghi trong thông báo." : "";
        return decision.Paper is "D14" or "D18" or "D26" && MonthlyKinds.Contains(dossier.Kind) && reasons is { From: { } from }
            ? new($"Được {(dossier.Kind == RequestKind.Care ? "hỗ trợ" : "trợ cấp")} {new Dong(reasons.MonthlyDong)}/tháng, từ tháng {from}. Quyết định số {numbers}, {signed}.{rest}", reasons)
            : new($"{Documents.PaperDesk.NameOf(decision.Paper)} số {numbers}, {signed}. Nhận kết quả tại bộ phận một cửa.{rest}", reasons);
    }

    // Kinds whose amount comes from the rules; what stops or moves is explained by its decision.
    private static bool Explains(RequestKind kind) => MonthlyKinds.Contains(kind) || kind is RequestKind.Adjust or RequestKind.Funeral or RequestKind.Emergency;

    private async Task<TrackedReasons> ReasonsAsync(Dossier dossier, List<Decision> decisions, CancellationToken cancel)
    {
        var (appraisal, ids) = (Appraisal.Parse(decisions[0].Explanation), decisions.ConvertAll(d => d.Id));
        // Of what the rules give somebody, what he had already is no part of this decision.
        var codes = dossier.Kind == RequestKind.Adjust ? [] : await db.Entitlements.AsNoTracking().Where(e => ids.Contains(e.DecisionId)).Select(e => e.CategoryCode).Distinct().ToListAsync(cancel);
        var given = await db.Beneficiaries.AsNoTracking().Where(b => db.Entitlements.Any(e => e.BeneficiaryId == b.Id && ids.Contains(e.DecisionId)))
            .Select(b => new { b.FullName, b.CitizenId, b.OldIdentityNumber }).ToListAsync(cancel);
        return TrackedReasons.Of(dossier, appraisal, one => one.About is not { } member || given.Count == 0
            || given.Exists(g => member.Number.Length > 0 ? member.Number == g.CitizenId || member.Number == g.OldIdentityNumber : member.FullName == g.FullName), code => codes.Count == 0 || codes.Contains(code));
    }

    /// <summary>Papers that the applicant may open, the newest first.</summary>
    public async Task<IReadOnlyList<Documents.IssuedPaper>> PapersAsync(Dossier dossier, CancellationToken cancel) =>
        (await db.Papers.AsNoTracking().Where(p => p.DossierId == dossier.Id).OrderByDescending(p => p.IssuedAt).ToListAsync(cancel)).Where(TrackedPaperModel.IsOpen).ToList();

    /// <summary>The apology for a late result, if there is one.</summary>
    public Task<Reappointment?> ReappointmentAsync(Dossier dossier, CancellationToken cancel) =>
        db.Reappointments.AsNoTracking().SingleOrDefaultAsync(r => r.DossierId == dossier.Id, cancel);

    /// <summary>Complaints that moved the promised date, the newest last: why, but not who complained nor of what.</summary>
    public async Task<IReadOnlyList<string>> ComplaintsAsync(Dossier dossier, CancellationToken cancel)
    {
        var objections = await db.Objections.AsNoTracking().Where(o => o.DossierId == dossier.Id && o.PromiseDays > 0).OrderBy(o => o.At).ToListAsync(cancel);
        if (objections.Count == 0)
        {
            return [];
        }

        var context = await rules.ForAsync(TenantPath.Parse(dossier.TenantPath), cancel);
        return [.. objections.Select(o => ObjectionWords.Clock(o, DossierFlow.RouteOf(context, dossier)))];
    }

    /// <summary>The dossier of a code that our own draft remembers.</summary>
    public async Task<Dossier?> OfDraftAsync(Draft draft, CancellationToken cancel)
    {
        db.Scope.Enter(Province);
        var id = await db.Dossiers.Where(d => d.SubmissionKey == draft.SubmissionKey).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancel);
        return id is { } known ? await OpenAsync(known, cancel) : null;
    }

    private TenantPath Province => TenantPath.Parse(options.Value.ProvinceCode);
}
