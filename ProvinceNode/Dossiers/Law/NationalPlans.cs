using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What a new national text changes, entered by the legal officer with its article, the day it has force and the month its money counts from
/// (policy 0.4, U1), until a new version of the product brings it. Pure.</summary>
internal static class NationalPlans
{
    public static RulePlan Level(RuleReader reader, RuleGround ground)
    {
        var (from, kind, amount) = (reader.Day(RuleFields.From)!.Value, Enum.Parse<LevelKind>(reader.Text("Kind")), reader.Number("Amount")!.Value);
        var open = ground.Rows.Levels.Where(l => l.Kind == kind && l.ProvinceCode.Length == 0 && l.CategoryPrefix.Length == 0).MaxBy(l => l.ValidFrom);
        return new RulePlan($"{RuleFields.Names[RuleKind.NationalLevel]}: {(kind == LevelKind.Standard ? "mức chuẩn" : "hưu trí xã hội")} {new Dong(amount)}/tháng từ {VietnameseFormat.Date(from)}, {Force(reader)}")
        {
            Since = from, End = open, LastDay = from.AddDays(-1),
            Add = new LevelRow { Kind = kind, Amount = amount, Legal = reader.Text(RuleFields.Legal), ValidFrom = from, InForceFrom = reader.Day(RuleFields.InForce), ByOfficer = true },
        };
    }

    public static RulePlan Category(RuleReader reader, RuleGround ground)
    {
        var (from, code, coefficient) = (reader.Day(RuleFields.From)!.Value, reader.Text("CategoryCode"), reader.Hundredths("Coefficient")!.Value);
        var open = ground.Rows.Categories.Where(c => c.Code == code).MaxBy(c => c.ValidFrom)!;
        var (ageFrom, ageUntil) = (reader.Number("AgeFrom"), reader.Number("AgeUntil"));
        if (ageFrom > 130 || ageUntil > 130)
        {
            reader.Add(LawProblems.BadAges.At("AgeUntil"));
        }

        return new RulePlan($"Nhóm {code} ({open.Label}): hệ số {VietnameseFormat.Coefficient(open.CoefficientHundredths)} thành {VietnameseFormat.Coefficient(coefficient)} từ {VietnameseFormat.Date(from)}, {Force(reader)}")
        {
            Since = from, End = open, LastDay = from.AddDays(-1),
            Add = new CategoryRow
            {
                Code = code, Legal = reader.Text(RuleFields.Legal), Label = open.Label, AgeFromMonths = (int?)ageFrom * 12 ?? open.AgeFromMonths, AgeUntilMonths = (int?)ageUntil * 12 ?? open.AgeUntilMonths,
                CoefficientHundredths = coefficient, PerChild = open.PerChild, Form = open.Form, Sensitive = open.Sensitive, ValidFrom = from, ValidTo = reader.Day(RuleFields.To),
                InForceFrom = reader.Day(RuleFields.InForce), ByOfficer = true,
            },
        };
    }

    private static string Force(RuleReader reader) => $"hiệu lực từ {VietnameseFormat.Date(reader.Day(RuleFields.InForce)!.Value)} ({reader.Text(RuleFields.Legal)})";
}
