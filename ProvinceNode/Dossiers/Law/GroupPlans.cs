using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>
/// A group whose conditions are data: a province's own by resolution (Decree 20 Art. 4), or one that a later decree adds for the whole country
/// (policy U1). One mechanism, two kinds of text. Pure.
/// </summary>
internal static class GroupPlans
{
    public static RulePlan Own(RuleReader reader, RuleGround ground) => Plan(reader, RuleKind.ExtraGroup, $"P{ground.Province}.", ground, row =>
    {
        row.ProvinceCode = ground.Province;
        (row.ResolutionNumber, row.ResolutionOn, row.Legal) = (reader.Text("ResolutionNumber"), reader.Day("ResolutionOn"), RulePlanner.Resolution(reader, ground));
    });

    public static RulePlan National(RuleReader reader, RuleGround ground) => Plan(reader, RuleKind.NationalGroup, ExtraGroupRow.NationalPrefix, ground, row =>
        (row.Legal, row.InForceFrom) = (reader.Text(RuleFields.Legal), reader.Day(RuleFields.InForce)));

    private static RulePlan Plan(RuleReader reader, RuleKind kind, string prefix, RuleGround ground, Action<ExtraGroupRow> text)
    {
        var code = reader.Text("Code");
        if (code.Length > 10 || !code.All(char.IsAsciiLetterOrDigit))
        {
            reader.Add(LawProblems.BadCode.At("Code"));
        }

        var (ageFrom, ageUntil) = (reader.Number("AgeFrom"), reader.Number("AgeUntil"));
        if (ageFrom >= ageUntil || ageFrom > 130 || ageUntil > 130)
        {
            reader.Add(LawProblems.BadAges.At("AgeUntil"));
        }

        var (row, apart) = Coded(reader, prefix, code, ground);
        if (row.CoefficientHundredths > 0 == row.AmountDong > 0)
        {
            reader.Add(LawProblems.CoefficientOrAmount.At("Coefficient"));
        }

        text(row);
        if (kind == RuleKind.ExtraGroup)
        {
            RulePlanner.NotRetroactive(reader, row.ValidFrom);
        }

        // The same group again from a later day: the row before it ends.
        var open = ground.Rows.ExtraGroups.FirstOrDefault(e => e.Code == row.Code && e.ValidFrom < row.ValidFrom && (e.ValidTo is null || e.ValidTo >= row.ValidFrom));
        if (open is not null && row.ValidTo is { } last && (open.ValidTo is null || open.ValidTo > last))
        {
            // It would end the longer row for good, and after it nobody would be in the group.
            reader.Add(LawProblems.GroupInside.At(RuleFields.To, RulePlanner.Days(open.ValidFrom, open.ValidTo), VietnameseFormat.Date(last.AddDays(1))));
        }

        var pays = row.AmountDong > 0 ? new Dong(row.AmountDong).ToString() : "hệ số " + VietnameseFormat.Coefficient(row.CoefficientHundredths);
        var ends = open is null ? "" : $"; thay cho quy định của nhóm {RulePlanner.Days(open.ValidFrom, open.ValidTo)}, kết thúc ngày {VietnameseFormat.Date(row.ValidFrom.AddDays(-1))}";
        return new RulePlan($"{RuleFields.Names[kind]} {row.Code}: {row.Label}, {pays}, {RulePlanner.Days(row.ValidFrom, row.ValidTo)}{(apart ? ", giữ kín" : "")}{ends}")
        {
            Since = row.ValidFrom, Add = row, End = open, LastDay = row.ValidFrom.AddDays(-1),
        };
    }

    private static (ExtraGroupRow Row, bool Apart) Coded(RuleReader reader, string prefix, string code, RuleGround ground)
    {
        // Named to nobody when the officer says so, and always when its own words tell of the illness (Decree 20 Art. 8(1)(b)).
        // A group that is kept apart stays it, whatever is chosen when it is issued again.
        var (marked, plain) = (prefix + ApartCodes.Mark + code, prefix + code);
        var apart = ground.Rows.ExtraGroups.Any(e => e.Code == marked) || reader.Text("Sensitive") == "true" || IllnessWords.Tell(reader.Text("Label")) || IllnessWords.Tell(reader.Text("Attested"));
        var row = Row(reader, apart ? marked : plain);
        if (apart && ground.Rows.ExtraGroups.Any(e => e.Code == plain && (e.ValidTo is null || e.ValidTo >= row.ValidFrom) && (row.ValidTo is null || e.ValidFrom <= row.ValidTo)))
        {
            // Its people bear the open code: the kept one would stand beside it, and they would go on being named.
            reader.Add(LawProblems.GroupNamed.At("Code", plain));
        }

        return (row, apart);
    }

    private static ExtraGroupRow Row(RuleReader reader, string code) => new()
    {
        ProvinceCode = "", Code = code, Label = reader.Text("Label"), AgeFromMonths = (int?)reader.Number("AgeFrom") * 12, AgeUntilMonths = (int?)reader.Number("AgeUntil") * 12,
        Poverty = Enum.Parse<PovertyStatuses>(reader.Text("Poverty")), Degrees = Enum.Parse<DisabilityDegrees>(reader.Text("Degrees")), SpecialArea = reader.Text("SpecialArea") == "true",
        WithoutPension = reader.Text("WithoutPension") == "true", WithoutAllowance = reader.Text("WithoutAllowance") == "true", Support = Enum.Parse<SupportCondition>(reader.Text("Support")),
        LivesAlone = reader.Text("LivesAlone") == "true", Attested = reader.Text("Attested").TrimEnd('.', ';'), CoefficientHundredths = reader.Hundredths("Coefficient") ?? 0,
        AmountDong = reader.Number("AmountDong") ?? 0, Form = reader.Text("Form"), Legal = "", ValidFrom = reader.Day(RuleFields.From)!.Value, ValidTo = reader.Day(RuleFields.To),
    };
}
