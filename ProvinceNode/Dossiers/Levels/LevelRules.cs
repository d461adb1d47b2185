using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>
/// How a running entitlement goes on when the law has another level (Decree 20 Art. 4; Circular 02/2021 Art. 5; Decree 335/2026): a version for each
/// level up to the first list, and the difference of the months before it. A lower amount begins with the first list, because nothing is taken back.
/// What the law does not explain is doubted and not guessed; an official settles it. Pure.
/// </summary>
public static class LevelRules
{
    /// <summary>Points b and c of Art. 5(5): converted to the social pension when they end (Decree 176/2025).</summary>
    public static IReadOnlyList<string> Converting { get; } = ["5.b", "5.c"];

    /// <summary>Choices that an official has for a doubt; none: it takes a dossier of its own.</summary>
    public static IReadOnlyList<LevelChoice> Choices(LevelDoubt doubt) => doubt switch
    {
        LevelDoubt.Amount or LevelDoubt.Recorded or LevelDoubt.OldLaw => [LevelChoice.Raise, LevelChoice.Keep, LevelChoice.Enter],
        LevelDoubt.Personal => [LevelChoice.Keep, LevelChoice.Enter],
        _ => [],
    };

    public static LevelAnswer Of(LevelCase row, LevelTerms terms)
    {
        if (row.Choice == LevelChoice.Keep)
        {
            return LevelAnswer.Stands;
        }

        if (row.Choice == LevelChoice.Enter)
        {
            return With(row, terms, Entered(row, terms));
        }

        return terms.Converted.Contains(row.CategoryCode) ? Converted(row, terms) : Level(row, terms);
    }

    private static LevelAnswer Level(LevelCase row, LevelTerms terms)
    {
        var last = RateOf(row, terms, terms.Until) is not null ? terms.Until : terms.Month;
        if (Known(row, terms) is { } known)
        {
            return RateOf(row, terms, last) is null ? LevelAnswer.Doubted(LevelDoubt.Ended) : With(row, terms, Following(row, terms, known, new PayMonth(row.StartMonth), last));
        }

        if (RateOf(row, terms, last) is not { } now)
        {
            return row.Kind == EntitlementKind.SocialPension ? Personal(row, terms) : LevelAnswer.Doubted(LevelDoubt.Ended);
        }

        // Paid as it was recorded: only what changed since is of interest.
        var (from, law) = (Recorded(row), terms.Rules.On(row.RecordedOn));
        var then = law.RateOf(row.CategoryCode, from, row.Times, terms.ProvinceCode);
        if (then is not null && then.MonthlyDong == now.MonthlyDong)
        {
            return LevelAnswer.Stands;
        }

        return row.Choice == LevelChoice.Raise && then is not null
            ? With(row, terms, Following(row, terms, then, from, last))
            : LevelAnswer.Doubted(then?.MonthlyDong == row.MonthlyDong ? LevelDoubt.Recorded : terms.Rules.RuleSetIn(new PayMonth(row.StartMonth)) is null ? LevelDoubt.OldLaw : LevelDoubt.Amount);
    }

    // A pension of one's own is taken off in this province, so only he and his papers know the amount.
    private static LevelAnswer Personal(LevelCase row, LevelTerms terms)
    {
        var then = terms.Rules.On(row.RecordedOn).LevelIn(Recorded(row), terms.ProvinceCode, LevelKind.SocialPension)?.Amount;
        return then == terms.Rules.LevelIn(terms.Until, terms.ProvinceCode, LevelKind.SocialPension)?.Amount ? LevelAnswer.Stands : LevelAnswer.Doubted(LevelDoubt.Personal);
    }

    private static LevelAnswer Converted(LevelCase row, LevelTerms terms)
    {
        var ended = PayMonth.Of(terms.Rules.Category(row.CategoryCode)!.ValidTo!.Value);
        var first = ended.AddMonths(1) is var next && new PayMonth(row.StartMonth) > next ? new PayMonth(row.StartMonth) : next;
        if (row.Beside)
        {
            return LevelAnswer.Doubted(LevelDoubt.Beside);
        }

        // From 75 everybody, from 70 the poor and near-poor (Law on Social Insurance 41/2024 Art. 21); only point b told of poverty.
        var age = BirthDate.TryParse(row.Birth, out var birth) ? birth.AgeInMonths(first) : 0;
        var code = terms.Rules.CategoriesIn(first, "HT").FirstOrDefault(c => (c.AgeFromMonths ?? 0) <= age && !(age >= c.AgeUntilMonths))?.Code;
        if (code is null || (code == "HT.2" && row.CategoryCode != "5.b"))
        {
            return LevelAnswer.Doubted(LevelDoubt.Age);
        }

        var pension = row with { Kind = EntitlementKind.SocialPension, CategoryCode = code, Times = 1 };
        if (RateOf(pension, terms, terms.Until) is not { } now)
        {
            return LevelAnswer.Doubted(LevelDoubt.Personal);
        }

        if (now.MonthlyDong < row.MonthlyDong)
        {
            return LevelAnswer.Doubted(LevelDoubt.Lower);
        }

        var before = Known(row, terms) is { } known ? Following(row, terms, known, new PayMonth(row.StartMonth), ended) : [];
        var versions = Following(pension, terms, null, first, terms.Until);
        return With(row, terms, [.. before.Select((v, i) => i == before.Count - 1 ? v with { To = ended.Number } : v), .. versions]);
    }

    // What was granted before a late level had force has the amount of the law of its own day (Decree 335/2026: August 2026 at 500,000 đồng).
    private static Rate? Known(LevelCase row, LevelTerms terms)
    {
        var start = new PayMonth(row.StartMonth);
        var known = new[] { terms.Rules, terms.Rules.On(row.RecordedOn) }.Select(law => law.RateOf(row.CategoryCode, start, row.Times, terms.ProvinceCode)).FirstOrDefault(r => r?.MonthlyDong == row.MonthlyDong);
        // A decision to suspend or to pay at another place takes the amount over as it was, also one of an older level.
        for (var month = start.AddMonths(-1); known is null && row.Decided && RateOf(row, terms, month) is { } earlier; month = month.AddMonths(-1))
        {
            known = earlier.MonthlyDong == row.MonthlyDong ? earlier : null;
        }

        return known;
    }

    private static PayMonth Recorded(LevelCase row) => PayMonth.Of(row.RecordedOn) is var recorded && new PayMonth(row.StartMonth) is var start && start > recorded ? start : recorded;

    private static Rate? RateOf(LevelCase row, LevelTerms terms, PayMonth month) => terms.Rules.RateOf(row.CategoryCode, month, row.Times, terms.ProvinceCode);

    /// <param name="paid">What the row's amount stands for; null: another category was paid, so the first month begins a version.</param>
    private static List<LevelVersion> Following(LevelCase row, LevelTerms terms, Rate? paid, PayMonth from, PayMonth last)
    {
        var (next, rate, ratio) = (new List<LevelVersion>(), paid, paid is null ? 1m : (decimal)row.MonthlyDong / paid.MonthlyDong);
        for (var month = from; month <= last && RateOf(row, terms, month) is { } then; month = month.AddMonths(1))
        {
            if (then == rate || (rate is not null && then.MonthlyDong < rate.MonthlyDong && month < terms.Until))
            {
                continue;
            }

            rate = then;
            if (next.Count > 0)
            {
                next[^1] = next[^1] with { To = month.AddMonths(-1).Number };
            }

            var monthly = (long)Math.Round(then.MonthlyDong * ratio, MidpointRounding.AwayFromZero);
            next.Add(new LevelVersion(row.Kind, row.CategoryCode, then.CoefficientHundredths, row.Times, then.LevelDong, monthly, month.Number, 0));
        }

        return next;
    }

    private static List<LevelVersion> Entered(LevelCase row, LevelTerms terms)
    {
        var (from, rate) = (new PayMonth(row.ChosenFrom), RateOf(row, terms, terms.Until));
        var kind = row.Kind == EntitlementKind.SocialPension ? LevelKind.SocialPension : LevelKind.Standard;
        var level = rate?.LevelDong ?? terms.Rules.LevelIn(from, terms.ProvinceCode, kind)?.Amount ?? 0;
        return [new LevelVersion(row.Kind, row.CategoryCode, rate?.CoefficientHundredths ?? 100, row.Times, level, row.ChosenDong, from.Number, 0)];
    }

    // What another system paid before its row came here is not known; what the first list pays is no arrears.
    private static LevelAnswer With(LevelCase row, LevelTerms terms, List<LevelVersion> versions)
    {
        var from = row.Decided ? new PayMonth(row.StartMonth) : Recorded(row);
        var spans = new List<ArrearsSpan>();
        foreach (var version in versions)
        {
            var first = new PayMonth(Math.Max(version.From, from.Number));
            var last = version.To == 0 || version.To > terms.Month.Number ? terms.Month : new PayMonth(version.To);
            if (version.MonthlyDong > row.MonthlyDong && first <= last)
            {
                spans.Add(new ArrearsSpan(first.Number, last.Number, version.MonthlyDong - row.MonthlyDong, last.MonthsSince(first) + 1));
            }
        }

        return versions.Count == 0 ? LevelAnswer.Stands : new LevelAnswer(versions, spans, LevelDoubt.None);
    }
}
