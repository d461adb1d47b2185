using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>Somebody who takes money of a beneficiary, and how he is paid today.</summary>
public sealed record Taker(string Name, string Number, string Relation, PayMethod Method, string AccountNumber, string Bank, string Holder)
{
    /// <summary>What names him in a form: his number; empty for whoever has none.</summary>
    public string Words => Relation.Length > 0 ? $"{Name} ({(Documents.NeutralWords.Reveals(Relation) ? ListWords.SomeReceiver : Relation)})" : Name;

    /// <summary>The request by which he is paid so; null: his declaration.</summary>
    public Guid? Request { get; init; }

    /// <summary>What the way rests on, in words: a request, or the declaration of a decision, whichever is later.</summary>
    public string Basis { get; init; } = "";
}

/// <summary>What the verbs about receivers share: the person in the scope, who takes his money and how, and who holds the fund of his commune.</summary>
public sealed class ReceivingDesk(PaymentDesk desk)
{
    public NodeDb Db => desk.Db;

    public VietnamTime Time => desk.Time;

    /// <summary>Null when he is outside the scope, or was joined to another record.</summary>
    public Task<Beneficiary?> PersonAsync(Guid id, CancellationToken cancel) => Db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancel);

    /// <summary>Why this official may not record for a person, or null: he edits the registry of that person's commune.</summary>
    public static Problem? Refusal(SignedInOfficial official, Beneficiary person) =>
        official.May(Actions.RegistryEdit) && official.Office.Covers(TenantPath.Parse(person.TenantPath)) ? null : CommonProblems.NotAllowed.Now();

    /// <summary>Why this official may not settle for a commune, or null: he makes the lists of who holds its fund.</summary>
    public async Task<Problem?> SettleRefusalAsync(SignedInOfficial official, string commune, CancellationToken cancel) =>
        await desk.RefusalAsync(official, Actions.PaymentBuild, null, cancel) ?? (official.Office.Covers(TenantPath.Parse(commune)) ? null : CommonProblems.NotAllowed.Now());

    /// <summary>Who takes money of the person now: himself, guardians, carers; each once, with how he is paid on a list of a month.</summary>
    public async Task<List<Taker>> TakersAsync(Beneficiary person, CancellationToken cancel)
    {
        var month = Time.Month.AddMonths(1).Number;
        var all = await Db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == person.Id && e.Kind != EntitlementKind.Institution).OrderBy(e => e.Kind).ThenByDescending(e => e.StartMonth).ToListAsync(cancel);
        var asked = await Db.MethodChanges.AsNoTracking().Where(c => c.BeneficiaryId == person.Id && c.State == MethodChangeState.InForce && c.FromMonth <= month).ToListAsync(cancel);
        var changes = Building.ProxyAccounts.Followed(asked, await ProxiesAsync(person.Id, cancel), new PayMonth(month).FirstDay);
        var declared = new Building.DeclaredWays(all);
        return [.. all.Where(v => v.Status != EntitlementStatus.Ended).DistinctBy(v => (v.ReceiverNumber, v.ReceiverRelation.Length == 0 ? "" : v.ReceiverName)).Select(v => TakerOf(v, changes, declared))];
    }

    private static Taker TakerOf(Entitlement version, List<MethodChange> changes, Building.DeclaredWays declared)
    {
        var (receiver, at) = (version.Receiver, declared.At(version.Receiver, version));
        var (way, request) = (Building.LineWay.Of(receiver, changes, at), Building.LineWay.InForce(receiver, changes, at));
        return new Taker(receiver.Name, receiver.Number, receiver.Relation, way.Method, way.AccountNumber, way.Bank, way.Holder)
        {
            Request = request?.Id,
            Basis = request is not null ? $"theo yêu cầu ngày {VietnameseFormat.Date(request.RequestedOn)}" : at is { } on ? $"theo tờ khai, ghi nhận ngày {VietnameseFormat.Date(VietnamTime.Day(on))}" : "theo tờ khai",
        };
    }

    public Task<List<ProxyAuthorisation>> ProxiesAsync(Guid person, CancellationToken cancel) =>
        Db.ProxyAuthorisations.AsNoTracking().Where(p => p.BeneficiaryId == person).OrderByDescending(p => p.From).ThenByDescending(p => p.RecordedAt).ToListAsync(cancel);

    /// <summary>The first month whose lists can still follow a request: after those that are closed, and not the one that runs (its list is out; policy 6.2).</summary>
    public async Task<PayMonth> FirstMonthAsync(TenantPath holder, CancellationToken cancel)
    {
        var path = holder.Value;
        var closed = await Db.PaymentPeriods.AsNoTracking().Where(p => p.TenantPath == path && p.State == PeriodState.Closed).MaxAsync(p => (int?)p.Month, cancel);
        var next = Time.Month.AddMonths(1);
        return closed is { } last && new PayMonth(last) >= next ? new PayMonth(last).AddMonths(1) : next;
    }
}
