using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>What can be wrong with the council's work and with certificates.</summary>
public static class DisabilityProblems
{
    public static readonly ProblemKind NoCouncil = new("council-missing",
        "Xã chưa có Hội đồng xác định mức độ khuyết tật đang trong nhiệm kỳ. Hãy lập Hội đồng ở mục “Hội đồng khuyết tật” trước khi triệu tập.");

    public static readonly ProblemKind NoChairman = new("council-chairman-missing",
        "Hội đồng chưa có Chủ tịch. Hãy thêm Chủ tịch Hội đồng ở mục “Hội đồng khuyết tật”.");

    public static readonly ProblemKind SeatTaken = new("council-seat-taken",
        "Hội đồng đã có {0}. Hãy ghi người cũ thôi tham gia trước khi thêm người mới.");

    public static readonly ProblemKind TermWrong = new("council-term", "Ngày hết nhiệm kỳ phải sau ngày thành lập. Hãy xem lại quyết định thành lập Hội đồng.");

    public static readonly ProblemKind DayNeeded = new("disability-day", "Hãy ghi {0} đủ ngày, tháng, năm, ví dụ 05/10/2022.");

    public static readonly ProblemKind DayInFuture = new("disability-day-future", "{0} không thể sau hôm nay. Hãy kiểm tra lại ngày ghi trên giấy.");

    public static readonly ProblemKind TimeWrong = new("council-time", "Hãy ghi giờ họp theo dạng giờ:phút, ví dụ 08:30.");

    public static readonly ProblemKind TimePassed = new("council-time-passed", "Thời gian họp phải sau lúc triệu tập. Hãy chọn lại ngày, giờ họp.");

    public static readonly ProblemKind NotConvened = new("council-not-convened", "Chưa triệu tập Hội đồng cho hồ sơ này. Hãy gửi giấy mời nêu thời gian, địa điểm họp trước.");

    public static readonly ProblemKind NotYetHeld = new("council-not-held", "Hội đồng được triệu tập họp lúc {0}. Hãy ghi biên bản từ khi họp.");

    public static readonly ProblemKind SchoolPending = new("council-school-pending", "Đã hỏi ý kiến {0} nhưng chưa ghi nhận xét. Hãy ghi nhận xét của nhà trường, hoặc ghi rõ nhà trường chưa trả lời.");

    public static readonly ProblemKind NoQuorum = new("council-no-quorum",
        "Mới có {0} trong {1} thành viên dự họp. Cuộc họp chỉ có giá trị khi có ít nhất {2} thành viên (hai phần ba); hãy triệu tập lại.");

    public static readonly ProblemKind VoteMissing = new("council-vote-missing", "Hãy chọn ý kiến biểu quyết của {0}.");

    public static readonly ProblemKind VoteOfAbsent = new("council-vote-absent", "{0} không dự họp nên không biểu quyết. Hãy bỏ phiếu này hoặc đánh dấu có dự họp.");

    public static readonly ProblemKind NoMajority = new("council-no-majority",
        "Không ý kiến nào được quá nửa số phiếu ({0}). Hãy biểu quyết lại; khi hai ý kiến ngang nhau thì quyết định theo ý kiến của Chủ tịch Hội đồng.");

    public static readonly ProblemKind TypeNeeded = new("disability-type-needed", "Hãy chọn ít nhất một dạng khuyết tật.");

    public static readonly ProblemKind ActivityMissing = new("disability-activity-missing", "Hãy chọn mức thực hiện hoạt động “{0}”.");

    public static readonly ProblemKind AgreesNeeded = new("council-agrees", "Hãy chọn người được xác định (hoặc đại diện) có đồng ý với kết luận hay không.");

    public static readonly ProblemKind NoRoundBefore = new("council-no-round-before",
        "Hội đồng chưa kết luận lần nào nên chưa có kết luận để không đồng ý. Hãy họp Hội đồng; nếu không kết luận được thì chọn “Không kết luận được”.");

    public static readonly ProblemKind BoardBeforeSent = new("medical-board-before", "Ngày kết luận giám định phải từ ngày chuyển ({0}) trở đi. Hãy kiểm tra lại biên bản giám định.");

    public static readonly ProblemKind ChooseDegree = new("disability-degree-needed", "Hãy chọn kết luận về mức độ khuyết tật.");

    public static readonly ProblemKind PercentWrong = new("disability-percent", "Tỷ lệ tổn thương cơ thể phải từ 0 đến 100. Hãy kiểm tra lại biên bản giám định.");

    public static readonly ProblemKind PercentDiffers = new("disability-percent-differs",
        "Tỷ lệ {0} % ứng với mức độ {1} (Nghị định 28/2012/NĐ-CP Điều 4), khác mức độ đã chọn. Hãy sửa tỷ lệ hoặc mức độ theo biên bản giám định.");

    public static readonly ProblemKind ReasonUnknown = new("exchange-reason", "Hãy chọn lý do đổi, cấp lại.");

    public static readonly ProblemKind WholeProcedure = new("exchange-whole-procedure",
        "Trường hợp này phải xác định lại qua Hội đồng (thủ tục 1.001699): {0}. Hãy kết luận không đủ điều kiện đổi, cấp lại và hướng dẫn người dân nộp đơn xác định lại.");

    public static readonly ProblemKind CertificateUnknown = new("certificate-choose", "Hãy chọn giấy cần đổi, cấp lại; nếu là giấy cấp trước khi dùng hệ thống, hãy chọn “Giấy cũ chưa có trên hệ thống” và ghi đủ số, ngày, mức độ, dạng.");

    public static readonly ProblemKind CertificateEnded = new("certificate-ended", "Giấy số {0} không còn giá trị ({1}). Hãy tải lại trang để xem tình trạng mới.");
}
