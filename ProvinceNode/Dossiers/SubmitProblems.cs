using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What can be wrong with an application.</summary>
public static class SubmitProblems
{
    public static readonly ProblemKind Choose = new("choose", "Hãy chọn {0}.");
    public static readonly ProblemKind NotANumber = new("not-a-number", "{0} phải là số, ví dụ {1}.");
    public static readonly ProblemKind NameLetters = new("name-letters", "Họ tên chỉ gồm chữ cái và dấu cách. Hãy bỏ số và ký hiệu.");
    public static readonly ProblemKind BirthYearNeeded = new("birth-year-needed", "Hãy nhập năm sinh đủ 4 chữ số, ví dụ 1954. Không nhớ ngày, tháng thì để trống.");
    public static readonly ProblemKind BirthMonthNeeded = new("birth-month-needed", "Ông/Bà đã nhập ngày sinh. Hãy nhập thêm tháng sinh, hoặc bỏ trống cả ngày và tháng.");
    public static readonly ProblemKind NoSuchDate = new("no-such-date", "Không có ngày {0}. Hãy kiểm tra lại ngày, tháng, năm.");
    public static readonly ProblemKind InFuture = new("date-in-future", "{0} không thể sau hôm nay ({1}). Hãy kiểm tra lại ngày, tháng, năm.");
    public static readonly ProblemKind TooOld = new("birth-too-old", "Năm sinh {0} đã quá xa. Hãy kiểm tra lại.");
    public static readonly ProblemKind NumberNeeded = new("number-needed", "Hãy nhập số định danh (12 chữ số), hoặc đánh dấu “Chưa được cấp số nào”.");
    public static readonly ProblemKind NumberLength = new("number-length", "Số định danh phải có 12 chữ số. Ông/Bà đã nhập {0} chữ số.");
    public static readonly ProblemKind NumberDigits = new("number-digits", "Số định danh chỉ gồm chữ số. Hãy bỏ chữ và ký hiệu.");
    public static readonly ProblemKind NumberProvince = new("number-province", "Ba số đầu “{0}” không phải mã nơi đăng ký khai sinh. Hãy xem lại số trên thẻ.");
    public static readonly ProblemKind NumberSex = new("number-sex", "Số định danh này là của {0}, nhưng ông/bà chọn giới tính {1}. Hãy xem lại số hoặc giới tính.");
    public static readonly ProblemKind NumberYear = new("number-birth-year", "Số định danh này là của người sinh năm {0}, nhưng ông/bà nhập năm sinh {1}. Hãy xem lại số hoặc năm sinh.");
    public static readonly ProblemKind NumberAhead = new("number-ahead", "Số định danh này là của người sinh năm {0}, sau năm nay. Hãy xem lại bốn chữ số từ số thứ tư trên thẻ.");
    public static readonly ProblemKind NumberOfRole = new("number-role", "Số định danh này là của {0}, nhưng đây là số của {1}. Hãy xem lại số trên thẻ.");
    public static readonly ProblemKind NumberAndNone = new("number-and-none", "Ông/Bà đã nhập số và cũng đánh dấu “Chưa được cấp số nào”. Hãy bỏ một trong hai.");
    public static readonly ProblemKind PhoneShape = new("phone-shape", "Số điện thoại gồm 10 chữ số, bắt đầu bằng số 0. Hãy nhập lại, ví dụ 0912345678.");
    public static readonly ProblemKind PhoneNeeded = new("phone-needed", "Hãy nhập số điện thoại của người hưởng hoặc của người khai thay để cơ quan liên hệ khi cần.");
    public static readonly ProblemKind CommuneUnknown = new("commune-unknown", "Hãy chọn đơn vị cấp xã nơi đang cư trú trong danh sách.");
    public static readonly ProblemKind CommuneOther = new("commune-other", "Đơn vị của ông/bà chỉ nhập hộ hồ sơ của người cư trú tại {0}. Người cư trú nơi khác nộp tại xã đó hoặc nộp trực tuyến.");
    public static readonly ProblemKind CertificateBeforeBirth = new("certificate-before-birth", "Ngày cấp giấy xác nhận khuyết tật trước ngày sinh. Hãy xem lại hai ngày này.");
    public static readonly ProblemKind Amount = new("amount-shape", "Số tiền là số đồng, chỉ gồm chữ số, ví dụ 1.080.000.");
    public static readonly ProblemKind MonthShape = new("month-shape", "Hãy nhập tháng dạng tháng/năm, ví dụ 10/2022.");
    public static readonly ProblemKind Count = new("count-range", "{0} phải từ {1} đến {2}.");
    public static readonly ProblemKind ChildrenFewer = new("children-fewer", "Số con dưới 36 tháng tuổi không thể nhiều hơn số con. Hãy xem lại hai số này.");
    public static readonly ProblemKind MinorDeclares = new("minor-declares", "Người hưởng chưa đủ 15 tuổi, nên cần cha, mẹ hoặc người giám hộ khai thay.");
    public static readonly ProblemKind ApplicantSame = new("applicant-same", "Số định danh của người khai thay trùng với người hưởng. Hãy chọn “Chính người hưởng” hoặc xem lại số.");
    public static readonly ProblemKind PaperMissing = new("paper-missing", "Hãy gửi ảnh hoặc bản quét: {0}.");
    public static readonly ProblemKind PromiseNeeded = new("promise-needed", "Hãy đọc và đánh dấu lời cam đoan trước khi nộp.");
    public static readonly ProblemKind NotProcedure = new("procedure-unknown", "Thủ tục này chưa nộp được tại đây. Hãy chọn thủ tục trong danh sách.");
    public static readonly ProblemKind DraftGone = new("draft-gone", "Không tìm thấy hồ sơ nháp. Mã có thể đã gõ sai, hoặc bản nháp đã quá 30 ngày. Hãy kiểm tra mã hoặc làm hồ sơ mới.");

    public static readonly ProblemKind AnswerNeeded = new("answer-needed", "Hãy ghi nội dung trả lời hoặc gửi ít nhất một tệp giấy tờ.");
    public static readonly ProblemKind TrackNotFound = new("track-not-found", "Không có hồ sơ nào khớp với mã và 4 số cuối này. Hãy xem lại mã trên giấy biên nhận, và 4 số cuối của số định danh người hưởng.");

    /// <summary>Not a fault: it is said before sending.</summary>
    public static readonly ProblemKind MildDegree = new("warn-mild-degree",
        "Người khuyết tật nhẹ không thuộc diện hưởng trợ cấp xã hội hàng tháng (khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP). Ông/Bà vẫn có thể nộp; cơ quan sẽ trả lời bằng văn bản.");

    public static readonly ProblemKind OldNumber = new("warn-old-number",
        "CMND 9 số không còn giá trị từ ngày 01/01/2025 nhưng vẫn ghi vào hồ sơ để đối chiếu. Nếu đã có số định danh 12 số, hãy nhập số đó.");
}
