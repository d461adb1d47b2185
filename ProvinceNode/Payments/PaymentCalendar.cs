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

    /// <summary>What is wrong with days that somebody set, each with its field; none when they may stand: results, then closing, then money, from the first day of the month before to the last of the month itself.</summary>
    public static IReadOnlyList<DayFault> Faults(PayMonth month, PaymentDays days)
    {
        var (first, last, faults) = (month.AddMonths(-1).FirstDay, month.LastDay, new List<DayFault>());
        (string Field, string Name, DateOnly Day)[] all =
        [
            (nameof(days.ResultsBy), "ngày nhận kết quả tháng trước", days.ResultsBy), (nameof(days.ClosingFrom), "ngày bắt đầu chốt", days.ClosingFrom), (nameof(days.ClosingBy), "ngày hết hạn chốt", days.ClosingBy),
            (nameof(days.MoneyBy), "ngày chuyển tiền", days.MoneyBy),
        ];
        for (var i = 0; i < all.Length; i++)
        {
            var (field, name, day) = all[i];
            if (day < first || day > last)
            {
                faults.Add(new(field, $"{name} phải từ {VietnameseFormat.Date(first)} đến {VietnameseFormat.Date(last)}"));
            }
            else if (i > 0 && all[i - 1].Day is var before && before >= first && before <= last && day < before)
            {
                faults.Add(new(field, $"{name} ({VietnameseFormat.Date(day)}) không được trước {all[i - 1].Name} ({VietnameseFormat.Date(before)})"));
            }
        }

        return faults;
    }
}

/// <summary>A day of a calendar that cannot stand.</summary>
/// <param name="Field">Name of the day in <see cref="PaymentDays"/>.</param>
/// <param name="Words">What is wrong with it.</param>
public sealed record DayFault(string Field, string Words);
