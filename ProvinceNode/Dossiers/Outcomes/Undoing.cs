using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Finds which signed decisions a correcting dossier undoes, and all that they brought about.</summary>
public static class Undoing
{
    /// <summary>Answer of the dossier that names the wrong one.</summary>
    public const string Answer = "WrongDossier";

    private static readonly DossierStatus[] Decided = [DossierStatus.Signed, DossierStatus.Issued, DossierStatus.HandedOver];

    /// <summary>What may be undone this way; an aid of an emergency only when it was a burial's.</summary>
    private static readonly RequestKind[] Kinds = [RequestKind.Stop, RequestKind.Suspend, RequestKind.Resume, RequestKind.Adjust, RequestKind.Funeral, RequestKind.Emergency, RequestKind.Recover];

    /// <summary>The wrong dossier that a correcting one names; null when it names none.</summary>
    public static Guid? Of(Dossier dossier) => dossier.Kind == RequestKind.Undo && Guid.TryParse(FormFacts.ValuesOf(dossier)[Answer], out var id) ? id : null;

    /// <summary>Signed dossiers of a person that may be undone, for a choice.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ChoicesAsync(NodeDb db, Beneficiary person, CancellationToken cancel) =>
        (await DossiersAsync(db, person, cancel)).ConvertAll(d => KeyValuePair.Create(d.Id.ToString("D"), $"{PaperScenes.Asked(d)}, hồ sơ {d.Code}, nộp ngày {VietnameseFormat.Date(VietnamTime.Day(d.SubmittedAt))}"));

    /// <summary>What a correcting dossier undoes; null for any other dossier, or when what it names is nothing that can be undone.</summary>
    public static async Task<Undone?> FindAsync(NodeDb db, Dossier dossier, Beneficiary? person, IReadOnlyList<Entitlement> rows, CancellationToken cancel)
    {
        if (person is null || Of(dossier) is not { } wrong)
        {
            return null;
        }

        var all = await DossiersAsync(db, person, cancel);
        if (all.Find(d => d.Id == wrong) is not { } main)
        {
            return null;
        }

        // Whoever lives was not buried either: of a wrong death everything that tells it goes.
        var undone = TellsDeath(main) ? [main, .. all.Where(d => d.Id != main.Id && TellsDeath(d))] : new List<Dossier> { main };
        var ids = undone.ConvertAll(d => d.Id);
        var signed = await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => ids.Contains(d.DossierId)).ToListAsync(cancel);
        // In memory: SQL Server would not order their numbers by the moment that these begin with.
        var decisions = signed.OrderBy(d => ids.IndexOf(d.DossierId)).ThenBy(d => d.Id).Select(d => Wrong(d, undone.First(o => o.Id == d.DossierId))).ToList();
        var decided = decisions.ConvertAll(d => d.Id);
        var events = await db.LifeEvents.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(e => e.DossierId != null && ids.Contains(e.DossierId.Value)).Select(e => e.Id).ToListAsync(cancel);
        // A hold that was lifted while the wrong decision stood paid nothing of what that had ended.
        var (id, since) = (person.Id, rows.Where(r => r.EndDecisionId is { } by && decided.Contains(by)).Min(r => r.EndRecordedAt) ?? DateTime.MaxValue);
        List<OneOffPayment> payments = [.. (await db.OneOffPayments.Where(p => decided.Contains(p.DecisionId) && p.CancelledById == null).ToListAsync(cancel)).OrderBy(p => p.Id)];
        // A stop paid the new level of the months before it: they stay his.
        var own = decisions[0].GoneOn is null && decisions[0].Kind != RequestKind.Stop ? [] : Own(payments, rows, decided);
        var holds = await db.PaymentHolds.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(h => events.Contains(h.EventId) || (h.LiftedDossierId != null && ids.Contains(h.LiftedDossierId.Value)) || (h.BeneficiaryId == id && h.LiftedAt >= since)).ToListAsync(cancel);
        var lifted = LiftedMoney.Of(payments, holds, rows);
        return new Undone(decisions, payments.FindAll(p => !own.Exists(o => o.Payment == p) && !lifted.Exists(l => l.Payment == p && !l.Cancelled)), holds,
            await db.InstitutionResidents.FirstOrDefaultAsync(s => s.LeftDecisionId != null && decided.Contains(s.LeftDecisionId.Value), cancel))
        {
            PassedOn = own.FindAll(o => !o.Carried || !o.SameTaker), Lifted = lifted, ReceiptWaits = await ReceiptWaitsAsync(db, payments, cancel), Move = await MoveAsync(db, decided, cancel),
            CardStops = await db.HealthCardNotices.Where(n => n.Event == HealthCardEvent.Stop && decided.Contains(n.DecisionId)).OrderBy(n => n.Id).ToListAsync(cancel),
            Touched = decisions[0].GoneOn is null ? [] : await TouchedAsync(db, person, undone.ConvertAll(d => d.Code), TellsDeath(main) ? "báo tử nhầm" : "xác định mất tích nhầm", cancel), BuiltUpon = await BuiltUponAsync(db, rows, signed, cancel),
        };
    }

    /// <summary>Notes of each undone decision which one undid it. Inside the transaction of the signature; the caller saves.</summary>
    public static async Task NoteAsync(NodeDb db, Undone undone, Guid by, CancellationToken cancel)
    {
        var ids = undone.Decisions.Select(d => d.Id).ToList();
        (await db.Decisions.Where(d => ids.Contains(d.Id)).ToListAsync(cancel)).ForEach(d => d.UndoneById = by);
    }

    private static Task<bool> ReceiptWaitsAsync(NodeDb db, List<OneOffPayment> payments, CancellationToken cancel)
    {
        var recoveries = payments.Where(p => p.Kind == OneOffKind.Recovery).Select(p => p.Id).ToList();
        return db.RecoveryReceipts.AnyAsync(r => recoveries.Contains(r.PaymentId) && r.SettledAt == null, cancel);
    }

    public static bool TellsDeath(Dossier dossier) => dossier.AppraisalJson is { } json && Death.Tells(dossier, Appraisal.Parse(json).Measure);

    // Who was neither dead nor missing.
    private static DateOnly? GoneOn(Dossier dossier) => dossier.AppraisalJson is { } json && Appraisal.Parse(json).Measure is var measure && (Death.Tells(dossier, measure) || Death.TellsMissing(dossier, measure)) ? measure.On : null;

    // Months of what ran before them: held ones, and the difference of a new level. What they began themselves, of months between two places, is not the person's any more.
    private static List<PassedOn> Own(List<OneOffPayment> payments, IReadOnlyList<Entitlement> rows, List<Guid> decided) => payments.Where(p => p.Kind == OneOffKind.Arrears)
        .Select(p => (Payment: p, Version: rows.FirstOrDefault(r => r.Id == p.EntitlementId))).Where(p => p.Version is { } version && !decided.Contains(version.DecisionId)).Select(p => new PassedOn(p.Payment, p.Version!.Receiver)).ToList();

    // By its person where an officer opened it; by number and name where somebody filed it.
    private static async Task<List<Dossier>> DossiersAsync(NodeDb db, Beneficiary person, CancellationToken cancel)
    {
        var (id, number, name) = (person.Id, person.CitizenId, person.FoldedName);
        var found = await db.Dossiers.AsNoTracking().Include(d => d.Requests).Where(d => Kinds.Contains(d.Kind) && Decided.Contains(d.Status) && d.AppraisedEligible == true && d.AppraisalJson != null
            && (d.BeneficiaryId == id || (number != "" && d.Owner.CitizenId == number && d.Owner.FoldedName == name)) && !db.Decisions.Any(o => o.DossierId == d.Id && o.UndoneById != null)).OrderByDescending(d => d.SubmittedAt).ThenByDescending(d => d.Id).ToListAsync(cancel);
        return found.FindAll(d => d.Kind != RequestKind.Emergency || TellsDeath(d));
    }

    // The move that the death ended (TransitDeath), with the decision that the half bore before it: the old place's own, or none of the new one.
    private static async Task<InterruptedMove?> MoveAsync(NodeDb db, List<Guid> decided, CancellationToken cancel)
    {
        if (await db.TransferHalves.FirstOrDefaultAsync(h => h.Status == TransferStatus.Taken && h.DecisionId != null && decided.Contains(h.DecisionId.Value), cancel) is not { } half)
        {
            return null;
        }

        var code = TransferPacket.Parse(half.Packet).DossierCode;
        var own = half.Side == TransferSide.In ? null : await db.Decisions.Where(d => d.DossierCode == code && d.Paper == MoveOutcome.Paper).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancel);
        return new(half, own);
    }

    private static WrongDecision Wrong(Decision decision, Dossier dossier)
    {
        var summary = PaperContent.Parse(decision.Content).Summary;
        var about = summary.StartsWith("Về việc ", StringComparison.Ordinal) ? summary["Về việc ".Length..] : summary;
        return new(decision.Id, dossier.Id, dossier.Code, dossier.Kind, CitedDecisions.Words(decision.Number, decision.SignedOn, decision.IssuerName), about, decision.SignedOn, TellsDeath(dossier)) { GoneOn = GoneOn(dossier) };
    }

    // What the death or absence ended beside the money, and what it proposed for others.
    private static async Task<IReadOnlyList<TouchedDossier>> TouchedAsync(NodeDb db, Beneficiary person, List<string> told, string why, CancellationToken cancel)
    {
        var (id, number) = (person.Id, person.CitizenId);
        var ended = await db.Dossiers.AsNoTracking().Where(d => d.Status == DossierStatus.Stopped && d.Steps.Any(s => s.Verb == ActKinds.EndForDeath) && (d.BeneficiaryId == id || (number != "" && d.Owner.CitizenId == number)))
            .OrderBy(d => d.SubmittedAt).Select(d => new { d.Id, d.Code }).ToListAsync(cancel);
        var proposed = (await db.Dossiers.AsNoTracking().Include(d => d.Steps).Where(d => d.SubmissionKey.StartsWith("c1-") || d.SubmissionKey.StartsWith("nn-")).OrderBy(d => d.SubmittedAt).ToListAsync(cancel))
            .Where(d => d.Steps.Exists(s => s.Verb == ActKinds.Open && told.Exists(c => s.Note.Contains(c, StringComparison.Ordinal)))).Select(d => new { d.Id, d.Code, Decided = Decided.Contains(d.Status), Care = d.Kind == RequestKind.Stop });
        return
        [
            .. ended.Select(d => new TouchedDossier(d.Id, d.Code, $"đã dừng vì {why}: mời người nộp nộp lại, hoặc lập lại hồ sơ")),
            .. proposed.Select(d => new TouchedDossier(d.Id, d.Code, (d.Care, d.Decided) switch
            {
                (true, true) => $"đã thôi hỗ trợ chăm sóc vì {why}: ghi nhận biến động để hủy bỏ quyết định này",
                (true, false) => $"đề nghị thôi hỗ trợ chăm sóc vì {why}: kết luận không đủ điều kiện thôi hưởng",
                (false, true) => $"đã đổi người nhận tiền vì {why}: lập hồ sơ điều chỉnh để người này nhận lại, nếu người được hưởng vẫn cần",
                _ => $"đề nghị đổi người nhận tiền vì {why}: kết luận không đủ điều kiện điều chỉnh",
            })),
        ];
    }

    // What follows a touched version, ended what the wrong decision began, or came after it. A new level on top is no decision about the person: it is asked again.
    private static async Task<string> BuiltUponAsync(NodeDb db, IReadOnlyList<Entitlement> rows, List<Decision> wrong, CancellationToken cancel)
    {
        var own = wrong.ConvertAll(d => d.Id);
        var begun = rows.Where(r => own.Contains(r.DecisionId)).ToList();
        var touched = begun.Concat(rows.Where(r => r.EndDecisionId is { } end && own.Contains(end))).ToList();
        var (strands, at) = (touched.Select(r => r.Strand).ToHashSet(), touched.Select(r => own.Contains(r.DecisionId) ? r.RecordedAt : r.EndRecordedAt ?? r.RecordedAt).DefaultIfEmpty(DateTime.MaxValue).Max());
        var later = begun.Select(r => r.EndDecisionId ?? Guid.Empty)
            .Concat(rows.Where(r => strands.Contains(r.Strand) && (r.RecordedAt > at || touched.Exists(t => t.Id == r.PreviousId))).Select(r => r.DecisionId)).Where(id => !own.Contains(id)).Distinct().ToList();
        return await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => later.Contains(d.Id) && db.Dossiers.Any(o => o.Id == d.DossierId && o.Kind != RequestKind.Undo))
            .OrderByDescending(d => d.SignedOn).Select(d => d.DossierCode).FirstOrDefaultAsync(cancel) ?? "";
    }
}
