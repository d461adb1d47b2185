using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>What the rules found of one person.</summary>
/// <param name="Unknown">He receives, and nothing tells what time will do to it.</param>
public sealed record WorklistFound(IReadOnlyList<WorklistItem> Items, bool Unknown);

/// <summary>
/// What time does to somebody who receives: events of the months ahead, and those of the last year that the registry has not followed (policy 1.5, 3.6). What
/// the registry pays already as the rules say is nothing to do; what needs a request is left to <see cref="CandidateRules"/>. Pure.
/// </summary>
public static class WorklistRules
{
    private const int MonthsOfRefusal = 3;

    // How far back the month is sought in which something unnoticed began.
    private const int MostMonths = 60;

    public static WorklistFound Of(WorklistPerson person, WorklistTerms terms)
    {
        var items = new List<WorklistItem>(Refusals(person, terms));
        if (!person.IsPaid || person.IsDead)
        {
            return new(items, false);
        }

        if ((person.Decided ?? StandingFacts.Of(person, terms)) is not { } told)
        {
            return new([.. items, .. CandidateRules.Of(person, Minimal(person), terms)], true);
        }

        var registry = RegistryFacts.Over(Standing(told, person), person, terms.To);
        items.AddRange(Ahead(person, registry, terms));
        items.AddRange(CandidateRules.Of(person, registry.Facts, terms));
        return new(items, false);
    }

    /// <summary>What is known of somebody without a decision and without money: only who he is, and the household's poverty by year.</summary>
    public static Facts Minimal(WorklistPerson person) => new()
    {
        Birth = person.Birth, Residences = [new(person.CommuneCode, person.Village)], Supporters = [SupporterFacts.Untold],
    };

    // What is paid now wins ties and carries limits of age over to the next month.
    internal static Facts Standing(Facts facts, WorklistPerson person) => facts with
    {
        CurrentCategory = person.Running.Where(r => r.IsMain).OrderByDescending(r => r.MonthlyAmount.Amount).Select(r => r.CategoryCode).FirstOrDefault() ?? "",
        CurrentCare = [.. person.Running.Where(r => !r.IsMain).Select(r => r.CategoryCode).Order(StringComparer.Ordinal)],
    };

    private static IEnumerable<WorklistItem> Ahead(WorklistPerson person, RegistryFacts registry, WorklistTerms terms)
    {
        var (facts, start) = (registry.Facts, new PayMonth(person.Rows.Min(r => r.StartMonth)));
        var from = start > terms.From ? start : terms.From;
        var first = from.AddMonths(-1);
        var due = Timeline.Of(facts, new(first, terms.To.AddMonths(1), first), terms.Rules, terms.Province);
        var (items, followed) = (new List<WorklistItem>(), false);
        foreach (var trigger in Triggers.Ahead(facts, due, from, terms.To, terms.Rules, terms.Province))
        {
            if (trigger.EffectMonth == 0 ? Duty(trigger, person, terms) : !Follows(person, due, first, trigger.EffectMonth))
            {
                followed |= trigger.EffectMonth != 0 && trigger.EffectMonth <= terms.Month.Number;
                if (Item(trigger, person, registry, due, terms) is { } item)
                {
                    items.Add(item);
                }
            }
        }

        if (!followed && Drift(person, registry, due[terms.Month.MonthsSince(first)], start, terms) is { } drift)
        {
            items.Add(drift);
        }

        // Two children, or a birthday and a school year, may change the same amount: one dossier decides both.
        return items.GroupBy(i => (i.EffectMonth, i.EffectMonth == 0 ? i.Key : "")).Select(g => g.First());
    }

    private static bool Follows(WorklistPerson person, IReadOnlyList<MonthDue> due, PayMonth first, int effect) =>
        person.PaidIn(new PayMonth(effect)).SequenceEqual(WorklistPerson.Codes(due[new PayMonth(effect).MonthsSince(first)].Parts));

    // A thing to look at counts from its month on; certificates of the register and candidates have rules of their own, new levels their lists.
    private static bool Duty(Trigger trigger, WorklistPerson person, WorklistTerms terms) => trigger.Month >= terms.Month.Number && trigger.Kind switch
    {
        TriggerKind.PovertyReview => !person.Poverty.Any(p => p.Year == trigger.Month / 100),
        TriggerKind.CertificateAtSix or TriggerKind.CertificateEnds => !person.Certificates.Any(c => c.State == CertificateState.Active),
        TriggerKind.PensionCandidate or TriggerKind.LawChanges or TriggerKind.StayLimit => false,
        _ => true,
    };

    private static WorklistItem? Item(Trigger trigger, WorklistPerson person, RegistryFacts registry, IReadOnlyList<MonthDue> due, WorklistTerms terms)
    {
        if (trigger.Kind is TriggerKind.LawChanges or TriggerKind.StayLimit)
        {
            return null;
        }

        var month = new PayMonth(trigger.Month);
        var what = trigger.Kind == TriggerKind.PensionCandidate ? trigger.What + " (điều chỉnh chế độ đang hưởng)" : trigger.What;
        if (trigger.EffectMonth == 0 || trigger.Kind is TriggerKind.CertificateEnds or TriggerKind.CertificateAtSix)
        {
            return new(KindOf(trigger.Kind), WorklistStep.Check, month, what) { Effect = trigger.Effect, BeforeDong = trigger.BeforeDong, AfterDong = trigger.BeforeDong, Due = month.LastDay };
        }

        return Changed(KindOf(trigger.Kind), month, what, person, registry, new PayMonth(trigger.EffectMonth), due, terms) with { Effect = trigger.Effect };
    }

    // The registry knows something newer, or an age passed long ago: what is paid is not what the rules give for this month.
    private static WorklistItem? Drift(WorklistPerson person, RegistryFacts registry, MonthDue now, PayMonth start, WorklistTerms terms)
    {
        var wanted = WorklistPerson.Codes(now.Parts);
        if (now.Note.Length > 0 || person.Running.Any(r => r.Status == EntitlementStatus.Suspended) || wanted.SequenceEqual(person.PaidIn(terms.Month)))
        {
            return null;
        }

        var back = terms.Month.AddMonths(-MostMonths);
        var first = (start > back ? start : back).AddMonths(-1);
        var due = Timeline.Of(registry.Facts, new(first, terms.To.AddMonths(1), first), terms.Rules, terms.Province);
        var since = terms.Month;
        while (since > first.AddMonths(1) && WorklistPerson.Codes(due[since.MonthsSince(first) - 1].Parts).SequenceEqual(wanted) && !person.PaidIn(since.AddMonths(-1)).SequenceEqual(wanted))
        {
            since = since.AddMonths(-1);
        }

        var kind = registry.Poverty ? WorklistKind.Poverty : registry.Certificate ? WorklistKind.Certificate : WorklistKind.Age;
        if (kind == WorklistKind.Age && !due.Any(d => WorklistPerson.Codes(d.Parts).SequenceEqual(person.PaidIn(terms.Month))))
        {
            return null; // the facts never gave what is paid, so they do not say what should be
        }

        var what = kind switch
        {
            WorklistKind.Poverty => $"Kết quả rà soát hộ nghèo, hộ cận nghèo: {PovertyYear.Words(RegistryFacts.StatusIn(registry.Facts.Poverty, terms.Month).ToString()).ToLower(VietnameseFormat.Culture)}",
            WorklistKind.Certificate => $"Giấy xác nhận khuyết tật số {registry.Facts.Disability?.CertificateNumber}",
            _ => "Chế độ đang chi trả khác quy định của tháng này",
        };
        var item = Changed(kind, since, what, person, registry, since, due, terms);
        return item with { Effect = Words(item) };
    }

    private static WorklistItem Changed(WorklistKind kind, PayMonth month, string what, WorklistPerson person, RegistryFacts registry, PayMonth effect, IReadOnlyList<MonthDue> due, WorklistTerms terms)
    {
        var after = due.First(d => d.Month == effect.Number);
        var before = person.Running.Where(r => r.Status == EntitlementStatus.Active).Sum(r => r.MonthlyAmount.Amount);
        var main = person.Running.Any(r => r.IsMain);
        var stops = after.TotalDong == 0;
        var day = WorklistDays.Of(kind, month, registry.Facts);
        // A stop names the day on which the condition was lost and counts from the next month; an adjustment a day of its first month (Decree 20 Art. 8(1)(đ), 8(2)).
        var on = stops ? (PayMonth.Of(day).AddMonths(1) == effect ? day : effect.FirstDay.AddDays(-1)) : PayMonth.Of(day) == effect ? day : effect.FirstDay;
        return new(kind, stops ? WorklistStep.Stop : WorklistStep.Adjust, month, what)
        {
            EffectMonth = effect.Number, BeforeDong = before, AfterDong = after.TotalDong, On = on, Due = (stops ? effect.AddMonths(-1) : month).LastDay,
            Reason = !stops ? "" : main ? MeasureReasons.NotEligible : MeasureReasons.CaredFor, Why = WorklistWords.Why(registry.Facts, effect, terms),
            Told = kind == WorklistKind.Poverty ? Poverty(registry.Facts, effect) : kind == WorklistKind.Certificate ? Certificate(registry.Facts) : [("ChangeReason", "age")],
        };
    }

    private static IReadOnlyList<(string, string)> Poverty(Facts facts, PayMonth effect)
    {
        var status = RegistryFacts.StatusIn(facts.Poverty, effect);
        var since = facts.Poverty.LastOrDefault(p => p.Status == status)?.From;
        return
        [
            ("ChangeReason", "poverty"), ("Poverty", status switch { PovertyStatus.Poor => "poor", PovertyStatus.NearPoor => "near", _ => "none" }),
            .. status != PovertyStatus.None && since is { } from ? new[] { ("PovertySince", PayMonth.Of(from).ToString()) } : [],
        ];
    }

    private static IReadOnlyList<(string, string)> Certificate(Facts facts) => facts.Disability is not { } held ? [("ChangeReason", "degree")] :
    [
        ("ChangeReason", "degree"), ("CertificateNumber", held.CertificateNumber), ("DisabilityDegree", $"{(int)held.Degree}"), ("DisabilityKind", held.Kind == 0 ? "" : $"{held.Kind}"),
        ("CertificateDay", $"{held.CertificateOn.Day:00}"), ("CertificateMonth", $"{held.CertificateOn.Month:00}"), ("CertificateYear", $"{held.CertificateOn.Year:0000}"),
    ];

    private static string Words(WorklistItem item)
    {
        var start = new PayMonth(item.EffectMonth);
        return item.AfterDong == 0 ? $"Thôi hưởng từ tháng {start}"
            : item.AfterDong == item.BeforeDong ? $"Đổi nhóm từ tháng {start}, mức không đổi {new Dong(item.AfterDong)}/tháng"
            : $"Điều chỉnh từ tháng {start}: {new Dong(item.BeforeDong)} thành {new Dong(item.AfterDong)}/tháng";
    }

    // T5: three months of a suspension for refusing the re-determination, and he still does not comply (Circular 02/2021 Art. 2).
    private static IEnumerable<WorklistItem> Refusals(WorklistPerson person, WorklistTerms terms)
    {
        var row = person.Rows.FirstOrDefault(r => r.Status == EntitlementStatus.Suspended && person.Rows.Any(p => p.Id == r.PreviousId && p.EndReason == MeasureReasons.RefusesReview));
        if (row is null || person.IsDead || new PayMonth(row.StartMonth).AddMonths(MonthsOfRefusal) is var over && over > terms.To)
        {
            yield break;
        }

        var paid = person.Rows.Where(r => r.Status == EntitlementStatus.Suspended).Sum(r => r.MonthlyAmount.Amount);
        yield return new(WorklistKind.StillRefusing, WorklistStep.Stop, over, $"Đã tạm dừng {MonthsOfRefusal} tháng vì từ chối xác định lại, cung cấp thông tin")
        {
            Effect = $"Nếu vẫn không chấp hành: thôi hưởng từ tháng {over.AddMonths(1)} (lý do T5)", EffectMonth = over.AddMonths(1).Number, BeforeDong = paid, AfterDong = 0, On = over.FirstDay, Due = over.LastDay,
            Reason = MeasureReasons.StillRefusing, Why = MeasureReasons.Of(MeasureReasons.StillRefusing)!.Words + " (" + MeasureReasons.Of(MeasureReasons.StillRefusing)!.Article + ").",
        };
    }

    private static WorklistKind KindOf(TriggerKind kind) => kind switch
    {
        TriggerKind.StudyEnds => WorklistKind.Study,
        TriggerKind.ChildLeavesCount or TriggerKind.ChildMonths36 => WorklistKind.Children,
        TriggerKind.PregnancyEnds => WorklistKind.Pregnancy,
        TriggerKind.PovertyEnds => WorklistKind.Poverty,
        TriggerKind.PovertyReview => WorklistKind.PovertyReview,
        TriggerKind.CertificateEnds => WorklistKind.Certificate,
        TriggerKind.CertificateAtSix => WorklistKind.CertificateAtSix,
        _ => WorklistKind.Age,
    };
}
