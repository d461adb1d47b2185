using ProvinceNode.Platform;

namespace ProvinceNode.Import.Poverty;

/// <summary>What can be said of a list of poor and near-poor households and of its rows. Codes with <c>warn-</c> keep nothing out.</summary>
public static class PovertyProblems
{
    /// <summary>How kept faults begin that ask whether a household is poor, near-poor or neither.</summary>
    public const string StatusAsked = "\"k\":\"poverty-status-";

    public static readonly ProblemKind YearWrong = new("poverty-year", "Hãy ghi năm của danh sách, từ {0} đến {1}.");
    public static readonly ProblemKind DecisionMissing = new("poverty-decision", "Hãy ghi số quyết định công nhận danh sách hộ nghèo, hộ cận nghèo.");
    public static readonly ProblemKind DecisionDay = new("poverty-decision-day", "Hãy ghi ngày quyết định như 15/12/2026, không sau hôm nay.");
    public static readonly ProblemKind CommuneOnly = new("poverty-commune-only", "Danh sách hộ nghèo, hộ cận nghèo do cán bộ UBND cấp xã nhập. Hãy chuyển danh sách cho xã.");
    public static readonly ProblemKind StatusMissing = new("poverty-status-missing", "Không rõ là hộ nghèo hay hộ cận nghèo. Hãy chọn ở ô “Hộ nghèo, cận nghèo”.");
    public static readonly ProblemKind StatusTwice = new("poverty-status-twice", "Dòng này đánh dấu cả hộ nghèo và hộ cận nghèo. Hãy chọn một.");
    public static readonly ProblemKind StatusUnclear = new("poverty-status-unclear", "Tên trang, tiêu đề hoặc cột nói khác nhau về hộ nghèo, hộ cận nghèo. Hãy chọn ở ô “Hộ nghèo, cận nghèo”, hoặc sửa tiêu đề và gửi lại.");
    public static readonly ProblemKind StatusLeft = new("poverty-status-left", "Danh sách ghi hộ thoát nghèo: có thể đã thành hộ cận nghèo. Hãy chọn Cận nghèo hoặc Không ở ô “Hộ nghèo, cận nghèo”.");
    public static readonly ProblemKind Elsewhere = new("poverty-elsewhere", "Số định danh này có trong sổ của xã khác. Hãy đối chiếu nơi cư trú trước khi ghi.");
    public static readonly ProblemKind Twice = new("poverty-twice", "Người này đã có ở trang {0}, dòng {1} của danh sách. Hãy bỏ một dòng.");
    public static readonly ProblemKind NotInRegistry = new("warn-poverty-not-in-registry", "Không có trong sổ đối tượng của xã: không phải ghi gì.");
    public static readonly ProblemKind ByName = new("warn-poverty-by-name", "Khớp với người trong sổ (mã {0}) theo họ tên, ngày sinh, không có số định danh để so.");
    public static readonly ProblemKind Differs = new("warn-poverty-differs", "Cùng số định danh với người trong sổ (mã {0}) nhưng họ tên hoặc ngày sinh khác; cần xem lại.");
    public static readonly ProblemKind SameHousehold = new("warn-poverty-same-household", "Cùng hộ gia đình trong sổ với {0} (trang {1}, dòng {2}), không có dòng riêng trong danh sách.");
    public static readonly ProblemKind Leaves = new("warn-poverty-leaves", "Năm {0} thuộc {1}, không có trong danh sách năm {2}: sẽ ghi không nghèo, không cận nghèo.");
    public static readonly ProblemKind MayBeListed = new("poverty-may-be-listed", "Có thể là người ở trang {0}, dòng {1} của danh sách. Hãy trả lời câu hỏi ở dòng đó trước.");
    public static readonly ProblemKind MayShare = new("poverty-may-share", "Cùng hộ trong sổ với người ở trang {0}, dòng {1} của danh sách, mà dòng đó chưa rõ. Hãy giải quyết dòng đó trước.");
    public static readonly ProblemKind Gone = new("poverty-gone", "Người này không còn trong sổ của xã: đã gộp với bản ghi khác hoặc đã chuyển đi nên không ghi gì. Hãy kiểm tra hồ sơ của người đó nếu cần.");
    public static readonly ProblemKind FoundAnew = new("poverty-found-anew", "Sổ đối tượng hoặc câu trả lời đã thay đổi nên hệ thống vừa tìm lại người cùng hộ, người không còn trong danh sách. Hãy xem lại rồi duyệt.");
    public static readonly ProblemKind IsListed = new("poverty-is-listed", "Người này có ở trang {0}, dòng {1} của danh sách nên không rời danh sách. Hãy bỏ dòng này.");
}
