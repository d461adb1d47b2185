using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>A payment whose receiver died or is missing while the person whom it is for lives: somebody else must take it (Circular 02/2021 Art. 2(2), C1).</summary>
/// <param name="Receiver">Who is gone.</param>
public sealed record ReceiverLost(Guid BeneficiaryId, string Code, string Person, EntitlementKind Kind, string CategoryCode, string Receiver)
{
    /// <summary>What the officer does, in the law's words.</summary>
    public string ToDo => Kind == EntitlementKind.Care
        ? "Xét duyệt hồ sơ thôi hỗ trợ kinh phí chăm sóc, nuôi dưỡng (lý do C1) từ tháng sau tháng chết, mất tích, được lập sẵn ở xã khi văn bản về người chết, mất tích đã ký; người chăm sóc mới nộp tờ khai mẫu số 2a hoặc 2b."
        : "Xác định người giám hộ hoặc người nhận thay mới, rồi xét duyệt hồ sơ điều chỉnh người nhận, được lập sẵn ở xã khi văn bản về người chết, mất tích đã ký.";

    /// <summary>What a person of this number took for others, as far as the office sees.</summary>
    public static async Task<IReadOnlyList<ReceiverLost>> OfAsync(NodeDb db, string number, CancellationToken cancel) =>
        number.Length == 0 ? [] : await Rows(db, db.Entitlements.Where(e => e.ReceiverNumber == number)).ToListAsync(cancel);

    /// <summary>All that wait in the office's area: their receiver was buried with support, or stopped receiving for death or absence.</summary>
    public static async Task<IReadOnlyList<ReceiverLost>> AllAsync(NodeDb db, CancellationToken cancel) =>
        (await Rows(db, db.Entitlements.Where(e => e.ReceiverNumber != "" && (db.OneOffPayments.Any(p => p.Kind == OneOffKind.Funeral && p.CancelledById == null && p.PersonNumber == e.ReceiverNumber)
            || db.Beneficiaries.Any(b => b.CitizenId == e.ReceiverNumber && b.DiedOn != null)))).ToListAsync(cancel)).Concat(await MissingAsync(db, cancel)).Distinct().OrderBy(l => VietnameseText.Fold(l.Person), StringComparer.Ordinal).ThenBy(l => l.Code, StringComparer.Ordinal).ToList();

    // An absence that was signed before he was named as receiver is over: he came back.
    private static async Task<List<ReceiverLost>> MissingAsync(NodeDb db, CancellationToken cancel)
    {
        var named = await db.Entitlements.AsNoTracking().Where(e => e.ReceiverNumber != "" && e.Status != EntitlementStatus.Ended && db.Dossiers.Any(d => d.Owner.CitizenId == e.ReceiverNumber && d.MissingOn != null))
            .Select(e => new { e.Id, e.BeneficiaryId, e.ReceiverNumber }).ToListAsync(cancel);
        if (named.Count == 0)
        {
            return [];
        }

        var (began, numbers) = (await ReceiverBegan.OfAsync(db, named.ConvertAll(n => n.BeneficiaryId), cancel), named.Select(n => n.ReceiverNumber).Distinct().ToList());
        var signed = (await db.Dossiers.AsNoTracking().Where(d => d.MissingOn != null && numbers.Contains(d.Owner.CitizenId))
            .Select(d => new { Number = d.Owner.CitizenId, At = d.Steps.Where(s => s.Verb == ActKinds.Sign || s.Verb == ActKinds.SignList).Max(s => (DateTime?)s.At) ?? d.SubmittedAt }).ToListAsync(cancel)).ToLookup(d => d.Number, d => d.At);
        var lost = named.Where(n => signed[n.ReceiverNumber].Any(at => at >= began[n.Id].Since)).Select(n => n.Id).ToList();
        return await Rows(db, db.Entitlements.Where(e => lost.Contains(e.Id))).ToListAsync(cancel);
    }

    private static IQueryable<ReceiverLost> Rows(NodeDb db, IQueryable<Entitlement> rows) =>
        rows.Where(e => e.Status != EntitlementStatus.Ended)
            .Join(db.Beneficiaries, e => e.BeneficiaryId, b => b.Id, (e, b) => new { Row = e, Person = b })
            .Where(x => x.Person.CitizenId != x.Row.ReceiverNumber).OrderBy(x => x.Person.FoldedName).ThenBy(x => x.Row.Id)
            .Select(x => new ReceiverLost(x.Person.Id, x.Person.Code, x.Person.FullName, x.Row.Kind, x.Row.CategoryCode, x.Row.ReceiverName));
}
