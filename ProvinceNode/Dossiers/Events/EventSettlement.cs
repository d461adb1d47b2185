using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Events;

/// <summary>
/// What a signature makes of the reports behind it. Called after the outcome and the person's file, in the transaction of the signature: the reports are
/// decided, what they hold is lifted, a death is written into the person's file, and what was undone is told of its report.
/// </summary>
public static class EventSettlement
{
    /// <summary>After a decision. The caller saves.</summary>
    public static async Task DecidedAsync(NodeDb db, Case found, CancellationToken cancel)
    {
        var told = await OfAsync(db, found.Dossier.Id, found.Person?.Id, cancel);
        var (dead, gone, by, now) = (Death.IsIn(found), Death.IsGone(found), found.Open.Official.FullName, found.Context.NowUtc);
        // Who is only missing has not died: what tells his death is still to be verified.
        foreach (var one in told.Where(e => (e.IsOpen && (e.DossierId == found.Dossier.Id || (dead && EventRules.IsOnce(e.Kind)) || (gone && e.Kind == LifeEventKind.Missing))) || (dead && EventRules.IsUnverified(e))))
        {
            one.Settle(EventState.Decided, now, by, $"Hồ sơ {found.Dossier.Code}");
            (one.DossierId, one.DueOn) = (found.Dossier.Id, null);
        }

        await BackAsync(db, found, cancel);
        if (found.Person is not { } person)
        {
            return;
        }

        await StoppedForAnotherAsync(db, found, person, told, cancel);
        await UndoneAsync(db, found, person, told, cancel);
        if (gone)
        {
            HeldMoney.End(await PaymentHoldReader.OfPersonAsync(db, person.Id, cancel), new(by, $"Đã có quyết định, hồ sơ {found.Dossier.Code}", found.Context.Month, now) { DossierId = found.Dossier.Id });
            // Months that lists left unpaid before the hold are his too: lists ask the person's file who takes them.
            if (found.Measure.Heir is { Name.Length: > 0 } heir)
            {
                await PersonParts.LinkAsync(db, person, new(LinkRole.Heir, heir.Name, heir.Number, heir.Relation), found.Context.Today, found.Dossier.Code, cancel);
            }
        }

        if (dead && found.Measure.On is { } on)
        {
            PersonFields.Set(db, person, [new(nameof(Beneficiary.DiedOn), on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))], PersonFile.OriginOf(found));
        }
    }

    private static async Task UndoneAsync(NodeDb db, Case found, Beneficiary person, List<LifeEvent> told, CancellationToken cancel)
    {
        if (found.Undone is { } undone)
        {
            foreach (var one in told.Where(e => e.State == EventState.Decided && undone.Decisions.Any(d => d.DossierId == e.DossierId)))
            {
                one.Settle(EventState.Undone, found.Context.NowUtc, found.Open.Official.FullName, $"Hủy bỏ theo hồ sơ {found.Dossier.Code}");
            }

            if (undone.TellsDeath || undone.TellsMissing)
            {
                await LivesAsync(db, found, person, undone, cancel);
            }
        }
    }

    // Two provinces agreed that this one stops, and the decision is signed: what it leaves due of the held months is paid.
    private static async Task StoppedForAnotherAsync(NodeDb db, Case found, Beneficiary person, List<LifeEvent> told, CancellationToken cancel)
    {
        if (!Death.IsGone(found) && told.Exists(e => EventRules.IsOfTwoProvinces(e) && e.DossierId == found.Dossier.Id && e.State == EventState.Decided) && !told.Exists(e => e.IsOpen && EventRules.Holds(e.Kind, e.Source)))
        {
            var lifting = new HoldLifting(found.Open.Official.FullName, $"Đã có quyết định, hồ sơ {found.Dossier.Code}", found.Context.Month, found.Context.NowUtc) { DossierId = found.Dossier.Id };
            HeldMoney.Lift(db, person, await PaymentHoldReader.OfPersonAsync(db, person.Id, cancel), found.Rows, lifting);
        }
    }

    // Who was missing, truly at that time, and is granted something again is back: nobody takes his money for him any more, and no absence of his is news for whom he cares for.
    private static async Task BackAsync(NodeDb db, Case found, CancellationToken cancel)
    {
        if (!Death.Bars(found.Dossier.Kind))
        {
            return;
        }

        foreach (var person in found.Everybody.Select(c => c.Person).OfType<Beneficiary>().Where(p => db.Entitlements.Local.Any(e => e.BeneficiaryId == p.Id && e.Status != EntitlementStatus.Ended)).ToList())
        {
            await NoHeirAsync(db, person.Id, found.Context.Today, cancel);
            var (id, number, name) = (person.Id, person.CitizenId, person.FoldedName);
            (await db.Dossiers.Where(d => d.MissingOn != null && (d.BeneficiaryId == id || (number != "" && d.Owner.CitizenId == number && d.Owner.FoldedName == name))).ToListAsync(cancel)).ForEach(d => d.MissingOn = null);
        }
    }

    private static async Task NoHeirAsync(NodeDb db, Guid person, DateOnly today, CancellationToken cancel) =>
        (await db.PersonLinks.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(l => l.BeneficiaryId == person && l.Role == LinkRole.Heir && l.To == null).ToListAsync(cancel)).ForEach(l => l.To = today);

    // Nothing tells his death or absence any more: his file, the dossiers that told it, and where he lives.
    private static async Task LivesAsync(NodeDb db, Case found, Beneficiary person, Undone undone, CancellationToken cancel)
    {
        var (wrong, days) = (undone.Decisions.Select(d => d.DossierId).ToList(), undone.Decisions.Where(d => d.GoneOn is not null).Select(d => d.GoneOn!.Value).ToHashSet());
        (await db.Dossiers.Where(d => wrong.Contains(d.Id) && (d.DeathOn != null || d.MissingOn != null)).ToListAsync(cancel)).ForEach(d => (d.DeathOn, d.MissingOn) = (null, null));
        if (!undone.TellsDeath && person.DiedOn is not null)
        {
            // He was not missing, and died since: his heir stays, and he stays where his death left him.
            return;
        }

        await NoHeirAsync(db, person.Id, found.Context.Today, cancel);
        // A stay that began after the day was ended with its first.
        (await db.InstitutionStays.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(s => s.BeneficiaryId == person.Id && s.To != null && (s.LeaveReason == PersonFile.LeftByDeath || s.LeaveReason == PersonFile.LeftMissing)).ToListAsync(cancel))
            .FindAll(s => days.Contains(s.To!.Value) || (s.To == s.From && days.Any(d => d < s.From))).ForEach(s => (s.To, s.LeaveReason) = (null, ""));
        if (undone.TellsDeath && person.DiedOn is not null)
        {
            PersonFields.Set(db, person, [new(nameof(Beneficiary.DiedOn), "") { Erases = true }], PersonFile.OriginOf(found));
        }
    }

    /// <summary>After a notice that the conditions are not met: the report waits again, to be refuted or taken up with other papers.</summary>
    public static async Task RefusedAsync(NodeDb db, Case found, CancellationToken cancel)
    {
        foreach (var one in (await OfAsync(db, found.Dossier.Id, found.Person?.Id, cancel)).Where(e => e.State == EventState.InDossier && e.DossierId == found.Dossier.Id))
        {
            (one.State, one.DueOn) = (EventState.Reported, found.Context.Calendar.AddWorkingDays(found.Context.Today, EventRules.DaysToVerify));
        }
    }

    // Those of the person in hand, wherever they lie: an institution decides about a commune's person.
    private static Task<List<LifeEvent>> OfAsync(NodeDb db, Guid dossier, Guid? person, CancellationToken cancel) => db.LifeEvents.IgnoreQueryFilters([NodeDb.TenantFilter])
        .Include(e => e.Holds).Where(e => e.DossierId == dossier || (person != null && e.BeneficiaryId == person)).OrderBy(e => e.RecordedAt).ToListAsync(cancel);
}
