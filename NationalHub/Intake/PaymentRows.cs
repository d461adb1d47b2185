using System.Text.Json;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>Rows of payment lists and settled lines. Pure.</summary>
internal static class PaymentRows
{
    public static PaymentList Row(PaymentListState l, ProvinceUnits province) => new()
    {
        Month = l.Month, Type = l.Type, Method = l.Method, Sequence = l.Sequence, CommuneCode = l.CommuneCode, CommuneName = province.CommuneName(l.CommuneCode) ?? "", HolderCode = l.HolderCode,
        Status = l.Status, Hash = l.Hash, Lines = l.Lines, People = l.People, Monthly = l.MonthlyDong, Care = l.CareDong, Arrears = l.ArrearsDong, Recovery = l.RecoveryDong,
        Carried = l.CarriedDong, OneOff = l.OneOffDong, Total = l.TotalDong, ApprovedAt = Moment(l.ApprovedAtUnixMs), SentAt = Moment(l.SentAtUnixMs), SettledAt = Moment(l.SettledAtUnixMs),
        PaidLines = l.PaidLines, Paid = l.PaidDong, UnpaidLines = l.UnpaidLines, Unpaid = l.UnpaidDong, ReturnedLines = l.ReturnedLines, Returned = l.ReturnedDong, FailedLines = l.FailedLines,
        Failed = l.FailedDong, OpenLines = l.Lines - l.PaidLines - l.UnpaidLines - l.ReturnedLines - l.FailedLines, Open = l.TotalDong - l.PaidDong - l.UnpaidDong - l.ReturnedDong - l.FailedDong,
    };

    public static PaymentLine Row(PaymentLineState l) => new()
    {
        ListId = l.ListId, Month = l.Month, Type = l.Type, Method = l.Method, CommuneCode = l.CommuneCode, BeneficiaryId = l.BeneficiaryId, People = l.People, Monthly = l.MonthlyDong,
        Care = l.CareDong, Arrears = l.ArrearsDong, Recovery = l.RecoveryDong, Carried = l.CarriedDong, OneOff = l.OneOffDong, Total = l.TotalDong, Outcome = l.Outcome, PaidOn = l.PaidOn,
        ReasonCode = l.ReasonCode, ResultVersion = l.ResultVersion,
        Claims = l.Claims.Count == 0 ? "[]" : JsonSerializer.Serialize(l.Claims.Select(c => new { c.BeneficiaryId, c.EntitlementId, c.Kind, c.Month, Amount = c.AmountDong, c.State }), RecordRows.Plain),
    };

    private static DateTime? Moment(long unixMs) => unixMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;
}
