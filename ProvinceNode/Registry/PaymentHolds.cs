using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What holds of payment mean for lists: the question that whoever makes a list asks. Pure.</summary>
public static class PaymentHolds
{
    /// <summary>The first list that a hold of today can still reach: that of the month that runs is closed (policy 6.1: lists are sent before the 25th of the month before).</summary>
    public static PayMonth FirstMonth(DateOnly today) => PayMonth.Of(today).AddMonths(1);

    /// <summary>Whether the list of a month leaves out what a person receives.</summary>
    /// <param name="entitlement">The entitlement; null asks whether all that he receives is left out.</param>
    public static bool Holds(IEnumerable<PaymentHold> holds, Guid beneficiary, Guid? entitlement, PayMonth month) => Holding(holds, beneficiary, entitlement, month) is not null;

    /// <summary>The hold for whose sake the list of a month leaves it out, the oldest first; null when it is paid.</summary>
    public static PaymentHold? Holding(IEnumerable<PaymentHold> holds, Guid beneficiary, Guid? entitlement, PayMonth month) =>
        holds.Where(h => h.BeneficiaryId == beneficiary && (h.EntitlementId is null || h.EntitlementId == entitlement) && h.Covers(month)).OrderBy(h => h.RecordedAt).FirstOrDefault();
}
