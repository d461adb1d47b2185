using NationalHub.Provinces;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>What a payment list and a settled line must satisfy.</summary>
internal static class PaymentCheck
{
    /// <summary>Far above what a commune pays in a month, and far below what a sum over the country overflows.</summary>
    private const long MostDong = 1_000_000_000_000;
    private const int MostLines = 1_000_000;
    private const int MostClaims = 2_000;

    private static readonly string[] Types = ["Regular", "SocialPension", "Funeral", "Supplementary"];
    private static readonly string[] Methods = ["CashPoint", "CashHome", "Bank", "Epay"];
    private static readonly string[] Statuses = ["Draft", "Approved", "Sending", "Unknown", "Sent", "Settled", "Discarded"];
    private static readonly string[] Outcomes = ["Open", "Paid", "Unpaid", "Returned", "Failed"];
    private static readonly string[] ClaimKinds = ["Regular", "Care", "Arrears", "Recovery", "OneOff"];
    private static readonly string[] ClaimStates = ["Listed", "Paid", "Unpaid", "Returned", "Failed"];

    public static void Check(PaymentListState l, ProvinceUnits province, List<Fault> faults)
    {
        Month(l.Month, faults);
        BodyCheck.OneOf(l.Type, Types, "loại danh sách chi trả", faults);
        BodyCheck.OneOf(l.Method, Methods, "hình thức chi trả", faults);
        BodyCheck.OneOf(l.Status, Statuses, "tình trạng danh sách chi trả", faults);
        BodyCheck.Text(l.Hash, 64, "mã băm danh sách", faults);
        BodyCheck.Unit(l.CommuneCode, province, faults);
        BodyCheck.Text(l.HolderCode, 5, "mã đơn vị giữ kinh phí", faults);
        BodyCheck.Number(l.Sequence is >= 1 and <= 10_000, "số thứ tự danh sách", faults);
        BodyCheck.Number(l.Lines is >= 0 and <= MostLines && l.People is >= 0 and <= MostLines, "số dòng, số người", faults);
        Money(faults, l.MonthlyDong, l.CareDong, l.ArrearsDong, l.RecoveryDong, l.CarriedDong, l.OneOffDong, l.TotalDong);
        Money(faults, l.PaidDong, l.UnpaidDong, l.ReturnedDong, l.FailedDong);
        // Told as an amount that cannot be, before any sum of such amounts.
        if (faults.TrueForAll(f => f.Code != RefusalCodes.NumberBad))
        {
            BodyCheck.Number(l.PaidDong + l.UnpaidDong + l.ReturnedDong + l.FailedDong <= l.TotalDong, "số tiền theo kết quả (lớn hơn tổng số tiền của danh sách)", faults);
            BodyCheck.Number(
                l.PaidLines >= 0 && l.UnpaidLines >= 0 && l.ReturnedLines >= 0 && l.FailedLines >= 0 && (long)l.PaidLines + l.UnpaidLines + l.ReturnedLines + l.FailedLines <= l.Lines,
                "số dòng theo kết quả", faults);
        }

        Moments(faults, l.ApprovedAtUnixMs, l.SentAtUnixMs, l.SettledAtUnixMs);
    }

    public static void Check(PaymentLineState l, ProvinceUnits province, List<Fault> faults)
    {
        BodyCheck.Text(l.ListId, 36, "mã danh sách chi trả", faults, required: true);
        Month(l.Month, faults);
        BodyCheck.OneOf(l.Type, Types, "loại danh sách chi trả", faults);
        BodyCheck.OneOf(l.Method, Methods, "hình thức chi trả", faults);
        BodyCheck.OneOf(l.Outcome, Outcomes, "kết quả chi trả", faults);
        BodyCheck.Text(l.BeneficiaryId, 36, "mã đối tượng", faults);
        BodyCheck.Text(l.ReasonCode, 3, "mã lý do chưa chi", faults);
        BodyCheck.Day(l.PaidOn, "ngày chi trả", faults);
        BodyCheck.Unit(l.CommuneCode, province, faults);
        BodyCheck.Number(l.People is >= 0 and <= MostLines && l.ResultVersion >= 0, "số người, phiên bản kết quả", faults);
        Money(faults, l.MonthlyDong, l.CareDong, l.ArrearsDong, l.RecoveryDong, l.CarriedDong, l.OneOffDong, l.TotalDong);
        BodyCheck.Number(l.Claims.Count <= MostClaims, "số khoản trong dòng chi trả", faults);
        foreach (var claim in l.Claims)
        {
            BodyCheck.Text(claim.BeneficiaryId, 36, "mã đối tượng của khoản chi", faults, required: true);
            BodyCheck.Text(claim.EntitlementId, 36, "mã chế độ của khoản chi", faults);
            BodyCheck.OneOf(claim.Kind, ClaimKinds, "loại khoản chi", faults);
            BodyCheck.OneOf(claim.State, ClaimStates, "tình trạng khoản chi", faults);
            BodyCheck.Month(claim.Month, "tháng của khoản chi", faults);
            Money(faults, claim.AmountDong);
        }
    }

    private static void Month(int month, List<Fault> faults)
    {
        BodyCheck.Month(month, "tháng của danh sách chi trả", faults);
        BodyCheck.Number(month != 0, "tháng của danh sách chi trả", faults);
    }

    private static void Money(List<Fault> faults, params long[] dong) =>
        BodyCheck.Number(Array.TrueForAll(dong, part => part is >= 0 and <= MostDong), "số tiền chi trả", faults);

    private static void Moments(List<Fault> faults, params long[] moments)
    {
        if (Array.Exists(moments, m => m != 0 && !RecordCheck.IsMoment(m, DateTime.MaxValue.AddYears(-2))))
        {
            faults.Add(new(RefusalCodes.TimeBad, "Danh sách chi trả có thời điểm không hợp lý."));
        }
    }
}
