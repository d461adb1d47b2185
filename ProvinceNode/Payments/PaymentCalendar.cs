using ProvinceNode.Dossiers;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>Days of a payment month, all in the month before it (Decree 20/2021 Art. 34; policy 6.2).</summary>
/// <param name="ResultsBy">The payer has told the results of the month that runs.</param>
/// <param name="MoneyBy">Money and list are out.</param>
public sealed record PaymentDays(DateOnly ResultsBy, DateOnly ClosingFrom, DateOnly ClosingBy, DateOnly MoneyBy);

/// <summary>The calendar of a payment month by working days; a fund holder may move its days within the month before. Pure.</summary>
public static class PaymentCalendar
{
    /// <summary>Results before the 20th, closing from the 20th to the 24th, money before the 25th; a day off gives way to the working day before it, the first day of closing to the one after it.</summary>
    public static PaymentDays Of(PayMonth month, WorkingCalendar calendar)
    {
        var before = month.AddMonths(-1);
        DateOnly Day(int day) => new(before.Year, before.Month, day);
        var (results, last) = (calendar.TakeWorkingDays(Day(19), 0), calendar.TakeWorkingDays(Day(24), 0));
        var first = calendar.AddWorkingDays(Day(20), 0);
        return new(results, first <= last ? first : last, last, last);
    }

    /// <summary>What is wrong with days that somebody set; null when they may stand.</summary>
    public static string? Fault(PayMonth month, PaymentDays days)
    {
        var (first, last) = (month.AddMonths(-1).FirstDay, month.LastDay);
        return days.ResultsBy < first || days.ClosingFrom < first || days.MoneyBy > last || days.ResultsBy > days.ClosingBy || days.ClosingFrom > days.ClosingBy || days.ClosingBy > days.MoneyBy
            ? $"từ {VietnameseFormat.Date(first)} đến {VietnameseFormat.Date(last)}, theo thứ tự: kết quả, bắt đầu chốt, hết hạn chốt, chuyển tiền" : null;
    }
}
