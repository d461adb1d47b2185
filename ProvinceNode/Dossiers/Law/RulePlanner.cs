using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Turns read fields into a plan, or adds the faults that only the other rows show: less than the nation's, unknown places, a resolution before its own day; the last word have the checks that all rows of the law must pass. Pure.</summary>
public static class RulePlanner
{
    /// <summary>The plan; null when the reader has faults.</summary>
    public static RulePlan? Plan(RuleKind kind, RuleReader reader, RuleGround ground)
    {
        reader.CheckAll();
        if (reader.Faults.Count > 0)
        {
            return null;
        }

        var plan = kind switch
        {
            RuleKind.Level => Level(reader, ground),
            RuleKind.Supplement => Supplement(reader, ground),
            RuleKind.ExtraGroup => GroupPlans.Own(reader, ground),
            RuleKind.NationalGroup => GroupPlans.National(reader, ground),
            RuleKind.SpecialArea => SpecialArea(reader, ground),
            RuleKind.SpecialAreas => AreaPlans.List(reader, ground),
            RuleKind.Parameter => Parameter(reader, ground),
            RuleKind.StepDays => StepDays(reader, ground),
            RuleKind.LegalBasis => LegalBasis(reader, ground),
            RuleKind.Authority => AuthorityPlans.Authority(reader, ground),
            RuleKind.Shipped => ShippedPlans.Settle(reader, ground),
            RuleKind.NationalLevel => NationalPlans.Level(reader, ground),
            RuleKind.Category => NationalPlans.Category(reader, ground),
            _ => End(reader, ground),
        };
        if (reader.Faults.Count == 0)
        {
            Unsound(kind, plan, ground).ForEach(reader.Add);
        }

        return reader.Faults.Count > 0 ? null : plan;
    }

    private static RulePlan Level(RuleReader reader, RuleGround ground)
    {
        var (from, to, amount) = (reader.Day(RuleFields.From)!.Value, reader.Day(RuleFields.To), reader.Number("Amount")!.Value);
        var kind = Enum.Parse<LevelKind>(reader.Text("Kind"));
        var national = ground.Rows.Levels.Where(l => l.Kind == kind && l.ProvinceCode.Length == 0 && Meets(l.ValidFrom, l.ValidTo, from, to)).Select(l => l.Amount).DefaultIfEmpty(0).Max();
        if (amount <= national)
        {
            reader.Add(LawProblems.BelowNational.At("Amount", new Dong(national)));
        }

        NotRetroactive(reader, from);
        return new RulePlan($"{Words(RuleKind.Level)}: {new Dong(amount)}/tháng, {For(reader)}, {Days(from, to)}")
        {
            Since = from, Add = new LevelRow
            {
                Kind = kind, ProvinceCode = ground.Province, CategoryPrefix = reader.Prefix(), Amount = amount, Legal = Resolution(reader, ground),
                ResolutionNumber = reader.Text("ResolutionNumber"), ResolutionOn = reader.Day("ResolutionOn"), ValidFrom = from, ValidTo = to,
            },
        };
    }

    private static RulePlan Supplement(RuleReader reader, RuleGround ground)
    {
        var (from, to) = (reader.Day(RuleFields.From)!.Value, reader.Day(RuleFields.To));
        var (add, least, coefficient) = (reader.Number("AddDong") ?? 0, reader.Number("AtLeastDong") ?? 0, reader.Hundredths("Coefficient") ?? 0);
        if (add + least + coefficient == 0)
        {
            reader.Add(LawProblems.AddsNothing.At("AddDong"));
        }

        NotRetroactive(reader, from);
        var parts = new[] { add > 0 ? $"cộng {new Dong(add)}" : "", least > 0 ? $"không thấp hơn {new Dong(least)}" : "", coefficient > 0 ? $"hệ số ít nhất {VietnameseFormat.Coefficient(coefficient)}" : "" };
        return new RulePlan($"{Words(RuleKind.Supplement)}: {string.Join(", ", parts.Where(p => p.Length > 0))}, {For(reader)}, {Days(from, to)}")
        {
            Since = from, Add = new SupplementRow
            {
                ProvinceCode = ground.Province, CategoryPrefix = reader.Prefix(), AddDong = add, AtLeastDong = least, CoefficientHundredths = coefficient,
                ResolutionNumber = reader.Text("ResolutionNumber"), ResolutionOn = reader.Day("ResolutionOn")!.Value, Legal = Resolution(reader, ground), ValidFrom = from, ValidTo = to,
            },
        };
    }

    private static RulePlan SpecialArea(RuleReader reader, RuleGround ground)
    {
        var (from, to, commune, village) = (reader.Day(RuleFields.From)!.Value, reader.Day(RuleFields.To), reader.Text("CommuneCode"), reader.Text("Village"));
        if (!ground.Communes.Contains(commune))
        {
            reader.Add(LawProblems.UnknownCommune.At("CommuneCode"));
        }

        return new RulePlan($"{Words(RuleKind.SpecialArea)}: xã {commune}{(village.Length > 0 ? ", " + village : "")}, {Days(from, to)}")
        {
            Since = from, Add = new SpecialAreaRow { CommuneCode = commune, Village = village, Legal = reader.Text(RuleFields.Legal), ValidFrom = from, ValidTo = to },
        };
    }

    private static RulePlan Parameter(RuleReader reader, RuleGround ground)
    {
        var (from, name, value) = (reader.Day(RuleFields.From)!.Value, reader.Text("Name"), reader.Number("Value")!.Value);
        var open = ground.Rows.Parameters.Where(p => p.Name == name).MaxBy(p => p.ValidFrom);
        return new RulePlan($"{RuleFields.Parameters[name]}: {value}, từ {VietnameseFormat.Date(from)}")
        {
            Since = from, Add = new ParameterRow { Name = name, Value = value, Legal = reader.Text(RuleFields.Legal), ValidFrom = from, ByOfficer = true }, End = open, LastDay = from.AddDays(-1),
        };
    }

    private static RulePlan StepDays(RuleReader reader, RuleGround ground)
    {
        var step = ground.LastSteps.First(s => RuleGround.Key(s) == reader.Text("Step"));
        var (days, from) = (reader.Number("Days")!.Value, reader.Day(RuleFields.Starts)!.Value);
        if (days is < 1 or > 60)
        {
            reader.Add(LawProblems.BadDays.At("Days"));
        }

        if (from > step.ValidTo)
        {
            reader.Add(LawProblems.StepEnded.At(RuleFields.Starts, VietnameseFormat.Date(step.ValidTo.Value)));
        }

        var unit = step.WorkingDays ? "ngày làm việc" : "ngày";
        return new RulePlan($"Bước {RuleFields.StepName(step.Step)} của thủ tục {step.Procedure}: {step.Days} thành {days} {unit} với hồ sơ tiếp nhận từ {VietnameseFormat.Date(from)} ({reader.Text(RuleFields.Legal)})")
        {
            Since = from, End = step, LastDay = from.AddDays(-1),
            Add = new StepRule
            {
                Procedure = step.Procedure, Regime = step.Regime, Step = step.Step, Actor = step.Actor, Days = (int)Math.Min(days, 60), WorkingDays = step.WorkingDays,
                ByProvince = true, Legal = reader.Text(RuleFields.Legal), ValidFrom = from, ValidTo = step.ValidTo,
            },
        };
    }

    private static RulePlan LegalBasis(RuleReader reader, RuleGround ground)
    {
        var (from, to, text) = (reader.Day("CitedFrom")!.Value, reader.Day("CitedTo"), reader.Text("Text").TrimEnd('.', ';'));
        var shipped = LegalBases.Shipped.FirstOrDefault(l => l.Code == reader.Text("Basis"));
        if (shipped is null && reader.Text("Topic").Length == 0)
        {
            reader.Add(LawProblems.TopicNeeded.At("Topic"));
        }

        if (to < from)
        {
            reader.Add(LawProblems.EndsBeforeItBegins.At("CitedTo"));
        }

        var own = ground.Laws.FirstOrDefault(l => l.Code == shipped?.Code && Meets(l.ValidFrom, l.ValidTo, from, to));
        if (own is not null)
        {
            reader.Add(LawProblems.TextOverlaps.At("CitedFrom", own.Text));
        }

        return new RulePlan($"{Words(RuleKind.LegalBasis)}: {text}, {Days(from, to)}")
        {
            Since = DateOnly.MaxValue, // a citation changes no money and no signed paper: it reaches nothing of the past
            Add = new LegalBasisRow
            {
                Code = shipped?.Code ?? $"P{ground.Province}.{ground.Laws.Count + 1}", Topics = shipped is null ? reader.Text("Topic") : string.Join(',', shipped.Topics),
                Order = shipped?.Order ?? 85, Text = text, ValidFrom = from, ValidTo = to,
            },
        };
    }

    private static RulePlan End(RuleReader reader, RuleGround ground)
    {
        var (_, words, row, from, to) = ground.Own().First(o => o.Key == reader.Text("Target"));
        var last = reader.Day(RuleFields.To)!.Value;
        if (last < from || (to is { } ended && last > ended))
        {
            reader.Add(LawProblems.EndsBeforeItBegins.At(RuleFields.To));
        }

        return new RulePlan($"Kết thúc hiệu lực: {words}, ngày cuối {VietnameseFormat.Date(last)} ({reader.Text(RuleFields.Legal)})") { Since = last.AddDays(1), End = row, LastDay = last };
    }

    // A resolution of a People's Council has no effect before the day on which it was passed (Law on the Promulgation of Legal Documents: no retroactive effect).
    internal static void NotRetroactive(RuleReader reader, DateOnly from)
    {
        if (reader.Day("ResolutionOn") is { } passed && from < passed)
        {
            reader.Add(LawProblems.Retroactive.At(RuleFields.From, VietnameseFormat.Date(passed)));
        }
    }

    // What the rows would say that they do not say now.
    private static List<Problem> Unsound(RuleKind kind, RulePlan plan, RuleGround ground)
    {
        var rows = ground.Rows;
        var after = rows with
        {
            Levels = With(rows.Levels, plan), Categories = With(rows.Categories, plan), Supplements = With(rows.Supplements, plan), ExtraGroups = With(rows.ExtraGroups, plan),
            SpecialAreas = With(rows.SpecialAreas, plan), Parameters = With(rows.Parameters, plan),
        };
        var (steps, endings) = (With(ground.Steps, plan), plan.Endings);
        IEnumerable<string> faults =
        [
            .. RuleChecks.Faults(after, endings).Except(RuleChecks.Faults(ground.Rows)),
            .. RuleChecks.Overlaps(steps, s => $"Bước {RuleFields.StepName(s.Step)} của thủ tục {s.Procedure}", s => (s.ValidFrom, endings.TryGetValue(s, out var last) ? last : s.ValidTo), RuleGround.Key),
        ];
        var field = kind switch { RuleKind.End => RuleFields.To, RuleKind.Shipped => "Conflict", RuleKind.SpecialAreas => "Sheet", RuleKind.StepDays => RuleFields.Starts, _ => RuleFields.From };
        return [.. faults.Select(f => LawProblems.Unsound.At(field, RuleFields.Parameters.Aggregate(f, (text, p) => text.Replace($"Thông số {p.Key}:", $"Thông số “{p.Value}”:", StringComparison.Ordinal))))];
    }

    private static List<T> With<T>(IReadOnlyList<T> rows, RulePlan plan)
        where T : class
    {
        var replaced = plan.All.Select(p => p.Replace).OfType<T>().ToHashSet<T>(ReferenceEqualityComparer.Instance);
        return [.. rows.Where(r => !replaced.Contains(r)), .. plan.All.Select(p => p.Add).OfType<T>()];
    }

    private static bool Meets(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo) => (otherTo is null || from <= otherTo) && (to is null || otherFrom <= to);

    private static string Words(RuleKind kind) => RuleFields.Names[kind];

    private static string For(RuleReader reader) => RuleFields.Prefixes.First(p => p.Key == reader.Text("Prefix")).Value.ToLower(VietnameseFormat.Culture);

    internal static string Days(DateOnly from, DateOnly? to) => $"từ {VietnameseFormat.Date(from)}{(to is { } last ? " đến " + VietnameseFormat.Date(last) : "")}";

    internal static string Resolution(RuleReader reader, RuleGround ground)
    {
        var passed = reader.Day("ResolutionOn")!.Value;
        return $"Nghị quyết số {reader.Text("ResolutionNumber")} ngày {VietnameseFormat.Date(passed)} của {ground.CouncilOn(passed)}";
    }
}
