using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What can be wrong with a change of the rules.</summary>
public static class LawProblems
{
    public static readonly ProblemKind Missing = new("rule-missing", "Hãy nhập hoặc chọn {0}.");

    public static readonly ProblemKind NoNumber = new("rule-number", "{0}: hãy nhập một số nguyên từ 0 đến 1.000.000.000.");

    public static readonly ProblemKind NoDay = new("rule-day", "{0}: hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 01/01/2027.");

    public static readonly ProblemKind NoCoefficient = new("rule-coefficient", "Hệ số: hãy nhập số từ 0,1 đến 10 với một chữ số thập phân, ví dụ 1,5.");

    public static readonly ProblemKind FirstOfMonth = new("rule-first-of-month", "Hãy chọn ngày mùng 1 của tháng bắt đầu áp dụng, vì trợ cấp tính theo tháng.");

    public static readonly ProblemKind LastOfMonth = new("rule-last-of-month", "Hãy chọn ngày cuối tháng, vì trợ cấp tính theo tháng.");

    public static readonly ProblemKind EndsBeforeItBegins = new("rule-ends-before", "Ngày cuối phải sau ngày bắt đầu. Hãy sửa một trong hai ngày.");

    public static readonly ProblemKind BelowNational = new("rule-below-national", "Mức của tỉnh phải cao hơn mức chung cả nước ({0}) ở mọi tháng áp dụng (Điều 4 Nghị định số 20/2021/NĐ-CP). Hãy nhập mức cao hơn.");

    public static readonly ProblemKind AddsNothing = new("rule-adds-nothing", "Hãy nhập ít nhất một trong ba: số cộng thêm, mức không thấp hơn, hệ số.");

    public static readonly ProblemKind CoefficientOrAmount = new("rule-coefficient-or-amount", "Hãy nhập hệ số hoặc số tiền, chỉ một trong hai.");

    public static readonly ProblemKind UnknownCommune = new("rule-commune", "Không có xã mang mã này trong tỉnh. Hãy kiểm tra lại mã xã gồm 5 chữ số.");

    public static readonly ProblemKind Unsound = new("rule-unsound", "Chưa ghi được vì các quy định sẽ không khớp nhau. {0} Hãy sửa rồi gửi lại.");

    public static readonly ProblemKind Retroactive = new("rule-retroactive",
        "Nghị quyết ban hành ngày {0} không có hiệu lực trước ngày đó: văn bản của Hội đồng nhân dân không được quy định hiệu lực trở về trước (Luật Ban hành văn bản quy phạm pháp luật). Hãy chọn ngày áp dụng muộn hơn.");

    public static readonly ProblemKind StepEnded = new("rule-step-ended", "Bước này chỉ có đến ngày {0} theo mô hình tổ chức. Hãy chọn ngày sớm hơn, hoặc chọn bước của mô hình đang áp dụng.");

    public static readonly ProblemKind ConfirmPast = new("rule-confirm-past", "{0} Hãy đọc kỹ rồi đánh dấu xác nhận, hoặc chọn ngày khác.");

    public static readonly ProblemKind SayWhyPast = new("rule-say-why-past", "Hãy ghi lý do áp dụng cho thời gian đã qua, ví dụ: nghị quyết có hiệu lực từ ngày đó nhưng nhận chậm.");

    public static readonly ProblemKind BadCode = new("rule-code", "Ký hiệu nhóm gồm 1 đến 10 chữ số hoặc chữ cái không dấu. Hãy sửa lại.");

    public static readonly ProblemKind BadAges = new("rule-ages", "Tuổi cuối phải lớn hơn tuổi đầu và không quá 130. Hãy sửa lại.");

    public static readonly ProblemKind ForceAfterEnd = new("rule-force-after-end",
        "Nhóm chỉ chấm dứt từ khi văn bản có hiệu lực ({0}): người đang hưởng không bị thu hồi các tháng trước đó. Hãy chọn ngày áp dụng không sớm hơn.");

    public static readonly ProblemKind CategoryEnded = new("rule-category-ended", "Nhóm này mới có hiệu lực từ {0}. Hãy chọn ngày áp dụng muộn hơn.");

    public static readonly ProblemKind NoNewGroup = new("rule-no-new-group", "Không thêm được nhóm có cùng điều kiện với nhóm này, vì cách tính của nó riêng. Hãy chọn một nhóm khác của khoản 1, 3, 5, 6, 7 hoặc 8 Điều 5.");

    public static readonly ProblemKind CodeTaken = new("rule-code-taken", "Đã có nhóm mang ký hiệu {0}. Hãy chọn ký hiệu thêm khác.");

    public static readonly ProblemKind AgesTaken = new("rule-ages-taken", "Độ tuổi này chồng lên nhóm {0} có cùng điều kiện. Hãy ghi độ tuổi mà chưa nhóm nào có, hoặc đổi độ tuổi của nhóm kia trước.");

    public static readonly ProblemKind TextOverlaps = new("rule-text-overlaps", "Tỉnh đã có câu trích dẫn cho văn bản này trong thời gian đó ({0}). Hãy kết thúc câu cũ trước, hoặc chọn ngày khác.");

    public static readonly ProblemKind TopicNeeded = new("rule-topic", "Hãy chọn văn bản mới này được trích dẫn trong văn bản về nội dung nào.");

    public static readonly ProblemKind BadDays = new("rule-days", "Số ngày của một bước từ 1 đến 60. Hãy nhập lại.");

    public static readonly ProblemKind NoAuthority = new("rule-no-authority", "Quy định chung không có việc này vào ngày {0}. Hãy chọn ngày khác.");

    public static readonly ProblemKind AuthorityEnds = new("rule-authority-ends", "Quy định chung về việc này chỉ đến ngày {0}, sau đó tổ chức khác đi. Hãy chọn ngày cuối sớm hơn và nhập dòng riêng cho thời gian sau.");

    public static readonly ProblemKind AuthorityInside = new("rule-authority-inside",
        "Đang có quy định của tỉnh về việc này từ ngày {0} đến {1}. Nếu quy định mới chỉ áp dụng một khoảng ở giữa thì những ngày từ {2} sẽ không còn quy định của tỉnh: hãy để ngày kết thúc bằng ngày kết thúc của quy định đang có, rồi đề nghị tiếp quy định cho những ngày sau.");

    public static readonly ProblemKind AuthorityOverlaps = new("rule-authority-overlaps", "Tỉnh đã có dòng về việc này từ ngày {0}. Hãy kết thúc dòng đó trước, hoặc chọn ngày khác.");

    public static readonly ProblemKind AuthorityLevel = new("rule-authority-level", "Vào thời gian đó không chọn được cấp này cho việc “{0}”. Hãy chọn “Như hiện nay” hoặc cấp khác.");

    public static readonly ProblemKind UnitPlace = new("rule-unit-place", "Tên cơ quan phải có chỗ cho tên đơn vị hành chính. Hãy ghi như ví dụ ở trên ô.");

    public static readonly ProblemKind GroupNamed = new("rule-group-named",
        "Nhóm {0} đang áp dụng công khai nên không chuyển thành nhóm giữ kín với cùng mã được. Hãy chọn mã khác cho nhóm giữ kín và kết thúc nhóm {0} trước ngày nhóm mới có hiệu lực.");

    public static readonly ProblemKind GroupInside = new("rule-group-inside",
        "Nhóm này đang có quy định {0}. Nếu quy định mới chỉ áp dụng một khoảng thì từ ngày {1} không còn ai được hưởng theo nhóm: hãy để ngày cuối bằng ngày cuối của quy định đang có rồi đề nghị tiếp cho thời gian sau, hoặc kết thúc quy định đang có trước.");

    public static readonly ProblemKind AreaEmpty = new("rule-area-empty", "Tệp không có dòng nào. Hãy chọn tệp .xlsx, .xls hoặc .csv có danh sách xã, thôn.");

    public static readonly ProblemKind AreaColumns = new("rule-area-columns", "Không thấy dòng tiêu đề trong 30 dòng đầu. Tệp cần các cột: {0}. Hãy thêm dòng tiêu đề rồi gửi lại.");

    public static readonly ProblemKind AreaTooMany = new("rule-area-too-many", "Tệp có nhiều hơn {0} dòng. Hãy tách thành nhiều tệp rồi gửi từng tệp.");

    public static readonly ProblemKind AreaNoDay = new("rule-area-no-day", "không đọc được ô {0} “{1}”. Hãy ghi ngày/tháng/năm, ví dụ 01/07/2021.");

    public static readonly ProblemKind AreaNoCommune = new("rule-area-no-commune", "không có xã “{0}” trong tỉnh. Hãy ghi mã xã gồm 5 chữ số hoặc tên đầy đủ.");

    public static readonly ProblemKind AreaCommuneEmpty = new("rule-area-commune-empty", "chưa ghi xã. Hãy ghi mã xã gồm 5 chữ số hoặc tên đầy đủ.");

    public static readonly ProblemKind AreaCommuneOfDay = new("rule-area-commune-day", "xã “{0}” không có vào ngày {1}. Hãy kiểm tra lại mã xã, tên xã hoặc ngày.");

    public static readonly ProblemKind AreaCommuneTwice = new("rule-area-commune-twice", "có nhiều xã tên “{0}” (mã {1}). Hãy ghi mã xã.");

    public static readonly ProblemKind AreaNoLegal = new("rule-area-no-legal", "chưa ghi quyết định. Hãy ghi số, ngày của quyết định công nhận.");

    public static readonly ProblemKind AreaTwice = new("rule-area-twice", "cùng xã, thôn và thời gian với dòng {0}. Hãy bỏ một dòng hoặc sửa ngày.");

    public static readonly ProblemKind AreaSeveral = new("rule-area-several", "danh sách đang có nhiều lần công nhận trong thời gian này ({0}). Hãy ghi riêng từng lần với đúng ngày bắt đầu.");

    public static readonly ProblemKind AreaLater = new("rule-area-later", "“{0}” chỉ bắt đầu từ {1}. Hãy chọn ngày cuối muộn hơn, hoặc thêm nơi này vào tệp.");

    public static readonly ProblemKind AreaNothing = new("rule-area-nothing", "Mọi dòng của tệp đã có trong danh sách, không có gì thay đổi. Hãy kiểm tra lại tệp.");

    public static readonly ProblemKind AreaStale = new("rule-area-stale", "Kết quả kiểm tra đã hết hạn. Hãy gửi lại tệp để kiểm tra.");

    public static readonly ProblemKind OwnProposal = new("rule-own-proposal", "Người đề nghị không được tự duyệt. Hãy để một lãnh đạo khác của Sở duyệt.");

    public static readonly ProblemKind AlreadyDecided = new("rule-already-decided", "Đề nghị này đã được duyệt hoặc từ chối. Hãy lập đề nghị mới nếu cần thay đổi tiếp.");

    public static readonly ProblemKind SayWhy = new("rule-say-why", "Hãy ghi lý do không duyệt để người đề nghị biết cần sửa gì.");
}
