using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Platform;
using Microsoft.Extensions.Options;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>Finds a dossier for who knows its code and the last four digits of its owner's number; then narrows the scope to its commune.</summary>
public sealed class TrackDossier(NodeDb db, FlowRules rules, IOptions<NodeOptions> options)
{
    /// <summary>The id of the dossier, or null when code and digits do not belong together.</summary>
    public async Task<Guid?> ProveAsync(string? code, string? lastDigits, CancellationToken cancel)
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
        return asked.Exists(n => n.EndsWith(digits, StringComparison.Ordinal)) ? found.Id : null;
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

    /// <summary>What was decided, once it is numbered; empty before. Never the category: a phone is read over shoulders.</summary>
    public async Task<string> ResultAsync(Dossier dossier, CancellationToken cancel)
    {
        var decision = await db.Decisions.AsNoTracking().Where(d => d.DossierId == dossier.Id && d.Number != null).OrderByDescending(d => d.NumberedAt).FirstOrDefaultAsync(cancel);
        if (decision is null)
        {
            return "";
        }

        if (decision.Paper == "KT6")
        {
            return $"Đã cấp Giấy xác nhận khuyết tật số {decision.Number}, ký ngày {VietnameseFormat.Date(decision.SignedOn)}.";
        }

        if (decision.Explanation.Length == 0)
        {
            return $"Đã có văn bản trả lời: thông báo số {decision.Number}, ký ngày {VietnameseFormat.Date(decision.SignedOn)}; lý do ghi trong thông báo.";
        }

        var award = Appraisal.Parse(decision.Explanation).Answer.Main;
        return decision.Paper is not ("D14" or "D20")
            ? $"{Documents.PaperDesk.NameOf(decision.Paper)} số {decision.Number}, ký ngày {VietnameseFormat.Date(decision.SignedOn)}. Nhận kết quả tại bộ phận một cửa."
            : decision.Paper == "D14" && award is not null
            ? $"Được trợ cấp {new Dong(award.MonthlyDong)}/tháng, từ tháng {new PayMonth(award.StartMonth)}. Quyết định số {decision.Number}, ký ngày {VietnameseFormat.Date(decision.SignedOn)}."
            : $"Chưa đủ điều kiện hưởng trợ cấp. Thông báo số {decision.Number}, ký ngày {VietnameseFormat.Date(decision.SignedOn)}; lý do ghi trong thông báo.";
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
