using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>What was chosen, with the words of a decision.</summary>
internal static class Awards
{
    public static List<Award> Of(in Chosen chosen, in CaseMonth c, string province)
    {
        var awards = new List<Award>();
        foreach (var hit in new[] { chosen.Main, chosen.Second, chosen.SelfCare, chosen.Care, chosen.Institution })
        {
            if (hit.Exists)
            {
                awards.Add(Of(hit, c, province));
            }
        }

        return awards;
    }

    private static Award Of(in Hit hit, in CaseMonth c, string province)
    {
        var (tariff, sub) = (hit.Tariff, Trials.SubCase(hit.Rule, c));
        var (start, why) = StartMonths.Of(hit, c, province);
        return new()
        {
            Kind = hit.Rule.Kind, CategoryCode = hit.Code, SubCase = sub, Label = tariff.Row.Label,
            Article = sub.Length > 0 ? $"điểm {sub[2..]} {Articles.Group1}" : tariff.Row.Article, Sensitive = hit.Rule.Sensitive,
            CoefficientHundredths = tariff.CoefficientTold, Times = hit.Times,
            LevelDong = tariff.Level.Amount, LevelLegal = tariff.Level.Legal, MonthlyDong = hit.Amount, StartMonth = start.Number, StartWhy = why,
            Arithmetic = tariff.Arithmetic(hit.Times, hit.Less),
            Receiver = hit.Rule.Kind == AwardKind.Assistance && c.Age < 16 * 12 ? ReceiverKind.Guardian
                : hit.Rule.Receiver == ReceiverKind.Guardian ? ReceiverKind.Self : hit.Rule.Receiver,
        };
    }
}

/// <summary>What the official should look at.</summary>
internal static class Remarks
{
    public static List<string> Of(in Chosen chosen, List<Award> awards, in CaseMonth c, string province)
    {
        var remarks = new List<string>();
        if (awards.Count > 0 && new PayMonth(awards.Min(a => a.StartMonth)) is var start && start < c.Month)
        {
            Arrears(remarks, start, c, province);
        }

        if (chosen.Main.Grace)
        {
            remarks.Add($"Tháng {c.Month} là tháng cuối được hưởng theo độ tuổi; thôi hưởng từ tháng {c.Month.AddMonths(1)} ({Articles.Stop}).");
        }

        if (chosen.Care.Grace || CareGroups.LastMonth(c))
        {
            remarks.Add($"Tháng {c.Month} là tháng cuối được hỗ trợ chăm sóc theo độ tuổi; thôi hỗ trợ từ tháng {c.Month.AddMonths(1)} (Điều 2 Thông tư số 02/2021/TT-BLĐTBXH).");
        }

        // A certificate of a child under six must be made anew at six, except listed extremely severe cases (Circular 01/2019 Art. 8(2)(c)).
        if (c.Certificate is { ListedExtremelySevere: false } certificate && c.Facts.Birth.AgeInYears(certificate.CertificateOn) < 6 && c.Age >= 72)
        {
            remarks.Add("Giấy xác nhận khuyết tật cấp trước khi trẻ đủ 6 tuổi: cần xác định lại mức độ khuyết tật (điểm c khoản 2 Điều 8 Thông tư số 01/2019/TT-BLĐTBXH).");
        }

        foreach (var held in c.Facts.Detentions)
        {
            if (held.Kind == DetentionKind.Custody && c.Covers(held.From, held.Until) && Month(held, c.Last))
            {
                remarks.Add("Đang bị tạm giam từ một tháng trở lên: tạm dừng chi trả theo Điều 2 Thông tư số 02/2021/TT-BLĐTBXH.");
            }
        }

        return remarks;
    }

    // One month of days, not a calendar month: 2 October to 15 November is longer (policy 3.6 S3).
    private static bool Month(DetentionSpan held, DateOnly last) =>
        held.From is not { } from || (held.Until is { } until && until < last ? until : last) >= from.AddMonths(1).AddDays(-1);

    private static void Arrears(List<string> remarks, PayMonth start, in CaseMonth c, string province)
    {
        if (c.Month.MonthsSince(start) is var months && months > c.Edition.ArrearsWarnMonths)
        {
            // No ceiling in law; a long arrears period is shown so that somebody looks (policy 3.4).
            remarks.Add($"Truy lĩnh {months} tháng, dài hơn {c.Edition.ArrearsWarnMonths} tháng: cần kiểm tra kỹ ngày bắt đầu đủ điều kiện.");
        }

        var then = c.Book.EditionIn(start, province);
        if (then.RuleSet is null)
        {
            remarks.Add(Eligibility.Arrears.NotComputed(start));
        }
        else if (then.Level is { } level && level.Amount != c.Edition.Level?.Amount)
        {
            remarks.Add($"Mức chuẩn từ tháng {start} là {new Dong(level.Amount)} ({level.Legal}); truy lĩnh tính theo mức của từng tháng.");
        }
    }
}
