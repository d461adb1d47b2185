using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>A signed decision that rested on a wrong report.</summary>
/// <param name="Words">As another decision cites it.</param>
/// <param name="About">What it was about, e.g. thôi hưởng trợ cấp xã hội hàng tháng.</param>
/// <param name="TellsDeath">It said that the person was dead.</param>
public sealed record WrongDecision(Guid Id, Guid DossierId, string DossierCode, RequestKind Kind, string Words, string About, DateOnly SignedOn, bool TellsDeath)
{
    /// <summary>The day on which he was said to have died or gone missing; null when it said neither.</summary>
    public DateOnly? GoneOn { get; init; }
}

/// <summary>A payment by a wrong decision of what its person was due while he lived: held months, a new level (see <see cref="Heirs"/>). Another took it for him; now it is his.</summary>
/// <param name="Payment">Tracked.</param>
/// <param name="Owner">Who takes it by the entitlement.</param>
public sealed record PassedOn(OneOffPayment Payment, Receiver Owner)
{
    /// <summary>A list carried it: it is recovered from who took it. Else it is cancelled.</summary>
    public bool Carried => Payment.MovedDong.Amount > 0;

    /// <summary>Whoever takes it took it by the wrong decision too.</summary>
    public bool SameTaker => Payment.ReceiverName == Owner.Name && Payment.ReceiverNumber == Owner.Number;
}

/// <summary>A dossier of the person or about him that the wrong decision touched: the officer reopens, refiles or ends it.</summary>
/// <param name="What">What is to be done with it, in words.</param>
public sealed record TouchedDossier(Guid Id, string Code, string What);

/// <summary>A half of a change of residence that a death closed.</summary>
/// <param name="Half">Tracked.</param>
/// <param name="DecisionId">What it bore before: the decision of the old place, or null at the new one, which had not decided.</param>
public sealed record InterruptedMove(TransferHalf Half, Guid? DecisionId)
{
    /// <summary>First month of the new place (Decree 20 Art. 8(4)).</summary>
    public PayMonth From => new PayMonth(Half.StopMonth).AddMonths(1);

    /// <summary>It goes on where it was; the job that carries moves opens the new place's dossier again.</summary>
    public void GoOn() => (Half.Status, Half.DecisionId, Half.Reason, Half.ClosedAt) = (Standing, DecisionId, "", null);

    // To another province: it had not left yet, or the new place had returned it.
    private TransferStatus Standing => !Half.CrossesProvinces ? TransferStatus.Open : Half.Passage == TransferPassage.None ? TransferStatus.Outside : TransferStatus.Returned;
}

/// <summary>What is undone, with everything that it brought about.</summary>
/// <param name="Decisions">The leading one first; of a wrong death all that tell it.</param>
/// <param name="Payments">One-off payments that rest on them and are due to nobody without them, tracked.</param>
/// <param name="Holds">Holds of the reports that led to them, and of any other that they lifted: no list paid those months.</param>
/// <param name="Stay">Stay in an institution that they ended, tracked; null when there is none.</param>
public sealed record Undone(IReadOnlyList<WrongDecision> Decisions, IReadOnlyList<OneOffPayment> Payments, IReadOnlyList<PaymentHold> Holds, InstitutionResident? Stay)
{
    public IReadOnlyList<TouchedDossier> Touched { get; init; } = [];

    /// <summary>Payments by them of what was the person's own. What a list carried to the right receiver is not among them: it stands.</summary>
    public IReadOnlyList<PassedOn> PassedOn { get; init; } = [];

    /// <summary>What liftings paid of the versions that they began; what of it waits is among the payments too.</summary>
    public IReadOnlyList<LiftedMoney> Lifted { get; init; } = [];

    /// <summary>The change of residence that a wrong death ended; null when there is none.</summary>
    public InterruptedMove? Move { get; init; }

    /// <summary>Somebody paid back by a receipt that no second official looked at yet.</summary>
    public bool ReceiptWaits { get; init; }

    /// <summary>Lines by which the decisions ended a health card, tracked.</summary>
    public IReadOnlyList<HealthCardNotice> CardStops { get; init; } = [];

    /// <summary>Code of a later decision of the person that rests on what would be undone; empty when there is none.</summary>
    public string BuiltUpon { get; init; } = "";

    public bool TellsDeath => Decisions.Any(d => d.TellsDeath);

    /// <summary>They said that the person was missing, and not that he was dead.</summary>
    public bool TellsMissing => !TellsDeath && Decisions.Any(d => d.GoneOn is not null);

    public bool Has(Guid? decision) => decision is { } id && Decisions.Any(d => d.Id == id);

    /// <summary>Not yet carried by a list: they are cancelled.</summary>
    public IEnumerable<OneOffPayment> Waiting => Payments.Where(p => p.MovedDong.Amount == 0);

    /// <summary>Carried by a list: what was taken is given back, what was paid is recovered.</summary>
    public IEnumerable<OneOffPayment> Carried => Payments.Where(p => p.MovedDong.Amount > 0);

    /// <summary>On an approved list whose result nobody knows yet: until then nobody can say what is to be given back.</summary>
    public OneOffPayment? OnList => Payments.Concat(PassedOn.Select(p => p.Payment)).FirstOrDefault(p => p.IsOnList);
}

/// <summary>One entitlement as the wrong decision left it, and from which month it is restored.</summary>
/// <param name="Ended">Versions that it ended, in order.</param>
/// <param name="Since">Versions that began since, by it or by a new level on top of it.</param>
/// <param name="Signed">Month in which it was signed: until then lists paid what stood before it.</param>
public sealed record Broken(EntitlementStrand Strand, PayMonth From, IReadOnlyList<Entitlement> Ended, IReadOnlyList<Entitlement> Since, PayMonth Signed)
{
    /// <summary>Whether it was interrupted already when the wrong decision came: then it is restored as interrupted. A resumption that made its months good left it no longer withheld.</summary>
    public bool WasSuspended => Ended.Count > 0 && (Ended[^1].Withheld || Ended[^1].BeganSuspended);
}

/// <summary>
/// What would be due if the wrong decision had never been made: until it was signed each month as the registry had it, afterwards as it would have gone on
/// by the law of each month (levels, birthdays). What was due before it stays; nothing in history changes. Pure.
/// </summary>
public static class Restoring
{
    public static IReadOnlyList<Broken> Of(Case found)
    {
        var undone = found.Undone!;
        var touched = found.Rows.Where(r => undone.Has(r.EndDecisionId) || undone.Has(r.DecisionId)).ToList();
        var broken = new List<Broken>();
        foreach (var strand in touched.Select(r => r.Strand).Distinct())
        {
            var ended = touched.Where(r => r.Strand == strand && undone.Has(r.EndDecisionId) && !undone.Has(r.DecisionId)).OrderBy(r => r.StartMonth).ToList();
            var begun = touched.Where(r => r.Strand == strand && undone.Has(r.DecisionId)).ToList();
            var from = ended.Select(r => r.EndMonth >= r.StartMonth ? new PayMonth(r.EndMonth).AddMonths(1) : new PayMonth(r.StartMonth)).Concat(begun.Select(r => new PayMonth(r.StartMonth))).Min();
            var since = found.Rows.Where(r => r.Strand == strand && !ended.Contains(r) && r.StartMonth >= from.Number && (r.EndMonth == 0 || r.EndMonth >= r.StartMonth)).ToList();
            var decision = undone.Decisions.First(d => d.Id == (ended.FirstOrDefault()?.EndDecisionId ?? begun[0].DecisionId));
            broken.Add(new Broken(strand, from, ended, since, PayMonth.Of(decision.SignedOn)));
        }

        return broken;
    }

    /// <summary>Month of the death of who died since, where what is undone does not say so: nothing is restored beyond it (Circular 02/2021 Art. 2). Null while he lives.</summary>
    public static PayMonth? DiedIn(Case found) => found is { Undone.TellsDeath: false, Person.DiedOn: { } died } ? PayMonth.Of(died) : null;

    /// <summary>Versions that are begun, those of an interrupted entitlement too; of who died since none that runs.</summary>
    public static IReadOnlyList<AwardRow> Rows(Case found, Broken broken) => DiedIn(found) is not { } last ? Going(found, broken)
        : [.. Going(found, broken).Where(r => r.Start <= last).Select(r => r.End is { } end && end <= last ? r : r with { End = last, EndReason = MeasureReasons.Death })];

    private static IReadOnlyList<AwardRow> Going(Case found, Broken broken)
    {
        var former = Former(broken);
        if (former.Count == 0)
        {
            return [];
        }

        if (broken.WasSuspended)
        {
            return former;
        }

        var rows = new List<AwardRow>();
        foreach (var row in former.Where(r => r.Start <= broken.Signed))
        {
            AwardSpans.Add(rows, row with { End = row.End is { } end && end < broken.Signed ? end : broken.Signed });
        }

        var at = broken.Signed < broken.From ? broken.From : broken.Signed;
        var next = broken.Signed < broken.From ? broken.From : broken.Signed.AddMonths(1);
        // What stood then; what had not begun yet begins with its own month.
        var goes = former.LastOrDefault(r => r.Start <= next) ?? former[0];
        (at, next) = goes.Start > next ? (goes.Start, goes.Start) : (goes.Start > at ? goes.Start : at, next);
        foreach (var row in Later(found, broken, former, goes with { Start = at, End = null }, next))
        {
            AwardSpans.Add(rows, Same(row, goes) ? goes with { Start = row.Start, End = row.End } : row);
        }

        return rows;
    }

    /// <summary>What stood before the wrong decision, from the month that it changed.</summary>
    public static IReadOnlyList<AwardRow> Former(Broken broken)
    {
        var rows = new List<AwardRow>();
        for (var i = 0; i < broken.Ended.Count; i++)
        {
            var row = broken.Ended[i];
            var start = row.StartMonth > broken.From.Number ? new PayMonth(row.StartMonth) : broken.From;
            PayMonth? end = i + 1 < broken.Ended.Count ? new PayMonth(broken.Ended[i + 1].StartMonth).AddMonths(-1) : null;
            if (end is not { } last || start <= last)
            {
                rows.Add(new AwardRow(row.Kind, row.CategoryCode, row.CoefficientHundredths, row.Times, row.Level, row.MonthlyAmount, start, row.Receiver, end));
            }
        }

        return rows;
    }

    /// <summary>What is made good or taken back of months before the next list: what would have been due less what lists paid.</summary>
    public static IReadOnlyList<Settlement> Lines(Case found)
    {
        var (due, paid, broken) = (new List<Stretch>(), new List<Stretch>(), Of(found));
        if (broken.Count == 0)
        {
            return [];
        }

        foreach (var one in broken)
        {
            due.AddRange(one.WasSuspended ? [] : Rows(found, one).Select(Stretch.Of));
            paid.AddRange(one.WasSuspended ? [] : Held(found, Former(one).Where(r => r.Start <= one.Signed).Select(r => Stretch.Of(r with { End = r.End is { } end && end < one.Signed ? end : one.Signed }))));
            var first = one.Signed.AddMonths(1);
            paid.AddRange(Settlements.Paid(one.Since).Where(s => s.To is not { } to || to >= first).Select(s => s.From < first ? s with { From = first } : s)
                .SelectMany(s => LiftedMoney.Without(s, found.Undone!.Lifted)));
        }

        return Settlements.Between(due, paid, broken.Min(b => b.From), found.FirstList);
    }

    private static IEnumerable<Stretch> Held(Case found, IEnumerable<Stretch> stretches) => found.Undone!.Holds.Aggregate(stretches, (left, hold) => left.SelectMany(s => HeldMonths.Without(s, hold)));

    // The rules go on where they say of the month what the registry had; else what was to be paid goes on at the level of each month.
    private static IEnumerable<AwardRow> Later(Case found, Broken broken, IReadOnlyList<AwardRow> former, AwardRow goes, PayMonth next)
    {
        var asked = GoingOn.Of(found, [goes], goes.Start).FirstOrDefault(r => r.Strand == broken.Strand && r.Covers(goes.Start));
        if (asked is not null && Same(asked, goes))
        {
            return GoingOn.Of(found, [goes], next);
        }

        IEnumerable<AwardRow> kept = GoingOn.Kept(found, goes, next);
        foreach (var version in former.Where(r => r.Start > next))
        {
            var last = version.Start.AddMonths(-1);
            kept = [.. kept.Where(r => r.Start <= last).Select(r => r.End is { } end && end < last ? r : r with { End = last }), .. GoingOn.Kept(found, version, version.Start)];
        }

        return kept;
    }

    private static bool Same(AwardRow one, AwardRow other) => one.Kind == other.Kind && one.CategoryCode == other.CategoryCode && one.Monthly == other.Monthly && one.Times == other.Times && one.Receiver == other.Receiver;
}
