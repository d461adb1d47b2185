using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>What is known when a report is judged.</summary>
/// <param name="Rows">All versions of the person's entitlements.</param>
/// <param name="Known">Facts and category of the last decision; null when none is kept here.</param>
public sealed record EventGround(LifeEventKind Kind, DateOnly? On, string Value, IReadOnlyList<Entitlement> Rows, (Facts Facts, string Category)? Known, DateOnly Today, RuleBook Rules, string Province)
{
    /// <summary>Number of the paper that tells it.</summary>
    public string Reference { get; init; } = "";

    public IEnumerable<Entitlement> Running => Rows.Where(r => r.Status != EntitlementStatus.Ended);
}

/// <summary>
/// Which measure of the law answers what happened: stop, suspend, resume, adjust or undo, for which reason of policy 3.6, from which month
/// (Decree 20 Art. 8(1)(đ), 8(2); Circular 02/2021 Art. 2). It proposes; a decision does. Pure.
/// </summary>
/// <param name="Kind">The officer's dossier; null: none is opened, <see cref="Words"/> says why.</param>
/// <param name="Code">Reason of policy 3.6; empty for an adjustment, a resumption and an undoing.</param>
/// <param name="On">Day that the dossier begins with; null while it is not known.</param>
/// <param name="From">First month with the new amount; null when the day or the facts are not known.</param>
/// <param name="Words">What the law makes of it, in one sentence.</param>
/// <param name="NotYet">Why it is too early; empty when it is not.</param>
public sealed record EventLaw(RequestKind? Kind, string Code, DateOnly? On, PayMonth? From, string Article, string Words, string NotYet = "")
{
    /// <summary>Answer of an officer's dossier: it stops for an absence and not for a death.</summary>
    public const string MissingAnswer = "Missing";

    private const string AdjustArticle = "khoản 1 Điều 8 Nghị định số 20/2021/NĐ-CP";
    private const string ResumeArticle = "khoản 3 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH";
    private const int MonthsOfRefusal = 3;

    public static EventLaw Of(EventGround ground) => ground.Kind switch
    {
        LifeEventKind.Death or LifeEventKind.Missing => Stop(ground, MeasureReasons.Death),
        LifeEventKind.Imprisoned => Stop(ground, "T3"),
        LifeEventKind.ReceivesElsewhere => Elsewhere(ground),
        LifeEventKind.RefusesMoney => Stop(ground, MeasureReasons.Refuses),
        LifeEventKind.CarerDied => Stop(ground, "C1"),
        LifeEventKind.CarerUnfit => Stop(ground, "C3"),
        LifeEventKind.CarerSanctioned => Stop(ground, "C4"),
        LifeEventKind.RefusesReview => RefusedLong(ground) ? Stop(ground, MeasureReasons.StillRefusing) : Suspend(ground, MeasureReasons.RefusesReview),
        LifeEventKind.NotCollected => Suspend(ground, "S1"),
        LifeEventKind.Detained => Suspend(ground, MeasureReasons.Detained),
        LifeEventKind.ReasonGone => Resume(ground),
        LifeEventKind.ReportWrong => new(RequestKind.Undo, "", ground.On, null, "quy định về thẩm quyền của người ra quyết định", "Hủy bỏ quyết định đã ký dựa trên tin báo sai, khôi phục chế độ từ tháng đã bị dừng hoặc thay đổi và chi trả các tháng chưa nhận."),
        _ => ByRules(ground),
    };

    /// <summary>The event as the answers with which the dossier begins: the appraiser finds them filled in and corrects them.</summary>
    public FormValues Answers(EventGround ground)
    {
        var values = new FormValues();
        switch (Kind)
        {
            case RequestKind.Stop:
                values["StopReason"] = Code;
                if (ground.Kind == LifeEventKind.Missing)
                {
                    values[MissingAnswer] = "yes";
                }

                break;
            case RequestKind.Suspend:
                values["SuspendReason"] = Code;
                break;
            case RequestKind.Resume:
                values["ResumeReason"] = "other";
                break;
            case RequestKind.Undo:
                values[Undoing.Answer] = ground.Value;
                break;
            case RequestKind.Adjust:
                values = Changed(ground);
                break;
        }

        return FormAsked.Dated(values, On);
    }

    private static EventLaw Stop(EventGround ground, string code)
    {
        var reason = MeasureReasons.Of(code)!;
        if (!StopOutcome.Ends(ground.Running, code).Any())
        {
            return Nothing(reason.Article, MeasureReasons.IsOfCare(code)
                ? "Không có hỗ trợ kinh phí chăm sóc nào đang chi trả cho người nhận chăm sóc, nên không có gì để thôi. Nếu người này đang nhận thay trợ cấp, hãy lập hồ sơ điều chỉnh người nhận."
                : "Người này không có chế độ nào đang hưởng, nên không có gì để thôi.");
        }

        PayMonth? from = ground.On is { } on ? PayMonth.Of(on).AddMonths(1) : null;
        return new(RequestKind.Stop, code, ground.On, from, reason.Article, $"{reason.Words}: thôi hưởng{(from is { } month ? $" kể từ tháng {month}" : " kể từ tháng sau tháng xảy ra")}; tháng xảy ra vẫn được chi trả.");
    }

    // One person has one payer (policy 3.7: exactly one payer a person and month): who pays is agreed by both provinces first.
    private static EventLaw Elsewhere(EventGround ground)
    {
        var law = Stop(ground, MeasureReasons.NotEligible);
        return law.Kind is not null && ground.On is null ? law with { NotYet = "Hai tỉnh chưa thống nhất nơi tiếp tục chi trả; chỉ lập hồ sơ thôi hưởng khi đã thống nhất tỉnh này thôi và từ tháng nào." } : law;
    }

    private static EventLaw Suspend(EventGround ground, string code)
    {
        var reason = MeasureReasons.Of(code)!;
        if (!ground.Running.Any(r => r.Status == EntitlementStatus.Active))
        {
            return Nothing(reason.Article, "Người này không có chế độ nào đang được chi trả, nên không có gì để tạm dừng.");
        }

        // Held for a month or longer (Circular 02/2021 Art. 2(3)).
        var early = code == MeasureReasons.Detained && ground.On is { } on && on.AddMonths(1) > ground.Today;
        return new(RequestKind.Suspend, code, ground.On, PayMonth.Of(ground.Today).AddMonths(1), reason.Article, $"{reason.Words}: tạm dừng từ kỳ chi trả sau ngày ký quyết định; không còn lý do thì được xem xét tiếp tục hưởng và truy lĩnh (nếu có).",
            early ? $"Người này bị tạm giam chưa đủ 01 tháng; chỉ lập hồ sơ từ ngày {VietnameseFormat.Date(ground.On!.Value.AddMonths(1))}." : "");
    }

    private static EventLaw Resume(EventGround ground) => ground.Running.Any(r => r.Status == EntitlementStatus.Suspended)
        ? new(RequestKind.Resume, "", ground.On, PayMonth.Of(ground.Today).AddMonths(1), ResumeArticle, "Không còn lý do tạm dừng: tiếp tục hưởng từ kỳ chi trả sau ngày ký quyết định, truy lĩnh các tháng tạm dừng nếu vẫn đủ điều kiện trong các tháng đó.")
        : Nothing(ResumeArticle, "Người này không có chế độ nào đang tạm dừng. Nếu chế độ đã thôi hưởng đúng quy định, hãy hướng dẫn nộp hồ sơ hưởng mới; nếu thôi hưởng do tin báo sai, hãy ghi nhận biến động “Quyết định đã ký dựa trên tin báo sai”.");

    // Facts change, and the rules say from which month and to what: an amount, or nothing any more.
    private static EventLaw ByRules(EventGround ground)
    {
        if (!ground.Running.Any())
        {
            return Nothing(AdjustArticle, "Người này không có chế độ nào đang hưởng, nên không có gì để điều chỉnh.");
        }

        if (ground.Known is not { } known || ground.On is not { } on)
        {
            return new(RequestKind.Adjust, "", ground.On, null, AdjustArticle, "Hệ thống không lưu thông tin của quyết định đang hưởng hoặc chưa rõ ngày thay đổi: lập hồ sơ điều chỉnh và nhập đủ thông tin theo giấy tờ khi thẩm định.");
        }

        var (before, after) = Months(ground, known, on);
        var at = before.Zip(after).FirstOrDefault(m => !m.First.Parts.SequenceEqual(m.Second.Parts));
        if (at.First is null)
        {
            return Nothing(AdjustArticle, "Theo quy định, thay đổi này không làm khác mức đang hưởng, nên không phải điều chỉnh. Hãy ghi lại vào hồ sơ của đối tượng nếu cần.");
        }

        var from = new PayMonth(at.First.Month);
        if (after[^1].TotalDong == 0)
        {
            return Stop(ground with { On = from > PayMonth.Of(on).AddMonths(1) ? from.FirstDay.AddDays(-1) : on }, MeasureReasons.NotEligible);
        }

        return new(RequestKind.Adjust, "", PayMonth.Of(on) == from ? on : from.FirstDay, from, AdjustArticle,
            $"Điều chỉnh từ tháng {from}: {new Dong(at.First.TotalDong)} thành {new Dong(at.Second.TotalDong)}/tháng.");
    }

    /// <summary>What the rules owe from the month of the event to the first list, with the facts as decided and with the event.</summary>
    public static (IReadOnlyList<MonthDue> Before, IReadOnlyList<MonthDue> After) Months(EventGround ground, (Facts Facts, string Category) known, DateOnly on)
    {
        var (from, to) = (PayMonth.Of(on), PayMonth.Of(ground.Today).AddMonths(1));
        var last = to < from.AddMonths(1) ? from.AddMonths(1) : to;
        var care = ground.Running.Where(r => r.Kind == EntitlementKind.Care).Select(r => r.CategoryCode).ToList();
        var facts = known.Facts with { CurrentCategory = known.Category, CurrentCare = care };
        IReadOnlyList<MonthDue> Due(Facts f) => Timeline.Of(f, new(from, last, from), ground.Rules, ground.Province);
        return (Due(facts), Due(With(facts, ground, on)));
    }

    /// <summary>The facts with the event, as the appraisal will read them from the answers.</summary>
    public static Facts With(Facts facts, EventGround ground, DateOnly on) =>
        FactsBefore.Over(facts, FormFacts.Of([RequestForms.OwnAdjustment], FormAsked.Dated(Changed(ground), on), ground.Today) with { Birth = facts.Birth }) with { CurrentCategory = facts.CurrentCategory, CurrentCare = facts.CurrentCare };

    private static FormValues Changed(EventGround ground)
    {
        var values = new FormValues();
        switch (ground.Kind)
        {
            case LifeEventKind.DegreeChanged when ground.On is { } on && Enum.TryParse<DisabilityDegree>(ground.Value, out var degree):
                values[ChangeBlocks.Reason] = "degree";
                // A degree below the law's is written down as mild: nothing is paid for it.
                values["DisabilityDegree"] = Text((int)(degree == DisabilityDegree.None ? DisabilityDegree.Mild : degree));
                values["CertificateNumber"] = ground.Reference;
                (values["CertificateDay"], values["CertificateMonth"], values["CertificateYear"]) = (Text(on.Day), Text(on.Month), Text(on.Year));
                break;
            case LifeEventKind.PovertyChanged:
                values[ChangeBlocks.Reason] = "poverty";
                values["Poverty"] = ground.Value switch { nameof(PovertyStatus.Poor) => "poor", nameof(PovertyStatus.NearPoor) => "near", _ => "none" };
                values["PovertySince"] = ground.On is { } since && ground.Value is nameof(PovertyStatus.Poor) or nameof(PovertyStatus.NearPoor) ? $"{since.Month:00}/{since.Year}" : "";
                break;
            case LifeEventKind.ChildLeft:
                values[ChangeBlocks.Reason] = "children";
                Staying(ground, values);
                break;
            case LifeEventKind.StudyEnded:
                (values[ChangeBlocks.Reason], values["Study"]) = ("study", "left");
                break;
        }

        return values;
    }

    // All children but the one who is gone, as they were decided: who is told no more has left from the day on (Decree 20 Art. 6(1)(d): for each child).
    private static void Staying(EventGround ground, FormValues values)
    {
        var children = ground.Known?.Facts.Children.Where(c => c.DiedOn is null).ToList() ?? [];
        if (children.Find(c => c.Birth.ToString() == ground.Value) is { } gone)
        {
            children.Remove(gone);
        }

        values.SetRows("Children", children.Count);
        foreach (var (child, i) in children.Select((c, i) => (c, i)))
        {
            var (row, birth) = (FormValues.Row("Children", i), child.Birth);
            values[row + "BirthDay"] = birth.Precision == BirthPrecision.Day ? Text(birth.Assumed.Day) : "";
            values[row + "BirthMonth"] = birth.Precision == BirthPrecision.Year ? "" : Text(birth.Assumed.Month);
            values[row + "BirthYear"] = Text(birth.Assumed.Year);
            values[row + "Study"] = child.Study is null ? "" : "studying";
            values[row + "StudyLevel"] = child.Study is { FirstDegree: false } ? "second" : "";
            values[row + "StudyUntil"] = child.Study?.Until is { } until ? $"{until.Month:00}/{until.Year}" : "";
        }
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool RefusedLong(EventGround ground) => ground.Running.Any(r => r.Status == EntitlementStatus.Suspended
        && ground.Rows.Any(p => p.Id == r.PreviousId && p.EndReason == MeasureReasons.RefusesReview) && PayMonth.Of(ground.Today).MonthsSince(new PayMonth(r.StartMonth)) >= MonthsOfRefusal);

    private static EventLaw Nothing(string article, string words) => new(null, "", null, null, article, words);
}
