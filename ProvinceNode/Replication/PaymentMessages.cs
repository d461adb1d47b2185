using Protos.Values;
using ProvinceNode.Payments;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>How payment lists and lines look as messages. Names, numbers, accounts and categories stay in the node: the hub counts money, it pays nobody. Pure.</summary>
internal static class PaymentMessages
{
    public static PaymentListState State(PaymentList l) => new()
    {
        Month = l.Month, Type = l.Type.ToString(), Method = l.Method.ToString(), Sequence = l.Sequence, CommuneCode = TenantPath.Parse(l.TenantPath).UnitCode, HolderCode = TenantPath.Parse(l.HolderPath).UnitCode,
        Status = l.Status.ToString(), Hash = l.Hash, Lines = l.Lines, People = l.People, MonthlyDong = l.MonthlyDong.Amount, CareDong = l.CareDong.Amount, ArrearsDong = l.ArrearsDong.Amount,
        RecoveryDong = l.RecoveryDong.Amount, CarriedDong = l.CarriedDong.Amount, OneOffDong = l.OneOffDong.Amount, TotalDong = l.TotalDong.Amount, ApprovedAtUnixMs = RecordMessages.Unix(l.ApprovedAt),
        SentAtUnixMs = RecordMessages.Unix(l.SentAt), SettledAtUnixMs = RecordMessages.Unix(l.SettledAt), PaidLines = l.PaidLines, PaidDong = l.PaidDong.Amount, UnpaidLines = l.UnpaidLines,
        UnpaidDong = l.UnpaidDong.Amount, ReturnedLines = l.ReturnedLines, ReturnedDong = l.ReturnedDong.Amount, FailedLines = l.FailedLines, FailedDong = l.FailedDong.Amount,
    };

    /// <param name="l">With its list, claims and results.</param>
    public static PaymentLineState State(PaymentLine l)
    {
        var list = l.List ?? throw new InvalidOperationException("A line is sent with its list.");
        var state = new PaymentLineState
        {
            ListId = l.ListId.ToString("D"), Month = list.Month, Type = list.Type.ToString(), Method = l.Method.ToString(), CommuneCode = TenantPath.Parse(l.TenantPath).UnitCode,
            BeneficiaryId = l.PersonId?.ToString("D") ?? "", People = l.People, MonthlyDong = l.Monthly.Amount, CareDong = l.Care.Amount, ArrearsDong = l.Arrears.Amount, RecoveryDong = l.Recovery.Amount,
            CarriedDong = l.Carried.Amount, OneOffDong = l.OneOff.Amount, TotalDong = l.Total.Amount, Outcome = l.Outcome.ToString(), PaidOn = RecordMessages.Day(l.PaidOn),
            ReasonCode = l.Results.Find(r => r.Version == l.ResultVersion)?.ReasonCode ?? "", ResultVersion = l.ResultVersion,
        };
        state.Claims.AddRange(l.Claims.OrderBy(c => c.Id).Select(c => new PaymentClaimState
        {
            BeneficiaryId = c.BeneficiaryId.ToString("D"), EntitlementId = c.EntitlementId?.ToString("D") ?? "", Kind = c.Kind.ToString(), Month = c.Month, AmountDong = c.Amount.Amount, State = c.State.ToString(),
        }));
        return state;
    }
}
