using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Why a complaint moved the promised date, in words for the dossier's page and for the citizen. Pure.</summary>
public static class ObjectionWords
{
    /// <summary>The days and the article; who complained and of what stands elsewhere.</summary>
    public static string Clock(Objection objection, Route route)
    {
        var (day, law) = (VietnameseFormat.Date(VietnamTime.Day(objection.At)), LegalClock.ComplaintLaw(route));
        return objection.ConcludedAt is { } end
            ? $"Ngày hẹn trả kết quả được tính thêm {objection.PromiseDays} ngày làm việc để xem xét khiếu nại từ ngày {day} đến ngày {VietnameseFormat.Date(VietnamTime.Day(end))} ({law})."
            : $"Ngày hẹn trả kết quả được tính thêm {objection.PromiseDays} ngày làm việc để xem xét, kết luận khiếu nại nhận ngày {day} ({law}). Kết luận sớm hơn thì ngày hẹn trả sớm lên.";
    }
}
