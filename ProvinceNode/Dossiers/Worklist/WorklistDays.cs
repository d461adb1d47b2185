using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>The day of an event of which the rules tell the month: a birthday, the end of studies, of a certificate. Pure.</summary>
public static class WorklistDays
{
    /// <summary>The first day of the month when nothing tells a day.</summary>
    public static DateOnly Of(WorklistKind kind, PayMonth month, Facts facts) => kind switch
    {
        WorklistKind.Age => Birthday(facts.Birth, month),
        WorklistKind.Children => facts.Children.Select(c => In(c.Study?.Until, month) ?? In(c.DiedOn, month) ?? (c.Birth.Assumed.Month == month.Month ? Birthday(c.Birth, month) : (DateOnly?)null)).FirstOrDefault(d => d is not null) ?? month.FirstDay,
        WorklistKind.Study => facts.Study.Select(s => In(s.Until, month)).FirstOrDefault(d => d is not null) ?? month.FirstDay,
        WorklistKind.Pregnancy => facts.Pregnancies.Select(s => In(s.Until, month)).FirstOrDefault(d => d is not null) ?? month.FirstDay,
        WorklistKind.Poverty => facts.Poverty.Select(s => In(s.Until, month)).FirstOrDefault(d => d is not null) ?? month.FirstDay,
        WorklistKind.Certificate => facts.EarlierCertificates.Append(facts.Disability).Select(c => In(c?.ValidUntil, month) ?? In(c?.CertificateOn, month)).FirstOrDefault(d => d is not null) ?? month.FirstDay,
        _ => month.FirstDay,
    };

    /// <summary>Who was born on 29 February has his birthday on the last day of the month.</summary>
    public static DateOnly Birthday(BirthDate birth, PayMonth month) => birth.Assumed.Month != month.Month ? month.FirstDay
        : new DateOnly(month.Year, month.Month, Math.Min(birth.Assumed.Day, DateTime.DaysInMonth(month.Year, month.Month)));

    private static DateOnly? In(DateOnly? day, PayMonth month) => day is { } known && PayMonth.Of(known) == month ? known : null;
}
