using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What a change of the rules reaches that was done before today, and of a change of who acts the dossiers that are on their way.</summary>
/// <param name="Since">First day on which something is different.</param>
/// <param name="Decisions">Decisions and notices signed from that day on, by the changed row as it stood.</param>
/// <param name="Receiving">Entitlements that run by it.</param>
/// <param name="OpenDossiers">Dossiers received from that day on and not ended that are judged by it; of a change of who acts, those with a step of his still to come.</param>
public sealed record PastEffect(DateOnly Since, int Decisions, int Receiving, int OpenDossiers)
{
    /// <summary>Field of the tick by which somebody says that he read it.</summary>
    public const string Confirmed = "PastConfirmed";

    /// <summary>Field of the reason.</summary>
    public const string Reason = "PastReason";

    /// <summary>The change begins before today: it is given a reason.</summary>
    public bool Reaches { get; init; } = true;

    /// <summary>What it is about: nothing for money, days of steps, or who acts.</summary>
    public bool OfSteps { get; init; }

    /// <summary>Words of the legal role whose office changes; empty elsewhere.</summary>
    public string Role { get; init; } = "";

    /// <summary>Counts in the scope of the province; null when the change begins today or later and touches no dossier on its way.</summary>
    public static async Task<PastEffect?> OfAsync(NodeDb db, RulePlan plan, LawRows law, DateOnly today, CancellationToken cancel)
    {
        if ((plan.Add ?? plan.End) is AuthorityRule rule)
        {
            return await OfAuthorityAsync(db, plan, rule, today, cancel);
        }

        if (plan.Since >= today)
        {
            return null;
        }

        var (since, sinceUtc) = (plan.Since, VietnamTime.Utc(plan.Since.ToDateTime(TimeOnly.MinValue)));
        var open = db.Dossiers.Where(d => d.ReceivedAt >= sinceUtc && d.FinishedAt == null);
        if ((plan.Add ?? plan.End) is StepRule { Procedure: var procedure })
        {
            return new PastEffect(since, 0, 0, await open.CountAsync(d => d.ProcedureCode == procedure, cancel)) { OfSteps = true };
        }

        // Each dossier that waits for its papers gets another promised day; no money is touched.
        if ((plan.Add ?? plan.End) is ParameterRow { Name: LawParameters.SupplementRestarts })
        {
            return new PastEffect(since, 0, 0, await open.CountAsync(cancel)) { OfSteps = true };
        }

        // One dossier may be reached by several rows of a proposal, e.g. by two brackets of ages of one form: it is counted once.
        var reaches = RuleReach.Of(plan, law);
        return new PastEffect(since,
            await CountAsync(reaches.Select(r => DecisionsOf(db, r, Paid(db, r)).Where(d => d.SignedOn >= since).Select(d => d.Id)), cancel),
            await CountAsync(reaches.Select(r => Paid(db, r).Where(e => e.Status == EntitlementStatus.Active).Select(e => e.Id)), cancel),
            await CountAsync(reaches.Select(r => Judged(open, r).Select(d => d.Id)), cancel));
    }

    private static async Task<int> CountAsync(IEnumerable<IQueryable<Guid>> ids, CancellationToken cancel) =>
        ids.ToList() is { Count: > 0 } all ? await all.Aggregate((one, other) => one.Union(other)).CountAsync(cancel) : 0;

    /// <summary>For who proposes and who approves.</summary>
    public string Words => Role.Length > 0
        ? $"{OpenDossiers} hồ sơ đang giải quyết còn bước “{Role}”: từ ngày {VietnameseFormat.Date(Since)} do cơ quan, người mới thực hiện; hãy bảo đảm họ đã có tài khoản.{(Reaches ? $" Thay đổi tính từ trước hôm nay: {Decisions} quyết định, thông báo đã ký ở việc này từ ngày đó giữ nguyên như đã ký." : "")}"
        : OfSteps
        ? $"Thay đổi tính từ ngày {VietnameseFormat.Date(Since)}, trước hôm nay. {OpenDossiers} hồ sơ tiếp nhận từ ngày đó đang giải quyết: ngày hẹn trả đã ghi trên giấy tiếp nhận giữ nguyên, các bước còn lại theo số ngày mới."
        : $"Thay đổi tính từ ngày {VietnameseFormat.Date(Since)}, trước hôm nay. Từ ngày đó đã ký {Decisions} quyết định, thông báo theo quy định cũ này; {OpenDossiers} hồ sơ liên quan tiếp nhận từ ngày đó đang giải quyết; {Receiving} chế độ liên quan đang chi trả. Mức tăng: chế độ đang chi trả được chuyển sang mức mới và truy lĩnh bằng quyết định chuyển mức hàng loạt; mức giảm chỉ tính từ kỳ chi trả tới. Thay đổi về đối tượng, điều kiện không làm thay đổi quyết định đã ký: phải điều chỉnh từng người.";

    // Signed papers stay; who acts next changes for everything whose step is still to come.
    private static async Task<PastEffect?> OfAuthorityAsync(NodeDb db, RulePlan plan, AuthorityRule rule, DateOnly today, CancellationToken cancel)
    {
        var (since, role) = (plan.Since, rule.Role);
        var running = await db.Dossiers.Where(d => d.FinishedAt == null).GroupBy(d => new { d.ProcedureCode, d.Kind, d.Status }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var touched = running.Where(g => !StatusTable.IsFinished(g.Key.Status) && StepsToCome.Of(g.Key.ProcedureCode, g.Key.Kind, g.Key.Status, rule.Regime, today).Contains(role)).Sum(g => g.Count);
        var signed = since < today ? await db.Decisions.CountAsync(d => d.SignedOn >= since && (db.Dossiers.Any(x => x.Id == d.DossierId && (x.SignedAs == role || (x.SignedAs == null && role == Authorities.Decider)))), cancel) : 0;
        return touched == 0 && since >= today ? null : new PastEffect(since, signed, 0, touched) { Role = Authorities.Names[role], Reaches = since < today };
    }

    private static IQueryable<Entitlement> Paid(NodeDb db, RuleReach reach)
    {
        if (reach.Paid is null)
        {
            return db.Entitlements.Where(e => false);
        }

        var (communes, village) = (reach.Communes, reach.Village);
        var rows = db.Entitlements.Where(reach.Paid);
        return communes.Count == 0 ? rows : rows.Where(e => db.Beneficiaries.Any(b => b.Id == e.BeneficiaryId && communes.Contains(b.CommuneCode) && (village == "" || b.Village == village)));
    }

    // What was granted by the row, what was decided once in its procedures, and where conditions change what was refused there.
    private static IQueryable<Decision> DecisionsOf(NodeDb db, RuleReach reach, IQueryable<Entitlement> paid)
    {
        var judged = Judged(db.Dossiers, reach);
        var (byProcedure, conditions) = (reach.ByProcedure, reach.Conditions);
        return db.Decisions.Where(d => paid.Any(e => e.DecisionId == d.Id) || (byProcedure && judged.Any(x => x.Id == d.DossierId)) || (conditions && d.Paper == "D20" && judged.Any(x => x.Id == d.DossierId)));
    }

    private static IQueryable<Dossier> Judged(IQueryable<Dossier> rows, RuleReach reach)
    {
        var (procedures, forms, communes, village) = (reach.InProcedures, reach.Forms, reach.Communes, reach.Village);
        rows = rows.Where(d => procedures.Contains(d.ProcedureCode));
        rows = forms.Count == 0 ? rows : rows.Where(d => d.Requests.Any(r => forms.Contains(r.Form)));
        return communes.Count == 0 ? rows : rows.Where(d => communes.Contains(d.Owner.CommuneCode) && (village == "" || d.Owner.Village == village));
    }
}
