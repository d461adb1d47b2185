using NationalHub.Provinces;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>What a life event and its holds must satisfy.</summary>
internal static class EventCheck
{
    private const int MostHolds = 100;

    private static readonly string[] Kinds =
    [
        "Death", "Missing", "Detained", "Imprisoned", "RefusesMoney", "RefusesReview", "StudyEnded", "DegreeChanged", "CarerDied", "CarerUnfit", "CarerSanctioned", "ChildLeft", "PovertyChanged",
        "NotCollected", "ReceivesElsewhere", "ReasonGone", "ReportWrong",
    ];

    private static readonly string[] Sources = ["CommuneOfficer", "Population", "Post", "CivilRegistry", "Family", "Agency", "Hub"];
    private static readonly string[] States = ["Reported", "InDossier", "Decided", "Refuted", "Undone", "Noted"];

    public static void Check(LifeEventState e, ProvinceUnits province, List<Fault> faults)
    {
        BodyCheck.Text(e.BeneficiaryId, 36, "mã đối tượng", faults, required: true);
        BodyCheck.OneOf(e.Kind, Kinds, "loại biến động", faults);
        BodyCheck.Day(e.HappenedOn, "ngày xảy ra biến động", faults);
        BodyCheck.OneOf(e.Source, Sources, "nguồn tin biến động", faults);
        BodyCheck.OneOf(e.State, States, "tình trạng biến động", faults);
        BodyCheck.Text(e.Reference, 120, "số giấy tờ của tin báo", faults);
        BodyCheck.Text(e.Value, 40, "nội dung biến động", faults);
        BodyCheck.Text(e.DossierId, 36, "mã hồ sơ", faults);
        BodyCheck.Text(e.Note, 1000, "ghi chú biến động", faults);
        BodyCheck.Text(e.SettledWhy, 1000, "lý do kết thúc biến động", faults);
        BodyCheck.Unit(e.CommuneCode, province, faults);
        Moment(e.SettledAtUnixMs, faults);
        BodyCheck.Number(e.Holds.Count <= MostHolds, "số lần tạm giữ chi trả", faults);
        foreach (var hold in e.Holds)
        {
            BodyCheck.Text(hold.EntitlementId, 36, "mã chế độ bị tạm giữ", faults);
            BodyCheck.Month(hold.FromMonth, "tháng bắt đầu tạm giữ", faults);
            BodyCheck.Month(hold.LastMonth, "tháng kết thúc tạm giữ", faults);
            BodyCheck.Text(hold.Why, 300, "lý do tạm giữ", faults);
            BodyCheck.Text(hold.LiftedWhy, 1000, "lý do bỏ tạm giữ", faults);
            Moment(hold.LiftedAtUnixMs, faults);
        }
    }

    private static void Moment(long unixMs, List<Fault> faults)
    {
        if (unixMs != 0 && !RecordCheck.IsMoment(unixMs, DateTime.MaxValue.AddYears(-2)))
        {
            faults.Add(new(RefusalCodes.TimeBad, "Biến động có thời điểm không hợp lý."));
        }
    }
}
