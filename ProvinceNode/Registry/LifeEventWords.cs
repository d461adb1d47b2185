using ProvinceNode.Eligibility;

namespace ProvinceNode.Registry;

/// <summary>Events in the words of the law and of the desk. Pure.</summary>
public static class LifeEventWords
{
    public static string Of(LifeEventKind kind) => kind switch
    {
        LifeEventKind.Death => "Chết",
        LifeEventKind.Missing => "Mất tích",
        LifeEventKind.Detained => "Bị tạm giam",
        LifeEventKind.Imprisoned => "Chấp hành án phạt tù ở trại giam",
        LifeEventKind.RefusesMoney => "Từ chối nhận chế độ",
        LifeEventKind.RefusesReview => "Từ chối xác định lại mức độ khuyết tật, điều kiện hưởng hoặc cung cấp thông tin",
        LifeEventKind.StudyEnded => "Thôi học, tốt nghiệp",
        LifeEventKind.DegreeChanged => "Thay đổi mức độ khuyết tật",
        LifeEventKind.CarerDied => "Người nhận chăm sóc, nuôi dưỡng chết hoặc mất tích",
        LifeEventKind.CarerUnfit => "Người nhận chăm sóc, nuôi dưỡng không còn đủ điều kiện",
        LifeEventKind.CarerSanctioned => "Người nhận chăm sóc, nuôi dưỡng bị xử lý vi phạm hoặc bị kết án",
        LifeEventKind.ChildLeft => "Con đang nuôi từ đủ 16 tuổi thôi học, hoặc con chết, không còn được nuôi",
        LifeEventKind.PovertyChanged => "Thay đổi diện hộ nghèo, hộ cận nghèo",
        LifeEventKind.NotCollected => "Không nhận tiền liên tục từ 03 tháng trở lên",
        LifeEventKind.ReceivesElsewhere => "Đang hưởng trợ giúp xã hội ở tỉnh khác cho cùng thời gian",
        LifeEventKind.ReasonGone => "Không còn lý do tạm dừng (trở về, được trả tự do, đã chấp hành, đến nhận lại)",
        LifeEventKind.ReportWrong => "Quyết định đã ký dựa trên tin báo sai",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(EventSource source) => source switch
    {
        EventSource.CommuneOfficer => "cán bộ cấp xã xác minh",
        EventSource.Population => "Cơ sở dữ liệu quốc gia về dân cư",
        EventSource.Post => "tổ chức dịch vụ chi trả (bưu điện)",
        EventSource.CivilRegistry => "hộ tịch",
        EventSource.Hub => "đối chiếu giữa các tỉnh trên trục quốc gia",
        EventSource.Family => "gia đình, thôn, tổ dân phố",
        _ => "cơ quan khác (tòa án, công an, trại giam, trường học)",
    };

    public static string Of(EventState state) => state switch
    {
        EventState.Reported => "chờ xác minh",
        EventState.InDossier => "đang giải quyết bằng hồ sơ",
        EventState.Decided => "đã có quyết định",
        EventState.Refuted => "tin báo sai, đã bác bỏ",
        EventState.Undone => "quyết định theo tin này đã bị hủy bỏ",
        _ => "chỉ ghi nhận",
    };

    /// <summary>What a kind tells beside the day, in words; empty when it tells nothing.</summary>
    public static string Detail(LifeEventKind kind, string value) => kind switch
    {
        LifeEventKind.DegreeChanged => Enum.TryParse<DisabilityDegree>(value, out var degree) ? Degree(degree) : "",
        LifeEventKind.PovertyChanged => PovertyYear.Words(value),
        LifeEventKind.ChildLeft => Protos.Values.BirthDate.TryParse(value, out var birth) ? $"con sinh {birth.Printed}" : "",
        _ => "",
    };

    /// <summary>Degrees that may be told, as a choice.</summary>
    public static string Degree(DisabilityDegree degree) => degree switch
    {
        DisabilityDegree.ExtremelySevere => "khuyết tật đặc biệt nặng",
        DisabilityDegree.Severe => "khuyết tật nặng",
        DisabilityDegree.Mild => "khuyết tật nhẹ",
        _ => "không còn khuyết tật",
    };
}
