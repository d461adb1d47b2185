using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>Months of one amount before and after.</summary>
/// <param name="To">Null: open.</param>
public sealed record PreviewSpan(PayMonth From, PayMonth? To, long BeforeDong, long AfterDong);

/// <summary>What the decision would do if it were signed today on what is known.</summary>
/// <param name="Faults">Why it cannot be decided as it stands; the officer or the appraiser completes it.</param>
/// <param name="Payments">What is made good or taken back, each as the decision would enter it.</param>
public sealed record Preview(EventGround Ground, EventLaw Law, IReadOnlyList<Problem> Faults, IReadOnlyList<PreviewSpan> Spans, IReadOnlyList<OneOffPayment> Payments, Case? Found)
{
    public long RecoveredDong => Payments.Where(p => p.Kind == OneOffKind.Recovery).Sum(p => p.Amount.Amount);

    public long ArrearsDong => Payments.Where(p => p.Kind == OneOffKind.Arrears).Sum(p => p.Amount.Amount);

    /// <summary>The explanation of the rules, where they were asked.</summary>
    public Appraisal? Explained => Found is { } found && RequestKinds.AskTheRules(found.Dossier.Kind) ? found.Appraisal : null;
}

/// <summary>
/// Đề xuất: shows what an event would change by asking the very outcome that the signature will carry out, on rows that are never saved. So the page and
/// the decision cannot differ but by what the appraiser corrects.
/// </summary>
public sealed class EventPreview(EventDesk events, Appraise appraise, OutcomeDesk outcomes)
{
    /// <summary>Call when nothing in the context waits to be saved: it is emptied.</summary>
    public async Task<Preview> OfAsync(OpenEvent open, SignedInOfficial official, CancellationToken cancel)
    {
        var ground = await EventDossier.GroundAsync(events, open, cancel);
        var law = EventLaw.Of(ground);
        var office = await events.Db.Offices.AsNoTracking().FirstOrDefaultAsync(o => o.TenantPath == open.Person.TenantPath, cancel);
        if (law.Kind is null || office is null)
        {
            return new Preview(ground, law, [], [], [], null);
        }

        events.Db.ChangeTracker.Clear();
        var dossier = EventDossier.Make(open, ground, law, office, "", Mover.Of(official));
        var found = await appraise.AskAsync(new OpenDossier(dossier, open.Context.For(dossier), official), EventDossier.Appraised(open.Context, dossier), cancel);
        var outcome = outcomes.Of(dossier);
        var faults = outcome.Faults(found).ToList();
        // Who takes it changes no sum.
        if (faults.Exists(f => f.Code != OutcomeProblems.HeirNeeded.Code))
        {
            events.Db.ChangeTracker.Clear();
            return new Preview(ground, law, faults, [], [], found);
        }

        var before = found.Rows.Select(Paying.Of).ToList();
        await outcome.ApplyAsync(events.Db, found, [Guid.CreateVersion7(), Guid.CreateVersion7()], cancel);
        var rows = events.Db.ChangeTracker.Entries<Entitlement>().Where(e => e.State != EntityState.Deleted && e.Entity.BeneficiaryId == open.Person.Id).Select(e => e.Entity).ToList();
        var payments = events.Db.ChangeTracker.Entries<OneOffPayment>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        events.Db.ChangeTracker.Clear();
        return new Preview(ground, law, faults, Spans(before, rows.ConvertAll(Paying.Of), open.Context.Month.AddMonths(1)), [.. payments.OrderBy(p => p.Kind).ThenBy(p => p.FromMonth)], found);
    }

    /// <summary>Months from the first that differs, or the one before the next list, to the one from which nothing changes any more.</summary>
    internal static IReadOnlyList<PreviewSpan> Spans(IReadOnlyList<Paying> before, IReadOnlyList<Paying> after, PayMonth next)
    {
        static long In(IReadOnlyList<Paying> rows, PayMonth month) => rows.Where(r => r.Covers(month)).Sum(r => r.MonthlyDong);
        var bounds = before.Concat(after).SelectMany(r => new[] { r.From, r.To is { } to ? to.AddMonths(1) : r.From }).Append(next).Distinct().Order().ToList();
        var last = bounds.Max();
        var first = bounds.Find(m => In(before, m) != In(after, m)) is { Number: > 0 } differs ? differs : next;
        first = (first < next ? first : next).AddMonths(-1);
        var spans = new List<PreviewSpan>();
        for (var month = first; month <= last; month = month.AddMonths(1))
        {
            var (was, now) = (In(before, month), In(after, month));
            if (spans.Count > 0 && spans[^1] is var span && span.BeforeDong == was && span.AfterDong == now)
            {
                spans[^1] = span with { To = month };
            }
            else
            {
                spans.Add(new PreviewSpan(month, month, was, now));
            }
        }

        return [.. spans.SkipLast(1), spans[^1] with { To = null }];
    }

    /// <summary>Months of one version that are paid.</summary>
    internal sealed record Paying(PayMonth From, PayMonth? To, long MonthlyDong)
    {
        public static Paying Of(Entitlement row) => new(new PayMonth(row.StartMonth), row.EndMonth == 0 ? null : new PayMonth(row.EndMonth), row.Withheld || row.Status == EntitlementStatus.Suspended ? 0 : row.MonthlyAmount.Amount);

        public bool Covers(PayMonth month) => From <= month && (To is not { } to || month <= to);
    }
}
