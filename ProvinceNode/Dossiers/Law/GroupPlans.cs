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
        (row.ResolutionNumber, row.ResolutionOn, row.Legal) = (reader.Text("ResolutionNumber"), reader.Day("ResolutionOn"), RulePlanner.Resolution(reader));
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

        var row = Row(reader, prefix + code);
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
        return new RulePlan($"{RuleFields.Names[kind]} {row.Code}: {row.Label}, {(row.AmountDong > 0 ? new Dong(row.AmountDong).ToString() : "hệ số " + VietnameseFormat.Coefficient(row.CoefficientHundredths))}, {RulePlanner.Days(row.ValidFrom, row.ValidTo)}")
        {
            Since = row.ValidFrom, Add = row, End = open, LastDay = row.ValidFrom.AddDays(-1),
        };
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
