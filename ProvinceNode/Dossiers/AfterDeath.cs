using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// What a decided death brings in other communes of the province (Circular 02/2021 Art. 2; policy 3.6): requests of the dead on which nobody decided end
/// with that reason; and where he, or somebody who is missing, cared for somebody or took his money, the officer finds a dossier that proposes to stop the care support
/// (C1), or to name another receiver, which he verifies: no automatic termination. A list of decisions that nobody is left on is closed. Crosses offices, so it runs in the scope of the province.
/// </summary>
public sealed class AfterDeath(NodeDb db, FlowRules rules, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Ends and proposes what waits; tells how many dossiers were touched.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var done = 0;
        foreach (var id in await OpenOfTheDeadAsync(cancel))
        {
            done += await db.InTurnAsync(() => EndAsync(id, cancel), cancel) ? 1 : 0;
        }

        foreach (var id in await TakenByTheGoneAsync(cancel))
        {
            // Once answered, or behind another dossier, it waits long: everybody's turn to save is only taken for what will be proposed.
            done += await WantedAsync(id, cancel) is not null && await db.InTurnAsync(() => ProposeAsync(id, cancel), cancel) ? 1 : 0;
        }

        foreach (var id in await db.DecisionLists.Where(l => l.State == ListState.Proposed && !db.Dossiers.Any(d => d.ListId == l.Id)).OrderBy(l => l.Id).Select(l => l.Id).ToListAsync(cancel))
        {
            done += await db.InTurnAsync(() => CloseAsync(id, cancel), cancel) ? 1 : 0;
        }

        return done;
    }

    // The last one on it left by a death, a withdrawal or back to the appraiser: nothing is left to sign.
    private async Task<bool> CloseAsync(Guid id, CancellationToken cancel)
    {
        var list = await db.DecisionLists.SingleAsync(l => l.Id == id, cancel);
        if (list.State != ListState.Proposed || await db.Dossiers.AnyAsync(d => d.ListId == id, cancel))
        {
            return false;
        }

        list.State = ListState.Withdrawn;
        return await db.SaveAsync(Act.BySystem(Province, ActKinds.WithdrawList, time.UtcNow, "Không còn hồ sơ nào trong danh sách").On("list", id), cancel);
    }

    // A number may be mistyped: what another person asked for goes on; and what was asked after the death was known is the officer's to judge.
    private Task<List<Guid>> OpenOfTheDeadAsync(CancellationToken cancel) => db.Dossiers.Where(o => o.FinishedAt == null && Death.Ends.Contains(o.Kind) && o.Owner.CitizenId != ""
        && o.Status != DossierStatus.Signed && o.Status != DossierStatus.Issued && o.Status != DossierStatus.Rejected
        && db.Dossiers.Any(d => d.Id != o.Id && d.Owner.CitizenId == o.Owner.CitizenId && d.DeathOn != null && d.Owner.FoldedName == o.Owner.FoldedName
            && d.Steps.Any(s => (s.Verb == ActKinds.Sign || s.Verb == ActKinds.SignList) && s.At >= o.SubmittedAt))
        && !db.Dossiers.Any(d => d.Id != o.Id && d.Owner.CitizenId == o.Owner.CitizenId && d.DeathOn != null && d.Owner.FoldedName == o.Owner.FoldedName
            && d.Steps.Any(s => (s.Verb == ActKinds.Sign || s.Verb == ActKinds.SignList) && s.At < o.SubmittedAt)))
        .OrderBy(o => o.SubmittedAt).ThenBy(o => o.Id).Select(o => o.Id).ToListAsync(cancel);

    // Care ends (C1); what is another's own goes on to another receiver, while it is paid.
    private Task<List<Guid>> TakenByTheGoneAsync(CancellationToken cancel) => db.Entitlements.Where(e => e.ReceiverNumber != ""
        && (e.Kind == EntitlementKind.Care ? e.Status != EntitlementStatus.Ended : e.Kind != EntitlementKind.Institution && e.Status == EntitlementStatus.Active)
        && db.Dossiers.Any(d => d.Owner.CitizenId == e.ReceiverNumber && (d.DeathOn != null || d.MissingOn != null))
        && !db.Beneficiaries.Any(b => b.Id == e.BeneficiaryId && b.CitizenId == e.ReceiverNumber))
        .OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(cancel);

    private async Task<bool> EndAsync(Guid id, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.Include(d => d.Requests).Include(d => d.Steps).Include(d => d.Attachments).AsSplitQuery().SingleAsync(d => d.Id == id, cancel);
        // A number may be mistyped: what another person asked for goes on; and what was asked after the death was known is the officer's to judge.
        if (StatusTable.IsDecided(dossier.Status) || await DeathAsync(dossier.Owner.CitizenId, dossier.Owner.FoldedName, cancel) is not { } death || death.SignedAt < dossier.SubmittedAt)
        {
            return false;
        }

        var context = await rules.ForAsync(TenantPath.Parse(dossier.TenantPath), cancel);
        Death.End(db, context, dossier, Mover.System, new DeathNews(death.Code, death.On));
        return await db.SaveAsync(Act.BySystem(Province, ActKinds.EndForDeath, time.UtcNow, $"dossier/{death.Id:D}").On("dossier", dossier.Id), cancel);
    }

    // Proposed once for one report of the death or absence: an officer who found that the carer lives has said so, and what another dossier tells later is news. While another dossier of the person is open, that one goes first.
    private async Task<Wanted?> WantedAsync(Guid id, CancellationToken cancel)
    {
        var row = await db.Entitlements.AsNoTracking().SingleAsync(e => e.Id == id, cancel);
        if (row.Status == EntitlementStatus.Ended)
        {
            return null;
        }

        var began = (await ReceiverBegan.OfAsync(db, [row.BeneficiaryId], cancel))[row.Id];
        if (await GoneAsync(row.ReceiverNumber, VietnameseText.Fold(row.ReceiverName), began.Since, cancel) is not { } death || death.On > time.Today)
        {
            return null;
        }

        // Two ids are longer than the column: the second without the first digits of its moment.
        var (key, person) = ($"{(row.Kind == EntitlementKind.Care ? "c1" : "nn")}-{began.Version:N}-{$"{death.Id:N}"[4..]}", row.BeneficiaryId);
        return await db.Dossiers.AnyAsync(d => d.SubmissionKey == key || (d.BeneficiaryId == person && d.FinishedAt == null), cancel) ? null : new(row, key, death);
    }

    private async Task<bool> ProposeAsync(Guid id, CancellationToken cancel)
    {
        if (await WantedAsync(id, cancel) is not { } wanted)
        {
            return false;
        }

        var row = wanted.Row;
        var person = await db.Beneficiaries.AsNoTracking().SingleAsync(b => b.Id == row.BeneficiaryId, cancel);
        var today = time.Today;
        var office = await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.TenantPath == person.TenantPath && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo), cancel);
        if (office is null)
        {
            return false;
        }

        var context = await rules.ForAsync(office.Path, cancel);
        var request = row.Kind == EntitlementKind.Care ? Stop(wanted) : Another(wanted, context.Today);
        var dossier = OwnDossier.Make(context, office, await SubmitCode.NextAsync(db, office, context.Today, cancel), person, OwnDossier.Owner(person, office.UnitName), request, Mover.System);
        db.Dossiers.Add(dossier);
        return await db.SaveAsync(Act.BySystem(Province, ActKinds.Open, time.UtcNow, request.Reason).On("dossier", dossier.Id), cancel);
    }

    private static string Gone(Wanted wanted) => $"{wanted.Row.ReceiverName} {(wanted.Death.Missing ? "mất tích từ" : "chết")} ngày {VietnameseFormat.Date(wanted.Death.On)} (hồ sơ mã {wanted.Death.Code})";

    private static OwnRequest Stop(Wanted wanted) => new(Procedures.MonthlyAssistance, RequestKind.Stop,
        $"Người chăm sóc {Gone(wanted)}: đề nghị thôi hỗ trợ kinh phí chăm sóc, nuôi dưỡng, lý do C1. Hãy xác minh rồi xét duyệt; người chăm sóc mới nộp tờ khai mẫu số 2a hoặc 2b.")
    {
        Key = wanted.Key, Answers = Answers("StopReason", "C1", wanted.Death.On),
    };

    // From today on: what was paid to the dead is for the office to ask back, and the next list asks for the new receiver.
    private static OwnRequest Another(Wanted wanted, DateOnly today) => new(wanted.Row.Kind == EntitlementKind.SocialPension ? Procedures.SocialPension : Procedures.MonthlyAssistance, RequestKind.Adjust,
        $"Người nhận tiền {Gone(wanted)}: đề nghị điều chỉnh người nhận, mức hưởng giữ nguyên. Hãy xác định người giám hộ hoặc người nhận thay mới rồi xét duyệt; khi thẩm định, ghi họ tên, số định danh và quan hệ của người nhận mới.")
    {
        Key = wanted.Key, Answers = Answers(ChangeBlocks.Reason, "other", today),
    };

    // The appraiser's page begins with reason and day as they are proposed.
    private static string Answers(string field, string reason, DateOnly on) => new FormValues
    {
        [field] = reason, ["EventOnDay"] = $"{on.Day:00}", ["EventOnMonth"] = $"{on.Month:00}", ["EventOnYear"] = on.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }.ToJson();

    /// <summary>The decided dossier that tells of a person's death, the first one; null when none of this number and name does.</summary>
    private async Task<Told?> DeathAsync(string number, string foldedName, CancellationToken cancel) =>
        await Telling(number, foldedName).Where(d => d.DeathOn != null).OrderBy(d => d.SubmittedAt).FirstOrDefaultAsync(cancel) is { } telling ? ToldBy(telling) : null;

    /// <summary>The same; where none tells a death, the one that told last that he is missing. What was signed before he was named as receiver is over: he came back.</summary>
    private async Task<Told?> GoneAsync(string number, string foldedName, DateTime namedAt, CancellationToken cancel) => await DeathAsync(number, foldedName, cancel)
        ?? (await Telling(number, foldedName).Where(d => d.MissingOn != null).OrderBy(d => d.SubmittedAt).ToListAsync(cancel)).ConvertAll(ToldBy).FindLast(t => t.SignedAt >= namedAt);

    private IQueryable<Dossier> Telling(string number, string foldedName) => db.Dossiers.AsNoTracking().Include(d => d.Steps).Where(d => d.Owner.CitizenId == number && d.Owner.FoldedName == foldedName);

    private static Told ToldBy(Dossier telling) =>
        new(telling.Id, telling.Code, (telling.DeathOn ?? telling.MissingOn)!.Value, SignedAt(telling))
        {
            Missing = telling.DeathOn is null,
        };

    /// <summary>When the decision of a dossier was signed, UTC. Its steps are loaded.</summary>
    internal static DateTime SignedAt(Dossier dossier) => dossier.Steps.Where(s => s.Verb is ActKinds.Sign or ActKinds.SignList).Select(s => s.At).DefaultIfEmpty(dossier.SubmittedAt).Max();

    private TenantPath Province => TenantPath.Parse(node.Value.ProvinceCode);

    private sealed record Wanted(Entitlement Row, string Key, Told Death);

    private sealed record Told(Guid Id, string Code, DateOnly On, DateTime SignedAt)
    {
        /// <summary>He is missing and not dead.</summary>
        public bool Missing { get; init; }
    }
}

/// <summary>Runs <see cref="AfterDeath"/>, and <see cref="ReturnedPeople"/> before it: of whoever came back nothing is proposed.</summary>
public sealed class AfterDeathJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<AfterDeathJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        await PieceAsync(own => own.GetRequiredService<ReturnedPeople>().HandleAsync(cancel), cancel);
        await services.GetRequiredService<AfterDeath>().HandleAsync(cancel);
    }
}
