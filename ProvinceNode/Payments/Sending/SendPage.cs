using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Together;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Stage;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>Gửi danh sách và kết quả của kỳ: every approved list with its channel, its answer and the reconciliation to the đồng; sending all that wait.</summary>
[Starts<WorkTogetherJob>]
[Needs(Actions.PaymentView)]
public sealed class SendPageModel(AskTogether together, StepUp factor, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    public IReadOnlyList<PaymentList> Lists { get; private set; } = [];

    public IReadOnlyDictionary<Guid, Reconciliation> Sums { get; private set; } = new Dictionary<Guid, Reconciliation>();

    /// <summary>The latest sending of each list.</summary>
    public IReadOnlyDictionary<Guid, PaymentSending> Sendings { get; private set; } = new Dictionary<Guid, PaymentSending>();

    /// <summary>People held since their list was approved, by list.</summary>
    public ILookup<Guid, HeldPerson> Held { get; private set; } = Array.Empty<HeldPerson>().ToLookup(h => h.ListId);

    /// <summary>The latest sending of all lists; null before the first.</summary>
    public TogetherShown? Together { get; private set; }

    /// <summary>Lists that the payer has, that are on their way, and that are asked about.</summary>
    public (int Sent, int OnTheWay, int Unknown) Answers => (Lists.Count(l => l.Status is ListStatus.Sent or ListStatus.Settled), Lists.Count(l => l.Status == ListStatus.Sending), Lists.Count(l => l.Status == ListStatus.Unknown));

    public bool MaySend => IsHolder && Official.May(Actions.PaymentSend);

    /// <summary>Lists that this official may send together now.</summary>
    public IReadOnlyList<PaymentList> Mine => [.. Lists.Where(l => l.Status == ListStatus.Approved && !Held.Contains(l.Id) && PaymentStatusTable.ActedBefore(l, ListVerb.Send, Official.Id) is null)];

    /// <summary>Of all lists that went out.</summary>
    public Reconciliation Whole { get; private set; } = Reconciliation.Of(0, Dong.Zero, []);

    private string Here => $"/chi-tra/{Id:D}/gui";

    public async Task<IActionResult> OnPostSendAsync([FromServices] HubStage stage, CancellationToken cancel) =>
        await AnswerAsync(await WithStageAsync(stage, () => WithFactorAsync(factor, () => together.Handle(Id, ListVerb.Send, Official, cancel), cancel), cancel), r => TogetherShown.Asked(r, Official.Id), Here, cancel);

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var db = Desk.Db;
        Lists = await db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == Id && l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded).OrderBy(l => l.TenantPath).ThenBy(l => l.Sequence).ThenBy(l => l.Type).ThenBy(l => l.Method).ToListAsync(cancel);
        Held = (await HeldSince.OfPeriodAsync(db, Id, cancel)).ToLookup(h => h.ListId);
        Sums = await Reconciliations.OfAsync(db, Lists, cancel);
        Together = await TogetherShown.FindAsync(db, Id, ListVerb.Send, Here, cancel);
        var ids = Lists.Select(l => l.Id).ToList();
        Sendings = (await db.PaymentSendings.AsNoTracking().Where(s => ids.Contains(s.ListId)).ToListAsync(cancel)).GroupBy(s => s.ListId).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Attempt)!);
        var sent = Lists.Where(l => l.Status != ListStatus.Approved).ToList();
        var parts = sent.SelectMany(l => Sums[l.Id].Parts.Values).GroupBy(p => p.Outcome).Select(g => new OutcomeSum(g.Key, g.Sum(p => p.Lines), g.Sum(p => p.Dong)));
        Whole = Reconciliation.Of(sent.Sum(l => l.Lines), new Dong(sent.Sum(l => l.TotalDong.Amount)), parts);
    }
}
