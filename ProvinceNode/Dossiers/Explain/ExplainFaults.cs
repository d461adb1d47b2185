using System.Globalization;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Explain;

/// <summary>Facts that cannot be: all faults of a case at once, in words. Pure.</summary>
public static class ExplainFaults
{
    /// <summary>Longest timeline that a line may ask for, in months.</summary>
    public const int MostMonths = 1200;

    // More than anybody is paid a month; keeps sums far from the end of their type.
    private const long MostDong = 1_000_000_000_000;

    public static IReadOnlyList<ExplainFault> Of(ExplainCase asked)
    {
        var faults = new List<ExplainFault>();
        var month = Month(asked.Month, "month", faults);
        var until = asked.Until.Length == 0 ? null : Month(asked.Until, "until", faults);
        if (month is { } from && until is { } to && (to < from || to.MonthsSince(from) > MostMonths))
        {
            faults.Add(new("until", $"Tháng cuối phải sau tháng đầu và không quá {MostMonths} tháng. Hãy sửa lại."));
        }

        if (asked.Province.Length is not (0 or 2) || !asked.Province.All(char.IsAsciiDigit))
        {
            faults.Add(new("province", "Mã tỉnh gồm 2 chữ số, hoặc để trống."));
        }

        var holes = Holes(asked.Facts);
        faults.AddRange(holes);
        if (holes.Count == 0)
        {
            People(asked.Facts, faults);
            Certificates(asked.Facts, faults);
            Money(asked.Facts, faults);
            Spans(asked.Facts, faults);
        }

        return faults;
    }

    // The reader of JSON refuses null for a list, but not in it.
    private static List<ExplainFault> Holes(Facts facts)
    {
        (string Name, IEnumerable<object?> Items)[] lists =
        [
            ("residences", facts.Residences), ("poverty", facts.Poverty), ("earlierCertificates", facts.EarlierCertificates), ("pregnancies", facts.Pregnancies),
            ("children", facts.Children), ("mother", facts.Mother), ("father", facts.Father), ("supporters", facts.Supporters), ("study", facts.Study), ("incomes", facts.Incomes),
            ("otherAllowances", facts.OtherAllowances), ("institution", facts.Institution), ("detentions", facts.Detentions), ("care", facts.Care), ("currentCare", facts.CurrentCare), ("attested", facts.Attested), ("livesAlone", facts.LivesAlone),
        ];
        return [.. lists.SelectMany(l => l.Items.Select((item, i) => (item, i)).Where(x => x.item is null).Select(x =>
            new ExplainFault($"facts.{l.Name}[{x.i}]", "Mục trống (null). Hãy ghi nội dung hoặc bỏ mục này.")))];
    }

    /// <summary>yyyy-MM as a month.</summary>
    public static PayMonth? ReadMonth(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && ExplainJson.Plausible(day.Year) ? PayMonth.Of(day) : null;

    private static PayMonth? Month(string text, string field, List<ExplainFault> faults)
    {
        var month = ReadMonth(text);
        if (month is null)
        {
            faults.Add(new(field, "Tháng viết theo dạng yyyy-MM, ví dụ 2026-11, năm từ 1850 đến 2200."));
        }

        return month;
    }

    private static void People(Facts facts, List<ExplainFault> faults)
    {
        var birth = facts.Birth.Assumed;
        if (facts.DiedOn is { } died && died < birth)
        {
            faults.Add(new("facts.diedOn", "Ngày chết trước ngày sinh. Hãy kiểm tra lại hai ngày này."));
        }

        Before("abandonedOn", facts.AbandonedOn, "Ngày bị bỏ rơi");
        Before("adoptedOn", facts.AdoptedOn, "Ngày được nhận làm con nuôi");
        Before("maritalSince", facts.MaritalSince, "Ngày của tình trạng hôn nhân");
        Before("pensionRequestedOn", facts.PensionRequestedOn, "Ngày đề nghị hưởng trợ cấp hưu trí xã hội");
        Before("hiv.confirmedOn", facts.Hiv?.ConfirmedOn, "Ngày xác nhận");
        Children(facts, faults);

        void Before(string field, DateOnly? day, string what)
        {
            if (day < birth)
            {
                faults.Add(new($"facts.{field}", $"{what} trước ngày sinh. Hãy kiểm tra lại."));
            }
        }
    }

    private static void Children(Facts facts, List<ExplainFault> faults)
    {
        foreach (var (child, index) in facts.Children.Select((c, i) => (c, i)))
        {
            if (child.Birth.Assumed <= facts.Birth.Assumed.AddYears(9))
            {
                faults.Add(new($"facts.children[{index}].birth", "Người con sinh trước hoặc quá gần ngày sinh của cha mẹ. Hãy kiểm tra lại."));
            }

            if (child.Study is { } study && study.From > study.Until)
            {
                faults.Add(new($"facts.children[{index}].study", "Ngày đầu của việc học sau ngày cuối. Hãy sửa lại."));
            }

            if (child.DiedOn is { } lost && lost < child.Birth.Assumed)
            {
                faults.Add(new($"facts.children[{index}].diedOn", "Ngày chết của người con trước ngày sinh. Hãy kiểm tra lại."));
            }
        }
    }

    private static void Certificates(Facts facts, List<ExplainFault> faults)
    {
        var birth = facts.Birth.Assumed;
        var all = facts.EarlierCertificates.Select((c, i) => ($"facts.earlierCertificates[{i}]", (DisabilityFacts?)c)).Prepend(("facts.disability", facts.Disability));
        foreach (var (field, found) in all)
        {
            if (found is not { } certificate)
            {
                continue;
            }

            if (certificate.CertificateOn < birth)
            {
                faults.Add(new($"{field}.certificateOn", "Giấy xác nhận khuyết tật cấp trước ngày sinh, hoặc chưa ghi ngày cấp. Hãy kiểm tra lại."));
            }

            if (certificate.ValidUntil < certificate.CertificateOn)
            {
                faults.Add(new($"{field}.validUntil", "Ngày hết giá trị của giấy xác nhận trước ngày cấp. Hãy kiểm tra lại."));
            }

            if (certificate.Kind is < 0 or > 6)
            {
                faults.Add(new($"{field}.kind", "Dạng khuyết tật là số từ 1 đến 6."));
            }
        }
    }

    private static void Money(Facts facts, List<ExplainFault> faults)
    {
        var sums = facts.Incomes.Select((c, i) => ($"facts.incomes[{i}]", c.MonthlyDong)).Concat(facts.OtherAllowances.Select((c, i) => ($"facts.otherAllowances[{i}]", c.MonthlyDong)));
        foreach (var (field, dong) in sums.Where(s => s.MonthlyDong is < 0 or > MostDong))
        {
            faults.Add(new($"{field}.monthlyDong", dong < 0 ? "Số tiền không được âm." : "Số tiền quá lớn. Hãy ghi số đồng một tháng."));
        }
    }

    private static void Spans(Facts facts, List<ExplainFault> faults)
    {
        Check("poverty", facts.Poverty.Select(p => (p.From, p.Until)));
        Check("residences", facts.Residences.Select(p => (p.From, p.Until)));
        Check("pregnancies", facts.Pregnancies.Select(p => (p.From, p.Until)));
        Check("mother", facts.Mother.Select(p => (p.From, p.Until)));
        Check("father", facts.Father.Select(p => (p.From, p.Until)));
        Check("study", facts.Study.Select(p => (p.From, p.Until)));
        Check("incomes", facts.Incomes.Select(p => (p.From, p.Until)));
        Check("otherAllowances", facts.OtherAllowances.Select(p => (p.From, p.Until)));
        Check("institution", facts.Institution.Select(p => (p.From, p.Until)));
        Check("detentions", facts.Detentions.Select(p => (p.From, p.Until)));
        Check("supporters", facts.Supporters.Select(p => (p.From, p.Until)));
        Check("care", facts.Care.Select(p => (p.From, p.Until)));
        Check("attested", facts.Attested.Select(p => (p.From, p.Until)));
        Check("livesAlone", facts.LivesAlone.Select(p => (p.From, p.Until)));

        void Check(string list, IEnumerable<(DateOnly? From, DateOnly? Until)> spans)
        {
            foreach (var (span, index) in spans.Select((s, i) => (s, i)).Where(s => s.s.From > s.s.Until))
            {
                faults.Add(new($"facts.{list}[{index}]", $"Ngày đầu {VietnameseFormat.Date(span.From!.Value)} sau ngày cuối {VietnameseFormat.Date(span.Until!.Value)}. Hãy sửa lại."));
            }
        }
    }
}
