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

    /// <summary>A national group changed, ended, or joined by a new one of the same conditions at other ages (policy U1).</summary>
    public static RulePlan Category(RuleReader reader, RuleGround ground)
    {
        var (from, code) = (reader.Day(RuleFields.From)!.Value, reader.Text("CategoryCode"));
        var open = ground.Rows.Categories.Where(c => c.Code == code).MaxBy(c => c.ValidFrom)!;
        if (reader.Number("AgeFrom") > 130 || reader.Number("AgeUntil") > 130)
        {
            reader.Add(LawProblems.BadAges.At("AgeUntil"));
        }

        return reader.Text("Change") switch { RuleFields.EndCategory => End(reader, ground, open, from), RuleFields.NewCategory => New(reader, ground, open, from), _ => Changed(reader, ground, open, from) };
    }

    private static RulePlan Changed(RuleReader reader, RuleGround ground, CategoryRow open, DateOnly from)
    {
        var coefficient = reader.Hundredths("Coefficient") ?? open.CoefficientHundredths;
        if (new[] { "Coefficient", "AgeFrom", "AgeUntil", "Label" }.All(f => reader.Text(f).Length == 0))
        {
            reader.Add(LawProblems.Missing.At("Coefficient", "hệ số, độ tuổi hoặc tên mới"));
        }

        var row = Row(reader, open, open.Code, coefficient);
        row.Label = reader.Text("Label") is { Length: > 0 } ? row.Label : AgeBrackets.Renamed(open.Label, open.AgeFromMonths, row.AgeFromMonths, open.AgeUntilMonths, row.AgeUntilMonths);
        var moved = Moves(reader) ? AgeBrackets.Around(ground, open, row) : [];
        var label = row.Label != open.Label ? $", tên mới: {row.Label}" : "";
        return new RulePlan($"Nhóm {open.Code} ({open.Label}): hệ số {VietnameseFormat.Coefficient(open.CoefficientHundredths)} thành {VietnameseFormat.Coefficient(coefficient)}{label} từ {VietnameseFormat.Date(from)}, {Force(reader)}{AgeBrackets.Words(moved)}")
        {
            Since = from, End = open, LastDay = from.AddDays(-1), Add = row, Also = AgeBrackets.Parts(reader, ground, moved),
        };
    }

    // Who is paid loses it with the text's force, not before: nothing is claimed back.
    private static RulePlan End(RuleReader reader, RuleGround ground, CategoryRow open, DateOnly from)
    {
        if (reader.Day(RuleFields.InForce) > from)
        {
            reader.Add(LawProblems.ForceAfterEnd.At(RuleFields.From, VietnameseFormat.Date(reader.Day(RuleFields.InForce)!.Value)));
        }

        if (from <= open.ValidFrom)
        {
            reader.Add(LawProblems.CategoryEnded.At(RuleFields.From, VietnameseFormat.Date(open.ValidFrom)));
        }

        var moved = Moves(reader) ? AgeBrackets.TakingOver(ground, open, Row(reader, open, open.Code, open.CoefficientHundredths)) : [];
        return new RulePlan($"Chấm dứt nhóm {open.Code} ({open.Label}) từ {VietnameseFormat.Date(from)}, {Force(reader)}{AgeBrackets.Words(moved)}") { Since = from, End = open, LastDay = from.AddDays(-1), Also = AgeBrackets.Parts(reader, ground, moved) };
    }

    // The conditions are the rule's, the ages and the money the row's. Group 4 counts children and group 2 follows group 1: no second row fits them.
    private static RulePlan New(RuleReader reader, RuleGround ground, CategoryRow like, DateOnly from)
    {
        var family = GroupRules.Own.Where(r => r.Group is not ("2" or "4")).SelectMany(r => r.Families).FirstOrDefault(f => Edition.Serves(f, like.Code));
        var (suffix, code) = (reader.Text("NewCode"), $"{family}.{reader.Text("NewCode")}");
        foreach (var name in new[] { "Label", "Coefficient", "AgeFrom" }.Where(f => reader.Text(f).Length == 0))
        {
            reader.Add(LawProblems.Missing.At(name, name switch { "Label" => "tên nhóm mới", "Coefficient" => "hệ số của nhóm mới", _ => "tuổi bắt đầu của nhóm mới" }));
        }

        if (suffix.Length is 0 or > 10 || !suffix.All(char.IsAsciiLetterOrDigit))
        {
            reader.Add(LawProblems.BadCode.At("NewCode"));
        }
        else if (family is null)
        {
            reader.Add(LawProblems.NoNewGroup.At("CategoryCode"));
        }
        else if (ground.Rows.Categories.Any(c => c.Code == code))
        {
            reader.Add(LawProblems.CodeTaken.At("NewCode", code));
        }

        var row = Row(reader, like, code, reader.Hundredths("Coefficient") ?? like.CoefficientHundredths, own: true);
        var cut = Moves(reader) && family is not null ? AgeBrackets.CutBy(ground, row) : [];
        if (family is not null && (cut is null || !Moves(reader)) && ground.Rows.Categories.FirstOrDefault(c => Edition.Serves(family, c.Code) && (c.ValidTo is null || c.ValidTo >= from) && (row.ValidTo is null || c.ValidFrom <= row.ValidTo)
            && (c.AgeFromMonths ?? 0) < (row.AgeUntilMonths ?? int.MaxValue) && (row.AgeFromMonths ?? 0) < (c.AgeUntilMonths ?? int.MaxValue)) is { } taken)
        {
            reader.Add(LawProblems.AgesTaken.At("AgeFrom", taken.Code));
        }

        return new RulePlan($"Nhóm mới {code}: {row.Label}, hệ số {VietnameseFormat.Coefficient(row.CoefficientHundredths)}, điều kiện như nhóm {like.Code}, từ {VietnameseFormat.Date(from)}, {Force(reader)}{AgeBrackets.Words(cut ?? [])}") { Since = from, Add = row, Also = AgeBrackets.Parts(reader, ground, cut ?? []) };
    }

    private static CategoryRow Row(RuleReader reader, CategoryRow like, string code, int coefficient, bool own = false) => new()
    {
        Code = code, Legal = reader.Text(RuleFields.Legal), Label = reader.Text("Label") is { Length: > 0 } label ? label : like.Label,
        AgeFromMonths = (int?)reader.Number("AgeFrom") * 12 ?? (own ? null : like.AgeFromMonths), AgeUntilMonths = (int?)reader.Number("AgeUntil") * 12 ?? (own ? null : like.AgeUntilMonths),
        CoefficientHundredths = coefficient, PerChild = like.PerChild, Form = like.Form, Sensitive = like.Sensitive, ValidFrom = reader.Day(RuleFields.From)!.Value, ValidTo = reader.Day(RuleFields.To),
        InForceFrom = reader.Day(RuleFields.InForce), ByOfficer = true,
    };

    private static bool Moves(RuleReader reader) => reader.Text("Neighbours") == RuleFields.MoveNeighbours;

    private static string Force(RuleReader reader) => $"hiệu lực từ {VietnameseFormat.Date(reader.Day(RuleFields.InForce)!.Value)} ({reader.Text(RuleFields.Legal)})";
}
