using System.Globalization;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Explain;

/// <summary>Facts that cannot be: all faults of a case at once, in words. Pure.</summary>
public static class ExplainFaults
{
    /// <summary>Longest timeline that a line may ask for, in months.</summary>
    public const int MostMonths = 1200;

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

        People(asked.Facts, faults);
        Spans(asked.Facts, faults);
        return faults;
    }

    /// <summary>yyyy-MM as a month.</summary>
    public static PayMonth? ReadMonth(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? PayMonth.Of(day) : null;

    private static PayMonth? Month(string text, string field, List<ExplainFault> faults)
    {
        var month = ReadMonth(text);
        if (month is null)
        {
            faults.Add(new(field, "Tháng viết theo dạng yyyy-MM, ví dụ 2026-11."));
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

        if (facts.Disability is { } certificate && certificate.CertificateOn < birth)
        {
            faults.Add(new("facts.disability.certificateOn", "Giấy xác nhận khuyết tật cấp trước ngày sinh. Hãy kiểm tra lại."));
        }

        foreach (var (child, index) in facts.Children.Select((c, i) => (c, i)))
        {
            if (child.Birth.Assumed <= birth.AddYears(9))
            {
                faults.Add(new($"facts.children[{index}].birth", "Người con sinh trước hoặc quá gần ngày sinh của cha mẹ. Hãy kiểm tra lại."));
            }

            if (child.DiedOn is { } lost && lost < child.Birth.Assumed)
            {
                faults.Add(new($"facts.children[{index}].diedOn", "Ngày chết của người con trước ngày sinh. Hãy kiểm tra lại."));
            }
        }

        foreach (var (income, index) in facts.Incomes.Select((c, i) => (c, i)).Where(c => c.c.MonthlyDong < 0))
        {
            faults.Add(new($"facts.incomes[{index}].monthlyDong", "Số tiền không được âm."));
        }

        foreach (var (_, index) in facts.OtherAllowances.Select((c, i) => (c, i)).Where(c => c.c.MonthlyDong < 0))
        {
            faults.Add(new($"facts.otherAllowances[{index}].monthlyDong", "Số tiền không được âm."));
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
        Check("care", facts.Care.Select(p => (p.From, p.Until)));

        void Check(string list, IEnumerable<(DateOnly? From, DateOnly? Until)> spans)
        {
            foreach (var (span, index) in spans.Select((s, i) => (s, i)).Where(s => s.s.From > s.s.Until))
            {
                faults.Add(new($"facts.{list}[{index}]", $"Ngày đầu {VietnameseFormat.Date(span.From!.Value)} sau ngày cuối {VietnameseFormat.Date(span.Until!.Value)}. Hãy sửa lại."));
            }
        }
    }
}
